"""Sentences of the engines about what they made, as messages of the locales; an unknown one is passed on as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from articover.notices import (
    FAILED_CHECK,
    FALLBACK,
    MEMORY,
    NOTICES,
    OWN_PICTURE,
    SAFETY,
    SERIES_LED,
    SERIES_TOLD,
    TRANSLATED,
    WORDS_TAKEN,
    WORDS_UNKNOWN,
    split_code,
)
from bot.conversation.reply import Message, localized

KEYS: Mapping[str, str] = {
    "genre": "notice-genre",
    "dpi": "notice-dpi",
    "soft": "notice-soft",
    "slightly-soft": "notice-soft",
    "cut": "notice-cut",
    "mirrored": "notice-mirrored",
    "enlarged": "notice-enlarged",
    "differs": "notice-differs",
    "letters-left": "notice-letters-left",
    "own-picture": "notice-own-picture",
    "series-led": "notice-series-led",
    "series-told": "notice-series-told",
    "lacks-letters": "notice-lacks-letters",
    "moved": "notice-moved",
    "no-larger": "notice-no-larger",
    "no-smaller": "notice-no-smaller",
    "partly-larger": "notice-partly-larger",
    "own-dpi": "notice-own-dpi",
    "reduced": "notice-reduced",
    "recut": "notice-recut",
    "extended": "notice-extended",
    "words-taken": "notice-words-taken",
    "words-unknown": "notice-words-unknown",
    "translated": "notice-translated",
    "safety": "notice-safety",
    "fallback": "notice-fallback",
    "memory": "notice-memory",
}
"""Our message by the code of the engines' notice; a check that failed has one by what was checked."""
_OF_PAINTING = (FALLBACK, MEMORY, SAFETY, SERIES_LED, SERIES_TOLD, TRANSLATED, WORDS_TAKEN, WORDS_UNKNOWN)
CHECKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?P<role>title|subtitle|author|series) contrast"), "notice-contrast"),
    (re.compile(r"(?P<role>title|subtitle|author|series) reads back"), "notice-reads-back"),
    (re.compile(r"title legible at 160 px"), "notice-small"),
    (re.compile(r"no letters (left )?in the picture"), "notice-letters"),
)


def sentence_line(sentence: str, code: str, arguments: Mapping[str, str | int]) -> str | Message:
    """An error's English sentence, to be said in the reader's language where its code has words there."""
    key = f"sentence-{code}"
    return Message(key, arguments, otherwise=sentence) if code else sentence


def speaks_of_series(sentences: Iterable[str]) -> bool:
    """Whether the painter says itself how its picture follows the earlier book's."""
    asked = (OWN_PICTURE, SERIES_LED, SERIES_TOLD)
    return any(notice.heard(sentence) is not None for sentence in sentences for notice in asked)


def is_of_painting(sentence: str) -> bool:
    """Whether it tells how a picture came to be: news when it was painted, and none when only its type was set anew."""
    return any(notice.heard(sentence) is not None for notice in _OF_PAINTING)


def notice_lines(sentences: Iterable[str]) -> list[Message]:
    """What people should hear, each thing once."""
    return [_line(sentence) for sentence in dict.fromkeys(sentences)]


def _line(sentence: str) -> Message:
    for notice in NOTICES:
        arguments = notice.heard(sentence)
        if arguments is None:
            continue
        if notice is FALLBACK:
            return localized(
                KEYS[notice.code], engine=arguments["engine"], why=sentence_line(*split_code(arguments["why"]))
            )
        if notice.code in KEYS:
            return localized(KEYS[notice.code], **arguments)
        if notice is FAILED_CHECK:
            for pattern, key in CHECKS:
                if found := pattern.fullmatch(arguments["check"]):
                    return localized(key, **found.groupdict())
    return localized("notice", sentence=sentence)
