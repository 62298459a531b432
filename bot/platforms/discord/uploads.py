"""Files in and out. What people hand in is checked before it is fetched, and decoded by the worker only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp
import discord

from bot.conversation import Attachment, Language, Message, localized
from bot.platforms.discord.render import alternative
from bot.store.faults import is_full

log = logging.getLogger(__name__)

MAX_BYTES = 64 << 20
"""As much as fits 150 megapixels of JPEG with ease."""
USUAL_LIMIT_BYTES = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
"""Of a file sent, for everybody and everywhere; servers and people with a subscription have larger limits."""
TYPES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/avif": ".avif",
    "image/tiff": ".tiff",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
}
"""What `articover.pictures` reads; of a moving picture the first frame."""
FETCH_S = 60.0
_TOO_LARGE = 40005
_AT_ONCE = 4
"""Downloads at a time: each is held in memory once."""


class NotTaken(Exception):  # noqa: N818 -- an answer, not a fault
    """The file is not taken, or could not be fetched; `line` says why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.key)
        self.line = said


@dataclass(frozen=True)
class Upload:
    """A file that somebody handed in: it lies at Discord until it is fetched."""

    url: str
    name: str
    size: int
    content_type: str

    @classmethod
    def of(cls, payload: dict[str, Any]) -> Upload:
        """From the payload of an attachment."""
        return cls(payload["url"], payload["filename"], payload["size"], payload.get("content_type") or "")

    @classmethod
    def of_attachment(cls, attachment: discord.Attachment) -> Upload:
        return cls(attachment.url, attachment.filename, attachment.size, attachment.content_type or "")

    def check(self) -> str:
        """The extension of its type. Raises `NotTaken`."""
        kind = self.content_type.partition(";")[0].strip().lower()
        suffix = TYPES.get(kind, "")
        if not kind:
            # Discord leaves the type out where it does not know the name; the worker looks at the bytes anyway.
            suffix = PurePath(self.name).suffix.lower()
            suffix = {".jpeg": ".jpg", ".tif": ".tiff"}.get(suffix, suffix)
        if suffix not in TYPES.values():
            raise NotTaken(localized("discord-upload-type", name=self.name[:60]))
        if self.size > MAX_BYTES:
            raise NotTaken(localized("discord-upload-size", name=self.name[:60], most=MAX_BYTES >> 20))
        return suffix


class Fetcher:
    """Fetches what people handed in, a few at a time."""

    def __init__(self, http: discord.http.HTTPClient) -> None:
        self._http = http
        self._turns = asyncio.Semaphore(_AT_ONCE)

    @contextlib.asynccontextmanager
    async def fetched(self, upload: Upload) -> AsyncIterator[Path]:
        """A local copy while the block lasts. Raises `NotTaken`."""
        suffix = upload.check()
        with TemporaryDirectory(prefix="arti-cover-") as folder:
            path = Path(folder) / f"picture{suffix}"
            try:
                async with self._turns, asyncio.timeout(FETCH_S):
                    data = await self._http.get_from_cdn(upload.url)
                    if len(data) > MAX_BYTES:
                        raise NotTaken(localized("discord-upload-size", name=upload.name[:60], most=MAX_BYTES >> 20))
                    await asyncio.to_thread(path.write_bytes, data)
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:  # a timeout is an OSError
                log.warning("an upload could not be fetched: %s", type(error).__name__)
                if is_full(error):
                    raise NotTaken(localized("refused-disk-full")) from None
                raise NotTaken(localized("discord-upload-fetch", name=upload.name[:60])) from None
            del data
            yield path


@contextlib.asynccontextmanager
async def opened(files: Sequence[Attachment], language: Language) -> AsyncIterator[list[discord.File]]:
    """The files ready to be sent, read while they are sent. Raises `OSError` when one is no longer there."""
    with contextlib.ExitStack() as stack:
        made = []
        for file in files:
            handle = await asyncio.to_thread(file.path.open, "rb")
            stack.callback(handle.close)
            made.append(discord.File(handle, file.name, description=alternative(file, language)))
            # discord.py keeps its files open for another try by taking `close` away; this gives it back.
            stack.callback(made[-1].close)
        yield made


def is_too_large(error: discord.HTTPException) -> bool:
    """Whether Discord refused a message for the size of its files."""
    return error.status == 413 or error.code == _TOO_LARGE
