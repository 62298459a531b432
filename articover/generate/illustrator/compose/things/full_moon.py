"""The full moon: seas and craters on a pale disc."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import blob, circle, inside, without

SHOWS = frozenset({"moon", "full_moon", "planet"})
NOT: frozenset[str] = frozenset()
STANCE = ("round", "alone")
EAST_TOO = True
WIDTH = 1.0


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    disc = circle(0, -0.5, 0.5)
    marks: list[Mark] = [Mark(disc, "light", 0.6)]
    for x, y, r in (
        (-0.18, -0.68, 0.17),
        (0.02, -0.74, 0.12),
        (-0.26, -0.45, 0.13),
        (0.14, -0.55, 0.11),
        (0.2, -0.32, 0.1),
        (-0.05, -0.3, 0.08),
    ):
        wobble = [
            (x + r * float(rng.uniform(0.8, 1.2)) * np.cos(t), y + r * 0.85 * float(rng.uniform(0.8, 1.2)) * np.sin(t))
            for t in np.linspace(0, 2 * np.pi, 9)[:-1]
        ]
        marks.append(Mark(inside(blob(wobble), disc), "far", 0.6, "cut"))
    for x, y, r in ((0.1, -0.15, 0.035), (-0.22, -0.2, 0.025), (0.3, -0.62, 0.03), (0.02, -0.45, 0.02)):
        marks.append(Mark(without(circle(x, y, r), circle(x + 0.006, y + 0.006, r * 0.7)), "middle", 0.6, "cut"))
    marks.append(Mark(without(disc, circle(-0.07, -0.55, 0.5)), "middle", 0.6, "cut"))
    return marks
