"""Whether somebody may do what they ask, here and now."""

from __future__ import annotations

from bot.conversation.context import Context, is_for_one, is_from_elsewhere, is_picture
from bot.conversation.permissions import who_is
from bot.conversation.reply import Message, Place, localized
from bot.conversation.requests import Report, Request, RequestContext, Rule, ShowBook, ShowReport, Who, action_of
from bot.store import policy
from bot.store.records import Session


async def refusal(context: Context, ask: RequestContext, request: Request, book: Session | None) -> Message | None:
    """Why `ask` may not, None when they may."""
    rule, who = action_of(request).rule, who_is(ask, book)
    if who not in rule.allowed:
        return Message(rule.refusal)
    if not rule.blocked and await _is_blocked(context, ask):
        return localized("refused-blocked")
    if book is not None and book.private and await _is_unseen(context, ask, request, book, rule, who):
        return localized("refused-private")
    if book is not None and who is Who.STRANGER and _cannot_have_seen(ask, request, book):
        return localized("refused-no-book")
    if book is not None and is_picture(book) and not rule.pictures:
        return localized("refused-not-a-cover")
    return None if rule.anywhere else await _elsewhere(context, ask)


def is_whispered(ask: RequestContext, request: Request, book: Session) -> bool:
    """Whether an answer about `book` is for the one who asks only. A moderator looks without showing it to all."""
    looks = isinstance(request, ShowBook) and book.user_key != ask.user_key
    return looks or is_for_one(ask, book)


async def _is_blocked(context: Context, ask: RequestContext) -> bool:
    return any(each.value == ask.user_key for each in await policy.blocks(context.store.db, ask.server_key, "user"))


async def _is_unseen(
    context: Context, ask: RequestContext, request: Request, book: Session, rule: Rule, who: Who
) -> bool:
    """Whether this is somebody else's private book: moderators see one only once it was reported."""
    if who is Who.OWNER or rule.unseen:
        return False
    if who is Who.MODERATOR and isinstance(request, ShowBook):
        return not await policy.is_reported(context.store.db, book.session_id)
    return True


def _cannot_have_seen(ask: RequestContext, request: Request, book: Session) -> bool:
    """Whether somebody reports a book by its number, which is in no place where they are."""
    return isinstance(request, Report | ShowReport) and (not ask.server_key or is_from_elsewhere(ask, book))


async def _elsewhere(context: Context, ask: RequestContext) -> Message | None:
    """The channels where covers are made on this server, when this is none of them."""
    if not ask.server_key:
        return None
    channels = (await policy.get_settings(context.store.db, ask.server_key)).get("channels", ())
    if not channels or {ask.interaction.channel_id, ask.parent_channel_id} & set(channels):
        return None
    return localized("refused-channel", channels=channel_names(channels))


def channel_names(channels: list[str]) -> tuple[Message, ...]:
    """Channels, to be named in a line."""
    return tuple(localized("channel-name", channel=Place(each)) for each in channels)
