"""Somebody small before a wall, and a shadow that tells the truth: it has the shape of what is really there."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import CLUMSY, outline_in, shown_of, solidity
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade
from articover.generate.illustrator.compose.forms.curves import circle, polygon
from articover.generate.illustrator.compose.scene import Scene, Subject
from articover.generate.illustrator.compose.things import marks_in, thing_for

NAME = "shadow tells"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "shadow"
SHELVES = {"": 0.9, "thriller": 2.2, "horror": 2.2, "mystery": 1.8, "crime": 2.0, "gothic": 2.0, "fantasy": 1.3,
           "children": 1.2, "young-adult": 1.5, "literary": 1.2, "noir": 2.2, "true-crime": 1.6, "cookbook": 0.0,
           "business": 0.1, "travel": 0.3}  # fmt: skip
LOCKUPS = ("full stack", "quiet capitals", "wide capitals")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit | None:
    """Somebody who can be seen small, and something else of the book with a strong outline."""
    small = next(
        (
            (item, name)
            for item in book.items
            if item.role in ("subject", "companion") and item.kind in ("person", "animal", "creature")
            and (name := thing_for(item.concept, "tiny", east=book.is_east_asian)
                 or thing_for(item.concept, "alone", east=book.is_east_asian))
        ),
        None,
    )  # fmt: skip
    if small is None:
        return None
    large = [
        (item, subject)
        for item, subject in shown_of(book, "alone")
        if item != small[0] and item.kind in ("animal", "creature", "tool", "weapon", "thing", "object")
        and subject.draws != small[1] and subject.draws not in CLUMSY and solidity(subject.draws, 0) > 0.24
    ]  # fmt: skip
    if not large:
        return None
    item, subject = large[0]
    worth = 0.34 * book.weight(small[0]) + 0.34 * book.weight(item) + 0.24
    return Fit(
        min(worth, 1.0),
        f"the {small[0].concept} throws the shadow of the {item.concept}",
        (Subject(small[1], small[0].concept), Subject(subject.draws, item.concept, role="companion")),
        relation="shadow",
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """A lit round on the wall, the shadow huge in it, whoever throws it at its foot."""
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(0.0, -1.0))
    drawing.page("ground", fade=Fade("far", (0, 0.1), (0, 0.8)))
    floor = 0.84
    centre = a * (0.73 if wide else 0.5)
    reach = a * 0.4 if wide else a * 0.84
    box = (centre - reach / 2, 0.14 if wide else 0.34, centre + reach / 2, floor - 0.004)
    hero, other = scene.first_subject(), scene.subjects[-1]
    drawing.shape(circle(centre, (box[1] + box[3]) / 2 + 0.02, min(reach * 0.56, 0.36)), "light", 0.08, soft=0.012)
    left, top, right, bottom = marks_in(other.draws, scene.seed)
    scale = min((box[2] - box[0]) / (right - left), (box[3] - box[1]) / (bottom - top))
    tall = scale * (bottom - top)
    flip = bool(rng.random() < 0.5)
    shape = outline_in(other.draws, scene.seed, (box[0], floor - tall, box[2], floor), flip=flip)
    drawing.shape(shape, "middle", 0.2, soft=0.0015)
    drawing.shape(drawing.band(floor, 1 + BLEED), "dark", 0.5)
    drawing.shape(
        polygon([(centre - 0.03, 0.9), (centre + 0.03, 0.9), (centre + 0.09, floor), (centre - 0.09, floor)]),
        "middle", 0.52, soft=0.004,
    )  # fmt: skip
    stands = outline_in(hero.draws, scene.seed, (centre - 0.14, 0.785, centre + 0.14, 0.905), flip=not flip)
    stands.offset(0, 0.905 - stands.computeTightBounds().bottom())
    drawing.shape(stands, "accent" if not scene.inks.is_night else "light", 0.8)
    drawing.focus = (centre, floor - tall * 0.6)
    drawing.shown = tuple(each.concept for each in scene.subjects)
    if wide:
        drawing.zones = zones((0.05, 0.1, 0.47, 0.66), (0.05, 0.87, 0.47, 0.94), "left", "middle")
    else:
        drawing.zones = zones((0.08, 0.055, 0.92, 0.3), (0.08, 0.925, 0.92, 0.968), "center", "middle")
    return drawing
