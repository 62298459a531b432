"""Who somebody is to what they ask about. Who may do what is declared with each request: see `requests.actions`."""

from __future__ import annotations

from bot.conversation.requests import RequestContext, Who
from bot.store.records import Session


def who_is(ask: RequestContext, book: Session | None) -> Who:
    """Owner comes before moderator. A moderator is one only for what happened on their own server."""
    if book is not None and book.user_key == ask.user_key:
        return Who.OWNER
    if ask.is_moderator and (book is None or (book.platform, book.server_key) == _place(ask)):
        return Who.MODERATOR
    return Who.STRANGER


def _place(ask: RequestContext) -> tuple[str, str]:
    return ask.interaction.platform, ask.server_key
