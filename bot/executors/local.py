"""`LocalExecutor`: worker processes on this machine, each kept alive in a seat of its own."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
from dataclasses import replace
from pathlib import Path

from articover.files import storage_errors
from bot.config import Config
from bot.executors.contract import Health, OnProgress, Task, TaskEnd, TaskResult
from bot.executors.machine import workers_for
from bot.executors.memory import limit_mb
from bot.executors.process import WorkerOptions
from bot.executors.seat import Seat, Waiting
from bot.executors.turn import Patience, Turn
from bot.store import private

log = logging.getLogger("bot.executor")

_CLOSE_S = 8.0
"""How long `close` waits for killed workers to be gone; the kernel may be busy freeing their memory."""


class LocalExecutor:
    """Runs tasks in worker processes that it starts and watches. See `contract.Executor`.

    `scratch` is this executor's own folder, on the disk of the data folder; its content is cleared at start.
    """

    @classmethod
    def configured(cls, config: Config, scratch: Path) -> LocalExecutor:
        """The executor that `config` describes."""
        worker, timeouts = config.worker, config.timeouts
        workers = workers_for(worker, config.settings)
        options = WorkerOptions(
            settings=config.settings,
            threads=worker.threads,
            nice=worker.nice,
            memory_limit_mb=worker.memory_limit_mb or limit_mb(0) // workers,
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
        patience = Patience(timeouts.start_s, timeouts.hang_s, timeouts.cancel_s, total_s)
        return cls(scratch, options, patience, workers)

    def __init__(
        self,
        scratch: Path,
        options: WorkerOptions | None = None,
        patience: Patience | None = None,
        workers: int = 1,
    ) -> None:
        """At most `workers` processes, each as `options` says; they are started as they are needed."""
        self.options, self.patience = options or WorkerOptions(), patience or Patience()
        self._scratch = scratch.absolute()
        self._waiting = Waiting()
        self._waiting.seats = self._seats = tuple(
            Seat(number, self._waiting, self.options, self.patience, self._scratch, self._clear_up)
            for number in range(workers)
        )
        self._serving: list[asyncio.Task[None]] = []

    @property
    def capacity(self) -> int:
        """One for each worker. One in all where a model paints unless somebody asks for another painter: what waits is
        painted together, and would otherwise be taken from the queue one by one.
        """
        return 1 if "" in self._waiting.batches else len(self._seats)

    async def start(self) -> None:
        """Clear the scratch folder and begin to start a worker. Raises `StorageError` when it cannot be made."""
        await asyncio.to_thread(_clear, self._scratch)
        self._serving = [
            asyncio.create_task(seat.serve(), name=f"worker {seat.number} of the local executor")
            for seat in self._seats
        ]

    async def run(self, task: Task, on_progress: OnProgress) -> TaskEnd:
        turn = Turn(task, on_progress, asyncio.get_running_loop().create_future())
        if self._waiting.closing:
            return turn.handed_back
        self._waiting.turns.append(turn)
        self._waiting.wake()
        try:
            return await asyncio.shield(turn.end)
        except asyncio.CancelledError:
            self._stop(turn)
            # Whoever gave this up may count on the worker being free of it.
            if isinstance(end := await asyncio.shield(turn.end), TaskResult):
                await self.release(end)
            raise

    def cancel(self, job_id: int) -> bool:
        turns = [turn for turn in (*self._running, *self._waiting.turns) if turn.task.job_id == job_id]
        for turn in turns:
            self._stop(turn)
        return bool(turns)

    async def release(self, result: TaskResult) -> None:
        await asyncio.to_thread(_remove, self._scratch, f"{result.job_id}-{result.attempt}")

    def health(self) -> Health:
        """Of all workers together; what they can do and how long a start takes are the first's."""
        seats = [seat.health for seat in self._seats]
        return replace(
            seats[0],
            ready=any(seat.ready for seat in seats),
            busy=any(seat.busy for seat in seats),
            starts=sum(seat.starts for seat in seats),
            deaths=sum(seat.deaths for seat in seats),
            restarts=sum(seat.restarts for seat in seats),
            pids=tuple(pid for seat in seats for pid in seat.pids),
        )

    async def close(self) -> None:
        if self._waiting.closing:
            return
        self._waiting.closing = True
        for turn in self._waiting.turns:
            turn.finish(turn.handed_back)
        self._waiting.turns.clear()
        for seat in self._seats:
            seat.close()
        if self._serving:
            _, late = await asyncio.wait(self._serving, timeout=_CLOSE_S)
            if late:
                log.error("A worker could not be ended; it goes with this process")
            for serving in late:
                serving.cancel()
            for turn in self._running:
                turn.finish(turn.handed_back)

    @property
    def _running(self) -> list[Turn]:
        return [turn for seat in self._seats for turn in seat.running]

    def _stop(self, turn: Turn) -> None:
        for seat in self._seats:
            if turn in seat.running:
                seat.stop(turn)
                return
        with contextlib.suppress(ValueError):
            self._waiting.turns.remove(turn)
        turn.finish(turn.cancelled)

    async def _clear_up(self, task: Task) -> None:
        await asyncio.to_thread(_remove, self._scratch, task.name)


def _clear(scratch: Path) -> None:
    with storage_errors(scratch):
        shutil.rmtree(scratch, ignore_errors=True)
        private.make_folder(scratch)


def _remove(scratch: Path, name: str) -> None:
    shutil.rmtree(scratch / name, ignore_errors=True)
