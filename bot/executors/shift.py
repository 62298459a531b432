"""A worker's shift: the turns it does at once, one or a company of several, followed to their ends."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.executors.contract import Task, TaskEnd, TaskFailed, TaskResult
from bot.executors.process import Cause, WorkerProcess
from bot.executors.turn import BROKE_DOWN, Patience, Turn
from bot.executors.wire import Do, Done, Failed, Progressed
from bot.logs import tracing

log = logging.getLogger("bot.executor")


class Shift:
    """`turns` are those still open. `answered` once the worker ended a task by itself; `spent` when it should go.

    `clear` takes away what a task left, `closing` says whether the executor is to close.
    """

    def __init__(
        self,
        worker: WorkerProcess,
        turns: Sequence[Turn],
        patience: Patience,
        clear: Callable[[Task], Awaitable[None]],
        closing: Callable[[], bool],
    ) -> None:
        self.turns = list(turns)
        self.answered = self.spent = False
        self._worker, self._patience, self._clear, self._closing = worker, patience, clear, closing
        self._is_company = len(turns) > 1

    async def see_through(self) -> None:
        """Give the tasks to the worker and follow each to its end."""
        heard = time.monotonic()
        too_long = heard + sum(self._patience.total_of(turn.task) for turn in self.turns)
        if self._is_company:
            log.info("Jobs %s are done together", ", ".join(str(turn.task.job_id) for turn in self.turns))
        self._worker.send(Do(tuple(turn.task for turn in self.turns)))
        while self.turns:
            limits: list[tuple[float, Cause]] = [(heard + self._patience.hang_s, "hung"), (too_long, "too_long")]
            limits += [(turn.stop_by, "cancelled") for turn in self.turns if turn.stop_by is not None]
            limit, cause = min(limits)
            # Once killed, all that can come is its end.
            left_s = None if self._worker.cause else max(0.0, limit - time.monotonic())
            try:
                async with asyncio.timeout(left_s):
                    message = await self._worker.inbox.get()
            except TimeoutError:
                self._worker.kill(cause)
                continue
            match message:
                case Progressed(progress):
                    turn = self._turn_of(progress.job_id, progress.attempt)
                    if turn is not None:
                        # Whoever's it is: one of them works, or something is painted for all.
                        heard = time.monotonic()
                        if turn.stop_by is None:
                            turn.report(progress)
                case Done(result):
                    await self._answer(result)
                case Failed(failure, trace):
                    await self._answer(failure, trace)
                case None:
                    await self._lose()
                case _:
                    pass  # a nudge: look at `stop_by` anew

    def _turn_of(self, job_id: int, attempt: int) -> Turn | None:
        wanted = job_id, attempt
        return next((turn for turn in self.turns if (turn.task.job_id, turn.task.attempt) == wanted), None)

    async def _answer(self, end: TaskResult | TaskFailed, trace: str = "") -> None:
        self.answered = True
        turn = self._turn_of(end.job_id, end.attempt)
        if turn is None:
            return
        with tracing(turn.task.trace):
            if isinstance(end, TaskFailed):
                # Native code may not have survived a failed allocation whole.
                self.spent = self.spent or end.kind == "memory"
                if trace:
                    log.error("Job %d failed: %s\n%s", end.job_id, end.detail or end.message, trace)
            await self._finish(turn, turn.cancelled if turn.stop_by is not None else end)

    async def _lose(self) -> None:
        """The worker is gone: the end of all who are left."""
        code = await self._worker.ended()
        for turn in list(self.turns):
            with tracing(turn.task.trace):
                await self._finish(turn, self._lost(turn, code))

    def _lost(self, turn: Turn, code: int) -> TaskEnd:
        if self._closing():
            return turn.handed_back
        if turn.stop_by is not None:
            return turn.cancelled
        if self._worker.cause == "cancelled":
            return turn.handed_back  # killed because of another, who did not stop
        end = turn.lost(self._worker.cause, code, self._worker.last_words, self._patience)
        log.error("The worker %d died under job %d: %s", self._worker.pid, turn.task.job_id, end.detail)
        if self._is_company:
            # Whose fault it is shows when each is tried again alone, and how large a task is by itself.
            return replace(end, kind="crash", code="crash", message=BROKE_DOWN)
        return end

    async def _finish(self, turn: Turn, end: TaskEnd) -> None:
        if not isinstance(end, TaskResult):
            await self._clear(turn.task)
        self.turns.remove(turn)
        turn.finish(end)
