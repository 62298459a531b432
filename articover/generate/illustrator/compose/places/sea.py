"""The open sea: wide cuts of light far off, long swells near by, the lane of the sun or moon on it."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade
from articover.generate.illustrator.compose.forms.curves import curve, gouge, polygon
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"sea", "harbor"})
NOT = frozenset({"deep_sea", "pond", "beach"})
EAST_TOO = True
AFLOAT = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """Water from `view.horizon` down; the lane lies under `view.summit`."""
    top = view.horizon
    left, right = -BLEED, drawing.aspect + BLEED
    stormy = view.weather in ("storm", "wind")
    drawing.shape(drawing.band(top, 1 + BLEED), "middle", 0.3, fade=Fade("dark", (0, top + 0.02), (0, 1.0)))
    lane = view.summit[0]
    y, row = top + 0.006, 0
    while y < 1 + BLEED:
        near = (y - top) / (1 - top)
        x = left - float(rng.uniform(0, 0.1))
        while x < right:
            length = float(rng.uniform(0.05, 0.16)) * (0.5 + 1.4 * near)
            shine = np.exp(-(((x + length / 2 - lane) / (0.05 + 0.12 * near)) ** 2))
            swell = (0.0022 + 0.012 * near) * (1.8 if stormy else 0.8)
            points = [(x, y), (x + length * 0.3, y - swell), (x + length * 0.65, y + swell * 0.5), (x + length, y)]
            draw = rng.random()
            if draw < 0.75 * shine:
                drawing.cut(gouge(points, 0.0022 + 0.006 * near), "light", 0.4)
            elif draw < 0.5:
                drawing.cut(gouge(points, 0.0014 + 0.0065 * near), "dark" if near < 0.6 else "middle", 0.4)
            x += length + float(rng.uniform(0.01, 0.1)) * (0.6 + near)
        y += 0.009 + 0.036 * near
        row += 1
    # Two long swells near the reader, each with a lit lip.
    for height in (0.86, 0.95):
        xs = np.linspace(left, right, 7)
        ys = height + rng.uniform(-0.018, 0.018, 7) * (1.7 if stormy else 1.0)
        crest = curve(np.stack([xs, ys], 1), 16)
        drawing.shape(polygon(np.concatenate([crest, [(right, 1.2), (left, 1.2)]])), "dark", 0.8)
        drawing.cut(gouge(crest[6:-6:4] + np.array([0, 0.004]), 0.004), "middle", 0.8)
    drawing.focus = (lane, top)
    return Ground((lane, top + 0.05), 0.04, 0.45, lambda _: top + 0.05)
