"""Too close: the thing is larger than the page, which cuts it off. A poster's way of shouting."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import lay, shown_of, solidity, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import marks_in

NAME = "cropped close"
VERSION = 1
FAMILY = "crop"
SHELVES = {"": 1.0, "thriller": 1.5, "literary": 1.5, "children": 1.3, "picture-book": 1.4, "nature": 1.7,
           "horror": 1.3, "mystery": 1.2, "cookbook": 1.3, "essays": 1.2, "fantasy": 1.1,
           "science": 1.4, "crime": 1.3}  # fmt: skip
LOCKUPS = ("full stack", "flush grotesque", "heavy stack", "quiet capitals")
EXCLUDES: dict[str, str] = {}
_DETAILED = frozenset({"house", "train", "clock", "open_book", "lantern", "candle", "full_moon", "moon", "pencil"})
"""What looks empty, or is not known again, when it is this large."""


def fit(book: Book) -> Fit | None:
    """An animal or thing with mass."""
    shown = [
        each for each in shown_of(book, "alone")
        if each[1].draws not in _DETAILED and solidity(each[1].draws, 0) > 0.22
    ]  # fmt: skip
    if not shown:
        return None
    item, subject = shown[0]
    return Fit(worth_of(book, shown[:1], first=0.62, others=0.0), f"the book's {item.concept}, close", (subject,))


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """The head end stays on the page: things face right, so the left side is cut, or the right when it is flipped."""
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(-0.6, -0.7))
    drawing.page("ground")
    hero = scene.first_subject()
    left, top, right, bottom = marks_in(hero.draws, scene.seed)
    share = (right - left) / (bottom - top)
    flip = bool(rng.random() < 0.5) and not wide
    if wide:
        tall = 1.15 if share < 1.2 else 0.85
        broad = tall * share
        middle = (max(a * 0.5 + broad / 2, a * 0.8), 0.52)
        flip = True
        drawing.zones = zones((0.05, 0.1, 0.44, 0.7), (0.05, 0.86, 0.44, 0.94), "left", "middle")
    elif share > 0.8:
        broad = a * 1.5
        tall = broad / share
        if tall > 0.72:
            tall = 0.72
            broad = tall * share
        side = -1 if not flip else 1
        middle = (a * 0.5 + side * max(broad - a * 0.92, 0.0) / 2, 0.92 - tall / 2 if tall < 0.5 else 1.0 - tall * 0.46)
        drawing.zones = zones((0.07, 0.055, 0.93, middle[1] - tall / 2 - 0.03), (0.07, 0.92, 0.93, 0.965), "left")
    else:
        tall = 1.02
        broad = tall * share
        middle = (a * 0.5, 0.3 + tall / 2)
        drawing.zones = zones((0.07, 0.055, 0.93, 0.275), (0.07, 0.925, 0.93, 0.968), "left")
    lay(drawing, hero.draws, scene.seed, middle, (broad, tall), flip=flip)
    if drawing.zones[1].top > 0.9 and not wide:
        # The author stands in the head with the title where the thing runs over the foot of the page.
        title = drawing.zones[0]
        drawing.zones = zones((title.left, 0.1, title.right, title.bottom), (0.07, 0.045, 0.93, 0.08), "left", "middle")
    drawing.focus = (min(max(middle[0] + (-1 if flip else 1) * broad * 0.25, 0.1), a - 0.1), middle[1] - tall * 0.2)
    drawing.shown = tuple(each.concept for each in scene.subjects)
    return drawing
