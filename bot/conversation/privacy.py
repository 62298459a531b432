"""Use cases about oneself: forget me, export me."""

from __future__ import annotations

import asyncio
import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from articover.errors import StorageError
from bot.conversation import asks
from bot.conversation.asks import Ask
from bot.conversation.context import Context, cancel_all
from bot.conversation.reply import Attachment, Button, Reply, line
from bot.store.deletion import forget_user, preview_forget
from bot.store.sessions import history, sessions_of

EXPORTS = "exports"
_ALL = 1_000_000


async def forget_me(context: Context, ask: Ask, request: asks.ForgetMe) -> Reply:
    if not request.confirmed:
        would = await preview_forget(context.store, ask.user_key)
        said = line("forget-sure", books=would.sessions, versions=would.versions, files=would.files, jobs=would.jobs)
        sure = Button(line("button-forget-sure"), asks.ForgetMe(confirmed=True))
        return Reply((said, line("forget-backups")), (sure,), private=True)
    await cancel_all(context, ask, await context.jobs.open_jobs(user_key=ask.user_key))
    gone = await forget_user(context.store, ask.user_key)
    await asyncio.to_thread(_export_path(context, ask).unlink, missing_ok=True)
    said = line("forgotten", books=gone.sessions, versions=gone.versions, files=gone.files)
    return Reply((said,), private=True, remove=gone.posted)


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
    path = _export_path(context, ask)
    await asyncio.to_thread(_write, path, document, files)
    said = line("exported", books=len(books), files=len(files))
    return Reply((said,), files=(Attachment(path.absolute(), "my-covers.zip"),), private=True)


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


def _export_path(context: Context, ask: Ask) -> Path:
    """One file a user, so that a new export takes the place of the old one. The name gives nobody away."""
    return context.store.folder / EXPORTS / f"{hashlib.sha256(ask.user_key.encode()).hexdigest()[:32]}.zip"


def _write(path: Path, document: dict[str, Any], files: dict[str, Path]) -> None:
    partial = path.with_suffix(".part")
    try:
        path.parent.mkdir(exist_ok=True)
        # Pictures are compressed already.
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("me.json", json.dumps(document, ensure_ascii=False, indent=2))
            for name, source in files.items():
                if source.is_file():
                    archive.write(source, name)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise StorageError(f"The copy could not be written ({error.strerror}): try again later.") from error
