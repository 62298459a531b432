"""What the bot says, in every language it speaks: one folder a language, one key a sentence.

Errors and notices of the engines have their sentences in `articover.locales`; `engines.ftl` has those that are told
otherwise to people in chat than to whoever set the engines up, and those of the bot's own errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from fluent.runtime import FluentBundle, FluentResource

import articover.locales
from bot.locales.languages import FILES, LANGUAGES, Language, customs, functions, source, spoken
from bot.locales.message import Argument, Message, Person, Place, localized

__all__ = [
    "LANGUAGES",
    "Argument",
    "Language",
    "Message",
    "Person",
    "Place",
    "bundle",
    "customs",
    "localized",
    "source",
    "spoken",
    "text",
]


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
    made = FluentBundle([language], use_isolating=False, functions=dict(functions(language)))
    made.add_resource(FluentResource(articover.locales.source(language)))
    for file in FILES:
        # What the engines say to whoever set them up, the bot says to who writes.
        made.add_resource(FluentResource(source(language, file)), allow_overrides=True)
    return made


def _argument(value: Argument | Message | tuple[Message, ...], language: Language) -> str | int | float:
    if isinstance(value, Message):
        return text(value, language)
    if isinstance(value, tuple):
        return articover.locales.list_separator(language).join(text(each, language) for each in value)
    return str(value) if isinstance(value, Person | Place) else value
