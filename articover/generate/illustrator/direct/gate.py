"""The gate for relevance: what of an understanding may be shown at all, before anybody thinks of a composition.

A single word never becomes a symbol: a thing that stands in the title alone is shown only when nothing else is known of
the book, or when it is the kind of thing that a title names plainly (a creature, a building). Moods, events and
ideas are never things to draw.
"""

from __future__ import annotations

import unicodedata

from articover.generate.illustrator.compose.book import EAST_ASIAN, Book
from articover.generate.illustrator.compose.places import all_places
from articover.generate.illustrator.compose.scene import Season, Time, Weather
from articover.generate.illustrator.compose.things import all_things
from articover.understand import Item, Understanding
from articover.understand.culture import form_of, is_european
from articover.understand.genre import nearest_of

_NEVER = frozenset({"event", "idea", "mood", "era", "medium", "colour", "time", "season", "weather", "body"})
"""Kinds that are no things to draw."""
_OF_ITSELF = frozenset({"book", "novel", "diary", "manuscript"})
"""What a title or subtitle calls the book itself: "Book One", "a novel"."""
_PLAIN = frozenset({"animal", "creature", "building", "vehicle", "person"})
"""Kinds that a title names plainly; places, food, tools and clothing are figures of
speech as often."""

TIMES: dict[str, Time] = {
    "dawn": "dawn", "morning": "dawn", "noon": "day", "day": "day", "afternoon": "day", "evening": "dusk",
    "dusk": "dusk", "golden_hour": "dusk", "blue_hour": "dusk", "night": "night", "midnight": "night",
    "starry_night": "night", "moonlit_night": "night",
}  # fmt: skip
SEASONS: dict[str, Season] = {
    "spring": "spring", "early_spring": "spring", "summer": "summer", "rainy_season": "summer", "dry_season": "summer",
    "autumn": "autumn", "late_autumn": "autumn", "indian_summer": "autumn", "winter": "winter",
}  # fmt: skip
WEATHERS: dict[str, Weather] = {
    "rain": "rain", "snow": "snow", "first_snow": "snow", "blizzard": "snow", "frost": "snow", "storm": "storm",
    "thunderstorm": "storm", "lightning": "storm", "typhoon": "storm", "tornado": "storm", "wind": "wind", "fog": "fog",
}  # fmt: skip


def book_of(understanding: Understanding, title: str) -> Book:
    """What compositions may ask for of an understood brief."""
    items = tuple(item for item in understanding.items if _may_be_shown(item, understanding))
    heroes = [item for item in items if item.role == "subject"] or [item for item in items if item.role == "companion"]
    genre = understanding.genre
    near = tuple(dict.fromkeys((genre, *nearest_of(genre))))
    times = (TIMES.get(item.concept, "") for item in understanding.of("time"))
    seasons = (SEASONS.get(item.concept, "") for item in understanding.of("season"))
    weathers = (WEATHERS.get(item.concept, "") for item in understanding.of("weather"))
    weather: Weather = next(filter(None, weathers), "")
    season: Season = next(filter(None, seasons), "")
    return Book(
        understanding=understanding,
        words=tuple(unicodedata.normalize("NFC", title).split()),
        genres=near,
        items=items,
        hero=heroes[0] if heroes else None,
        time=next(filter(None, times), ""),
        season="winter" if weather == "snow" and not season else season,
        weather=weather,
    )


def _may_be_shown(item: Item, understanding: Understanding) -> bool:
    if item.role in ("denied", "mood", "colour", "medium", "time", "season", "weather", "era"):
        return False
    if item.concept in understanding.denied or item.kind in _NEVER:
        return False
    if not _looks_right(item.concept, understanding.culture):
        return False
    if item.concept in _OF_ITSELF and item.field in ("title", "subtitle"):
        return False
    if item.field != "title" or item.kind in _PLAIN:
        return True
    told = understanding.read.get("synopsis", 0) + understanding.read.get("requirements", 0)
    return told == 0 or item.weight > _TITLE_ALONE


def _looks_right(concept: str, culture: str) -> bool:
    """Whether a culture has such a thing, and no other's form of it would be drawn.

    A castle is in no book of Southeast Asia; a house of the Middle East has a flat roof, and ours has a gable.
    """
    form = form_of(concept, culture)
    if form is None:
        return False
    if form in ("", concept) or is_european(culture):
        return True
    drawn = [module for module in (*all_places().values(), *all_things().values()) if concept in module.SHOWS]
    if not drawn or culture in EAST_ASIAN:
        return True  # compositions choose among the forms of East Asia themselves
    anywhere = [module for module in drawn if module.EAST_TOO and concept not in getattr(module, "EAST_ONLY", ())]
    return bool(anywhere) or any(form in module.SHOWS for module in drawn)


_TITLE_ALONE = 3.95
"""An item of the title that the synopsis speaks of, too, weighs more than this."""
