"""From a row of the outbox to what is said: the end of a job, or a word to the owner."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from articover.engine_description import described
from articover.errors import code_of
from articover.genres import resolve_genre
from articover.notices import OWN_DPI
from articover.trim import MM_PER_IN, parse_trim
from bot.conversation.context import Context, title_of
from bot.conversation.delivery import CREDITS, FileLimit, delivered, with_pictures_that_fit
from bot.conversation.describing import added_of, checked, document_of, painted_line, things_of
from bot.conversation.job_planner import SHEET, poll_sheet
from bot.conversation.moderation import logged
from bot.conversation.notices import (
    error_in,
    fact_line,
    is_of_painting,
    notice_lines,
    notices_of,
    speaks_of_series,
)
from bot.conversation.payloads import Asked, asked_in, asked_of, layer_of, numbers_of
from bot.conversation.polls import poll_lines, vote_buttons
from bot.conversation.printing import FORMATS, is_wanted
from bot.conversation.remedies import after_failure
from bot.conversation.reply import Attachment, Button, Message, Reply, localized
from bot.conversation.requests import LANGUAGES, Language
from bot.conversation.showing import (
    PREVIEW,
    attachment,
    book_buttons,
    option_buttons,
    picture_buttons,
    pictures,
    printed_buttons,
)
from bot.conversation.suggesting import genre_name
from bot.errors import NotFoundError
from bot.jobs import Job
from bot.store.polls import is_closed
from bot.store.records import Json, Session, Version
from bot.store.sessions import get_session, get_version

FAILURES = frozenset({"timeout", "memory", "crash", "request", "missing", "storage", "engine", "error", "unexpected"})
_LETTERING = frozenset({"title", "style"})
"""Actions that leave the picture as it is."""
_WITH_SENTENCE = frozenset({"request", "missing", "engine", "error"})
"""Reasons whose sentence tells the writer what to change."""


async def announcement(context: Context, body: Json, limit: FileLimit | None = None) -> tuple[Reply, Language]:
    """What `body` of a message says, and in which language: that of whoever asked for the job.

    `limit` is of the chat now, None for what it stated when the job was accepted.
    """
    if "server" in body:
        return await logged(context, body), _known_language(context, body.get("language"))
    if body["say"] == "clock-off":
        return Reply((localized("clock-off", minutes=body["minutes"], way=body["way"]),)), context.owner_policy.language
    if "job_id" not in body:
        said = localized("space-low", free=_mb(body["free_bytes"]), floor=_mb(body["floor_bytes"]))
        return Reply((said,)), context.owner_policy.language
    try:
        job = await context.jobs.get(body["job_id"])
    except NotFoundError:
        return Reply((localized("gone"),), session_id=body["session_id"]), context.owner_policy.language
    limit = limit or FileLimit.of_job(job.payload)
    reply = await with_pictures_that_fit(await _end(context, job, body, limit), limit)
    try:
        private = is_told_in_private(job, await get_session(context.store.db, job.session_id))
    except NotFoundError:
        private = True
    return replace(reply, private=private), job_language(context, job)


async def _end(context: Context, job: Job, body: Json, limit: FileLimit) -> Reply:
    title = title_of(asked_of(job))
    try:
        versions = [await get_version(context.store.db, each) for each in body.get("version_ids", ())]
    except NotFoundError:
        versions = []
    match body["say"]:
        case "made" if versions:
            lines, buttons, files = await _made(context, job, versions[-1], body)
        case "picture" if versions:
            lines, buttons, files = await _picture(context, job, versions[-1], body, limit)
        case "poll" if versions:
            lines, buttons, files = await _poll(context, job, versions[-1])
        case "options" if versions:
            lines, buttons, files = _options(context, title, versions, body)
        case "printed" if versions:
            lines, buttons, files = await _printed(context, job, versions[-1], body, limit)
        case "cancelled":
            lines, buttons, files = [localized("cancelled", title=title)], await _go_on(context, job, ""), ()
        case "failed":
            lines, buttons, files = [_failure(title, body)], await _go_on(context, job, code_of(error_in(body))), ()
        case _:
            lines, buttons, files = [localized("gone")], (), ()
    return Reply(tuple(lines), buttons, files, session_id=job.session_id, job_id=job.job_id)


async def _made(
    context: Context, job: Job, version: Version, body: Json
) -> tuple[list[Message], tuple[Button, ...], tuple[Attachment, ...]]:
    asked, language = asked_in(version.data), job_language(context, job)
    said = {"title": title_of(asked), "number": version.number, "action": version.action, "seconds": body["seconds"]}
    document = await asyncio.to_thread(document_of, context.store, version)
    lines = [Message("made", said), _facts(asked, language)]
    understood = await asyncio.to_thread(things_of, document, language)
    if understood and version.action != "picture":
        lines.append(localized("understood", things=", ".join(understood)))
    added = await asyncio.to_thread(added_of, document, language)
    if added and version.action != "picture":
        lines.append(localized("understood-added", things=", ".join(added)))
    if version.action == "brief" and _has_wishes(version):
        lines.append(localized("wishes"))
    if version.action == "series":
        apart = speaks_of_series(notices_of(version.data))
        lines.append(localized("series-kept-type" if apart else "series-kept"))
    if version.action == "style" and version.parent_id is not None:
        before, layer = await get_version(context.store.db, version.parent_id), layer_of(job)
        if not await asyncio.to_thread(_is_restyled, context, before, document, layer):
            lines.append(localized("style-unchanged", layer=Message(f"layer-{layer}")))
    said_before = version.action in _LETTERING
    lines += notice_lines(note for note in notices_of(version.data) if not (said_before and is_of_painting(note)))
    if found := checked(document):
        lines.append(localized("checked", things=found))
    lines += painted_line(version.data)
    return lines, book_buttons(version), await pictures(context, version, language)


def _facts(asked: Asked, language: Language) -> Message:
    """Genre and ratio, as they were understood."""
    genre = genre_name(resolve_genre(asked.brief.get("genre", "")), language)
    trim = parse_trim(asked.trim)
    in_mm = [side * MM_PER_IN for side in (trim.width_in, trim.height_in)]
    metric = "in" not in trim.name and all(side.denominator == 1 for side in in_mm)
    width, height = (f"{float(side):.4g}" for side in (in_mm if metric else (trim.width_in, trim.height_in)))
    unit = "mm" if metric else "in"
    return localized("facts", genre=genre, ratio=asked.trim, width=width, height=height, unit=unit)


async def _picture(
    context: Context, job: Job, version: Version, body: Json, limit: FileLimit
) -> tuple[list[Message], tuple[Button, ...], tuple[Attachment, ...]]:
    """What an image command made."""
    title = title_of(asked_in(version.data))
    if body.get("unchanged"):
        lines = [localized("picture-no-text", title=title, seconds=body["seconds"])]
    else:
        lines = [localized("picture-made", title=title, action=version.action, seconds=body["seconds"])]
    for each in body.get("prints", ()):
        lines += _print_lines(each)
    lines += notice_lines(notices_of(version.data))
    files = [file for file in version.files if file.name != PREVIEW]
    files += [file for file in version.print_files if not file.evicted]
    shown = await pictures(context, version, job_language(context, job))
    said, attached = await delivered(context, version, files, limit, len(shown))
    return [*lines, *said], picture_buttons(version), (*shown, *attached)


def _options(
    context: Context, title: str, versions: list[Version], body: Json
) -> tuple[list[Message], tuple[Button, ...], tuple[Attachment, ...]]:
    last = versions[-1]
    lines = [localized("options", title=title, count=len(versions), seconds=body["seconds"])]
    if stopped := body.get("stopped"):
        lines.append(localized("options-stopped", count=stopped))
    # What is true of one picture alone is said once it was chosen.
    of_each = [notices_of(each.data) for each in versions]
    of_all = [note for note in of_each[0] if all(note in others for others in of_each)]
    lines += notice_lines(of_all)
    lines += painted_line(*(each.data for each in versions))
    shows = localized("alt-sheet", title=title, count=len(versions))
    files = tuple(attachment(context.store, last, file, shows) for file in last.files if file.name == SHEET)
    return lines, option_buttons(versions), files


async def _poll(
    context: Context, job: Job, version: Version
) -> tuple[list[Message], tuple[Button, ...], tuple[Attachment, ...]]:
    numbers = ", ".join(str(number) for number in numbers_of(job))
    shows = localized("alt-poll", title=title_of(asked_of(job)), numbers=numbers)
    name = poll_sheet(job)
    files = (file for file in version.print_files if file.name == name and not file.evicted)
    attached = tuple(attachment(context.store, version, file, shows) for file in files)
    closed = await is_closed(context.store.db, job.job_id)
    return await poll_lines(context, job), () if closed else vote_buttons(job), attached


async def _printed(
    context: Context, job: Job, version: Version, body: Json, limit: FileLimit
) -> tuple[list[Message], tuple[Button, ...], tuple[Attachment, ...]]:
    title = title_of(asked_of(job))
    lines = [localized("printed", title=title, number=version.number, seconds=body["seconds"])]
    names = {each["name"] for each in body["prints"]}
    for each in body["prints"]:
        lines += _print_lines(each)
    files = [
        file
        for file in version.print_files
        if not file.evicted and file.name.partition(".")[0] in names and is_wanted(file.name)
    ]
    files += [file for file in version.files if file.name == CREDITS]
    said, attached = await delivered(context, version, files, limit)
    return [*lines, *said], printed_buttons(version), attached


def _print_lines(each: Json) -> list[Message]:
    size = {"width": each["width_px"], "height": each["height_px"], "dpi": each["dpi"]}
    lines = [localized("printed-item", name=each["name"], **size)]
    if quality := each.get("pdf_jpeg_quality"):
        lines.append(localized("printed-jpeg", quality=quality))
    shape = FORMATS.get(each["name"])
    on_screens = shape is not None and not shape.pdf
    said = [note for note in notices_of(each) if not (on_screens and note in OWN_DPI)]
    return [*lines, *notice_lines(said)]


async def _go_on(context: Context, job: Job, code: str) -> tuple[Button, ...]:
    """What can be done after a job that made nothing; `code` is its error's."""
    try:
        parent = None if job.parent_id is None else await get_version(context.store.db, job.parent_id)
    except NotFoundError:
        parent = None
    return after_failure(job, code, parent)


def _failure(title: str, body: Json) -> Message:
    reason = body["reason"] if body.get("reason") in FAILURES else "unexpected"
    sentence = fact_line(error_in(body)) if reason in _WITH_SENTENCE else ""
    return localized("failed", title=title, reason=reason, sentence=sentence)


def is_told_in_private(job: Job, book: Session) -> bool:
    """Whether everything said about `job` is for whoever asked only: see `context.is_for_one`."""
    return book.private or (bool(job.server_key) and (job.platform, job.server_key) != (book.platform, book.server_key))


def job_language(context: Context, job: Job) -> Language:
    """The language of everything said about `job`, chosen when it was accepted."""
    return _known_language(context, job.payload.get("language"))


def _known_language(context: Context, wanted: object) -> Language:
    return next((known for known in LANGUAGES if known == wanted), context.owner_policy.language)


def _mb(size: int) -> int:
    return size >> 20


def _has_wishes(version: Version) -> bool:
    """Whether a brief with a mood was drawn without a model; models take it as written."""
    records = version.data["engines"]
    painters = [described("generate", record["engine"]) for record in records if record["stage"] == "generate"]
    drawn = any(found and not (found.generative or found.own_picture) for found in painters)
    return drawn and bool(asked_in(version.data).mood)


def _is_restyled(context: Context, before: Version, after: Json, layer: str) -> bool:
    """Whether a text looks different, whatever was asked of it. Blocks."""
    looks = [
        {key: value for key, value in each.items() if key != "overrides"}
        for document in (document_of(context.store, before), after)
        for each in document.get("layers", ())
        if each["role"] == layer
    ]
    return len(looks) != 2 or looks[0] != looks[1]
