"""The worker process: owns all engines, keeps them loaded, and runs one task or one batch of tasks at a time.

Started through `entry` with its end of a socket pair (see `wire`). The main thread works, or paints for the slots of a
batch; a second thread reads messages, so that a cancellation takes effect at once. The worker never outlives the bot:
the kernel kills it with its parent, and an end of file ends it, too.
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
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec

from articover.engine import RunContext
from articover.engines import Engines
from articover.errors import (
    ArtiCoverError,
    Cancelled,
    CoverFolderError,
    MissingError,
    RequestError,
    StorageError,
)
from articover.files import storage_errors
from articover.safety import FLAGGED
from articover.settings import AUTO, Settings
from bot.errors import BlobMissingError
from bot.executors.batch import Batch
from bot.executors.batch_slots import BatchSlot, BatchSlots
from bot.executors.contract import (
    PREVIEW_NAME,
    Batching,
    FailureKind,
    Made,
    Task,
    TaskFailed,
    TaskResult,
)
from bot.executors.fetching import fetch_meanwhile
from bot.executors.memory import require_memory
from bot.executors.painter import BRIEF_FLAGGED
from bot.executors.reporting import Reporter
from bot.executors.wire import Batches, Cancel, Do, Done, Failed, Logged, Ready, Setup, WorkerConnection
from bot.executors.works import do_work
from bot.logs import current_trace, tracing

log = logging.getLogger("bot.worker")


def serve(connection: socket.socket) -> None:
    """Run tasks for the bot at the other end of the connection until it has ended. Never returns."""
    line = WorkerConnection(connection)
    setup = line.receive()
    if not isinstance(setup, Setup):
        return
    _log_through(line, setup.log_level)
    worker = Worker(line, setup)
    threading.Thread(target=worker.listen, name="listen", daemon=True).start()
    worker.begin()
    worker.work()


class Worker:
    """The engines, the waiting message (at most one, which the bot ensures), and the cancelled tasks."""

    def __init__(self, line: WorkerConnection, setup: Setup) -> None:
        self._line = line
        self._scratch = Path(setup.scratch)
        self._tasks: queue.SimpleQueue[tuple[Task, ...]] = queue.SimpleQueue()
        self._cancelled: set[tuple[int, int]] = set()
        self._setup = setup
        self._engines: Engines
        self._named: dict[str, Batching] = {}
        self._told_batches: dict[str, Batching] | None = None

    def listen(self) -> None:
        """Read until the bot has ended, then exit at once: a result could not be delivered."""
        try:
            while (message := self._line.receive()) is not None:
                match message:
                    case Do(tasks):
                        self._tasks.put(tasks)
                    case Cancel(job_id, attempt):
                        self._cancelled.add((job_id, attempt))
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
        self._tell_batches()
        self._line.send(Ready(able, round(time.monotonic() - started, 3)))

    def work(self) -> None:
        while True:
            tasks = self._tasks.get()
            self._tell_batches()
            if len(tasks) == 1:
                self._see_through(tasks[0])
            else:
                self._see_through_together(tasks)

    def _tell_batches(self) -> None:
        """Report the batching generators. The choice of "auto" changes when a model has been downloaded."""
        batches = self._named | _batches(self._engines, ["", AUTO])
        if batches != self._told_batches:
            self._told_batches = batches
            self._line.send(Batches(batches))

    def _see_through(self, task: Task, slot: BatchSlot | None = None) -> None:
        with tracing(task.trace):
            end = self._do(task, slot)
        self._cancelled.discard((task.job_id, task.attempt))
        self._line.send(end)

    def _see_through_together(self, tasks: tuple[Task, ...]) -> None:
        def go(task: Task, slot: BatchSlot) -> None:
            try:
                self._see_through(task, slot)
            except BaseException:
                # An error here would end the process in the main thread, so it does in this thread, too.
                traceback.print_exc()
                os._exit(1)

        # Log lines of a shared painting carry the ids of all tasks.
        with tracing(" ".join(task.trace for task in tasks)):
            BatchSlots(
                [partial(go, task) for task in tasks], [partial(self._is_cancelled, task) for task in tasks]
            ).run()

    def _is_cancelled(self, task: Task) -> bool:
        return (task.job_id, task.attempt) in self._cancelled

    def _do(self, task: Task, slot: BatchSlot | None) -> Done | Failed:
        """The folder counts as a result once the bot has received `Done`; until then only previews are read from it."""
        folder = self._scratch / task.name
        try:
            if slot is not None:
                slot.enter()
            started = time.monotonic()
            with storage_errors(self._scratch):
                shutil.rmtree(folder, ignore_errors=True)
                made = self._do_works(task, folder, slot)
                shutil.rmtree(folder / "sources")
            return Done(TaskResult(task.job_id, task.attempt, made, round(time.monotonic() - started, 3)))
        except (Exception, MemoryError) as error:
            kind, code, message, detail = _told(error)
            arguments = error.arguments if isinstance(error, ArtiCoverError) and error.code == code else {}
            expected = kind in ("request", "cancelled") or code in (FLAGGED, BRIEF_FLAGGED)
            trace = "" if expected else traceback.format_exc()
            shutil.rmtree(folder, ignore_errors=True)
            return Failed(TaskFailed(task.job_id, task.attempt, kind, code, message, detail, arguments), trace)

    def _do_works(self, task: Task, folder: Path, slot: BatchSlot | None) -> tuple[Made, ...]:
        (folder / "sources").mkdir(parents=True)
        made: list[Made] = []
        batch = Batch(task.works, slot)
        for step, work in enumerate(task.works, start=1):
            reporter = Reporter(self._line, task, step, folder)
            context = RunContext(on_progress=reporter.on_progress, cancelled=partial(self._is_cancelled, task))
            if context.cancelled():
                raise Cancelled("Cancelled; nothing was written.")
            require_memory(work, self._setup.memory_limit_mb)
            done = do_work(work, folder / str(step), self._engines, context, made, folder / "sources", batch)
            made.append(done)
            if PREVIEW_NAME in done.files:
                reporter.preview(str(done.path(PREVIEW_NAME)))
        return tuple(made)


def _told(error: BaseException) -> tuple[FailureKind, str, str, str]:
    """(kind, code, sentence for the user, detail for the owner). Paths of this machine are not for the user."""
    said = " ".join(str(error).split())
    match error:
        case Cancelled():
            return "cancelled", "cancelled", "Cancelled.", ""
        case CoverFolderError() | BlobMissingError():
            sentence = "The stored files of this version are damaged or gone: go back to another version."
            return "storage", "damaged_version", sentence, said
        case MissingError():
            return "missing", error.code or "missing", said, ""
        case RequestError():
            return "request", error.code or "request", said, ""
        case StorageError():
            sentence = "The bot cannot write its files now, so nothing was made: its owner has to look at the disk."
            return "storage", "storage", sentence, said
        case ArtiCoverError():
            return "engine", error.code or "engine", said, ""
        case MemoryError():
            sentence = "There was not enough memory for this picture: choose a smaller size or dpi."
            return "memory", "out_of_memory", sentence, said
        case _:
            sentence = "Something went wrong while this was made; the bot's owner finds the reason in the log."
            return "engine", "unexpected", sentence, f"{type(error).__name__}: {said}"


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
        # The narrowest page loads everything that a usual one does, with a third of its pixels.
        make_cover(Brief("Warm", author="Up"), parse_trim("1:5"), 0, engines)
    except ArtiCoverError as error:
        log.warning("The warm-up painting failed; the first cover takes longer: %s", error)


def _log_through(line: WorkerConnection, level: int) -> None:
    root = logging.getLogger()
    root.handlers[:] = [_ToBot(line)]
    # Libraries log below WARNING only when debugging.
    root.setLevel(max(level, logging.WARNING) if level > logging.DEBUG else level)
    for name in ("articover", "bot"):
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)


class _ToBot(logging.Handler):
    """Sends log records to the bot, which formats and writes them."""

    def __init__(self, line: WorkerConnection) -> None:
        super().__init__()
        self._line = line

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            self._line.send(Logged(record.name, record.levelno, self.format(record), current_trace()))
