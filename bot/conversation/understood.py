"""What was read from a book's brief, thing by thing, and having a thing struck or added."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from articover.limits import MAX_CHARS
from articover.understand.index import index
from bot.conversation import requests
from bot.conversation.context import Context, Refused, asked_by, asked_now, current_version, language_of, title_of
from bot.conversation.describing import added_of, document_of, things_of, unread_of
from bot.conversation.painting import repaint_brief
from bot.conversation.reply import Button, Field, Form, Message, Reply, localized
from bot.conversation.requests import Language, RequestContext
from bot.store.records import Session

_MOST = 20
"""Things in one message; what counts least is left out."""
_FIELDS = ("additions", "strikes")


async def show_understood(
    context: Context, ask: RequestContext, request: requests.ShowUnderstood, book: Session
) -> Reply:
    version = await current_version(context, book)
    document = await asyncio.to_thread(document_of, context.store, version)
    language = await language_of(context, ask, private=True)
    lines = await asyncio.to_thread(_lines, document, language)
    head = localized("read", title=title_of(version.data["asked"]))
    change = Button(localized("button-reread"), requests.ShowReread(book.session_id), "main")
    return Reply((head, *lines), (change,), session_id=book.session_id, private=True)


def _lines(document: Mapping[str, Any], language: Language) -> list[Message]:
    """A line for each thing, the most important first, then what is not there and what could not be followed."""
    understood = document.get("understood") or {}
    items: Sequence[Mapping[str, Any]] = understood.get("items", ())
    there = [item for item in items if item["role"] != "denied"][:_MOST]
    lines = [
        localized(
            "read-item",
            role=Message(f"role-{item['role']}"),
            thing=index().name(str(item["concept"]), language),
            word=str(item["word"]),
        )
        for item in there
    ]
    if not there:
        lines.append(localized("read-nothing"))
    if denied := [index().name(str(item["concept"]), language) for item in items if item["role"] == "denied"]:
        lines.append(localized("read-denied", things=", ".join(denied)))
    if shown := things_of(document, language):
        lines.append(localized("understood", things=", ".join(shown)))
    if added := added_of(document, language):
        lines.append(localized("understood-added", things=", ".join(added)))
    if unread := unread_of(document):
        lines.append(localized("unread", wishes=", ".join(unread)))
    return lines


async def show_reread(context: Context, ask: RequestContext, request: requests.ShowReread, book: Session) -> Reply:
    asked = await asked_by(context, book, request.job_id)
    fields = tuple(
        Field(name, Message(f"field-{name}"), str(asked["brief"].get(name, "")), MAX_CHARS[name]) for name in _FIELDS
    )
    form = Form(localized("form-reread", title=title_of(asked)), requests.Reread(book.session_id), fields)
    return Reply((), form=form, session_id=book.session_id)


async def reread(context: Context, ask: RequestContext, request: requests.Reread, book: Session) -> Reply:
    changes = {name: value for name in _FIELDS if (value := getattr(request, name)) is not None}
    for name, value in changes.items():
        if len(value) > MAX_CHARS[name]:
            raise Refused(localized("refused-long-text", field=localized(f"field-{name}"), most=MAX_CHARS[name]), name)
    return await repaint_brief(context, ask, await asked_now(context, book), changes, book)
