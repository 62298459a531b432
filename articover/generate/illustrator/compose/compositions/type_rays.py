"""Rays that rise from a low disc, uneven as if cut by hand; the title stands in them."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.forms.curves import circle, polygon
from articover.generate.illustrator.compose.scene import Scene

NAME = "low sun"
VERSION = 1
FAMILY = "type"
SHELVES = {"": 0.5, "self-help": 1.5, "religion": 1.5, "health": 1.3, "children": 1.0, "humour": 1.2,
           "western": 1.3, "travel": 1.2, "music": 1.3, "horror": 0.1, "mystery": 0.3, "noir": 0.2}  # fmt: skip
LOCKUPS = ("heavy stack", "wide capitals")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.5, 0.62))
    drawing.page("ground")
    x, y = a * float(rng.uniform(0.35, 0.65)), float(rng.uniform(1.0, 1.1))
    count = int(rng.integers(22, 34))
    for k in range(count):
        mid = np.pi * (1 + (k + float(rng.uniform(0.3, 0.7))) / count)
        half = np.pi / count * float(rng.uniform(0.18, 0.34))
        near, far = float(rng.uniform(0.42, 0.5)), float(rng.uniform(0.62, 0.8)) if k % 3 else 2.4
        if far < 1:
            points = [
                (x + r * np.cos(t), y + r * np.sin(t)) for r, t in ((near, mid - half), (far, mid), (near, mid + half))
            ]
        else:
            points = [
                (x + r * np.cos(t), y + r * np.sin(t))
                for r, t in ((near, mid - half), (2.4, mid - half * 0.7), (2.4, mid + half * 0.7), (near, mid + half))
            ]
        drawing.shape(polygon(points), "far", 0.2)
    drawing.shape(circle(x, y, 0.38), "accent", 0.4)
    drawing.shape(circle(x, y, 0.3), "second", 0.45)
    drawing.zones = zones((0.08, 0.07, 0.92, 0.52), (0.08, 0.9, 0.92, 0.955), "center", "top")
    return drawing
