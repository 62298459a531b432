"""A playing card: the hero above, and upside down below either the hero again or what stands against him."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import lay, main_ink, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import circle, polygon, rectangle, without
from articover.generate.illustrator.compose.scene import Scene

NAME = "playing card"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "card"
SHELVES = {"": 0.35, "fantasy": 1.4, "romantasy": 1.5, "thriller": 1.2, "mystery": 1.3, "crime": 1.3, "noir": 1.2,
           "young-adult": 1.3, "gothic": 1.4, "fairy-tale": 1.3, "horror": 1.2, "humour": 1.0, "cosy-mystery": 1.2,
           "cookbook": 0.0, "business": 0.2}  # fmt: skip
LOCKUPS = ("cartouche", "full stack", "quiet capitals")
EXCLUDES = {"mist": "a card is printed, not painted"}


def fit(book: Book) -> Fit | None:
    """One thing, or two that the book sets against each other."""
    shown = [each for each in shown_of(book, "alone", most=4) if each[0].kind != "building"][:2]
    if not shown:
        return None
    named = " against ".join(item.concept.replace("_", " ") for item, _ in shown)
    return Fit(
        worth_of(book, shown, first=0.5, others=0.22) - (0.1 if len(shown) < 2 else 0.0),
        f"{named}, two sides of a card",
        tuple(subject for _, subject in shown),
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """Two halves in two colours, parted by the band that holds the title."""
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(-0.7, -0.7))
    subjects = scene.subjects or (scene.first_subject(),)
    upper, lower = subjects[0], subjects[-1]
    e = min(a, 0.75) * 0.055
    drawing.page("light" if not scene.inks.is_night else "ground")
    inner = (e * 1.5, e * 1.5, a - e * 1.5, 1 - e * 1.5)
    if wide:
        halves = ((inner[0], inner[1], a * 0.34, inner[3]), (a * 0.66, inner[1], inner[2], inner[3]))
    else:
        halves = ((inner[0], inner[1], inner[2], 0.385), (inner[0], 0.615, inner[2], inner[3]))
    for number, (half, subject) in enumerate(zip(halves, (upper, lower), strict=True)):
        drawing.shape(rectangle(*half), "far" if number == 0 else "dark", 0.1)
        middle = (half[0] + half[2]) / 2, (half[1] + half[3]) / 2
        size = (half[2] - half[0]) * 0.82, (half[3] - half[1]) * 0.84
        behind: Ink = "middle" if number else "accent" if main_ink(subject.draws, scene.seed) != "accent" else "light"
        drawing.shape(circle(*middle, min(size) * 0.5), behind, 0.15)
        turned = 180.0 if number and not wide else 0.0
        swapped: dict[Ink, Ink] = {"dark": "light", "light": "dark", "middle": "far"} if number else {}
        lay(drawing, subject.draws, scene.seed, middle, size, turn=turned, flip=bool(number), inks=swapped)
    for inset, width in ((e, 0.006), (e * 1.24, 0.0025)):
        outer = rectangle(inset, inset, a - inset, 1 - inset)
        drawing.shape(
            without(outer, rectangle(inset + width, inset + width, a - inset - width, 1 - inset - width)), "dark", 0.5
        )
    for x, y in ((inner[0], inner[1]), (inner[2], inner[3])):
        d = 0.018
        at = (x + (0.045 if x < a / 2 else -0.045), y + (0.05 if y < 0.5 else -0.05))
        drawing.shape(
            polygon([(at[0], at[1] - d * 1.4), (at[0] + d, at[1]), (at[0], at[1] + d * 1.4), (at[0] - d, at[1])]),
            "accent", 0.6,
        )  # fmt: skip
    drawing.focus = ((halves[0][0] + halves[0][2]) / 2, (halves[0][1] + halves[0][3]) / 2)
    drawing.shown = tuple(each.concept for each in subjects)
    if wide:
        drawing.zones = zones((0.355, 0.16, 0.645, 0.72), (0.355, 0.78, 0.645, 0.86), "center", "middle")
    else:
        drawing.zones = zones((0.12, 0.4, 0.88, 0.555), (0.16, 0.565, 0.84, 0.6), "center", "middle")
    return drawing
