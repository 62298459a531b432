"""A clock face: rim, ticks, two hands."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import circle, tapered

SHOWS = frozenset({"clock", "watch", "pocket_watch", "alarm_clock"})
NOT: frozenset[str] = frozenset()
STANCE = ("round", "alone")
EAST_TOO = True
WIDTH = 1.0


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = [Mark(circle(0, -0.5, 0.5), "dark", 0.6), Mark(circle(0, -0.5, 0.41), "light", 0.6)]
    for k in range(12):
        angle = k * np.pi / 6
        inner = 0.31 if k % 3 == 0 else 0.345
        ends = [(r * np.sin(angle), -0.5 - r * np.cos(angle)) for r in (inner, 0.385)]
        marks.append(Mark(tapered(ends, 0.032 if k % 3 == 0 else 0.018), "dark", 0.6, "cut"))
    hour, minute = float(rng.uniform(5.2, 6.8)) / 12 * 2 * np.pi, float(rng.uniform(8, 17)) / 60 * 2 * np.pi
    for angle, reach, width, ink in ((hour, 0.2, 0.05, "dark"), (minute, 0.31, 0.034, "accent")):
        ends = [
            (-0.06 * np.sin(angle), -0.5 + 0.06 * np.cos(angle)),
            (reach * np.sin(angle), -0.5 - reach * np.cos(angle)),
        ]
        marks.append(Mark(tapered(ends, [width, width * 0.6]), ink, 0.6, "cut"))  # type: ignore[arg-type]
    marks.append(Mark(circle(0, -0.5, 0.03), "dark", 0.6, "cut"))
    return marks
