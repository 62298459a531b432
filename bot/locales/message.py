"""A message as data: the key of its sentence and the arguments. `bot.locales.text` puts it into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Person:
    """Somebody named in a line, by user key ("discord:123"). A chat may show a mention that pings nobody."""

    user_key: str

    def __str__(self) -> str:
        return self.user_key


@dataclass(frozen=True)
class Place:
    """A channel named in a line, by the platform's id. A chat may show a link to it."""

    channel_id: str

    def __str__(self) -> str:
        return self.channel_id


Argument = str | int | float | Person | Place
"""A `str` is what somebody wrote or a name of ours; a platform escapes it before the text becomes markup."""


@dataclass(frozen=True)
class Message:
    """One message of the locales: its `key` and arguments. An argument that is a tuple is said as a list.

    `otherwise` is said in a language that lacks the message; "" when every language has it.
    """

    key: str
    arguments: Mapping[str, Argument | Message | tuple[Message, ...]] = field(default_factory=dict)
    otherwise: str = ""


def localized(key: str, **arguments: Argument | Message | tuple[Message, ...]) -> Message:
    """`Message(key, arguments)`, shorter to write."""
    return Message(key, arguments)
