"""Figures of speech: words that name no thing where they stand ("break the ice")."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from articover.understand.reading import Stretch
from articover.understand.wordnet import wordnet

_GAP = 3
"""So many words may stand where a pattern has a "*"."""


def idiomatic(stretch: Stretch) -> frozenset[int]:
    """Indices of words that belong to a figure of speech."""
    patterns = _idioms().get(stretch.language, {})
    if not patterns:
        return frozenset()
    lemmas = [word.lemma for word in stretch.words]
    found: set[int] = set()
    for at, lemma in enumerate(lemmas):
        for pattern in patterns.get(lemma, ()):
            taken = _matched(lemmas, at, pattern)
            if taken:
                found.update(k for k in taken if stretch.words[k].part != "verb")
    if stretch.language == "en":
        found |= _verb_phrases(stretch, lemmas)
    return frozenset(found)


_PARTICLES = frozenset(
    {"up", "down", "out", "off", "in", "on", "over", "away", "back", "about", "around", "through", "by", "along"}
    | {"across", "under", "after", "before", "for", "to", "at"}
)
"""A phrase that ends in one of these is a verb with its particle: it holds no noun that is part of the verb."""


def _verb_phrases(stretch: Stretch, lemmas: Sequence[str]) -> set[int]:
    """Nouns that WordNet has as part of a verb: "bear witness", "break the ice"."""
    found: set[int] = set()
    for at in range(len(lemmas)):
        for length in (4, 3, 2):
            phrase = " ".join(lemmas[at : at + length])
            if at + length <= len(lemmas) and lemmas[at + length - 1] not in _PARTICLES and phrase in wordnet().phrases:
                found.update(k for k in range(at, at + length) if stretch.words[k].part != "verb" or k == at)
                break
    return found


def _matched(lemmas: Sequence[str], at: int, pattern: Sequence[str]) -> list[int]:
    taken, place, gap = list[int](), at, 0
    for piece in pattern:
        if piece == "*":
            gap = _GAP
            continue
        hit = next((k for k in range(place, min(place + gap + 1, len(lemmas))) if lemmas[k] == piece), -1)
        if hit < 0:
            return []
        taken.append(hit)
        place, gap = hit + 1, 0
    return taken


@lru_cache(maxsize=1)
def _idioms() -> dict[str, dict[str, list[list[str]]]]:
    """Language -> first lemma -> patterns."""
    file = resources.files("articover.understand") / "data" / "idioms.toml"
    made: dict[str, dict[str, list[list[str]]]] = {}
    for language, patterns in tomllib.loads(file.read_text("utf-8")).items():
        for pattern in patterns:
            pieces = pattern.split()
            made.setdefault(language, {}).setdefault(pieces[0], []).append(pieces)
    return made
