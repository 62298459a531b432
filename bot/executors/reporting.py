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
_LIVE_PREVIEW_EVERY_S = 3.0


class Reporter:
    """Sends the start and end of each stage, each new operation and each live preview.

    Progress within one operation is sent at most four times a second. Live previews are written to `folder`.
    """

    def __init__(self, bot: WorkerConnection, task: Task, step: int, folder: Path) -> None:
        self._bot, self._task, self._step, self._folder = bot, task, step, folder
        self._last_stage, self._last_doing, self._last_s, self._last_live_preview_s = "", "", 0.0, -math.inf
        self._live_previews = 0

    def on_progress(self, progress: Progress) -> None:
        now = time.monotonic()
        picture = progress.picture if now - self._last_live_preview_s >= _LIVE_PREVIEW_EVERY_S else None
        doing = "" if progress.doing is None else progress.doing.code
        goes_on = (progress.stage, doing) == (self._last_stage, self._last_doing)
        if goes_on and progress.fraction < 1 and picture is None and now - self._last_s < _REPORT_EVERY_S:
            return
        self._last_stage, self._last_doing, self._last_s = progress.stage, doing, now
        live_preview = ""
        if picture is not None:
            self._last_live_preview_s = now
            live_preview = self._live_preview(picture)
        self._send(progress.stage, progress.fraction, progress.doing, live_preview=live_preview)

    def preview(self, path: str) -> None:
        self._send(self._last_stage, 1.0, None, preview=path)

    def _live_preview(self, picture: Pixels) -> str:
        """The path of a live preview; "" when it cannot be written, because the picture does not depend on it."""
        path = self._folder / f"live-preview-{self._step}-{self._live_previews}.jpg"
        self._live_previews += 1
        try:
            path.write_bytes(live_preview_jpeg(picture))
        except OSError as error:
            log.info("No live preview of job %d: %s", self._task.job_id, error)
            return ""
        return str(path)

    def _send(
        self, stage: str, fraction: float, doing: Fact | None, *, preview: str = "", live_preview: str = ""
    ) -> None:
        task = self._task
        sent = TaskProgress(
            task.job_id, task.attempt, self._step, len(task.works), stage, fraction, doing, preview, live_preview
        )
        self._bot.send(Progressed(sent))
