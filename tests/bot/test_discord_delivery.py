"""A result is said once, whatever Discord, the network and the people in the channel do meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from discord_bot import Bot, Person, Place, Shown, a_bot, a_cover
from loopback.discord.world import Message as Said

from bot.outbox import Outbox


def results(person: Person, title: str) -> list[Shown]:
    """Messages that show a picture of the book."""
    return [each for each in person.sees() if title in each.text and each.pictures]


async def told(place: Place, bot: Bot) -> None:
    """Until nothing is left to be made or said."""
    outbox = Outbox(bot.app.store, "discord")
    async with asyncio.timeout(20):
        while await bot.app.jobs.open_jobs() or await outbox.unsent():
            await asyncio.sleep(0.02)


async def asked_for(person: Person, title: str = "Night Tide", **options: bool) -> Shown:
    answer = (await person.slash("cover", title=title, synopsis="A whale.", **options)).message
    assert answer is not None
    return answer


async def test_past_its_token_a_result_is_a_message_of_its_own(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer = await asked_for(mira)
        place.clock.advance(16 * 60)
        bot.executor.gate.set()
        await told(place, bot)
        (shown,) = results(mira, "Night Tide")
        assert shown.id != answer.id
        assert shown.data["message_reference"]["message_id"] == answer.id
        assert "below" in mira.now(answer).text
        assert not mira.now(answer).labels
        pressed = (await mira.press(shown, "Regenerate")).message
        assert pressed is not None


async def test_a_private_result_past_its_token_waits_in_history(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer = await asked_for(mira, private=True)
        assert "/history" in answer.text
        place.clock.advance(16 * 60)
        bot.executor.gate.set()
        await told(place, bot)
        assert not results(mira, "Night Tide")
        listed = (await mira.slash("history")).message
        assert listed is not None
        shown = (await mira.press(listed, listed.labels[0])).message if listed.labels else None
        if shown is None:
            option = listed.menus[0]["options"][0]["label"]
            shown = (await mira.choose(listed, option)).message
        assert shown is not None
        assert mira.now(shown).pictures
        assert mira.now(shown).is_private


async def test_the_same_press_delivered_twice_is_one_job(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        interaction = await mira.send_slash("cover", title="Night Tide")
        await place.interactions.again(interaction)
        await place.interactions.again(interaction)
        bot.executor.gate.set()
        await mira.wait_for(lambda message: message.pictures)
        await told(place, bot)
        assert len(bot.executor.tasks) == 1
        assert len(mira.sees()) == 1


@pytest.mark.parametrize("how", ["busy", "broken", "unanswered", "slow"])
async def test_an_edit_that_goes_wrong_is_made_again(tmp_path: Path, how: str) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        await asked_for(mira)
        pattern = "PATCH /webhooks"
        fault = (
            place.faults.slow(pattern, 0.5)
            if how == "slow"
            else {
                "busy": place.faults.busy,
                "broken": place.faults.broken,
                "unanswered": place.faults.unanswered,
            }[how](pattern)
        )
        bot.executor.gate.set()
        await told(place, bot)
        assert fault.met == 1
        assert len(results(mira, "Night Tide")) == 1
        assert len(mira.sees()) == 1


@pytest.mark.parametrize("how", ["busy", "broken", "unanswered"])
@pytest.mark.parametrize("later_s", [0, 600])
async def test_a_post_that_goes_wrong_stands_there_once(tmp_path: Path, how: str, later_s: int) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        await asked_for(mira)
        place.clock.advance(16 * 60)
        pattern = "POST /channels/[0-9]+/messages"
        fault = {"busy": place.faults.busy, "broken": place.faults.broken, "unanswered": place.faults.unanswered}[how](
            pattern
        )
        bot.executor.gate.set()
        assert await place.state.until(lambda: fault.met, 10)
        # Past the minutes in which a nonce counts, the message itself has to be found again.
        place.clock.advance(later_s)
        await told(place, bot)
        assert len(results(mira, "Night Tide")) == 1


async def test_a_post_by_a_dead_process_is_found_again(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        mira = place.person("mira")
        async with a_bot(place, tmp_path, held=True) as bot:
            await asked_for(mira)
            place.clock.advance(16 * 60)
            lost = place.faults.unanswered("POST /channels/[0-9]+/messages")
            bot.executor.gate.set()
            assert await place.state.until(lambda: lost.met, 10)
        assert len(results(mira, "Night Tide")) == 1
        place.clock.advance(3600)
        # A lively channel: it stands behind two hundred others of the same moment.
        newest = int(results(mira, "Night Tide")[0].id)
        empty = {"content": "hello", "components": [], "embeds": [], "attachments": []}
        chatter = (Said({**empty, "id": str(newest - 240 + each)}, place.channel, mira.user) for each in range(240))
        place.channel.messages = {each.id: each for each in chatter} | place.channel.messages
        async with a_bot(place, tmp_path) as bot:
            await told(place, bot)
            assert len(results(mira, "Night Tide")) == 1


@pytest.mark.parametrize("what", ["message", "channel", "thread", "access"])
@pytest.mark.parametrize("late", [False, True])
async def test_where_it_is_not_wanted_any_more_it_waits_in_history(tmp_path: Path, what: str, late: bool) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        where = place.state.add_channel(place.guild, "drafts", 11, place.channel)
        answer = (await mira.slash("cover", title="Night Tide", channel=where)).message
        assert answer is not None
        if late:
            place.clock.advance(16 * 60)
        match what:
            case "message":
                mira.delete(answer)
            case "channel":
                await place.delete_channel(where)
            case "thread":
                await place.archive(where)
            case _:
                place.clock.advance(16 * 60)
                await place.forbid(where, "view_channel")
                await place.forbid(place.channel, "view_channel")
        bot.executor.gate.set()
        await told(place, bot)
        shown = [each for each in mira.sees(where) if each.pictures]
        # An answer that still can be edited may be, in an archived thread as well.
        assert [each.id for each in shown] == ([answer.id] if what == "thread" and not late else [])
        assert not where.archived or what == "thread"
        assert where.archived == (what == "thread")
        elsewhere = place.state.add_channel(place.guild, "covers-2")
        listed = (await mira.slash("history", channel=elsewhere)).message
        assert listed is not None
        assert "Night Tide" in listed.text + str(listed.data)


async def test_a_file_too_large_for_the_chat_does_not_keep_the_words_back(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer = await asked_for(mira)
        place.guild.upload_limit_bytes = 10
        bot.executor.gate.set()
        await told(place, bot)
        shown = mira.now(answer)
        assert "too big" in shown.text
        assert not shown.files
        assert len(mira.sees()) == 1


async def test_no_progress_follows_the_last_word(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer = await asked_for(mira)
        await mira.wait_until(answer, lambda message: "painting" in message.text)
        place.faults.slow("PATCH /webhooks", 0.6)
        (job,) = await bot.app.jobs.open_jobs()
        from bot.jobs import JobProgress

        await asyncio.sleep(2.1)
        bot.platform.progress(job, JobProgress("edit", 0.9))
        assert await place.state.until(lambda: len(place.asked("PATCH /webhooks")) >= 2, 5)
        bot.executor.gate.set()
        await told(place, bot)
        bot.platform.progress(job, JobProgress("edit", 1.0))
        await asyncio.sleep(0.7)
        assert mira.now(answer).pictures
        assert "version 1" in mira.now(answer).text


async def test_places_in_the_queue_move(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        people = [place.person(name) for name in ("mira", "jun", "ada")]
        first, second, third = [await asked_for(each, f"Book {each.user.name}") for each in people]
        assert "number 2" in people[2].now(third).text
        await people[1].press(second, "Cancel")
        await people[2].wait_until(third, lambda message: "next in the queue" in message.text, 10)
        bot.executor.gate.set()
        await told(place, bot)
        assert people[0].now(first).pictures
        assert people[2].now(third).pictures


async def test_a_slow_answer_is_deferred_and_then_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.interactions.DEFER_AFTER_S", 0.2)
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        real = bot.app.conversation.answer

        async def slowly(ask, request):  # type: ignore[no-untyped-def]
            await asyncio.sleep(0.6)
            return await real(ask, request)

        monkeypatch.setattr(bot.app.conversation, "answer", slowly)
        answer = await asked_for(mira)
        assert answer.is_thinking or "Night Tide" in answer.text
        await mira.wait_until(answer, lambda message: message.pictures)
        listed = (await mira.slash("history")).message
        assert listed is not None
        assert listed.is_private
        await mira.wait_until(listed, lambda message: "Night Tide" in message.text + str(message.data))
        # What was thought about in public, and turned out to be a private sentence.
        refused = await asked_for(mira, title="x", **{"ratio": "nonsense"})  # type: ignore[arg-type]
        said = await mira.wait_for("nonsense")
        assert said.is_private
        assert refused.id not in [each.id for each in place.person("jun").sees()]


@pytest.mark.parametrize("how", ["unanswered", "busy", "broken"])
async def test_a_first_answer_that_goes_wrong_is_given_again(tmp_path: Path, how: str) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        pattern = "POST /interactions"
        fault = {"busy": place.faults.busy, "broken": place.faults.broken, "unanswered": place.faults.unanswered}[how](
            pattern
        )
        answer = await asked_for(mira)
        assert fault.met == 1
        assert "Night Tide" in answer.text
        bot.executor.gate.set()
        await told(place, bot)
        assert len(mira.sees()) == 1
        assert mira.now(answer).pictures


async def test_a_fault_inside_is_one_private_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        shown = await a_cover(mira)

        async def broken(ask, request):  # type: ignore[no-untyped-def]
            raise RuntimeError("out of ink")

        monkeypatch.setattr(bot.app.conversation, "answer", broken)
        for answer in (await mira.press(shown, "History"), await mira.slash("queue")):
            assert answer.message is not None
            assert answer.message.is_private
            assert "ink" not in answer.message.text
