"""A cliff by the sea with a stair cut into it in flights, a small house at the top, surf at its foot."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade
from articover.generate.illustrator.compose.forms.curves import curve, gathered, gouge, polygon, rectangle, tapered
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"cliff", "stairs", "island"})
NOT = frozenset({"floating_island", "atlantis"})
CALM_BELOW = True
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The house's chimney reaches `view.summit`; somebody climbs the second flight."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    low = top < 0.3
    side = 1 if at >= drawing.aspect / 2 else -1  # the cliff fills this side of the page
    edge = right if side > 0 else left
    sea = top + 0.36
    crown = top + 0.075
    drawing.shape(drawing.band(sea - 0.05, 1.13), "middle", 0.25, fade=Fade("dark", (0, sea), (0, 1.0)))
    rows = []
    for y in sea - 0.045 + np.geomspace(0.006, 0.4, 22):
        x = left
        while x < right:
            long = float(rng.uniform(0.03, 0.12)) * (0.6 + 3 * (y - sea + 0.05))
            if rng.random() < 0.5:
                rows.append(
                    gouge([(x, y), (x + long / 2, y - 0.002), (x + long, y)], 0.0016 + 0.008 * (y - sea + 0.05))
                )
            x += long + float(rng.uniform(0.02, 0.12))
    drawing.cut(gathered(rows), "far", 0.26)
    brow_x = at - side * 0.1
    face = [
        (brow_x, crown + 0.008), (brow_x - side * 0.016, crown + 0.06), (brow_x - side * 0.004, crown + 0.12),
        (brow_x - side * 0.05, crown + 0.19), (brow_x - side * 0.055, crown + 0.26),
        (brow_x - side * 0.11, sea + 0.03),
    ]  # fmt: skip
    turf = curve([(edge, crown - 0.02), (at + side * 0.06, crown - 0.008), (at, crown), (brow_x, crown + 0.008)], 8)
    drawing.shape(polygon(np.concatenate([turf, np.array(face[1:]), [(edge, sea + 0.09)]])), "dark", 0.5)
    _strata(drawing, brow_x, edge, side, crown, sea, rng)
    drawing.shape(
        polygon(
            np.concatenate([turf, (turf + np.array((0, 0.014)) + rng.uniform(-0.004, 0.004, (len(turf), 2)))[::-1]])
        ),
        "middle",
        0.52,
    )
    _house(drawing, at, crown - 0.004, top)
    spot = _flights(drawing, brow_x, side, crown, sea)
    _surf(drawing, brow_x, edge, side, sea, rng)
    if low:
        drawing.shape(drawing.band(0.64, 1.13), "dark", 0.8, fade=Fade("dark", (0, 0.64), (0, 1)))
    _gulls(drawing, at - side * 0.26, top + 0.12, rng)
    drawing.focus = spot
    return Ground(spot, 0.042, 0.6)


def _strata(
    drawing: Drawing, brow_x: float, edge: float, side: int, crown: float, sea: float, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Beds of rock that dip away from the sea, and facets that face the light."""
    lit = (side < 0) == (drawing.light[0] > 0)
    beds, facets = [], []
    for k, y in enumerate(np.arange(crown + 0.05, sea + 0.06, 0.034)):
        start = brow_x - side * 0.1 * ((y - crown) / (sea - crown)) ** 1.4
        beds.append(
            gouge([(start, y), (start + side * 0.15, y - 0.014), (edge, y - 0.05)], 0.0045 if k % 2 else 0.0025)
        )
        for _ in range(5):
            x = start + side * float(rng.uniform(0.0, 0.35))
            wide, tall = side * float(rng.uniform(0.008, 0.022)), float(rng.uniform(0.012, 0.028))
            yy = y - 0.1 * abs(x - start) * 0.3
            facets.append(
                polygon(
                    [(x, yy), (x + wide, yy - 0.003), (x + wide * 0.8, yy + tall), (x - wide * 0.2, yy + tall * 0.7)]
                )
            )
    drawing.cut(gathered(facets), "middle", 0.51)
    drawing.cut(gathered(beds), "far" if lit else "middle", 0.51)


def _house(drawing: Drawing, x: float, foot: float, top: float) -> None:
    """White walls, a steep roof, one chimney, a lit window."""
    wide = 0.034
    eaves = foot - 0.032
    drawing.shape(rectangle(x - wide, eaves, x + wide, foot + 0.004), "light", 0.54)
    drawing.cut(rectangle(x + wide * 0.45, eaves, x + wide, foot + 0.004), "far", 0.54)
    drawing.shape(rectangle(x + wide * 0.4, top, x + wide * 0.66, eaves), "dark", 0.54)
    drawing.shape(
        polygon(
            [
                (x - wide * 1.18, eaves + 0.002),
                (x - wide * 0.62, eaves - 0.028),
                (x + wide * 0.62, eaves - 0.028),
                (x + wide * 1.18, eaves + 0.002),
            ]
        ),
        "accent",
        0.55,
    )
    drawing.cut(
        gathered(
            [
                rectangle(x - wide * 0.72, eaves + 0.009, x - wide * 0.4, eaves + 0.021),
                rectangle(x + wide * 0.08, eaves + 0.009, x + wide * 0.32, eaves + 0.021),
            ]
        ),
        "dark",
        0.56,
    )
    drawing.cut(rectangle(x - wide * 0.26, eaves + 0.011, x - wide * 0.02, foot + 0.004), "second", 0.56)


def _flights(drawing: Drawing, brow_x: float, side: int, crown: float, sea: float) -> tuple[float, float]:
    """Five flights that turn on landings, seen from the side: each step lit on top, a rope for a rail."""
    x0 = brow_x + side * 0.035
    turns = [(x0, crown + 0.004)]
    reach = 0.15
    count = 5
    for k in range(count):
        y = crown + 0.004 + (sea + 0.02 - crown) * (k + 1) / count
        drift = -side * 0.105 * ((y - crown) / (sea - crown)) ** 1.4
        turns.append((x0 + side * (reach if k % 2 == 0 else 0.012) + drift, y))
    spot = turns[0]
    for index in range(len(turns) - 1):
        (ax, ay), (bx, by) = turns[index], turns[index + 1]
        steps = 11
        size = 0.9 + 0.25 * index
        lines: list[tuple[float, float]] = []
        for k in range(steps):
            px, py = ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps
            qx, qy = ax + (bx - ax) * (k + 1) / steps, ay + (by - ay) * (k + 1) / steps
            lines += [(px, py), (qx, py), (qx, qy)]
        under = [(bx, by + 0.014 * size), (ax, ay + 0.014 * size)]
        drawing.shape(polygon([*lines, *under]), "light", 0.57)
        risers = [
            tapered(
                [
                    (ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps),
                    (ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps + 0.012 * size),
                ],
                0.0022,
            )
            for k in range(1, steps)
        ]
        drawing.cut(gathered(risers), "middle", 0.58)
        rail = [(ax, ay - 0.022 * size), ((ax + bx) / 2, (ay + by) / 2 - 0.017 * size), (bx, by - 0.022 * size)]
        posts = [
            tapered(
                [(ax + (bx - ax) * s, ay + (by - ay) * s), (ax + (bx - ax) * s, ay + (by - ay) * s - 0.022 * size)],
                0.0022,
            )
            for s in (0.02, 0.35, 0.68, 0.98)
        ]
        drawing.shape(gathered([tapered(rail, 0.0016), *posts]), "far", 0.59)
        if index == 1:
            spot = (ax + (bx - ax) * 0.45, ay + (by - ay) * 0.45 + 0.002)
    return spot


def _surf(drawing: Drawing, brow_x: float, edge: float, side: int, sea: float, rng: np.random.Generator) -> None:
    """Broken water along the rocks, and rocks that stand off."""
    start = brow_x - side * 0.17
    for x, size in ((start - side * 0.03, 0.02), (start + side * 0.02, 0.032), (start - side * 0.12, 0.012)):
        y = sea + 0.03
        drawing.shape(
            polygon(
                [
                    (x - size, y + 0.004),
                    (x - size * 0.4, y - size * 0.9),
                    (x + size * 0.2, y - size * 1.1),
                    (x + size, y + 0.004),
                ]
            ),
            "dark",
            0.6,
        )
        drawing.cut(
            polygon(
                [
                    (x - size * 0.4, y - size * 0.9),
                    (x + size * 0.2, y - size * 1.1),
                    (x + size * 0.05, y - size * 0.3),
                    (x - size * 0.5, y),
                ]
            ),
            "middle",
            0.6,
        )
    foam = []
    for _ in range(60):
        x = start - side * 0.06 + side * float(rng.uniform(-0.08, 0.55))
        y = sea + 0.035 + float(rng.uniform(-0.008, 0.05)) + 0.05 * max(0.0, side * (x - brow_x))
        long = float(rng.uniform(0.02, 0.06))
        foam.append(
            gouge(
                [(x - long, y), (x, y - float(rng.uniform(0.002, 0.014))), (x + long, y)],
                float(rng.uniform(0.004, 0.009)),
            )
        )
    drawing.shape(gathered(foam), "light", 0.62)


def _gulls(drawing: Drawing, x: float, y: float, rng: np.random.Generator) -> None:
    birds = []
    for _ in range(5):
        gx, gy, size = (
            x + float(rng.uniform(-0.1, 0.1)),
            y + float(rng.uniform(-0.03, 0.09)),
            float(rng.uniform(0.008, 0.016)),
        )
        birds += [
            gouge([(gx, gy), (gx - size * 0.6, gy - size * 0.5), (gx - size * 1.4, gy - size * 0.15)], size * 0.25),
            gouge([(gx, gy), (gx + size * 0.6, gy - size * 0.6), (gx + size * 1.4, gy - size * 0.3)], size * 0.25),
        ]
    drawing.shape(gathered(birds), "dark", 0.4)
