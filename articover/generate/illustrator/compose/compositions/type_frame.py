"""The binding of a classic: rules round the page, a fan of leaves in each corner, a small ornament over the author."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.forms.curves import blob, circle, gouge, polygon, rectangle, turned, without
from articover.generate.illustrator.compose.scene import Scene

NAME = "classic binding"
VERSION = 1
FAMILY = "type"
SHELVES = {"": 0.5, "classic": 2.0, "historical": 1.8, "history": 1.6, "gothic": 1.6,
           "dark-academia": 2.0, "biography": 1.5, "philosophy": 1.5, "religion": 1.6, "literary": 1.0,
           "poetry": 1.2, "fantasy": 1.0, "wuxia": 0.8, "business": 0.1, "sci-fi": 0.0,
           "cyberpunk": 0.0, "computer": 0.0, "thriller": 0.1, "comics": 0.0}  # fmt: skip
LOCKUPS = ("cartouche", "quiet serif")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.5, 0.4))
    drawing.page("ground")
    unit = min(a, 0.75)
    for inset, width, ink in ((0.05, 0.016, "dark"), (0.082, 0.0035, "dark"), (0.098, 0.0035, "accent")):
        e = unit * inset
        outer, inner = rectangle(e, e, a - e, 1 - e), rectangle(e + width, e + width, a - e - width, 1 - e - width)
        drawing.shape(without(outer, inner), ink, 0.4)  # type: ignore[arg-type]
    e = unit * 0.112
    for cx, cy, turn in ((e, e, 0), (a - e, e, 90), (a - e, 1 - e, 180), (e, 1 - e, 270)):
        at = np.array([cx, cy])
        # A fan of five leaves in every corner, each a little its own.
        for k in range(5):
            angle = 9 + 18 * k + float(rng.uniform(-2, 2))
            reach = unit * (0.17 - 0.018 * abs(k - 2))
            points = turned(np.array([(0.15, 0), (0.4, -0.085), (1.0, 0.0), (0.4, 0.085)]) * reach, turn + angle) + at
            drawing.shape(blob(points), "dark" if k % 2 else "middle", 0.5)
            drawing.cut(
                gouge(turned(np.array([(0.25, 0), (0.5, 0), (0.85, 0)]) * reach, turn + angle) + at, 0.003),
                "ground",
                0.5,
            )
        drawing.shape(circle(cx, cy, unit * 0.022), "accent", 0.5)
    y = float(rng.uniform(0.7, 0.74))
    drawing.cut(gouge([(a * 0.3, y), (a * 0.4, y), (a * 0.46, y)], 0.005), "accent", 0.5)
    drawing.cut(gouge([(a * 0.54, y), (a * 0.6, y), (a * 0.7, y)], 0.005), "accent", 0.5)
    drawing.shape(
        polygon([(a / 2, y - 0.012), (a / 2 + 0.009, y), (a / 2, y + 0.012), (a / 2 - 0.009, y)]), "accent", 0.5
    )
    x = unit * 0.21 / a
    drawing.zones = zones((x, 0.2, 1 - x, 0.66), (x, 0.765, 1 - x, 0.815), "center", "middle")
    return drawing
