"""A thing that holds a place: the outline of one, filled with the other. What the book is about, and where."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import CLUMSY, outline_in, shown_of, solidity
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle, placed
from articover.generate.illustrator.compose.places import View, all_places, place_in
from articover.generate.illustrator.compose.scene import Scene

NAME = "holds a place"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "contains"
SHELVES = {"": 1.4, "literary": 2.0, "fantasy": 1.8, "memoir": 1.8, "poetry": 1.8, "nature": 2.0, "young-adult": 1.8,
           "short-stories": 1.6, "essays": 1.4, "travel": 1.6, "thriller": 1.1, "cookbook": 0.3,
           "business": 0.3}  # fmt: skip
LOCKUPS = ("quiet serif", "quiet capitals", "full stack")
EXCLUDES = {"mist": "the outline must stay sharp to be read"}
_SOLID = 0.36
"""What fills less of its own box has no room for a place."""


def fit(book: Book) -> Fit | None:
    """A thing with a strong outline, and a place of the book that is another item."""
    found = place_in(book)
    if found is None:
        return None
    where, name, _ = found
    shown = [
        (item, subject)
        for item, subject in shown_of(book, "alone")
        if item != where and subject.draws not in CLUMSY and solidity(subject.draws, 0) > _SOLID
    ]
    if not shown:
        return None
    item, subject = shown[0]
    worth = 0.42 * book.weight(item) + 0.3 * book.weight(where) + (0.22 if item == book.hero else 0.05)
    return Fit(
        min(worth, 1.0),
        f"the book's {where.concept} within its {item.concept}",
        (msgspec.structs.replace(subject, role="hero"),),
        name,
        "holds",
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """The outline on the page's ground; the place has a sky of its own inside it."""
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(-0.7, -0.6))
    drawing.page("ground")
    hero = scene.first_subject()
    if wide:
        box = (a * 0.5, 0.1, a * 0.96, 0.9)
        drawing.zones = zones((0.05, 0.12, 0.46, 0.7), (0.05, 0.84, 0.46, 0.92), "left", "middle")
    elif rng.random() < 0.7:
        box = (a * 0.07, 0.36, a * 0.93, 0.87)
        drawing.zones = zones((0.08, 0.06, 0.92, 0.31), (0.08, 0.905, 0.92, 0.955), "center", "middle")
    else:
        box = (a * 0.07, 0.07, a * 0.93, 0.6)
        drawing.zones = zones((0.08, 0.65, 0.92, 0.88), (0.08, 0.905, 0.92, 0.955), "center", "middle")
    shape = outline_in(hero.draws, scene.seed, box)
    bounds = shape.computeTightBounds()
    high = max(bounds.height(), bounds.width() / 1.6)
    inner = Drawing(max(bounds.width() / high, 0.5), light=drawing.light)
    # A sky of its own: what is pale on a pale page has no outline.
    strong = not scene.inks.is_night and scene.time != "night"
    inner.page("accent" if strong else "far")
    summit = (inner.aspect * float(rng.uniform(0.38, 0.62)), float(rng.uniform(0.3, 0.38)))
    start = len(inner.marks)
    ground = all_places()[scene.place or "mountains"].build(
        inner, View(0.5, summit, scene.time, scene.season, scene.weather), rng
    )
    inner.marks.insert(
        start,
        Mark(circle(inner.aspect * float(rng.uniform(0.3, 0.7)), 0.3, 0.11),
             "light" if strong or scene.time == "night" else "accent", 0.05),
    )  # fmt: skip
    corner = bounds.left() + bounds.width() / 2 - inner.aspect * high / 2
    top = bounds.top() + bounds.height() / 2 - high / 2
    for mark in inner.marks:
        fade = mark.fade and replace(
            mark.fade,
            start=(corner + mark.fade.start[0] * high, top + mark.fade.start[1] * high),
            end=(corner + mark.fade.end[0] * high, top + mark.fade.end[1] * high),
        )
        drawing.marks.append(
            replace(mark, path=placed(mark.path, corner, top, high), fade=fade, depth=0.3 + mark.depth * 0.4,
                    soft=mark.soft * high, clip=shape)
        )  # fmt: skip
    drawing.focus = (corner + ground.spot[0] * high, top + ground.spot[1] * high)
    drawing.shown = tuple(each.concept for each in scene.subjects)
    return drawing
