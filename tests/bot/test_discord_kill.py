"""The bot on Discord is killed again and again: nothing that was accepted is lost, nothing is said twice."""

from __future__ import annotations

import asyncio
import io
import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from loopback.discord import Discord, Shown, Upload
from loopback.people import Town, is_acceptance
from loopback.running import BotProcess, running, until

from bot.platforms.discord.render import mark_of

PEOPLE = ("mira", "ben", "jun", "ada")
LIMITS = {"USER_OPEN": "8", "USER_RUNNING": "2", "USER_PER_DAY": "0", "TOTAL_OPEN": "20"}
LEAVE_S = 10.0
"""How long a bot that is asked to stop may take."""
_ENDED = ("done", "failed", "cancelled")


async def test_twenty_kills_through_discord(tmp_path: Path) -> None:
    await survive(tmp_path, kills=20, seed=11)


@pytest.mark.soak
async def test_two_hundred_kills_through_discord(tmp_path: Path) -> None:
    await survive(tmp_path, kills=200, seed=12)


async def survive(folder: Path, kills: int, seed: int) -> None:
    began = time.monotonic()
    async with Discord(folder / "discord", seed=seed) as place:
        place.state.patient = False
        place.state.nonce_window_s = 0.4
        place.faults.busy("(PATCH|POST) /(webhooks|channels)", 0.05, chance=0.05)
        place.faults.unanswered("(PATCH|POST) /(webhooks|channels|interactions)", chance=0.05)
        place.faults.slow(".", 0.1, chance=0.05)
        town = Town(place, a_picture(), random.Random(seed + 1))
        settings = {f"LIMITS__{name}": value for name, value in LIMITS.items()}
        async with running(folder, place, **settings) as bot:
            people = [asyncio.create_task(town.live(place.person(name)), name=name) for name in PEOPLE]
            killer = Killer(bot, place, random.Random(seed))
            try:
                for _ in range(kills):
                    await killer.strike()
                    for task in people:
                        assert not task.done(), task.result()
                await killer.alive()
                town.quiet = True
                await asyncio.wait_for(asyncio.gather(*people), 30)
                place.faults.clear()
                await bot.drained(90)
            finally:
                for task in people:
                    task.cancel()
            figures: dict[str, int] = {"seed": seed, "kills": kills, **killer.count, **town.did}
            wrong = audit(place, bot, town, figures)
            assert await bot.leave() == 0, bot.log[-3000:]
    figures["seconds"] = round(time.monotonic() - began)
    print(figures, town.refusals)
    assert not any(wrong.values()), {name: found for name, found in wrong.items() if found}
    # The kills hit something.
    assert figures["accepted"] and figures["jobs restarted with the bot"] and figures["tried again"]


def a_picture() -> Upload:
    made = io.BytesIO()
    Image.new("RGB", (48, 72), "navy").save(made, "PNG")
    return Upload("sea.png", made.getvalue())


class Killer:
    """Ends the bot, its worker or its line at any moment."""

    def __init__(self, bot: BotProcess, place: Discord, dice: random.Random) -> None:
        self._bot, self._place, self._dice = bot, place, dice
        self.count: Counter[str] = Counter()

    async def strike(self) -> None:
        """One blow, at any moment since the start or, mostly, while something is being made and said."""
        if self._bot.process is None:
            await self._bot.start(wait=False)
        if self._dice.random() < 0.25:
            await asyncio.sleep(self._dice.uniform(0.0, 1.5))
        else:
            await self._busy()
        blows = (self.kill_bot, self.kill_worker, self.stop_bot, self.drop_line)
        await self._dice.choices(blows, (10, 5, 2, 3))[0]()

    async def kill_bot(self) -> None:
        await self._bot.kill()
        self.count["bots killed"] += 1

    async def kill_worker(self) -> None:
        for pid in self._bot.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.count["workers killed"] += 1

    async def stop_bot(self) -> None:
        """A bot that is asked to leave does so in time."""
        await self.alive()
        asked = time.monotonic()
        assert await self._bot.leave() == 0, self._bot.log[-3000:]
        assert time.monotonic() - asked < LEAVE_S
        self.count["bots told to leave"] += 1

    async def drop_line(self) -> None:
        await self._place.gateway.drop()
        self.count["lines dropped"] += 1
        await self.alive()

    async def alive(self) -> None:
        if self._bot.process is None:
            await self._bot.start(wait=False)
        await self._bot.up()

    async def _busy(self) -> None:
        """Until the bot has shown something it made since it was started, and a moment more."""
        await self.alive()
        enough = len(ends(self._place)) + self._dice.randint(0, 3)
        with suppress(TimeoutError):
            await until(lambda: len(ends(self._place)) >= enough, 4.0)
        await asyncio.sleep(self._dice.uniform(0.0, 0.3))


def ends(place: Discord) -> list[tuple[int, str]]:
    """(outbox id, message id) of every time a message of the outbox came into the chat, whoever lived to know it."""
    return [
        (mark, str(call.answer["id"]))
        for call in place.calls
        if call.method in ("POST", "PATCH") and call.status == 200 and isinstance(call.answer, dict)
        if (mark := mark_of(call.answer)) is not None
    ]


def audit(place: Discord, bot: BotProcess, town: Town, figures: dict[str, int]) -> dict[str, list[object]]:
    """What is wrong after all blows, by kind of wrong, all of which must be empty; adds to `figures` what was seen."""
    jobs = {row["job_id"]: row for row in bot.rows("SELECT * FROM jobs")}
    outbox = {row["outbox_id"]: row for row in bot.rows("SELECT * FROM outbox")}
    by_interaction = Counter(row["interaction_id"] for row in jobs.values())
    stands_in: defaultdict[int, set[str]] = defaultdict(set)
    for mark, message_id in ends(place):
        stands_in[mark].add(message_id)
    told = {json.loads(row["body"]).get("job_id"): row for row in outbox.values()}
    silent = [row for row in outbox.values() if row["state"] != "said"]
    figures |= {
        "accepted": len(town.accepted),
        "jobs": len(jobs),
        **Counter(row["state"] for row in jobs.values()),
        "jobs restarted with the bot": sum(row["recoveries"] > 0 for row in jobs.values()),
        "jobs the worker died under": sum(row["crashes"] > 0 for row in jobs.values()),
        "messages": len(outbox),
        "dropped": len(silent),
        "tried again": sum(row["uncertain"] for row in outbox.values()),
        "posted": sum(row["mode"] == "post" for row in outbox.values()),
        "resumed": place.gateway.resumed,
        "requests": len(place.calls),
    }
    return {
        "lost": [each for each in town.accepted if by_interaction[each] != 1],
        "doubled jobs": [each for each, number in by_interaction.items() if number > 1],
        "unended": [job_id for job_id, row in jobs.items() if row["state"] not in _ENDED],
        "untold": [job_id for job_id in jobs if job_id not in told],
        "unsaid": [tuple(row) for row in silent if not may_stay_unsaid(row, place, town)],
        "missing": [row["key"] for number, row in outbox.items() if row["state"] == "said" and not stands_in[number]],
        "doubled": [(outbox[number]["key"], found) for number, found in stands_in.items() if len(found) > 1],
        "overwritten": overwritten(place),
        "left behind": left_behind(town, outbox.values()),
    }


def may_stay_unsaid(row: sqlite3.Row, place: Discord, town: Town) -> bool:
    """What is private ends with its token, and what somebody deleted is not put there again."""
    interaction = place.interactions.every[row["interaction_id"]]
    deleted = interaction.original is not None and interaction.original.id in town.deleted
    return row["state"] == "dropped" and (deleted or interaction.id in town.private)


def overwritten(place: Discord) -> list[object]:
    """Messages of the outbox over which the bot wrote something else later, though nobody pressed."""
    marked: dict[str, int] = {}
    found: list[object] = []
    for call in place.calls:
        if call.method != "PATCH" or call.status != 200 or not isinstance(call.answer, dict):
            continue
        mark, message_id = mark_of(call.answer), str(call.answer["id"])
        if mark is None and message_id in marked:
            found.append((str(call), marked[message_id]))
        elif mark is not None:
            marked[message_id] = mark
    return found


def left_behind(town: Town, outbox: Iterable[sqlite3.Row]) -> list[object]:
    """Answers that still say that something is being made, though its end was to take their place."""
    edited = {row["message_id"] for row in outbox if row["mode"] == "edit" and row["state"] == "said"}
    shown = [each.original for each in town.accepted.values() if each.original is not None]
    return [each.id for each in shown if each.id in edited and is_acceptance(Shown(each))]
