"""The worker process: owns all engines, keeps them loaded, and runs one task or one batch of tasks at a time.

It is started by `entry` with its end of a socket pair (see `wire`). The main thread works: it paints for all tasks of a
batch, then finishes them one after another. A second thread reads messages, so that a cancellation takes effect at
once. The worker never outlives the bot: the kernel kills it with its parent, and it exits at an end of file.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import queue
import shutil
import socket
import threading
import time
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from articover.engines import Engines
from articover.errors import (
    ArtiCoverError,
    Cancelled,
)
from articover.files import storage_errors
from articover.safety import FLAGGED
from articover.settings import AUTO, Settings
from bot.executors.contract import (
    PREVIEW_NAME,
    Batching,
    Made,
    Task,
    TaskFailed,
    TaskResult,
)
from bot.executors.failure_reasons import failure_of
from bot.executors.fetching import fetch_meanwhile
from bot.executors.memory import require_memory
from bot.executors.painter import BRIEF_FLAGGED
from bot.executors.painting_ahead import paint_ahead
from bot.executors.task_run import Cancellations, TaskKey, TaskRun
from bot.executors.wire import Batches, Cancel, Do, Done, Failed, Logged, Ready, Setup, WorkerConnection
from bot.executors.works import do_work
from bot.logs import current_trace, tracing

log = logging.getLogger("bot.worker")


def serve(connection: socket.socket) -> None:
    """Run tasks for the bot at the other end of the socket `connection` until the bot has ended. Never returns."""
    bot = WorkerConnection(connection)
    setup = bot.receive()
    if not isinstance(setup, Setup):
        return
    _log_through(bot, setup.log_level)
    worker = Worker(bot, setup)
    threading.Thread(target=worker.listen, name="listen", daemon=True).start()
    worker.begin()
    worker.work()


class Worker:
    """The engines, the waiting message (at most one, which the bot ensures), and the cancelled tasks."""

    def __init__(self, bot: WorkerConnection, setup: Setup) -> None:
        self._bot = bot
        self._scratch = Path(setup.scratch)
        self._tasks: queue.SimpleQueue[tuple[Task, ...]] = queue.SimpleQueue()
        self._cancellations = Cancellations(self._end_cancelled)
        self._setup = setup
        self._engines: Engines
        self._named: dict[str, Batching] = {}
        self._sent_batches: dict[str, Batching] | None = None

    def listen(self) -> None:
        """Read until the bot has ended, then exit at once: a result could not be delivered."""
        try:
            while (message := self._bot.receive()) is not None:
                match message:
                    case Do(tasks):
                        self._tasks.put(tasks)
                    case Cancel(job_id, attempt):
                        self._cancellations.cancel((job_id, attempt))
                    case Setup():
                        raise ValueError("set up twice")
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    def begin(self) -> None:
        """Make the engines, paint once to load the models, and report that the worker is ready."""
        started = time.monotonic()
        module, _, name = self._setup.engines.partition(":")
        settings = msgspec.convert(self._setup.settings, Settings)
        make = getattr(importlib.import_module(module), name)
        self._engines = make(settings)
        can_run = [(kind, name) for kind, name, available in self._engines.survey() if available.ok]
        self._named = _batches(self._engines, [name for kind, name in can_run if kind == "generate"])
        if settings.models.download:
            self._engines = make(fetch_meanwhile(settings)[0])
        if self._setup.warm_up:
            _warm_up(self._engines)
        able = tuple("/".join(each) for each in can_run)
        self._send_batches()
        self._bot.send(Ready(able, round(time.monotonic() - started, 3)))

    def work(self) -> None:
        while True:
            tasks = self._tasks.get()
            self._send_batches()
            self._run([self._run_of(task) for task in tasks])

    def _send_batches(self) -> None:
        """Send the batching generators. The choice of "auto" changes when a model has been downloaded."""
        batches = self._named | _batches(self._engines, ["", AUTO])
        if batches != self._sent_batches:
            self._sent_batches = batches
            self._bot.send(Batches(batches))

    def _run_of(self, task: Task) -> TaskRun:
        key = task.job_id, task.attempt
        return TaskRun(self._bot, task, self._scratch, lambda: self._cancellations.is_cancelled(key))

    def _run(self, runs: Sequence[TaskRun]) -> None:
        self._cancellations.wait(run.key for run in runs)
        # Log lines of batched painting carry the trace ids of all tasks.
        with tracing(" ".join(run.task.trace for run in runs)):
            paint_ahead(runs, self._engines)
        for run in runs:
            if self._cancellations.take_turn(run.key):
                with tracing(run.task.trace):
                    end = self._do(run)
                self._bot.send(end)
            else:
                shutil.rmtree(run.folder, ignore_errors=True)
            self._cancellations.forget(run.key)

    def _end_cancelled(self, key: TaskKey) -> None:
        self._bot.send(Failed(TaskFailed(*key, "cancelled", Cancelled("cancelled").fact)))

    def _do(self, run: TaskRun) -> Done | Failed:
        """The folder counts as a result once the bot has received `Done`; until then only previews are read from it."""
        started, task = time.monotonic() - run.ahead_s, run.task
        try:
            with storage_errors(self._scratch):
                run.begin()
                made = self._do_works(run)
                shutil.rmtree(run.sources)
            return Done(TaskResult(task.job_id, task.attempt, made, round(time.monotonic() - started, 3)))
        except (Exception, MemoryError) as error:
            failed = TaskFailed(task.job_id, task.attempt, *failure_of(error))
            expected = failed.kind in ("request", "cancelled") or failed.code in (FLAGGED, BRIEF_FLAGGED)
            trace = "" if expected else traceback.format_exc()
            shutil.rmtree(run.folder, ignore_errors=True)
            return Failed(failed, trace)

    def _do_works(self, run: TaskRun) -> tuple[Made, ...]:
        made: list[Made] = []
        for step, work in enumerate(run.task.works, start=1):
            if run.cancelled():
                raise Cancelled("cancelled")
            require_memory(work, self._setup.memory_limit_mb)
            folder, context, painted = run.folder / str(step), run.context(step), run.painted.get(step)
            done = do_work(work, folder, self._engines, context, made, run.sources, painted)
            made.append(done)
            if PREVIEW_NAME in done.files:
                run.reporter(step).preview(str(done.path(PREVIEW_NAME)))
        return tuple(made)


def _batches(engines: Engines, wanted: Iterable[str]) -> dict[str, Batching]:
    """The generators that paint several pictures in one call, by requested name; "" is the configured one."""
    batches: dict[str, Batching] = {}
    for name in wanted:
        try:
            generator = engines.generator(name or None)
        except ArtiCoverError:
            continue  # the task that requests it reports the error
        if generator.description.batch_max > 1:
            batches[name] = Batching(generator.name, generator.description.batch_max)
    return batches


def _warm_up(engines: Engines) -> None:
    from articover.brief import Brief
    from articover.chain import make_cover
    from articover.trim import parse_trim

    try:
        # The narrowest page has a third of the usual pixels and loads the same packages and models.
        make_cover(Brief("Warm", author="Up"), parse_trim("1:5"), 0, engines)
    except ArtiCoverError as error:
        log.warning("The warm-up painting failed; the first cover takes longer: %s", error)


def _log_through(bot: WorkerConnection, level: int) -> None:
    root = logging.getLogger()
    root.handlers[:] = [_ToBot(bot)]
    # Libraries may log below WARNING only at the level DEBUG.
    root.setLevel(max(level, logging.WARNING) if level > logging.DEBUG else level)
    for name in ("articover", "bot"):
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)


class _ToBot(logging.Handler):
    """Sends log records to the bot, which formats and writes them."""

    def __init__(self, bot: WorkerConnection) -> None:
        super().__init__()
        self._bot = bot

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            self._bot.send(Logged(record.name, record.levelno, self.format(record), current_trace()))
