"""The concept index (`data/concepts.msgpack`, made by tools/build_concepts.py): concepts, and words for them.

The words of a language are decoded when a brief first asks for that language.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

LANGUAGES = (
    "en", "ko", "ja", "zh-Hans", "zh-Hant", "es", "fr", "de", "pt", "it", "ru", "ar", "hi", "th", "vi", "id", "tr",
    "el", "pl",
)  # fmt: skip
"""The languages that a brief is read in."""

KINDS = (
    "person", "creature", "animal", "plant", "thing", "vehicle", "building", "food", "instrument", "weapon", "clothing",
    "body", "event", "idea", "place", "time", "season", "weather", "era", "mood", "colour", "medium",
)  # fmt: skip
_IMPLIED = frozenset({"colour", "building", "place", "vehicle", "animal", "instrument"})
"""Kinds that come with whoever is named after them."""


@dataclass(frozen=True)
class Concept:
    """`key` is stable English; `en` its words, the plainest first; `broader` lists more general concepts."""

    key: str
    kind: str
    en: tuple[str, ...]
    broader: tuple[str, ...]
    emoji: str
    synsets: tuple[int, ...]


class Index:
    """Thread-safe: what is decoded lazily is only ever decoded to the same."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.digest: str = data["digest"]
        self.concepts: dict[str, Concept] = {
            key: Concept(key, kind, tuple(en), tuple(broader), emoji, tuple(synsets))
            for key, (kind, en, broader, emoji, synsets) in data["concepts"].items()
        }
        self.anchors: dict[int, str] = {}
        for concept in self.concepts.values():
            for synset in concept.synsets:
                self.anchors.setdefault(synset, concept.key)
        self._words, self._stems, self._first = data["words"], data["stems"], data["first"]
        self.words = lru_cache(maxsize=None)(self._decoded)
        self.stems = lru_cache(maxsize=None)(self._decoded_stems)
        self._names = lru_cache(maxsize=None)(self._decoded_first)

    def _decoded(self, language: str) -> dict[str, list[str]]:
        """Word or phrase (see `folded`) -> concepts it may mean."""
        packed = self._words.get(language)
        return msgspec.msgpack.decode(packed, type=dict[str, list[str]]) if packed else {}

    def _decoded_stems(self, language: str) -> dict[str, list[str]]:
        """The same by the stems of the words (see `others.stem`); empty for languages that are read by lemmas."""
        packed = self._stems.get(language)
        return msgspec.msgpack.decode(packed, type=dict[str, list[str]]) if packed else {}

    def _decoded_first(self, language: str) -> dict[str, str]:
        packed = self._first.get(language)
        return msgspec.msgpack.decode(packed, type=dict[str, str]) if packed else {}

    def name(self, concept: str, language: str = "en") -> str:
        """The concept as a reader of `language` calls it; the English word where that language has none."""
        entry = self.concepts.get(concept)
        english = entry.en[0] if entry else concept.replace("_", " ")
        return english if language == "en" else self._names(language).get(concept, english)

    def implied(self, concept: str) -> tuple[str, ...]:
        """What a concept's own name says is there too: a lighthouse with its keeper, black with a black cat."""
        entry = self.concepts.get(concept)
        words: list[str] = " ".join(entry.en[:1]).split() if entry else []
        found = []
        for word in words[:-1]:
            keys = self.words("en").get(word) or []
            kind = self.concepts[keys[0]].kind if len(keys) == 1 else ""
            if kind == "colour" or (kind in _IMPLIED and entry is not None and entry.kind == "person"):
                found.append(keys[0])
        if entry is not None and entry.kind != "weather":  # a snowfield with its snow
            found += [up for up in self.broader(concept) if self.concepts[up].kind in ("weather", "season")]
        return tuple(dict.fromkeys(found))

    def broader(self, concept: str) -> tuple[str, ...]:
        """Every more general concept, the nearest first, without the concept itself."""
        found: list[str] = []
        level = [concept]
        while level:
            level = [up for each in level if each in self.concepts for up in self.concepts[each].broader]
            level = [up for up in dict.fromkeys(level) if up not in found and up != concept]
            found += level
        return tuple(found)


@lru_cache(maxsize=1)
def index() -> Index:
    """The index, read once."""
    file = resources.files("articover.understand") / "data" / "concepts.msgpack"
    return Index(msgspec.msgpack.decode(file.read_bytes()))


def folded(text: str, language: str) -> str:
    """A word as the index keys it: NFC, lower case, straight apostrophes; Arabic and Hebrew without vowel points."""
    plain = (
        unicodedata.normalize("NFC", text)
        .casefold()
        .replace("’", "'")
        .replace("\u0131", "i" if language != "tr" else "ı")
    )
    if language == "tr":
        plain = unicodedata.normalize("NFC", text.replace("İ", "i").replace("I", "ı")).lower()
    if language == "ar":
        plain = "".join(char for char in plain if not ("\u064b" <= char <= "\u065f" or char in "\u0640\u0670"))
    if language == "el":
        plain = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    return " ".join(plain.split())


def digest_of(data: Path) -> str:
    """A hash of everything the index is made from."""
    digest = hashlib.sha256()
    for path in sorted(
        [
            *data.glob("concepts/*.toml"),
            *data.glob("words/*.toml"),
            *data.glob("cldr.toml"),
            *data.glob("adjectives.toml"),
            *data.glob("works.toml"),
        ]
    ):
        digest.update(path.relative_to(data).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
