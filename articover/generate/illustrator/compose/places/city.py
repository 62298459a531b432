"""A city's towers in three depths, their lit windows, one taller than the rest."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import polygon, rectangle
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"city", "capital", "new_york", "seoul", "tokyo", "skyscraper", "roof", "rooftop", "downtown"})
NOT = frozenset({"village", "ruins"})
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The tallest tower stands under `view.summit`; a roof near the reader is where somebody may stand."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    base = min(max(top + 0.46, 0.8), 0.87)
    rows: tuple[tuple[Ink, float, float, float], ...] = (
        ("far", top + 0.1, 0.05, 0.2),
        ("middle", top + 0.2, 0.07, 0.35),
        ("dark", top + 0.33, 0.1, 0.5),
    )
    lit: Ink = "accent" if view.time in ("", "dusk", "night") else "light"
    for ink, height, width, depth in rows:
        x = left
        while x < right:
            broad = width * float(rng.uniform(0.6, 1.4))
            roof = height + float(rng.uniform(-0.07, 0.12))
            if depth == 0.35 and abs(x + broad / 2 - at) < width:
                roof = top
                drawing.shape(rectangle(x + broad / 2 - 0.004, top - 0.07, x + broad / 2 + 0.004, top), ink, depth)
            shape = rectangle(x, roof, x + broad, 1.2)
            if rng.random() < 0.3:
                lean = broad * 0.5
                shape = polygon([(x, roof + lean * 0.5), (x + broad, roof), (x + broad, 1.2), (x, 1.2)])
            drawing.shape(shape, ink, depth)
            if depth > 0.2:
                _windows(drawing, x, roof + 0.03, broad, base, lit, depth, rng)
            x += broad + float(rng.uniform(0.0, 0.012))
    edge = base
    drawing.shape(
        polygon(
            [(left, edge), (at + 0.1, edge), (at + 0.1, edge + 0.05), (right, edge + 0.05), (right, 1.2), (left, 1.2)]
        ),
        "dark",
        0.8,
    )
    spot = (at - 0.02, edge + 0.004)
    drawing.focus = (at, top + 0.12)
    return Ground(spot, 0.07, 0.85)


def _windows(
    drawing: Drawing, x: float, top: float, broad: float, base: float, ink: Ink, depth: float, rng: np.random.Generator
) -> None:
    """Some of a tower's windows are lit: in columns, more of them low down."""
    size, gap = 0.0075, 0.017
    columns = int((broad - 0.012) / gap)
    for column in range(columns):
        y = top
        while y < base:
            if rng.random() < 0.2 if depth < 0.5 else rng.random() < 0.26:
                left = x + 0.01 + column * gap
                drawing.cut(rectangle(left, y, left + size, y + size * 1.5), ink, depth)
            y += gap * 1.35
