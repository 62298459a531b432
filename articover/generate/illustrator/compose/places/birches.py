"""A birch wood in winter: white trunks before a dark wood, their shadows long over the snow."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import curve, gathered, gouge, polygon, ribbon, tapered
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"birch", "snowfield", "moscow"})
NOT = frozenset[str]()
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The tallest crown reaches `view.summit`; the snow before the wood is open."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    edge = top + 0.33
    _wood(drawing, left, right, top, edge, rng)
    snow = curve([(left, edge + 0.03), (at - 0.16, edge - 0.008), (at + 0.1, edge + 0.006), (right, edge - 0.015)], 16)
    white: Ink = "light"
    drawing.shape(polygon(np.concatenate([snow, [(right, 1.13), (left, 1.13)]])), white, 0.45)
    away = 0.5 * (1 if drawing.light[0] < 0 else -1)
    trees = []
    x = left + 0.02
    while x < right:
        near = float(rng.random()) ** 1.7
        trees.append((near, x))
        x += float(rng.uniform(0.028, 0.075))
    for near, x in sorted(trees):
        foot = float(np.interp(x, snow[:, 0], snow[:, 1])) + 0.005 + 0.1 * near
        girth = 0.0065 + 0.014 * near
        tall = foot - top - 0.05 + 0.1 * near + float(rng.uniform(-0.05, 0.03)) - 0.12 * abs(x - at)
        _shadow(drawing, x, foot, girth, away, near)
        _birch(drawing, x, foot, min(tall, foot - top), girth, near, rng)
    drift = edge + (0.26 if top < 0.3 else 0.37)
    bank = curve([(left, drift - 0.02), (at - 0.1, drift + 0.03), (at + 0.2, drift), (right, drift + 0.05)], 16)
    drawing.shape(polygon(np.concatenate([bank, [(right, 1.13), (left, 1.13)]])), "far", 0.8)
    spot = (at + away * 0.06, edge + 0.15)
    for k in range(13):
        y = spot[1] + 0.007 + 0.012 * k * (1 + 0.06 * k)
        foot_x = spot[0] + 0.012 * np.sin(k * 0.35) + (0.006 if k % 2 else -0.006) * (1 + 0.12 * k)
        if y < drift:
            drawing.cut(tapered([(foot_x - 0.004, y), (foot_x + 0.004, y + 0.002)], 0.0055 + 0.0006 * k), "middle", 0.5)
    drawing.focus = (spot[0], spot[1] - 0.05)
    return Ground(spot, 0.095, 0.7)


def _wood(drawing: Drawing, left: float, right: float, top: float, edge: float, rng: np.random.Generator) -> None:
    """Spruces shoulder to shoulder behind the birches, in two depths."""
    for ink, off, step in (("far", 0.15, 0.03), ("middle", 0.19, 0.034)):
        x = left
        while x < right:
            tall = edge - top - off + float(rng.uniform(-0.03, 0.035))
            drawing.shape(conifer(x, edge + 0.03, tall + 0.03, rng), ink, 0.25)  # type: ignore[arg-type]
            x += step * float(rng.uniform(0.6, 1.3))
        if ink == "middle":
            drawing.shape(drawing.band(edge - 0.06, edge + 0.05), "middle", 0.25)
    drawing.cut(drawing.band(edge - 0.05, edge + 0.05), "dark", 0.25)
    x = left
    while x < right:
        drawing.shape(conifer(x, edge + 0.04, float(rng.uniform(0.07, 0.14)), rng), "dark", 0.3)
        x += float(rng.uniform(0.014, 0.03))


def _birch(
    drawing: Drawing, x: float, foot: float, tall: float, girth: float, near: float, rng: np.random.Generator
) -> None:
    """A trunk that leans a little, dark scars across it, black at the foot; twigs that rise, then hang."""
    lean = float(rng.uniform(-0.05, 0.05))
    spine = curve(
        [
            (x, foot),
            (x + lean * 0.2, foot - tall * 0.4),
            (x + lean * 0.4, foot - tall * 0.75),
            (x + lean * 0.9, foot - tall),
        ],
        8,
    )
    width = np.interp(np.linspace(0, 1, len(spine)), [0, 0.04, 0.5, 1], [1.35, 1.0, 0.7, 0.08]) * girth
    twigs = []
    for _ in range(int(5 + 5 * near)):
        k = int(rng.integers(len(spine) * 4 // 10, len(spine) - 1))
        sx, sy = spine[k]
        side = 1 if rng.random() < 0.5 else -1
        reach = tall * float(rng.uniform(0.07, 0.17)) * (1.25 - k / len(spine))
        up = reach * float(rng.uniform(0.7, 1.3))
        bough = [(sx, sy), (sx + side * reach * 0.45, sy - up * 0.75), (sx + side * reach, sy - up)]
        twigs.append(tapered(bough, [girth * 0.24, girth * 0.15, girth * 0.05], 6))
        for t in (0.5, 0.75, 1.0):
            bx, by = sx + side * reach * t, sy - up * (0.3 + 0.7 * t)
            hang = reach * float(rng.uniform(0.35, 0.7))
            twigs.append(
                gouge(
                    [(bx, by), (bx + side * hang * 0.35, by + hang * 0.1), (bx + side * hang * 0.5, by + hang)],
                    girth * 0.13,
                )
            )
    drawing.shape(gathered(twigs), "dark", 0.5)
    trunk = ribbon(spine, width)
    drawing.shape(trunk, "light", 0.55)
    shade = 0.3 * (1 if drawing.light[0] < 0 else -1)
    drawing.cut(ribbon(spine + np.stack([width * shade, np.zeros(len(spine))], 1), width * 0.38), "far", 0.55)
    scars = []
    for _ in range(int(5 + 12 * near)):
        k = int(rng.integers(1, len(spine) - 5))
        sx, sy = spine[k]
        half = width[k] * float(rng.uniform(0.2, 0.5))
        off = float(rng.uniform(-0.3, 0.3)) * width[k]
        scars.append(
            gouge([(sx + off - half, sy), (sx + off, sy + half * 0.25), (sx + off + half, sy - half * 0.1)], half * 0.6)
        )
    scars.append(
        polygon(
            [
                (x - girth * 0.62, foot),
                (x - girth * 0.4, foot - girth * 2.2),
                (x - girth * 0.1, foot - girth * 0.9),
                (x + girth * 0.15, foot - girth * 2.8),
                (x + girth * 0.5, foot - girth),
                (x + girth * 0.66, foot),
            ]
        )
    )
    drawing.cut(gathered(scars), "dark", 0.56)


def _shadow(drawing: Drawing, x: float, foot: float, girth: float, away: float, near: float) -> None:
    """The trunk's shadow, towards us and aside."""
    long = 0.13 + 0.1 * near
    drawing.cut(
        tapered(
            [(x, foot - 0.001), (x + away * long * 0.5, foot + long * 0.52), (x + away * long, foot + long)],
            [girth * 1.1, girth * 0.9, 0.0],
        ),
        "far",
        0.46,
    )
