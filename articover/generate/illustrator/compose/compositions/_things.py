"""What compositions of several things share: which of them a book has, their silhouettes, and how to lay them down."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import skia

from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import Drawing, Fade, Ink, Mark
from articover.generate.illustrator.compose.forms.curves import Point, joined, placed
from articover.generate.illustrator.compose.scene import Subject
from articover.generate.illustrator.compose.things import drawn, marks_in, thing, thing_for
from articover.understand import Item

Box = tuple[float, float, float, float]
_ROLES = ("subject", "companion", "prop", "place")
LIVING = frozenset({"animal", "creature", "person", "plant", "building", "vehicle"})
"""Kinds that stand in a landscape; a key or a clock does not."""
CLUMSY = frozenset({"house", "suitcase", "train", "lighthouse", "conifer", "tree", "full_moon", "bread", "clock"})
"""Things whose outline is not known again once their drawing is gone."""

OUTDOORS = frozenset({"forest", "jungle", "garden", "orchard", "meadow", "mountain", "valley", "island", "cave", "moor",
                      "swamp", "desert", "sea", "field", "river", "lake", "coast", "hill", "farm", "road", "village",
                      "country", "snow", "planet", "beach"})  # fmt: skip


def shown_of(
    book: Book, *stances: str, kinds: frozenset[str] | None = None, most: int = 6
) -> list[tuple[Item, Subject]]:
    """The book's things that can be drawn in one of `stances`, the hero first, then by weight; each thing once."""
    found: dict[str, tuple[Item, Subject]] = {}
    order = sorted(book.items, key=lambda item: (item != book.hero, -book.weight(item)))
    for item in order:
        if item.role not in _ROLES or (kinds is not None and item.kind not in kinds):
            continue
        names = (thing_for(item.concept, stance, east=book.is_east_asian) for stance in stances)
        name = next(filter(None, names), "")
        if name and name not in found:
            found[name] = item, Subject(name, item.concept, item.number, "prop" if found else "hero")
    return list(found.values())[:most]


def worth_of(book: Book, shown: list[tuple[Item, Subject]], *, first: float, others: float) -> float:
    """How much of the book is seen: `first` for the strongest thing, `others` for each more, and the hero counts."""
    if not shown:
        return 0.0
    best = max(book.weight(item) for item, _ in shown)
    return min(1.0, first * best + others * (len(shown) - 1) + (0.2 if shown[0][0] == book.hero else 0.0))


@lru_cache(maxsize=128)
def silhouette(name: str, seed: int) -> skia.Path:
    """A thing's outline in its own frame, everything inside filled."""
    marks = thing(name).draw(np.random.default_rng([seed, 5]), 0.5)
    return joined(*(mark.path for mark in marks if mark.kind == "shape" and not mark.soft))


@lru_cache(maxsize=128)
def solidity(name: str, seed: int) -> float:
    """How much of its own box a silhouette fills, 0..1: what is thin cannot hold a picture or throw a shadow."""
    left, top, right, bottom = marks_in(name, seed)
    grid = np.zeros((64, 64, 4), np.uint8)
    canvas = skia.Surface(grid, colorType=skia.kRGBA_8888_ColorType).getCanvas()
    canvas.scale(64 / (right - left), 64 / (bottom - top))
    canvas.translate(-left, -top)
    canvas.drawPath(silhouette(name, seed), skia.Paint(Color=skia.ColorWHITE))
    return float((grid[..., 3] > 127).mean())


def outline_in(name: str, seed: int, box: Box, *, flip: bool = False, turn: float = 0.0) -> skia.Path:
    """A thing's silhouette, as large as `box` allows, in its middle."""
    left, top, right, bottom = marks_in(name, seed)
    scale = min((box[2] - box[0]) / (right - left), (box[3] - box[1]) / (bottom - top))
    centred = placed(silhouette(name, seed), -(left + right) / 2, -(top + bottom) / 2)
    return placed(centred, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2, scale, turn, flip=flip)


def lay(
    drawing: Drawing,
    name: str,
    seed: int,
    middle: Point,
    size: tuple[float, float],
    *,
    turn: float = 0.0,
    depth: float = 0.6,
    flip: bool = False,
    inks: dict[Ink, Ink] | None = None,
) -> None:
    """Draw a thing with its middle at `middle`, as large as `size` (width, height) allows before it is turned."""
    left, top, right, bottom = marks_in(name, seed)
    scale = min(size[0] / (right - left), size[1] / (bottom - top))
    dx, dy = -(left + right) / 2, -(top + bottom) / 2
    angle = np.radians(turn)

    def at(point: Point) -> Point:
        x, y = (point[0] + dx) * scale * (-1 if flip else 1), (point[1] + dy) * scale
        c, s = float(np.cos(angle)), float(np.sin(angle))
        return middle[0] + c * x - s * y, middle[1] + s * x + c * y

    for mark in drawn(name, (seed, 5), scale):
        path = placed(placed(mark.path, dx, dy), *middle, scale, turn, flip=flip)
        fade = mark.fade and Fade(mark.fade.ink, at(mark.fade.start), at(mark.fade.end))
        ink = (inks or {}).get(mark.ink, mark.ink)
        drawing.marks.append(Mark(path, ink, depth, mark.kind, fade, mark.soft * scale))


@lru_cache(maxsize=128)
def main_ink(name: str, seed: int) -> Ink:
    """The ink that a thing is mostly drawn in: what lies behind it must be another."""
    areas: dict[Ink, float] = {}
    for mark in thing(name).draw(np.random.default_rng([seed, 5]), 0.5):
        if mark.kind == "shape":
            box = mark.path.getBounds()
            areas[mark.ink] = areas.get(mark.ink, 0.0) + box.width() * box.height()
    return max(areas, key=lambda ink: areas[ink])
