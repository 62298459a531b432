"""A village on a hill: gabled houses crowded under a church spire, some windows lit."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import curve, polygon, rectangle
from articover.generate.illustrator.compose.forms.trees import round_tree
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"village", "town", "city", "capital", "fishing_village", "mountain_village"})
NOT = frozenset[str]()
EAST_TOO = False


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The spire stands at `view.summit`; houses go down the hill on both sides."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    crown = top + 0.2
    hill = curve(
        [
            (left, crown + 0.24),
            (at - 0.16, crown + 0.06),
            (at, crown + 0.02),
            (at + 0.18, crown + 0.08),
            (right, crown + 0.26),
        ],
        20,
    )
    snowy = view.season == "winter" or view.weather == "snow"
    drawing.shape(polygon(np.concatenate([hill, [(right, 1.2), (left, 1.2)]])), "light" if snowy else "middle", 0.3)
    _spire(drawing, at, top, crown + 0.05)
    lit: Ink = "accent"
    spots = []
    for row in range(4):
        count = 3 + row
        for index in range(count):
            x = at + (index - (count - 1) / 2) * 0.094 + float(rng.uniform(-0.012, 0.012))
            spots.append((x, crown + 0.075 + row * 0.058 + abs(x - at) * 0.3))
    for number, (x, y) in enumerate(sorted(spots, key=lambda each: each[1])):
        _house(drawing, x, y, float(rng.uniform(0.075, 0.095)), number, lit, snowy, rng)
    for _ in range(9):
        x = at + float(rng.uniform(-0.34, 0.34))
        y = crown + 0.1 + abs(x - at) * 0.55 + float(rng.uniform(0.0, 0.12))
        trunk, leaves = round_tree(x, y, float(rng.uniform(0.04, 0.06)), rng)
        drawing.shape(trunk, "dark", 0.5)
        drawing.shape(leaves, "dark", 0.5)
    road = crown + 0.37
    near = curve([(left, road), (at - 0.1, road + 0.03), (at + 0.14, road - 0.01), (right, road + 0.03)], 20)
    drawing.shape(polygon(np.concatenate([near, [(right, 1.2), (left, 1.2)]])), "dark", 0.8)
    drawing.focus = (at, crown)
    return Ground((at + 0.03, road + 0.012), 0.06, 0.85)


def _spire(drawing: Drawing, x: float, top: float, foot: float) -> None:
    wide = 0.036
    drawing.shape(rectangle(x - wide, top + 0.1, x + wide, foot + 0.03), "light", 0.4)
    drawing.cut(rectangle(x + 0.008, top + 0.1, x + wide, foot + 0.03), "far", 0.4)
    drawing.shape(polygon([(x - wide * 1.2, top + 0.105), (x, top), (x + wide * 1.2, top + 0.105)]), "dark", 0.4)
    drawing.cut(rectangle(x - 0.007, top + 0.13, x + 0.007, top + 0.16), "dark", 0.4)


def _house(
    drawing: Drawing, x: float, foot: float, broad: float, number: int, lit: Ink, snowy: bool, rng: np.random.Generator
) -> None:
    """A wall, its shaded side, a roof and a window or two."""
    tall, depth = broad * float(rng.uniform(0.5, 0.66)), 0.45
    left, right, eaves = x - broad / 2, x + broad / 2, foot - tall
    drawing.shape(rectangle(left, eaves, right, foot + 0.01), "light", depth)
    drawing.cut(rectangle(left + broad * 0.64, eaves, right, foot + 0.01), "far", depth)
    roof: Ink = "light" if snowy else ("accent", "dark", "second", "dark")[number % 4]
    over = broad * 0.07
    drawing.shape(
        polygon(
            [
                (left - over, eaves + 0.004),
                (left + broad * 0.18, eaves - broad * 0.34),
                (right - broad * 0.18, eaves - broad * 0.34),
                (right + over, eaves + 0.004),
            ]
        ),
        roof,
        depth,
    )
    for index in range(2):
        at = left + broad * (0.14 + 0.28 * index)
        ink: Ink = lit if rng.random() < 0.45 and roof != lit else "dark"
        drawing.cut(rectangle(at, eaves + tall * 0.3, at + broad * 0.13, eaves + tall * 0.68), ink, depth)
