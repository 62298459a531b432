"""What moderators ask about their server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.conversation.requests.book import OfBook


@dataclass(frozen=True)
class Settings:
    """The server's settings; `changes` sets some, "" takes one back to the default."""

    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """Block a user or word on this server, or lift that."""

    kind: Literal["user", "word"]
    value: str
    reason: str = ""
    lift: bool = False


@dataclass(frozen=True)
class Blocks:
    """What is blocked on this server."""


@dataclass(frozen=True)
class Reports:
    """The server's open reports."""


@dataclass(frozen=True)
class ResolveReport:
    """Close a report."""

    report_id: int


@dataclass(frozen=True)
class Moderate:
    """Who asked for what here lately."""


@dataclass(frozen=True)
class RemovePicture(OfBook):
    """Take a book with its pictures off the server, once `confirmed`; the posted messages go with it."""

    confirmed: bool = False
