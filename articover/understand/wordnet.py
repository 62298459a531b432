"""WordNet's nouns: what an English word can mean, and which of our concepts lies nearest above each meaning.

The table (`data/wordnet.sqlite`, made by tools/build_wordnet.py) is read row by row; nothing of it is held in memory
but what a brief asked for.
"""

from __future__ import annotations

import re
import sqlite3
import struct
import threading
import weakref
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources

_STOP = frozenset(
    [
        "the",
        "and",
        "with",
        "that",
        "from",
        "for",
        "are",
        "was",
        "were",
        "which",
        "who",
        "whom",
        "whose",
        "this",
        "these",
        "those",
        "into",
        "onto",
        "upon",
        "have",
        "has",
        "had",
        "not",
        "but",
        "all",
        "any",
        "some",
        "one",
        "two",
        "being",
        "been",
        "its",
        "his",
        "her",
        "their",
        "they",
        "them",
        "him",
        "she",
        "you",
        "your",
        "our",
        "can",
        "may",
        "used",
        "using",
        "use",
        "usually",
        "often",
        "such",
        "very",
        "more",
        "most",
        "other",
        "another",
        "someone",
        "something",
        "anything",
        "especially",
        "when",
        "where",
        "while",
        "than",
        "then",
        "also",
        "made",
        "make",
        "makes",
        "having",
        "about",
        "over",
        "under",
        "out",
        "off",
        "part",
        "kind",
        "type",
        "form",
        "large",
        "small",
    ]
)
_HIGHEST = 7
"""How many steps upward a concept may lie: beyond these "schooner" is no longer drawn as what it is but as a thing."""
_ABSTRACT = frozenset({4, 7, 9, 10, 11, 12, 16, 19, 22, 23, 24, 26, 28})
"""Lexicographer files of what cannot be seen: act, attribute, cognition, communication, event, feeling, motive,
phenomenon, process, quantity, relation, state, time."""
INSTANCE = 64
"""Added to the lexicographer file of a named one (Paris, Dracula)."""
_PERSON = 18


@dataclass(frozen=True)
class Sense:
    """One meaning of a word: its synset, how often it was counted, its lexicographer file and a short name."""

    synset: int
    count: int
    lex: int
    name: str
    words: frozenset[int]
    named: bool = False

    @property
    def is_somebody(self) -> bool:
        """Whether it is one person's name."""
        return self.named and self.lex == _PERSON

    @property
    def is_abstract(self) -> bool:
        return self.lex in _ABSTRACT


class WordNet:
    """Thread-safe, read only."""

    def __init__(self) -> None:
        file = resources.files("articover.understand") / "data" / "wordnet.sqlite"
        self._base = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        # Python 3.13 warns of a connection that is open when the process ends.
        weakref.finalize(self, self._base.close)
        self._lock = threading.Lock()
        self.senses = lru_cache(maxsize=4096)(self._senses)
        self._row = lru_cache(maxsize=8192)(self._read_row)

    def _senses(self, lemma: str) -> tuple[Sense, ...]:
        """The meanings of a lower-case noun, the most usual first; none when WordNet does not know it."""
        with self._lock:
            row = self._base.execute("select senses from lemma where lemma = ?", (lemma,)).fetchone()
        if row is None:
            return ()
        made = []
        for synset, count in struct.iter_unpack("<IH", row[0]):
            lex, _, words, name = self._row(synset)
            made.append(Sense(synset, count, lex & ~INSTANCE, name.replace("_", " "), words, bool(lex & INSTANCE)))
        return tuple(made)

    def above(self, synset: int, anchors: Mapping[int, str]) -> tuple[str, int] | None:
        """(concept, steps) of the nearest synset upward, itself first, that `anchors` has; None when none is near."""
        level, seen = [synset], {synset}
        for steps in range(_HIGHEST + 1):
            for each in level:
                if each in anchors:
                    return anchors[each], steps
            level = [up for each in level for up in self._row(each)[1] if up not in seen]
            seen.update(level)
            if not level:
                break
        return None

    def class_of(self, name: str) -> str:
        """What a proper name is an instance of: "river" for "seine"; "" where WordNet does not know it."""
        senses = self.senses(name.casefold())
        if not senses or not senses[0].named:
            return ""
        above = self._row(senses[0].synset)[1]
        return self._row(above[0])[3].replace("_", " ") if above else ""

    def path(self, synset: int) -> tuple[int, ...]:
        """The synset and all above it."""
        found, level = [synset], [synset]
        while level:
            level = [up for each in level for up in self._row(each)[1] if up not in found]
            found += level
        return tuple(found)

    def signature(self, synset: int) -> frozenset[int]:
        """Hashes of the words of its gloss and of its neighbours (see `word_number`)."""
        return self._row(synset)[2]

    @cached_property
    def phrases(self) -> frozenset[str]:
        """Verbs of several words that end in a noun ("bear witness"), whose nouns are no things."""
        with self._lock:
            return frozenset(row[0] for row in self._base.execute("select lemma from phrase"))

    def _read_row(self, synset: int) -> tuple[int, tuple[int, ...], frozenset[int], str]:
        with self._lock:
            row = self._base.execute("select lex, up, words, name from synset where id = ?", (synset,)).fetchone()
        if row is None:
            return 0, (), frozenset(), ""
        lex, up, words, name = row
        return (
            lex,
            struct.unpack(f"<{len(up) // 4}I", up),
            frozenset(struct.unpack(f"<{len(words) // 2}H", words)),
            name,
        )


@lru_cache(maxsize=1)
def wordnet() -> WordNet:
    return WordNet()


def word_number(word: str) -> int:
    """A word of a gloss as 16 bits; a rough stem, so that "sails" and "sailing" are one."""
    stem = re.sub(r"(?:ing|ed|es|s)$", "", word) if len(word) > 4 else word
    return zlib.crc32(stem.encode()) & 0xFFFF


def gloss_words(gloss: str) -> list[str]:
    """The words of a gloss that say something."""
    return [word for word in re.findall(r"[a-z]{3,}", gloss.casefold()) if word not in _STOP]


def packed_words(words: Iterable[str]) -> bytes:
    numbers = sorted({word_number(word) for word in words if len(word) > 2 and word not in _STOP})
    return struct.pack(f"<{len(numbers)}H", *numbers)
