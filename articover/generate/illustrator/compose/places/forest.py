"""A forest of conifers in three depths, darkening towards the reader, mist between them."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade
from articover.generate.illustrator.compose.forms.curves import curve, polygon
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.places import Ground, View, birches

SHOWS = frozenset({"forest"})
NOT = frozenset({"jungle", "bamboo_forest", "mangrove"})
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """Tree tops reach `view.summit`; a clearing lies below it."""
    left, right = -BLEED, drawing.aspect + BLEED
    x_open, top = view.summit
    snowy = view.season == "winter" or view.weather == "snow"
    if snowy and rng.random() < 0.5:
        return birches.build(drawing, view, rng)
    clearing = top + 0.36
    for ink, foot, height, step, depth in (
        ("far", clearing - 0.09, 0.3, 0.055, 0.2),
        ("middle", clearing - 0.02, 0.26, 0.085, 0.35),
    ):
        x = left
        while x < right:
            tall = height * float(rng.uniform(0.7, 1.1)) * (1.0 + 0.25 * np.cos((x - x_open) * 4))
            drawing.shape(conifer(x, foot + 0.02, tall, rng), ink, depth)  # type: ignore[arg-type]
            x += step * float(rng.uniform(0.6, 1.3))
        drawing.shape(
            drawing.band(foot, foot + 0.12),
            ink,  # type: ignore[arg-type]
            depth,
            fade=Fade("ground", (0, foot), (0, foot + 0.11)),
        )
    # A path of light leads into it; the ground before it is dark and calm.
    ground = curve([(left, clearing + 0.07), (x_open, clearing + 0.015), (right, clearing + 0.08)], 20)
    floor = "light" if snowy else "far"
    drawing.shape(polygon(np.concatenate([ground, [(right, 1.2), (left, 1.2)]])), floor, 0.5)  # type: ignore[arg-type]
    near = curve(
        [
            (left, clearing + 0.2),
            (x_open - 0.1, clearing + 0.3),
            (x_open + 0.12, clearing + 0.25),
            (right, clearing + 0.16),
        ],
        20,
    )
    drawing.shape(polygon(np.concatenate([near, [(right, 1.2), (left, 1.2)]])), "dark", 0.8)
    for side in (-1, 1):
        for index in range(3):
            x = x_open + side * (0.2 + 0.13 * index + float(rng.uniform(-0.03, 0.03)))
            tall = float(rng.uniform(0.3, 0.4)) + 0.05 * index
            drawing.shape(conifer(x, clearing + 0.24 - 0.02 * index, tall, rng), "dark", 0.8)
    spot = (x_open, clearing + 0.13)
    drawing.focus = spot
    return Ground(spot, 0.075, 0.6)
