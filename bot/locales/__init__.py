"""What the bot says, in words: Fluent messages (`en.ftl`, `ko.ftl`), one key a sentence.

What the engines say is English to begin with; `sentences.ko.ftl` has it in Korean, by the codes of errors, and
`sentences.en.ftl` says to writers what the engines' own words say to whoever set them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

import articover.locales
from bot.conversation.reply import Argument, Message, Person, Place
from bot.conversation.requests import LANGUAGES, Language
from bot.locales.particles import particle

__all__ = ["FUNCTIONS", "LANGUAGES", "bundle", "engine_sentences", "source", "text"]


def _particle(*words: Any) -> Any:
    word, after_final, after_vowel = (str(each) for each in words)
    return particle(word, after_final, after_vowel)


FUNCTIONS = {"PARTICLE": _particle}
"""What messages may call: `PARTICLE($title, "을", "를")`, see `particles.particle`."""


def text(line: Message, language: Language) -> str:
    """`line` in words. Raises `KeyError` on an unknown key and `ValueError` on an argument that is not given."""
    arguments: Mapping[str, str | int | float] = {
        name: _argument(value, language) for name, value in line.arguments.items()
    }
    if line.otherwise and not bundle(language).has_message(line.key):
        return line.otherwise
    message = bundle(language).get_message(line.key)
    if message.value is None:
        raise KeyError(line.key)
    words, errors = bundle(language).format_pattern(message.value, dict(arguments))
    if errors and line.otherwise:
        return line.otherwise
    if errors:
        raise ValueError(f'the message "{line.key}" ({language}) could not be put into words: {errors}')
    return str(words)


@lru_cache(maxsize=len(LANGUAGES))
def bundle(language: Language) -> FluentBundle:
    """The messages of a language."""
    # Without isolation marks: terminals show them as boxes, and the texts put in stand in quotes or at an end.
    made = FluentBundle([language], use_isolating=False, functions=FUNCTIONS)
    made.add_resource(FluentResource(articover.locales.source(language)))
    made.add_resource(FluentResource(source(language)))
    made.add_resource(FluentResource(engine_sentences(language)))
    return made


def source(language: Language) -> str:
    """The Fluent file of a language, as written."""
    return (resources.files("bot.locales") / f"{language}.ftl").read_text(encoding="utf-8")


def engine_sentences(language: Language) -> str:
    """The Fluent file of what the engines say, as far as their own words will not do."""
    file = resources.files("bot.locales") / f"sentences.{language}.ftl"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _argument(value: Argument | Message | tuple[Message, ...], language: Language) -> str | int | float:
    if isinstance(value, Message):
        return text(value, language)
    if isinstance(value, tuple):
        return ", ".join(text(each, language) for each in value)
    return str(value) if isinstance(value, Person | Place) else value
