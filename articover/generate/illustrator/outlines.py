"""Outlines as paths: made from points, joined, and set down in the scene."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import skia
from numpy.typing import NDArray


def polygon(points: Sequence[tuple[float, float]] | NDArray[np.float64]) -> skia.Path:
    """A closed path through `points`."""
    path = skia.Path()
    path.addPoly([skia.Point(float(x), float(y)) for x, y in points], True)
    return path


def symmetric(x: float, side: Sequence[tuple[float, float]]) -> skia.Path:
    """A closed path with a mirror line at `x`: `side` gives (distance from it, y) along one half."""
    return polygon([*((x - off, y) for off, y in side), *((x + off, y) for off, y in reversed(side))])


def union(*paths: skia.Path) -> skia.Path:
    """One outline around all, so that it is lit as one thing."""
    builder = skia.OpBuilder()
    for path in paths:
        builder.add(path, skia.PathOp.kUnion_PathOp)
    return builder.resolve()


def place(
    outline: skia.Path, x: float, base: float, height: float, *, flip: bool = False, tilt: float = 0.0
) -> skia.Path:
    """An outline of the unit square (standing on y = 1, centred at x = 0.5) set down with its foot at (x, base).

    `height` is what the whole unit square becomes; `tilt` turns it by degrees around its middle.
    """
    matrix = skia.Matrix()
    matrix.setTranslate(-0.5, -1.0)
    if flip:
        matrix.postScale(-1, 1)
    if tilt:
        matrix.postRotate(tilt, 0, -0.5)
    matrix.postScale(height, height)
    matrix.postTranslate(x, base)
    moved = skia.Path(outline)
    moved.transform(matrix)
    return moved


def around(count: int, build: Callable[[float], skia.Path], start: float = 0.0) -> list[skia.Path]:
    """`build(angle)` for `count` angles, turned around the middle (0.5, 0.5)."""
    parts = []
    for i in range(count):
        part = build(i / count)
        matrix = skia.Matrix()
        matrix.setRotate(start + 360 * i / count, 0.5, 0.5)
        part.transform(matrix)
        parts.append(part)
    return parts


def cut(whole: skia.Path, *holes: skia.Path) -> skia.Path:
    """`whole` without what `holes` cover."""
    for hole in holes:
        whole = skia.Op(whole, hole, skia.PathOp.kDifference_PathOp)
    return whole
