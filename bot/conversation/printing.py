"""Use cases about files of the current version: print files, other formats, and the cover as it is."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation import requests
from bot.conversation.context import Context, asked_now, current_version, title_of
from bot.conversation.delivery import FileLimit, delivered
from bot.conversation.handlers import handles
from bot.conversation.payloads import FormatsPayload, PrintPayload, asked_in
from bot.conversation.queueing import checked_ratio, submit
from bot.conversation.reply import Reply, localized
from bot.conversation.requests import RequestContext
from bot.conversation.showing import PREVIEW
from bot.store.records import Session


@dataclass(frozen=True)
class Format:
    """One shape a cover is wanted in: its trim and dpi give the pixels."""

    trim: str
    dpi: int
    bleed_in: str
    pdf: bool = False


FORMATS: Mapping[str, Format] = {
    # 1600 x 2560 px, KDP's ideal.
    "ebook": Format("5.3333x8.5333in", 300, "0"),
    "paperback": Format("6x9in", 300, "0.125", pdf=True),
    "square": Format("3.6x3.6in", 300, "0"),
    "banner": Format("5x1.6667in", 300, "0"),
}
"""Square is 1080 px for feeds; banner 1500 x 500 px, the head of a profile page."""


@handles(requests.Upscale)
async def upscale(context: Context, ask: RequestContext, request: requests.Upscale, book: Session) -> Reply:
    version = await current_version(context, book)
    if request.size:
        checked_ratio(request.size)
    return await submit(
        context,
        ask,
        PrintPayload(
            action="print",
            asked=await asked_now(context, book),
            size=request.size or None,
            dpi=request.dpi,
            bleed_in=request.bleed_in,
        ),
        book,
        parent_id=version.version_id,
    )


@handles(requests.Formats)
async def formats(context: Context, ask: RequestContext, request: requests.Formats, book: Session) -> Reply:
    version = await current_version(context, book)
    return await submit(
        context,
        ask,
        FormatsPayload(action="format", asked=await asked_now(context, book), formats=list(FORMATS)),
        book,
        parent_id=version.version_id,
    )


@handles(requests.Download)
async def download(context: Context, ask: RequestContext, request: requests.Download, book: Session) -> Reply:
    version = await current_version(context, book)
    limit = FileLimit(ask.upload_limit_bytes or sys.maxsize)
    # The preview has every pixel of the cover; only print files have more.
    cover = [file for file in version.files if file.name == PREVIEW]
    said, files = await delivered(context, version, cover, limit)
    head = localized("download", title=title_of(asked_in(version.data)), number=version.number)
    return Reply((head,) if files else (head, *said), files=files, session_id=book.session_id)


def is_wanted(name: str) -> bool:
    """Whether a print file is to be shown: a PDF is made of every format, and only a paperback's is of use."""
    stem, _, extension = name.rpartition(".")
    return extension != "pdf" or stem not in FORMATS or FORMATS[stem].pdf
