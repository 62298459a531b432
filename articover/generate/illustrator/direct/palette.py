"""Colours from the book: its colour words and the colours of its things first, then season and hour, then its shelf."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from articover.generate.illustrator.color import parse, shift, to_hex
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import INKS
from articover.generate.illustrator.treat.inks import Inks

_COLOR, _MOMENT, _SHELF = 6.0, 2.2, 1.6
_TURN_DEGREES = 5.0

_OF_THINGS = {
    "rose": "red", "blood": "red", "apple": "red", "lantern": "red", "fox": "orange", "tiger": "orange",
    "pumpkin": "orange", "persimmon": "orange", "sunflower": "yellow", "lemon": "yellow", "bee": "yellow",
    "sea": "blue", "sky": "blue", "deep_sea": "navy", "forest": "green", "garden": "green", "jungle": "green",
    "desert": "gold_colour", "mars": "rust", "snow_mountain": "white", "snowfield": "white", "arctic": "white",
    "cherry_blossom": "pink", "plum_blossom": "red", "lavender": "lavender_colour", "gold": "gold_colour",
    "space": "navy", "pear": "green", "tea": "green", "fire": "red",
}  # fmt: skip
"""What colour a thing brings with it."""


@dataclass(frozen=True)
class Choice:
    """A palette, and why it was taken."""

    inks: Inks
    why: str


@lru_cache(maxsize=1)
def all_palettes() -> dict[str, dict[str, object]]:
    """Every palette by its name; `inks` is an `Inks`."""
    text = (resources.files("articover.generate.illustrator.direct") / "palettes.toml").read_text("utf-8")
    return {
        name: {**entry, "inks": Inks(**dict(zip(INKS, entry["inks"].split(), strict=True)), name=name)}
        for name, entry in tomllib.loads(text).items()
    }


def pages_of(book: Book) -> frozenset[bool]:
    """Dark pages (True), pale ones (False), or both: what palettes in the brief's own colour words have; else empty."""
    return frozenset(_inks(name).is_night for name in _fitting(_wanted(book)))


def _wanted(book: Book) -> set[str]:
    named = [item.concept for item in book.understanding.of("colour")][:2]
    named += [word for item in book.items[:3] for word in item.attributes]
    return set(named) & _hues()


def _fitting(wanted: set[str]) -> set[str]:
    return {name for name, entry in all_palettes().items() if wanted & set(entry["hues"])}  # type: ignore[call-overload]


def choose(book: Book, rng: np.random.Generator, *, night: bool | None, seen: tuple[str, ...] = ()) -> Choice:
    """A palette for the book. `night` asks for a dark or a pale page; `seen` are palettes used lately."""
    wanted = _wanted(book)
    fitting = _fitting(wanted)
    pages = {name for name in fitting if night is None or _inks(name).is_night == night}
    things = [_OF_THINGS[item.concept] for item in book.items if item.concept in _OF_THINGS][:3]
    moments = {book.time, book.season, book.weather, *(item.concept for item in book.items if item.role == "place")} - {
        ""
    }
    names, weights, reasons = [], [], []
    for name, entry in all_palettes().items():
        inks = _inks(name)
        if pages and name not in pages:
            continue  # the brief's own colour words come before everything
        if not pages and night is not None and inks.is_night != night:
            continue
        hues, genres, fits = (set(entry[key]) for key in ("hues", "genres", "moments"))  # type: ignore[call-overload]
        weight, reason = 0.06, "for variety"
        rank = next((i for i, genre in enumerate(book.genres) if genre in genres), None)
        if rank is not None:
            weight, reason = weight + _SHELF / (1 + 0.6 * rank), "of its shelf"
        if moments & fits:
            weight, reason = weight * _MOMENT, f"for {min(moments & fits)}"
        if {book.time, book.season} - {""} and not {book.time, book.season} & fits:
            weight *= 0.5
        if book.time == "night" and not inks.is_night:
            weight *= 0.25
        if set(things) & hues:
            weight, reason = weight * 2.5 + 0.5, f"{min(set(things) & hues)} of its things"
        if wanted & hues:
            weight, reason = (weight + 1) * _COLOR, f"{min(wanted & hues)} is in the brief"
        if name in seen:
            weight *= 0.3
        names.append(name)
        weights.append(weight)
        reasons.append(reason)
    share = np.array(weights) / sum(weights)
    at = int(rng.choice(len(names), p=share))
    return Choice(_turned(_inks(names[at]), rng), f"colours {names[at]}, {reasons[at]}")


def _inks(name: str) -> Inks:
    inks = all_palettes()[name]["inks"]
    assert isinstance(inks, Inks)
    return inks


def _hues() -> set[str]:
    """Every colour word that some palette answers to."""
    return {hue for entry in all_palettes().values() for hue in entry["hues"]}  # type: ignore[attr-defined]


def _turned(inks: Inks, rng: np.random.Generator) -> Inks:
    """The palette with its hues turned a little, all together: its relations stay."""
    turn = float(rng.normal(0, _TURN_DEGREES))
    colors = {ink: to_hex(shift(parse(text), 0.0, 1.0, turn)) for ink, text in inks.to_colors().items()}
    return Inks(**colors, name=inks.name)
