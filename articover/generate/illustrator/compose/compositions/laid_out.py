"""The book's things laid out on a table round its title, seen from above: everything it is about at one glance."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import lay, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import Point, blob, circle, gouge, turned
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import thing

NAME = "laid out"
VERSION = 1
FAMILY = "still life"
SHELVES = {"": 0.9, "cookbook": 2.4, "cosy-mystery": 2.2, "children": 1.6, "picture-book": 1.6, "crafts": 2.4,
           "slice-of-life": 1.8, "romance": 1.1, "essays": 1.3, "humour": 1.6, "mystery": 1.4, "fairy-tale": 1.6,
           "memoir": 1.3, "young-adult": 1.2, "travel": 1.3, "sci-fi": 0.4, "war": 0.2, "horror": 0.6,
           "thriller": 0.4}  # fmt: skip
LOCKUPS = ("cartouche", "heavy stack", "didone", "rounded")
EXCLUDES = {"mist": "things seen from above have no air between them"}


def fit(book: Book) -> Fit | None:
    """Two things and more, none of them a person."""
    shown = [
        each
        for each in shown_of(book, "alone", most=6)
        if each[0].kind not in ("person", "building") and "swims" not in thing(each[1].draws).STANCE
    ]
    if len(shown) < 2:
        return None
    named = " and ".join(item.concept.replace("_", " ") for item, _ in shown[:3])
    subjects = tuple(subject for _, subject in shown)
    return Fit(worth_of(book, shown, first=0.5, others=0.16), f"its {named}, laid out", subjects)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """A ring of places round the title, larger ones first; sprigs and berries fill what is left."""
    a = scene.aspect
    drawing = Drawing(a, light=(-0.6, -0.8), focus=(a / 2, 0.16))
    drawing.page("ground")
    subjects = scene.subjects or (scene.first_subject(),)
    spots = _ring(a)
    size = min(a, 0.8) * 0.36
    order = [0, 3, 1, 4, 2, 5, *range(6, len(spots))]
    first = int(rng.integers(len(subjects)))
    for place, index in enumerate(order):
        x, y = spots[index]
        subject = subjects[(place + first) % len(subjects)]
        turn = float(rng.uniform(-24, 24)) if place % 3 else float(rng.uniform(-9, 9))
        grown = size * float(rng.uniform(0.92, 1.12)) * (0.78 if index in (2, 5) and a <= 1.15 else 1.0)
        at = x + float(rng.uniform(-0.012, 0.012)), y + float(rng.uniform(-0.012, 0.012))
        lay(drawing, subject.draws, scene.seed + place, at, (grown, grown), turn=turn, flip=x > a / 2)
    _sprigs(drawing, rng, spots, size)
    drawing.shown = tuple(each.concept for each in subjects)
    if a > 1.15:
        drawing.zones = zones((0.3, 0.3, 0.7, 0.62), (0.3, 0.655, 0.7, 0.71), "center", "middle")
    else:
        drawing.zones = zones((0.09, 0.375, 0.91, 0.58), (0.12, 0.605, 0.88, 0.645), "center", "middle")
    return drawing


def _ring(a: float) -> list[Point]:
    """Places round the page, the first six the best; those at the edge are cut by it."""
    if a > 1.15:
        return [(a * x, y) for x, y in
                ((0.14, 0.24), (0.14, 0.76), (0.4, 0.12), (0.86, 0.76), (0.86, 0.24), (0.6, 0.88), (0.6, 0.1),
                 (0.4, 0.9))]  # fmt: skip
    return [(a * x, y) for x, y in
            ((0.22, 0.13), (0.8, 0.11), (0.5, 0.235), (0.78, 0.87), (0.2, 0.89), (0.5, 0.79), (-0.01, 0.285),
             (1.01, 0.275), (0.0, 0.715), (1.0, 0.705))]  # fmt: skip


def _sprigs(drawing: Drawing, rng: np.random.Generator, spots: list[Point], size: float) -> None:
    inks: tuple[Ink, ...] = ("middle", "second", "far")
    kept: list[Point] = []
    tries = 0
    while len(kept) < 22 and tries < 400:
        tries += 1
        x, y = float(rng.uniform(0, drawing.aspect)), float(rng.uniform(0, 1))
        if drawing.aspect <= 1.15 and 0.33 < y < 0.675 and 0.03 < x / drawing.aspect < 0.97:
            continue
        if drawing.aspect > 1.15 and 0.22 < y < 0.78 and 0.28 < x / drawing.aspect < 0.72:
            continue
        if any(np.hypot(x - sx, y - sy) < size * 0.56 for sx, sy in spots):
            continue
        if any(np.hypot(x - kx, y - ky) < 0.062 for kx, ky in kept):
            continue
        kept.append((x, y))
        turn = float(rng.uniform(0, 360))
        ink = inks[len(kept) % 3]
        if len(kept) % 3:
            for side in (-26, 26):
                points = turned(np.array([(0, 0), (0.4, -0.16), (1, 0), (0.4, 0.16)]) * 0.036, turn + side)
                drawing.shape(blob(points + np.array((x, y))), ink, 0.3)
            drawing.cut(gouge(turned(np.array([(-0.02, 0), (0.03, 0)]), turn) + np.array((x, y)), 0.003), "dark", 0.3)
        else:
            drawing.shape(circle(x, y, 0.009), "accent", 0.3)
