"""Places, built from real geometry. Each module is one.

A place module has
    SHOWS: frozenset[str]      concepts of the index that it stands for (and kinds of them)
    NOT: frozenset[str]        kinds of those that it is wrong for
    CALM_BELOW: bool           optional: where `summit` is high, type may stand on its ground
    AFLOAT, INDOORS: bool      optional: only boats, only people may be seen in it
    EAST_TOO: bool             whether it may stand for a place in East Asia
    MODERN: bool               optional: it is wrong for a book that plays in the past
    EAST_ONLY: frozenset[str]  optional: those of SHOWS that it stands for in East Asia alone; it comes first there
    build(drawing, view, rng)  draws it; returns where things may stand

`View` says what of the page the place has to fill and how it is lit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.forms.curves import Point
from articover.generate.illustrator.compose.scene import Season, Subject, Time, Weather
from articover.understand import Item
from articover.understand.index import index


@dataclass(frozen=True)
class View:
    """What a place has to fill. `horizon` is the height of the skyline's calm part; above `calm` nothing stands out,
    unless the place is vast: then only its summit does, at `summit`."""

    horizon: float
    summit: Point
    time: Time = ""
    season: Season = ""
    weather: Weather = ""


@dataclass(frozen=True)
class Ground:
    """Where somebody may stand in a finished place, and how tall a grown person is there (scene units)."""

    spot: Point
    height: float
    depth: float = 0.6
    line: Callable[[float], float] | None = field(default=None, compare=False)


@lru_cache(maxsize=1)
def all_places() -> dict[str, Any]:
    """Every place by its name."""
    from articover.generate.illustrator.compose import modules_of, places

    return modules_of(places)


def place_for(concept: str, *, east: bool = False, past: bool = False) -> str:
    """The place that honestly stands for a concept, "" for none; in the `past` none that is MODERN."""
    chain = (concept, *index().broader(concept))
    modules = sorted(all_places().items(), key=lambda each: not (east and hasattr(each[1], "EAST_ONLY")))
    for wanted in chain:
        for name, module in modules:
            here = module.EAST_TOO if east else wanted not in getattr(module, "EAST_ONLY", ())
            if past and getattr(module, "MODERN", False):
                continue
            if here and wanted in module.SHOWS and not module.NOT & set(chain):
                return name
    return ""


def is_afloat(name: str) -> bool:
    """Whether only what floats can be in a place."""
    return bool(getattr(all_places().get(name), "AFLOAT", False))


def place_in(book: Book) -> tuple[Item, str, tuple[Subject, ...]] | None:
    """The first item of a book that has a place, the place's name, and the hero if he can be seen small in it."""
    from articover.generate.illustrator.compose.things import tiny_in

    for item in book.items:
        name = (
            place_for(item.concept, east=book.is_east_asian, past=book.is_past)
            if item.role in ("place", "prop", "subject")
            else ""
        )
        if name:
            hero = book.hero
            small = tiny_in(all_places()[name], hero.concept, east=book.is_east_asian) if hero else ""
            return item, name, (Subject(small, hero.concept, hero.number),) if hero and small else ()
    return None
