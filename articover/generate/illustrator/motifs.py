"""Words to pictures: which things of the brief can be drawn, in the order they matter, and its mood.

English and Korean. A word with several senses counts only where a rule of the lexicon says which is meant;
what the brief denies ("no dragons", "용은 없다") is not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

from articover.brief import Brief
from articover.generate.illustrator import words_en, words_ko
from articover.generate.illustrator.icons import outline, silhouette
from articover.generate.illustrator.lexicon import lexicon
from articover.generate.illustrator.mentions import Mention

__all__ = ["Motif", "mood", "outline", "silhouette", "understand"]

MAX_MOTIFS = 6
_FIELDS = (("title", 4.0), ("requirements", 3.0), ("subtitle", 1.6), ("synopsis", 1.0), ("series", 0.5))
"""What a mention is worth by where it stands: the title promises, the synopsis explains."""
_FADE = 0.55
"""The last word of a synopsis is worth this much less than its first."""
_FADE_ELSEWHERE = 0.08
"""In a short text order hardly matters, but of two equals the first is named first."""
_REPEAT = 0.5
"""Every further mention adds this share of the one before."""


@dataclass(frozen=True)
class Motif:
    """A thing the brief speaks of. `source` is the word found; `kind` and `pose` are the lexicon's."""

    concept: str
    kind: str
    source: str
    weight: float = 1.0
    pose: str = "still"


def understand(brief: Brief) -> tuple[Motif, ...]:
    """What to draw, most important first, at most six. Never raises."""
    values: dict[str, list[float]] = {}
    sources: dict[str, tuple[float, str]] = {}
    unwanted: set[str] = set()
    for name, worth in _FIELDS:
        text = getattr(brief, name)
        for mention in _mentions(text, brief, compounds=name == "title"):
            if mention.denied:
                if name == "requirements":
                    unwanted.add(mention.concept)
                continue
            fade = _FADE if name == "synopsis" else _FADE_ELSEWHERE
            value = worth * mention.weight * (1 - fade * mention.at / max(len(text), 1))
            values.setdefault(mention.concept, []).append(value)
            sources[mention.concept] = max(sources.get(mention.concept, (0.0, "")), (value, mention.word))
    weights = {concept: _summed(found) for concept, found in values.items() if concept not in unwanted}
    order = sorted(weights, key=lambda concept: (-weights[concept], concept))
    entries = lexicon().concepts
    return tuple(
        Motif(concept, entries[concept].kind, sources[concept][1], round(weights[concept], 4), entries[concept].pose)
        for concept in order[:MAX_MOTIFS]
    )


def mood(brief: Brief) -> frozenset[str]:
    """The moods the brief speaks of: night, dawn, dusk, storm, rain, winter, autumn, spring, summer, warm, calm, dark,
    fog, fire."""
    text = "\n".join((brief.title, brief.subtitle, brief.synopsis, brief.requirements))
    return frozenset(words_en.moods(text) | words_ko.moods(text))


def _mentions(text: str, brief: Brief, *, compounds: bool) -> list[Mention]:
    whole = "\n".join((brief.title, brief.subtitle, brief.synopsis, brief.requirements))
    genre = brief.genre_key
    return words_en.mentions(text, whole, genre) + words_ko.mentions(text, whole, genre, compounds=compounds)


def _summed(values: list[float]) -> float:
    return sum(value * _REPEAT**i for i, value in enumerate(sorted(values, reverse=True)))
