"""A pagoda of five roofs on a wooded hill, mist between the ridges, a stair of stone leading up."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade, Ink
from articover.generate.illustrator.compose.forms.curves import circle, curve, polygon, rectangle, tapered
from articover.generate.illustrator.compose.forms.tiled_roofs import RoofInks, hipped_roof
from articover.generate.illustrator.compose.forms.trees import conifer, old_pine
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"temple", "pagoda", "buddhist_temple", "shrine", "monastery"})
NOT = frozenset({"hindu_temple", "ziggurat", "torii"})
CALM_BELOW = True
EAST_TOO = True
EAST_ONLY = frozenset({"temple", "shrine", "monastery"})

_STOREYS = 5


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The finial reaches `view.summit`; whoever climbs is on the stair below."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    snowy = view.season == "winter" or view.weather == "snow"
    foot = top + 0.36
    _ridges(drawing, left, right, top, at, rng)
    _pagoda(drawing, at, top, foot, view.time in ("", "dusk", "night"), snowy)
    # The hill in front: dark woods that open for the stair.
    brow = curve(
        [
            (left, foot + 0.09),
            (at - 0.2, foot + 0.015),
            (at - 0.05, foot - 0.005),
            (at + 0.09, foot + 0.0),
            (at + 0.24, foot + 0.04),
            (right, foot + 0.12),
        ],
        16,
    )
    drawing.shape(polygon(np.concatenate([brow, [(right, 1.13), (left, 1.13)]])), "light" if snowy else "dark", 0.6)
    for k in range(16):
        side = -1 if k % 2 else 1
        x = at + side * (0.1 + 0.032 * (k // 2) + float(rng.uniform(0, 0.02)))
        ground = float(np.interp(x, brow[:, 0], brow[:, 1]))
        tall = float(rng.uniform(0.07, 0.12)) + 0.006 * (k // 2)
        drawing.shape(conifer(x, ground + 0.02, tall, rng), "dark" if not snowy else "middle", 0.58)
    spot = _stair(drawing, at, foot + 0.004, snowy)
    if view.summit[1] < 0.3:
        # A nearer brow hides the lower stair: the type lies there.
        near = curve([(left, foot + 0.02), (at - 0.2, foot + 0.1), (at + 0.02, foot + 0.125), (right, foot + 0.09)], 16)
        drawing.shape(polygon(np.concatenate([near, [(right, 1.13), (left, 1.13)]])), "dark", 0.7)
    side = 1 if at > drawing.aspect / 2 else -1
    old_pine(drawing, at - side * 0.33, foot + 0.3, 0.44, rng, side=side, depth=0.75, snowy=snowy, boughs=3)
    drawing.focus = (at, top + 0.16)
    return Ground(spot, 0.05, 0.7)


def _ridges(drawing: Drawing, left: float, right: float, top: float, at: float, rng: np.random.Generator) -> None:
    """Steep ridges one behind the other, each lost in the mist at its foot."""
    inks: tuple[tuple[Ink, float], ...] = (("far", 0.1), ("middle", 0.22))
    for ink, off in inks:
        xs = np.linspace(left, right, 11)
        ys = top + off + rng.uniform(-0.05, 0.05, 11) - 0.035 * np.cos((xs - at) * 7)
        ridge = curve(np.stack([xs, ys], 1), 10)
        edge = top + off
        drawing.shape(
            polygon(np.concatenate([ridge, [(right, edge + 0.2), (left, edge + 0.2)]])), ink, 0.2,
            fade=Fade("ground", (0, edge + 0.02), (0, edge + 0.17)),
        )  # fmt: skip


def _pagoda(drawing: Drawing, x: float, top: float, foot: float, lit: bool, snowy: bool) -> None:
    """Storeys that shrink as they rise, brackets under deep eaves, a spire of rings on top."""
    spire = top + 0.085
    drawing.shape(tapered([(x, spire + 0.03), (x, top)], [0.006, 0.0025]), "dark", 0.45)
    for k in range(5):
        y = top + 0.022 + 0.011 * k
        drawing.shape(tapered([(x - 0.007 - 0.0012 * k, y), (x + 0.007 + 0.0012 * k, y)], 0.0042), "dark", 0.45)
    drawing.shape(circle(x, top + 0.008, 0.0045), "accent", 0.45)
    step = (foot - spire) / _STOREYS
    inks = RoofInks("dark", "middle", "dark", "far", "light" if snowy else None)
    for k in reversed(range(_STOREYS)):
        share = k / (_STOREYS - 1)
        body, eaves_broad = 0.062 + 0.036 * share, 0.165 + 0.085 * share
        eaves = spire + step * k + step * 0.5
        low = spire + step * (k + 1)
        drawing.shape(rectangle(x - body, eaves, x + body, low), "accent", 0.46)
        bays = 3
        for bay in range(bays):
            a = x - body + 2 * body * (bay + 0.18) / bays
            b = x - body + 2 * body * (bay + 0.82) / bays
            fill: Ink = "light" if lit and bay == 1 else "dark" if bay == 1 else "light"
            drawing.cut(rectangle(a, eaves + step * 0.2, b, low - step * 0.12), fill, 0.46)
        for bracket in range(7):
            at = x - body * 1.1 + body * 2.2 * bracket / 6
            drawing.cut(
                polygon(
                    [(at - 0.004, eaves + 0.013), (at - 0.007, eaves), (at + 0.007, eaves), (at + 0.004, eaves + 0.013)]
                ),
                "dark",
                0.46,
            )
        rail = low - step * 0.08
        drawing.cut(rectangle(x - body * 1.08, rail, x + body * 1.08, rail + 0.003), "dark", 0.46)
        hipped_roof(drawing, x, eaves, eaves_broad, step * 0.62, inks, 0.47, lift=0.3, gable=0.42 if k else 0.12)
    drawing.shape(rectangle(x - 0.13, foot - 0.002, x + 0.13, foot + 0.02), "far", 0.5)


def _stair(drawing: Drawing, x: float, top: float, snowy: bool) -> tuple[float, float]:
    """Steps that widen as they come down, with a bend; returns where somebody climbs."""
    y, number = top, 0
    spot = (x, top + 0.1)
    while y < 1.13:
        near = (y - top) / 0.6
        high = 0.0065 + 0.02 * near
        middle = x + 0.05 * np.sin(near * 5.2)
        half = 0.03 + 0.13 * near
        drawing.shape(rectangle(middle - half, y, middle + half, y + high), "far" if not snowy else "middle", 0.65)
        drawing.cut(rectangle(middle - half, y, middle + half, y + high * 0.42), "light" if snowy else "middle", 0.65)
        if 0.16 < near < 0.22:
            spot = (float(middle) - half * 0.25, y + high)
        y += high
        number += 1
    return spot
