"""How far a job is, in words."""

from __future__ import annotations

from pathlib import Path

from bot.conversation.context import Context, title_of
from bot.conversation.payloads import FormatsPayload, OptionsPayload, asked_of, payload_of
from bot.conversation.reply import Attachment, Message, localized
from bot.jobs import Job, JobProgress
from bot.store.policy import get_settings

STAGES = frozenset({"generate", "remove", "edit", "upscale"})


def progress_line(job: Job, progress: JobProgress) -> Message:
    """One line on a running job: which of several pictures or files, its stage, and the percentage of that stage in
    steps of 10."""
    stage = progress.stage if progress.stage in STAGES else "other"
    percent = max(0, min(100, int(progress.fraction * 10) * 10))
    title, count = title_of(asked_of(job)), _count(job)
    return localized(
        "progress", title=title, number=min(progress.step, count), count=count, stage=stage, percent=percent
    )


def _count(job: Job) -> int:
    """How many pictures or files a job makes that people count: the sheet of all options is none of them."""
    payload = payload_of(job)
    if isinstance(payload, OptionsPayload):
        return len(payload.seeds)
    return len(payload.formats) if isinstance(payload, FormatsPayload) else 1


async def live_previews(context: Context, job: Job, path: str) -> tuple[Attachment, ...]:
    """The picture at `path` of what is being painted, to stand under that line; none for "", or where the server
    wants none."""
    if not path or not (await get_settings(context.store.db, job.server_key)).get("glimpses", True):
        return ()
    title = title_of(asked_of(job))
    return (Attachment(Path(path), "painting.jpg", localized("progress-live-preview", title=title)),)


def late_line(job: Job, private: bool) -> Message:
    """What the first answer says once it cannot be changed any longer, and the job still goes on."""
    return localized("progress-late", title=title_of(asked_of(job)), private="yes" if private else "no")


def waiting_line(job: Job, place: int) -> Message:
    """One line on a job in the queue, as its first answer said it; the place may have changed since."""
    title = title_of(asked_of(job))
    return localized("accepted", action=str(job.payload["action"]), title=title, place=place)
