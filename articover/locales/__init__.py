"""What covers, prints and checks say, in every language: one folder a language, Fluent messages by code."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from articover.facts import Fact

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

BASE = "en"
_FOLDER = Path(__file__).parent
_FILES = {"notice": "notices", "doing": "progress", "sentence": "errors", "reason": "errors"}
"""The file of a message, by the first word of its key."""
LANGUAGES: tuple[str, ...] = tuple(sorted(path.parent.name for path in _FOLDER.glob("*/language.toml")))


def source(language: str) -> str:
    """All Fluent messages of a language, as written."""
    return "\n".join(_file(language, name) for name in dict.fromkeys(_FILES.values()))


@lru_cache
def list_separator(language: str) -> str:
    """What stands between the parts of a list."""
    said: str = tomllib.loads((_FOLDER / language / "language.toml").read_text(encoding="utf-8"))["list_separator"]
    return said


def _file(language: str, name: str) -> str:
    return (_FOLDER / language / f"{name}.ftl").read_text(encoding="utf-8")


def text(fact: Fact, language: str = BASE) -> str:
    """`fact` in words. Raises `ValueError` when an argument of its message is not given."""
    file = _FILES.get(fact.code.partition("-")[0])
    messages = None if file is None else _bundle(language, file)
    if messages is None or not messages.has_message(fact.code):
        return fact.sentence or fact.code
    message = messages.get_message(fact.code)
    assert message.value is not None
    arguments = {name: _argument(value, language) for name, value in fact.arguments.items()}
    words, errors = messages.format_pattern(message.value, arguments)
    if errors and fact.sentence:
        return fact.sentence
    if errors:
        raise ValueError(f'the message "{fact.code}" ({language}) could not be put into words: {errors}')
    return str(words)


@lru_cache
def _bundle(language: str, file: str) -> FluentBundle:
    """The messages of one file: to read all of them takes as long as a small command."""
    from fluent.runtime import FluentBundle, FluentResource  # only where something is said: it takes 0.1 s

    # Without isolation marks, which terminals show as boxes.
    made = FluentBundle([language], use_isolating=False)
    made.add_resource(FluentResource(_file(language, file)))
    return made


def _argument(value: object, language: str) -> str | int | float:
    if isinstance(value, Fact):
        return text(value, language)
    if isinstance(value, tuple):
        return list_separator(language).join(text(each, language) if isinstance(each, Fact) else each for each in value)
    assert isinstance(value, str | int | float)
    return value
