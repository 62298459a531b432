"""A castle on its rock: a keep, round towers with pointed roofs, a wall with battlements, a gate."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink, Mark
from articover.generate.illustrator.compose.forms.curves import blob, gouge, polygon, rectangle, tapered

SHOWS = frozenset({"castle", "tower", "fortress", "palace"})
NOT = frozenset({"lighthouse", "skyscraper", "eiffel_tower", "water_tower", "clock_tower", "hanok", "pagoda", "mosque",
                 "church", "bell_tower", "watchtower"})  # fmt: skip
STANCE = ("alone", "tiny")
EAST_TOO = False

_ROCK = ((-0.5, 0.0), (-0.5, 0.0), (-0.42, -0.1), (-0.36, -0.17), (-0.2, -0.2), (0.0, -0.22), (0.2, -0.2),
         (0.34, -0.16), (0.44, -0.08), (0.52, 0.0), (0.52, 0.0))  # fmt: skip
_GATE = ((-0.06, -0.09), (-0.06, -0.09), (-0.06, -0.17), (-0.02, -0.215), (0.02, -0.215), (0.06, -0.17), (0.06, -0.09),
         (0.06, -0.09))  # fmt: skip
_PENNANT = ((-0.06, -1.0), (-0.06, -1.0), (0.0, -0.992), (0.06, -0.985), (0.06, -0.985), (0.0, -0.968),
            (-0.06, -0.965), (-0.06, -0.965))  # fmt: skip
_WINDOWS = ((-0.13, -0.4), (-0.05, -0.42), (-0.13, -0.33), (-0.07, -0.62), (0.14, -0.5), (-0.25, -0.41), (0.29, -0.33))
_ARCH = ((-0.011, 0.02), (-0.011, 0.02), (-0.011, -0.012), (0.0, -0.024), (0.011, -0.012), (0.011, 0.02), (0.011, 0.02))
_STONES = ((-0.28, -0.21, 0.05), (-0.16, -0.15, 0.06), (0.1, -0.2, 0.05), (-0.3, -0.14, 0.04), (0.12, -0.13, 0.04))


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(blob(_ROCK), "dark", 0.6)
    # Back to front: the keep's tall tower, the side towers, the keep, the wall.
    _tower(d, -0.06, -0.2, 0.075, 0.5, 0.26, "middle", "dark")
    _tower(d, 0.14, -0.2, 0.055, 0.37, 0.17, "middle", "accent")
    _tower(d, -0.25, -0.18, 0.06, 0.3, 0.17, "middle", "accent")
    d.shape(rectangle(-0.19, -0.5, 0.1, -0.16), "far", 0.63)
    _battlements(d, -0.19, 0.1, -0.5, "far", 0.63)
    _tower(d, 0.29, -0.14, 0.07, 0.27, 0.17, "far", "dark")
    _tower(d, -0.37, -0.12, 0.055, 0.2, 0.13, "far", "dark")
    d.shape(rectangle(-0.36, -0.27, 0.3, -0.1), "light", 0.66)
    _battlements(d, -0.36, 0.3, -0.27, "light", 0.66)
    d.cut(polygon([(0.16, -0.27), (0.3, -0.27), (0.3, -0.1), (0.2, -0.1)]), "far", 0.66)
    d.cut(blob(_GATE), "dark", 0.66)
    for x in (-0.03, 0.0, 0.03):
        d.cut(tapered([(x, -0.1), (x, -0.205)], 0.006), "middle", 0.66)
    for x, y in _WINDOWS:
        d.cut(blob(np.array(_ARCH) + np.array((x, y))), "accent" if y > -0.45 else "dark", 0.64)
    for x, y, long in _STONES:
        d.cut(gouge([(x, y), (x + long / 2, y), (x + long, y)], 0.008), "far", 0.66)
    # The pennant flies to the right, as all things face.
    d.shape(tapered([(-0.06, -0.95), (-0.06, -1.0)], 0.008), "dark", 0.62)
    d.shape(blob(_PENNANT), "accent", 0.62)
    return d.marks


def _tower(d: Drawing, x: float, foot: float, half: float, tall: float, roof: float, wall: Ink, tiles: Ink) -> None:
    """A round tower: wall with its shaded flank, a jutting head, a pointed roof."""
    top = foot - tall
    d.shape(rectangle(x - half, top, x + half, foot), wall, 0.62)
    d.cut(rectangle(x + half * 0.35, top, x + half, foot), "dark" if wall == "middle" else "middle", 0.62)
    d.shape(rectangle(x - half * 1.18, top - 0.012, x + half * 1.18, top + 0.045), wall, 0.63)
    d.shape(polygon([(x - half * 1.4, top - 0.005), (x, top - roof), (x + half * 1.4, top - 0.005)]), tiles, 0.63)
    d.cut(polygon([(x + half * 0.3, top - 0.005), (x, top - roof), (x + half * 1.4, top - 0.005)]), "dark", 0.63)


def _battlements(d: Drawing, left: float, right: float, top: float, ink: Ink, depth: float) -> None:
    """Merlons as wide as the gaps between them."""
    count = round((right - left) / 0.05)
    step = (right - left) / count
    for index in range(0, count, 1):
        if index % 2 == 0 or index == count - 1:
            x = left + index * step
            d.shape(rectangle(x, top - 0.035, x + step, top + 0.004), ink, depth)
