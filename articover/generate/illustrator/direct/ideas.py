"""Twenty-four ideas for a book, each a scene: what of it is shown, how composed, in which medium and colours, why."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from articover.generate.illustrator.compose import Composition, Fit, all_compositions, shelf
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.direct import palette
from articover.generate.illustrator.treat import Treatment, all_treatments
from articover.generate.illustrator.treat.inks import Inks

IDEAS = 24
STAGINGS = 5
"""How many different drawings the ideas share: drawing one costs more than trying it in other colours."""
PASSES = 0.45
"""A picture whose composition shows less than this of the book is no better than a cover led by type."""
_LED_BY_TYPE, _PLENTY = 0.12, 0.6
"""How often covers led by type are tried, beside pictures; and the worth from which a picture goes before them."""


_TURNABLE = frozenset({"landscape", "window", "frame"})
"""Families of compositions that may be seen in a mirror: places, not letters and not things that face one way."""


@dataclass(frozen=True)
class Lately:
    """What was made lately and counts against the same again: names of compositions, families, treatments, palettes."""

    compositions: tuple[str, ...] = ()
    treatments: tuple[str, ...] = ()
    palettes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """What a series keeps of its first book; "" and None leave it free."""

    composition: str = ""
    treatment: str = ""
    inks: Inks | None = None


@dataclass(frozen=True)
class Idea:
    """A scene, and how much of the book its composition shows (`worth`, 0..1, before anybody has seen it)."""

    scene: Scene
    worth: float
    family: str = field(default="", compare=False)


def ideas_for(
    book: Book, aspect: float, seed: int, *, lately: Lately | None = None, kept: Kept | None = None
) -> tuple[Idea, ...]:
    """The ideas, the most promising first; the same for the same book, shape, seed and past. Never empty."""
    lately, kept = lately or Lately(), kept or Kept()
    rng = np.random.default_rng([seed, 11])
    stagings = _stagings(book, rng, lately, kept)
    turned = np.random.default_rng([seed, 13]).random(len(stagings)) < 0.5
    found: list[Idea] = []
    for number in range(IDEAS):
        composition, fit = stagings[number % len(stagings)]
        treatment = _treatment(composition, book, rng, lately, kept)
        if kept.inks is not None:
            chosen = palette.Choice(kept.inks, "colours of its series")
        else:
            chosen = palette.choose(book, rng, night=treatment.NIGHT, seen=lately.palettes)
        lockup = composition.LOCKUPS[int(rng.integers(len(composition.LOCKUPS)))]
        scene = Scene(
            composition=composition.NAME,
            treatment=treatment.NAME,
            inks=chosen.inks,
            versions=(composition.VERSION, getattr(treatment, "VERSION", 1)),
            subjects=fit.subjects,
            place=fit.place,
            time=book.time,
            season=book.season,
            weather=book.weather,
            relation=fit.relation,
            lockup=lockup,
            words=book.words,
            aspect=aspect,
            mirror=bool(turned[number % len(stagings)]) and composition.FAMILY in _TURNABLE,
            seed=seed * 64 + number % len(stagings),
            why=(fit.why, chosen.why, f"{treatment.NAME}, as its shelf likes it"),
        )
        found.append(Idea(scene, fit.worth, composition.FAMILY))
    return tuple(found)


def _stagings(book: Book, rng: np.random.Generator, lately: Lately, kept: Kept) -> list[tuple[Composition, Fit]]:
    """Compositions drawn by what they show and how their shelf likes them; each once."""
    options: list[tuple[float, Composition, Fit]] = []
    for composition in all_compositions().values():
        fit = composition.fit(book)
        liking = shelf(composition.SHELVES, book.genres)
        if fit is None or liking <= 0:
            continue
        led_by_type = composition.FAMILY == "type"
        if not led_by_type and fit.worth < PASSES:
            continue
        weight = liking * (_LED_BY_TYPE if led_by_type else fit.worth**2 + 0.1)
        weight *= 0.35 ** lately.compositions.count(composition.NAME)
        options.append((weight, composition, fit))
    if any(fit.worth >= _PLENTY and each.FAMILY != "type" for _, each, fit in options):
        # There is much to show: a cover that shows nothing of it is rarely the better one.
        options = [(w * 0.3 if each.FAMILY == "type" else w, each, fit) for w, each, fit in options]
    if kept.composition:
        same = [each for each in options if kept.composition == each[1].NAME]
        family = all_compositions()[kept.composition].FAMILY if kept.composition in all_compositions() else ""
        options = same or [each for each in options if family == each[1].FAMILY] or options
    if not options:
        options = [
            (1.0, each, Fit(0.1, "led by type")) for each in all_compositions().values() if each.FAMILY == "type"
        ]
    weights = np.array([weight for weight, _, _ in options])
    count = min(STAGINGS, len(options))
    picked = rng.choice(len(options), size=count, replace=False, p=weights / weights.sum())
    return [options[int(index)][1:] for index in picked]


def _treatment(composition: Composition, book: Book, rng: np.random.Generator, lately: Lately, kept: Kept) -> Treatment:
    known = [each for name, each in all_treatments().items() if name not in composition.EXCLUDES]
    pages = palette.pages_of(book)
    # The brief's colour words come first: a medium for pale pages cannot print black.
    known = [each for each in known if not pages or each.NIGHT is None or each.NIGHT in pages] or known
    if kept.treatment:
        same = [each for each in known if kept.treatment == each.NAME]
        if same:
            return same[0]
    weights = np.array(
        [shelf(each.SHELVES, book.genres) * 0.6 ** lately.treatments.count(each.NAME) for each in known], float
    )
    if weights.sum() <= 0:
        weights = np.ones(len(known))
    return known[int(rng.choice(len(known), p=weights / weights.sum()))]
