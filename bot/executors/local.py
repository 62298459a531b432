"""`LocalExecutor`: one worker process on this machine, kept alive, one task or one company of tasks at a time.

One coroutine, `_serve`, owns the worker: it starts it, gives it the tasks in order, and starts another
when it dies. Nothing here computes, and nothing but starting a process touches the disk on the loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import time
from collections import deque
from dataclasses import replace
from pathlib import Path

from articover.files import storage_errors
from bot.config import Config
from bot.executors.contract import Health, OnProgress, Task, TaskEnd, TaskResult
from bot.executors.process import WorkerOptions, WorkerProcess
from bot.executors.shift import Shift
from bot.executors.turn import BROKE_DOWN, Patience, Turn, how_it_ended, next_company
from bot.executors.wire import Cancel, Ready
from bot.store import private

log = logging.getLogger("bot.executor")

_GIVE_UP_STARTS = 3
"""So many failed starts in a row, and waiting tasks are told; starting goes on."""
_FIRST_BACKOFF_S, _MAX_BACKOFF_S = 0.5, 30.0
_CLOSE_S = 8.0
"""How long `close` waits for a killed worker to be gone; the kernel may be busy freeing its memory."""


class LocalExecutor:
    """Runs tasks in a worker process that it starts and watches. See `contract.Executor`.

    `scratch` is this executor's own folder, on the disk of the data folder; its content is cleared at start.
    """

    capacity = 1

    @classmethod
    def configured(cls, config: Config, scratch: Path) -> LocalExecutor:
        """The executor that `config` describes."""
        worker, timeouts = config.worker, config.timeouts
        options = WorkerOptions(
            settings=config.settings,
            threads=worker.threads,
            nice=worker.nice,
            memory_limit_mb=worker.memory_limit_mb,
            warm_up=worker.warm_up,
        )
        total_s = {
            "cover": timeouts.cover_s,
            "edit": timeouts.edit_s,
            "print": timeouts.print_s,
            "remove_text": timeouts.remove_text_s,
            "enlarge": timeouts.print_s,
            "compare": timeouts.edit_s,
            "sheet": timeouts.edit_s,
        }
        return cls(scratch, options, Patience(timeouts.start_s, timeouts.hang_s, timeouts.cancel_s, total_s))

    def __init__(self, scratch: Path, options: WorkerOptions | None = None, patience: Patience | None = None) -> None:
        self._scratch = scratch.absolute()
        self._options = options or WorkerOptions()
        self._patience = patience or Patience()
        self._waiting: deque[Turn] = deque()
        self._shift: Shift | None = None
        self._worker: WorkerProcess | None = None
        self._wake = asyncio.Event()
        self._server: asyncio.Task[None] | None = None
        self._closing = False
        self._troubles = 0
        """Deaths and failed starts since a worker last finished a task."""
        self._failed_starts = 0
        self._health = Health(ready=False, busy=False, starts=0, deaths=0)

    async def start(self) -> None:
        """Clear the scratch folder and begin to start the worker. Raises `StorageError` when it cannot be made."""
        await asyncio.to_thread(_clear, self._scratch)
        self._server = asyncio.create_task(self._serve(), name="local executor")

    async def run(self, task: Task, on_progress: OnProgress) -> TaskEnd:
        turn = Turn(task, on_progress, asyncio.get_running_loop().create_future())
        if self._closing:
            return turn.handed_back
        self._waiting.append(turn)
        self._wake.set()
        try:
            return await asyncio.shield(turn.end)
        except asyncio.CancelledError:
            self._stop(turn)
            # Whoever gave this up may count on the worker being free of it.
            if isinstance(end := await asyncio.shield(turn.end), TaskResult):
                await self.release(end)
            raise

    def cancel(self, job_id: int) -> bool:
        turns = [turn for turn in (*self._running, *self._waiting) if turn.task.job_id == job_id]
        for turn in turns:
            self._stop(turn)
        return bool(turns)

    async def release(self, result: TaskResult) -> None:
        await asyncio.to_thread(_remove, self._scratch, f"{result.job_id}-{result.attempt}")

    def health(self) -> Health:
        return replace(
            self._health,
            ready=self._health.ready and not self._running,
            busy=bool(self._running),
            batches=(self._worker and self._worker.batches) or self._health.batches,
            pids=(self._worker.pid,) if self._worker else (),
        )

    async def close(self) -> None:
        if self._closing:
            return
        self._closing = True
        for turn in self._waiting:
            turn.finish(turn.handed_back)
        self._waiting.clear()
        self._wake.set()
        if self._worker:
            # What runs begins anew elsewhere, so there is nothing to wait for.
            self._worker.kill("closing")
        if self._server:
            try:
                async with asyncio.timeout(_CLOSE_S):
                    await asyncio.shield(self._server)
            except TimeoutError:
                log.error("The worker could not be ended; it goes with this process")
                self._server.cancel()
            for turn in self._running:
                turn.finish(turn.handed_back)

    @property
    def _running(self) -> list[Turn]:
        return [] if self._shift is None else self._shift.turns

    def _stop(self, turn: Turn) -> None:
        if turn not in self._running:
            with contextlib.suppress(ValueError):
                self._waiting.remove(turn)
            turn.finish(turn.cancelled)
            return
        if turn.stop_by is None and self._worker:
            turn.stop_by = time.monotonic() + self._patience.cancel_s
            self._worker.send(Cancel(turn.task.job_id, turn.task.attempt))
            self._worker.nudge()

    async def _serve(self) -> None:
        while not self._closing:
            try:
                await self._serve_once()
            except Exception as error:
                # A fault of ours; whoever waits must be told all the same, and the next task must be served.
                log.critical("The executor stumbled; its worker is replaced", exc_info=True)
                for turn in self._running:
                    turn.finish(turn.fail("crash", "crash", BROKE_DOWN, repr(error)))
                self._shift = None
                if self._worker:
                    self._worker.kill("nonsense")

    async def _serve_once(self) -> None:
        """One shift, one death or one failed start."""
        worker = self._worker or await self._begin()
        if worker is None:
            await self._pause()
            return
        turns = await self._next_turns(worker)
        if turns:
            self._shift = shift = Shift(worker, turns, self._patience, self._clear_up, lambda: self._closing)
            await shift.see_through()
            self._shift = None
            if shift.answered:
                self._troubles = 0
            if shift.spent:
                worker.kill("spent")
        if worker.cause or worker.gone.is_set() or self._closing:
            await self._bury(worker)

    async def _clear_up(self, task: Task) -> None:
        await asyncio.to_thread(_remove, self._scratch, task.name)

    async def _begin(self) -> WorkerProcess | None:
        """A worker that is ready, or None when none could be started."""
        began = time.monotonic()
        try:
            # A waiting task warms up as well; and a painting that kills the worker must not keep it from starting.
            warm_up = self._options.warm_up and not self._waiting and not self._failed_starts
            worker = await WorkerProcess.spawn(self._options, self._scratch, warm_up=warm_up)
        except OSError as error:
            self._start_failed(f"a process cannot be started: {error.strerror}")
            return None
        self._worker = worker
        if self._closing:
            worker.kill("closing")
        ready = await worker.ready(self._patience.start_s)
        if not isinstance(ready, Ready):
            worker.kill("start_timeout")
            code = await worker.ended()
            self._worker = None
            self._start_failed(f"{how_it_ended(code)}; {worker.last_words}")
            return None
        self._failed_starts = 0
        took_s = round(time.monotonic() - began, 3)
        self._health = replace(
            self._health,
            ready=True,
            starts=self._health.starts + 1,
            ready_s=took_s,
            engines=ready.engines,
            batches=worker.batches,
            problem="",
        )
        log.info("The worker %d is ready after %.1f s: %s", worker.pid, took_s, ", ".join(ready.engines))
        return worker

    def _start_failed(self, detail: str) -> None:
        if self._closing:
            return
        self._failed_starts += 1
        self._troubles += 1
        problem = "The painting process does not start: run `python -m bot check` to see why."
        self._health = replace(self._health, ready=False, problem=problem)
        log.error("The worker did not start (%d in a row): %s", self._failed_starts, detail)
        if self._failed_starts >= _GIVE_UP_STARTS:
            for turn in self._waiting:
                said = "The painting process of this bot does not start, and its owner has been told: try again later."
                turn.finish(turn.fail("crash", "no_worker", said, detail))
            self._waiting.clear()

    async def _pause(self) -> None:
        """Before another start: nothing after the first trouble, then longer and longer."""
        if self._troubles < 2 or self._closing:
            return
        pause_s = min(_MAX_BACKOFF_S, _FIRST_BACKOFF_S * 2.0 ** min(self._troubles - 2, 10))
        until = time.monotonic() + pause_s
        while not self._closing and (left_s := until - time.monotonic()) > 0:
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await self._wake.wait()

    async def _next_turns(self, worker: WorkerProcess) -> list[Turn]:
        """What is done next; nothing when the worker is dead or doomed, or we are closing."""
        while not self._closing and not worker.gone.is_set() and worker.cause is None:
            turns, gather_s = next_company(self._waiting)
            if turns and not gather_s:
                for turn in turns:
                    self._waiting.remove(turn)
                return turns
            self._wake.clear()
            worker.on_gone(self._wake)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(gather_s or None):
                    await self._wake.wait()
        return []

    async def _bury(self, worker: WorkerProcess) -> None:
        code = await worker.ended()
        self._worker = None
        self._health = replace(self._health, ready=False, deaths=self._health.deaths + 1)
        if self._closing:
            return
        self._troubles += 1
        log.warning("The worker %d is gone (%s); starting another", worker.pid, how_it_ended(code))
        await self._pause()


def _clear(scratch: Path) -> None:
    with storage_errors(scratch):
        shutil.rmtree(scratch, ignore_errors=True)
        private.make_folder(scratch)


def _remove(scratch: Path, name: str) -> None:
    shutil.rmtree(scratch / name, ignore_errors=True)
