"""A still lake: wooded hills and their mirror image, a jetty with a boat, reeds in front."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import (
    Points,
    curve,
    gathered,
    gouge,
    placed,
    polygon,
    rectangle,
    tapered,
)
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"lake", "pond", "swamp"})
NOT = frozenset({"deep_sea"})
CALM_BELOW = True
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The highest hill stands under `view.summit`, the shore below it; somebody may stand on the jetty."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    low = top < 0.3
    shore = top + 0.2
    drawing.shape(drawing.band(shore, 1.13), "middle", 0.2)
    drawing.cut(drawing.band(shore + 0.1, 1.13), "far", 0.2)
    snowy = view.season == "winter" or view.weather == "snow"
    _hills(drawing, left, right, at, top, shore, snowy, rng)
    _woods(drawing, left, right, shore, rng)
    _stillness(drawing, left, right, shore, rng)
    close = 0.6 if low else 1.0
    spot = _jetty(drawing, at, shore, close)
    if low:
        edge = curve([(left, 0.6), (at, 0.635), (right, 0.6)], 10)
        drawing.shape(polygon(np.concatenate([edge, [(right, 1.13), (left, 1.13)]])), "dark", 0.8)
    _reeds(drawing, left, right, 0.64 if low else 1.04, 0.6 if low else 1.0, rng)
    drawing.focus = (at, shore)
    return Ground(spot, 0.085, 0.7)


def _hills(
    drawing: Drawing, left: float, right: float, at: float, top: float, shore: float, snowy: bool,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Two ranges; what rises above the shore hangs below it once more, a little shorter and torn by the water."""
    inks: tuple[tuple[Ink, float], ...] = (("far", 1.0), ("middle", 0.62))
    for ink, share in inks:
        xs = np.linspace(left, right, 12)
        ys = (
            shore
            - (shore - top) * share * (0.5 + 0.5 * np.exp(-(((xs - at - (1 - share) * 0.4) / 0.16) ** 2)))
            + rng.uniform(-0.016, 0.016, 12)
        )
        if ink == "far":
            peak = int(np.argmin(np.abs(xs - at)))
            xs[peak], ys[peak] = at, top
        ridge = curve(np.stack([xs, ys], 1), 5)
        drawing.shape(polygon(np.concatenate([ridge, [(right, shore), (left, shore)]])), ink, 0.15)
        below = ridge * np.array((1, -0.86)) + np.array((0, shore * 1.86))
        shape = _torn(below, shore, rng)
        drawing.shape(
            polygon(np.concatenate([shape, [(right, shore), (left, shore)]])),
            "middle" if ink == "far" else "dark",
            0.22,
        )
        if ink == "far":
            side = 1 if drawing.light[0] < 0 else -1
            shade = [
                (at, top), (at + side * 0.02, top + 0.03), (at - side * 0.004, top + 0.06),
                (at + side * 0.02, shore), (at + side * 0.16, shore), (at + side * 0.08, top + 0.075),
            ]  # fmt: skip
            drawing.cut(polygon(shade), "middle", 0.15)
            if snowy:
                drawing.cut(
                    polygon(
                        [
                            (at, top),
                            (at - side * 0.05, top + 0.04),
                            (at - side * 0.02, top + 0.036),
                            (at, top + 0.055),
                            (at + side * 0.015, top + 0.025),
                        ]
                    ),
                    "light",
                    0.16,
                )


def _torn(line: Points, shore: float, rng: np.random.Generator) -> Points:
    """The mirrored ridge moved sideways in level strips, more the nearer it is to us."""
    deep = line[:, 1] - shore
    shift = 0.011 * np.sin(deep * 330) * np.clip(deep / 0.06, 0, 1)
    return np.asarray(line + np.stack([shift, rng.uniform(-0.001, 0.001, len(line))], 1))


def _woods(drawing: Drawing, left: float, right: float, shore: float, rng: np.random.Generator) -> None:
    """Firs along the far shore, each with its image."""
    x, up, down = left, [], []
    while x < right:
        tall = float(rng.uniform(0.02, 0.05)) * (1.25 if rng.random() < 0.25 else 1.0)
        tree = conifer(x, 0.0, tall, rng)
        up.append(placed(tree, 0, shore + 0.002))
        down.append(placed(tree, 2 * x, shore + 0.004, 0.9, 180))
        x += float(rng.uniform(0.006, 0.02))
    drawing.shape(gathered(up), "dark", 0.3)
    drawing.shape(gathered(down), "dark", 0.3)
    drawing.cut(rectangle(left, shore + 0.001, right, shore + 0.0045), "light", 0.31)


def _stillness(drawing: Drawing, left: float, right: float, shore: float, rng: np.random.Generator) -> None:
    """Level strips of light where a breath of wind touches the water."""
    pale: list[skia.Path] = []
    deep: list[skia.Path] = []
    for y in shore + np.geomspace(0.02, 0.55, 20):
        for _ in range(3):
            x, long = float(rng.uniform(left, right)), float(rng.uniform(0.04, 0.2)) * (0.5 + 2 * (y - shore))
            strip = gouge([(x, y), (x + long / 2, y + 0.0012), (x + long, y)], 0.0016 + 0.006 * (y - shore))
            (pale if rng.random() < 0.4 else deep).append(strip)
    drawing.cut(gathered(deep), "middle", 0.35)
    drawing.cut(gathered(pale), "light", 0.35)


def _jetty(drawing: Drawing, at: float, shore: float, close: float) -> tuple[float, float]:
    """Planks on posts that run out from our shore, a rowing boat tied to them."""
    far_y, near_y = shore + 0.17, close + 0.06
    far_half, near_half = 0.02, 0.02 + (near_y - far_y) * 0.16
    x_far, x_near = at - 0.07, at - 0.16

    def edge(t: float, side: int) -> tuple[float, float]:
        t = t**1.25
        half = far_half + (near_half - far_half) * t
        return x_far + (x_near - x_far) * t + side * half, far_y + (near_y - far_y) * t

    posts, shadows = [], []
    for t in np.linspace(0.02, 0.95, 6):
        for side in (-1, 1):
            x, y = edge(float(t), side)
            size = 0.004 + 0.008 * float(t)
            posts.append(rectangle(x - size / 2, y - size * 4.5, x + size / 2, y + size * 3))
            shadows.append(
                gouge([(x, y + size * 3), (x + size * 0.4, y + size * 7), (x - size * 0.2, y + size * 11)], size * 0.9)
            )
    drawing.cut(gathered(shadows), "dark", 0.5)
    drawing.shape(
        polygon(
            [
                edge(0, -1),
                edge(0, 1),
                *(edge(float(t), 1) for t in np.linspace(0.1, 1, 8)),
                *(edge(float(t), -1) for t in np.linspace(1, 0.1, 8)),
            ]
        ),
        "second",
        0.55,
    )
    gaps = [
        tapered([edge(float(t), -1), edge(float(t), 1)], 0.0008 + 0.003 * float(t)) for t in np.linspace(0.02, 1, 34)
    ]
    drawing.cut(gathered(gaps), "dark", 0.55)
    drawing.shape(gathered(posts), "dark", 0.56)
    bx, by = at + 0.075, far_y + 0.075
    drawing.cut(
        gathered(
            [
                gouge(
                    [(bx - w, by + 0.008 + 0.008 * k), (bx, by + 0.01 + 0.008 * k), (bx + w, by + 0.008 + 0.008 * k)],
                    0.007,
                )
                for k, w in enumerate((0.075, 0.06, 0.035))
            ]
        ),
        "dark",
        0.5,
    )
    sheer = curve(
        [(bx - 0.08, by - 0.022), (bx - 0.03, by - 0.009), (bx + 0.03, by - 0.009), (bx + 0.085, by - 0.028)], 8
    )
    drawing.shape(polygon(np.concatenate([sheer, [(bx + 0.06, by + 0.006), (bx - 0.06, by + 0.006)]])), "accent", 0.57)
    drawing.cut(tapered(sheer, 0.004, 1), "light", 0.57)
    drawing.cut(
        gathered(
            [
                tapered([(bx - 0.03, by - 0.008), (bx - 0.03, by + 0.002)], 0.003),
                tapered([(bx + 0.03, by - 0.008), (bx + 0.03, by + 0.002)], 0.003),
            ]
        ),
        "dark",
        0.57,
    )
    drawing.stroke([edge(0.22, 1), (bx - 0.1, by - 0.004), (bx - 0.08, by - 0.022)], 0.0013, "dark", 0.57)
    x, y = edge(0.12, 0)
    return x, y


def _reeds(drawing: Drawing, left: float, right: float, foot: float, head: float, rng: np.random.Generator) -> None:
    """Reeds and bulrushes in both corners."""
    blades, spikes = [], []
    for side, edge in ((1, left), (-1, right)):
        for _ in range(46):
            x = edge + side * (0.1 + 0.22 * float(rng.random()) ** 1.5)
            tall = float(rng.uniform(0.06, 0.19))
            lean = tall * float(rng.uniform(-0.2, 0.35)) * side
            blades.append(gouge([(x, foot), (x + lean * 0.3, foot - tall * 0.6), (x + lean, foot - tall)], 0.006))
            if rng.random() < 0.2:
                blades.append(tapered([(x, foot), (x + lean * 0.2, foot - tall * 0.9)], 0.0022))
                spikes.append(
                    tapered([(x + lean * 0.2, foot - tall * 0.72), (x + lean * 0.2, foot - tall * 0.95)], 0.008)
                )
    drawing.shape(gathered(blades), "dark", 0.85)
    drawing.shape(gathered(spikes), "second", 0.86)
