"""Two cuts across the page on a slant; the title heavy above them."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing
from articover.generate.illustrator.compose.forms.curves import polygon
from articover.generate.illustrator.compose.scene import Scene

NAME = "slant"
VERSION = 1
FAMILY = "type"
SHELVES = {"": 0.7, "thriller": 1.6, "spy": 1.8, "politics": 1.4, "sports": 1.8, "business": 1.2,
           "true-crime": 1.4, "comics": 1.4, "war": 1.3, "music": 1.2, "poetry": 0.2, "romance": 0.3}  # fmt: skip
LOCKUPS = ("full stack", "heavy stack")
EXCLUDES = {"engraving": "flat fields of colour have no form for a line to follow"}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.6, 0.6))
    drawing.page("ground")
    left, right = float(rng.uniform(0.72, 0.84)), float(rng.uniform(0.5, 0.62))
    drawing.shape(
        polygon([(-BLEED, left), (a + BLEED, right), (a + BLEED, 1 + BLEED), (-BLEED, 1 + BLEED)]), "accent", 0.3
    )
    off = float(rng.uniform(0.05, 0.08))
    drawing.shape(
        polygon([(-BLEED, left + off), (a + BLEED, right + 3.2 * off), (a + BLEED, 1 + BLEED), (-BLEED, 1 + BLEED)]),
        "dark",
        0.5,
    )
    drawing.zones = zones((0.07, 0.08, 0.93, right - 0.04), (0.07, 0.9, 0.93, 0.955), "left", "top")
    return drawing
