"""Report the progress of jobs in their first answers: only changes, and no more often than the chat allows.

Each answer is edited as often as the chat's `Pace` allows, and less often with more jobs, because all edits together
have a limit, too. While the chat is slow or there are many jobs, live previews are left out. Before an answer can no
longer be edited, it is changed to say so, without a live preview, because that text remains. The last message about a
job comes from the outbox: it waits for a running edit, and no edit follows it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from articover.errors import StorageError
from bot.conversation import Answer, Conversation, Message, Reply, button, live_previews, progress_line, requests
from bot.conversation.progress import late_line
from bot.jobs import Job, JobProgress
from bot.outbox import TOKEN_MARGIN_S

log = logging.getLogger(__name__)

PLACES_S = 3.0
"""Time between two checks of the queue while there are open jobs."""
_LOOK_S = 0.25
"""Time until edits that were not yet due are checked again."""
SPARE_S = 30.0
"""How long no live previews are sent after an edit took longer than `edit_s`: the chat made it wait or is slow."""
LATE_S = 45.0
"""How long before the end of its token, in addition to the outbox's margin, an answer says that it will not change."""
_LAST_WORD_S = 10.0
"""How long the last message about a job waits for a running edit before it cancels the edit."""
_REMEMBERED = 1000

T = TypeVar("T")
Edit = Callable[[Answer, Reply], Awaitable[None]]
"""Replaces the content of an answer. Raises `NotShown`."""


class NotShown(Exception):  # noqa: N818 -- a result, not a fault
    """The chat refused an edit; `gone` if it always will, because the answer was deleted or its token has expired."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.gone = gone


@dataclass(frozen=True)
class Pace:
    """How often a chat accepts edits: `edit_s` between two of one answer, and `edits_per_s` of all answers together."""

    edit_s: float = 2.0
    edits_per_s: float = 10.0


PACE = Pace()


@dataclass(frozen=True)
class _Look:
    """The text of an answer, and the path of the live preview below it, "" for none."""

    said: Message
    live_preview: str = ""


@dataclass
class _Told:
    """The shown and the wanted content of one job's answer. `answer` is its place, once that was read."""

    job: Job
    wanted: _Look
    shown: _Look | None = None
    at: float = 0.0
    editing: asyncio.Task[None] | None = field(default=None)
    answer: Answer | None = None
    is_late: bool = False


class ProgressReporter:
    """Shows the progress of one platform's jobs by `edit` while `run` runs."""

    def __init__(
        self,
        platform: str,
        conversation: Conversation,
        edit: Edit,
        is_settled: Callable[[str], bool],
        now: Callable[[], float] = time.time,
        pace: Pace | None = None,
    ) -> None:
        self._platform, self._pace = platform, pace or PACE
        self._conversation, self._edit, self._is_settled, self._now = conversation, edit, is_settled, now
        self._told: dict[int, _Told] = {}
        self._answered: OrderedDict[int, Message] = OrderedDict()
        self._ended: OrderedDict[int, None] = OrderedDict()
        self._changed = asyncio.Event()
        self._spare_until = 0.0

    def answered(self, job_id: int, said: Message) -> None:
        """Record that the first answer to a job was sent with this text."""
        _remember(self._answered, job_id, said)

    def note(self, job: Job, progress: JobProgress) -> None:
        """Report progress of a job; returns at once. Without a new live preview, the last one of the attempt stays."""
        told = self._told.get(job.job_id)
        goes_on = told is not None and told.job.attempt == job.attempt
        last = told.wanted.live_preview if told is not None and goes_on else ""
        self._want(job, progress_line(job, progress), progress.live_preview or last)

    async def end(self, job_id: int) -> None:
        """Prepare for the last message about a job: returns when no edit runs, and prevents later ones."""
        told = self._forget(job_id)
        if told is not None and told.editing is not None:
            await asyncio.wait({told.editing}, timeout=_LAST_WORD_S)
            told.editing.cancel()

    async def run(self) -> None:
        """Edit until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._look_at_places())
                group.create_task(self._edit_in_turn())
        finally:
            for told in self._told.values():
                if told.editing is not None:
                    told.editing.cancel()

    async def _edit_in_turn(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            for told in sorted(self._told.values(), key=lambda each: each.at):
                if self._is_due(told):
                    told.shown, told.at = self._look_of(told), time.monotonic()
                    told.editing = asyncio.create_task(self._show(told, told.shown))
                    await asyncio.sleep(1 / self._pace.edits_per_s)
            if any(self._look_of(told) != told.shown for told in self._told.values()):
                await asyncio.sleep(_LOOK_S)
                self._changed.set()

    async def _look_at_places(self) -> None:
        while True:
            await asyncio.sleep(PLACES_S)
            if not self._told:
                continue
            try:
                waiting = await self._conversation.waiting(self._platform)
                for told in list(self._told.values()):
                    told.answer = told.answer or await self._conversation.where(told.job)
            except StorageError as error:
                log.warning("the places in the queue could not be read: %s", error)
                continue
            for job, said in waiting:
                self._want(job, said)
            self._changed.set()

    def _want(self, job: Job, said: Message, live_preview: str = "") -> None:
        if job.job_id in self._ended:
            return
        told = self._told.get(job.job_id)
        if told is None:
            answered = self._answered.get(job.job_id)
            self._told[job.job_id] = _Told(job, _Look(said, live_preview), _Look(answered) if answered else None)
        else:
            told.job, told.wanted = job, _Look(said, live_preview)
        self._changed.set()

    def _look_of(self, told: _Told) -> _Look:
        """The content that an answer should show now."""
        answer = told.answer
        if told.is_late or (answer is not None and self._now() > answer.token_expires_at - TOKEN_MARGIN_S - LATE_S):
            told.is_late = True
            return _Look(late_line(told.job, answer is not None and answer.private))
        if self._pause_s() <= self._pace.edit_s and time.monotonic() >= self._spare_until:
            return told.wanted
        if told.shown is not None and told.shown.said == told.wanted.said:
            # No additional edit only for a live preview.
            return told.shown
        return _Look(told.wanted.said)

    def _pause_s(self) -> float:
        """Time between two edits of one answer. It grows with the number of jobs, so that all edits together stay at
        half of their limit."""
        return max(self._pace.edit_s, 2 * len(self._told) / self._pace.edits_per_s)

    def _is_due(self, told: _Told) -> bool:
        if self._look_of(told) == told.shown or told.job.job_id in self._ended:
            return False
        if told.editing is not None and not told.editing.done():
            return False
        return time.monotonic() - told.at >= self._pause_s() and self._is_settled(told.job.interaction_id)

    def _forget(self, job_id: int) -> _Told | None:
        """Stop showing a job."""
        _remember(self._ended, job_id, None)
        self._answered.pop(job_id, None)
        return self._told.pop(job_id, None)

    async def _show(self, told: _Told, look: _Look) -> None:
        job, began = told.job, time.monotonic()
        try:
            answer = await self._conversation.where(job)
            if answer is None or self._now() > answer.token_expires_at - TOKEN_MARGIN_S:
                # Its book was deleted, or the outbox sends all further messages.
                self._forget(job.job_id)
                return
            told.answer = answer
            cancel = button(requests.Cancel(job.session_id))
            files = await live_previews(self._conversation.context, job, look.live_preview)
            reply = Reply((look.said,), (cancel,), files, private=answer.private, session_id=job.session_id)
            await self._edit(answer, reply)
        except NotShown as error:
            log.info("the progress of job %d is not shown: %s", job.job_id, error)
            if error.gone:
                self._forget(job.job_id)
        except (OSError, StorageError) as error:
            log.info("the progress of job %d is not shown: %s", job.job_id, error)
        except Exception:
            log.exception("the progress of job %d is not shown", job.job_id)
        finally:
            if time.monotonic() - began > self._pace.edit_s:
                self._spare_until = time.monotonic() + SPARE_S


def _remember(known: OrderedDict[int, T], job_id: int, value: T) -> None:
    """Keep only the newest entries, because old jobs have long ended."""
    known[job_id] = value
    while len(known) > _REMEMBERED:
        known.popitem(last=False)
