"""The bot in a process of its own on a loopback Discord: started, killed, asked to leave, started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

from loopback.discord import Discord

ROOT = Path(__file__).resolve().parents[2]
STUB_RUN = ["-m", "loopback.stub_run"]
REAL_RUN = ["-m", "bot", "run"]


class BotProcess:
    """One data folder and the processes that work on it, one after the other."""

    def __init__(
        self, folder: Path, place: Discord, command: list[str] = STUB_RUN, config: Path | None = None, **settings: str
    ) -> None:
        """`config` is the bot's file, `settings` as the environment names them: LIMITS__USER_OPEN="2"."""
        self.folder, self._place, self._command, self._config = folder, place, command, config
        self._settings = {
            "BOT__DATA_FOLDER": str(folder / "data"),
            "DISCORD__API_URL": place.api_url,
            "DISCORD__GATEWAY_URL": place.gateway_url,
            "STORAGE__FREE_SPACE_FLOOR_MB": "0",
            "HTTP__PORT": "0",
            **settings,
        }
        self.process: asyncio.subprocess.Process | None = None

    @property
    def log(self) -> str:
        path = self.folder / "bot.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    async def start(self, *, wait: bool = True) -> None:
        """Start it; with `wait`, until it hears the gateway."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ARTICOVER_")}
        environment |= {f"ARTICOVER_BOT__{name}": value for name, value in self._settings.items()}
        if self._config is not None:
            environment["ARTICOVER_CONFIG"] = str(self._config)
        environment |= {"DISCORD_TOKEN": self._place.token, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "bot.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, *self._command, cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        if wait:
            await self.up()

    async def up(self, timeout_s: float = 60.0) -> None:
        """Once it hears the gateway. Raises `AssertionError` with its log when it ended."""
        process = self.process
        assert process is not None
        await until(lambda: self._place.gateway.connected or process.returncode is not None, timeout_s)
        assert process.returncode is None, self.log[-4000:]

    async def kill(self) -> None:
        """As a power cut: nothing is cleaned up. The kernel takes the worker with it."""
        assert self.process is not None
        workers = self.workers()
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self._ended()
        await until(lambda: not any(_lives(pid) for pid in workers), 10.0)

    async def leave(self) -> int:
        """Ask it to end; returns its exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return await self._ended()

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
        """Once no job is open and nothing is left to say."""
        open_jobs = "SELECT 1 FROM jobs WHERE state IN ('queued', 'running')"
        unsaid = "SELECT 1 FROM outbox WHERE state IN ('waiting', 'saying')"
        try:
            await until(lambda: not self.rows(f"{open_jobs} UNION ALL {unsaid}"), timeout_s)
        except TimeoutError:
            left = [tuple(row) for row in self.rows("SELECT key, state, mode, tries, error FROM outbox")]
            raise TimeoutError(f"never drained: {left[-20:]}\n{self.log[-3000:]}") from None

    async def _ended(self) -> int:
        assert self.process is not None
        async with asyncio.timeout(30):
            code = await self.process.wait()
            while self._place.gateway.connected:
                await asyncio.sleep(0.005)
        self.process = None
        return code


@asynccontextmanager
async def running(
    folder: Path, place: Discord, command: list[str] = STUB_RUN, config: Path | None = None, **settings: str
) -> AsyncIterator[BotProcess]:
    """A bot that hears the gateway, and is gone at the end of the block."""
    bot = BotProcess(folder, place, command, config, **settings)
    try:
        await bot.start()
        yield bot
    finally:
        if bot.process is not None and bot.process.returncode is None:
            bot.process.kill()
            await bot.process.wait()


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
