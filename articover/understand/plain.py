"""The weak path, where a language's package is not installed: words by their letters, and no grammar at all.

What it reads are the longest words the index knows; nothing is told apart by what it does in its sentence.
"""

from __future__ import annotations

import re
from itertools import chain

from articover.understand.index import folded, index
from articover.understand.words import Word

_LETTERS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[.!?。！？\n]")
_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
_DENIALS = frozenset({"no", "without", "not", "never", "neither", "nor"})
_STOPS = frozenset(".!?。！？\n")


class Split:
    """Splits one language."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._longest = max(map(len, index().words(language)), default=1)

    def read(self, text: str, *, wishes: bool = False) -> list[Word]:
        """The words of `text`, all of them taken for nouns."""
        made, denied = list[Word](), 0
        pieces = ((match[0], match.start()) for match in _LETTERS.finditer(text))
        for piece, start in chain.from_iterable(self._cut(piece, start) for piece, start in pieces):
            if piece in _STOPS:
                denied = 0
                made.append(Word(piece, piece, "stop", start, start + len(piece)))
                continue
            plain = folded(piece, self._language)
            denied = 4 if plain in _DENIALS else max(denied - 1, 0)
            made.append(
                Word(piece, plain, "noun", start, start + len(piece), denied=denied > 0 and plain not in _DENIALS)
            )
        return made

    def _cut(self, piece: str, start: int) -> list[tuple[str, int]]:
        """A run of a script without spaces, cut at the longest known words."""
        if not _UNSPACED.search(piece):
            return [(piece, start)]
        known, made, at = index().words(self._language), list[tuple[str, int]](), 0
        while at < len(piece):
            length = next(
                (n for n in range(min(self._longest, len(piece) - at), 0, -1) if piece[at : at + n] in known), 1
            )
            made.append((piece[at : at + length], start + at))
            at += length
        return made
