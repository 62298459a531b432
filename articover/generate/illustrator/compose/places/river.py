"""A river that winds down a valley between spurs of hills, each nearer and darker than the last."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade, Ink
from articover.generate.illustrator.compose.forms.curves import Points, curve, gouge, polygon
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"river", "valley", "waterfall", "riverbank"})
NOT = frozenset({"canal", "swamp"})
CALM_BELOW = True
EAST_TOO = True

_EYE = 0.235
"""How far below the horizon, in scene units, the valley's floor is seen one unit ahead."""


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The valley's head lies under `view.summit`; the nearest spur is where somebody may stand."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    horizon = top + 0.115
    snowy = view.season == "winter" or view.weather == "snow"
    _far_range(drawing, left, right, at, top, horizon, snowy, rng)
    drawing.shape(drawing.band(horizon - 0.003, 1.13), "far", 0.25)
    phase = float(rng.uniform(0, 2 * np.pi))
    water = _river(drawing, at, horizon, phase)
    # Spurs stand inside the bends, from far to near, by turns on either side.
    turns = np.sort(np.array([(np.pi / 2 + np.pi * k - phase) / 3.3 for k in range(-9, 14)]))
    for bend in turns[::-1]:
        ahead = float(np.exp(bend))
        if not 0.34 < ahead < 7:
            continue
        middle, side = water(ahead)
        _spur(drawing, left, right, middle, horizon, ahead, side, snowy, rng)
    # The bank we look from.
    low = top < 0.3
    brow = horizon + (0.3 if low else 0.37)
    shore = curve(
        [
            (left, brow - 0.06),
            (at - 0.22, brow - 0.02),
            (at - 0.02, brow + 0.045),
            (at + 0.2, brow + 0.03),
            (right, brow + 0.07),
        ],
        16,
    )
    drawing.shape(polygon(np.concatenate([shore, [(right, 1.13), (left, 1.13)]])), "dark", 0.8)
    _grass(drawing, shore, rng)
    x = at - 0.19
    spot = (x, float(np.interp(x, shore[:, 0], shore[:, 1])) + 0.004)
    drawing.focus = (at, horizon + 0.12)
    return Ground(spot, 0.075, 0.85)


def _far_range(
    drawing: Drawing, left: float, right: float, at: float, top: float, horizon: float, snowy: bool,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """A peak at the valley's head, its lit side and its side in shade."""
    xs = np.linspace(left, right, 13)
    ys = horizon - 0.035 - 0.07 * np.exp(-(((xs - at) / 0.1) ** 2)) - rng.uniform(0, 0.03, 13) - 0.05 * np.abs(xs - at)
    nearest = int(np.argmin(np.abs(xs - at)))
    xs[nearest], ys[nearest] = at, top
    drawing.shape(polygon(np.concatenate([np.stack([xs, ys], 1), [(right, horizon), (left, horizon)]])), "far", 0.15)
    side = 1 if drawing.light[0] < 0 else -1
    shade = [
        (at, top), (at + side * 0.012, top + 0.03), (at - side * 0.006, top + 0.055), (at + side * 0.02, horizon),
        (at + side * 0.15, horizon), (at + side * 0.07, top + 0.055),
    ]  # fmt: skip
    drawing.cut(polygon(shade), "middle", 0.15, fade=Fade("far", (0, top + 0.055), (0, horizon - 0.01)))
    if snowy or rng.random() < 0.5:
        cap = [
            (at, top), (at - side * 0.045, top + 0.042), (at - side * 0.022, top + 0.036),
            (at - side * 0.008, top + 0.05), (at + side * 0.012, top + 0.03),
        ]  # fmt: skip
        drawing.cut(polygon(cap), "light", 0.15)


def _river(drawing: Drawing, at: float, horizon: float, phase: float) -> Callable[[float], tuple[float, float]]:
    """The water from the horizon down; returns its middle and the bend's side at a distance."""

    def middle(ahead: Points) -> tuple[Points, Points]:
        sway: Points = np.sin(np.log(ahead) * 3.3 + phase)
        return at + 0.144 * sway / np.sqrt(ahead), sway

    ahead = np.geomspace(9, 0.22, 90)
    x, _ = middle(ahead)
    y = horizon + _EYE / (ahead + 0.35)
    half = 0.052 / (ahead + 0.12)
    drawing.shape(polygon(np.concatenate([np.stack([x - half, y], 1), np.stack([x + half, y], 1)[::-1]])), "light", 0.3)
    for k in range(14, 84, 3):
        long = half[k] * 0.55
        drift = half[k] * 0.5 * np.sin(k * 2.3)
        line = [(x[k] + drift - long, y[k]), (x[k] + drift, y[k] + long * 0.05), (x[k] + drift + long, y[k])]
        drawing.cut(gouge(line, half[k] * 0.07), "far", 0.3)

    def at_distance(distance: float) -> tuple[float, float]:
        x, sway = middle(np.array([distance]))
        return float(x[0]), float(sway[0])

    return at_distance


def _spur(
    drawing: Drawing, left: float, right: float, middle: float, horizon: float, ahead: float, bend: float, snowy: bool,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """A hill that comes down to the river inside a bend; woods on its crest, a lit slope."""
    side = -1 if bend > 0 else 1  # the land lies on the inner side of the bend
    foot = horizon + _EYE / (ahead + 0.35)
    high = 0.13 / (ahead**0.75 + 0.3)
    tip = middle - side * 0.02 / (ahead + 0.2)
    far_edge = left if side < 0 else right
    reach = abs(far_edge - tip)
    t = np.linspace(0, 1, 7)
    xs = tip + side * reach * t
    ys = foot - high * (1 - np.exp(-2.6 * t)) + rng.uniform(-0.008, 0.008, 7) * np.minimum(t * 4, 1)
    crest = curve(np.stack([xs, ys], 1), 12)
    under = [(far_edge, foot + 0.05 / (ahead + 0.3)), (tip + side * reach * 0.35, foot + 0.02 / (ahead + 0.3))]
    outline = polygon(np.concatenate([crest, under]))
    ink: Ink = "middle" if ahead < 2.4 else "far"
    if snowy:
        ink = "light"
    drawing.shape(outline, "dark" if ahead < 0.62 and not snowy else ink, 0.7 - 0.05 * ahead)
    shade = np.concatenate([crest + np.array([0, high * 0.05]), (crest + np.array([0, high * 0.34]))[::-1]])
    if ink == "far":
        drawing.cut(polygon(shade), "middle", 0.4)
    for _ in range(int(26 / (ahead + 0.6))):
        where = float(rng.uniform(0.12, 0.95))
        at = crest[int(where * (len(crest) - 1))]
        tall = 0.036 / (ahead**0.8 + 0.25) * float(rng.uniform(0.7, 1.2))
        dip = float(rng.uniform(0.0, 0.35)) * high
        drawing.shape(
            conifer(float(at[0]), float(at[1]) + dip + tall * 0.1, tall, rng), "dark" if ahead < 2.6 else "middle", 0.6
        )


def _grass(drawing: Drawing, shore: Points, rng: np.random.Generator) -> None:
    """Blades along the brow."""
    for _ in range(70):
        x, y = shore[int(rng.integers(len(shore)))]
        tall = float(rng.uniform(0.012, 0.03))
        bend = float(rng.uniform(-0.5, 0.7)) * tall
        drawing.shape(
            gouge([(x, y + 0.006), (x + bend * 0.3, y - tall * 0.6), (x + bend, y - tall)], 0.0035), "dark", 0.82
        )
