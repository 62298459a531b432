"""A library: shelves of books in perspective to a tall window, a ladder, its light down the aisle."""

from __future__ import annotations

import itertools

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.camera import Camera
from articover.generate.illustrator.compose.forms.curves import circle, gathered, joined, polygon, rectangle, tapered
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"library", "bookshop", "bookshelf", "university", "museum"})
NOT = frozenset[str]()
INDOORS = True
CALM_BELOW = True
EAST_TOO = True

_HALF = 2.25
_HIGH = 3.05
_END = 15.0
_ROWS = 6


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The window's arch reaches `view.summit`; the hall above is plain, the aisle below it calm."""
    at, top = view.summit
    low = top < 0.3
    eyes = top + 0.22
    camera = Camera((at, eyes), 1.6, 0.62)
    lit: Ink = "accent" if view.time in ("dusk", "night") else "light"
    drawing.page("dark" if low else "middle")
    if not low:
        drawing.shape(drawing.band(eyes, 1.13), "dark", 0.2)
    _window(drawing, camera, top, lit)
    drawing.shape(camera.floor(-9, 9, 0.9, _END), "dark", 0.3)
    lane = [
        camera.at(-0.8, 0, _END), camera.at(0.8, 0, _END), camera.at(1.25, 0, 4.0 if low else 2.4),
        camera.at(-1.25, 0, 4.0 if low else 2.4),
    ]  # fmt: skip
    drawing.cut(polygon(lane), lit, 0.32)
    for z in np.geomspace(14, 2.6, 9):
        a, b = camera.at(-1.3, 0, float(z)), camera.at(1.3, 0, float(z))
        drawing.cut(tapered([a, b], camera.metre(float(z)) * 0.05), "dark", 0.33)
    for side in (-1, 1):
        _shelves(drawing, camera, side, rng)
    _ladder(drawing, camera, 1 if drawing.light[0] < 0 else -1)
    if low:
        drawing.shape(drawing.band(0.625, 1.13), "dark", 0.7)
    spot = camera.at(-0.25, 0, 6.2)
    drawing.focus = (at, top + 0.14)
    return Ground(spot, camera.metre(6.2) * 1.65, 0.66)


def _window(drawing: Drawing, camera: Camera, top: float, lit: Ink) -> None:
    """A round-headed window of many panes in the end wall."""
    x, foot = camera.at(0, 0.5, _END)
    half = camera.metre(_END) * 1.05
    arch = joined(rectangle(x - half, top + half, x + half, foot), circle(x, top + half, half))
    drawing.shape(arch, lit, 0.2)
    bar = half * 0.055
    for k in (-1, 0, 1):
        drawing.cut(
            rectangle(x + half * 0.5 * k - bar, top + half * (0.14 if k else 0), x + half * 0.5 * k + bar, foot),
            "dark",
            0.21,
        )
    y = foot
    while y > top + half:
        drawing.cut(rectangle(x - half, y - bar, x + half, y + bar), "dark", 0.21)
        y -= half * 0.62


def _shelves(drawing: Drawing, camera: Camera, side: int, rng: np.random.Generator) -> None:
    """Bookcases in bays: spines of changing width, height and ink, a few leaning, a few missing."""
    wall = side * _HALF
    near = 1.6
    drawing.shape(camera.side(wall, near, _END, 0, _HIGH), "dark", 0.4)
    pitch = (_HIGH - 0.35) / _ROWS
    bays = np.geomspace(_END, near, 10)
    shaded = (side > 0) == (drawing.light[0] > 0)
    spines: dict[Ink, list[skia.Path]] = {}
    for far, close in itertools.pairwise(bays):
        for row in range(_ROWS):
            shelf = 0.22 + pitch * row
            z = float(far) - 0.06 * float(far) * 0.2
            while z > close * 1.015:
                thick = float(rng.uniform(0.045, 0.1)) * (1 if far < 7 else far / 6)
                high = pitch * float(rng.uniform(0.6, 0.86))
                if rng.random() > 0.08:
                    pool: tuple[Ink, ...] = ("middle", "far", "accent", "second", "middle", "light")
                    ink = pool[int(rng.integers(len(pool) - (2 if shaded else 0)))]
                    if shaded and ink == "far":
                        ink = "middle"
                    spines.setdefault(ink, []).append(camera.side(wall, z - thick * 0.9, z, shelf, shelf + high))
                z -= thick
            spines.setdefault("middle", []).append(camera.side(wall, float(close), float(far), shelf - 0.035, shelf))
    for ink, paths in spines.items():
        drawing.cut(gathered(paths), ink, 0.42)
    uprights = [camera.side(wall, float(z), float(z) * 1.02, 0, _HIGH) for z in bays[1:]]
    drawing.shape(gathered(uprights), "middle", 0.45)
    drawing.shape(
        camera.face(
            [
                (wall, _HIGH, near),
                (wall, _HIGH, _END),
                (wall - side * 0.12, _HIGH + 0.14, _END),
                (wall - side * 0.12, _HIGH + 0.14, near),
            ]
        ),
        "middle",
        0.46,
    )
    drawing.shape(camera.side(wall, near, _END, 0, 0.2), "middle", 0.46)


def _ladder(drawing: Drawing, camera: Camera, side: int) -> None:
    """A ladder on a rail leans against the shelves."""
    wall, out = side * _HALF, side * (_HALF - 0.75)
    rails = []
    for z in (4.7, 5.25):
        foot, head = camera.at(out, 0, z), camera.at(wall - side * 0.05, 2.85, z)
        rails.append((np.array(foot), np.array(head)))
        drawing.shape(tapered([foot, head], camera.metre(z) * 0.075), "light", 0.6)
    for share in np.linspace(0.09, 0.93, 9):
        a, b = (foot + (head - foot) * share for foot, head in rails)
        drawing.shape(tapered([a, b], camera.metre(5) * 0.055), "light", 0.6)
