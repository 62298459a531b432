"""A bot in a process of its own: started, killed, asked to leave, started again."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Process:
    """One folder, the bot's data in it, and the processes that work on it, one after the other."""

    def __init__(
        self,
        folder: Path,
        command: Sequence[str | Path],
        connected: Callable[[], bool],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """`command` is what Python is told to run, `connected` whether the chat hears the bot just now."""
        self.folder, self._command, self._connected, self._environment = folder, command, connected, environment
        self.process: asyncio.subprocess.Process | None = None

    @property
    def is_connected(self) -> bool:
        return self._connected()

    @property
    def log(self) -> str:
        path = self.folder / "bot.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    async def start(self, *arguments: str, wait: bool = True) -> None:
        """Start it; with `wait`, until the chat hears it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "bot.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self._command, *arguments, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        if wait:
            await self.up()

    async def up(self, timeout_s: float = 60.0) -> None:
        """Once the chat hears it. Raises `AssertionError` with its log when it ended."""
        process = self.process
        assert process is not None
        await until(lambda: self.is_connected or process.returncode is not None, timeout_s)
        assert process.returncode is None, self.log[-4000:]

    async def kill(self) -> None:
        """As a power cut: nothing is cleaned up. The kernel takes the worker with it."""
        assert self.process is not None
        workers = self.workers()
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self._ended()
        await until(lambda: not any(_lives(pid) for pid in workers), 60.0)

    async def leave(self) -> int:
        """Ask it to end; returns its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return await self._ended()

    def end(self) -> None:
        """At once, if it still runs, and without a look back."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()

    def workers(self) -> list[int]:
        """Process ids of its workers."""
        if self.process is None:
            return []
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        try:
            return [int(pid) for pid in path.read_text(encoding="ascii").split()]
        except OSError:
            return []

    def rows(self, sql: str) -> list[sqlite3.Row]:
        """From its database, which may be in use."""
        with closing(sqlite3.connect(f"file:{self.folder / 'data' / 'bot.sqlite3'}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            return db.execute(sql).fetchall()

    async def drained(self, timeout_s: float = 60.0) -> None:
        """Once no job is open and nothing is left to say or to take away."""
        open_jobs = "SELECT 1 FROM jobs WHERE state IN ('queued', 'running')"
        unsent = "SELECT 1 FROM outbox WHERE state IN ('waiting', 'saying')"
        shown = "SELECT 1 FROM removals"
        try:
            await until(lambda: not self.rows(f"{open_jobs} UNION ALL {unsent} UNION ALL {shown}"), timeout_s)
        except TimeoutError:
            left = [tuple(row) for row in self.rows("SELECT key, state, mode, tries, error FROM outbox")]
            raise TimeoutError(f"never drained: {left[-20:]}\n{self.log[-3000:]}") from None

    async def _ended(self) -> int:
        assert self.process is not None
        async with asyncio.timeout(30):
            code = await self.process.wait()
            # What it said last has arrived.
            while self.is_connected:
                await asyncio.sleep(0.005)
        self.process = None
        return code


async def until(true: Callable[[], object], timeout_s: float) -> None:
    """Until `true()`. Raises `TimeoutError`."""
    async with asyncio.timeout(timeout_s):
        while not true():
            await asyncio.sleep(0.01)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
