"""A gorge with a bridge of stone arches across it, mist between the walls."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade, Ink
from articover.generate.illustrator.compose.forms.curves import (
    circle,
    curve,
    gathered,
    gouge,
    joined,
    polygon,
    rectangle,
    without,
)
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"bridge", "aqueduct"})
NOT = frozenset[str]()
CALM_BELOW = True
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The bridge's deck runs below `view.summit`; whoever crosses is on it."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    deck = top + 0.155
    water = deck + 0.3
    _heights(drawing, left, right, at, top, deck, rng)
    drawing.shape(drawing.band(deck + 0.03, 1.13), "far", 0.25, fade=Fade("ground", (0, deck + 0.24), (0, deck + 0.05)))
    _viaduct(drawing, left, right, at, deck, water)
    snowy = view.season == "winter" or view.weather == "snow"
    for side in (-1, 1):
        _wall(drawing, side, left, right, at, deck, water, snowy, rng)
    low = top < 0.3
    close = 0.63 if low else 0.9
    foot = curve([(left, close - 0.06), (at - 0.12, close + 0.02), (at + 0.1, close + 0.01), (right, close - 0.07)], 12)
    drawing.shape(polygon(np.concatenate([foot, [(right, 1.13), (left, 1.13)]])), "dark", 0.8)
    spot = (at - 0.03, deck - 0.006)
    drawing.focus = spot
    return Ground(spot, 0.036, 0.5)


def _heights(
    drawing: Drawing, left: float, right: float, at: float, top: float, deck: float, rng: np.random.Generator
) -> None:
    """Mountains beyond, steep, one of them at the summit."""
    inks: tuple[tuple[Ink, float], ...] = (("far", 0.0), ("middle", 0.075))
    for ink, off in inks:
        xs = np.linspace(left, right, 15)
        ys = top + off + 0.06 + rng.uniform(-0.03, 0.03, 15) + 0.18 * np.abs(xs - at - 0.05)
        if ink == "far":
            peak = int(np.argmin(np.abs(xs - at)))
            xs[peak], ys[peak] = at, top
        ridge = np.stack([xs, ys], 1)
        drawing.shape(
            polygon(np.concatenate([ridge, [(right, deck + 0.2), (left, deck + 0.2)]])), ink, 0.15,
            fade=Fade("ground", (0, deck - 0.02), (0, deck + 0.12)),
        )  # fmt: skip


def _viaduct(drawing: Drawing, left: float, right: float, at: float, deck: float, water: float) -> None:
    """Round arches on tall piers that thicken to their feet; a parapet; the side away from the light dark."""
    pitch, thick = 0.092, 0.015
    spring = deck + 0.075
    wall = rectangle(left, deck, right, water + 0.3)
    holes = []
    piers = []
    for k in range(-6, 7):
        x = at + pitch * (k + 0.5)
        radius = pitch / 2 - thick / 2
        holes.append(joined(circle(x, spring, radius), rectangle(x - radius, spring, x + radius, water + 0.4)))
        piers.append(x + pitch / 2)
    drawing.shape(without(wall, joined(*holes)), "middle", 0.45)
    side = 1 if drawing.light[0] < 0 else -1
    for x in piers:
        foot = thick * 0.95
        drawing.shape(
            polygon(
                [(x - thick / 2, spring), (x + thick / 2, spring), (x + foot, water + 0.3), (x - foot, water + 0.3)]
            ),
            "middle",
            0.45,
        )
        drawing.cut(
            polygon(
                [
                    (x + side * thick * 0.05, spring - 0.015),
                    (x + side * thick / 2, spring),
                    (x + side * foot, water + 0.3),
                    (x + side * foot * 0.1, water + 0.3),
                ]
            ),
            "dark",
            0.46,
        )
        y = spring + 0.02
        while y < water + 0.1:
            drawing.cut(rectangle(x - thick * 0.75, y, x + thick * 0.75, y + 0.0022), "far", 0.46)
            y += 0.055
    for k in range(-6, 7):
        x = at + pitch * (k + 0.5)
        radius = pitch / 2 - thick / 2
        t = np.linspace(np.pi, 2 * np.pi, 15)
        for angle in t:
            a, b = radius + 0.001, radius + 0.0085
            drawing.cut(
                gouge(
                    [
                        (x + a * np.cos(angle), spring + a * np.sin(angle)),
                        (x + b * np.cos(angle), spring + b * np.sin(angle)),
                    ],
                    0.0016,
                ),
                "dark",
                0.46,
            )
    drawing.shape(rectangle(left, deck - 0.006, right, deck + 0.003), "light", 0.47)
    drawing.shape(rectangle(left, deck + 0.003, right, deck + 0.008), "dark", 0.47)


def _wall(
    drawing: Drawing, side: int, left: float, right: float, at: float, deck: float, water: float, snowy: bool,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """One side of the gorge: a broken edge, ledges, facets that take the light, firs on top."""
    edge = left if side < 0 else right
    near = at + side * float(rng.uniform(0.17, 0.2))
    shelf = deck - 0.004
    steps = [(edge, shelf - 0.05), (near + side * 0.06, shelf - 0.02), (near + side * 0.012, shelf)]
    x, y = near, shelf + 0.02
    while y < water + 0.35:
        steps.append((x, y))
        drop = float(rng.uniform(0.03, 0.07))
        steps.append((x - side * 0.004, y + drop))
        x -= side * float(rng.uniform(0.004, 0.03))
        y += drop + float(rng.uniform(0.002, 0.012))
    steps += [(x, 1.13), (edge, 1.13)]
    drawing.shape(polygon(steps), "dark", 0.6)
    cuts = []
    for _ in range(26 if (side > 0) == (drawing.light[0] < 0) else 11):
        fy = float(rng.uniform(shelf + 0.02, min(water + 0.25, 1.0)))
        fx = near + side * float(rng.uniform(0.0, 0.2)) - side * 0.22 * (fy - shelf) * 0.5
        wide, tall = float(rng.uniform(0.006, 0.022)), float(rng.uniform(0.03, 0.09))
        facet = [
            (fx, fy), (fx + wide, fy + tall * 0.12), (fx + wide * 0.6, fy + tall),
            (fx - side * wide * 0.5, fy + tall * 0.7),
        ]  # fmt: skip
        cuts.append(polygon(facet))
    drawing.cut(gathered(cuts), "middle", 0.6)
    ledges = [
        gouge(
            [(near + side * float(rng.uniform(0, 0.12)), yy), (near + side * 0.16, yy - 0.012), (edge, yy - 0.004)],
            0.005,
        )
        for yy in np.arange(shelf + 0.05, water + 0.1, 0.075)
    ]
    drawing.cut(gathered(ledges), "light" if snowy else "far", 0.61)
    for k in range(12):
        tx = near + side * (0.025 + 0.018 * k + float(rng.uniform(-0.006, 0.006)))
        drawing.shape(
            conifer(tx, shelf - 0.004 - 0.08 * abs(tx - near), float(rng.uniform(0.04, 0.085)), rng), "dark", 0.58
        )
