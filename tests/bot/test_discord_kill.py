"""The bot on Discord is killed again and again: nothing that was accepted is lost, nothing is said twice."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Iterable
from pathlib import Path
from typing import Any

import pytest
from loopback.discord import Discord, Shown, Upload
from loopback.killing import ENDED, Killer, outlive, tally
from loopback.people import SimulatedUsers, is_acceptance
from loopback.running import BotProcess, running
from PIL import Image

from bot.platforms.discord.render import mark_of

PEOPLE = ("mira", "ben", "jun", "ada")
LIMITS = {"USER_OPEN": "8", "USER_RUNNING": "2", "USER_PER_DAY": "0", "TOTAL_OPEN": "20"}


async def test_three_kills_through_discord(tmp_path: Path) -> None:
    await survive(tmp_path, kills=3, seed=11)


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
        users = SimulatedUsers(place, a_picture(), random.Random(seed + 1))
        settings = {f"LIMITS__{name}": value for name, value in LIMITS.items()}
        async with running(folder, place, **settings) as bot:
            killer = DiscordKiller(bot, place, random.Random(seed))
            await outlive(killer, users, (users.live(place.person(name)) for name in PEOPLE), kills)
            place.faults.clear()
            await bot.drained(90)
            figures: dict[str, int] = {"seed": seed, "kills": kills, **killer.count, **users.did}
            wrong = audit(place, bot, users, figures)
            assert await bot.leave() == 0, bot.log[-3000:]
    figures["seconds"] = round(time.monotonic() - began)
    print(figures, users.refusals)
    assert not any(wrong.values()), {name: found for name, found in wrong.items() if found}
    # The kills hit something.
    assert figures["accepted"] and figures["jobs restarted with the bot"]
    assert figures["messages tried again"] or kills < 20, "a short run may hit none"


def a_picture() -> Upload:
    made = io.BytesIO()
    Image.new("RGB", (48, 72), "navy").save(made, "PNG")
    return Upload("sea.png", made.getvalue())


class DiscordKiller(Killer):
    """Cuts the bot's line to the gateway, too."""

    def __init__(self, bot: BotProcess, place: Discord, dice: random.Random) -> None:
        super().__init__(bot, lambda: len(ends(place)), dice)
        self._place = place

    def blows(self) -> dict[Callable[[], Coroutine[Any, Any, None]], int]:
        return {self.kill_bot: 10, self.kill_worker: 5, self.stop_bot: 2, self.drop_line: 3}

    async def stop_bot(self) -> None:
        await self.alive()
        assert await self.leave() == 0, self.bot.log[-3000:]

    async def drop_line(self) -> None:
        await self._place.gateway.drop()
        self.count["lines dropped"] += 1
        await self.alive()


def ends(place: Discord) -> list[tuple[int, str]]:
    """(outbox id, message id) of every time a message of the outbox came into the chat, whoever lived to know it."""
    return [
        (mark, str(call.answer["id"]))
        for call in place.calls
        if call.method in ("POST", "PATCH") and call.status == 200 and isinstance(call.answer, dict)
        if (mark := mark_of(call.answer)) is not None
    ]


def audit(place: Discord, bot: BotProcess, users: SimulatedUsers, figures: dict[str, int]) -> dict[str, list[object]]:
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
        "accepted": len(users.accepted),
        **tally(jobs.values(), outbox.values()),
        "dropped": len(silent),
        "resumed": place.gateway.resumed,
        "requests": len(place.calls),
    }
    return {
        "lost": [each for each in users.accepted if by_interaction[each] != 1],
        "doubled jobs": [each for each, number in by_interaction.items() if number > 1],
        "unended": [job_id for job_id, row in jobs.items() if row["state"] not in ENDED],
        "untold": [job_id for job_id in jobs if job_id not in told],
        "unsent": [tuple(row) for row in silent if not may_stay_unsent(row, place, users)],
        "missing": [row["key"] for number, row in outbox.items() if row["state"] == "said" and not stands_in[number]],
        "doubled": [(outbox[number]["key"], found) for number, found in stands_in.items() if len(found) > 1],
        "overwritten": overwritten(place),
        "left behind": left_behind(users, outbox.values()),
    }


def may_stay_unsent(row: sqlite3.Row, place: Discord, users: SimulatedUsers) -> bool:
    """What is private ends with its token, and what somebody deleted is not put there again."""
    interaction = place.interactions.every[row["interaction_id"]]
    deleted = interaction.original is not None and interaction.original.id in users.deleted
    return row["state"] == "dropped" and (deleted or interaction.id in users.private)


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


def left_behind(users: SimulatedUsers, outbox: Iterable[sqlite3.Row]) -> list[object]:
    """Answers that still say that something is being made, though its end was to take their place."""
    edited = {row["message_id"] for row in outbox if row["mode"] == "edit" and row["state"] == "said"}
    shown = [each.original for each in users.accepted.values() if each.original is not None]
    return [each.id for each in shown if each.id in edited and is_acceptance(Shown(each))]
