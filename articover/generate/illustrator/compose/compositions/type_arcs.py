"""A grid of quarter circles in all the inks below, each tile turned by chance; the title flush left above."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import circle, inside, rectangle
from articover.generate.illustrator.compose.scene import Scene

NAME = "quarter circles"
VERSION = 1
FAMILY = "type"
SHELVES = {"": 0.7, "business": 1.3, "computer": 1.5, "education": 1.6, "art": 1.8, "music": 1.5,
           "psychology": 1.4, "science": 1.3, "crafts": 1.5, "parenting": 1.3, "short-stories": 1.3,
           "horror": 0.1, "romance": 0.4}  # fmt: skip
LOCKUPS = ("flush grotesque", "heavy stack")
EXCLUDES = {"engraving": "flat fields of colour have no form for a line to follow"}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.5, 0.75))
    drawing.page("ground")
    count = max(2, round(a / 0.21))
    cell = a / count
    rows = max(2, round(0.44 / cell))
    top = 1 - rows * cell
    inks: tuple[Ink, ...] = ("middle", "accent", "second", "dark", "far")
    for row in range(rows + 1):
        for column in range(-1, count + 1):
            x, y = column * cell, top + row * cell
            first, other = inks[int(rng.integers(5))], inks[int(rng.integers(5))]
            drawing.shape(rectangle(x, y, x + cell + 0.001, y + cell + 0.001), first, 0.3)
            if first == other:
                continue
            kind, corner = int(rng.integers(4)), int(rng.integers(4))
            cx, cy = x + cell * (corner % 2), y + cell * (corner // 2)
            tile = rectangle(x, y, x + cell, y + cell)
            if kind == 0:
                drawing.shape(circle(x + cell / 2, y + cell / 2, cell * 0.32), other, 0.4)
            else:
                drawing.shape(inside(circle(cx, cy, cell), tile), other, 0.4)
                if kind == 2:
                    drawing.shape(inside(circle(cx, cy, cell * 0.5), tile), first, 0.45)
    drawing.zones = zones((0.07, 0.12, 0.93, top - 0.05), (0.07, 0.04, 0.93, 0.085), "left", "top")
    return drawing
