"""Slow days, repeated deliveries and people who mean no good, through real discord.py."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from discord_bot import Place, Shown, a_bot, a_cover
from loopback.discord import Person

from bot.store.deletion import delete_session


async def a_second_version(mira: Person, shown: Shown) -> Shown:
    answer = (await mira.press(shown, "Regenerate")).message
    assert answer is not None
    return await mira.wait_until(answer, lambda message: message.pictures)


async def test_a_vote_that_takes_long_is_counted_and_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.interactions.DEFER_AFTER_S", 0.1)
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira, jun = place.person("mira"), place.person("jun")
        form = (await mira.press(await a_second_version(mira, await a_cover(mira)), "Open a poll")).modal
        assert form is not None
        asked = (await mira.submit(form)).message
        assert asked is not None
        poll = await mira.wait_until(asked, lambda message: message.pictures)
        real = bot.app.conversation.answer

        async def slowly(ask, request):  # type: ignore[no-untyped-def]
            await asyncio.sleep(0.4)
            return await real(ask, request)

        monkeypatch.setattr(bot.app.conversation, "answer", slowly)
        vote = next(label for label in poll.labels if re.search(r"\d", label))
        await jun.press(poll, vote)
        await mira.wait_until(poll, lambda message: "one vote" in message.text)
        assert mira.now(poll).files == poll.files
        said = await jun.wait_for(lambda message: message.is_private)
        assert "one vote" in said.text
        # And who may not gets a private sentence, with nothing changed for the others.
        ends = next(label for label in poll.labels if not re.search(r"\d", label))
        await jun.press(poll, ends)
        assert await place.state.until(lambda: len([each for each in jun.sees() if each.is_private]) == 2, 10)
        assert mira.now(poll).labels == poll.labels
        await mira.press(poll, ends)
        await mira.wait_until(poll, lambda message: not message.labels)
        await mira.wait_for(lambda message: message.id != poll.id and "one vote" in message.text)


async def test_a_press_delivered_twice_turns_one_page(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        shown = await a_second_version(mira, await a_second_version(mira, await a_cover(mira)))
        back = next(label for label in shown.labels if "1" not in label and "back" in label.casefold())
        interaction = await mira.send_press(shown, back)
        await place.interactions.again(interaction)
        await mira.answered(interaction)
        await place.interactions.again(interaction)
        await asyncio.sleep(0.3)
        row = await bot.app.store.db.one(
            "SELECT number FROM versions JOIN sessions ON version_id = current_version_id", ()
        )
        assert row is not None and row["number"] == 2


async def test_a_name_is_no_channel_that_covers_could_be_made_in(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path):
        mo = place.person("mo", moderator=True)
        refused = (await mo.slash("settings", channels="#general, everywhere")).message
        assert refused is not None
        assert "#general" in refused.text
        # So nobody is locked out.
        await a_cover(mo)


async def test_messages_of_a_deleted_book_go_even_when_discord_asks_for_patience(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        shown = await a_second_version(mira, await a_cover(mira))
        assert len(mira.sees()) == 2
        bot.platform._client.http.max_ratelimit_timeout = 0.05
        place.faults.busy("DELETE /channels", 0.4)
        sure = (await mira.press(shown, "Delete")).message
        assert sure is not None
        await mira.press(sure, "Yes, delete it")
        assert await place.state.until(lambda: not any(each.pictures for each in mira.sees()), 10)


async def test_direct_messages_that_must_wait_are_told(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        await place.forbid(place.channel, "send_messages")
        refused = (await mira.slash("cover", title="Night Tide")).message
        assert refused is not None
        bot.platform._client.http.max_ratelimit_timeout = 0.05
        place.faults.busy("POST /users", 30.0)
        said = (await mira.press(refused, "Go on in direct messages")).message
        assert said is not None and said.is_private


async def test_a_log_channel_the_bot_may_not_write_in_is_refused(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path):
        mo = place.person("mo", moderator=True)
        log = place.state.add_channel(place.guild, "log")
        await place.state.tell_of("CHANNEL_CREATE", log)
        await place.forbid(log, "send_messages")
        said = (await mo.slash("settings", log_channel=log)).message
        assert said is not None
        assert said.is_private
        assert f"<#{log.id}>" in said.text
        assert "Send Messages" in said.text
        now = (await mo.slash("settings")).message
        assert now is not None
        assert str(log.id) not in now.text


async def test_a_book_deleted_while_its_picture_is_on_the_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer = (await mira.slash("cover", title="Night Tide")).message
        assert answer is not None
        (job,) = await bot.app.jobs.open_jobs()
        async with bot.app.store.db.transaction() as tx:
            # Past its token the result is a message of its own, whose number nobody knows yet.
            await tx.execute("UPDATE interactions SET token_expires_at = 1", ())
        gone, real = asyncio.Event(), bot.platform._sender.say

        async def sent_too_late(delivery):  # type: ignore[no-untyped-def]
            message_id = await real(delivery)
            assert any(each.pictures for each in mira.sees())
            await delete_session(bot.app.store, job.session_id)
            gone.set()
            return message_id

        monkeypatch.setattr(bot.platform._sender, "say", sent_too_late)
        bot.executor.gate.set()
        await asyncio.wait_for(gone.wait(), 15)
        assert await place.state.until(lambda: not any(each.pictures for each in mira.sees()), 5)
