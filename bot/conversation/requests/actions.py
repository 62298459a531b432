"""What is declared of each request: who may make it, how it is answered, its button, and what fills it in.

A request is a tagged struct, and its declaration stands above it:

    @Action(BOOK, label="button-formats", on=(ButtonRow.COVER,), word="formats")
    class Formats(OfBook, frozen=True, tag="formats"):

The tag is the action's id: in the ids of buttons, in stored requests, in logs. Ids are in messages that stand in chats,
so they never change. What carries out an action is bound to its request by `bot.conversation.handlers.handles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_type_hints

import msgspec

R = TypeVar("R", bound="type[Request]")
ButtonKind = Literal["main", "plain", "danger"]


class Request(msgspec.Struct, frozen=True, tag_field="action"):
    """What somebody asks for, free of any platform."""


class OfBook(Request, frozen=True):
    """What is asked about one book."""

    session_id: int


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


BOOK = Rule(frozenset({Who.OWNER, Who.MODERATOR}))
PICTURE_TOO = Rule(frozenset({Who.OWNER, Who.MODERATOR}), pictures=True)
OWN_BOOK_AWAY = Rule(frozenset({Who.OWNER, Who.MODERATOR}), blocked=True, anywhere=True, pictures=True)
OWN_JOB_AWAY = Rule(frozenset({Who.OWNER, Who.MODERATOR}), blocked=True, anywhere=True, pictures=True, unseen=True)
ANYBODY = Rule(frozenset(Who))
ANYBODY_ANYWHERE = Rule(frozenset(Who), anywhere=True, pictures=True)
ONESELF = Rule(frozenset(Who), blocked=True, anywhere=True)
"""What a blocked user keeps is the right to see, take along and delete what is theirs."""
SERVER = Rule(frozenset({Who.MODERATOR}), refusal="refused-not-moderator", anywhere=True, unseen=True, pictures=True)


PATH_CHARS = 1000
"""Of the path of a picture that is typed."""


class ButtonRow(StrEnum):
    """Where buttons of a book stand."""

    COVER = "below a cover"
    COVER_END = "below a cover, after the steps back and forward"
    PRINTED = "below print files"
    OPTIONS = "below a sheet of options"
    PICTURE = "below a picture that is no cover"


@dataclass(frozen=True)
class Input:
    """What people fill in for one field of a request: a text, or a picture for a field that is a path.

    `most` is in characters. `label` is a key of the locales, "" for `field-NAME`.
    """

    name: str
    most: int = 200
    long: bool = False
    required: bool = False
    label: str = ""

    @property
    def key(self) -> str:
        return self.label or f"field-{self.name}"


@dataclass(frozen=True)
class Action:
    """The declaration of one request; as a decorator it declares that request.

    `label` is the key of its button, of `style`, which stands in the rows `on` in the order of declaration.
    `private`: the answer is for the one who asked only. `opens`: the request whose form is shown. `form`: answered by a
    form, as what `opens` one is. `inputs`: what its own form asks, in order; a chat may have no room for all of them.
    `kept`: a refused one is stored, so that its form can be shown again. `word`: what is typed for it in a chat of
    words, with the fields `typed` behind it, separated by "|". `turns`: the answer takes the place of the message whose
    button was pressed. `changes`: that message changes beside the answer. `repeatable`: it changes nothing, and can be
    answered again with smaller files. `prose`: its texts are written to be read; in those of others a mention names a
    person or a channel.
    """

    rule: Rule
    label: str = ""
    style: ButtonKind = "plain"
    on: tuple[ButtonRow, ...] = ()
    private: bool = False
    opens: type[Request] | None = None
    form: bool = False
    inputs: tuple[Input, ...] = ()
    kept: bool = False
    word: str = ""
    typed: tuple[str, ...] = ()
    turns: bool = False
    changes: bool = False
    repeatable: bool = False
    prose: bool = False

    def __call__(self, kind: R) -> R:
        """Declare `kind`. Raises `ValueError` for an id that is taken."""
        if tag_of(kind) in _BY_ID:
            raise ValueError(f"two actions have the id {tag_of(kind)}")
        _ACTIONS[kind] = self
        _BY_ID[tag_of(kind)] = kind
        return kind

    @property
    def shows_form(self) -> bool:
        """Whether it is answered by a form."""
        return self.form or self.opens is not None


_ACTIONS: dict[type[Request], Action] = {}
_BY_ID: dict[str, type[Request]] = {}
ACTIONS: Mapping[type[Request], Action] = MappingProxyType(_ACTIONS)
"""The declaration of every request, in the order of declaration."""
BY_ID: Mapping[str, type[Request]] = MappingProxyType(_BY_ID)
"""Every request by the id of its action."""


def action_of(request: Request) -> Action:
    """The declaration of a request."""
    return ACTIONS[type(request)]


def most_of(kind: type[Request], name: str) -> int:
    """The longest text, in characters, that the form of `kind` takes for the field `name`."""
    return next(each.most for each in ACTIONS[kind].inputs if each.name == name)


def opener_of(kind: type[Request]) -> type[Request] | None:
    """The request that shows the form of `kind`, None when it has no form."""
    return next((each for each, declared in ACTIONS.items() if declared.opens is kind), None)


def tag_of(kind: type[Request]) -> str:
    """The id of the action of a request."""
    return str(kind.__struct_config__.tag)


@cache
def fields_of(kind: type[Request]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """The fields of a request, in order, with their types and defaults."""
    return msgspec.structs.fields(kind)


@cache
def types_of(kind: type[Request]) -> Mapping[str, Any]:
    """The types of a request's fields by name."""
    return {name: hint for name, hint in get_type_hints(kind).items() if not name.startswith("__")}


def is_file(kind: type[Request], name: str) -> bool:
    """Whether a field of a request is a local file."""
    hint = types_of(kind)[name]
    return hint is Path or Path in get_args(hint)
