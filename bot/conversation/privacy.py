"""Use cases about oneself: forget me, export me."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.conversation import requests
from bot.conversation.context import Context, Refused, cancel_all
from bot.conversation.delivery import megabytes
from bot.conversation.handlers import handles
from bot.conversation.reply import Attachment, Button, Reply, localized
from bot.conversation.requests import RequestContext
from bot.conversation.showing import book_folder
from bot.store import exports
from bot.store.clock import utc_date_time
from bot.store.deletion import forget_user, preview_forget
from bot.store.faults import is_full
from bot.store.retention import free_space
from bot.store.sessions import history, sessions_of

log = logging.getLogger(__name__)

_ALL = 1_000_000


@handles(requests.ForgetMe)
async def forget_me(context: Context, ask: RequestContext, request: requests.ForgetMe) -> Reply:
    if not request.confirmed:
        would = await preview_forget(context.store, ask.user_key)
        said = localized(
            "forget-sure", books=would.sessions, versions=would.versions, files=would.files, jobs=would.jobs
        )
        sure = Button(localized("button-forget-sure"), requests.ForgetMe(confirmed=True), "danger")
        return Reply((said, localized("forget-backups")), (sure,), private=True)
    await cancel_all(context, ask, await context.jobs.open_jobs(user_key=ask.user_key))
    gone = await forget_user(context.store, ask.user_key)
    # One that is being written holds what is deleted here.
    writing = [task for (user_key, _), task in context.exporting.items() if user_key == ask.user_key]
    if writing:
        await asyncio.wait(writing)
    await asyncio.to_thread(exports.forget, context.store, ask.user_key)
    said = localized("forgotten", books=gone.sessions, versions=gone.versions, files=gone.files)
    return Reply((said,), private=True)


@handles(requests.ExportMe)
async def export_me(context: Context, ask: RequestContext, request: requests.ExportMe) -> Reply:
    """Several that one person asks for at once share one copy. Raises `Refused` when the disk has no room for it."""
    key = (ask.user_key, ask.upload_limit_bytes)
    task = context.exporting.get(key)
    if task is None:
        task = context.exporting[key] = asyncio.create_task(_exported(context, ask), name="export")
        task.add_done_callback(lambda _: context.exporting.pop(key, None))
    return await asyncio.shield(task)


async def _exported(context: Context, ask: RequestContext) -> Reply:
    books = []
    files: dict[str, Path] = {}
    for book in await sessions_of(context.store.db, ask.user_key, _ALL):
        versions = []
        for version in await history(context.store.db, book.session_id):
            kept = [file for file in (*version.files, *version.print_files) if not file.evicted]
            folder = f"{book_folder(book)}/v{version.number}"
            files |= {f"{folder}/{file.name}": context.store.blobs.path(file.sha256) for file in kept}
            versions.append(
                {
                    "number": version.number,
                    "action": version.action,
                    "created_at": version.created_at,
                    "data": version.data,
                    "folder": folder,
                }
            )
        books.append(
            {"book": book.session_id, "created_at": book.created_at, "asked": book.brief, "versions": versions}
        )
    document = {"user": ask.user_key, "books": books, **await _other_rows(context, ask)}
    store, limit = context.store, ask.upload_limit_bytes
    size = await asyncio.to_thread(lambda: sum(exports.size_of(path) for path in files.values())) + exports.FRAME_BYTES
    # The older copies first: they may be what takes the room.
    await asyncio.to_thread(exports.make_way, store, ask.user_key)
    if (await free_space(store, context.jobs.limits.floor_bytes + size)).low:
        raise Refused(localized("refused-space-copy"))
    said = localized("exported", books=len(books), files=len(files))
    made = exports.Export(store, ask.user_key)
    try:
        if not limit or size < limit:
            path, size = await asyncio.to_thread(made.whole, document, files)
            return Reply((said,), files=(Attachment(path, "my-covers.zip", size=size),), private=True)
        if context.links is not None:
            _, size = await asyncio.to_thread(made.whole, document, files)
            url, until = context.links.sign(made.token, "my-covers.zip", store.clock.now())
            link = localized("linked", name="my-covers.zip", size=megabytes(size), url=url, until=utc_date_time(until))
            return Reply((said, link), private=True)
        parts, left = await asyncio.to_thread(made.in_parts, document, files, limit)
    except OSError as error:
        log.error("a copy could not be written: %s", error)
        raise Refused(localized("refused-space-copy" if is_full(error) else "refused-storage")) from None
    lines = (said, localized("export-left", count=left)) if left else (said,)
    messages = []
    for number, (path, size) in enumerate(parts, 1):
        part = Attachment(path, f"my-covers-{number}.zip", size=size)
        messages.append(
            Reply((localized("export-part", number=number, count=len(parts)),), files=(part,), private=True)
        )
    # One file a message: all together may be more than a chat takes at once.
    first, *more = messages
    return replace(first, lines=(*lines, *first.lines), more=tuple(more))


async def _other_rows(context: Context, ask: RequestContext) -> dict[str, Any]:
    db, key = context.store.db, (ask.user_key,)
    usage = await db.all("SELECT day, jobs, work_s FROM usage WHERE user_key = ? ORDER BY day", key)
    reports = await db.all("SELECT version_id, reason, reported_at FROM reports WHERE reported_by = ?", key)
    votes = await db.all("SELECT poll_id, choice, voted_at FROM votes WHERE user_key = ? ORDER BY poll_id", key)
    drafts = await db.all("SELECT request FROM drafts WHERE user_key = ? ORDER BY draft_id", key)
    return {
        "usage": [dict(row) for row in usage],
        "reports": [dict(row) for row in reports],
        "votes": [dict(row) for row in votes],
        "refused": [json.loads(row["request"]) for row in drafts],
    }
