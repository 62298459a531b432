"""Files that people hand in, on any chat: checked before they are fetched, and decoded by the worker only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from bot.conversation import Message, localized
from bot.store.faults import is_full

log = logging.getLogger(__name__)

MAX_BYTES = 64 << 20
"""As much as fits 150 megapixels of JPEG with ease."""
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
_AT_ONCE = 4
"""Downloads at a time: each is held in memory once."""


class NotTaken(Exception):  # noqa: N818 -- an answer, not a fault
    """The file is not taken, or could not be fetched; `line` says why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.key)
        self.line = said


class NotFetched(Exception):  # noqa: N818 -- an answer, not a fault
    """The chat did not hand over the file."""


@dataclass(frozen=True)
class Upload:
    """A file that somebody handed in: it lies at the chat's servers until it is fetched. `size` is in bytes."""

    url: str
    name: str
    size: int
    content_type: str

    def check(self) -> str:
        """The extension of its type. Raises `NotTaken`."""
        kind = self.content_type.partition(";")[0].strip().lower()
        suffix = TYPES.get(kind, "")
        if not kind:
            # Chats leave the type out where they do not know the name; the worker looks at the bytes anyway.
            suffix = PurePath(self.name).suffix.lower()
            suffix = {".jpeg": ".jpg", ".tif": ".tiff"}.get(suffix, suffix)
        if suffix not in TYPES.values():
            raise NotTaken(localized("discord-upload-type", name=self.name[:60]))
        if self.size > MAX_BYTES:
            raise NotTaken(localized("discord-upload-size", name=self.name[:60], most=MAX_BYTES >> 20))
        return suffix


class Fetcher:
    """Fetches what people handed in, a few at a time. `get` brings the bytes at an address, or raises `NotFetched`."""

    def __init__(self, get: Callable[[str], Awaitable[bytes]]) -> None:
        self._get = get
        self._turns = asyncio.Semaphore(_AT_ONCE)

    @contextlib.asynccontextmanager
    async def fetched(self, upload: Upload) -> AsyncIterator[Path]:
        """A local copy while the block lasts. Raises `NotTaken`."""
        suffix = upload.check()
        with TemporaryDirectory(prefix="arti-cover-") as folder:
            path = Path(folder) / f"picture{suffix}"
            try:
                async with self._turns, asyncio.timeout(FETCH_S):
                    data = await self._get(upload.url)
                    if len(data) > MAX_BYTES:
                        raise NotTaken(localized("discord-upload-size", name=upload.name[:60], most=MAX_BYTES >> 20))
                    await asyncio.to_thread(path.write_bytes, data)
            except (NotFetched, OSError) as error:  # a timeout is an OSError
                log.warning("an upload could not be fetched: %s", type(error.__cause__ or error).__name__)
                if is_full(error):
                    raise NotTaken(localized("refused-disk-full")) from None
                raise NotTaken(localized("discord-upload-fetch", name=upload.name[:60])) from None
            del data
            yield path
