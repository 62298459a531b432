"""What is answered: keys of the locales with arguments, buttons and files as data. Platforms put it into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.conversation.asks import Request
from bot.store.deletion import Posted

Argument = str | int | float


@dataclass(frozen=True)
class Line:
    """One message of the locales: its `key` and arguments. An argument that is a `Line` list is joined by commas."""

    key: str
    arguments: Mapping[str, Argument | Line | tuple[Line, ...]] = field(default_factory=dict)


def line(key: str, **arguments: Argument | Line | tuple[Line, ...]) -> Line:
    """`Line(key, arguments)`, shorter to write."""
    return Line(key, arguments)


@dataclass(frozen=True)
class Button:
    """Something to press: its label and what pressing it asks for."""

    label: Line
    request: Request


@dataclass(frozen=True)
class Field:
    """One line or box of a form. `name` is the request's field it fills; `value` is what stands there already."""

    name: str
    label: Line
    value: str = ""
    max_chars: int = 200
    long: bool = False


@dataclass(frozen=True)
class Form:
    """What to fill in; the answers replace fields of `request`."""

    title: Line
    request: Request
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Attachment:
    """A file to show: where it lies, and the name it is shown under ("keeper-v3.jpg")."""

    path: Path
    name: str


@dataclass(frozen=True)
class Reply:
    """One answer. `private` is for the one who asked only.

    `job_id` is what it accepted, for the platform to follow; `repeated` that it was accepted before.
    `remove` are older messages to take out of the chat where that can be done.
    """

    lines: tuple[Line, ...]
    buttons: tuple[Button, ...] = ()
    files: tuple[Attachment, ...] = ()
    private: bool = False
    form: Form | None = None
    job_id: int | None = None
    session_id: int | None = None
    repeated: bool = False
    remove: tuple[Posted, ...] = ()


def say(key: str, **arguments: Argument | Line | tuple[Line, ...]) -> Reply:
    """A reply of one line."""
    return Reply((Line(key, arguments),))


def whisper(key: str, **arguments: Argument | Line | tuple[Line, ...]) -> Reply:
    """A private reply of one line."""
    return Reply((Line(key, arguments),), private=True)


def filled(form: Form, answers: Mapping[str, str]) -> Request:
    """The form's request with `answers` by field name."""
    values = {name: Path(value).expanduser() if name == "picture" else value for name, value in answers.items()}
    return replace(form.request, **values)  # type: ignore[arg-type]
