"""What of a brief the illustrator can draw, in the order it matters, and the brief's mood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articover.brief import Brief
from articover.cover import ShownMotif
from articover.generate.illustrator.drawable import picture_of
from articover.generate.illustrator.icons import outline, silhouette
from articover.understand import understand as read
from articover.understand.result import Role

__all__ = ["Motif", "mood", "outline", "silhouette", "told", "understand"]

MAX_MOTIFS = 6
_ROLES: tuple[Role, ...] = ("subject", "companion", "prop", "place", "weather")
_MOODS = {
    "night": "night", "midnight": "night", "starry_night": "night", "moonlit_night": "night", "evening": "dusk",
    "dusk": "dusk", "golden_hour": "dusk", "blue_hour": "dusk", "dawn": "dawn", "morning": "dawn", "storm": "storm",
    "thunderstorm": "storm", "typhoon": "storm", "tornado": "storm", "lightning": "storm", "rain": "rain",
    "rainy_season": "rain", "snow": "winter", "first_snow": "winter", "blizzard": "winter", "frost": "winter",
    "winter": "winter", "cold": "winter", "autumn": "autumn", "late_autumn": "autumn", "spring": "spring",
    "early_spring": "spring", "summer": "summer", "heat": "summer", "fog": "fog", "calm": "calm", "warm": "warm",
    "tender": "warm", "dark": "dark", "scary": "dark", "fire": "fire",
}  # fmt: skip
"""Concept, or view of data/wishes.toml, -> the mood that recipes know."""


@dataclass(frozen=True)
class Motif:
    """A thing the brief speaks of and the illustrator can draw. `concept` is what is drawn, `source` the word found."""

    concept: str
    kind: str
    source: str
    weight: float = 1.0
    pose: str = "still"


def understand(brief: Brief) -> tuple[Motif, ...]:
    """What to draw, most important first, at most six. Never raises."""
    made = read(brief)
    found: dict[str, Motif] = {}
    for item in made.of(*_ROLES):
        drawn = picture_of(item.concept, made.language, made.culture)
        if drawn is None or drawn.name in found or drawn.name in made.denied:
            continue
        found[drawn.name] = Motif(drawn.name, drawn.kind, item.word, round(item.weight * drawn.weight, 4), drawn.pose)
    return tuple(sorted(found.values(), key=lambda motif: -motif.weight)[:MAX_MOTIFS])


def mood(brief: Brief) -> frozenset[str]:
    """The moods the brief speaks of: night, dawn, dusk, storm, rain, winter, autumn, spring, summer, warm, calm, dark,
    fog, fire."""
    made = read(brief)
    said = {item.concept for item in made.items if item.role != "denied"} | set(made.views)
    return frozenset(_MOODS[name] for name in said if name in _MOODS)


def told(brief: Brief, shown: Sequence[str]) -> tuple[ShownMotif, ...]:
    """Each concept that a picture shows, once, and whether `brief` names it or the painter added it."""
    made = read(brief)
    named = {item.concept for item in made.items if item.role != "denied"}
    named |= {drawn.name for name in named if (drawn := picture_of(name, made.language, made.culture))}
    return tuple(ShownMotif(each, "brief" if each in named else "painter") for each in dict.fromkeys(shown) if each)
