"""The same thing in rows over the page, one of them unlike the rest."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions import one_thing
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import rectangle
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import marks_in, put, recolored

NAME = "repeated"
VERSION = 2
FAMILY = "pattern"
SHELVES = {
    "": 0.2,
    "humour": 0.9,
    "cosy-mystery": 0.6,
    "picture-book": 0.4,
    "children": 0.3,
    "cookbook": 0.9,
    "essays": 0.6,
    "short-stories": 0.9,
    "business": 0.5,
    "self-help": 0.5,
    "poetry": 0.4,
    "literary": 0.4,
}
LOCKUPS = ("flush grotesque", "quiet capitals")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit | None:
    found = one_thing.fit(book)
    return None if found is None else Fit(found.worth * 0.93, f"{found.why}, repeated", found.subjects)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """Cells in two tones; the odd one out faces the other way on the accent."""
    a = scene.aspect
    drawing = Drawing(a)
    drawing.page("ground")
    hero = scene.first_subject()
    left, top, right, bottom = marks_in(hero.draws, scene.seed)
    # The type has a plain band of its own, so the rows fill what is left.
    first, last = (0.36, 0.86) if a <= 1.15 else (0.0, 1.0)
    start = 0.0 if a <= 1.15 else a * 0.52
    cell_w = (a - start) / max(2, round((a - start) / (0.2 if a <= 1.15 else 0.24)))
    rows = max(2, round((last - first) / (cell_w * (bottom - top) / (right - left) * 1.1)))
    rows = min(rows, 5)
    cell_h = (last - first) / rows
    scale = min(cell_w * 0.78 / (right - left), cell_h * 0.8 / (bottom - top))
    columns = round((a - start) / cell_w)
    odd = (int(rng.integers(rows)), int(rng.integers(columns)))
    for row in range(rows):
        for column in range(-1 if start == 0 else 0, columns + 1):
            x = start + (column + 0.5) * cell_w
            y = first + (row + 0.5) * cell_h
            foot = (x - scale * (left + right) / 2, y - scale * (top + bottom) / 2)
            if (row, column) == odd:
                drawing.shape(rectangle(x - cell_w / 2, y - cell_h / 2, x + cell_w / 2, y + cell_h / 2), "accent", 0.1)
                before = len(drawing.marks)
                put(drawing, hero.draws, foot, scale, np.random.default_rng([scene.seed, 6]), 0.7, flip=True)
                drawing.marks[before:] = recolored(drawing.marks[before:], accent="light", second="light")
                drawing.focus = (x, y)
                continue
            shade: Ink = "far" if (row + column) % 2 else "ground"
            drawing.shape(
                rectangle(x - cell_w / 2, y - cell_h / 2, x + cell_w / 2, y + cell_h / 2),
                shade,
                0.05,
            )
            put(drawing, hero.draws, foot, scale, (scene.seed, (2 * row + column) % 5), 0.6)
    if start == 0:
        drawing.shape(rectangle(-BLEED, -BLEED, a + BLEED, first), "ground", 0.8)
        drawing.shape(rectangle(-BLEED, last, a + BLEED, 1 + BLEED), "ground", 0.8)
        drawing.zones = zones((0.08, 0.07, 0.92, first - 0.04), (0.08, 0.895, 0.92, 0.955), "left", "middle")
    else:
        drawing.zones = zones((0.05, 0.12, 0.48, 0.72), (0.05, 0.84, 0.48, 0.92), "left", "middle")
    drawing.shown = tuple(each.concept for each in scene.subjects)
    return drawing
