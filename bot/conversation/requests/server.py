"""What moderators ask about their server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bot.conversation.requests.actions import SERVER, Action, OfBook, Request


@Action(SERVER, private=True)
class Settings(Request, frozen=True, tag="settings"):
    """The server's settings; `changes` sets some, "" takes one back to the default."""

    changes: Mapping[str, str] = {}


@Action(SERVER, private=True)
class Block(Request, frozen=True, tag="block"):
    """Block a user or word on this server, or lift that."""

    kind: Literal["user", "word"]
    value: str
    reason: str = ""
    lift: bool = False


@Action(SERVER, private=True, word="blocks")
class Blocks(Request, frozen=True, tag="blocks"):
    """What is blocked on this server."""


@Action(SERVER, label="button-reports", private=True, word="reports")
class Reports(Request, frozen=True, tag="reports"):
    """The server's open reports."""


@Action(SERVER, private=True)
class ResolveReport(Request, frozen=True, tag="resolve"):
    """Close a report."""

    report_id: int


@Action(SERVER, private=True, word="moderate")
class Moderate(Request, frozen=True, tag="moderate"):
    """Who asked for what here lately."""


@Action(SERVER, private=True)
class RemovePicture(OfBook, frozen=True, tag="remove-picture"):
    """Take a book with its pictures off the server, once `confirmed`; the posted messages go with it."""

    confirmed: bool = False
