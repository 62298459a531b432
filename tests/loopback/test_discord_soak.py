"""Five minutes of a busy day on the loopback Discord: 2,000 commands of 500 people, 0 lost, 0 doubled.

`python -m pytest -s -m soak tests/loopback/test_discord_soak.py` prints the figures of bench/README.md. The bot runs in
a process of its own, with its store, queue, outbox and worker process; only the painter makes tiny pictures at once.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from test_discord_kill import a_picture, audit

from loopback.discord import Discord, Person
from loopback.people import SimulatedUsers
from loopback.running import BotProcess, running

PEOPLE, COMMANDS, MINUTES = 500, 2000, 5.0
LIMITS = {f"LIMITS__{name}": "0" for name in ("USER_OPEN", "USER_PER_DAY", "SERVER_OPEN", "TOTAL_OPEN")}
MIX = ("cover", "cover", "queue", "history", "help", "cover", "queue", "export-me")
"""What people type, in turn: three of eight are covers."""


@dataclass
class Figures:
    """Seconds to the first answers by command, the longest time that a command was typed too late, and memory in MB."""

    answers: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    late_s: float = 0.0
    memory: list[tuple[float, float]] = field(default_factory=list)


@pytest.mark.soak
async def test_two_thousand_commands_of_five_hundred_people_in_five_minutes(tmp_path: Path) -> None:
    await live_through(tmp_path, PEOPLE, COMMANDS, MINUTES * 60)


async def test_a_hundred_commands_of_twenty_five_people(tmp_path: Path) -> None:
    await live_through(tmp_path, 25, 100, 5.0)


async def live_through(folder: Path, people: int, commands: int, seconds: float) -> None:
    dice = random.Random(21)
    async with Discord(folder / "discord", seed=21) as place:
        users = SimulatedUsers(place, a_picture(), dice)
        async with running(folder, place, **LIMITS) as bot:
            everybody = [place.person(f"writer {number}") for number in range(people)]
            figures = Figures()
            # One cover before, so that the worker is there.
            await command(everybody[0], "cover", users, figures)
            await bot.drained(60)
            figures.answers.clear()
            figures.memory.append(memory_of(bot))
            began = time.monotonic()

            async def at(number: int, when_s: float) -> None:
                await asyncio.sleep(when_s)
                figures.late_s = max(figures.late_s, time.monotonic() - began - when_s)
                await command(everybody[number % people], MIX[number % len(MIX)], users, figures)

            await asyncio.gather(*(at(number, dice.uniform(0, seconds)) for number in range(commands)))
            await bot.drained(120)
            took_s = time.monotonic() - began
            figures.memory.append(memory_of(bot))
            counted: dict[str, int] = {}
            wrong = audit(place, bot, users, counted)
            assert await bot.leave() == 0, bot.log[-3000:]
            errors = [line for line in bot.log.splitlines() if " ERROR " in line or " CRITICAL " in line]
    print(table(figures, people, commands, took_s, counted, wrong))
    assert not any(wrong.values()), {name: found for name, found in wrong.items() if found}
    assert counted["accepted"] == counted["jobs"] == counted["done"] == counted["messages"]
    assert sum(map(len, figures.answers.values())) == commands
    assert errors == []


async def command(person: Person, name: str, users: SimulatedUsers, figures: Figures) -> None:
    options = {"title": f"Night Tide {len(users.accepted)}", "genre": "mystery"} if name == "cover" else {}
    answer = await person.slash(name, **options)
    figures.answers[f"/{name}"].append(answer.answer_s)
    if name == "cover":
        # With no limits each of them has to become a job, whatever its first answer was.
        users.accepted[answer.interaction.id] = answer.interaction


def memory_of(bot: BotProcess) -> tuple[float, float]:
    """Resident MB of the bot and of its worker."""
    assert bot.process is not None
    return resident_mb(bot.process.pid), sum(map(resident_mb, bot.workers()))


def resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def table(
    figures: Figures,
    people: int,
    commands: int,
    took_s: float,
    counted: dict[str, int],
    wrong: dict[str, list[object]],
) -> str:
    everything = [each for answers in figures.answers.values() for each in answers]
    rows = [*sorted(figures.answers.items()), ("all", everything)]
    lines = [
        f"{commands} commands of {people} people, all said after {took_s:.0f} s; load {os.getloadavg()[0]:.1f}",
        "| what | answers | p50 ms | p99 ms | longest ms |",
        "|---|---|---|---|---|",
    ]
    for name, answers in rows:
        cells = (quantile(answers, 0.5), quantile(answers, 0.99), max(answers))
        lines.append(f"| {name} | {len(answers)} | {' | '.join(f'{1000 * each:.0f}' for each in cells)} |")
    (bot_before, worker_before), (bot_after, worker_after) = figures.memory
    lost, doubled = (sum(len(found) for name, found in wrong.items() if name.startswith(kind)) for kind in ("lo", "do"))
    lines.append(f"{counted['jobs']} covers: {lost} lost, {doubled} doubled, {counted['done']} made and said")
    lines.append(f"memory at start and end: bot {bot_before:.0f} and {bot_after:.0f} MB,")
    lines.append(
        f"worker {worker_before:.0f} and {worker_after:.0f} MB; typed at most {1000 * figures.late_s:.0f} ms late"
    )
    return "\n".join(lines)


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[math.ceil(share * len(values)) - 1]
