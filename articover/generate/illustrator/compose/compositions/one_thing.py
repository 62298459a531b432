"""The one thing the book is about, large, with a light behind it: what a poster would show."""

from __future__ import annotations

import numpy as np

from articover.cover import Zone
from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Spot
from articover.generate.illustrator.compose.forms.curves import circle, rectangle
from articover.generate.illustrator.compose.scene import Scene, Subject
from articover.generate.illustrator.compose.things import fitted, marks_in, put, thing_for

NAME = "one thing"
VERSION = 1
FAMILY = "object"
SHELVES = {"": 1.0, "mystery": 1.4, "cosy-mystery": 1.5, "literary": 1.3, "children": 1.3, "picture-book": 1.4,
           "fantasy": 1.2, "cookbook": 1.6, "essays": 1.3, "business": 0.8, "nature": 1.4}  # fmt: skip
LOCKUPS = ("full stack", "flush grotesque", "quiet capitals", "quiet serif")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit | None:
    """The hero, when he is a thing we can draw; else the strongest thing that is."""
    found = [
        (item, name)
        for item in book.items
        if item.role in ("subject", "companion", "prop", "place")
        and (name := thing_for(item.concept, "alone", east=book.is_east_asian))
    ]
    if not found:
        return None
    item, name = max(found, key=lambda each: (each[0] == book.hero, book.weight(each[0])))
    bonus = 0.4 if item == book.hero else 0.2
    return Fit(
        0.5 * book.weight(item) + bonus,
        f"the book's {item.concept}, large",
        (Subject(name, item.concept, item.number),),
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """A disc, a panel or a floor behind it, never two of them."""
    a = scene.aspect
    drawing = Drawing(a, light=(-0.7, -0.7))
    drawing.page("ground")
    if a > 1.15:
        box = (a * 0.54, 0.12, a * 0.95, 0.88)
        drawing.zones = (
            Zone("title", 0.05, 0.12, 0.5, 0.72, "left", "middle"),
            Zone("author", 0.05, 0.84, 0.5, 0.92, "left", "middle"),
        )
    elif rng.random() < 0.72:
        box = (a * 0.1, 0.42, a * 0.9, 0.86)
        drawing.zones = (
            Zone("title", 0.08, 0.065, 0.92, 0.35, "center", "middle"),
            Zone("author", 0.08, 0.905, 0.92, 0.955, "center", "middle"),
        )
    else:
        box = (a * 0.1, 0.08, a * 0.9, 0.56)
        drawing.zones = (
            Zone("title", 0.08, 0.64, 0.92, 0.88, "left", "middle"),
            Zone("author", 0.08, 0.905, 0.92, 0.955, "left", "middle"),
        )
    hero = scene.first_subject()
    left, top, right, bottom = marks_in(hero.draws, scene.seed)
    foot, scale = fitted(hero.draws, scene.seed, box)
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    tall, broad = scale * (bottom - top), scale * (right - left)
    stands = middle[1] + tall / 2
    draw_behind = rng.random()
    if draw_behind < 0.5:
        radius = float(np.clip(0.34 * max(tall, broad) + 0.06, 0.16, 0.46 * (box[2] - box[0]) + 0.06))
        off = broad * float(rng.uniform(-0.12, 0.12))
        drawing.shape(circle(middle[0] + off, middle[1] - 0.04 * tall, radius), "far", 0.1)
    elif draw_behind < 0.8 or a > 1.15:
        floor = stands - 0.03
        drawing.shape(drawing.band(floor, 1 + BLEED), "far", 0.2)
    else:
        drawing.shape(rectangle(-BLEED, middle[1] - 0.1 * tall, a + BLEED, stands - 0.02), "far", 0.2)
    put(drawing, hero.draws, foot, scale, np.random.default_rng([scene.seed, 5]), 0.7)
    # What is added stands at its feet, small, partly before it.
    drawing.spots = tuple(
        Spot((middle[0] + side * broad * 0.48, stands + 0.012), 0.34 * tall, 0.8, "alone") for side in (-1, 1)
    )
    drawing.focus = middle
    drawing.shown = tuple(each.concept for each in scene.subjects)
    return drawing
