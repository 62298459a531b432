"""What stands on this Discord: people, servers, roles, channels and messages, and the clock they go by."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from discord import Permissions

Json = dict[str, Any]

EPOCH_MS = 1_420_070_400_000
"""Discord's ids count milliseconds from the first second of 2015."""

EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
"""Flags of a message."""

EVERYBODY_MAY = Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
    embed_links=True,
    read_message_history=True,
    use_application_commands=True,
).value

TEXT, DM, PUBLIC_THREAD = 0, 1, 11
"""Types of a channel."""


class Clock:
    """The server's time. `advance` moves it on while the bot's own clock stays, as nobody can tell what is too late."""

    def __init__(self) -> None:
        self._ahead_s = 0.0

    def now(self) -> float:
        """Unix time in seconds."""
        return time.time() + self._ahead_s

    def advance(self, seconds: float) -> None:
        self._ahead_s += seconds


class Ids:
    """Snowflakes: a time and a number in it, always rising within a millisecond."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._number = clock, 0

    def new(self, ago_s: float = 0.0) -> str:
        """A new id; `ago_s` makes it look older, and with it whatever is reckoned from it."""
        self._number += 1
        milliseconds = int((self._clock.now() - ago_s) * 1000) - EPOCH_MS
        return str((milliseconds << 22) | (self._number & 0x3FFFFF))


@dataclass(eq=False)
class User:
    id: str
    name: str
    locale: str = "en-US"
    is_bot: bool = False
    upload_limit_bytes: int = 0
    """What their own subscription allows in one file; counts where it is more than the place allows."""


@dataclass(eq=False)
class Role:
    id: str
    name: str
    permissions: int
    position: int = 1


@dataclass(eq=False)
class Message:
    """`data` is the message as the API shows it. `sees` is whom an ephemeral one is for, None for everybody."""

    data: Json
    channel: Channel
    author: User
    sees: User | None = None
    nonce: str | None = None
    at: float = 0.0

    @property
    def id(self) -> str:
        return str(self.data["id"])


@dataclass(eq=False)
class Channel:
    """`overwrites` by the id of a role or user: (allow, deny)."""

    id: str
    name: str
    kind: int = TEXT
    guild: Guild | None = None
    recipient: User | None = None
    parent: Channel | None = None
    overwrites: dict[str, tuple[int, int]] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    archived: bool = False
    locked: bool = False
    deleted: bool = False


@dataclass(eq=False)
class Guild:
    """A server. Its first role is @everyone and has the server's id."""

    id: str
    name: str
    owner: User
    locale: str = "en-US"
    upload_limit_bytes: int = 10 * 1024 * 1024
    roles: list[Role] = field(default_factory=list)
    members: dict[str, list[Role]] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    commands: list[Json] = field(default_factory=list)

    def may(self, user: User, channel: Channel | None = None) -> int:
        """The bits of what `user` may, there."""
        if user is self.owner:
            return Permissions.all().value
        roles = [self.roles[0], *self.members.get(user.id, [])]
        bits = 0
        for role in roles:
            bits |= role.permissions
        if bits & Permissions(administrator=True).value:
            return Permissions.all().value
        where = channel.parent if channel and channel.parent else channel
        if where is not None:
            for ids in ([self.id], [role.id for role in roles[1:]], [user.id]):
                found = [where.overwrites[each] for each in ids if each in where.overwrites]
                for _, deny in found:
                    bits &= ~deny
                for allow, _ in found:
                    bits |= allow
        return bits


@dataclass(frozen=True)
class Upload:
    """A file a person hands in."""

    name: str
    content: bytes
    content_type: str = "image/png"


@dataclass(frozen=True)
class Stored:
    """A file that lies here. `data` is its attachment as the API shows it."""

    data: Json
    path: Path


Shard = tuple[int, int]
CallbackKind = Literal[4, 5, 6, 7, 8, 9]
