"""Image commands: what can be done to a picture that somebody hands in. Each is a job with a session of its own."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bot.conversation import requests
from bot.conversation.context import Context, Refused
from bot.conversation.handlers import handles
from bot.conversation.payloads import AskedPicture, EnlargePayload, RemoveTextPayload, payload_of
from bot.conversation.queueing import checked_ratio, submit
from bot.conversation.reply import Form, Reply, form_of, localized
from bot.conversation.requests import RequestContext
from bot.conversation.uploads import stored_upload
from bot.jobs import Job
from bot.store.records import Session


@handles(requests.RemoveText)
async def remove_text(context: Context, ask: RequestContext, request: requests.RemoveText) -> Reply:
    asked = _asked(request.name or request.picture.name)
    async with stored_upload(context, ask, request.picture) as file:
        return await submit(
            context,
            ask,
            RemoveTextPayload(action="remove-text", asked=asked),
            None,
            files=(file,),
            private=request.private,
        )


@handles(requests.EditText)
async def edit_text(context: Context, ask: RequestContext, request: requests.EditText) -> Reply:
    # The engine that does this has no weights anywhere we may take them from, so it is not part of this version.
    raise Refused(localized("refused-edit-text"))


@handles(requests.UpscalePicture)
async def upscale_picture(context: Context, ask: RequestContext, request: requests.UpscalePicture) -> Reply:
    if request.size:
        checked_ratio(request.size)
    asked = _asked(request.name or request.picture.name)
    async with stored_upload(context, ask, request.picture) as file:
        return await submit(
            context,
            ask,
            EnlargePayload(action="enlarge", asked=asked, size=request.size or None, dpi=request.dpi),
            None,
            files=(file,),
            private=request.private,
        )


def imaging_form(request: requests.RemoveText | requests.UpscalePicture) -> Form:
    """The form that hands in a picture for an image command."""
    fresh = msgspec.structs.replace(request, picture=Path(), name="")
    return form_of(fresh, localized("form-picture"), {"size": getattr(request, "size", "")})


def again_of(job: Job | None, book: Session) -> requests.RemoveText | requests.UpscalePicture:
    """The request that a job of an image command came from, to be made for another picture."""
    payload = None if job is None else payload_of(job)
    if not isinstance(payload, EnlargePayload):
        return requests.RemoveText(private=book.private)
    return requests.UpscalePicture(size=payload.size or "", dpi=payload.dpi, private=book.private)


def _asked(name: str) -> AskedPicture:
    """What a session of a picture by itself remembers: its name is its title."""
    return AskedPicture({"title": name[:100]})
