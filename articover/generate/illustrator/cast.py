"""How the brief's motifs come on stage: how big, flying or standing, and as one outline with the ground."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator import interim as motifs
from articover.generate.illustrator.nature import top_of
from articover.generate.illustrator.paint import place

FLYING = frozenset(
    "spaceship rocket bird raven owl dragon bat butterfly whale fish airplane balloon ufo angel eagle crow".split()
)
"""Concepts that need no ground under them."""

SEA = frozenset(
    "whale fish octopus shark mermaid turtle squid jellyfish dolphin seahorse crab shell wave submarine anchor".split()
)
"""Concepts that belong in or on the water."""

CELESTIAL = frozenset("moon sun star planet comet galaxy".split())
"""Concepts a scene shows with its own disc, never as an outline."""

_HEIGHTS = {"building": 0.3, "plant": 0.3, "vehicle": 0.2, "creature": 0.2, "person": 0.15, "place": 0.26}
_DEFAULT_HEIGHT = 0.19


def actors(concepts: tuple[str, ...]) -> tuple[str, ...]:
    """The concepts that can stand on a stage, in their order."""
    return tuple(concept for concept in concepts if concept not in CELESTIAL)


def stature(kind: str) -> float:
    """How tall a motif of this kind stands, in scene units, on a page of ordinary shape."""
    return _HEIGHTS.get(kind, _DEFAULT_HEIGHT)


def outline(concept: str, icons: bool) -> skia.Path:
    """The outline of a concept known to be drawable; a figure when it is gone."""
    return motifs.outline(concept, icons) or motifs.outline("person", False) or skia.Path()


def standing(land: skia.Path, figure: skia.Path, x: float, height: float, *, flip: bool = False) -> skia.Path:
    """`figure` set on the skyline of `land` at `x`, its foot sunk a little so that no light shows under it."""
    bounds = figure.getBounds()
    half = bounds.width() * height * 0.4
    foot = max(top_of(land, x - half), top_of(land, x), top_of(land, x + half))
    return place(figure, x, foot + height * 0.012, height, flip=flip)


def windows(
    rng: np.random.Generator, building: skia.Path, count: int, size: float
) -> list[skia.Rect]:
    """Small panes that lie wholly inside `building`, apart from each other: where somebody is at home."""
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
