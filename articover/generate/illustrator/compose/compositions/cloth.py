"""A cloth binding stamped all over with two of the book's things in turn, a plain label for the title."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import lay, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import blob, circle, rectangle, turned, without
from articover.generate.illustrator.compose.scene import Scene

NAME = "stamped cloth"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "pattern"
SHELVES = {"": 0.5, "classic": 2.4, "literary": 1.1, "poetry": 1.5, "short-stories": 1.6, "fairy-tale": 1.6,
           "historical": 1.1, "gothic": 1.2, "nature": 1.4, "cookbook": 1.0, "cosy-mystery": 1.2, "romance": 0.9,
           "essays": 1.1, "children": 0.8, "thriller": 0.1, "sci-fi": 0.2, "business": 0.1}  # fmt: skip
LOCKUPS = ("cartouche", "quiet serif")
EXCLUDES = {"mist": "stamped foil has no air", "watercolour": "stamped foil does not run"}


def fit(book: Book) -> Fit | None:
    shown = [each for each in shown_of(book, "alone", most=4) if each[0].kind not in ("person", "building")][:2]
    if not shown:
        return None
    named = " and ".join(item.concept.replace("_", " ") for item, _ in shown)
    return Fit(
        worth_of(book, shown, first=0.55, others=0.14) * 0.95, f"stamped with its {named}",
        tuple(subject for _, subject in shown),
    )  # fmt: skip


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """Half-drop rows in one foil, leaves between; the label is let in where the rows leave off."""
    a = scene.aspect
    drawing = Drawing(a, focus=(a / 2, 0.2))
    drawing.page("middle" if not scene.inks.is_night else "ground")
    subjects = scene.subjects or (scene.first_subject(),)
    foil: dict[Ink, Ink] = {"dark": "light", "middle": "light", "far": "light", "second": "light"}
    if not scene.inks.is_night:
        foil["light"] = "middle"
    cells = max(3, round(a / 0.215))
    cell = a / cells
    rows = int(np.ceil(1.3 / cell)) + 1
    for row in range(-1, rows):
        for column in range(-1, cells + 2):
            x = (column + (0.5 if row % 2 else 0.0)) * cell
            y = (row + 0.5) * cell * 0.86
            subject = subjects[(row + column) % len(subjects)] if len(subjects) > 1 else subjects[0]
            lay(drawing, subject.draws, scene.seed, (x, y), (cell * 0.64, cell * 0.64), depth=0.4,
                flip=row % 2 == 1, inks=foil)  # fmt: skip
            for turn in (40, 140):
                points = turned(np.array([(0.0, 0), (0.4, -0.14), (1, 0), (0.4, 0.14)]) * cell * 0.13, turn)
                drawing.shape(blob(points + np.array((x + cell / 2, y + cell * 0.02))), "far", 0.35)
    x0, x1 = (0.15 * a, 0.85 * a) if a <= 1.15 else (0.28 * a, 0.72 * a)
    y0, y1 = 0.3, 0.66
    drawing.shape(rectangle(x0 - 0.014, y0 - 0.014, x1 + 0.014, y1 + 0.014), "dark", 0.6)
    drawing.shape(rectangle(x0, y0, x1, y1), "light" if not scene.inks.is_night else "dark", 0.62)
    outer, inner = (rectangle(x0 + e, y0 + e, x1 - e, y1 - e) for e in (0.012, 0.0145))
    drawing.shape(without(outer, inner), "accent", 0.64)
    for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1)):
        drawing.shape(circle(x + (0.013 if x == x0 else -0.013), y + (0.013 if y == y0 else -0.013), 0.006),
                      "accent", 0.65)  # fmt: skip
    drawing.zones = zones(
        ((x0 + 0.035) / a, y0 + 0.035, (x1 - 0.035) / a, y1 - 0.105),
        ((x0 + 0.035) / a, y1 - 0.085, (x1 - 0.035) / a, y1 - 0.035), "center", "middle",
    )  # fmt: skip
    drawing.shown = tuple(each.concept for each in subjects)
    return drawing
