"""A courtyard house under tiled roofs: paper doors on a stone base, a wall with a tiled cap, hills behind."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import blob, curve, polygon, rectangle, tapered
from articover.generate.illustrator.compose.forms.tiled_roofs import RoofInks, hipped_roof, lattice
from articover.generate.illustrator.compose.forms.trees import old_pine
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"hanok", "hanok_village", "village", "house", "garden", "mansion"})
NOT = frozenset({"fishing_village", "igloo", "yurt", "treehouse", "haunted_house", "orchard", "chinese_garden"})
CALM_BELOW = True
EAST_TOO = True
EAST_ONLY = frozenset({"village", "house", "garden", "mansion"})


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The main roof's ridge lies a little below `view.summit`; the yard before it is bare and calm."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    snowy = view.season == "winter" or view.weather == "snow"
    lit = view.time in ("", "dusk", "night")
    ridge = top + 0.1
    broad = min(0.56, drawing.aspect * 0.86)
    high = broad * 0.2
    eaves = ridge + high
    floor = eaves + broad * 0.24
    _hills(drawing, left, right, top, rng)
    old_pine(drawing, at + broad * 0.5, floor + 0.02, 0.39, rng, side=-1, depth=0.35, snowy=snowy)
    snow: Ink | None = "light" if snowy else None
    roof = RoofInks("dark", "middle", "dark", "far", snow)
    # A wing behind, seen end on, then the main house.
    wing = at - broad * 0.42
    drawing.shape(rectangle(wing - broad * 0.2, eaves + 0.02, wing + broad * 0.2, floor), "far", 0.4)
    hipped_roof(
        drawing, wing, eaves + 0.03, broad * 0.52, high * 0.8, RoofInks("middle", "dark", "dark", "far", snow), 0.42
    )
    _front(drawing, at, eaves, floor, broad, lit)
    hipped_roof(drawing, at, eaves, broad, high, roof, 0.5)
    wall = min(floor + 0.19, 0.63 if top < 0.3 and drawing.aspect < 1 and view.horizon > 0.61 else 0.875)
    _yard(drawing, left, right, at, floor, wall, broad, snowy, rng)
    _wall(drawing, left, right, wall, snow)
    spot = (at - broad * 0.13, (floor + wall) / 2 + 0.02)
    drawing.focus = (at, eaves + 0.04)
    return Ground(spot, 0.1, 0.66)


def _hills(drawing: Drawing, left: float, right: float, top: float, rng: np.random.Generator) -> None:
    """Two soft ridges, as round as old mountains are."""
    inks: tuple[tuple[Ink, float], ...] = (("far", 0.02), ("middle", 0.13))
    for ink, off in inks:
        xs = np.linspace(left, right, 8)
        ys = top + off + rng.uniform(-0.035, 0.035, 8)
        ridge = curve(np.stack([xs, ys], 1), 14)
        drawing.shape(polygon(np.concatenate([ridge, [(right, 1.13), (left, 1.13)]])), ink, 0.2)


def _front(drawing: Drawing, x: float, eaves: float, floor: float, broad: float, lit: bool) -> None:
    """Posts, plastered bays, two pairs of paper doors and an open wooden hall between them."""
    half, base = broad * 0.4, broad * 0.045
    sill = floor - base
    drawing.shape(rectangle(x - half, eaves - 0.02, x + half, sill), "light", 0.45)
    drawing.cut(rectangle(x - half, eaves - 0.02, x + half, eaves + broad * 0.022), "dark", 0.45)
    bay = half * 2 / 5
    paper: Ink = "accent" if lit else "far"
    for k in range(5):
        a = x - half + bay * k
        if k == 2:
            drawing.cut(rectangle(a, eaves, a + bay, sill), "dark", 0.46)
            drawing.cut(
                rectangle(a + bay * 0.2, eaves + broad * 0.05, a + bay * 0.8, sill - broad * 0.03), "middle", 0.46
            )
            lattice(
                drawing, a + bay * 0.28, eaves + broad * 0.06, a + bay * 0.72, sill - broad * 0.03, paper, "dark", 0.46
            )
        elif k in (1, 3):
            lattice(
                drawing,
                a + bay * 0.14,
                eaves + broad * 0.045,
                a + bay * 0.86,
                sill - broad * 0.006,
                paper,
                "dark",
                0.46,
            )
        else:
            lattice(
                drawing, a + bay * 0.26, eaves + broad * 0.06, a + bay * 0.74, eaves + broad * 0.14, paper, "dark", 0.46
            )
            drawing.cut(rectangle(a, sill - broad * 0.035, a + bay, sill), "far", 0.46)
    for k in range(6):
        post = x - half + bay * k
        drawing.cut(rectangle(post - broad * 0.008, eaves - 0.01, post + broad * 0.008, sill), "second", 0.47)
        drawing.shape(
            rectangle(post - broad * 0.013, sill - broad * 0.008, post + broad * 0.013, sill + 0.002), "far", 0.48
        )
    drawing.cut(rectangle(x - half, sill - broad * 0.012, x + half, sill), "second", 0.47)
    # The stone base: long blocks, a step in the middle.
    drawing.shape(rectangle(x - half * 1.12, sill, x + half * 1.12, floor + 0.004), "far", 0.48)
    drawing.cut(rectangle(x - half * 1.12, floor - base * 0.5, x + half * 1.12, floor - base * 0.44), "dark", 0.48)
    for k in range(9):
        seam = x - half * 1.12 + half * 2.24 * (k + 0.5 * (k % 2)) / 9
        drawing.cut(rectangle(seam - 0.0007, sill, seam + 0.0007, floor - base * 0.47), "dark", 0.48)
    drawing.shape(rectangle(x - bay * 0.42, floor - base * 0.55, x + bay * 0.42, floor + base * 0.3), "light", 0.49)
    drawing.cut(rectangle(x - bay * 0.42, floor - base * 0.02, x + bay * 0.42, floor + base * 0.3), "middle", 0.49)


def _yard(
    drawing: Drawing, left: float, right: float, x: float, floor: float, wall: float, broad: float, snowy: bool,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Bare swept earth, stepping stones, a row of sauce jars on their terrace."""
    drawing.shape(rectangle(left, floor, right, 1.13), "light" if snowy else "far", 0.5)
    drawing.cut(
        polygon(
            [
                (x - broad * 0.45, floor),
                (x + broad * 0.45, floor),
                (x + broad * 0.52, floor + 0.024),
                (x - broad * 0.52, floor + 0.024),
            ]
        ),
        "middle",
        0.5,
    )
    for k in range(max(0, int((wall - floor - 0.07) / 0.034))):
        y, size = floor + 0.05 + 0.034 * k, 0.014 + 0.004 * k
        off = float(rng.uniform(-0.012, 0.012))
        stone = [(-1.5, 0), (-0.7, -0.45), (0.6, -0.5), (1.5, -0.05), (0.8, 0.45), (-0.8, 0.42)]
        drawing.shape(blob([(x + off + size * px, y + size * 0.6 * py) for px, py in stone]), "middle", 0.55)
    terrace = (x + broad * 0.25, floor + 0.012, x + broad * 0.66, floor + 0.05)
    drawing.shape(rectangle(*terrace), "middle", 0.55)
    drawing.cut(rectangle(terrace[0], terrace[1], terrace[2], terrace[1] + 0.012), "far", 0.55)
    for k in range(5):
        jar_x, tall = x + broad * (0.3 + 0.075 * k), float(rng.uniform(0.03, 0.046))
        foot = floor + 0.022 + 0.01 * (k % 2)
        body = [
            (0.28, 0), (0.5, -0.5), (0.42, -0.8), (0.3, -0.86), (-0.3, -0.86), (-0.42, -0.8), (-0.5, -0.5),
            (-0.28, 0),
        ]  # fmt: skip
        drawing.shape(blob([(jar_x + tall * px, foot + tall * py) for px, py in body]), "dark", 0.56)
        drawing.cut(
            tapered([(jar_x - tall * 0.3, foot - tall * 0.7), (jar_x - tall * 0.36, foot - tall * 0.4)], tall * 0.07),
            "far",
            0.56,
        )
        drawing.shape(
            rectangle(jar_x - tall * 0.34, foot - tall * 0.95, jar_x + tall * 0.34, foot - tall * 0.84),
            "light" if snowy else "dark",
            0.57,
        )


def _wall(drawing: Drawing, left: float, right: float, top: float, snow: Ink | None) -> None:
    """The yard's wall nearest to us, its cap of tiles; plain, so that type can stand on it."""
    thick = 0.022
    drawing.shape(rectangle(left, top, right, 1.13), "dark", 0.8)
    count = int((right - left) / 0.026)
    for k in range(count):
        wide = (right - left) / count
        tile = left + wide * (k + 0.5)
        half, narrow = wide * 0.36, wide * 0.3
        cap = [
            (tile - half, top + 0.004), (tile - narrow, top - thick), (tile + narrow, top - thick),
            (tile + half, top + 0.004),
        ]  # fmt: skip
        drawing.shape(polygon(cap), snow or "middle", 0.82)
        drawing.cut(rectangle(tile - half, top + 0.003, tile + half, top + 0.009), "dark", 0.82)
    drawing.shape(rectangle(left, top - thick * 1.5, right, top - thick * 0.8), snow or "dark", 0.83)
