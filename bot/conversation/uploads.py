"""Pictures that people hand in."""

from __future__ import annotations

import asyncio
from pathlib import Path

from articover.errors import StorageError
from bot.conversation.context import Context, Refused
from bot.conversation.reply import line
from bot.store.records import File

UPLOAD = "picture"
MAX_UPLOAD_BYTES = 64 << 20
"""As much as fits 150 megapixels of JPEG with ease; a chat sends far less."""


async def stored_upload(context: Context, picture: Path) -> File:
    """A copy of the file in the blob folder; what it holds is looked at in the worker. Raises `Refused`."""
    missing = Refused(line("refused-no-picture", name=picture.name[:60]))

    def stored() -> File:
        try:
            size = picture.stat().st_size
        except OSError:
            raise missing from None
        if not picture.is_file():
            raise missing
        if size > MAX_UPLOAD_BYTES:
            raise Refused(line("refused-big-picture", most=MAX_UPLOAD_BYTES >> 20))
        blob = context.store.blobs.put_file(picture)
        return File(UPLOAD, blob.sha256, blob.size)

    try:
        return await asyncio.to_thread(stored)
    except StorageError:
        raise missing from None
