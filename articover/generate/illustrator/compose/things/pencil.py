"""A sharpened pencil, point up, with facets and a ferrule."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import polygon, rectangle

SHOWS = frozenset({"pencil", "pen"})
NOT: frozenset[str] = frozenset()
STANCE = ("upright", "alone")
EAST_TOO = True
WIDTH = 0.12


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    marks: list[Mark] = []
    for x0, x1, ink in ((-0.06, -0.02, "second"), (-0.02, 0.025, "accent"), (0.025, 0.06, "dark")):
        marks.append(Mark(polygon([(x0, -0.13), (x0, -0.8), (x1, -0.8), (x1, -0.13)]), ink, 0.7))  # type: ignore[arg-type]
    marks.append(
        Mark(
            polygon(
                [
                    (-0.06, -0.8),
                    (0, -1.0),
                    (0.06, -0.8),
                    (0.042, -0.815),
                    (0.024, -0.8),
                    (0, -0.82),
                    (-0.02, -0.8),
                    (-0.04, -0.816),
                ]
            ),
            "light",
            0.7,
        )
    )
    marks.append(Mark(polygon([(-0.019, -0.937), (0, -1.0), (0.019, -0.937), (0, -0.945)]), "dark", 0.7, "cut"))
    marks.append(Mark(rectangle(-0.062, -0.13, 0.062, -0.065), "far", 0.7))
    for y in (-0.115, -0.098, -0.081):
        marks.append(Mark(rectangle(-0.062, y - 0.003, 0.062, y + 0.003), "dark", 0.7, "cut"))
    marks.append(Mark(rectangle(-0.058, -0.065, 0.058, 0), "middle", 0.7))
    return marks
