"""Words of any language as names of things, places, hours, seasons and weathers."""

from __future__ import annotations

import re
from functools import lru_cache

from articover.brief import Brief
from articover.generate.illustrator.compose.places import all_places, place_for
from articover.generate.illustrator.compose.scene import Season, Time, Weather
from articover.generate.illustrator.compose.things import all_things
from articover.generate.illustrator.direct.gate import SEASONS, TIMES, WEATHERS
from articover.generate.illustrator.scenes.names import same_name
from articover.understand import understand
from articover.understand.index import LANGUAGES, folded, index
from articover.understand.languages import language_of

CLEAR = frozenset({"clear", "none", "blue sky", "clear sky", "맑음", "맑은 하늘", "晴れ", "快晴"})
"""Words for a sky in which nothing falls or blows."""


@lru_cache(maxsize=256)
def concepts_of(text: str) -> tuple[str, ...]:
    """What a word or two may mean, the likeliest first: keys of the concept index; empty when nobody knows."""
    known = index()
    found = [key] if (key := text.strip().casefold().replace(" ", "_")) in known.concepts else []
    first = language_of(text, "")
    for language in dict.fromkeys((first, "en", "ko", *LANGUAGES)):
        found += known.words(language).get(folded(text, language), ())
        if found and language == first:
            break
    if not found:
        brief = Brief("-", additions=text[:200], language=first)
        found = [item.concept for item in understand(brief).items if item.field == "added"]
    return tuple(dict.fromkeys(found))


def pieces_of(text: str) -> list[str]:
    """A list in words, taken apart: "night and noon", "rose, key"."""
    return [each.strip() for each in re.split(r"[,;、，·]|\band\b|\s와\s|\s과\s", text) if each.strip()]


def moment_of(text: str) -> tuple[Time, Season, Weather | None] | None:
    """Hour, season and weather that one piece of text speaks of, "" for each that it does not; None for neither.

    The weather is None where the sky is to be clear.
    """
    if text.casefold().strip() in CLEAR:
        return "", "", None
    for concept in concepts_of(text):
        time, season, weather = TIMES.get(concept, ""), SEASONS.get(concept, ""), WEATHERS.get(concept, "")
        if time or season or weather:
            return time, season, weather
    return None


def places_of(text: str) -> list[tuple[str, str]]:
    """(name, concept) of every place that a word may stand for: first the place of that name."""
    found = []
    if name := same_name(text, all_places()):
        found.append((name, concept_of_place(name)))
    return [*found, *((name, concept) for concept in concepts_of(text) if (name := place_for(concept)))]


def concept_of_place(name: str) -> str:
    """A concept that a place shows: one that it is looked up by."""
    shows = sorted(all_places()[name].SHOWS)
    own = [concept for concept in shows if place_for(concept) == name]
    return name if name in own else next(iter(own or shows))


def concepts_of_thing(text: str) -> list[str]:
    """Concepts that a word for a thing may mean: the word's own, then those of the thing of that name."""
    found = list(concepts_of(text))
    if name := same_name(text, all_things()):
        shows = sorted(all_things()[name].SHOWS)
        found = [name] * (name in shows) + found + shows
    return list(dict.fromkeys(found))
