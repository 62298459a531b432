"""From a row of the outbox to what is said: the end of a job, or a word to the owner."""

from __future__ import annotations

import asyncio
import json
import tomllib
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from bot.conversation import asks
from bot.conversation.asks import LANGUAGES, Language
from bot.conversation.context import Context, title_of
from bot.conversation.craft import SHEET
from bot.conversation.notices import notice_lines, sentence_line
from bot.conversation.printing import is_wanted
from bot.conversation.reply import Attachment, Button, Line, Reply, line
from bot.conversation.showing import attachment, book_buttons, pictures
from bot.errors import NotFoundError
from bot.jobs import Job
from bot.store.records import Json, Version
from bot.store.sessions import get_session, get_version

_MOTIF = "motif "
"""How the illustrator's record begins a note on a thing it drew."""
FAILURES = frozenset({"timeout", "memory", "crash", "request", "missing", "storage", "engine", "error", "unexpected"})
_WITH_SENTENCE = frozenset({"request", "missing", "engine", "error"})
"""Reasons whose sentence tells the writer what to change."""


async def announcement(context: Context, body: Json) -> tuple[Reply, Language]:
    """What `body` of a message says, and in which language: that of whoever asked for the job."""
    if "job_id" not in body:
        return Reply((line("space-low", free=_mb(body["free_bytes"]), floor=_mb(body["floor_bytes"])),)), (
            context.house.language
        )
    try:
        job = await context.jobs.get(body["job_id"])
    except NotFoundError:
        return Reply((line("gone"),), session_id=body["session_id"]), context.house.language
    reply = await _end(context, job, body)
    try:
        private = (await get_session(context.store.db, job.session_id)).private
    except NotFoundError:
        private = True
    return replace(reply, private=private), job_language(context, job)


async def _end(context: Context, job: Job, body: Json) -> Reply:
    title = title_of(job.payload.get("asked", {}))
    try:
        versions = [await get_version(context.store.db, each) for each in body.get("version_ids", ())]
    except NotFoundError:
        versions = []
    match body["say"]:
        case "made" if versions:
            lines, buttons, files = await _made(context, job, versions[-1], body)
        case "options" if versions:
            lines, buttons, files = _options(context, title, versions, body)
        case "printed" if versions:
            lines, buttons, files = _printed(context, title, versions[-1], body)
        case "cancelled":
            lines, buttons, files = [line("cancelled", title=title)], await _go_on(context, job), ()
        case "failed":
            lines, buttons, files = [_failure(title, body)], await _go_on(context, job), ()
        case _:
            lines, buttons, files = [line("gone")], (), ()
    return Reply(tuple(lines), buttons, files, session_id=job.session_id, job_id=job.job_id)


async def _made(
    context: Context, job: Job, version: Version, body: Json
) -> tuple[list[Line], tuple[Button, ...], tuple[Attachment, ...]]:
    title = title_of(version.data["asked"])
    lines = [line("made", title=title, number=version.number, action=version.action, seconds=body["seconds"])]
    if job.kind == "cover" and version.action != "picture":
        understood = await asyncio.to_thread(_understood, context, version, job_language(context, job))
        if understood:
            lines.append(line("understood", things=", ".join(understood)))
    if version.action == "brief" and _has_wishes(version):
        lines.append(line("wishes"))
    if version.action == "series":
        lines.append(line("series-kept"))
    if version.action == "style" and version.parent_id is not None:
        before, layer = await get_version(context.store.db, version.parent_id), str(job.payload["layer"])
        if not await asyncio.to_thread(_is_restyled, context, before, version, layer):
            lines.append(line("style-unchanged", layer=Line(f"layer-{layer}")))
    lines += notice_lines(version.data.get("notices", ()))
    return lines, book_buttons(version), pictures(context.store, version)


def _options(
    context: Context, title: str, versions: list[Version], body: Json
) -> tuple[list[Line], tuple[Button, ...], tuple[Attachment, ...]]:
    last = versions[-1]
    said = line("options", title=title, count=len(versions), number=last.number, seconds=body["seconds"])
    buttons = tuple(
        Button(line("button-option", number=place), asks.GoBack(last.session_id, version.number))
        for place, version in enumerate(versions, 1)
    )
    files = tuple(attachment(context.store, last, file) for file in last.files if file.name == SHEET)
    return [said], (*buttons, *book_buttons(last)), files


def _printed(
    context: Context, title: str, version: Version, body: Json
) -> tuple[list[Line], tuple[Button, ...], tuple[Attachment, ...]]:
    lines = [line("printed", title=title, number=version.number, seconds=body["seconds"])]
    names = {each["name"] for each in body["prints"]}
    for each in body["prints"]:
        size = {"width": each["width_px"], "height": each["height_px"], "dpi": each["dpi"]}
        lines.append(line("printed-item", name=each["name"], **size))
        lines += notice_lines(each["notices"])
    files = tuple(
        attachment(context.store, version, file)
        for file in version.print_files
        if not file.evicted and file.name.partition(".")[0] in names and is_wanted(file.name)
    )
    return lines, book_buttons(version), files


async def _go_on(context: Context, job: Job) -> tuple[Button, ...]:
    """What can be done after a job that made nothing."""
    if job.parent_id is None:
        return (
            Button(line("button-regenerate"), asks.Regenerate(job.session_id)),
            Button(line("button-brief"), asks.ShowBrief(job.session_id)),
            Button(line("button-delete"), asks.Delete(job.session_id)),
        )
    try:
        return book_buttons(await get_version(context.store.db, job.parent_id))
    except NotFoundError:
        return ()


def _failure(title: str, body: Json) -> Line:
    reason = body["reason"] if body.get("reason") in FAILURES else "unexpected"
    sentence = (
        sentence_line(body.get("sentence", ""), body.get("code", ""), body.get("arguments", {}))
        if reason in _WITH_SENTENCE
        else ""
    )
    return line("failed", title=title, reason=reason, sentence=sentence)


def job_language(context: Context, job: Job) -> Language:
    """The language of everything said about `job`, chosen when it was accepted."""
    wanted = job.payload.get("language")
    return next((known for known in LANGUAGES if known == wanted), context.house.language)


def _mb(size: int) -> int:
    return size >> 20


def _understood(context: Context, version: Version, language: Language) -> list[str]:
    """The things of the brief that the picture shows, as the painter's record in cover.json tells. Blocks."""
    records = _document(context, version).get("engines", ())
    notes = [note for record in records for note in record.get("notes", ())]
    return [_word(note.removeprefix(_MOTIF), language) for note in notes if note.startswith(_MOTIF)]


def _has_wishes(version: Version) -> bool:
    """Whether the illustrator painted for a brief with a mood; other painters take it as written."""
    painters = {record["engine"] for record in version.data["engines"] if record["stage"] == "generate"}
    return bool(version.data["asked"]["mood"]) and "illustrator" in painters


def _is_restyled(context: Context, before: Version, after: Version, layer: str) -> bool:
    """Whether a text looks different, whatever was asked of it. Blocks."""
    looks = [
        {key: value for key, value in each.items() if key != "overrides"}
        for version in (before, after)
        for each in _document(context, version).get("layers", ())
        if each["role"] == layer
    ]
    return len(looks) != 2 or looks[0] != looks[1]


def _document(context: Context, version: Version) -> dict[str, Any]:
    """The version's cover.json, {} when it is not there. Blocks."""
    file = next((file for file in version.files if file.name == "cover.json"), None)
    if file is None:
        return {}
    try:
        return dict(json.loads(context.store.blobs.path(file.sha256).read_text(encoding="utf-8")))
    except OSError:
        return {}


def _word(concept: str, language: Language) -> str:
    """The concept in a language: in English its name, else the first word the lexicon has for it."""
    words = "" if language == "en" else str(_lexicon().get(concept, {}).get(language, ""))
    return words.partition(",")[0].strip() or concept.replace("_", " ")


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, Any]:
    """The illustrator's words, as data: importing that package would load its painter into this process."""
    file = Path(str(resources.files("articover.generate"))) / "illustrator" / "lexicon.toml"
    return dict(tomllib.loads(file.read_text(encoding="utf-8"))["concepts"])
