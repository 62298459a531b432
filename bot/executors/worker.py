"""The worker process: owns all engines, keeps them warm, does one task at a time.

Started through `entry` with its end of a socket pair (see `wire`). The main thread works; one thread
reads, so that a cancel is heard at once. It never outlives the bot: the kernel kills it with its parent,
and an end of file ends it, too.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import math
import os
import queue
import shutil
import socket
import threading
import time
import traceback
from pathlib import Path

import msgspec

from articover.chain import Watch
from articover.cover import Pixels
from articover.engine import Progress
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
from articover.settings import Settings
from bot.errors import BlobMissingError
from bot.executors.batch import Batch
from bot.executors.contract import PREVIEW_NAME, FailureKind, Made, Task, TaskFailed, TaskProgress, TaskResult
from bot.executors.fetching import fetch_meanwhile
from bot.executors.files import glimpse_jpeg
from bot.executors.wire import Cancel, Do, Done, Failed, Line, Logged, Progressed, Ready, Setup
from bot.executors.works import do_work
from bot.logs import current_trace, tracing

log = logging.getLogger("bot.worker")

_REPORT_EVERY_S = 0.25
_GLIMPSE_EVERY_S = 3.0


def serve(connection: socket.socket) -> None:
    """Work for the bot at the other end until it is gone. Never returns."""
    line = Line(connection)
    setup = line.receive()
    if not isinstance(setup, Setup):
        return
    _log_through(line, setup.log_level)
    worker = Worker(line, setup)
    threading.Thread(target=worker.listen, name="listen", daemon=True).start()
    worker.begin()
    worker.work()


class Worker:
    """The engines, the tasks that wait (one at most, the bot sees to that), and what is to be stopped."""

    def __init__(self, line: Line, setup: Setup) -> None:
        self._line = line
        self._scratch = Path(setup.scratch)
        self._tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
        self._cancelled: set[tuple[int, int]] = set()
        self._setup = setup
        self._engines: Engines

    def listen(self) -> None:
        """Read until the bot is gone, then leave at once: what is under way has nobody to go to."""
        try:
            while (message := self._line.receive()) is not None:
                match message:
                    case Do(task):
                        self._tasks.put(task)
                    case Cancel(job_id, attempt):
                        self._cancelled.add((job_id, attempt))
                    case Setup():
                        raise ValueError("set up twice")
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    def begin(self) -> None:
        """Make the engines, paint once so that the first writer need not wait for models, and say so."""
        started = time.monotonic()
        module, _, name = self._setup.engines.partition(":")
        settings = msgspec.convert(self._setup.settings, Settings)
        make = getattr(importlib.import_module(module), name)
        self._engines = make(settings)
        able = tuple(f"{kind}/{name}" for kind, name, available in self._engines.survey() if available.ok)
        if settings.models.download:
            self._engines = make(fetch_meanwhile(settings)[0])
        if self._setup.warm_up:
            _warm_up(self._engines)
        self._line.send(Ready(able, round(time.monotonic() - started, 3)))

    def work(self) -> None:
        while True:
            task = self._tasks.get()
            with tracing(task.trace):
                end = self._do(task)
            self._cancelled.discard((task.job_id, task.attempt))
            self._line.send(end)

    def _do(self, task: Task) -> Done | Failed:
        """The folder counts once the bot has heard `Done`; until then nobody but a preview looks into it."""
        started = time.monotonic()
        folder = self._scratch / task.name
        try:
            with storage_errors(self._scratch):
                shutil.rmtree(folder, ignore_errors=True)
                made = self._do_works(task, folder)
                shutil.rmtree(folder / "sources")
            return Done(TaskResult(task.job_id, task.attempt, made, round(time.monotonic() - started, 3)))
        except (Exception, MemoryError) as error:
            kind, code, message, detail = _told(error)
            arguments = error.arguments if isinstance(error, ArtiCoverError) and error.code == code else {}
            expected = isinstance(error, ArtiCoverError) and kind in ("request", "cancelled")
            trace = "" if expected else traceback.format_exc()
            shutil.rmtree(folder, ignore_errors=True)
            return Failed(TaskFailed(task.job_id, task.attempt, kind, code, message, detail, arguments), trace)

    def _do_works(self, task: Task, folder: Path) -> tuple[Made, ...]:
        (folder / "sources").mkdir(parents=True)
        made: list[Made] = []
        batch = Batch(task.works)
        for step, work in enumerate(task.works, start=1):
            reporter = _Reporter(self._line, task, step, folder)
            watch = Watch(reporter.on_progress, lambda: (task.job_id, task.attempt) in self._cancelled)
            if watch.cancelled():
                raise Cancelled("Cancelled; nothing was written.")
            done = do_work(work, folder / str(step), self._engines, watch, made, folder / "sources", batch)
            made.append(done)
            if PREVIEW_NAME in done.files:
                reporter.preview(str(done.path(PREVIEW_NAME)))
        return tuple(made)


class _Reporter:
    """Progress to the bot: the start and end of every stage, every glimpse, between them at most four a second.

    Glimpses of what is being painted lie in `folder`.
    """

    def __init__(self, line: Line, task: Task, step: int, folder: Path) -> None:
        self._line, self._task, self._step, self._folder = line, task, step, folder
        self._last_stage, self._last_s, self._last_glimpse_s = "", 0.0, -math.inf
        self._glimpses = 0

    def on_progress(self, progress: Progress) -> None:
        now = time.monotonic()
        picture = progress.picture if now - self._last_glimpse_s >= _GLIMPSE_EVERY_S else None
        goes_on = progress.stage == self._last_stage and progress.fraction < 1 and picture is None
        if goes_on and now - self._last_s < _REPORT_EVERY_S:
            return
        self._last_stage, self._last_s = progress.stage, now
        glimpse = ""
        if picture is not None:
            self._last_glimpse_s = now
            glimpse = self._glimpse(picture)
        self._send(progress.stage, progress.fraction, progress.message, glimpse=glimpse)

    def preview(self, path: str) -> None:
        self._send(self._last_stage, 1.0, "a picture is ready", preview=path)

    def _glimpse(self, picture: Pixels) -> str:
        """The path of a file with it; "" when it cannot be written, which a picture need not fail for."""
        path = self._folder / f"glimpse-{self._step}-{self._glimpses}.jpg"
        self._glimpses += 1
        try:
            path.write_bytes(glimpse_jpeg(picture))
        except OSError as error:
            log.info("no glimpse of job %d: %s", self._task.job_id, error)
            return ""
        return str(path)

    def _send(self, stage: str, fraction: float, message: str, *, preview: str = "", glimpse: str = "") -> None:
        task = self._task
        told = TaskProgress(
            task.job_id, task.attempt, self._step, len(task.works), stage, fraction, message, preview, glimpse
        )
        self._line.send(Progressed(told))


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


def _warm_up(engines: Engines) -> None:
    from articover.brief import Brief
    from articover.chain import make_cover
    from articover.trim import parse_trim

    try:
        # The narrowest page: everything is loaded for it, and it has a third of the pixels of a usual one.
        make_cover(Brief("Warm", author="Up"), parse_trim("1:5"), 0, engines)
    except ArtiCoverError as error:
        log.warning("The warm-up painting did not work: %s", error)


def _log_through(line: Line, level: int) -> None:
    root = logging.getLogger()
    root.handlers[:] = [_ToBot(line)]
    # What libraries say of their own ways is for whoever asks for it.
    root.setLevel(max(level, logging.WARNING) if level > logging.DEBUG else level)
    for name in ("articover", "bot"):
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(True)


class _ToBot(logging.Handler):
    """Hands log records to the bot, which knows how and where to write them."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._line = line

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            self._line.send(Logged(record.name, record.levelno, self.format(record), current_trace()))
