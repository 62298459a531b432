"""How soon people on Discord are answered while the worker paints: `python bench/bot_load.py`.

The bot as it is run, in a process of its own, on a loopback Discord over real sockets. A cover is being painted; then
fifty people send `/cover` at once, some rounds long. Measured are the time from the moment an interaction is sent until
the bot's first answer arrives, the longest time for which the bot's event loop stood still, and whether every cover is
delivered in the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot_loop import quantile, watch_disk

if TYPE_CHECKING:
    from loopback.discord import Answer, Person
    from loopback.running import BotProcess

    from bot.app import App
    from bot.config import Config

ROOT = Path(__file__).resolve().parents[1]
ANSWER_BUDGET_S, STALL_BUDGET_S = 0.250, 0.100
_BEAT_S = 0.005
"""Finer than the bot's own watcher, so that no stall worth a thought falls between two looks."""
_COVER_S = 20.0
"""As long as one cover may take on a busy machine: fifty wait for each other."""
_STALLS = "BENCH_STALLS"
SYNOPSIS = "A lighthouse keeper shelters a wounded whale and hides it from the whalers."


@dataclass
class Measured:
    """Seconds to the first answer, by what was asked; longest stalls of the loop; seconds from command to cover."""

    answers: dict[str, list[float]] = field(default_factory=dict)
    stalls: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    covers: list[float] = field(default_factory=list)
    syncs: list[float] = field(default_factory=list)
    """For the disk to keep 4 KB, which every `/cover` waits for: other programs may keep it busy."""
    wanted: int = 0


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3, help="how often all of them come at once")
    parser.add_argument("--bot", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    if options.bot:
        return run_bot()
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(Path(folder), options.people, options.rounds))


async def measure(folder: Path, people: int, rounds: int) -> int:
    from loopback.discord import Discord
    from loopback.running import running

    measured = Measured()
    stalls = folder / "stalls"
    os.environ[_STALLS] = str(stalls)
    limits = {f"LIMITS__{name}": "0" for name in ("USER_OPEN", "USER_PER_DAY", "SERVER_OPEN", "TOTAL_OPEN")}
    async with (
        Discord(folder / "discord") as place,
        running(folder / "bot", place, [__file__, "--bot"], **limits) as bot,
    ):
        everybody = [place.person(f"writer {number}") for number in range(people)]
        try:
            # The worker is warm, and will be painting when the fifty come.
            await delivered(everybody[0], await everybody[0].slash("cover", title="Whale", synopsis=SYNOPSIS), 120)
            for number in range(rounds):
                await one_round(everybody, number, measured, bot, stalls)
        except TimeoutError:
            print(bot.log[-4000:], file=sys.stderr)
            raise
        code = await bot.leave()
        for fault in [line for line in bot.log.splitlines() if " ERROR " in line][:10]:
            print(fault, file=sys.stderr)
    return report(measured, people, rounds) or code


async def one_round(everybody: list[Person], number: int, measured: Measured, bot: BotProcess, stalls: Path) -> None:
    """All of them at once while one more cover is painted, then all of them ask for the queue; ends with all covers."""

    async def ask(person: Person, command: str, **options: str) -> Answer:
        answer = await person.slash(command, **options)
        measured.answers.setdefault(f"/{command}", []).append(answer.answer_s)
        return answer

    busy = await everybody[0].slash("cover", title=f"Busy {number}", synopsis=SYNOPSIS)
    await asyncio.sleep(0.3)
    await longest_stall(bot, stalls)
    syncing = asyncio.create_task(watch_disk(stalls.parent, measured))
    began = time.perf_counter()
    titles = [f"Night Tide {number}-{place}" for place in range(len(everybody))]
    measured.wanted += len(everybody)
    answers = await asyncio.gather(
        *(
            ask(person, "cover", title=title, genre="mystery", synopsis=SYNOPSIS)
            for person, title in zip(everybody, titles, strict=True)
        )
    )
    await asyncio.sleep(0.5)
    await asyncio.gather(*(ask(person, "queue") for person in everybody))
    measured.stalls.setdefault("while fifty come", []).append(await longest_stall(bot, stalls))
    syncing.cancel()
    await delivered(everybody[0], busy, 60)
    wait_s = _COVER_S * len(everybody)
    for cover in asyncio.as_completed(
        [delivered(person, answer, wait_s) for person, answer in zip(everybody, answers, strict=True)]
    ):
        await cover
        measured.covers.append(time.perf_counter() - began)
    measured.stalls.setdefault("while their covers are made", []).append(await longest_stall(bot, stalls))


async def delivered(person: Person, answer: Answer, timeout_s: float) -> None:
    """Once the answer shows a cover. Raises `TimeoutError`."""
    assert answer.message is not None
    await person.wait_until(answer.message, lambda message: message.pictures, timeout_s)


async def longest_stall(bot: BotProcess, stalls: Path) -> tuple[float, float]:
    """Seconds for which the loop stood still since this was asked last, and the most it worked in one go."""
    stalls.unlink(missing_ok=True)
    assert bot.process is not None
    bot.process.send_signal(signal.SIGUSR1)
    while not stalls.exists():
        await asyncio.sleep(0.01)
    stalled_s, worked_s = stalls.read_text().split()
    return float(stalled_s), float(worked_s)


def run_bot() -> int:
    """`python -m bot run`, which tells at SIGUSR1 for how long its loop stood still since it last did."""
    import bot.app
    from bot.__main__ import main as bot_main
    from bot.health.lag import LoopLag

    opened = bot.app.opened

    @asynccontextmanager
    async def watched(config: Config) -> AsyncIterator[App]:
        worked = [time.thread_time(), 0.0]

        def note(_: float) -> None:
            now = time.thread_time()
            worked[:] = now, max(worked[1], now - worked[0])

        lag = LoopLag(note, _BEAT_S)
        path = Path(os.environ[_STALLS])

        def tell() -> None:
            part = path.with_suffix(".part")
            part.write_text(f"{lag.longest_s} {worked[1]}")
            part.rename(path)
            lag.forget()
            worked[1] = 0.0

        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, tell)
        watching = asyncio.create_task(lag.run())
        async with opened(config) as app:
            yield app
        watching.cancel()

    bot.app.opened = watched
    return bot_main(["run"])


def report(measured: Measured, people: int, rounds: int) -> int:
    print(f"{os.cpu_count()} cores, {people} people at once on a loopback Discord, {rounds} times\n")
    print("| what | answers | p50 ms | p99 ms | longest ms | budget ms |\n|---|---|---|---|---|---|")
    for name, answers in measured.answers.items():
        row = [quantile(answers, 0.5), quantile(answers, 0.99), max(answers)]
        cells = " | ".join(f"{1000 * seconds:.0f}" for seconds in row)
        print(f"| first answer to {name} | {len(answers)} | {cells} | p99 {1000 * ANSWER_BUDGET_S:.0f} |")
    longest_s = 0.0
    for when, found in measured.stalls.items():
        stalled_s, worked_s = (max(each) for each in zip(*found, strict=True))
        longest_s = max(longest_s, stalled_s)
        print(
            f"| longest stall of the bot's loop {when} | | | | {1000 * stalled_s:.0f} | {1000 * STALL_BUDGET_S:.0f} |"
        )
        print(f"| most processor time it took in one go | | | | {1000 * worked_s:.0f} | |")
    syncs = [quantile(measured.syncs, 0.5), quantile(measured.syncs, 0.99), max(measured.syncs)]
    cells = " | ".join(f"{1000 * each:.0f}" for each in syncs)
    print(f"| fsync of 4 KB meanwhile | {len(measured.syncs)} | {cells} | |")
    came = len(measured.covers)
    print(
        f"\n{came} of {measured.wanted} covers were delivered, the last {max(measured.covers):.0f} s after its command"
    )
    print(f"load average {os.getloadavg()[0]:.1f}")
    slowest_s = max(quantile(answers, 0.99) for answers in measured.answers.values())
    kept = slowest_s <= ANSWER_BUDGET_S and longest_s <= STALL_BUDGET_S and came == measured.wanted
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
