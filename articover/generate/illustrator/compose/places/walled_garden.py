"""A walled garden: a door in old brick stands ajar, light behind it; climbers on the wall, flowers by the path."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade, Ink
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    dot,
    gathered,
    gouge,
    joined,
    polygon,
    rectangle,
    tapered,
)
from articover.generate.illustrator.compose.forms.plants import Foliage, by_ink, spray
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"garden", "secret_garden", "door", "wall", "gate"})
NOT = frozenset({"chinese_garden", "zen_garden", "orchard"})
EAST_TOO = False

_FIVE = np.linspace(0, 2 * np.pi, 6)[:-1]


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The wall's cap lies a little below `view.summit`, the door under it; tree tops look over the wall."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    low = top < 0.3
    cap, foot = top + 0.075, top + 0.33
    _trees(drawing, left, right, at, top, cap, rng)
    drawing.shape(rectangle(left, cap, right, foot + 0.02), "middle", 0.4)
    _bricks(drawing, left, right, cap, foot, rng)
    drawing.shape(rectangle(left, cap - 0.014, right, cap + 0.006), "far", 0.42)
    drawing.cut(rectangle(left, cap + 0.003, right, cap + 0.006), "dark", 0.42)
    _door(drawing, at, foot)
    close = 0.62 if low else 1.13
    _path(drawing, left, right, at, foot, close, low)
    inks = Foliage("dark", "middle", "accent", "dark", "second", 0.55)
    for side in (-1, 1):
        stem = curve(
            [
                (at + side * 0.13, foot + 0.01),
                (at + side * 0.115, foot - 0.13),
                (at + side * 0.08, foot - 0.22),
                (at + side * 0.01, foot - 0.262),
            ],
            8,
        )
        climber = Drawing(1.0)
        spray(climber, rng, stem, "five", 0.04, inks, bloom=0.45)
        drawing.add(by_ink(climber.marks))
    _beds(drawing, left, right, at, foot, 0.64 if low else 0.9, rng)
    if low:
        drawing.shape(
            polygon(
                np.concatenate([curve([(left, 0.61), (at, 0.645), (right, 0.61)], 10), [(right, 1.13), (left, 1.13)]])
            ),
            "dark",
            0.85,
        )
    spot = (at - 0.01, foot + 0.075)
    drawing.focus = (at, foot - 0.1)
    return Ground(spot, 0.105, 0.7)


def _trees(
    drawing: Drawing, left: float, right: float, at: float, top: float, cap: float, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Crowns behind the wall, lit from one side, the highest at the summit."""
    spots = [(x, float(rng.uniform(0.05, 0.09))) for x in np.arange(left, right, 0.07)]
    spots += [(at + 0.1, 0.11), (at - 0.19, 0.1)]
    for ink, lift in (("far", 0.02), ("middle", -0.012)):
        crowns = []
        for x, broad in spots:
            size = broad * float(rng.uniform(0.55, 1.25))
            middle = max(cap - lift - size * float(rng.uniform(-0.3, 0.5)), top + size * 0.95)
            puffs = [
                circle(x + size * a, middle + size * b, size * r)
                for a, b, r in ((-0.5, 0.2, 0.55), (0.1, -0.25, 0.7), (0.6, 0.25, 0.5))
            ]
            crowns += puffs
        drawing.shape(gathered(crowns), ink, 0.2)  # type: ignore[arg-type]
    leaves = [
        gouge([(x, y), (x + 0.006, y - 0.004), (x + 0.013, y)], 0.004)
        for x, y in rng.uniform((left, top + 0.03), (right, cap), (140, 2))
    ]
    drawing.cut(gathered(leaves), "dark", 0.22)


def _bricks(drawing: Drawing, left: float, right: float, cap: float, foot: float, rng: np.random.Generator) -> None:
    """Courses of brick, shown where the light picks them out: some darker, some paler, most only their joints."""
    high, long = 0.0125, 0.036
    pale: list[skia.Path] = []
    deep: list[skia.Path] = []
    for row, y in enumerate(np.arange(cap + 0.01, foot + 0.02, high)):
        for x in np.arange(left + (row % 2) * long / 2, right, long):
            draw = rng.random()
            brick = rectangle(float(x), float(y), float(x) + long * 0.9, float(y) + high * 0.8)
            if draw < 0.13:
                deep.append(brick)
            elif draw < 0.26:
                pale.append(brick)
    drawing.cut(gathered(deep), "dark", 0.41)
    drawing.cut(gathered(pale), "far", 0.41)


def _door(drawing: Drawing, x: float, foot: float) -> None:
    """A round-headed door of planks on strap hinges, swung a hand's breadth open; light falls through the gap."""
    half, spring = 0.066, foot - 0.145
    arch = joined(rectangle(x - half, spring, x + half, foot + 0.004), circle(x, spring, half))
    wide = joined(rectangle(x - half - 0.02, spring, x + half + 0.02, foot + 0.004), circle(x, spring, half + 0.02))
    drawing.shape(wide, "second", 0.45)
    stones = []
    for angle in np.linspace(np.pi, 2 * np.pi, 12):
        a, b = half + 0.001, half + 0.0195
        stones.append(
            tapered(
                [
                    (x + a * np.cos(angle), spring + a * np.sin(angle)),
                    (x + b * np.cos(angle), spring + b * np.sin(angle)),
                ],
                0.0022,
            )
        )
    stones += [
        rectangle(x + s * (half + 0.01) - 0.01, y, x + s * (half + 0.01) + 0.01, y + 0.002)
        for s in (-1, 1)
        for y in np.arange(spring + 0.02, foot, 0.027)
    ]
    drawing.cut(gathered(stones), "dark", 0.45)
    drawing.shape(arch, "light", 0.46)
    # Hung on the right, the leaf turns away from us: its free edge stands nearer the middle and is shorter.
    edge = x - half * 0.42
    t = np.linspace(0, 1, 14)
    head = np.stack(
        [
            x + half + (edge - x - half) * t,
            spring - half * 0.93 * np.sin(np.arccos(np.clip(1 - 1.42 * t * 1.0, -1, 1))),
        ],
        1,
    )
    leaf = polygon(np.concatenate([head, [(edge, foot - 0.006), (x + half, foot + 0.003)]]))
    drawing.shape(leaf, "accent", 0.47)
    planks = [
        tapered(
            [
                (x + half + (edge - x - half) * k / 5, foot - 0.002),
                (x + half + (edge - x - half) * k / 5, spring - half * 0.55),
            ],
            0.0018,
        )
        for k in range(1, 5)
    ]
    hinges = [
        tapered([(x + half, y), (x + half * 0.35, y - 0.001), (edge + 0.012, y - 0.002)], [0.007, 0.005, 0.002])
        for y in (foot - 0.035, spring + 0.012)
    ]
    drawing.cut(gathered([*planks, *hinges, circle(edge + 0.01, foot - 0.075, 0.0045)]), "dark", 0.48)
    drawing.cut(rectangle(edge - 0.0035, spring - half * 0.7, edge, foot - 0.006), "dark", 0.48)


def _path(drawing: Drawing, left: float, right: float, at: float, foot: float, close: float, low: bool) -> None:
    """Lawn, and a path of flags in perspective with the light from the door on it."""
    drawing.shape(drawing.band(foot, 1.13), "far", 0.5)
    reach = (close - foot) * 0.42
    side = [(at - 0.06, foot), (at + 0.06, foot), (at + 0.06 + reach, close + 0.02), (at - 0.06 - reach, close + 0.02)]
    drawing.shape(polygon(side), "light", 0.51, fade=Fade("far", (at, foot + 0.02), (at, foot + (close - foot) * 0.9)))
    joints = []
    for k, t in enumerate(np.linspace(0.05, 1, 10) ** 1.5):
        y = foot + (close - foot) * float(t)
        half = 0.06 + reach * float(t)
        joints.append(tapered([(at - half, y), (at + half, y)], 0.001 + 0.003 * float(t)))
        share = 0.3 if k % 2 else -0.25
        y2 = foot + (close - foot) * float(min(t * 1.25 + 0.03, 1))
        joints.append(tapered([(at + half * share, y), (at + half * share * 1.1, y2)], 0.001 + 0.002 * float(t)))
    drawing.cut(gathered(joints), "middle", 0.52)


def _beds(
    drawing: Drawing, left: float, right: float, at: float, foot: float, close: float, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Borders on both sides of the path, taller towards the wall and the edges: spires, daisies, leaves."""
    for side in (-1, 1):
        rows = np.linspace(foot + 0.02, close, 5)
        for y in rows:
            near = (float(y) - foot) / 0.5
            inner = at + side * (0.1 + 0.5 * (float(y) - foot))
            ink: Ink = "dark" if near > 0.12 else "middle"
            tufts, heads = [], []
            for _ in range(13):
                x = inner + side * float(rng.uniform(0.0, 0.3))
                tall = float(rng.uniform(0.04, 0.075)) * (0.8 + near)
                lean = tall * float(rng.uniform(-0.3, 0.3))
                tufts.append(
                    gouge(
                        [(x, float(y) + 0.012), (x + lean * 0.3, float(y) - tall * 0.5), (x + lean, float(y) - tall)],
                        0.009 * (0.8 + near),
                    )
                )
                if rng.random() < 0.4:
                    heads.append((x + lean, float(y) - tall, 0.009 * (0.9 + near)))
            drawing.shape(gathered(tufts), ink, 0.6 + 0.2 * near)
            mound = [
                (inner - side * 0.02, float(y) + 0.016), (inner + side * 0.06, float(y) - 0.01),
                (inner + side * 0.2, float(y) - 0.02), (inner + side * 0.4, float(y) - 0.01),
                (inner + side * 0.4, float(y) + 0.03),
            ]  # fmt: skip
            drawing.shape(blob(mound), ink, 0.6 + 0.2 * near)
            for k, ink_of in enumerate(("accent", "light", "second")):
                mine = heads[k::3]
                petals = [
                    dot((x + size * np.cos(a), hy + size * 0.8 * np.sin(a)), size * 0.62)
                    for x, hy, size in mine
                    for a in _FIVE
                ]
                drawing.shape(gathered(petals), ink_of, 0.62 + 0.2 * near)  # type: ignore[arg-type]
                hearts = [circle(x, hy, size * 0.45) for x, hy, size in mine]
                drawing.cut(gathered(hearts), "dark" if ink_of == "second" else "second", 0.63 + 0.2 * near)
