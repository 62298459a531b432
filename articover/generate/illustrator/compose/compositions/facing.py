"""Two that divide the page: each in the other's colours, face to face across the line."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import CLUMSY, outline_in, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import rectangle
from articover.generate.illustrator.compose.scene import Scene

NAME = "face to face"
VERSION = 1
FAMILY = "two"
SHELVES = {"": 0.8, "romance": 1.4, "thriller": 1.4, "literary": 1.5, "mystery": 1.2, "fantasy": 1.2, "crime": 1.3,
           "young-adult": 1.3, "humour": 1.3, "children": 1.2, "short-stories": 1.2, "war": 1.2, "cookbook": 0.4,
           "business": 0.4}  # fmt: skip
LOCKUPS = ("full stack", "flush grotesque", "didone")
EXCLUDES = {"mist": "both halves must stay flat", "watercolour": "a clean line parts them"}


def fit(book: Book) -> Fit | None:
    """Two strong outlines."""
    shown = [each for each in shown_of(book, "alone") if each[1].draws not in CLUMSY][:2]
    if len(shown) < 2:
        return None
    named = " and ".join(item.concept.replace("_", " ") for item, _ in shown)
    return Fit(
        worth_of(book, shown, first=0.46, others=0.22), f"{named}, face to face", tuple(each for _, each in shown),
        relation="two halves",
    )  # fmt: skip


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """The title stands below the two on a plain band; on wide pages it has the left third."""
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a)
    drawing.page("ground")
    left, right = (a * 0.44, a + BLEED) if wide else (-BLEED, a + BLEED)
    line = (left + a) / 2 if wide else a / 2
    low = 1 + BLEED if wide else 0.6
    warm: Ink = "accent" if rng.random() < 0.6 else "middle"
    drawing.shape(rectangle(left, -BLEED, line, low), "dark", 0.1)
    drawing.shape(rectangle(line, -BLEED, right, low), warm, 0.1)
    subjects = scene.subjects if len(scene.subjects) > 1 else (scene.first_subject(),) * 2
    high = (0.14, 0.86) if wide else (0.08, 0.54)
    edge = 0.045 * a
    first = (max(left, 0) + edge, high[0], line - edge * 0.4, high[1])
    second = (line + edge * 0.4, high[0], a - edge, high[1])
    drawing.shape(outline_in(subjects[0].draws, scene.seed, first), warm, 0.5)
    drawing.shape(outline_in(subjects[1].draws, scene.seed, second, flip=True), "dark", 0.5)
    drawing.focus = (line, (high[0] + high[1]) / 2)
    drawing.shown = tuple(each.concept for each in subjects)
    if wide:
        drawing.zones = zones((0.05, 0.12, 0.4, 0.7), (0.05, 0.84, 0.4, 0.92), "left", "middle")
    else:
        drawing.zones = zones((0.08, 0.64, 0.92, 0.885), (0.08, 0.91, 0.92, 0.957), "left", "middle")
    return drawing
