"""Dunes: crests in long curves, one side in the sun and one in shade, ripples near by, tracks to whoever walks."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade
from articover.generate.illustrator.compose.forms.curves import Points, curve, gouge, polygon
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"desert", "oasis", "mars"})
NOT: frozenset[str] = frozenset()
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """Four crests, the highest at `view.summit`."""
    left, right = -BLEED, drawing.aspect + BLEED
    sunny = -1 if drawing.light[0] < 0 else 1
    spot = view.summit
    tops = (
        np.array([view.summit[1], 0.58, 0.72, 0.86])
        if view.summit[1] < 0.5
        else view.summit[1] + np.array([0, 0.12, 0.24, 0.36])
    )
    for index, top in enumerate(tops):
        depth = 0.25 + 0.2 * index
        peak = view.summit[0] if index == 0 else drawing.aspect * float(rng.uniform(0.15, 0.85))
        xs = np.array([left, (left + peak) / 2, peak, (peak + right) / 2, right])
        rise = float(rng.uniform(0.1, 0.17)) * (0.7 + 0.15 * index)
        ys = top + rise * np.array([float(rng.uniform(0.8, 1.2)), 0.62, 0.0, 0.55, float(rng.uniform(0.7, 1.1))])
        crest = curve(np.stack([xs, ys], 1), 24)
        body = polygon(np.concatenate([crest, [(right, 1 + BLEED), (left, 1 + BLEED)]]))
        drawing.shape(
            body,
            "far" if index < 2 else "middle",
            depth,
            fade=Fade("middle" if index < 2 else "dark", (peak, top + 0.16), (peak, top + 0.5)),
        )
        # The slip face: from the peak down in an S, away from the sun.
        at = int(np.argmin(np.abs(crest[:, 0] - peak)))
        shade = crest[at:] if sunny < 0 else crest[: at + 1]
        foot = _foot(shade, peak, top, sunny, rng)
        drawing.cut(polygon(np.concatenate([shade, foot])), "middle" if index < 2 else "dark", depth)
        if index >= 2:
            for _ in range(26):
                x, y = float(rng.uniform(left, right)), float(rng.uniform(top + 0.1, top + 0.32))
                length = float(rng.uniform(0.04, 0.14))
                drawing.cut(gouge([(x, y), (x + length / 2, y - 0.004), (x + length, y + 0.003)], 0.0016), "far", depth)
        if index == 0:
            line = crest
            walk = int(at + (len(crest) - at) * 0.16) if sunny > 0 else int(at * 0.84)
            spot = (float(line[walk, 0]), float(line[walk, 1]))
    drawing.focus = spot
    return Ground(spot, 0.032, 0.5)


def _foot(shade: Points, peak: float, top: float, sunny: int, rng: np.random.Generator) -> Points:
    """The lower edge of a slip face, from the far end of its crest back to the peak."""
    side = 1 if sunny < 0 else -1
    far = shade[-1] if side > 0 else shade[0]
    mid = (peak + side * float(rng.uniform(0.02, 0.06)), top + float(rng.uniform(0.16, 0.22)))
    end = (float(far[0]), float(far[1]) + float(rng.uniform(0.16, 0.3)))
    inner = curve([(peak, top), (peak - side * 0.03, top + 0.07), mid, (peak + side * 0.12, top + 0.3), end], 14)
    return inner[::-1] if side > 0 else inner
