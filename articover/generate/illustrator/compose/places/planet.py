"""Space: a great planet cut by its shadow, a small moon, stars few and sharp."""

from __future__ import annotations

import math

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.forms.curves import blob, circle, inside, placed, polygon, ribbon, without
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"planet", "space", "galaxy", "mars"})
NOT = frozenset({"earth"})
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The planet fills the page below `view.summit`; its ring crosses it."""
    a = drawing.aspect
    at, top = view.summit
    radius = float(rng.uniform(0.3, 0.42)) * max(a, 0.66)
    x, y = at, top + radius + 0.06
    for _ in range(46):
        px, py = float(rng.uniform(-0.05, a + 0.05)), float(rng.uniform(0, 1.0))
        size = float(rng.choice([0.0012, 0.0012, 0.002, 0.003]))
        drawing.shape(circle(px, py, size), "light", 0.02)
    disc = circle(x, y, radius)
    ringed = rng.random() < 0.7
    tilt = float(rng.uniform(-24, -10))
    if ringed:
        drawing.shape(_ring(x, y, radius, tilt, back=True), "far", 0.2)
    drawing.shape(disc, "accent", 0.3)
    for index in range(7):
        line = y - radius + (index + 0.5) * radius * 2 / 7 + float(rng.uniform(-0.01, 0.01))
        bend = float(rng.uniform(-0.012, 0.012))
        xs = np.linspace(x - radius, x + radius, 9)
        wave = line + bend * np.sin((xs - x) * 9 + index) + 0.25 * (xs - x) * math.tan(math.radians(tilt))
        stripe = ribbon(np.stack([xs, wave], 1), np.full(9, radius * float(rng.uniform(0.03, 0.13))))
        drawing.cut(inside(stripe, disc), "second" if index % 2 else "middle", 0.3)
    shadow = without(disc, circle(x - radius * 0.5, y - radius * 0.34, radius * 1.12))
    drawing.cut(shadow, "dark", 0.3)
    if ringed:
        drawing.shape(_ring(x, y, radius, tilt, back=False), "light", 0.4)
    moon = (x + radius * float(rng.choice([-1.0, 1.0])) * 0.72, y - radius * 1.02)
    drawing.shape(circle(*moon, radius * 0.11), "light", 0.2)
    drawing.cut(
        without(circle(*moon, radius * 0.11), circle(moon[0] - 0.03 * radius, moon[1] - 0.02 * radius, radius * 0.1)),
        "middle",
        0.2,
    )
    rocks = blob(
        [(-0.3, 1.3), (-0.2, 0.93), (a * 0.2, 0.9), (a * 0.5, 0.935), (a * 0.8, 0.905), (a + 0.2, 0.94), (a + 0.3, 1.3)]
    )
    drawing.shape(rocks, "dark", 0.8)
    drawing.focus = (x, y)
    return Ground((a * 0.5, 0.934), 0.07, 0.85)


def _ring(x: float, y: float, radius: float, tilt: float, *, back: bool) -> skia.Path:
    """Half of a flat ring about a planet: the half behind it or the half before."""
    outer, inner = np.linspace(0, np.pi, 60), np.linspace(np.pi, 0, 60)
    sign = -1 if back else 1
    points = [
        *((radius * 1.7 * math.cos(t), sign * radius * 0.34 * math.sin(t)) for t in outer),
        *((radius * 1.28 * math.cos(t), sign * radius * 0.25 * math.sin(t)) for t in inner),
    ]
    return placed(polygon(points), x, y, 1.0, tilt)
