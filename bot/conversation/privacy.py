"""Use cases about oneself: forget me, export me."""

from __future__ import annotations

import asyncio
import hashlib
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from articover.errors import StorageError
from bot.conversation import asks
from bot.conversation.asks import Ask
from bot.conversation.context import Context, cancel_all
from bot.conversation.delivery import megabytes
from bot.conversation.reply import Attachment, Button, Reply, line
from bot.store.clock import utc_date_time
from bot.store.deletion import forget_user, preview_forget
from bot.store.layout import EXPORTS
from bot.store.sessions import history, sessions_of

_ALL = 1_000_000
_FRAME_BYTES = 1_000_000
"""Room in each copy for what is written about the files; the document takes a few kilobytes a version."""
_ENTRY_BYTES = 1000
_MOST_PARTS = 50
"""Each part is a message of its own; more would bury whoever asked."""


async def forget_me(context: Context, ask: Ask, request: asks.ForgetMe) -> Reply:
    if not request.confirmed:
        would = await preview_forget(context.store, ask.user_key)
        said = line("forget-sure", books=would.sessions, versions=would.versions, files=would.files, jobs=would.jobs)
        sure = Button(line("button-forget-sure"), asks.ForgetMe(confirmed=True), "danger")
        return Reply((said, line("forget-backups")), (sure,), private=True)
    await cancel_all(context, ask, await context.jobs.open_jobs(user_key=ask.user_key))
    gone = await forget_user(context.store, ask.user_key)
    await asyncio.to_thread(_forget_exports, context, ask)
    said = line("forgotten", books=gone.sessions, versions=gone.versions, files=gone.files)
    return Reply((said,), private=True)


async def export_me(context: Context, ask: Ask, request: asks.ExportMe) -> Reply:
    books = []
    files: dict[str, Path] = {}
    for book in await sessions_of(context.store.db, ask.user_key, _ALL):
        versions = []
        for version in await history(context.store.db, book.session_id):
            kept = [file for file in (*version.files, *version.print_files) if not file.evicted]
            folder = f"book-{book.session_id}/v{version.number}"
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
    await asyncio.to_thread(_forget_exports, context, ask)
    said = line("exported", books=len(books), files=len(files))
    whole = await asyncio.to_thread(lambda: sum(_size(path) for path in files.values()))
    limit = ask.upload_limit_bytes
    if not limit or whole + _FRAME_BYTES < limit:
        path = _export_path(context, ask)
        await asyncio.to_thread(_write, path, document, files)
        whole = await asyncio.to_thread(_size, path)
        return Reply((said,), files=(Attachment(path.absolute(), "my-covers.zip", size=whole),), private=True)
    if context.links is not None:
        path = _export_path(context, ask)
        await asyncio.to_thread(_write, path, document, files)
        url, until = context.links.sign(path.stem, "my-covers.zip", context.store.clock.now())
        size = megabytes(await asyncio.to_thread(_size, path))
        link = line("linked", name="my-covers.zip", size=size, url=url, until=utc_date_time(until))
        return Reply((said, link), private=True)
    parts, left = await asyncio.to_thread(_write_parts, context, ask, document, files, limit)
    lines = (said, line("export-left", count=left)) if left else (said,)
    messages = []
    for number, path in enumerate(parts, 1):
        part_bytes = await asyncio.to_thread(_size, path)
        part = Attachment(path.absolute(), f"my-covers-{number}.zip", size=part_bytes)
        messages.append(Reply((line("export-part", number=number, count=len(parts)),), files=(part,), private=True))
    # One file a message: all together may be more than a chat takes at once.
    first, *more = messages
    return replace(first, lines=(*lines, *first.lines), more=tuple(more))


async def _other_rows(context: Context, ask: Ask) -> dict[str, Any]:
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


def _export_path(context: Context, ask: Ask, part: int = 0) -> Path:
    """The same files for a user each time, so that a new export takes the place of the old one.

    The name gives nobody away, and no file of it is a blob.
    """
    stem = hashlib.sha256(ask.user_key.encode()).hexdigest()
    return context.store.folder / EXPORTS / f"{stem}{f'-{part}' if part else ''}.zip"


def _forget_exports(context: Context, ask: Ask) -> None:
    """Delete what was exported before. Blocks."""
    whole = _export_path(context, ask)
    for path in (whole, *whole.parent.glob(f"{whole.stem}-*.zip")):
        path.unlink(missing_ok=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _write_parts(
    context: Context, ask: Ask, document: dict[str, Any], files: dict[str, Path], limit: int
) -> tuple[list[Path], int]:
    """Copies that each fit the chat, and how many files fit none. Blocks. Raises `StorageError`."""
    shares: list[dict[str, Path]] = [{}]
    room = limit - _FRAME_BYTES
    left = 0
    for name, path in files.items():
        size = _size(path) + _ENTRY_BYTES
        if size > limit - _FRAME_BYTES or (size > room and len(shares) == _MOST_PARTS):
            left += 1
            continue
        if size > room:
            shares.append({})
            room = limit - _FRAME_BYTES
        shares[-1][name] = path
        room -= size
    made = [_export_path(context, ask, number) for number in range(1, len(shares) + 1)]
    for path, share in zip(made, shares, strict=True):
        _write(path, document if path == made[0] else None, share)
    return made, left


def _write(path: Path, document: dict[str, Any] | None, files: dict[str, Path]) -> None:
    partial = path.with_suffix(".part")
    try:
        path.parent.mkdir(exist_ok=True)
        # Pictures are compressed already.
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
            if document is not None:
                archive.writestr("me.json", json.dumps(document, ensure_ascii=False, indent=2))
            for name, source in files.items():
                if source.is_file():
                    archive.write(source, name)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StorageError(f"The copy could not be written ({error.strerror}): try again later.") from error
