"""A refused request is kept, so that its form can be shown again with everything still filled in."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import fields, replace
from typing import Any

from articover.errors import StorageError
from bot.conversation import asks, lettering, painting, polls
from bot.conversation.asks import Ask, OfBook, Request
from bot.conversation.context import Context, Refused
from bot.conversation.reply import Button, Field, Form, Reply, line
from bot.conversation.uploads import stored_for_draft
from bot.errors import NotFoundError
from bot.store import drafts
from bot.store.deletion import remove_unneeded
from bot.store.records import Session
from bot.store.sessions import get_session

_OF_BOOK: Mapping[type[OfBook], Callable[[Context, Ask, Any, Session], Awaitable[Reply]]] = {
    asks.ChangeBrief: painting.show_brief,
    asks.EditTitle: lettering.show_title,
    asks.NextInSeries: painting.show_next,
    asks.Style: lettering.show_color,
    asks.Compare: polls.show_compare,
}
"""Request -> what shows its form; beside them, `Start`."""
log = logging.getLogger(__name__)

_NOT_KEPT = frozenset({"picture", "draft_id"})
_KINDS: Mapping[str, type[Any]] = {"Start": asks.Start, **{kind.__name__: kind for kind in _OF_BOOK}}


async def show_fix(context: Context, ask: Ask, request: asks.ShowFix) -> Reply:
    """The form again. Raises `Refused` when it is too old, `NotFoundError` when its book is gone."""
    before = await kept_request(context, ask, request.draft_id)
    if isinstance(before, asks.Start):
        shown = await painting.show_start(context, ask, asks.ShowStart())
    else:
        book = await get_session(context.store.db, before.session_id)
        shown = await _OF_BOOK[type(before)](context, ask, before, book)
    assert shown.form is not None
    return replace(shown, form=_filled_in(shown.form, before))


async def kept(context: Context, ask: Ask, request: Request, *, picture: bool = True) -> tuple[Button, ...]:
    """Keep a refused request; the button that mends it, none for a request without a form.

    Without `picture` the words alone are kept.
    """
    if type(request).__name__ not in _KINDS or (isinstance(request, asks.Style) and not request.color):
        return ()
    values = {each.name: getattr(request, each.name) for each in fields(request) if each.name not in _NOT_KEPT}
    data = {"kind": type(request).__name__, "values": values}
    try:
        async with AsyncExitStack() as stack:
            file = None
            if picture and isinstance(request, asks.Start) and request.picture is not None:
                with suppress(Refused):  # what was refused about the request
                    file = await stack.enter_async_context(stored_for_draft(context, request.picture))
            tx = await stack.enter_async_context(context.store.db.transaction())
            draft_id = await drafts.add_draft(tx, ask.user_key, data, file, context.store.clock.now())
            await remove_unneeded(context.store, tx, await drafts.trim_drafts(tx, ask.user_key))
    except StorageError as error:
        # Why it was refused matters more.
        log.warning("a refused request could not be kept: %s", error)
        return ()
    return (Button(line("button-fix"), asks.ShowFix(draft_id), "main"),)


async def kept_request(context: Context, ask: Ask, draft_id: int) -> asks.Start | OfBook:
    """The request of a draft of one's own, its picture included. Raises `Refused`."""
    try:
        draft = await drafts.get_draft(context.store.db, draft_id, ask.user_key, context.store.clock.now())
    except NotFoundError:
        raise Refused(line("refused-draft")) from None
    try:
        request: asks.Start | OfBook = _KINDS[draft.request["kind"]](**draft.request["values"])
    except (KeyError, TypeError):  # kept by another version of the bot
        raise Refused(line("refused-draft")) from None
    if isinstance(request, asks.Start):
        picture = None if draft.picture is None else context.store.blobs.path(draft.picture.sha256)
        request = replace(request, picture=picture, draft_id=draft_id)
    return request


async def completed(context: Context, ask: Ask, request: asks.Start) -> asks.Start:
    """A mended request: what its form holds is new, all else as it was kept. Raises `Refused`."""
    if not request.draft_id:
        return request
    before = await kept_request(context, ask, request.draft_id)
    if not isinstance(before, asks.Start):
        raise Refused(line("refused-draft"))
    new: dict[str, Any] = {name: getattr(request, name) for name in painting.START_FIELDS}
    return replace(before, **new)


def _filled_in(form: Form, request: asks.Start | OfBook) -> Form:
    """`form` with what stands in `request`."""
    values = {each.name: getattr(request, each.name) for each in form.fields}
    made = tuple(
        _with_value(each, str(values[each.name])) if values[each.name] is not None else each for each in form.fields
    )
    sent = form.request
    if isinstance(request, asks.Start):
        sent = asks.Start("", draft_id=request.draft_id)
    return replace(form, request=sent, fields=made)


def _with_value(field: Field, value: str) -> Field:
    """What is too long stands there in full, to be shortened."""
    return replace(field, value=value, max_chars=max(field.max_chars, len(value)))
