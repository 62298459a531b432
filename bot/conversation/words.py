"""Blocked words in what somebody wrote, compared as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bot.conversation.lookalikes import as_read, as_written, latin, mixed_words, without_marks

_LATIN = re.compile("[a-z0-9\u00df-\u024f]")
"""Letters that end a word only where another kind of character follows; a Korean particle is one."""
_JOINED = re.compile(r"(?<=\w)[^\w\s'’]+(?=\w)|_")
"""Signs between the letters of a word. An apostrophe is spelling: "he'll" is no other word."""
_SINGLE = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]+[^\W_]){1,}(?![^\W_])")
"""Letters that stand apart, each alone: "s p a m", "s.p.a.m"."""
_SURE_CHARS = 3
"""A word of another script that is spaced out counts inside a longer run of single letters from this length on: Korean
has many words of one syllable."""


def blocked_word(texts: Iterable[str], words: Iterable[str]) -> str | None:
    """The first of `words` that a reader sees in one of `texts`, None when there is none.

    A word of Latin letters or digits counts only as a whole word, so that "ass" does not block "class"; in
    scripts that add endings to words (Korean) or write without spaces (Chinese), anywhere. A word in pieces is not
    looked for across spaces unless each of its letters stands alone: "the rapist" and "pen is" are two words each.
    """
    forms = [_Forms(text) for text in texts if text]
    for word in words:
        wanted = " ".join(as_written(word).split())
        if wanted and any(form.hold(wanted) for form in forms):
            return word
    return None


def blocked_field(texts: Mapping[str, str], words: Iterable[str]) -> str | None:
    """The first field whose text holds one of `words`, None when none does."""
    known = tuple(words)
    return next((field for field, text in texts.items() if blocked_word((text,), known) is not None), None)


class _Forms:
    """What one text may be read as, made once for all words."""

    def __init__(self, text: str) -> None:
        self._written = _spaced(as_written(text))
        read = {_spaced(form) for form in as_read(text)}
        self._read = frozenset({*read, *(_JOINED.sub("", form) for form in read)})
        runs = (found[0] for form in read for found in _SINGLE.finditer(form))
        self._runs = frozenset(re.sub(r"[\W_]+", "", run) for run in runs)
        self._mixed = mixed_words(text)

    def hold(self, word: str) -> bool:
        """Whether `word`, as it is written, is seen here."""
        if _stands_in(word, self._written):
            return True
        if without_marks(word) != word:
            # Who blocks a word with a mark does not mean the one without.
            return False
        if any(_stands_in(word, form) for form in self._read):
            return True
        if any(word == run or (word in run and _in_run(word)) for run in self._runs):
            return True
        return bool(self._mixed) and not word.isascii() and _stands_in(latin(word), self._mixed)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _in_run(word: str) -> bool:
    return len(word) >= _SURE_CHARS


def _stands_in(word: str, text: str) -> bool:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        opens = start == 0 or not (_LATIN.match(word[0]) and _LATIN.match(text[start - 1]))
        closes = end == len(text) or not (_LATIN.match(word[-1]) and _LATIN.match(text[end]))
        if opens and closes:
            return True
        start = text.find(word, start + 1)
    return False
