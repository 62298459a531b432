"""A clock that is wrong: results arrive all the same, and the owner hears of it."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest
from discord_bot import Bot, Person, Place, Shown, a_bot
from test_discord_delivery import asked_for, results, told

from bot.config import Discord
from bot.secret import Secret
from bot.store.clock import CORRECTED_FROM_S, ReferenceClock
from bot.timekeeping import check_clock, clock_state

WRONG = pytest.mark.parametrize("ahead_min", [20, -20, 600], ids=["ahead", "behind", "far-ahead"])


class SkewedClock:
    """A system clock that is wrong by as much as one says."""

    def __init__(self) -> None:
        self.ahead_s = 0.0

    def now(self) -> float:
        return time.time() + self.ahead_s

    def monotonic(self) -> float:
        return time.monotonic()


def skew(place: Place, ahead_min: float) -> None:
    """Discord's clock as seen by a machine whose own is ahead of it by so much."""
    place.clock.advance(-ahead_min * 60)


async def answered(place: Place, bot: Bot, who: Person, answer: Shown) -> Shown:
    bot.executor.gate.set()
    await told(place, bot)
    return who.now(answer)


@WRONG
@pytest.mark.parametrize("private", [True, False], ids=["private", "public"])
async def test_results_arrive_under_their_command(tmp_path: Path, ahead_min: int, private: bool) -> None:
    async with Place(tmp_path) as place:
        skew(place, ahead_min)
        async with a_bot(place, tmp_path, held=True) as bot:
            mira = place.person("mira")
            answer = await asked_for(mira, private=private)
            shown = await answered(place, bot, mira, answer)
            assert shown.pictures
            assert "version 1" in shown.text
            assert len(mira.sees()) == 1


@pytest.mark.parametrize("ahead_min", [20, -20], ids=["ahead", "behind"])
async def test_a_clock_that_jumps_while_a_job_waits(tmp_path: Path, ahead_min: int) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        system = SkewedClock()
        bot.app.clock._system = system
        mira = place.person("mira")
        answer = await asked_for(mira, private=True)
        system.ahead_s = ahead_min * 60.0
        assert abs(bot.app.clock.now() - time.time()) < CORRECTED_FROM_S
        shown = await answered(place, bot, mira, answer)
        assert shown.pictures


async def test_a_job_that_waited_through_a_restart_is_answered_under_its_command(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        skew(place, 20)
        mira = place.person("mira")
        async with a_bot(place, tmp_path, held=True):
            answer = await asked_for(mira, private=True)
        async with a_bot(place, tmp_path) as bot:
            await told(place, bot)
            assert mira.now(answer).pictures


async def test_a_lost_answer_is_found_again_by_a_clock_that_is_ahead(tmp_path: Path) -> None:
    """It is looked for among messages from the time of the try on, which is Discord's time."""
    async with Place(tmp_path) as place:
        skew(place, 120)
        mira = place.person("mira")
        async with a_bot(place, tmp_path, held=True) as bot:
            await asked_for(mira)
            place.clock.advance(16 * 60)
            lost = place.faults.unanswered("POST /channels/[0-9]+/messages")
            bot.executor.gate.set()
            assert await place.state.until(lambda: lost.met, 10)
        place.clock.advance(600)
        async with a_bot(place, tmp_path) as bot:
            await told(place, bot)
            assert len(results(mira, "Night Tide")) == 1


async def test_the_owner_the_health_and_the_metrics_tell_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.timekeeping.LOOK_S", 0.05)
    async with Place(tmp_path) as place:
        skew(place, 20)
        async with a_bot(place, tmp_path) as bot:

            def direct() -> list[Shown]:
                return [
                    Shown(each)
                    for channel in place.state.channels.values()
                    if channel.recipient
                    for each in channel.messages.values()
                ]

            assert await place.state.until(direct, 10)
            await asyncio.sleep(0.3)
            (message,) = direct()
            assert "20 minutes ahead" in message.text
            condition = await bot.app.monitor.condition()
            assert (condition.well, condition.clock) == (True, "20 min ahead")
            (figure,) = [
                float(each.split()[-1])
                for each in (await bot.app.monitor.metrics()).decode().splitlines()
                if each.startswith("articover_clock_ahead_seconds ")
            ]
            assert figure == pytest.approx(1200, abs=5)
            assert "20 min ahead" in caplog.text


async def test_a_clock_that_is_right_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.timekeeping.LOOK_S", 0.02)
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        await asked_for(place.person("mira"))
        await told(place, bot)
        await asyncio.sleep(0.2)
        assert (await bot.app.monitor.condition()).clock == "ok"
        assert not [channel for channel in place.state.channels.values() if channel.recipient]


async def test_check_compares_the_clock_with_discords(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:

        async def found() -> tuple[bool, str]:
            settings = Discord(api_url=place.api_url, token=Secret("a token"))
            finding = await asyncio.to_thread(check_clock, settings)
            assert finding is not None
            return finding.ok, finding.sentence

        assert await found() == (True, "The clock agrees with Discord's.")
        skew(place, -30)
        ok, sentence = await found()
        assert not ok
        assert "30 min behind" in sentence
        gone = Discord(api_url="http://127.0.0.1:9/api", token=Secret("a token"))
        finding = await asyncio.to_thread(check_clock, gone)
        assert finding is not None
        assert finding.ok
        assert "could not be reached" in finding.sentence
        assert check_clock(Discord()) is None


def test_late_news_does_not_move_the_clock_back() -> None:
    system = SkewedClock()
    clock = ReferenceClock(system)
    assert clock.now() == pytest.approx(system.now(), abs=1)
    system.ahead_s = 1000.0
    clock.observe_header(time.time() + 500)  # a proxy's own
    assert clock.ahead_s() == pytest.approx(500, abs=1)
    clock.observe_id(time.time())
    clock.observe_id(time.time() - 300)  # heard of late
    assert clock.ahead_s() == pytest.approx(1000, abs=1)
    assert clock_state(clock.ahead_s()) == "17 min ahead"
    assert clock.now() == pytest.approx(time.time(), abs=1)
    system.ahead_s = 5.0
    assert clock.now() == pytest.approx(system.now(), abs=1)
    assert clock_state(clock.ahead_s()) == "ok"
