"""How soon people are answered while the worker paints: `python bench/bot_loop.py`.

The whole bot, with its real store on a real disk, queue, executor and worker. A book is always being painted; then
many people at once each start a book, change its brief, look at a finished one, ask for the queue and cancel. Measured
are the time to each answer and the longest time for which the event loop stood still, beside their budgets.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import App, opened
from bot.config import Bot, Config, Http, Limits, Storage
from bot.conversation import RequestContext, requests
from bot.conversation.requests import Request
from bot.health.lag import LoopLag
from bot.store.records import Interaction

ANSWER_BUDGET_S, STALL_BUDGET_S = 0.250, 0.100
_BEAT_S = 0.005
"""Finer than the bot's own watcher, so that no stall worth a thought falls between two looks."""
SYNOPSIS = "A lighthouse keeper shelters a wounded whale and hides it from the whalers."


@dataclass
class Measured:
    """Seconds to the answer, by what was asked; and for the disk to keep 4 KB, which every command waits for."""

    answers: dict[str, list[float]] = field(default_factory=dict)
    syncs: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


async def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=8, help="how often all of them come at once")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return await measure(Path(folder), options.people, options.rounds)


async def measure(folder: Path, people: int, rounds: int) -> int:
    config = Config(
        bot=Bot(data_folder=str(folder / "data")),
        limits=Limits(user_open=0, user_running=1, user_per_day=0, server_open=0, total_open=0),
        storage=Storage(free_space_floor_mb=100),
        http=Http(port=0),
    )
    measured, stalls = Measured(), LoopLag(lambda lag_s: None, _BEAT_S)
    async with opened(config) as app:
        await until_ready(app)
        painting = asyncio.create_task(keep_painting(app))
        finished = await first_finished(app)
        watching = asyncio.create_task(stalls.run())
        await asyncio.sleep(0.5)
        painted_before = await done(app)
        syncing = asyncio.create_task(watch_disk(folder, measured))
        stalls.forget()
        busy = 0
        for number in range(rounds):
            busy += app.executor.health().busy
            async with asyncio.TaskGroup() as group:
                for person in range(people):
                    group.create_task(talk(app, f"{number}-{person}", finished, measured))
        longest_s = stalls.longest_s
        for task in (painting, watching, syncing):
            task.cancel()
        painted = await done(app) - painted_before
    return report(measured, longest_s, people, rounds, busy, painted)


async def talk(app: App, person: str, finished: int, measured: Measured) -> None:
    """One conversation, by a moderator: each request follows the answer to the one before it."""

    async def ask(name: str, request: Request) -> int:
        interaction = Interaction("bench", uuid.uuid4().hex, f"bench:{person}", "bench:server", "c")
        began = time.perf_counter()
        reply = await app.conversation.answer(RequestContext(interaction, person, is_moderator=True), request)
        measured.answers.setdefault(name, []).append(time.perf_counter() - began)
        if any(each.key.startswith("refused") for each in reply.lines):
            measured.refused.append(f"{name}: {reply.lines[0].key}")
        return reply.session_id or 0

    book = await ask("start a book", requests.Start(f"Night Tide {person}", genre="mystery", synopsis=SYNOPSIS))
    await ask("show a finished book", requests.ShowBook(finished))
    await ask("form to change the brief", requests.ShowBrief(book))
    await ask("change the brief", requests.ChangeBrief(book, mood="calm"))
    await ask("queue", requests.Queue())
    await ask("history", requests.History(finished))
    await ask("cancel", requests.Cancel(book))


async def keep_painting(app: App) -> None:
    """Somebody whose books are painted all the while."""
    number = 0
    while True:
        rung = app.store.notifier.count
        mine = await app.jobs.open_jobs(user_key="bench:painter")
        for _ in range(3 - len(mine)):
            number += 1
            interaction = Interaction("bench", f"painter-{number}", "bench:painter", "bench:server", "c")
            request = requests.Start(f"Whale {number}", genre="mystery", synopsis=SYNOPSIS, seed=number)
            await app.conversation.answer(RequestContext(interaction, "painter"), request)
        await app.store.notifier.wait_past(rung, 0.2)


async def watch_disk(folder: Path, measured: Measured) -> None:
    """What the disk itself takes, beside the answers: other programs may keep it busy."""

    def sync() -> float:
        began = time.perf_counter()
        with (folder / "probe").open("wb") as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
        return time.perf_counter() - began

    while True:
        measured.syncs.append(await asyncio.to_thread(sync))
        await asyncio.sleep(0.1)


async def until_ready(app: App) -> None:
    while not app.executor.health().ready:
        await asyncio.sleep(0.05)


async def first_finished(app: App) -> int:
    """The first book that has a version, once there is one."""
    while True:
        rung = app.store.notifier.count
        row = await app.store.db.one("SELECT min(session_id) AS id FROM versions")
        if row and row["id"]:
            return int(row["id"])
        await app.store.notifier.wait_past(rung)


async def done(app: App) -> int:
    row = await app.store.db.one("SELECT count(*) AS n FROM jobs WHERE state = 'done'")
    return int(row["n"]) if row else 0


def report(measured: Measured, longest_s: float, people: int, rounds: int, busy: int, painted: int) -> int:
    everything = sorted(seconds for answers in measured.answers.values() for seconds in answers)
    print(f"{os.cpu_count()} cores, {people} conversations at once, {rounds} times; ", end="")
    print(f"the worker painted {painted} covers meanwhile and was busy at the start of {busy} of {rounds}\n")
    print("| what | answers | p50 ms | p99 ms | longest ms | budget ms |\n|---|---|---|---|---|---|")
    for name, answers in [*measured.answers.items(), ("all", everything)]:
        row = [quantile(answers, 0.5), quantile(answers, 0.99), max(answers)]
        cells = " | ".join(f"{1000 * seconds:.0f}" for seconds in row)
        print(f"| {name} | {len(answers)} | {cells} | p99 {1000 * ANSWER_BUDGET_S:.0f} |")
    print(f"| longest stall of the loop | | | | {1000 * longest_s:.0f} | {1000 * STALL_BUDGET_S:.0f} |")
    syncs = [quantile(measured.syncs, 0.5), quantile(measured.syncs, 0.99), max(measured.syncs)]
    print(
        f"| fsync of 4 KB meanwhile | {len(measured.syncs)} | {' | '.join(f'{1000 * each:.0f}' for each in syncs)} | |"
    )
    print(f"\nload average {os.getloadavg()[0]:.1f}")
    for refused in sorted(set(measured.refused)):
        print(f"refused {measured.refused.count(refused)} times: {refused}", file=sys.stderr)
    return 0 if quantile(everything, 0.99) <= ANSWER_BUDGET_S and longest_s <= STALL_BUDGET_S else 1


def quantile(values: list[float], share: float) -> float:
    """The smallest of `values` that at least `share` of them do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
