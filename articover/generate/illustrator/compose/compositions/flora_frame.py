"""A frame of flora round calm: sprays grow up both sides and meet, unlike each other; the title in the clearing."""

from __future__ import annotations

import numpy as np

from articover.cover import Zone
from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import BLEED, Drawing
from articover.generate.illustrator.compose.forms.curves import curve
from articover.generate.illustrator.compose.forms.plants import BLOSSOMS, KINDS, Foliage, spray
from articover.generate.illustrator.compose.scene import Scene, Subject

NAME = "frame of flora"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "frame"
SHELVES = {"": 0.5, "romance": 1.8, "romantasy": 2.0, "poetry": 1.6, "nature": 1.6, "historical": 1.2,
           "classic": 1.5, "fairy-tale": 1.8, "cosy-mystery": 1.2, "literary": 0.9, "gothic": 1.2,
           "fantasy": 1.0, "cookbook": 1.2, "health": 1.2, "crafts": 1.5, "slice-of-life": 1.4,
           "religion": 1.0, "sci-fi": 0.0, "cyberpunk": 0.0, "thriller": 0.0, "business": 0.0,
           "computer": 0.0, "war": 0.0, "noir": 0.0, "sports": 0.0}  # fmt: skip
LOCKUPS = ("cartouche", "quiet serif", "script")
EXCLUDES: dict[str, str] = {}
DRAWS = tuple(BLOSSOMS)

_GREEN = (
    "garden",
    "orchard",
    "forest",
    "field",
    "meadow",
    "flower",
    "plant",
    "tree",
    "spring",
    "summer",
    "farm",
    "fruit",
)
_OF_THEIR_OWN = frozenset({"romance", "romantasy", "poetry", "fairy-tale", "nature"})
"""Shelves where ornament of leaves says the genre, whatever the book is about."""


def fit(book: Book) -> Fit | None:
    """A plant or garden of the book, named; or the ornament of a shelf that is decorated with leaves."""
    named = book.find(KINDS)
    green = named or book.find(_GREEN)
    if named:
        subject = Subject(KINDS.get(named.concept, "five"), named.concept, "many", "prop")
        return Fit(0.3 + 0.5 * book.weight(named), f"{named.concept} grows round the title", (subject,))
    if green:
        return Fit(0.25 + 0.3 * book.weight(green), f"leaves of the book's {green.concept}")
    if set(book.genres[:1]) & _OF_THEIR_OWN and book.season != "winter":
        return Fit(0.22, "ornament of its shelf")
    return None


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """Each side has its own stems; what grows is as large as the page is narrow."""
    a = scene.aspect
    drawing = Drawing(a, focus=(a / 2, 0.4))
    drawing.page("ground")
    unit = min(a, 0.75)
    margin = unit * 0.235
    night = scene.inks.is_night
    inks = Foliage("middle", "far" if night else "light", "accent", "dark", "second")
    back = Foliage("far", "ground", "far", "ground", "far", 0.3)
    blossom = scene.subjects[0].draws if scene.subjects else ("", "five", "bell", "daisy")[int(rng.integers(4))]
    blossom = blossom if blossom in BLOSSOMS else ""
    bloom = float(rng.uniform(0.35, 0.6))
    size = unit * float(rng.uniform(0.17, 0.22))
    for layer, foliage in ((0, back), (1, inks)):
        for side in (0, 1):
            for start, end in ((1 + BLEED, 0.36), (0.5, -BLEED * 0.4)):
                x = -0.01 - 0.03 * layer
                out = margin * float(rng.uniform(0.35, 0.72))
                ys = np.linspace(start, end, 6) + rng.uniform(-0.02, 0.02, 6)
                xs = np.array([x + 0.3 * out, out * 0.3, out, out * 0.35, out * 0.95, out * 0.45]) + rng.uniform(
                    -0.01, 0.01, 6
                )
                line = curve(np.stack([xs if side == 0 else a - xs, ys], 1), 8)
                spray(
                    drawing, rng, line, blossom if layer else "", size * (1.0 if layer else 1.25), foliage, bloom=bloom
                )
        # Along the head and the foot, from both corners to a meeting point that is not the middle.
        for y in (0.0, 1.0):
            meet = a * float(rng.uniform(0.4, 0.6))
            sway = margin * 0.3 * (1 if y == 0 else -1)
            for corner in (-0.06, a + 0.06):
                xs = np.linspace(corner, meet, 5)
                ys = y + sway * np.array([0.3, 0.9, 0.35, 0.8, 0.45]) + rng.uniform(-0.008, 0.008, 5)
                spray(
                    drawing,
                    rng,
                    curve(np.stack([xs, ys], 1), 8),
                    blossom if layer else "",
                    size * (0.85 if layer else 1.1),
                    foliage,
                    bloom=bloom,
                )
    x = margin * 1.2 / a
    head = 0.2
    drawing.zones = (
        Zone("title", x, head, 1 - x, 0.68, "center", "middle"),
        Zone("author", x, 0.735, 1 - x, 0.79, "center", "middle"),
    )
    drawing.shown = tuple(each.concept for each in scene.subjects)
    return drawing
