"""Who may do what, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
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
    """Who may do it; others get the private answer `refusal`.

    `blocked`: whether blocked people still may. `anywhere`: whether also in channels where no covers are made.
    `unseen`: whether moderators may do it to a private book, which they do not see. `pictures`: whether it
    can be done to a picture that is no cover, made by an image command.
    """

    allowed: frozenset[Who]
    blocked: bool = False
    refusal: str = "refused-stranger"
    anywhere: bool = False
    unseen: bool = False
    pictures: bool = False


_BOOK = Rule(frozenset({Who.OWNER, Who.MODERATOR}))
_PICTURE_TOO = Rule(frozenset({Who.OWNER, Who.MODERATOR}), pictures=True)
_OWN_BOOK_AWAY = Rule(frozenset({Who.OWNER, Who.MODERATOR}), blocked=True, anywhere=True, pictures=True)
_ANYBODY = Rule(frozenset(Who))
_ANYBODY_ANYWHERE = Rule(frozenset(Who), anywhere=True, pictures=True)
_ONESELF = Rule(frozenset(Who), blocked=True, anywhere=True)
_SERVER = Rule(frozenset({Who.MODERATOR}), refusal="refused-not-moderator", anywhere=True, unseen=True, pictures=True)

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
    asks.ShowPicture: _PICTURE_TOO,
    asks.ReplacePicture: _BOOK,
    asks.Upscale: _BOOK,
    asks.Formats: _BOOK,
    asks.ShowNext: _BOOK,
    asks.NextInSeries: _BOOK,
    asks.History: _PICTURE_TOO,
    asks.GoBack: _PICTURE_TOO,
    asks.StepVersion: _PICTURE_TOO,
    asks.ShowBook: _PICTURE_TOO,
    asks.ShowCompare: _BOOK,
    asks.Compare: _BOOK,
    asks.ClosePoll: _BOOK,
    asks.Vote: _ANYBODY_ANYWHERE,
    asks.RemoveText: _ANYBODY,
    asks.EditText: _ANYBODY,
    asks.UpscalePicture: _ANYBODY,
    asks.ShowFix: _ANYBODY,
    asks.Cancel: replace(_OWN_BOOK_AWAY, unseen=True),
    asks.Delete: _OWN_BOOK_AWAY,
    asks.Report: _ANYBODY_ANYWHERE,
    asks.ShowReport: _ANYBODY_ANYWHERE,
    asks.Books: _ONESELF,
    asks.Queue: _ANYBODY_ANYWHERE,
    asks.ForgetMe: _ONESELF,
    asks.ExportMe: _ONESELF,
    asks.Help: _ONESELF,
    asks.Settings: _SERVER,
    asks.Block: _SERVER,
    asks.Blocks: _SERVER,
    asks.Reports: _SERVER,
    asks.ResolveReport: _SERVER,
    asks.Moderate: _SERVER,
    asks.RemovePicture: _SERVER,
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
