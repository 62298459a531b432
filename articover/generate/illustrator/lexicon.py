"""The lexicon: concepts, the words for them in English and Korean, and what tells their senses apart.

The data is `lexicon.toml`. Poses: "stand" on the ground, "upright" (tall and thin), "still" (a thing seen for
itself), "bust" (a head, cropped by the edge it grows from), "perch", "hang", "float" on water, "swim" in it,
"fly", "sky" (what hangs in it).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.generate.illustrator.mentions import listed

POSES = listed("stand upright still bust perch hang float swim fly sky")
KINDS = listed("creature person building vehicle plant celestial object symbol place weather time food")


@dataclass(frozen=True)
class Concept:
    """A thing that can be drawn. `one_way`: it reads in one direction, so its mirror image would be wrong."""

    name: str
    kind: str
    pose: str
    en: tuple[str, ...]
    ko: tuple[str, ...]
    weight: float = 1.0
    one_way: bool = False


@dataclass(frozen=True)
class Rule:
    """When a word means the thing. Empty conditions always hold.

    `needs`: one of these (or "genre:KEY") stands in the brief. `unless`: one of these means the other sense.
    `not_before`, `not_after`: neighbouring words of the other sense. `particle`: only with a particle (Korean).
    `not_forms`: whole words that only look like it. `weight` multiplies. `verb`: the other sense is a verb, so that
    an article before the word settles it whatever follows.
    """

    needs: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_forms: frozenset[str] = frozenset()
    particle: bool = False
    verb: bool = False
    weight: float = 1.0


@dataclass(frozen=True)
class Lexicon:
    """`words_en`, `words_ko`: word or phrase -> concept name. `masks_en`: phrases that draw nothing;
    `masks_ko`: beginnings of words that draw nothing."""

    concepts: Mapping[str, Concept]
    words_en: Mapping[str, str]
    words_ko: Mapping[str, str]
    rules_en: Mapping[str, Rule]
    rules_ko: Mapping[str, Rule]
    masks_en: frozenset[str]
    masks_ko: frozenset[str]
    moods_en: Mapping[str, str] = field(default_factory=dict)
    moods_ko: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    data = tomllib.loads(resources.files("articover.generate.illustrator").joinpath("lexicon.toml").read_text("utf-8"))
    concepts = {
        name: Concept(
            name,
            entry["kind"],
            entry["pose"],
            _words(entry["en"]),
            _words(entry["ko"]),
            entry.get("weight", 1.0),
            entry.get("one_way", False),
        )
        for name, entry in data["concepts"].items()
    }
    return Lexicon(
        concepts,
        {word: concept.name for concept in concepts.values() for word in concept.en},
        {word: concept.name for concept in concepts.values() for word in concept.ko},
        {word: _rule(entry) for word, entry in data["rules"]["en"].items()},
        {word: _rule(entry) for word, entry in data["rules"]["ko"].items()},
        frozenset(data["masks"]["en"]),
        frozenset(data["masks"]["ko"]),
        {word: name for name, entry in data["mood"].items() for word in _words(entry["en"])},
        {word: name for name, entry in data["mood"].items() for word in _words(entry["ko"])},
    )


def allowed(rule: Rule, whole: str, words: frozenset[str], genre: str) -> bool:
    """Whether the brief as a whole (`whole`, and its `words`) is about the sense the rule asks for."""

    def present(key: str) -> bool:
        if key.startswith("genre:"):
            return key == f"genre:{genre}"
        return key in words if key.isascii() else key in whole

    return (not rule.needs or any(map(present, rule.needs))) and not any(map(present, rule.unless))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


def _rule(entry: dict[str, Any]) -> Rule:
    sets = {key: frozenset(entry.get(key, ())) for key in ("needs", "unless", "not_before", "not_after", "not_forms")}
    return Rule(
        **sets,
        particle=bool(entry.get("particle", False)),
        verb=bool(entry.get("verb", False)),
        weight=float(entry.get("weight", 1.0)),
    )
