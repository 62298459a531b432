"""What jobs mean to an executor: a queued job becomes works, what they made becomes versions and a message.

The plan of a job is read from its row and its parent only, so a second attempt plans the same.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import msgspec

from articover.errors import RequestError
from articover.limits import MAX_TEXT_SIZE, MIN_TEXT_SIZE
from bot.conversation.context import brief_of
from bot.conversation.payloads import (
    Asked,
    ComparePayload,
    CoverPayload,
    EditPayload,
    EnlargePayload,
    FormatsPayload,
    OptionsPayload,
    PrintPayload,
    RemoveTextPayload,
    asked_of,
    payload_of,
    stored,
)
from bot.conversation.printing import FORMATS
from bot.errors import NotFoundError
from bot.executors.contract import (
    STOPPED,
    CompareWork,
    CoverWork,
    EditWork,
    EnlargeWork,
    PrintWork,
    RemoveTextWork,
    SheetWork,
    Task,
    TaskResult,
    Work,
)
from bot.executors.runner import paths_of
from bot.jobs import Job, Jobs, Outcome
from bot.logs import current_trace, new_trace
from bot.store import Store
from bot.store.records import File, Json, NewVersion, Version
from bot.store.sessions import get_version, made_before

COVER_FILES = frozenset({"cover.json", "background.png", "cover.png", "credits.txt"})
SHEET = "sheet.jpg"

LATELY = 50
"""So many of the last covers of a server count against making alike ones."""
SIZE_STEP = 1.15
"""One press of "larger"; visible at a glance, and four of them reach the usual extremes."""


class JobPlanner:
    """Implements `bot.executors.runner.JobPlanner` for the jobs of the conversation."""

    def __init__(self, store: Store, jobs: Jobs) -> None:
        self._store, self._jobs = store, jobs

    async def plan(self, job: Job) -> Task:
        """Raises `NotFoundError` when what the job builds on was deleted."""
        works = tuple([work async for work in self._works(job)])
        return Task(job.job_id, job.attempt, works, current_trace() or new_trace())

    def build_outcome(self, job: Job, result: TaskResult, files: tuple[tuple[File, ...], ...]) -> Outcome:
        if job.kind == "compare":
            assert job.parent_id is not None
            shelf = next(file for file in files[0] if file.name == "compare.png")
            kept = [File(poll_sheet(job), shelf.sha256, shelf.size)]
            return Outcome({"say": "poll"}, prints={job.parent_id: kept}, work_s=result.seconds)
        if job.kind in ("remove_text", "enlarge"):
            return _picture(job, result, files[0])
        if job.kind in ("print", "formats"):
            assert job.parent_id is not None
            made = list(zip(_names(job), result.made, files, strict=True))
            kept = [_print_file(name, file) for name, _, stored in made for file in stored]
            figures = [_figures(name, item.summary) for name, item, _ in made]
            said = {"say": "printed", "prints": figures, "seconds": round(result.seconds, 1)}
            return Outcome(said, prints={job.parent_id: kept}, work_s=result.seconds)
        versions: list[NewVersion] = []
        for item, laid in zip(result.made, files, strict=True):
            if item.kind == STOPPED:
                continue
            if item.kind == "sheet":
                # The sheet belongs to the options together; it stays with the last of them.
                versions[-1] = NewVersion(
                    versions[-1].action, (*versions[-1].files, *laid), versions[-1].data, versions[-1].parent_id
                )
                continue
            data = _data_of(job, item.summary)
            if job.kind == "options":
                data["option"] = len(versions) + 1
            versions.append(NewVersion(job.payload["action"], laid, data, job.parent_id))
        said = {"say": "options" if job.kind == "options" else "made", "seconds": round(result.seconds, 1)}
        if stopped := sum(item.kind == STOPPED for item in result.made):
            said["stopped"] = stopped
        return Outcome(said, tuple(versions), work_s=result.seconds)

    async def _works(self, job: Job) -> AsyncIterator[Work]:
        try:
            payload = payload_of(job)
        except msgspec.ValidationError:
            raise RequestError("job_unknown", kind=job.kind) from None
        asked = payload.asked
        match payload:
            case CoverPayload():
                uploads = paths_of(self._store.blobs, await self._jobs.files(job))
                yield CoverWork(
                    brief_of(asked),
                    asked.trim,
                    payload.seed,
                    payload.engine,
                    uploads.get("picture"),
                    payload.text_in_picture,
                    await self._like(job, payload),
                    await self._series(asked),
                    lately=await self._lately(job),
                )
            case OptionsPayload():
                like, series = await self._like(job, payload), await self._series(asked)
                lately = await self._lately(job)
                for seed in payload.seeds:
                    yield CoverWork(
                        brief_of(asked),
                        asked.trim,
                        seed,
                        payload.engine,
                        like=like,
                        series=series,
                        apart=True,
                        lately=lately,
                    )
                yield SheetWork()
            case EditPayload():
                parent = await self._parent(job)
                overrides = {payload.layer: await self._style(parent, payload)} if payload.layer else {}
                yield EditWork(self._source(parent), brief_of(asked), overrides)
            case PrintPayload():
                source = self._source(await self._parent(job))
                yield PrintWork(source, payload.size, payload.dpi, payload.bleed_in, payload.upload_limit)
            case FormatsPayload():
                source = self._source(await self._parent(job))
                for name in payload.formats:
                    wanted = FORMATS[name]
                    # A PDF that nobody is shown need not fit.
                    limit = payload.upload_limit if wanted.pdf else 0
                    yield PrintWork(source, wanted.trim, wanted.dpi, wanted.bleed_in, limit, reframe=True)
            case ComparePayload():
                versions = [await get_version(self._store.db, each) for each in payload.versions]
                yield CompareWork(tuple(self._source(version)["cover.png"] for version in versions))
            case RemoveTextPayload():
                yield RemoveTextWork(await self._upload(job))
            case EnlargePayload():
                yield EnlargeWork(await self._upload(job), payload.size, payload.dpi, payload.upload_limit)

    async def _upload(self, job: Job) -> str:
        return paths_of(self._store.blobs, await self._jobs.files(job))["picture"]

    async def _parent(self, job: Job) -> Version:
        if job.parent_id is None:
            raise NotFoundError("no_version")
        return await get_version(self._store.db, job.parent_id)

    def _source(self, version: Version) -> dict[str, str]:
        return paths_of(self._store.blobs, _cover_files(version.files))

    async def _like(self, job: Job, payload: CoverPayload | OptionsPayload) -> dict[str, str] | None:
        """The cover whose type is kept: an earlier book's, or the parent's once somebody chose anything about it.

        Type that nobody chose is chosen anew for a new picture.
        """
        if payload.like is not None:
            return self._source(await get_version(self._store.db, payload.like))
        if job.parent_id is None:
            return None
        source = self._source(await get_version(self._store.db, job.parent_id))
        layers = await asyncio.to_thread(_layers, source["cover.json"])
        return source if any(layer["overrides"] for layer in layers.values()) else None

    async def _series(self, asked: Asked) -> dict[str, str] | None:
        """The book before in a series, whose look every picture of this one keeps; none once it was deleted."""
        if asked.series_of is None:
            return None
        try:
            return self._source(await get_version(self._store.db, asked.series_of))
        except NotFoundError:
            return None

    async def _lately(self, job: Job) -> tuple[dict[str, str], ...]:
        """What people here saw before this job, so that they do not see it again and again."""
        seen = await made_before(self._store.db, job.job_id, job.server_key, job.user_key, LATELY)
        names = {"look": "look", "treatment": "treatment", "colors": "colors_named"}
        return tuple({key: str(data[name]) for key, name in names.items() if data.get(name)} for data in seen)

    async def _style(self, parent: Version, payload: EditPayload) -> dict[str, Any]:
        style: dict[str, Any] = dict(payload.style)
        if payload.size_steps:
            layers = await asyncio.to_thread(_layers, self._source(parent)["cover.json"])
            before = layers.get(payload.layer, {}).get("overrides", {}).get("size", 1.0)
            size = before * SIZE_STEP**payload.size_steps
            style["size"] = round(min(MAX_TEXT_SIZE, max(MIN_TEXT_SIZE, size)), 4)
        return style


def poll_sheet(job: Job) -> str:
    """The name under which the picture of a poll is kept."""
    return f"poll-{job.job_id}.png"


def _picture(job: Job, result: TaskResult, stored: tuple[File, ...]) -> Outcome:
    """What an image command made: a version of a session of its own. Files that are made to print may go again."""
    item, prints = result.made[0], [file for file in stored if file.name.startswith("print.")]
    files = tuple(file for file in stored if file.name in ("preview.jpg", "picture.png"))
    said: dict[str, Any] = {"say": "picture", "seconds": round(result.seconds, 1)}
    if item.summary.get("unchanged"):
        said["unchanged"] = True
    if prints:
        said["prints"] = [_figures("print", {**item.summary, "notices": []})]
    version = NewVersion(job.payload["action"], files, _data_of(job, item.summary))
    return Outcome(said, (version,), work_s=result.seconds, own_prints=tuple(prints))


def _figures(name: str, summary: Json) -> dict[str, Any]:
    keys = ("width_px", "height_px", "dpi", "pdf_jpeg_quality", "notices")
    return {"name": name, **{key: summary.get(key) for key in keys}}


def _data_of(job: Job, summary: Json) -> dict[str, Any]:
    """What a version remembers: what was asked, and what people and later jobs want to know of the result."""
    names = (
        "seed",
        "look",
        "palette",
        "treatment",
        "colors_named",
        "colors",
        "repaintable",
        "fonts",
        "engines",
        "seconds",
        "notices",
        "disclosure",
        "credits",
    )
    asked = asked_of(job)
    return {
        "asked": stored(asked),
        "ratio": asked.trim,
        **{name: summary[name] for name in names if name in summary},
    }


def _names(job: Job) -> list[str]:
    payload = payload_of(job)
    return payload.formats if isinstance(payload, FormatsPayload) else ["print"]


def _print_file(name: str, file: File) -> File:
    return File(f"{name}.{file.name.rpartition('.')[2]}", file.sha256, file.size)


def _cover_files(files: Iterable[File]) -> list[File]:
    return [file for file in files if file.name in COVER_FILES]


def _layers(path: str) -> dict[str, dict[str, Any]]:
    """The layers of a stored cover.json by role. Blocks."""
    document = json.loads(Path(path).read_text(encoding="utf-8"))
    return {layer["role"]: layer for layer in document["layers"]}
