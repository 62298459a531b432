"""What is answered: keys of the locales with arguments, buttons and files as data. Platforms put it into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from bot.conversation.requests import ButtonKind, Input, Language, Request, action_of, is_file
from bot.locales import Argument, Message, Person, Place, localized

__all__ = [
    "DESCRIPTION_MAX_CHARS",
    "Answer",
    "Argument",
    "Attachment",
    "Button",
    "Field",
    "Form",
    "Message",
    "Person",
    "Place",
    "Reply",
    "alternatives",
    "button",
    "field_of",
    "filled",
    "form_of",
    "localized",
    "whisper",
]


@dataclass(frozen=True)
class Button:
    """Something to press: its label and what pressing it asks for.

    Neighbours with an equal `menu` are one select menu under that heading where the platform has menus.
    """

    label: Message
    request: Request
    kind: ButtonKind = "plain"
    menu: Message | None = None


def button(request: Request, kind: ButtonKind | None = None) -> Button:
    """The declared button of a request; `kind` None is its own."""
    declared = action_of(request)
    return Button(Message(declared.label), request, kind or declared.style)


@dataclass(frozen=True)
class Field:
    """One line or box of a form. `name` is the request's field it fills; `value` is what stands there already.

    `kind` "picture" is a file to hand in: its answer is the path of a local copy. `choices` are (value, label).
    """

    name: str
    label: Message
    value: str = ""
    max_chars: int = 200
    long: bool = False
    required: bool = False
    kind: Literal["text", "picture"] = "text"
    choices: tuple[tuple[str, Message], ...] = ()


@dataclass(frozen=True)
class Form:
    """What to fill in; the answers replace fields of `request`."""

    title: Message
    request: Request
    fields: tuple[Field, ...]


def form_of(request: Request, title: Message, values: Mapping[str, str] = MappingProxyType({})) -> Form:
    """The declared form of a request, filled in with `values` by field name."""
    fields = tuple(field_of(request, each, values.get(each.name, "")) for each in action_of(request).inputs)
    return Form(title, request, fields)


def field_of(request: Request, asked: Input, value: str = "") -> Field:
    """One declared field of a form."""
    kind: Literal["text", "picture"] = "picture" if is_file(type(request), asked.name) else "text"
    return Field(asked.name, Message(asked.key), value, asked.most, asked.long, asked.required, kind)


@dataclass(frozen=True)
class Attachment:
    """A file to show: where it lies, and the name it is shown under ("keeper-v3.jpg").

    `description` says in words what a picture shows, for who cannot see it. `size` is in bytes, 0 where it is unknown.
    """

    path: Path
    name: str
    description: Message | None = None
    size: int = 0


DESCRIPTION_MAX_CHARS = 1024
"""Of a description in words, in every language; chats take no more."""


@dataclass(frozen=True)
class Reply:
    """One answer. `private` is for the one who asked only.

    `job_id` is what it accepted, for the platform to follow; `repeated` that it was accepted before.
    `update` is what the message whose button was pressed says from now on, for everybody; its files stay.
    `more` are further messages that follow this one.
    """

    lines: tuple[Message, ...]
    buttons: tuple[Button, ...] = ()
    files: tuple[Attachment, ...] = ()
    private: bool = False
    form: Form | None = None
    job_id: int | None = None
    session_id: int | None = None
    repeated: bool = False
    update: Reply | None = None
    more: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class Answer:
    """Where the first answer to a command stands: edited through `token` until it expires, by message id after.

    `message_id` is None until `Conversation.answered` told it. A `private` answer can be edited through the
    token only. `language` is the one it was written in.
    """

    channel_id: str
    token: str
    token_expires_at: float
    message_id: str | None
    private: bool
    language: Language


def alternatives(names: Sequence[str]) -> Message | str:
    """Names to choose from, in words: "a, b or c"."""
    *others, last = names
    return localized("either", first=", ".join(others), last=last) if others else last


def whisper(key: str, **arguments: Argument | Message | tuple[Message, ...]) -> Reply:
    """A private reply of one line."""
    return Reply((Message(key, arguments),), private=True)


def filled(form: Form, answers: Mapping[str, str]) -> Request:
    """The form's request with `answers` by field name."""
    optional = {each.name for each in form.fields if not each.required}
    values = {name: Path(value).expanduser() if name == "picture" else value for name, value in answers.items()}
    if answers.get("picture") == "" and "picture" in optional:
        values.pop("picture")  # the request's own stays: none
    return msgspec.structs.replace(form.request, **values)
