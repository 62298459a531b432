"""`Seat`: one worker process of an executor, kept alive, one task or one company of tasks at a time.

One coroutine, `serve`, owns the worker: it starts it, gives it the next of the tasks that wait, and starts another when
it dies. Nothing here computes, and nothing but starting a process touches the disk on the loop.

The first seat has a worker from the start and takes every task. The others start theirs when a task waits while all
before them work, and leave to the first what a model paints: its worker has the model loaded.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.executors.contract import Batching, CoverWork, Health, Task
from bot.executors.process import WorkerOptions, WorkerProcess
from bot.executors.shift import Shift
from bot.executors.turn import BROKE_DOWN, Patience, Turn, how_it_ended, next_company
from bot.executors.wire import Cancel, Ready

log = logging.getLogger("bot.executor")

_GIVE_UP_STARTS = 3
"""So many failed starts in a row, and waiting tasks are told; starting goes on."""
_FIRST_BACKOFF_S, _MAX_BACKOFF_S = 0.5, 30.0


@dataclass
class Waiting:
    """The tasks that no worker has yet, in order, and the `seats` that take them."""

    turns: deque[Turn] = field(default_factory=deque)
    seats: Sequence[Seat] = ()
    closing: bool = False

    def wake(self) -> None:
        """Have every seat look: something has come, gone or been taken."""
        for seat in self.seats:
            seat.wake.set()

    @property
    def batches(self) -> Mapping[str, Batching]:
        """As in `Health`; the first worker tells, since it is the one that paints with models."""
        return self.seats[0].health.batches

    def for_first(self, turn: Turn) -> bool:
        """Whether a model paints for the task, which only the worker of the first seat has loaded."""
        return any(
            isinstance(work, CoverWork) and work.picture is None and (work.engine or "") in self.batches
            for work in turn.task.works
        )


class Seat:
    """`number` 0 is the first. `clear` takes away what a task left."""

    def __init__(
        self,
        number: int,
        waiting: Waiting,
        options: WorkerOptions,
        patience: Patience,
        scratch: Path,
        clear: Callable[[Task], Awaitable[None]],
    ) -> None:
        self.number = number
        self.wake = asyncio.Event()
        self._waiting, self._options, self._patience = waiting, options, patience
        self._scratch, self._clear = scratch, clear
        self._shift: Shift | None = None
        self._worker: WorkerProcess | None = None
        self._troubles = 0
        """Deaths and failed starts since a worker last finished a task."""
        self._failed_starts = 0
        self._health = Health(ready=False, busy=False, starts=0, deaths=0)

    @property
    def running(self) -> list[Turn]:
        return [] if self._shift is None else self._shift.turns

    @property
    def has_begun(self) -> bool:
        """Whether it has a worker that can work, or does."""
        return self._health.ready

    def takes(self, turn: Turn) -> bool:
        """Whether its worker may do the task: what a model paints is the first's."""
        return self.number == 0 or not self._waiting.for_first(turn)

    @property
    def health(self) -> Health:
        """Of this seat alone."""
        return replace(
            self._health,
            ready=self._health.ready and not self.running,
            busy=bool(self.running),
            restarts=max(0, self._health.starts - 1),
            batches=(self._worker and self._worker.batches) or self._health.batches,
            pids=(self._worker.pid,) if self._worker else (),
        )

    def stop(self, turn: Turn) -> None:
        """Have a running turn stop, by killing the worker when it does not within the grace."""
        if turn.stop_by is None and self._worker:
            turn.stop_by = time.monotonic() + self._patience.cancel_s
            self._worker.send(Cancel(turn.task.job_id, turn.task.attempt))
            self._worker.nudge()

    def close(self) -> None:
        """Kill the worker: what runs begins anew elsewhere, so there is nothing to wait for."""
        self.wake.set()
        if self._worker:
            self._worker.kill("closing")

    async def serve(self) -> None:
        while not self._waiting.closing:
            try:
                await self._serve_once()
            except Exception as error:
                # A fault of ours; whoever waits must be told all the same, and the next task must be served.
                log.critical("The executor stumbled; its worker is replaced", exc_info=True)
                for turn in self.running:
                    turn.finish(turn.fail("crash", "crash", BROKE_DOWN, repr(error)))
                self._shift = None
                if self._worker:
                    self._worker.kill("nonsense")

    async def _serve_once(self) -> None:
        """One shift, one death or one failed start."""
        if self._worker is None:
            await self._until_needed()
        if self._waiting.closing:
            return
        worker = self._worker or await self._begin()
        if worker is None:
            await self._pause()
            return
        turns = await self._next_turns(worker)
        if turns:
            self._shift = shift = Shift(worker, turns, self._patience, self._clear, lambda: self._waiting.closing)
            self._waiting.wake()  # what is left may need another worker
            await shift.see_through()
            self._shift = None
            if shift.answered:
                self._troubles = 0
            if shift.spent:
                worker.kill("spent")
        if worker.cause or worker.gone.is_set() or self._waiting.closing:
            await self._bury(worker)

    async def _until_needed(self) -> None:
        """The first is needed always; another when a task waits for it and all seats before it are at work."""
        while not self._waiting.closing and self.number:
            self.wake.clear()
            if any(map(self.takes, self._waiting.turns)) and all(
                seat.running for seat in self._waiting.seats[: self.number]
            ):
                return
            await self.wake.wait()

    async def _begin(self) -> WorkerProcess | None:
        """A worker that is ready, or None when none could be started."""
        began = time.monotonic()
        try:
            # A waiting task warms up as well; and a painting that kills the worker must not keep it from starting.
            warm_up = self._options.warm_up and not self._waiting.turns and not self._failed_starts
            worker = await WorkerProcess.spawn(self._options, self._scratch, warm_up=warm_up)
        except OSError as error:
            self._start_failed(f"a process cannot be started: {error.strerror}")
            return None
        self._worker = worker
        if self._waiting.closing:
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
        if self._waiting.closing:
            return
        self._failed_starts += 1
        self._troubles += 1
        problem = "The painting process does not start: run `python -m bot check` to see why."
        self._health = replace(self._health, ready=False, problem=problem)
        log.error("The worker did not start (%d in a row): %s", self._failed_starts, detail)
        if self._failed_starts >= _GIVE_UP_STARTS and self.number == 0:
            for turn in list(self._waiting.turns):
                if any(seat.takes(turn) for seat in self._waiting.seats if seat.has_begun):
                    continue
                said = "The painting process of this bot does not start, and its owner has been told: try again later."
                turn.finish(turn.fail("crash", "no_worker", said, detail))
                self._waiting.turns.remove(turn)

    async def _pause(self) -> None:
        """Before another start: nothing after the first trouble, then longer and longer."""
        if self._troubles < 2 or self._waiting.closing:
            return
        pause_s = min(_MAX_BACKOFF_S, _FIRST_BACKOFF_S * 2.0 ** min(self._troubles - 2, 10))
        until = time.monotonic() + pause_s
        while not self._waiting.closing and (left_s := until - time.monotonic()) > 0:
            self.wake.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await self.wake.wait()

    async def _next_turns(self, worker: WorkerProcess) -> list[Turn]:
        """What is done next; nothing when the worker is dead or doomed, or we are closing."""
        while not self._waiting.closing and not worker.gone.is_set() and worker.cause is None:
            turns, gather_s = next_company(filter(self.takes, self._waiting.turns))
            if turns and not gather_s:
                for turn in turns:
                    self._waiting.turns.remove(turn)
                return turns
            self.wake.clear()
            worker.on_gone(self.wake)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(gather_s or None):
                    await self.wake.wait()
        return []

    async def _bury(self, worker: WorkerProcess) -> None:
        code = await worker.ended()
        self._worker = None
        self._health = replace(self._health, ready=False, deaths=self._health.deaths + 1)
        if self._waiting.closing:
            return
        self._troubles += 1
        log.warning("The worker %d is gone (%s); starting another", worker.pid, how_it_ended(code))
        await self._pause()
