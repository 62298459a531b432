"""A refused request is kept, so that its form can be shown again with everything still filled in."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from typing import Any, cast

import msgspec

from articover.errors import StorageError
from bot.conversation import painting, requests
from bot.conversation.context import Context, Refused
from bot.conversation.handlers import HANDLERS, handles
from bot.conversation.imaging import imaging_form
from bot.conversation.remedies import REMEDIES, Remedy, other_form
from bot.conversation.reply import Button, Field, Form, Message, Reply, localized
from bot.conversation.requests import BY_ID, OfBook, Request, RequestContext, action_of, fields_of, opener_of, tag_of
from bot.conversation.uploads import stored_for_draft
from bot.errors import NotFoundError
from bot.store import drafts
from bot.store.deletion import remove_unneeded
from bot.store.sessions import get_session

log = logging.getLogger(__name__)

Kept = requests.Start | requests.RemoveText | requests.UpscalePicture | OfBook
_NOT_KEPT = frozenset({"picture", "draft_id"})
_START = tag_of(requests.Start)


class KeptRequest(msgspec.Struct, frozen=True):
    """A draft as it is stored: the tagged request, its field that is `wrong`, "" for none.

    `elsewhere`: it was refused for its channel alone.
    """

    request: dict[str, Any]
    wrong: str = ""
    elsewhere: bool = False


@handles(requests.ShowFix)
async def show_fix(context: Context, ask: RequestContext, request: requests.ShowFix) -> Reply:
    """The form again. Raises `Refused` when it is too old, `NotFoundError` when its book is gone."""
    before, wrong = await kept_request(context, ask, request.draft_id)
    return Reply((), form=await _form_of(context, ask, before, wrong))


@handles(requests.ShowStart)
async def show_start(context: Context, ask: RequestContext, request: requests.ShowStart) -> Reply:
    """The form of a new book, filled in with what could not be asked for in another channel, if there is such."""
    draft = await drafts.newest_draft(context.store.db, ask.user_key, context.store.clock.now())
    if draft is not None and draft.request.get("elsewhere") and draft.request["request"]["action"] == _START:
        return await show_fix(context, ask, requests.ShowFix(draft.draft_id))
    return await painting.show_start(context, ask, request)


async def refused(context: Context, ask: RequestContext, request: Request, said: Message, field: str = "") -> Reply:
    """The reply to a refused request: the sentence, and the button that leads back to `field`."""
    remedy = REMEDIES.get(said.key, Remedy.NONE)
    if remedy is Remedy.NONE:
        return Reply((said,), private=True)
    if remedy is Remedy.ELSEWHERE:
        there = isinstance(request, requests.Start) and await _keep(context, ask, request, field, elsewhere=True)
        return Reply((said, localized("kept-elsewhere")) if there else (said,), private=True)
    return Reply((said,), await kept(context, ask, request, field, remedy), private=True)


async def kept(
    context: Context,
    ask: RequestContext,
    request: Request,
    field: str = "",
    remedy: Remedy = Remedy.FORM,
    *,
    picture: bool = True,
) -> tuple[Button, ...]:
    """Keep a refused request; the button that mends it, none for a request without a form.

    Without `picture` the words alone are kept.
    """
    if not action_of(request).kept or (isinstance(request, requests.Style) and not request.color):
        other = other_form(request.session_id, field) if isinstance(request, OfBook) else None
        return () if other is None else (other,)
    shown = {each.name for each in fields_of(type(request))} | {"picture"}
    if field and isinstance(request, OfBook) and field not in shown:
        # What is wrong stands in no field of this form, and would be refused again.
        other = other_form(request.session_id, field)
        return () if other is None else (other,)
    draft_id = await _keep(context, ask, request, field, picture=picture)
    label = localized("button-try-again" if remedy is Remedy.LATER else "button-fix")
    return (Button(label, requests.ShowFix(draft_id), "main"),) if draft_id else ()


async def _keep(
    context: Context,
    ask: RequestContext,
    request: Request,
    field: str,
    *,
    picture: bool = True,
    elsewhere: bool = False,
) -> int | None:
    """The id of the draft that holds a request; None when it could not be kept."""
    picture = picture and field != "picture"
    values = msgspec.to_builtins(request, enc_hook=str)
    kept = KeptRequest({name: value for name, value in values.items() if name not in _NOT_KEPT}, field, elsewhere)
    try:
        async with AsyncExitStack() as stack:
            file = None
            if picture and isinstance(request, requests.Start) and request.picture is not None:
                with suppress(Refused):  # what was refused about the request
                    file = await stack.enter_async_context(stored_for_draft(context, request.picture))
            tx = await stack.enter_async_context(context.store.db.transaction())
            draft_id = await drafts.add_draft(
                tx, ask.user_key, msgspec.to_builtins(kept), file, context.store.clock.now()
            )
            await remove_unneeded(context.store, tx, await drafts.trim_drafts(tx, ask.user_key))
    except StorageError as error:
        # Why it was refused matters more.
        log.warning("a refused request could not be kept: %s", error)
        return None
    return draft_id


async def kept_request(context: Context, ask: RequestContext, draft_id: int) -> tuple[Kept, str]:
    """The request of a draft of one's own, its picture included, and the field that is wrong. Raises `Refused`."""
    try:
        draft = await drafts.get_draft(context.store.db, draft_id, ask.user_key, context.store.clock.now())
    except NotFoundError:
        raise Refused(localized("refused-draft")) from None
    try:
        stored = msgspec.convert(draft.request, KeptRequest)
        kind = cast(type[Kept], BY_ID[stored.request["action"]])
        request = msgspec.convert(stored.request, kind, dec_hook=_made)
    except (KeyError, msgspec.ValidationError):  # kept by another version of the bot
        raise Refused(localized("refused-draft")) from None
    if isinstance(request, requests.Start):
        picture = None if draft.picture is None else context.store.blobs.path(draft.picture.sha256)
        request = msgspec.structs.replace(request, picture=picture, draft_id=draft_id)
    return request, stored.wrong


async def completed(context: Context, ask: RequestContext, request: requests.Start) -> requests.Start:
    """A mended request: what its form holds is new, all else as it was kept. Raises `Refused`."""
    if not request.draft_id:
        return request
    before, wrong = await kept_request(context, ask, request.draft_id)
    if not isinstance(before, requests.Start):
        raise Refused(localized("refused-draft"))
    new: dict[str, Any] = {name: getattr(request, name) for name in painting.start_fields(wrong)}
    return msgspec.structs.replace(before, **new)


async def _form_of(context: Context, ask: RequestContext, before: Kept, wrong: str) -> Form:
    """The form of a kept request with everything filled in."""
    match before:
        case requests.Start():
            return _filled_in(await painting.start_form(context, ask, wrong), before)
        case requests.RemoveText() | requests.UpscalePicture():
            return imaging_form(before)
        case _:
            book = await get_session(context.store.db, before.session_id)
            opener = opener_of(type(before))
            assert opener is not None and issubclass(opener, OfBook)
            shows = opener(before.session_id)
            if isinstance(before, requests.Style):
                shows = requests.ShowColor(before.session_id, before.layer)
            shown = await HANDLERS[opener](context, ask, shows, book)
            assert shown.form is not None
            return _filled_in(shown.form, before)


def _made(kind: type[Any], value: object) -> object:
    """The values that JSON has no word for: paths."""
    return kind(value)


def _filled_in(form: Form, request: requests.Start | OfBook) -> Form:
    """`form` with what stands in `request`; a file is handed in anew."""
    made = []
    for each in form.fields:
        value = None if each.kind == "picture" else getattr(request, each.name)
        made.append(each if value is None else _with_value(each, str(value)))
    sent = requests.Start("", draft_id=request.draft_id) if isinstance(request, requests.Start) else form.request
    return replace(form, request=sent, fields=tuple(made))


def _with_value(field: Field, value: str) -> Field:
    """What is too long stands there in full, to be shortened."""
    return replace(field, value=value, max_chars=max(field.max_chars, len(value)))
