"""A beach seen along the shore: surf in scalloped lines, wet sand that mirrors the sky, a headland far off."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import Points, blob, curve, gouge, polygon, tapered
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"beach", "coast", "bay"})
NOT = frozenset({"deep_sea"})
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The headland stands under `view.summit`; the sand widens towards us."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    horizon = top + 0.14
    rough = 1.7 if view.weather in ("storm", "wind") else 1.0
    drawing.shape(drawing.band(horizon, 1.13), "middle", 0.3)
    _headland(drawing, right, at, top, horizon, rng)
    _sea(drawing, left, right, horizon, rough, rng)
    down = np.linspace(0, 1, 60) ** 1.7
    # Where sand meets water: a bay that swings in from the headland's foot and out to the near corner.
    foot = 1.15 if top > 0.3 else 1.0
    sweep = (at + 0.2 - left) * (1.25 * down**0.75 - 0.25 * np.sin(np.pi * down**0.8))
    shore = np.stack([at + 0.2 - sweep, horizon + 0.012 + (foot - horizon) * down], 1)
    drawing.shape(_land(shore, right, -0.055), "far", 0.45)
    _surf(drawing, shore, rough, rng)
    drawing.shape(_land(shore, right, 0.11), "light", 0.5)
    _marks(drawing, shore, right, rng)
    _dunes(drawing, right, horizon, foot, rng)
    spot = (float(np.interp(0.5, down, shore[:, 0])) + 0.2, float(np.interp(0.5, down, shore[:, 1])) + 0.0)
    _footprints(drawing, spot, right)
    _dune_grass(drawing, right, 0.97 if top > 0.3 else 0.64, rng)
    drawing.focus = spot
    return Ground(spot, 0.085, 0.7)


def _land(shore: Points, right: float, inland: float) -> skia.Path:
    """Everything on the sand's side of the shore line, moved `inland` where it is near."""
    near = np.linspace(0, 1, len(shore))
    line = shore + np.stack([inland * near, np.zeros_like(near)], 1)
    return polygon(np.concatenate([line, [(right, 1.2), (right, shore[0, 1])]]))


def _headland(drawing: Drawing, right: float, at: float, top: float, horizon: float, rng: np.random.Generator) -> None:
    """A cliff that falls to the sea in steps, its strata, a second one behind."""
    inks: tuple[tuple[Ink, float, float], ...] = (("far", -0.17, 0.06), ("middle", 0.0, 0.0))
    for ink, off, drop in inks:
        brow = [
            (at + off, top + drop + 0.012), (at + off + 0.06, top + drop), (at + off + 0.16, top + drop + 0.013),
            (right, top + drop + 0.002),
        ]  # fmt: skip
        foot = [(right, horizon + 0.02), (at + off - 0.028, horizon + 0.004)]
        face = [(at + off - 0.016, horizon - 0.03), (at + off - 0.004, top + drop + 0.04)]
        drawing.shape(polygon(np.concatenate([curve(brow, 6), foot, face])), ink, 0.2)
        # Two stacks stand off the point.
        for step, tall in ((0.045, 0.5), (0.075, 0.25)):
            x, size = at + off - step, (horizon - top - drop) * tall
            stack = [
                (x - 0.013, horizon + 0.003), (x - 0.007, horizon - size * 0.7), (x - 0.002, horizon - size),
                (x + 0.007, horizon - size * 0.92), (x + 0.011, horizon + 0.003),
            ]  # fmt: skip
            drawing.shape(polygon(stack), ink, 0.2)
    # Gullies run down the cliff; each has a dark wall, and turf hangs over the brow.
    x = at + 0.015
    while x < right:
        wide, start = float(rng.uniform(0.008, 0.022)), top + float(rng.uniform(0.018, 0.04))
        lean = float(rng.uniform(-0.01, 0.004))
        gully = [
            (x, start), (x + wide * 0.6, start + 0.012), (x + wide + lean, horizon),
            (x - wide * 0.3 + lean, horizon), (x - wide * 0.2, (start + horizon) / 2),
        ]  # fmt: skip
        drawing.cut(polygon(gully), "dark", 0.22)
        drawing.cut(
            polygon(
                [
                    (x - wide * 0.3 + lean, horizon),
                    (x - wide * 0.2, (start + horizon) / 2),
                    (x, start),
                    (x - wide * 0.8, horizon),
                ]
            ),
            "far",
            0.22,
        )
        x += wide + float(rng.uniform(0.012, 0.05))
    t = np.linspace(at, right, 24)
    under = top + 0.016 + 0.01 * rng.random(24)
    brow_line = np.interp(t, [at, at + 0.06, at + 0.16, right], [top + 0.012, top, top + 0.013, top + 0.002])
    drawing.cut(polygon(np.concatenate([np.stack([t, brow_line], 1), np.stack([t, under], 1)[::-1]])), "dark", 0.23)


def _sea(drawing: Drawing, left: float, right: float, horizon: float, rough: float, rng: np.random.Generator) -> None:
    y = horizon + 0.007
    while y < 1.05:
        near = (y - horizon) / (1 - horizon)
        x = left + float(rng.uniform(0, 0.1))
        while x < right:
            long = float(rng.uniform(0.03, 0.09)) * (0.6 + 2 * near)
            ink: Ink = "dark" if rng.random() < 0.6 else "far"
            drawing.cut(
                gouge(
                    [(x, y), (x + long / 2, y - 0.003 * rough * (0.5 + near)), (x + long, y)],
                    (0.0018 + 0.006 * near) * rough,
                ),
                ink,
                0.3,
            )
            x += long + float(rng.uniform(0.05, 0.2)) * (0.6 + near)
        y += 0.011 + 0.05 * near


def _surf(drawing: Drawing, shore: Points, rough: float, rng: np.random.Generator) -> None:
    """Three lines of foam that run in beside the shore; each is scalloped on the sand's side and torn behind."""
    near = np.linspace(0.02, 1, len(shore))
    for row, out in enumerate((0.0, 0.1, 0.24)):
        wave = np.cumsum(rng.normal(0, 1, len(shore)))
        wave = np.convolve((wave - wave.mean()) / (np.abs(wave).max() + 1e-9), np.ones(5) / 5, "same")
        offset = -out * near**0.9 * rough + 0.02 * wave * near
        scallop = 0.02 * np.abs(np.sin(np.linspace(0, 3.6 + row, len(shore)) ** 2)) * near
        front = curve(shore + np.stack([offset + scallop, np.zeros_like(near)], 1), 4)
        thick = (0.06 - 0.008 * row) * near * rough
        back = curve(shore + np.stack([offset - thick * (0.7 + 0.5 * wave), np.zeros_like(near)], 1), 4)
        drawing.shape(polygon(np.concatenate([front, back[::-1]])), "light", 0.42)
        if row:
            # The face of the breaker behind its foam.
            face = curve(shore + np.stack([offset - thick * 1.15, np.zeros_like(near)], 1), 4)
            deep = curve(shore + np.stack([offset - thick * 1.15 - 0.03 * near * rough, np.zeros_like(near)], 1), 4)
            drawing.shape(polygon(np.concatenate([face, deep[::-1]])), "dark", 0.4)
        for k in range(9, len(shore) - 1, 2):
            size = float(near[k]) * float(rng.uniform(0.006, 0.016))
            x = float(shore[k, 0] + offset[k] - thick[k] * 0.45)
            y = float(shore[k, 1])
            drawing.cut(blob([(x - size, y), (x, y - size * 0.35), (x + size, y), (x, y + size * 0.4)]), "far", 0.43)


def _marks(drawing: Drawing, shore: Points, right: float, rng: np.random.Generator) -> None:
    """A line of weed at the tide's edge, a few ripples in the sand."""
    for k in range(12, len(shore), 1):
        near = k / len(shore)
        x, y = float(shore[k, 0]) + 0.15 * near + float(rng.uniform(-0.008, 0.008)), float(shore[k, 1])
        if rng.random() < 0.6:
            long = 0.02 * near
            drawing.cut(
                gouge([(x, y), (x + long * 0.5, y - long * 0.2), (x + long, y + long * 0.1)], 0.004 * near),
                "middle",
                0.5,
            )


def _dunes(drawing: Drawing, right: float, horizon: float, foot: float, rng: np.random.Generator) -> None:
    """Dunes behind the beach: crests with a side in shade and grass on top."""
    for far, off in ((0.1, 0.1), (0.28, 0.17), (0.56, 0.24)):
        y = horizon + (foot - horizon) * far
        tall, reach = 0.045 + 0.11 * far, off + 0.05
        crest = curve(
            [
                (right - reach, y),
                (right - reach * 0.62, y - tall * 0.5),
                (right - reach * 0.4, y - tall * 0.95),
                (right, y - tall * 1.1),
            ],
            10,
        )
        drawing.shape(polygon(np.concatenate([crest, [(right, y + tall)]])), "far", 0.55)
        lit = curve(
            [
                (right - reach, y),
                (right - reach * 0.5, y - tall * 0.1),
                (right - reach * 0.3, y - tall * 0.42),
                (right, y - tall * 0.3),
            ],
            10,
        )
        drawing.cut(polygon(np.concatenate([lit, [(right, y + tall)]])), "light", 0.55)
        for k in range(12):
            x, ground = crest[int(rng.integers(12, len(crest)))]
            high = float(rng.uniform(0.3, 0.6)) * tall
            drawing.shape(
                gouge(
                    [(x, ground + 0.004), (x - high * 0.1, ground - high * 0.6), (x - high * 0.5, ground - high)],
                    0.0035 + 0.003 * far,
                ),
                "dark" if k % 3 else "middle",
                0.57,
            )


def _footprints(drawing: Drawing, spot: tuple[float, float], right: float) -> None:
    """A trail that comes from the dunes and ends where somebody stands."""
    trail = curve([(right - 0.1, spot[1] + 0.3), (spot[0] + 0.06, spot[1] + 0.14), (spot[0], spot[1])], 11)
    for k, (x, y) in enumerate(trail[:-1]):
        near = 0.6 + 3.5 * (float(y) - spot[1])
        side = 0.006 * near * (1 if k % 2 else -1)
        drawing.cut(
            tapered([(x - 0.004 * near, y + side), (x + 0.006 * near, y + side - 0.003 * near)], 0.0065 * near),
            "middle",
            0.52,
        )


def _dune_grass(drawing: Drawing, right: float, foot: float, rng: np.random.Generator) -> None:
    """Marram grass in the corner, bent by the wind."""
    for k in range(38):
        x = right - 0.3 * float(rng.random()) ** 1.4
        tall = float(rng.uniform(0.06, 0.15)) * (0.6 + (x - right + 0.3) / 0.3 * 0.5)
        y = foot + float(rng.uniform(0, 0.06))
        lean = -tall * float(rng.uniform(0.15, 0.6))
        drawing.shape(
            gouge([(x, y), (x + lean * 0.25, y - tall * 0.65), (x + lean, y - tall)], 0.006),
            "dark" if k % 3 else "middle",
            0.85,
        )
