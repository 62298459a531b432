"""Strata: bars of colour in the lower half, one of them out of line; the title above, flush left."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import rectangle
from articover.generate.illustrator.compose.scene import Scene

NAME = "strata"
VERSION = 1
FAMILY = "type"
SHELVES = {"": 1.0, "business": 1.6, "history": 1.5, "politics": 1.5, "science": 1.6, "essays": 1.5,
           "literary": 1.3, "psychology": 1.5, "nature": 1.2, "children": 0.2, "horror": 0.4}  # fmt: skip
LOCKUPS = ("flush grotesque", "quiet serif")
EXCLUDES = {"engraving": "flat fields of colour have no form for a line to follow"}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.7, 0.75))
    drawing.page("ground")
    top = float(rng.uniform(0.56, 0.64))
    inks: tuple[Ink, ...] = ("far", "second", "accent", "middle", "dark")
    heights = np.cumsum(rng.uniform(0.6, 1.6, len(inks)))
    edges = top + (1 + BLEED - top) * np.concatenate([[0], heights / heights[-1]])
    for ink, upper, lower in zip(inks, edges[:-1], edges[1:], strict=True):
        drawing.shape(drawing.band(float(upper), float(lower) + 0.002), ink, 0.4)
    # One bar steps out of line: the only thing that happens.
    at = int(rng.integers(1, 4))
    x = a * float(rng.uniform(0.3, 0.7))
    drawing.shape(rectangle(x, float(edges[at] - 0.05), a + BLEED, float(edges[at])), inks[at], 0.5)
    drawing.zones = zones((0.07, 0.1, 0.93, top - 0.08), (0.07, 0.035, 0.93, 0.075), "left", "top")
    return drawing
