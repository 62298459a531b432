"""Who may do what, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.conversation import asks
from bot.conversation.asks import Ask
from bot.store.records import Session


class Who(StrEnum):
    """Somebody in relation to what they ask about; about no book, everybody is their own owner."""

    OWNER = "owner"
    MODERATOR = "moderator"
    STRANGER = "stranger"


@dataclass(frozen=True)
class Rule:
    """Who may do it; `blocked` whether blocked people still may. Others get the private answer `refusal`."""

    allowed: frozenset[Who]
    blocked: bool = False
    refusal: str = "refused-stranger"


_BOOK = Rule(frozenset({Who.OWNER, Who.MODERATOR}))
_OWN_BOOK_AWAY = Rule(frozenset({Who.OWNER, Who.MODERATOR}), blocked=True)
_ANYBODY = Rule(frozenset(Who))
_ONESELF = Rule(frozenset(Who), blocked=True)
_SERVER = Rule(frozenset({Who.MODERATOR}), refusal="refused-not-moderator")

RULES: Mapping[type[asks.Request], Rule] = {
    asks.Start: _ANYBODY,
    asks.ShowStart: _ANYBODY,
    asks.ShowBrief: _BOOK,
    asks.ChangeBrief: _BOOK,
    asks.Regenerate: _BOOK,
    asks.Options: _BOOK,
    asks.ShowTitle: _BOOK,
    asks.EditTitle: _BOOK,
    asks.ShowLayers: _BOOK,
    asks.ShowStyle: _BOOK,
    asks.ShowColor: _BOOK,
    asks.Style: _BOOK,
    asks.ShowPicture: _BOOK,
    asks.ReplacePicture: _BOOK,
    asks.Upscale: _BOOK,
    asks.Formats: _BOOK,
    asks.ShowNext: _BOOK,
    asks.NextInSeries: _BOOK,
    asks.History: _BOOK,
    asks.GoBack: _BOOK,
    asks.ShowBook: _BOOK,
    asks.Cancel: _OWN_BOOK_AWAY,
    asks.Delete: _OWN_BOOK_AWAY,
    asks.Report: _ANYBODY,
    asks.ShowReport: _ANYBODY,
    asks.Books: _ONESELF,
    asks.Queue: _ANYBODY,
    asks.ForgetMe: _ONESELF,
    asks.ExportMe: _ONESELF,
    asks.Help: _ONESELF,
    asks.Settings: _SERVER,
    asks.Block: _SERVER,
    asks.Blocks: _SERVER,
    asks.Reports: _SERVER,
    asks.ResolveReport: _SERVER,
}
"""What a blocked user keeps is the right to see, take along and delete what is theirs."""


def who_is(ask: Ask, book: Session | None) -> Who:
    """Owner comes before moderator. A moderator is one only for what happened on their own server."""
    if book is not None and book.user_key == ask.user_key:
        return Who.OWNER
    if ask.is_moderator and (book is None or (book.platform, book.server_key) == _place(ask)):
        return Who.MODERATOR
    return Who.STRANGER


def _place(ask: Ask) -> tuple[str, str]:
    return ask.interaction.platform, ask.server_key
