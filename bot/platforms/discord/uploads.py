"""Files in and out of Discord."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

import aiohttp
import discord

from bot.conversation import Attachment, Language
from bot.platforms.discord.render import alternative
from bot.platforms.uploads import Fetcher, NotFetched, Upload

USUAL_LIMIT_BYTES = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES
"""Of a file sent, for everybody and everywhere; servers and people with a subscription have larger limits."""
_TOO_LARGE = 40005


def fetcher_of(http: discord.http.HTTPClient) -> Fetcher:
    """Brings files from Discord's servers."""

    async def get(url: str) -> bytes:
        try:
            return await http.get_from_cdn(url)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            raise NotFetched(str(error)) from error

    return Fetcher(get)


def upload_of(payload: Mapping[str, Any]) -> Upload:
    """The file of an attachment's payload."""
    return Upload(payload["url"], payload["filename"], payload["size"], payload.get("content_type") or "")


def upload_of_attachment(attachment: discord.Attachment) -> Upload:
    return Upload(attachment.url, attachment.filename, attachment.size, attachment.content_type or "")


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
