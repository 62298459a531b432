"""Type alone, stacked from edge to edge over a band that carries the author."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing
from articover.generate.illustrator.compose.scene import Scene

NAME = "stack and band"
VERSION = 1
FAMILY = "type"
SHELVES = {"": 1.0, "thriller": 2.0, "business": 2.0, "self-help": 2.0, "true-crime": 2.0,
           "politics": 1.8, "humour": 1.5, "computer": 1.5, "sports": 1.6, "essays": 1.2, "music": 1.4,
           "poetry": 0.4}  # fmt: skip
LOCKUPS = ("full stack", "heavy stack")
EXCLUDES = {"engraving": "flat fields of colour have no form for a line to follow"}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.5, 0.4))
    drawing.page("ground")
    foot = float(rng.uniform(0.8, 0.86))
    drawing.shape(drawing.band(foot, 1 + BLEED), ("dark", "accent", "middle")[int(rng.integers(3))], 0.4)
    drawing.zones = zones((0.06, 0.05, 0.94, foot - 0.03), (0.06, foot + 0.03, 0.94, 0.97), "left", "top")
    return drawing
