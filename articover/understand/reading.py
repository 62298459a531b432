"""A text into words: each stretch by the reader of its language; a reader is loaded when a text first needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from articover.understand.languages import language_of, sentences
from articover.understand.words import Word


class Reader(Protocol):
    def read(self, text: str, *, wishes: bool = False) -> list[Word]: ...


@dataclass(frozen=True)
class Stretch:
    """A part of a field in one language. `at` is where it begins; offsets of `words` are within `text`.

    `weak` says that the language's own reader is not installed and its words were only split.
    """

    text: str
    language: str
    at: int
    words: tuple[Word, ...]
    weak: bool = False


_LOCK = threading.Lock()


def read(text: str, language: str, *, wishes: bool = False) -> list[Stretch]:
    """`text` in stretches of one language each; `language` is the brief's."""
    made = []
    for start, end, tongue in _parted(text, language):
        piece = text[start:end]
        reader, weak = reader_of(tongue)
        words = tuple(reader.read(piece, wishes=wishes))
        made.append(Stretch(piece, tongue, start, words, weak))
    return made


def _parted(text: str, language: str) -> list[tuple[int, int, str]]:
    """Neighbouring sentences of one language together."""
    parts: list[tuple[int, int, str]] = []
    for start, end in sentences(text):
        tongue = language_of(text[start:end], language)
        if parts and parts[-1][2] == tongue:
            parts[-1] = (parts[-1][0], end, tongue)
        else:
            parts.append((start, end, tongue))
    return parts


def reader_of(language: str) -> tuple[Reader, bool]:
    """The reader of a language and whether it is only the weak one."""
    with _LOCK:
        return _reader(language)


@lru_cache(maxsize=32)
def _reader(language: str) -> tuple[Reader, bool]:
    try:
        return _MAKERS.get(language, lambda: _plain(language))(), False
    except ImportError:
        from articover.understand.plain import Split

        return Split(language), True


def _plain(language: str) -> Reader:
    from articover.understand.others import Plain

    if language == "th":
        import icu4py.breakers  # noqa: F401 -- without it Thai is one long word
    return Plain(language)


def _english() -> Reader:
    from articover.understand.english.reader import English

    return English()


def _korean() -> Reader:
    from articover.understand.korean import Korean

    return Korean()


def _japanese() -> Reader:
    from articover.understand.japanese import Japanese

    return Japanese()


def _chinese() -> Reader:
    from articover.understand.chinese import Chinese

    return Chinese()


_MAKERS: dict[str, Callable[[], Reader]] = {
    "en": _english,
    "ko": _korean,
    "ja": _japanese,
    "zh-Hans": _chinese,
    "zh-Hant": _chinese,
}


def shifted(word: Word, by: int) -> Word:
    return replace(word, start=word.start + by, end=word.end + by)
