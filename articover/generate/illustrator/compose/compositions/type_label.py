"""A pattern over the whole binding with a label on it; one piece of the pattern is another colour."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import blob, circle, polygon, rectangle, turned, without
from articover.generate.illustrator.compose.scene import Scene

NAME = "patterned binding"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "type"
SHELVES = {"": 0.7, "classic": 1.6, "cookbook": 1.6, "crafts": 1.8, "essays": 1.4, "short-stories": 1.5,
           "literary": 1.1, "poetry": 1.2, "romance": 1.0, "cosy-mystery": 1.3, "slice-of-life": 1.3,
           "mystery": 0.8, "historical": 1.1, "thriller": 0.1, "horror": 0.2, "sci-fi": 0.2}  # fmt: skip
LOCKUPS = ("cartouche", "quiet serif", "heavy stack")
EXCLUDES = {"watercolour": "a label has a cut edge, which water would take from it"}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.5, 0.35))
    drawing.page("middle")
    cell = min(a, 0.75) * float(rng.uniform(0.09, 0.12))
    kind = int(rng.integers(3))
    odd = (int(rng.integers(2, 5)), int(rng.integers(7, 9)))
    for row in range(int(-0.2 / cell), int(1.2 / cell) + 1):
        for column in range(-2, int((a + 0.2) / cell) + 2):
            x, y = (column + (row % 2) / 2) * cell, row * cell * 0.9
            at = np.array([x, y])
            ink: Ink = "accent" if (column, row) == odd else "far" if (row + column) % 3 else "dark"
            if kind == 0:
                for angle in (-50, 0, 50):
                    drawing.shape(
                        blob(turned(np.array([(0, 0), (0.1, -0.3), (0, -0.62), (-0.1, -0.3)]) * cell, angle) + at),
                        ink,
                        0.3,
                    )
            elif kind == 1:
                for r, tone in ((0.46, ink), (0.34, "middle"), (0.2, ink)):
                    drawing.shape(circle(x, y, r * cell), tone, 0.3)
            else:
                drawing.shape(
                    polygon([(x, y - cell * 0.44), (x + cell * 0.3, y), (x, y + cell * 0.44), (x - cell * 0.3, y)]),
                    ink,
                    0.3,
                )
                drawing.shape(
                    polygon([(x, y - cell * 0.2), (x + cell * 0.13, y), (x, y + cell * 0.2), (x - cell * 0.13, y)]),
                    "middle",
                    0.3,
                )
    top, bottom = 0.14, 0.58
    side = a * 0.13
    drawing.shape(rectangle(side - 0.012, top - 0.012, a - side + 0.012, bottom + 0.012), "dark", 0.7)
    drawing.shape(rectangle(side, top, a - side, bottom), "light" if not scene.inks.is_night else "ground", 0.75)
    e = 0.014
    outer, inner = (
        rectangle(side + e, top + e, a - side - e, bottom - e),
        rectangle(side + e + 0.003, top + e + 0.003, a - side - e - 0.003, bottom - e - 0.003),
    )
    drawing.shape(without(outer, inner), "accent", 0.75)
    drawing.zones = zones(
        (0.2, top + 0.05, 0.8, bottom - 0.11), (0.2, bottom - 0.085, 0.8, bottom - 0.035), "center", "middle"
    )
    return drawing
