"""Pictures that people hand in. Limits and space are looked at before a byte is stored; what is refused goes again."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from articover.errors import StorageError
from bot.conversation.context import Context, Full, Refused
from bot.conversation.queueing import limit_reached
from bot.conversation.reply import localized
from bot.conversation.requests import RequestContext
from bot.store.blobs import Blob
from bot.store.deletion import remove_unneeded
from bot.store.faults import is_full
from bot.store.records import File
from bot.store.retention import free_space

log = logging.getLogger(__name__)

UPLOAD = "picture"
MAX_UPLOAD_BYTES = 64 << 20
"""As much as fits 150 megapixels of JPEG with ease; a chat sends far less."""


async def check_room(context: Context, ask: RequestContext, size_bytes: int) -> None:
    """Raise `Full` when one more job of whoever asks, with a picture of this size, would pass a limit or the floor."""
    if not await context.jobs.knows(ask.interaction):  # or it is sent again, and told of the job that it made
        await _check_limits(context, ask)
        await _check_space(context, context.arriving.bytes + size_bytes)


@contextlib.asynccontextmanager
async def stored_upload(context: Context, ask: RequestContext, picture: Path) -> AsyncIterator[File]:
    """A copy of the file in the blob folder; what it holds is looked at in the worker.

    It goes again when the block ends by an exception, unless something else needs it. Raises `Refused`.
    """
    size = await asyncio.to_thread(_size_of, picture)
    if not await context.jobs.knows(ask.interaction):
        await _check_limits(context, ask)
    async with _stored(context, picture, size) as blob:
        yield File(UPLOAD, blob.sha256, blob.size)


@contextlib.asynccontextmanager
async def stored_for_draft(context: Context, picture: Path) -> AsyncIterator[File]:
    """The same for a request that was refused for its words. Raises `Refused`."""
    size = await asyncio.to_thread(_size_of, picture)
    async with _stored(context, picture, size) as blob:
        yield File(UPLOAD, blob.sha256, blob.size)


@contextlib.asynccontextmanager
async def _stored(context: Context, picture: Path, size: int) -> AsyncIterator[Blob]:
    blobs = context.store.blobs
    try:
        with _arriving(context, size):
            await _check_space(context, context.arriving.bytes)
            blob = await asyncio.to_thread(blobs.put_file, picture)
    except StorageError as error:
        log.error("a picture could not be stored: %s", error)
        raise Full(localized("refused-disk-full" if is_full(error) else "refused-storage")) from None
    try:
        with blobs.in_use(blob.sha256):
            yield blob
    except BaseException:
        with contextlib.suppress(StorageError):
            async with context.store.db.transaction() as tx:
                await remove_unneeded(context.store, tx, [blob.sha256])
        raise


async def _check_limits(context: Context, ask: RequestContext) -> None:
    reached = await limit_reached(context, ask)
    if reached is not None:
        raise Full(reached)


async def _check_space(context: Context, arriving_bytes: int) -> None:
    if (await free_space(context.store, context.jobs.limits.floor_bytes + arriving_bytes)).low:
        raise Full(localized("refused-space"))


@contextlib.contextmanager
def _arriving(context: Context, size_bytes: int) -> Iterator[None]:
    context.arriving.bytes += size_bytes
    try:
        yield
    finally:
        context.arriving.bytes -= size_bytes


def _size_of(picture: Path) -> int:
    """In bytes. Raises `Refused` for what is no file, or too large a one. Blocks."""
    try:
        size = picture.stat().st_size
    except OSError:
        raise Refused(localized("refused-no-picture", name=picture.name[:60]), "picture") from None
    if not picture.is_file():
        raise Refused(localized("refused-no-picture", name=picture.name[:60]), "picture")
    if size > MAX_UPLOAD_BYTES:
        raise Refused(localized("refused-big-picture", most=MAX_UPLOAD_BYTES >> 20), "picture")
    return size
