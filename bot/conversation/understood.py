"""What was read from a book's brief, thing by thing, and having a thing struck or added."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from articover.understand.index import index
from bot.conversation import requests
from bot.conversation.context import Context, asked_by, asked_now, current_version, language_of, title_of
from bot.conversation.describing import added_of, document_of, things_of, unfollowed_of
from bot.conversation.handlers import handles
from bot.conversation.painting import changed_texts, repaint_brief
from bot.conversation.payloads import asked_in
from bot.conversation.reply import Message, Reply, button, form_of, localized
from bot.conversation.requests import Language, RequestContext
from bot.store.records import Session

_MOST = 20
"""Things in one message; what counts least is left out."""


@handles(requests.ShowUnderstood)
async def show_understood(
    context: Context, ask: RequestContext, request: requests.ShowUnderstood, book: Session
) -> Reply:
    version = await current_version(context, book)
    document = await asyncio.to_thread(document_of, context.store, version)
    language = await language_of(context, ask, private=True)
    lines = await asyncio.to_thread(_lines, document, language)
    head = localized("read", title=title_of(asked_in(version.data)))
    change = button(requests.ShowReread(book.session_id))
    return Reply((head, *lines), (change,), session_id=book.session_id)


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
    return [*lines, *unfollowed_of(document)]


@handles(requests.ShowReread)
async def show_reread(context: Context, ask: RequestContext, request: requests.ShowReread, book: Session) -> Reply:
    asked = await asked_by(context, book, request.job_id)
    form = form_of(requests.Reread(book.session_id), localized("form-reread", title=title_of(asked)), asked.brief)
    return Reply((), form=form, session_id=book.session_id)


@handles(requests.Reread)
async def reread(context: Context, ask: RequestContext, request: requests.Reread, book: Session) -> Reply:
    changes = changed_texts(request)
    return await repaint_brief(context, ask, await asked_now(context, book), changes, book)
