"""Lines and outlines: splines, strokes of changing width, and what can be done with closed paths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import skia
from numpy.typing import ArrayLike, NDArray

Point = tuple[float, float]
Points = NDArray[np.float64]


def polygon(points: ArrayLike, *, closed: bool = True) -> skia.Path:
    """Straight lines through (n, 2) points."""
    array = np.asarray(points, float)
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in array.tolist()], closed)
    return path


def curve(points: ArrayLike, steps: int = 12, *, closed: bool = False) -> Points:
    """Catmull-Rom through (n, 2) points, (m, 2). A point given twice makes a corner."""
    array = np.asarray(points, float)
    if len(array) < 2:
        return array
    twice = (array[1:] == array[:-1]).all(1)
    around = closed and (array[0] == array[-1]).all()
    if around or twice.any():
        corners = np.flatnonzero(np.append(twice, around))
        return _with_corners(array, corners, steps, closed)
    result: Points = _catmull_rom(len(array), steps, closed) @ array
    return result


def _with_corners(array: Points, corners: NDArray[np.intp], steps: int, closed: bool) -> Points:
    """A curve in pieces that meet at its doubled points."""
    if closed:
        array = np.roll(array, -int(corners[0]) - 1, axis=0)
        array = np.concatenate([array, array[:1]]) if not (array[0] == array[-1]).all() else array
        breaks = np.flatnonzero((array[:-1] == array[1:]).all(1))
    else:
        breaks = corners
    pieces = np.split(array, breaks + 1)
    made = [curve(piece, steps) for piece in pieces if len(piece) > 1]
    return np.concatenate(made) if made else array


@lru_cache(maxsize=512)
def _catmull_rom(count: int, steps: int, closed: bool) -> Points:
    """The matrix (m, count) that takes points to their Catmull-Rom curve: each curve point is a mean of four."""
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    weights = np.concatenate(
        [-(t**3) + 2 * t**2 - t, 3 * t**3 - 5 * t**2 + 2, -3 * t**3 + 4 * t**2 + t, t**3 - t**2], axis=1
    )
    eye = np.eye(count)
    if closed:
        around = np.concatenate([eye[-1:], eye, eye[:2]])
    else:
        # Beyond its ends an open curve runs on straight.
        around = np.concatenate([2 * eye[:1] - eye[1:2], eye, 2 * eye[-1:] - eye[-2:-1]])
    pieces = [weights @ around[k : k + 4] / 2 for k in range(len(around) - 3)]
    result: Points = np.concatenate(pieces if closed else [*pieces, eye[-1:]])
    return result


def blob(points: ArrayLike, steps: int = 10) -> skia.Path:
    """A closed smooth outline through (n, 2) points."""
    return polygon(curve(points, steps, closed=True))


def spread(line: Points, count: int) -> Points:
    """`count` points at even distances along a polyline."""
    steps = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0, steps[-1], count)
    return np.stack([np.interp(at, steps, line[:, 0]), np.interp(at, steps, line[:, 1])], 1)


def normals(line: Points) -> Points:
    """Unit normals of a polyline, (n, 2), to its left when y points down."""
    along = np.empty_like(line)
    along[1:-1] = line[2:] - line[:-2]
    along[0], along[-1] = line[1] - line[0], line[-1] - line[-2]
    across = np.stack([along[:, 1], -along[:, 0]], 1)
    result: Points = across / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    return result


def ribbon(line: Points, widths: ArrayLike) -> skia.Path:
    """A polyline thickened to a width at each of its points."""
    half = normals(line) * np.asarray(widths, float)[:, None] / 2
    return polygon(np.concatenate([line + half, (line - half)[::-1]]))


def tapered(points: ArrayLike, widths: Sequence[float] | float, steps: int = 12) -> skia.Path:
    """A spline through (n, 2) points whose width runs smoothly through `widths` (any number of them)."""
    array = np.asarray(points, float)
    line = curve(array, steps) if len(array) > 2 else spread(array, steps + 1)
    values = [widths, widths] if isinstance(widths, int | float) else list(widths)
    at = np.linspace(0, 1, len(line))
    profile = curve(np.stack([np.linspace(0, 1, len(values)), values], 1)) if len(values) > 2 else None
    width = (
        np.interp(at, np.linspace(0, 1, len(values)), values)
        if profile is None
        else np.interp(at, profile[:, 0], profile[:, 1])
    )
    return ribbon(line, np.maximum(width, 0.0))


def gouge(points: ArrayLike, width: float) -> skia.Path:
    """A cut pointed at both ends."""
    array = np.asarray(points, float)
    line = curve(array, 12 if len(array) < 3 else 6 if len(array) < 5 else 4)
    return ribbon(line, width * _pointed(len(line)))


@lru_cache(maxsize=64)
def _pointed(count: int) -> Points:
    """A gouge's width along its length, 0..1."""
    result: Points = np.sin(np.pi * np.linspace(0, 1, count)) ** 0.6
    return result


def bezier(a: Point, b: Point, c: Point, d: Point, count: int = 24) -> Points:
    """A cubic Bézier curve as `count` points."""
    t = np.linspace(0, 1, count)[:, None]
    p, q, r, s = (np.asarray(point, float) for point in (a, b, c, d))
    result: Points = (1 - t) ** 3 * p + 3 * (1 - t) ** 2 * t * q + 3 * (1 - t) * t**2 * r + t**3 * s
    return result


def circle(x: float, y: float, radius: float) -> skia.Path:
    path = skia.Path()
    path.addCircle(x, y, radius)
    return path


def dot(middle: ArrayLike, radius: float) -> skia.Path:
    """A circle about a point given as an array."""
    x, y = np.asarray(middle, float)
    return circle(float(x), float(y), radius)


def rectangle(left: float, top: float, right: float, bottom: float) -> skia.Path:
    path = skia.Path()
    path.addRect(skia.Rect.MakeLTRB(left, top, right, bottom))
    return path


def placed(
    path: skia.Path, x: float = 0.0, y: float = 0.0, scale: float = 1.0, turn: float = 0.0, *, flip: bool = False
) -> skia.Path:
    """A path scaled, mirrored, turned by `turn` degrees clockwise, then moved so that its origin is at (x, y)."""
    matrix = skia.Matrix()
    matrix.setScale(-scale if flip else scale, scale)
    matrix.postRotate(turn)
    matrix.postTranslate(x, y)
    made = skia.Path()
    path.transform(matrix, made)
    return made


def joined(*paths: skia.Path) -> skia.Path:
    """Everything that any of the paths covers."""
    builder = skia.OpBuilder()
    for path in paths:
        builder.add(path, skia.PathOp.kUnion_PathOp)
    return builder.resolve()


def gathered(paths: Iterable[skia.Path]) -> skia.Path:
    """Many outlines as one path, cheaply: where they overlap they are one body if they turn the same way."""
    made = skia.Path()
    for path in paths:
        made.addPath(path)
    return made


def without(path: skia.Path, taken: skia.Path) -> skia.Path:
    """What of `path` the other does not cover; `path` itself where the two cannot be parted."""
    return _op(path, taken, skia.PathOp.kDifference_PathOp) or path


def inside(path: skia.Path, kept: skia.Path) -> skia.Path:
    """What of `path` lies in the other; nothing where the two cannot be parted. `Mark.clip` does it for any paths."""
    return _op(path, kept, skia.PathOp.kIntersect_PathOp) or skia.Path()


def _op(one: skia.Path, other: skia.Path, op: skia.PathOp) -> skia.Path | None:
    try:
        made: skia.Path | None = skia.Op(one, other, op)
    except RuntimeError:  # Skia gives up on some outlines of hundreds of crossing edges
        return None
    return made


def shaded(path: skia.Path, dx: float, dy: float) -> skia.Path:
    """The side of a body that its own copy, moved by (dx, dy), leaves bare: a cheap shadow or rim."""
    return without(path, placed(path, dx, dy))


def turned(points: ArrayLike, degrees: float, about: Point = (0.0, 0.0)) -> Points:
    """(n, 2) points turned clockwise (y points down)."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    shifted = np.asarray(points, float) - about
    result: Points = shifted @ np.array([[c, s], [-s, c]]) + about
    return result
