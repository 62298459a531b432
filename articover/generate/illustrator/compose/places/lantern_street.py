"""An East Asian lane at dusk in perspective: tiled eaves, lattice fronts, signs and paper lanterns, a gate far off."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Fade, Ink
from articover.generate.illustrator.compose.forms.camera import Camera
from articover.generate.illustrator.compose.forms.curves import blob, gathered, gouge, polygon, rectangle, tapered
from articover.generate.illustrator.compose.forms.tiled_roofs import RoofInks, hipped_roof
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"street", "alley", "market", "square", "town", "beijing", "kyoto"})
NOT = frozenset({"slum"})
CALM_BELOW = True
EAST_TOO = True
EAST_ONLY = frozenset({"street", "alley", "market", "square", "town"})

_HALF = 3.7
_END = 46.0


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The gate at the lane's end stands under `view.summit`; whoever walks there is in the middle of the lane."""
    at, top = view.summit
    low = top < 0.3
    eyes = top + 0.24
    camera = Camera((at, eyes), 1.65, 0.5)
    lit = view.time in ("", "dusk", "night") or view.weather in ("rain", "fog")
    snowy = view.season == "winter" or view.weather == "snow"
    drawing.shape(drawing.band(eyes - 0.01, 1.13), "far", 0.2)
    _gate(drawing, at, eyes, top)
    drawing.shape(
        camera.floor(-_HALF - 1, _HALF + 1, 0.9, _END),
        "light" if snowy else "middle",
        0.3,
        fade=Fade("dark" if not snowy else "far", camera.at(0, 0, 12), camera.at(0, 0, 1.6)),
    )
    for side in (-1, 1):
        _row(drawing, camera, side, lit, snowy, rng)
    _flags(drawing, camera, low)
    if lit:
        _glow(drawing, camera, low, rng)
    if low:
        drawing.shape(drawing.band(0.63, 1.13), "dark", 0.8)
    spot = camera.at(-0.25, 0.0, 7.6)
    drawing.focus = spot
    return Ground(spot, camera.metre(7.6) * 1.65, 0.75)


def _gate(drawing: Drawing, x: float, foot: float, top: float) -> None:
    """A gate tower: a pierced stone base and a hall of two roofs on it."""
    high = foot - top
    base = foot - high * 0.3
    stone = [
        (x - high * 0.4, foot + 0.004), (x - high * 0.36, base), (x + high * 0.36, base),
        (x + high * 0.4, foot + 0.004),
    ]  # fmt: skip
    drawing.shape(polygon(stone), "middle", 0.15)
    turn, radius = np.linspace(np.pi, 2 * np.pi, 14), high * 0.1
    arch = np.stack([x + radius * np.cos(turn), foot - high * 0.12 + radius * np.sin(turn)], 1)
    drawing.cut(
        polygon(np.concatenate([arch, [(x + radius, foot + 0.004), (x - radius, foot + 0.004)]])), "ground", 0.15
    )
    inks = RoofInks("middle", "far", "middle", "far")
    for low, half, eaves, share in ((base, 0.32, 0.95, 0.17), (base - high * 0.3, 0.25, 0.78, 0.25)):
        wall = low - high * 0.14
        drawing.shape(rectangle(x - high * half, wall, x + high * half, low), "far", 0.16)
        posts = [
            rectangle(x + high * half * k / 3 - 0.002, wall, x + high * half * k / 3 + 0.002, low) for k in range(-3, 4)
        ]
        drawing.cut(gathered(posts), "accent", 0.16)
        hipped_roof(drawing, x, wall + high * 0.015, high * eaves, high * share, inks, 0.17, lift=0.35, gable=0.66)


def _row(drawing: Drawing, camera: Camera, side: int, lit: bool, snowy: bool, rng: np.random.Generator) -> None:
    """One side's houses, from far to near: a shop front under deep eaves, a storey with a lattice, a roof of tiles."""
    edges = [_END]
    while edges[-1] > 3.2:
        edges.append(edges[-1] - float(rng.uniform(3.0, 5.0)) * (0.5 + edges[-1] / 46))
    edges[-1] = 2.2
    wall = side * _HALF
    for number, (far, near) in enumerate(pairwise(edges)):
        high = float(rng.uniform(3.5, 4.3)) if near > 6 else 3.3
        ink: Ink = "far" if near > 24 else "middle" if near > 9 else "dark"
        roof: Ink = "middle" if near > 24 else "dark"
        drawing.shape(camera.front(min(wall, wall + side * 6), max(wall, wall + side * 6), 0, high, far), ink, 0.35)
        drawing.shape(camera.side(wall, near, far, 0, high), ink, 0.36)
        _front(drawing, camera, wall, near, far, high, lit, ink, rng)
        _eaves(drawing, camera, wall, side, near, far, high, roof, snowy)
        _eaves(drawing, camera, wall, side, near, far, 2.35, roof, snowy, deep=0.75, rise=0.3)
        if near < 26:
            _lanterns(drawing, camera, wall, side, near, far, lit, number)


def _front(
    drawing: Drawing, camera: Camera, wall: float, near: float, far: float, high: float, lit: bool, ink: Ink,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Sliding fronts of paper below, a latticed window above, posts between the bays."""
    bays = max(1, round((far - near) / 1.5))
    pitch = (far - near) / bays
    paper: Ink = "accent" if lit else "light"
    shown, wood = [], []
    for k in range(bays):
        a, b = near + k * pitch + 0.08, near + (k + 1) * pitch - 0.08
        if rng.random() < 0.75:
            shown.append(camera.side(wall, a, b, 0.35, 2.0))
            wood += [
                camera.side(wall, a + (b - a) * s - 0.025, a + (b - a) * s + 0.025, 0.35, 2.0)
                for s in (0.25, 0.5, 0.75)
            ]
            wood += [camera.side(wall, a, b, h, h + 0.045) for h in (0.75, 1.2, 1.65)]
        if high > 3.2 and rng.random() < 0.6:
            shown.append(camera.side(wall, a + 0.15, b - 0.15, 2.95, high - 0.35))
            wood += [
                camera.side(
                    wall, a + 0.15 + (b - a - 0.3) * s - 0.02, a + 0.15 + (b - a - 0.3) * s + 0.02, 2.95, high - 0.35
                )
                for s in (0.2, 0.4, 0.6, 0.8)
            ]
    drawing.cut(gathered(shown), paper, 0.4)
    if near < 26:
        drawing.cut(gathered(wood), ink if ink != "far" else "middle", 0.41)


def _eaves(
    drawing: Drawing, camera: Camera, wall: float, side: int, near: float, far: float, high: float, ink: Ink,
    snowy: bool,
    *, deep: float = 1.0, rise: float = 1.25,
) -> None:  # fmt: skip
    """A roof that leans out over the lane: its slope with ribs of tiles, round ends along the edge, shadow below."""
    out, back = wall - side * deep, wall + side * (0.2 if rise < 1 else 1.7)
    shade = camera.face([(out, high, near), (out, high, far), (wall, high - 0.35, far), (wall, high - 0.35, near)])
    drawing.shape(shade, "dark", 0.42)
    slope = camera.face([(out, high, near), (out, high, far), (back, high + rise, far), (back, high + rise, near)])
    drawing.shape(slope, "light" if snowy else ink, 0.43)
    ribs, ends = [], []
    for z in np.arange(near + 0.15, far, 0.32 if near < 9 else 0.6):
        a, b = camera.at(out, high, float(z)), camera.at(back, high + rise, float(z))
        ribs.append(tapered([a, b], camera.metre(float(z)) * 0.07))
        ends.append(camera.side(out, float(z) - 0.08, float(z) + 0.08, high - 0.1, high + 0.05))
    if not snowy:
        drawing.cut(gathered(ribs), "middle" if ink == "dark" else "far", 0.44)
    drawing.cut(gathered(ends), "far", 0.45)


def _lanterns(
    drawing: Drawing, camera: Camera, wall: float, side: int, near: float, far: float, lit: bool, number: int
) -> None:
    """Two paper lanterns at a shop's eaves, and an upright sign at every other."""
    for z in (near + (far - near) * 0.3, near + (far - near) * 0.75):
        x, y = camera.at(wall - side * 0.8, 2.12, z)
        size = camera.metre(z)
        body = [
            (x - size * 0.2, y + size * 0.12), (x, y + size * 0.04), (x + size * 0.2, y + size * 0.12),
            (x + size * 0.25, y + size * 0.32), (x + size * 0.18, y + size * 0.54), (x, y + size * 0.6),
            (x - size * 0.18, y + size * 0.54), (x - size * 0.25, y + size * 0.32),
        ]  # fmt: skip
        drawing.shape(blob(body), "second" if not lit else "accent", 0.6)
        rings = [
            gouge(
                [(x - size * 0.22, y + size * h), (x, y + size * (h + 0.03)), (x + size * 0.22, y + size * h)],
                size * 0.025,
            )
            for h in (0.2, 0.31, 0.42)
        ]
        drawing.cut(gathered(rings), "light", 0.61)
        caps = [
            rectangle(x - size * 0.1, y + size * 0.02, x + size * 0.1, y + size * 0.09),
            rectangle(x - size * 0.1, y + size * 0.56, x + size * 0.1, y + size * 0.62),
            tapered([(x, y - size * 0.1), (x, y + size * 0.05)], size * 0.03),
        ]  # fmt: skip
        drawing.shape(gathered(caps), "dark", 0.62)
    if number % 2:
        z = (near + far) / 2
        a, b = wall - side * 0.15, wall - side * 0.85
        drawing.shape(camera.front(min(a, b), max(a, b), 2.55, 3.6, z), "second", 0.58)
        drawing.cut(camera.front(min(a, b) + 0.07, max(a, b) - 0.07, 2.63, 3.52, z), "dark", 0.59)
        marks = [camera.front((a + b) / 2 - 0.17, (a + b) / 2 + 0.17, h, h + 0.12, z) for h in (2.72, 2.98, 3.24)]
        drawing.cut(gathered(marks), "light", 0.6)


def _flags(drawing: Drawing, camera: Camera, low: bool) -> None:
    """Joints of the paving, crowding away."""
    joints = []
    for z in np.geomspace(1.3, 28, 16):
        joints.append(
            tapered([camera.at(-2.4, 0, float(z)), camera.at(2.4, 0, float(z))], camera.metre(float(z)) * 0.03)
        )
    for x in (-2.4, -0.8, 0.8, 2.4):
        joints.append(tapered([camera.at(x, 0, 1.2), camera.at(x, 0, 40)], [0.006, 0.0006]))
    drawing.cut(gathered(joints), "dark", 0.5)


def _glow(drawing: Drawing, camera: Camera, low: bool, rng: np.random.Generator) -> None:
    """The fronts' light on the stones."""
    pools = []
    for z in np.geomspace(2.6, 26, 12):
        for side in (-1, 1):
            x, y = camera.at(side * float(rng.uniform(2.3, 3.2)), 0, float(z))
            long = camera.metre(float(z)) * float(rng.uniform(0.5, 0.9))
            pools.append(gouge([(x - long, y), (x, y + long * 0.04), (x + long, y)], camera.metre(float(z)) * 0.14))
    drawing.cut(gathered(pools), "accent", 0.52)
