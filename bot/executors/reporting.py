"""`Reporter`: sends the progress of a task from the worker to the bot."""

from __future__ import annotations

import logging
import math
import time
from pathlib import Path

from articover.cover import Pixels
from articover.engine import Progress
from articover.facts import Fact
from bot.executors.contract import Task, TaskProgress
from bot.executors.files import live_preview_jpeg
from bot.executors.wire import Progressed, WorkerConnection

log = logging.getLogger("bot.worker")

_REPORT_EVERY_S = 0.25
_GLIMPSE_EVERY_S = 3.0


class Reporter:
    """Sends the start and end of every stage, every new thing that is done and every live preview.

    One thing that goes on is sent at most four times a second. Live previews are written to `folder`.
    """

    def __init__(self, line: WorkerConnection, task: Task, step: int, folder: Path) -> None:
        self._line, self._task, self._step, self._folder = line, task, step, folder
        self._last_stage, self._last_doing, self._last_s, self._last_glimpse_s = "", "", 0.0, -math.inf
        self._glimpses = 0

    def on_progress(self, progress: Progress) -> None:
        now = time.monotonic()
        picture = progress.picture if now - self._last_glimpse_s >= _GLIMPSE_EVERY_S else None
        doing = "" if progress.doing is None else progress.doing.code
        goes_on = (progress.stage, doing) == (self._last_stage, self._last_doing)
        if goes_on and progress.fraction < 1 and picture is None and now - self._last_s < _REPORT_EVERY_S:
            return
        self._last_stage, self._last_doing, self._last_s = progress.stage, doing, now
        glimpse = ""
        if picture is not None:
            self._last_glimpse_s = now
            glimpse = self._glimpse(picture)
        self._send(progress.stage, progress.fraction, progress.doing, glimpse=glimpse)

    def preview(self, path: str) -> None:
        self._send(self._last_stage, 1.0, None, preview=path)

    def _glimpse(self, picture: Pixels) -> str:
        """The path of a live preview; "" when it cannot be written, because the picture does not depend on it."""
        path = self._folder / f"glimpse-{self._step}-{self._glimpses}.jpg"
        self._glimpses += 1
        try:
            path.write_bytes(live_preview_jpeg(picture))
        except OSError as error:
            log.info("No live preview of job %d: %s", self._task.job_id, error)
            return ""
        return str(path)

    def _send(self, stage: str, fraction: float, doing: Fact | None, *, preview: str = "", glimpse: str = "") -> None:
        task = self._task
        told = TaskProgress(
            task.job_id, task.attempt, self._step, len(task.works), stage, fraction, doing, preview, glimpse
        )
        self._line.send(Progressed(told))
