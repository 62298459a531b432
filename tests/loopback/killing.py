"""A bot killed again and again, at any moment, while people go on talking to it."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Iterable
from contextlib import suppress
from sqlite3 import Row
from typing import Any, Protocol

from loopback.process import Process, until

LEAVE_S = 10.0
"""How long a bot that is asked to stop may take."""
ENDED = ("done", "failed", "cancelled")
"""The states of a job that is over."""


class SimulatedUsers(Protocol):
    """People; each goes on until they are told to be quiet."""

    quiet: bool


class Killer:
    """Ends the bot or its worker at any moment."""

    def __init__(self, bot: Process, made: Callable[[], int], dice: random.Random) -> None:
        """`made` is how many things that were made the bot has shown so far."""
        self.bot, self.dice, self._made = bot, dice, made
        self.count: Counter[str] = Counter()

    def blows(self) -> dict[Callable[[], Coroutine[Any, Any, None]], int]:
        """What it does, and how often each in proportion."""
        raise NotImplementedError

    async def strike(self) -> None:
        """One blow, at any moment since the start or, mostly, while something is being made and said."""
        await self.started()
        if self.dice.random() < 0.25:
            await asyncio.sleep(self.dice.uniform(0.0, 1.5))
        else:
            await self._busy()
        blows = self.blows()
        await self.dice.choices(list(blows), list(blows.values()))[0]()

    async def kill_bot(self) -> None:
        await self.bot.kill()
        self.count["bots killed"] += 1

    async def kill_worker(self) -> None:
        self.count["workers killed"] += await self.hit(signal.SIGKILL)

    async def leave(self) -> int:
        """A bot that is asked to leave does so in time; returns its exit code."""
        asked = time.monotonic()
        code = await self.bot.leave()
        assert time.monotonic() - asked < LEAVE_S
        self.count["bots told to leave"] += 1
        return code

    async def hit(self, number: signal.Signals) -> int:
        """Send a signal to the worker; 0 when there is none just now."""
        await self.started()
        for pid in self.bot.workers():
            with suppress(ProcessLookupError):
                os.kill(pid, number)
                return 1
        return 0

    async def started(self) -> None:
        if self.bot.process is None:
            await self.bot.start(wait=False)
        assert self.bot.process is not None and self.bot.process.returncode is None, self.bot.log[-4000:]

    async def alive(self) -> None:
        await self.started()
        await self.bot.up()

    async def _busy(self) -> None:
        """Until the bot has shown something it made since it was started, and a moment more."""
        await self.alive()
        enough = self._made() + self.dice.randint(0, 4)
        with suppress(TimeoutError):
            await until(lambda: self._made() >= enough, 5.0)
        await asyncio.sleep(self.dice.uniform(0.0, 0.3))


async def outlive(
    killer: Killer, users: SimulatedUsers, people: Iterable[Coroutine[Any, Any, None]], kills: int
) -> None:
    """The people of a town live on while the bot is killed; then they fall silent, and the bot is up."""
    lives = [asyncio.create_task(each) for each in people]
    try:
        for _ in range(kills):
            await killer.strike()
            for each in lives:
                assert not each.done(), each.result()
        await killer.alive()
        users.quiet = True
        await asyncio.wait_for(asyncio.gather(*lives), 30)
    finally:
        for each in lives:
            each.cancel()


def tally(jobs: Collection[Row], outbox: Collection[Row]) -> dict[str, int]:
    """What became of the rows of both tables, in numbers."""
    states = Counter(row["state"] for row in jobs)
    return {
        "jobs": len(jobs),
        **{state: states[state] for state in ENDED},
        "jobs restarted with the bot": sum(row["recoveries"] > 0 for row in jobs),
        "jobs the worker died under": sum(row["crashes"] > 0 for row in jobs),
        "messages": len(outbox),
        "messages tried again": sum(row["uncertain"] for row in outbox),
        "messages posted": sum(row["mode"] == "post" for row in outbox),
    }
