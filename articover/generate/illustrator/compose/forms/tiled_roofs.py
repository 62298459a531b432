"""East Asian tiled roofs: eaves that rise to their corners, a ridge that sags, rows of tiles between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import Points, circle, polygon, rectangle, ribbon, tapered


@dataclass(frozen=True)
class RoofInks:
    """The inks of a roof: its tiles, the lines between them, the ridge and the end tiles of the eaves."""

    tiles: Ink = "dark"
    lines: Ink = "middle"
    ridge: Ink = "dark"
    ends: Ink = "far"
    snow: Ink | None = None


def hipped_roof(
    drawing: Drawing,
    x: float,
    eaves: float,
    broad: float,
    high: float,
    inks: RoofInks,
    depth: float,
    *,
    lift: float = 0.16,
    gable: float = 0.68,
    rows: int = 0,
) -> None:
    """A roof seen from the front, its eaves at height `eaves` about `x`.

    `broad` runs from corner to corner of the eaves, `high` from eaves to ridge; the corners rise by `lift` of `high`.
    The ridge is `gable` as long as the eaves: 1 for a plain gable, 0.3 for a pavilion.
    """
    half = broad / 2
    t = np.linspace(-1, 1, 41)
    lower = np.stack([x + half * t, eaves - lift * high * np.abs(t) ** 2.6], 1)
    upper = np.stack([x + half * gable * t, eaves - high + 0.1 * high * (1 - np.abs(t) ** 2.2)], 1)
    # A slope hollows on its way down, and with it the hips.
    count = 9
    down = np.linspace(0, 1, count)[:, None, None]
    hollow = (down**0.82) * np.array([1.0, 0.0]) + (down**1.0 + 0.28 * down * (1 - down)) * np.array([0.0, 1.0])
    grid = upper + (lower - upper) * hollow
    left, right = grid[:, 0], grid[:, -1]
    thick = max(high * 0.09, 0.0016)
    soffit = np.concatenate([lower, (lower + np.array([0, thick * 1.3]))[::-1]])
    drawing.shape(polygon(soffit), "dark", depth)
    drawing.shape(polygon(np.concatenate([upper, right, lower[::-1], left[::-1]])), inks.snow or inks.tiles, depth)
    lines = rows or max(5, int(broad / 0.012))
    at = np.linspace(0, 40, lines + 2)[1:-1]
    for place in at:
        k, part = min(int(place), 39), place % 1
        line: Points = grid[:, k] * (1 - part) + grid[:, k + 1] * part
        if inks.snow is None:
            drawing.cut(ribbon(line, np.linspace(0.12, 0.3, count) * broad / lines), inks.lines, depth)
        drawing.cut(
            circle(float(line[-1, 0]), float(line[-1, 1]) + thick * 0.4, broad / lines * 0.26), inks.ends, depth
        )
    for hip, side in ((left, -1), (right, 1)):
        if gable < 0.97:
            end = hip[-1] + np.array([side * high * 0.06, -high * 0.05])
            drawing.shape(
                tapered(np.concatenate([hip[2:], [end]]), [thick * 1.1, thick * 1.5, thick * 1.0], 4), inks.ridge, depth
            )
    horn = np.array([[high * 0.06, -high * 0.09]])
    crest = np.concatenate([upper[:1] + horn * [-1, 1], upper[2:-2], upper[-1:] + horn])
    drawing.shape(tapered(crest, [thick * 2.1, thick * 1.9, thick * 2.1], 2), inks.ridge, depth)
    drawing.cut(ribbon(upper[3:-3] + np.array([0, thick * 0.2]), np.full(35, thick * 0.5)), inks.ends, depth)


def lattice(
    drawing: Drawing, left: float, top: float, right: float, bottom: float, paper: Ink, wood: Ink, depth: float,
) -> None:  # fmt: skip
    """A paper door in two leaves: close bars in three bands, as on a Korean door."""
    drawing.cut(rectangle(left, top, right, bottom), wood, depth)
    middle, rim = (left + right) / 2, (right - left) * 0.05
    for a, b in ((left + rim, middle - rim / 2), (middle + rim / 2, right - rim)):
        drawing.cut(rectangle(a, top + rim, b, bottom - rim), paper, depth)
        for k in range(1, 4):
            x = a + (b - a) * k / 4
            drawing.cut(rectangle(x - rim * 0.16, top + rim, x + rim * 0.16, bottom - rim), wood, depth)
        for band in (0.2, 0.8):
            for off in (-0.03, 0.03):
                y = top + (bottom - top) * (band + off)
                drawing.cut(rectangle(a, y - rim * 0.14, b, y + rim * 0.14), wood, depth)
