"""A map of the book: an island with its places and things where they happen, the way between them dotted."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import lay, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import (
    Point,
    Points,
    blob,
    circle,
    curve,
    gouge,
    polygon,
    spread,
    tapered,
    turned,
)
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import thing

NAME = "map"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "map"
SHELVES = {"": 0.25, "adventure": 2.0, "fantasy": 1.6, "travel": 2.0, "children": 1.1, "historical": 0.9,
           "history": 1.5, "young-adult": 1.0, "fairy-tale": 1.0, "memoir": 0.7, "cosy-mystery": 0.9, "war": 0.8,
           "romance": 0.3, "poetry": 0.0, "thriller": 0.2, "cookbook": 0.2}  # fmt: skip
LOCKUPS = ("cartouche", "quiet capitals")
EXCLUDES = {"mist": "a map is drawn in lines"}
_ABROAD = frozenset({"sea", "island", "ship", "boat", "mountain", "desert", "forest", "river", "map", "road", "journey",
                     "country", "kingdom", "coast", "harbor", "village"})  # fmt: skip


def fit(book: Book) -> Fit | None:
    """A book that goes somewhere, with two things at least to put on the map."""
    shown = [
        each for each in shown_of(book, "alone", "tiny") if not {"afloat", "swims"} & set(thing(each[1].draws).STANCE)
    ][:5]
    where = book.find(_ABROAD)
    if len(shown) < 2 or where is None:
        return None
    named = ", ".join(item.concept.replace("_", " ") for item, _ in shown[:4])
    return Fit(
        worth_of(book, shown, first=0.36, others=0.15), f"a map with its {named}", tuple(each for _, each in shown)
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(-0.6, -0.7))
    night = scene.inks.is_night
    drawing.page("ground" if night else "far")
    centre = (a * 0.72, 0.5) if wide else (a * 0.5, 0.61)
    radius = (a * 0.24, 0.4) if wide else (a * 0.42, 0.29)
    coast = _coast(rng, centre, radius)
    sea: Ink = "ground" if night else "far"
    rings: tuple[tuple[float, Ink], ...] = ((1.12, "middle"), (1.105, sea), (1.065, "middle"), (1.045, sea))
    for grow, ink in rings:
        drawing.shape(polygon(centre + (coast - centre) * grow), ink, 0.1)
    drawing.shape(polygon(centre + (coast - centre) * 1.006), "dark", 0.2)
    drawing.shape(polygon(coast), "light" if not night else "far", 0.22)
    subjects = scene.subjects or (scene.first_subject(),)
    angles = float(rng.uniform(0, 6.28)) + np.arange(len(subjects)) * 2 * np.pi / len(subjects)
    spots = np.stack([centre[0] + radius[0] * 0.56 * np.cos(angles), centre[1] + radius[1] * 0.56 * np.sin(angles)], 1)
    if len(subjects) > 3:
        spots[0] = centre
    order = np.argsort(spots[:, 1])
    size = min(a, 0.8) * (0.25 if len(subjects) < 4 else 0.21)
    way = curve(np.concatenate([spots[order], [spots[order[-1]] + (radius[0] * 0.3, radius[1] * 0.25)]]), 14)
    dots = spread(way, 34)
    taken = [(float(x), float(y)) for x, y in spots]
    for number, dot in enumerate(dots[1:-1]):
        if number % 2 == 0 and all(np.hypot(*(dot - each)) > size * 0.5 for each in spots):
            drawing.cut(circle(float(dot[0]), float(dot[1]), 0.0052), "accent", 0.3)
    x, y = dots[-1]
    for turn in (45, -45):
        bar = turned(np.array([(-0.02, 0.0), (0.02, 0.0)]), turn) + np.array((x, y))
        drawing.cut(tapered(bar, 0.008), "accent", 0.3)
    _woods(drawing, rng, centre, radius, taken, size)
    for number, index in enumerate(order):
        middle = float(spots[index][0]), float(spots[index][1])
        lay(drawing, subjects[number].draws, scene.seed, middle, (size, size), depth=0.5)
    _rose(drawing, (a * 0.86, 0.93) if not wide else (a * 0.95, 0.13), 0.05)
    _waves(drawing, rng, coast, centre)
    drawing.focus = (float(spots[order[0]][0]), float(spots[order[0]][1]))
    drawing.shown = tuple(each.concept for each in subjects)
    if wide:
        drawing.zones = zones((0.05, 0.12, 0.42, 0.7), (0.05, 0.84, 0.42, 0.92), "left", "middle")
    else:
        drawing.zones = zones((0.08, 0.055, 0.92, 0.265), (0.08, 0.925, 0.7, 0.967), "center", "middle", "left")
    return drawing


def _coast(rng: np.random.Generator, centre: Point, radius: Point) -> Points:
    t = np.linspace(0, 2 * np.pi, 420, endpoint=False)
    r = np.ones_like(t)
    for k in range(2, 34):
        r += rng.normal(0, 0.26 / k**1.15) * np.cos(k * t + rng.uniform(0, 6.28))
    r = r / r.max()
    return np.stack([centre[0] + radius[0] * r * np.cos(t), centre[1] + radius[1] * r * np.sin(t)], 1)


def _woods(
    drawing: Drawing, rng: np.random.Generator, centre: Point, radius: Point, taken: list[Point], size: float
) -> None:
    """Clumps of trees and little hills where nothing else is."""
    kept: list[tuple[float, float]] = []
    for _ in range(300):
        if len(kept) > 26:
            break
        angle, far = float(rng.uniform(0, 6.28)), float(rng.uniform(0.1, 0.72)) ** 0.5
        x, y = centre[0] + radius[0] * far * np.cos(angle), centre[1] + radius[1] * far * np.sin(angle)
        if any(np.hypot(x - tx, y - ty) < size * 0.62 for tx, ty in taken):
            continue
        if any(abs(x - kx) < 0.024 and abs(y - ky) < 0.03 for kx, ky in kept):
            continue
        kept.append((x, y))
        if len(kept) % 5 == 0:
            drawing.shape(blob([(x - 0.03, y), (x - 0.012, y - 0.024), (x, y - 0.03), (x + 0.012, y - 0.022),
                                (x + 0.03, y), (x, y + 0.002)]), "middle", 0.3)  # fmt: skip
            drawing.cut(gouge([(x, y - 0.028), (x + 0.01, y - 0.014), (x + 0.02, y - 0.002)], 0.003), "dark", 0.3)
        else:
            drawing.shape(conifer(x, y, float(rng.uniform(0.03, 0.046)), rng), "second", 0.3)


def _rose(drawing: Drawing, at: tuple[float, float], radius: float) -> None:
    points: tuple[tuple[float, float, Ink], ...] = ((45, 0.6, "middle"), (0, 1.0, "dark"))
    for turn, reach, ink in points:
        for quarter in range(4):
            point = np.array([(0, 0), (0.16, -0.16), (0, -1.0), (-0.16, -0.16)]) * radius * reach
            drawing.shape(polygon(turned(point, turn + 90 * quarter) + at), ink, 0.3)
    drawing.shape(circle(*at, radius * 0.1), "accent", 0.32)


def _waves(drawing: Drawing, rng: np.random.Generator, coast: Points, centre: Point) -> None:
    for _ in range(34):
        x, y = float(rng.uniform(0, drawing.aspect)), float(rng.uniform(0.02, 0.98))
        away = np.hypot(*(np.array([x, y]) - centre)) / (np.abs(coast - centre).max() + 1e-9)
        if (
            away < 1.18
            or (drawing.aspect <= 1.15 and y < 0.28)
            or (drawing.aspect > 1.15 and x < 0.45 * drawing.aspect)
        ):
            continue
        drawing.cut(gouge([(x, y), (x + 0.012, y - 0.006), (x + 0.024, y), (x + 0.036, y - 0.006), (x + 0.05, y)],
                          0.003), "middle", 0.15)  # fmt: skip
