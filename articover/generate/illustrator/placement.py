"""Placing the brief's motifs in a scene: their size, flying or standing, and their light."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import skia

from articover.generate.illustrator import motifs
from articover.generate.illustrator.color import RGB
from articover.generate.illustrator.drawable import drawables
from articover.generate.illustrator.nature import top_of
from articover.generate.illustrator.outlines import place
from articover.generate.illustrator.paint import lit
from articover.generate.illustrator.ramps import ink
from articover.generate.illustrator.scene import CompositionRequest
from articover.generate.illustrator.surface import Surface

_HEIGHTS = {
    "building": 0.3, "plant": 0.3, "vehicle": 0.2, "creature": 0.18, "person": 0.15, "place": 0.26,
    "object": 0.2, "symbol": 0.2,
}  # fmt: skip
_DEFAULT_HEIGHT = 0.19
_SETTINGS = frozenset({"door", "gate", "window", "stairs", "road", "river", "city", "village", "island", "wave"})
"""What one looks or walks through, or what a scene is set in: no single thing that could stand in it."""
_LIVED_IN = frozenset(
    {"castle", "house", "church", "cabin", "tower", "hut", "clock_tower", "hospital", "factory", "treehouse", "shop",
     "barn", "pagoda", "observatory", "skyscraper"}
)  # fmt: skip
_IN_THE_AIR = frozenset({"fly"})
_ON_WATER = frozenset({"swim", "float"})


@dataclass(frozen=True, eq=False)
class PlacedMotif:
    """A motif set down in scene space: `solid` is its silhouette, `lines` the same with its inner lines open."""

    solid: skia.Path
    lines: skia.Path

    @property
    def bounds(self) -> skia.Rect:
        return self.solid.getBounds()


def put(
    concept: str, icons: bool, x: float, base: float, height: float, *, flip: bool = False, tilt: float = 0.0
) -> PlacedMotif:
    """The motif with its foot at (x, base); a figure seen from behind when the concept is gone.

    `flip` mirrors it, unless it is one that reads in one direction.
    """
    flip = flip and not one_way(concept)
    lines = motifs.outline(concept, icons) or motifs.outline("person", False) or skia.Path()
    solid = motifs.silhouette(concept, icons) or lines
    return PlacedMotif(
        place(solid, x, base, height, flip=flip, tilt=tilt), place(lines, x, base, height, flip=flip, tilt=tilt)
    )


def stand(concept: str, icons: bool, land: skia.Path, x: float, height: float, *, flip: bool = False) -> PlacedMotif:
    """The motif on the skyline of `land`, its foot sunk a little so that no light shows under it."""
    half = put(concept, icons, x, 0.0, height).bounds.width() * 0.4
    foot = max(top_of(land, x - half), top_of(land, x), top_of(land, x + half))
    return put(concept, icons, x, foot + height * 0.012, height, flip=flip)


def illuminate(
    surface: Surface,
    placed: PlacedMotif,
    body: RGB | skia.Shader,
    light: RGB,
    toward: tuple[float, float],
    *,
    more: Sequence[skia.Path] = (),
    width: float = 0.0028,
    soft: float = 0.0012,
    strength: float = 0.9,
    near: tuple[float, float, float] | None = None,
    details: float = 0.16,
) -> None:
    """The motif (and `more`, the ground it stands on) lit as one; its inner lines catch a little of the light."""
    lit(surface, [placed.solid, *more], body, light, toward, width, soft, strength, near)
    if details > 0:
        inner = skia.Path(placed.lines)
        with surface.clip(placed.solid) as canvas, surface.layer(None, placed.bounds):
            canvas.drawRect(placed.bounds, ink(light, details))
            for hidden in (inner, *more):
                canvas.drawPath(hidden, ink(blend=skia.BlendMode.kDstOut))


def one_way(concept: str) -> bool:
    """Whether it reads in one direction: a mirrored chart falls, and mirrored writing is none."""
    entry = drawables().get(concept)
    return entry is not None and entry.one_way


def flies(request: CompositionRequest, concept: str) -> bool:
    """Whether it needs no ground under it."""
    return request.poses.get(concept) in _IN_THE_AIR


def swims(request: CompositionRequest, concept: str) -> bool:
    """Whether it belongs under water."""
    return request.poses.get(concept) == "swim"


def floats(request: CompositionRequest, concept: str) -> bool:
    """Whether it rides on water."""
    return request.poses.get(concept) == "float"


def of_water(request: CompositionRequest, concept: str) -> bool:
    return request.poses.get(concept) in _ON_WATER


def crops(request: CompositionRequest, concept: str) -> bool:
    """Whether it is a head or the like, to be cropped by the edge it grows from."""
    return request.poses.get(concept) == "bust"


def placeable(request: CompositionRequest) -> tuple[str, ...]:
    """The concepts that can be placed, in their order; an unnamed person ("a girl") last.

    The sky, the weather and settings (a door, a window) belong to the scene itself.
    """
    shown = [
        concept
        for concept in request.motifs
        if request.kinds.get(concept) not in ("celestial", "weather") and concept not in _SETTINGS
    ]
    return tuple(sorted(shown, key=lambda concept: concept == "person"))


def stature(request: CompositionRequest, concept: str) -> float:
    """How tall it stands, in scene units; on a narrow page no broader than half of it."""
    tall = _HEIGHTS.get(request.kinds.get(concept, "person"), _DEFAULT_HEIGHT)
    return min(tall, request.aspect * 0.5)


def lived_in(concept: str) -> bool:
    """Whether it has walls that a lit window may open in."""
    return concept in _LIVED_IN


def windows(rng: np.random.Generator, building: skia.Path, count: int, size: float) -> list[skia.Rect]:
    """Small panes that lie wholly inside `building`, apart from each other, to be lit."""
    bounds = building.getBounds()
    panes: list[skia.Rect] = []
    for _ in range(count * 30):
        if len(panes) == count:
            break
        x = float(rng.uniform(bounds.left(), bounds.right()))
        y = float(rng.uniform(bounds.top() + bounds.height() * 0.2, bounds.bottom() - bounds.height() * 0.15))
        pane = skia.Rect.MakeXYWH(x, y, size, size * 1.7)
        room = pane.makeOutset(size * 0.7, size * 0.7)
        corners = [(room.left(), room.top()), (room.right(), room.top()), (room.left(), room.bottom()),
                   (room.right(), room.bottom())]  # fmt: skip
        if all(building.contains(*corner) for corner in corners) and not any(
            skia.Rect.Intersects(room.makeOutset(size, size), other) for other in panes
        ):
            panes.append(pane)
    return panes
