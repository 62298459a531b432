"""Image commands: what can be done to a picture that somebody hands in. Each is a job with a session of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.conversation import asks
from bot.conversation.asks import Ask
from bot.conversation.context import Context, Refused
from bot.conversation.queueing import checked_ratio, submit
from bot.conversation.reply import Field, Form, Reply, line
from bot.conversation.uploads import stored_upload
from bot.jobs import Job
from bot.store.records import Json, Session


async def remove_text(context: Context, ask: Ask, request: asks.RemoveText) -> Reply:
    asked = _asked(request.name or request.picture.name)
    async with stored_upload(context, ask, request.picture) as file:
        return await submit(
            context,
            ask,
            kind="remove_text",
            action="remove-text",
            session=asked,
            asked=asked,
            files=(file,),
            private=request.private,
        )


async def edit_text(context: Context, ask: Ask, request: asks.EditText) -> Reply:
    # The engine that does this has no weights anywhere we may take them from, so it is not part of this version.
    raise Refused(line("refused-edit-text"))


async def upscale_picture(context: Context, ask: Ask, request: asks.UpscalePicture) -> Reply:
    if request.size:
        checked_ratio(request.size)
    asked = _asked(request.name or request.picture.name)
    async with stored_upload(context, ask, request.picture) as file:
        return await submit(
            context,
            ask,
            kind="enlarge",
            action="enlarge",
            session=asked,
            asked=asked,
            files=(file,),
            private=request.private,
            size=request.size or None,
            dpi=request.dpi,
        )


def imaging_form(request: asks.RemoveText | asks.UpscalePicture) -> Form:
    """The form that hands in a picture for an image command."""
    fields = [Field("picture", line("field-picture"), max_chars=1000, required=True, kind="picture")]
    if isinstance(request, asks.UpscalePicture):
        fields.append(Field("size", line("field-size"), request.size, 40))
    return Form(line("form-picture"), replace(request, picture=Path(), name=""), tuple(fields))


def again_of(job: Job | None, book: Session) -> asks.RemoveText | asks.UpscalePicture:
    """The request that a job of an image command came from, to be made for another picture."""
    if job is None or job.kind != "enlarge":
        return asks.RemoveText(private=book.private)
    size, dpi = job.payload.get("size") or "", int(job.payload.get("dpi", 300))
    return asks.UpscalePicture(size=str(size), dpi=dpi, private=book.private)


def _asked(name: str) -> Json:
    """What a session of a picture by itself remembers: its name is its title."""
    return {"kind": "picture", "brief": {"title": name[:100]}, "trim": "", "mood": "", "palette": ""}
