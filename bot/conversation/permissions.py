"""Who may do what, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.conversation import requests
from bot.conversation.requests import RequestContext
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

RULES: Mapping[type[requests.Request], Rule] = {
    requests.Start: _ANYBODY,
    requests.ShowStart: _ANYBODY,
    requests.ShowBrief: _BOOK,
    requests.ChangeBrief: _BOOK,
    requests.ShowUnderstood: _BOOK,
    requests.ShowReread: _BOOK,
    requests.Reread: _BOOK,
    requests.Regenerate: _BOOK,
    requests.Options: _BOOK,
    requests.ShowTitle: _BOOK,
    requests.EditTitle: _BOOK,
    requests.ShowLayers: _BOOK,
    requests.ShowStyle: _BOOK,
    requests.ShowColor: _BOOK,
    requests.Style: _BOOK,
    requests.ShowPicture: _PICTURE_TOO,
    requests.ReplacePicture: _BOOK,
    requests.Upscale: _BOOK,
    requests.Formats: _BOOK,
    requests.ShowNext: _BOOK,
    requests.NextInSeries: _BOOK,
    requests.History: _PICTURE_TOO,
    requests.GoBack: _PICTURE_TOO,
    requests.StepVersion: _PICTURE_TOO,
    requests.ShowBook: _PICTURE_TOO,
    requests.ShowCompare: _BOOK,
    requests.Compare: _BOOK,
    requests.ClosePoll: _BOOK,
    requests.Vote: _ANYBODY_ANYWHERE,
    requests.RemoveText: _ANYBODY,
    requests.EditText: _ANYBODY,
    requests.UpscalePicture: _ANYBODY,
    requests.ShowFix: _ANYBODY,
    requests.Cancel: replace(_OWN_BOOK_AWAY, unseen=True),
    requests.Delete: _OWN_BOOK_AWAY,
    requests.Report: _ANYBODY_ANYWHERE,
    requests.ShowReport: _ANYBODY_ANYWHERE,
    requests.Books: _ONESELF,
    requests.Queue: _ANYBODY_ANYWHERE,
    requests.ForgetMe: _ONESELF,
    requests.ExportMe: _ONESELF,
    requests.Help: _ONESELF,
    requests.Settings: _SERVER,
    requests.Block: _SERVER,
    requests.Blocks: _SERVER,
    requests.Reports: _SERVER,
    requests.ResolveReport: _SERVER,
    requests.Moderate: _SERVER,
    requests.RemovePicture: _SERVER,
}
"""What a blocked user keeps is the right to see, take along and delete what is theirs."""


def who_is(ask: RequestContext, book: Session | None) -> Who:
    """Owner comes before moderator. A moderator is one only for what happened on their own server."""
    if book is not None and book.user_key == ask.user_key:
        return Who.OWNER
    if ask.is_moderator and (book is None or (book.platform, book.server_key) == _place(ask)):
        return Who.MODERATOR
    return Who.STRANGER


def _place(ask: RequestContext) -> tuple[str, str]:
    return ask.interaction.platform, ask.server_key
