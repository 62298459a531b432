"""Things of the book side by side on a ledge, large, the title on the wall above them."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing
from articover.generate.illustrator.compose.forms.curves import circle, gouge, polygon, rectangle
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import marks_in, put, thing

NAME = "on a ledge"
VERSION = 1
FAMILY = "row"
SHELVES = {"": 1.0, "mystery": 1.5, "cosy-mystery": 1.8, "literary": 1.2, "memoir": 1.5, "essays": 1.4,
           "short-stories": 1.5, "slice-of-life": 1.8, "cookbook": 1.4, "children": 1.3, "picture-book": 1.4,
           "humour": 1.3, "romance": 1.0, "historical": 1.1, "sci-fi": 0.4, "war": 0.3}  # fmt: skip
LOCKUPS = ("flush grotesque", "quiet serif", "didone", "full stack")
EXCLUDES = {"mist": "a row of things wants edges"}


def fit(book: Book) -> Fit | None:
    """Two to four things that stand."""
    shown = [
        each
        for each in shown_of(book, "alone", most=6)
        if each[0].kind != "person" and "swims" not in thing(each[1].draws).STANCE
    ][:4]
    if len(shown) < 2:
        return None
    named = ", ".join(item.concept.replace("_", " ") for item, _ in shown)
    return Fit(
        worth_of(book, shown, first=0.52, others=0.16), f"its {named}, side by side", tuple(each for _, each in shown)
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """As tall as the width allows; one of them may turn its back on the rest."""
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(-0.7, -0.7))
    drawing.page("ground")
    subjects = scene.subjects or (scene.first_subject(),)
    boxes = [marks_in(each.draws, scene.seed + number) for number, each in enumerate(subjects)]
    shares = [min(max((box[2] - box[0]) / (box[3] - box[1]), 0.34), 1.7) for box in boxes]
    start, room = (a * 0.5, a * 0.46) if wide else (a * 0.05, a * 0.9)
    gap = 0.035 * room
    tall = (room - gap * (len(boxes) - 1)) / sum(shares)
    most = 0.62 if wide else 0.43
    tall = min(tall, most)
    start += (room - tall * sum(shares) - gap * (len(boxes) - 1)) / 2
    ledge = 0.8
    lamp = start + tall * shares[0] / 2, ledge - tall * 0.62
    drawing.shape(circle(*lamp, min(0.3, tall * 0.62)), "far", 0.08)
    drawing.shape(rectangle(-BLEED, ledge, a + BLEED, 1 + BLEED), "middle", 0.4)
    drawing.shape(rectangle(-BLEED, ledge, a + BLEED, ledge + 0.012), "light", 0.42)
    x = start
    for number, (subject, box, share) in enumerate(zip(subjects, boxes, shares, strict=True)):
        scale = min(tall * share / (box[2] - box[0]), tall * (1.0 if number % 2 else 0.92) / (box[3] - box[1]))
        middle = x + tall * share / 2
        flip = number == len(subjects) - 1 and len(subjects) > 1
        foot = ledge + 0.016 - scale * box[3]
        broad = scale * (box[2] - box[0])
        reach = ledge + 0.016
        drawing.shape(
            polygon([(middle - broad * 0.42, reach - 0.004), (middle + broad * 0.42, reach - 0.004),
                     (middle + broad * 0.42 + 0.05, reach + 0.035), (middle - broad * 0.42 + 0.05, reach + 0.035)]),
            "dark", 0.43,
        )  # fmt: skip
        side = -1 if flip else 1
        at = (middle - side * scale * (box[0] + box[2]) / 2, foot)
        put(drawing, subject.draws, at, scale, np.random.default_rng([scene.seed + number, 5]), 0.6, flip=flip)
        x += tall * share + gap
    for _ in range(9):
        y, x0 = float(rng.uniform(ledge + 0.05, 1.0)), float(rng.uniform(-0.1, a))
        drawing.cut(gouge([(x0, y), (x0 + 0.12, y + 0.002), (x0 + 0.25, y)], 0.003), "dark", 0.41)
    drawing.focus = (start + tall * shares[0] / 2, ledge - tall / 2)
    drawing.shown = tuple(each.concept for each in subjects)
    if wide:
        drawing.zones = zones((0.05, 0.1, 0.46, 0.7), (0.05, 0.86, 0.46, 0.94), "left", "middle")
    else:
        top = ledge - tall - 0.04
        drawing.zones = zones((0.08, 0.06, 0.92, top), (0.08, 0.895, 0.92, 0.955), "left", "middle")
    return drawing
