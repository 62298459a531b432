"""Facts of the engines about what they made, as messages of the locales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articover import facts
from articover.document_v1 import notice_of
from articover.errors import ArtiCoverError
from articover.facts import Fact
from articover.notices import (
    FALLBACK,
    MEMORY,
    OWN_PICTURE,
    SAFETY,
    SERIES_LED,
    SERIES_TOLD,
    TRANSLATED,
    WISHES_NOT_POSSIBLE,
    WISHES_NOT_READ,
    WORDS_TAKEN,
    WORDS_UNKNOWN,
)
from bot.conversation.reply import Message, localized

_OF_PAINTING = (
    *(FALLBACK, MEMORY, SAFETY, SERIES_LED, SERIES_TOLD, TRANSLATED, WORDS_TAKEN, WORDS_UNKNOWN),
    *(WISHES_NOT_POSSIBLE, WISHES_NOT_READ),
)
_OF_SERIES = (OWN_PICTURE, SERIES_LED, SERIES_TOLD)
CHECKED: Mapping[str, str] = {
    "reads-back": "checked-reads-back",
    "contrast": "checked-contrast",
    "thumbnail": "checked-small",
    "letters": "checked-letters",
    "letters-left": "checked-letters",
}
"""What is said of a check that passed, by its code."""


def error_line(error: ArtiCoverError) -> str | Message:
    """An error as an argument of a message."""
    return fact_line(error.fact)


def error_in(body: Mapping[str, Any]) -> Fact:
    """The error that a message of the outbox tells of; older bots stored its English sentence with it."""
    if "error" in body:
        return facts.from_json(body["error"])
    code = str(body.get("code", ""))
    return Fact(f"sentence-{code}" if code else "", dict(body.get("arguments", {})), str(body.get("sentence", "")))


def notices_of(data: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The notices that a version, a print or a summary holds as JSON; those of older bots are sentences."""
    return tuple(
        notice_of(each) if isinstance(each, str) else facts.from_json(each) for each in data.get("notices", ())
    )


def speaks_of_series(notices: Iterable[Fact]) -> bool:
    """Whether the painter says itself how its picture follows the earlier book's."""
    return any(notice in code for notice in notices for code in _OF_SERIES)


def is_of_painting(notice: Fact) -> bool:
    """Whether it tells how a picture came to be: news when it was painted, and none when only its type was set anew."""
    return any(notice in code for code in _OF_PAINTING)


def notice_lines(notices: Iterable[Fact]) -> list[Message]:
    """What people should hear, each thing once."""
    return [_line(notice) for notice in dict.fromkeys(notices)]


def fact_line(fact: Fact) -> str | Message:
    """A fact as an argument of a message; one without a code is its English sentence."""
    return _line(fact) if fact.code else fact.sentence


def _line(fact: Fact) -> Message:
    arguments = {name: _argument(value) for name, value in fact.arguments.items()}
    return Message(fact.code, arguments, otherwise=fact.sentence)


def _argument(value: facts.Argument) -> str | int | float | Message | tuple[Message, ...]:
    if isinstance(value, Fact):
        return fact_line(value)
    if isinstance(value, tuple):
        return tuple(_line(each) if isinstance(each, Fact) else localized("a-word", word=each) for each in value)
    return value
