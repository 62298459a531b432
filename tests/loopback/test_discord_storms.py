"""Discord at its worst and everybody at once: each is answered in time, and each cover arrives once."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path

import pytest
from discord_bot import a_bot, a_cover

from bot.platforms.discord.render import mark_of
from loopback.discord import Discord, NotAnsweredError, Person
from loopback.discord.calls import Call

PEOPLE = 50
NO_LIMITS = {"LIMITS__USER_OPEN": "0", "LIMITS__SERVER_OPEN": "0", "LIMITS__TOTAL_OPEN": "0"}


async def test_fifty_at_once(tmp_path: Path) -> None:
    async with Discord(tmp_path / "discord") as place, a_bot(place, tmp_path, **NO_LIMITS):
        people = [place.person(f"writer {number}", moderator=number == 0) for number in range(PEOPLE)]
        began = time.monotonic()
        answers = await asyncio.gather(
            *(each.slash("cover", title=f"Night Tide {number}") for number, each in enumerate(people))
        )
        # A thread for the loopback and one for the bot on a busy machine; `bench/bot_load.py` measures properly.
        assert max(answer.answer_s for answer in answers) < 2.5
        for number, (person, answer) in enumerate(zip(people, answers, strict=True)):
            assert answer.message is not None
            shown = await person.wait_until(answer.message, lambda each: each.pictures, 60)
            assert f"Night Tide {number}”" in shown.text
        assert time.monotonic() - began < 60
        assert Counter(len(each.pictures) for each in people[0].sees()) == {1: PEOPLE}
        # No more edits for progress than ten a second; what the outbox says comes as soon as it is there.
        edits = [call.began for call in place.calls if call.method == "PATCH" and _mark(call) is None]
        assert all(later - earlier > 0.9 for earlier, later in zip(edits, edits[20:], strict=False))


@pytest.mark.parametrize("how", ["busy", "broken", "unanswered"])
async def test_a_first_answer_that_is_hard_to_give(tmp_path: Path, how: str) -> None:
    async with Discord(tmp_path / "discord") as place, a_bot(place, tmp_path):
        mira = place.person("mira")
        getattr(place.faults, how)("POST /interactions/.*/callback", times=1)
        answer = await mira.slash("cover", title="Night Tide")
        assert answer.message is not None
        await mira.wait_until(answer.message, lambda each: each.pictures)
        await asyncio.sleep(0.3)
        assert len(mira.sees()) == 1


async def test_an_answer_that_comes_too_late_costs_nothing(tmp_path: Path) -> None:
    async with Discord(tmp_path / "discord") as place, a_bot(place, tmp_path):
        mira = place.person("mira")
        place.state.answer_within_s = 0.3
        place.faults.slow("POST /interactions/.*/callback", 0.5)
        with pytest.raises(NotAnsweredError):
            await mira.slash("cover", title="Night Tide")
        place.state.answer_within_s = 3.0
        shown = await mira.wait_for(lambda each: each.pictures)
        # It is a message of its own, and its buttons work.
        answer = await mira.press(shown, "Regenerate")
        assert answer.message is not None
        await mira.wait_until(answer.message, lambda each: each.pictures)
        assert len(mira.sees()) == 2


async def test_what_is_done_while_the_line_is_down_is_done_once(tmp_path: Path) -> None:
    async with Discord(tmp_path / "discord") as place, a_bot(place, tmp_path):
        mira = place.person("mira")
        shown = await a_cover(mira)
        place.gateway.closed = True
        await place.gateway.drop()
        interaction = await mira.send_press(shown, "Regenerate")
        place.gateway.closed = False
        await place.state.until(lambda: place.gateway.resumed, 20)
        await place.interactions.again(interaction)
        await mira.wait_for(lambda each: "version 2" in each.text and each.pictures, timeout_s=20)
        assert place.gateway.identified == 1
        assert await versions_of(mira) == 2


@pytest.mark.parametrize("how", ["reconnect", "invalid"])
async def test_a_session_is_begun_anew(tmp_path: Path, how: str) -> None:
    async with Discord(tmp_path / "discord") as place, a_bot(place, tmp_path):
        mira = place.person("mira")
        shown = await a_cover(mira)
        if how == "invalid":
            place.gateway.forget_sessions()
            await place.gateway.drop()
            assert await place.state.until(lambda: place.gateway.identified == 2, 30)
        else:
            await place.gateway.ask_to_reconnect()
            assert await place.state.until(lambda: place.gateway.resumed == 1, 30)
        await place.connected()
        answer = await mira.press(shown, "Regenerate")
        assert answer.message is not None
        await mira.wait_until(answer.message, lambda each: each.pictures)


async def test_a_bad_day_on_discord(tmp_path: Path) -> None:
    async with Discord(tmp_path / "discord", seed=5) as place, a_bot(place, tmp_path, **NO_LIMITS):
        people = [place.person(f"writer {number}") for number in range(12)]
        place.faults.busy("PATCH|POST /channels", 0.05, chance=0.2)
        place.faults.broken("PATCH|POST /channels", 502, chance=0.1)
        place.faults.unanswered("PATCH|POST", chance=0.1)
        place.faults.slow(".", 0.2, chance=0.2)

        async def day(person: Person, number: int) -> None:
            shown = await a_cover(person, f"Night Tide {number}")
            answer = await person.press(shown, "Regenerate")
            assert answer.message is not None
            await person.wait_until(answer.message, lambda each: each.pictures, 60)

        await asyncio.wait_for(asyncio.gather(*(day(each, number) for number, each in enumerate(people))), 90)
        assert Counter(each.text.partition(",")[0] for each in people[0].sees()) == {
            f"**“Night Tide {number}”": 2 for number in range(12)
        }


def _mark(call: Call) -> int | None:
    return mark_of(call.answer) if isinstance(call.answer, dict) else None


async def versions_of(person: Person) -> int:
    return sum("version" in each.text and bool(each.pictures) for each in person.sees())
