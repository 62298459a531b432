"""`WorkerProcess`: one worker process, with its start, messages, memory limit and end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import msgspec

from articover.settings import Settings
from bot.executors.contract import Batching
from bot.executors.machine import usable_cores
from bot.executors.memory import limit_mb, taken_bytes
from bot.executors.wire import Batches, Cancel, Do, Logged, Ready, Setup, ToBot, pack, read_from_worker
from bot.logs import tracing

log = logging.getLogger("bot.executor")

Cause = Literal["cancelled", "hung", "too_long", "memory_limit", "closing", "start_timeout", "nonsense", "spent"]
"""Why the bot killed a worker; None when it did not."""

SECRET_PREFIXES = ("DISCORD_", "SLACK_", "ARTICOVER_BOT__")
"""Environment variables withheld from the worker: it opens untrusted pictures and needs no token."""

_WATCH_EVERY_S = 0.2
_LAST_WORDS = 20
_LINGER_S = 10.0
"""How long a worker that closed its connection may take to end, for example for a core dump, before it is killed."""
_THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(frozen=True)
class WorkerOptions:
    """How workers are started.

    `engines` is "module:callable" of one argument, the `Settings`. `threads` is the number of cores that all `workers`
    together may use, 0 for all cores; `nice` is added to the bot's niceness; `memory_limit_mb` 0 means a share of the
    machine's memory; `environment` is added to the worker's environment.
    """

    settings: Settings = field(default_factory=Settings)
    engines: str = "articover.engines:Engines"
    threads: int = 0
    workers: int = 1
    nice: int = 10
    memory_limit_mb: int = 0
    warm_up: bool = True
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Nudge:
    """Put into the inbox by `nudge`; not a message of the worker."""


class WorkerProcess:
    """A started worker. `inbox` holds its messages, and None after its end; its log records go to the bot's log.

    `batches` is as in `Health`.
    """

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        options: WorkerOptions,
    ) -> None:
        self._process = process
        self._writer = writer
        self.cause: Cause | None = None
        self.batches: Mapping[str, Batching] = {}
        self.inbox: asyncio.Queue[ToBot | Nudge | None] = asyncio.Queue()
        self.gone = asyncio.Event()
        self._when_gone: asyncio.Event | None = None
        self._code: int | None = None
        self._last_words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._tasks = [
            asyncio.create_task(self._read(reader)),
            asyncio.create_task(self._overhear()),
        ]
        self._tasks.append(asyncio.create_task(self._watch_memory(limit_mb(options.memory_limit_mb))))

    @classmethod
    async def spawn(cls, options: WorkerOptions, scratch: Path, *, warm_up: bool) -> WorkerProcess:
        """Start a worker and send its setup. Raises `OSError` when no process can be started."""
        ours, theirs = socket.socketpair()
        try:
            # Started from this thread: the kernel kills the worker when the thread that started it ends.
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-X",
                "faulthandler",
                "-m",
                "bot.executors.entry",
                *(str(number) for number in (theirs.fileno(), os.getpid(), options.nice, options.threads)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                pass_fds=(theirs.fileno(),),
                env=_environment(options),
                # In a session of its own: Ctrl-C goes to the bot only, and the process group can be killed as a
                # whole.
                start_new_session=True,
            )
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours)
        worker = cls(process, reader, writer, options)
        worker.send(
            Setup(
                engines=options.engines,
                settings=_builtins(options.settings),
                scratch=str(scratch),
                warm_up=warm_up,
                log_level=logging.getLogger().getEffectiveLevel(),
                memory_limit_mb=limit_mb(options.memory_limit_mb),
            )
        )
        return worker

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def last_words(self) -> str:
        """The end of its standard output and error, such as a traceback."""
        return "\n".join(self._last_words)

    def send(self, message: Setup | Do | Cancel) -> None:
        """Send a message; never blocks, and does nothing when the worker has ended."""
        if not self._writer.is_closing():
            self._writer.write(pack(message))

    async def ready(self, timeout_s: float) -> Ready | None:
        """Wait until the worker is ready; None when it ended, or took too long and was killed."""
        try:
            async with asyncio.timeout(timeout_s):
                message = await self.inbox.get()
        except TimeoutError:
            self.kill("start_timeout")
            return None
        return message if isinstance(message, Ready) else None

    def nudge(self) -> None:
        """Wake the coroutine that waits at the inbox."""
        self.inbox.put_nowait(Nudge())

    def on_gone(self, event: asyncio.Event) -> None:
        """Set `event` when the worker has ended."""
        self._when_gone = event

    def kill(self, cause: Cause) -> None:
        """Kill the worker's process group. The first cause is kept."""
        self.cause = self.cause or cause
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    async def ended(self) -> int:
        """Wait until the worker has ended and is reaped; returns its return code, negative for a signal."""
        if self._code is None:
            self._code = await self._clear_away()
        return self._code

    async def _clear_away(self) -> int:
        try:
            async with asyncio.timeout(_LINGER_S):
                code = await self._process.wait()
        except TimeoutError:
            self.kill("nonsense")
            code = await self._process.wait()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            # Child processes of the worker may keep its output open.
            os.killpg(self.pid, signal.SIGKILL)
        await asyncio.gather(*self._tasks[:2])
        for task in self._tasks[2:]:
            task.cancel()
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()
        return code

    async def _read(self, reader: asyncio.StreamReader) -> None:
        try:
            while (message := await read_from_worker(reader)) is not None:
                if isinstance(message, Logged):
                    with tracing(message.trace):
                        logging.getLogger(message.logger).log(message.level, "%s", message.text)
                elif isinstance(message, Batches):
                    self.batches = message.batches
                else:
                    self.inbox.put_nowait(message)
        except ValueError as error:
            log.error("The worker %d sent an invalid message and is killed: %s", self.pid, error)
            self.kill("nonsense")
        self.gone.set()
        self.inbox.put_nowait(None)
        if self._when_gone:
            self._when_gone.set()

    async def _overhear(self) -> None:
        output = self._process.stdout
        assert output is not None
        rest = b""
        while piece := await output.read(4096):
            *lines, rest = (rest + piece)[-65536:].split(b"\n")
            for line in lines:
                text = line.decode("utf-8", "replace").rstrip()
                self._last_words.append(text)
                log.debug("worker %d: %s", self.pid, text)

    async def _watch_memory(self, most_mb: int) -> None:
        while not self.gone.is_set():
            try:
                taken = taken_bytes(self.pid)
            except (OSError, ValueError):
                return
            if taken > most_mb * 1_000_000:
                self.kill("memory_limit")
                return
            await asyncio.sleep(_WATCH_EVERY_S)


def _environment(options: WorkerOptions) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SECRET_PREFIXES)}
    if options.threads or options.workers > 1:
        share = max(1, (options.threads or usable_cores()) // options.workers)
        kept |= dict.fromkeys(_THREAD_VARIABLES, str(share))
    # Idle OpenMP threads sleep, because spinning took three times the processor time, at the bot's expense.
    kept.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    return {**kept, **options.environment}


def _builtins(settings: Settings) -> dict[str, Any]:
    made: dict[str, Any] = msgspec.to_builtins(settings)
    return made
