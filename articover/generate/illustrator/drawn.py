"""Outlines drawn for this project, in code: what there is when icons are off.

Each is filled by the nonzero rule inside the unit square: y down, standing on y = 1, centred, upright.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import skia

from articover.generate.illustrator.outlines import polygon, symmetric, union

_Points = list[tuple[float, float]]


def drawn(concept: str) -> skia.Path | None:
    """The outline of `concept`, or None when we have not drawn it."""
    build = _DRAWN.get(concept)
    return normalised(build()) if build else None


def normalised(path: skia.Path) -> skia.Path:
    """`path` as large as fits the unit square, standing on y = 1, centred. Changes `path` itself."""
    box = path.computeTightBounds()
    # A hair less than the whole, so that rounding never leaves the square.
    scale = (1 - 1e-5) / max(box.width(), box.height())
    matrix = skia.Matrix()
    matrix.setTranslate(-box.centerX(), -box.bottom())
    matrix.postScale(scale, scale)
    matrix.postTranslate(0.5, 1.0)
    path.transform(matrix)
    return path


def trace(text: str) -> skia.Path:
    """A path from absolute "M x y L x y C x y x y x y Q x y x y Z" commands."""
    path, parts = skia.Path(), text.split()
    arguments = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}
    draw: dict[str, Callable[..., object]] = {
        "M": path.moveTo, "L": path.lineTo, "C": path.cubicTo, "Q": path.quadTo, "Z": path.close,
    }  # fmt: skip
    i = 0
    while i < len(parts):
        command = parts[i]
        count = arguments[command]
        draw[command](*(float(part) for part in parts[i + 1 : i + 1 + count]))
        i += 1 + count
    return path


def _tower(x: float, base: float, width: float, height: float, roof: float) -> skia.Path:
    """A round tower with a flared head and a conical roof (`roof` 0: battlements)."""
    half, top = width / 2, base - height
    flare = half * 1.22
    body = [(x - half, base), (x - half, top + width * 0.45), (x - flare, top + width * 0.25), (x - flare, top)]
    if roof > 0:
        eave = flare * 1.15
        crown = [(x - eave, top), (x - eave * 0.1, top - roof), (x, top - roof * 1.18), (x + eave * 0.1, top - roof)]
        crown.append((x + eave, top))
    else:
        crown = []
        merlons = 4
        step = 2 * flare / (2 * merlons - 1)
        for i in range(merlons):
            left = x - flare + 2 * i * step
            crown += [(left, top - step), (left + step, top - step)]
            if i < merlons - 1:
                crown += [(left + step, top), (left + 2 * step, top)]
    right = [(x + flare, top), (x + flare, top + width * 0.25), (x + half, top + width * 0.45), (x + half, base)]
    return polygon([*body, *crown, *right])


def _wall(left: float, right: float, base: float, height: float) -> skia.Path:
    """A straight wall with battlements."""
    top, step = base - height, 0.018
    crown: _Points = []
    for x in np.arange(left, right - step, 2 * step):
        crown += [(x, top - step), (x + step, top - step), (x + step, top), (x + 2 * step, top)]
    return polygon([(left, base), (left, top), *crown, (right, top), (right, base)])


def _castle() -> skia.Path:
    return union(
        _tower(0.50, 1.0, 0.15, 0.62, 0.24),
        _tower(0.34, 1.0, 0.10, 0.46, 0.17),
        _tower(0.665, 1.0, 0.11, 0.38, 0.19),
        _tower(0.575, 1.0, 0.055, 0.70, 0.12),
        _tower(0.20, 1.0, 0.085, 0.30, 0.15),
        _tower(0.80, 1.0, 0.09, 0.26, 0.14),
        _wall(0.26, 0.62, 1.0, 0.27),
        _wall(0.14, 0.86, 1.0, 0.16),
    )


def _lighthouse() -> skia.Path:
    return union(
        polygon([(0.36, 1.0), (0.425, 0.26), (0.575, 0.26), (0.64, 1.0)]),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.395, 0.235, 0.605, 0.262)),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.445, 0.12, 0.555, 0.24)),
        trace("M 0.425 0.125 L 0.575 0.125 C 0.56 0.07 0.53 0.055 0.507 0.05 L 0.507 0.0 L 0.493 0.0 "
              "L 0.493 0.05 C 0.47 0.055 0.44 0.07 0.425 0.125 Z"),
    )  # fmt: skip


def _house() -> skia.Path:
    return union(
        polygon([(0.18, 1.0), (0.18, 0.52), (0.5, 0.2), (0.82, 0.52), (0.82, 1.0)]),
        polygon([(0.1, 0.56), (0.5, 0.14), (0.9, 0.56), (0.87, 0.59), (0.5, 0.21), (0.13, 0.59)]),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.66, 0.1, 0.75, 0.42)),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.645, 0.08, 0.765, 0.12)),
    )


def _church() -> skia.Path:
    return union(
        polygon([(0.4, 1.0), (0.4, 0.4), (0.38, 0.4), (0.5, 0.1), (0.62, 0.4), (0.6, 0.4), (0.6, 1.0)]),
        polygon([(0.55, 1.0), (0.55, 0.66), (0.68, 0.52), (0.92, 0.52), (0.98, 0.66), (0.96, 0.66), (0.96, 1.0)]),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.492, 0.0, 0.508, 0.12)),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.465, 0.03, 0.535, 0.047)),
    )


def _moon() -> skia.Path:
    disc, bite = skia.Path.Circle(0.5, 0.5, 0.5), skia.Path.Circle(0.72, 0.42, 0.43)
    return skia.Op(disc, bite, skia.PathOp.kDifference_PathOp)


def _ship() -> skia.Path:
    return union(
        trace("M 0.02 0.74 C 0.1 0.78 0.2 0.8 0.3 0.8 L 0.72 0.8 C 0.84 0.79 0.93 0.74 1.0 0.68 "
              "C 0.97 0.82 0.93 0.92 0.86 1.0 L 0.18 1.0 C 0.1 0.94 0.05 0.85 0.02 0.74 Z"),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.305, 0.16, 0.32, 0.82)),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.555, 0.04, 0.572, 0.82)),
        trace("M 0.4 0.24 C 0.36 0.4 0.36 0.54 0.38 0.74 C 0.28 0.7 0.18 0.7 0.1 0.72 C 0.2 0.56 0.22 0.4 0.22 0.24 Z"),
        trace("M 0.69 0.12 C 0.65 0.3 0.65 0.46 0.68 0.7 C 0.6 0.66 0.5 0.66 0.4 0.7 C 0.46 0.5 0.47 0.32 0.46 0.12 Z"),
        trace("M 0.7 0.3 C 0.74 0.46 0.84 0.58 0.96 0.67 L 0.72 0.72 C 0.7 0.6 0.69 0.46 0.7 0.3 Z"),
    )  # fmt: skip


def _rocket() -> skia.Path:
    return union(
        trace("M 0.5 0.0 C 0.6 0.12 0.64 0.28 0.64 0.44 C 0.64 0.6 0.61 0.74 0.58 0.86 L 0.42 0.86 "
              "C 0.39 0.74 0.36 0.6 0.36 0.44 C 0.36 0.28 0.4 0.12 0.5 0.0 Z"),
        trace("M 0.38 0.6 C 0.28 0.68 0.23 0.8 0.24 1.0 C 0.29 0.92 0.35 0.87 0.42 0.86 Z"),
        trace("M 0.62 0.6 C 0.72 0.68 0.77 0.8 0.76 1.0 C 0.71 0.92 0.65 0.87 0.58 0.86 Z"),
        polygon([(0.45, 0.85), (0.55, 0.85), (0.58, 0.94), (0.42, 0.94)]),
    )  # fmt: skip


def _spaceship() -> skia.Path:
    return union(
        trace("M 0.02 0.5 C 0.2 0.42 0.36 0.36 0.62 0.37 C 0.78 0.38 0.92 0.45 1.0 0.52 "
              "C 0.9 0.58 0.76 0.62 0.6 0.62 C 0.36 0.63 0.18 0.57 0.02 0.5 Z"),
        trace("M 0.5 0.4 L 0.2 0.2 L 0.1 0.2 L 0.24 0.47 Z"),
        trace("M 0.52 0.6 L 0.16 0.8 L 0.06 0.8 L 0.22 0.54 Z"),
        polygon([(0.05, 0.46), (0.12, 0.44), (0.12, 0.57), (0.05, 0.55)]),
    )  # fmt: skip


def _bird() -> skia.Path:
    return trace(
        "M 0.5 0.62 C 0.44 0.52 0.34 0.34 0.02 0.22 C 0.16 0.36 0.28 0.5 0.36 0.66 C 0.4 0.74 0.44 0.78 0.42 0.92 "
        "L 0.5 0.84 L 0.58 0.92 C 0.56 0.78 0.6 0.74 0.64 0.66 C 0.72 0.5 0.84 0.36 0.98 0.22 "
        "C 0.66 0.34 0.56 0.52 0.5 0.62 Z"
    )


def _whale() -> skia.Path:
    return trace(
        "M 0.03 0.62 C 0.02 0.5 0.08 0.4 0.2 0.37 C 0.4 0.32 0.62 0.4 0.76 0.5 C 0.82 0.54 0.86 0.52 0.885 0.46 "
        "C 0.85 0.42 0.82 0.36 0.82 0.27 C 0.88 0.28 0.915 0.33 0.93 0.385 C 0.95 0.34 0.975 0.31 1.0 0.3 "
        "C 1.0 0.38 0.975 0.44 0.945 0.475 C 0.93 0.58 0.86 0.68 0.74 0.7 C 0.62 0.73 0.5 0.74 0.42 0.735 "
        "C 0.44 0.8 0.42 0.86 0.36 0.9 C 0.32 0.84 0.3 0.78 0.305 0.73 C 0.2 0.725 0.08 0.7 0.03 0.62 Z"
    )


def _person() -> skia.Path:
    """A figure seen from behind, in a long coat."""
    return union(
        skia.Path.Circle(0.5, 0.085, 0.068),
        trace("M 0.46 0.13 L 0.54 0.13 C 0.55 0.18 0.62 0.19 0.64 0.24 C 0.67 0.34 0.68 0.48 0.675 0.56 "
              "C 0.65 0.575 0.635 0.57 0.625 0.55 C 0.635 0.64 0.655 0.72 0.66 0.79 C 0.6 0.81 0.4 0.81 0.34 0.79 "
              "C 0.345 0.72 0.365 0.64 0.375 0.55 C 0.365 0.57 0.35 0.575 0.325 0.56 C 0.32 0.48 0.33 0.34 0.36 0.24 "
              "C 0.38 0.19 0.45 0.18 0.46 0.13 Z"),
        polygon([(0.405, 0.78), (0.485, 0.78), (0.478, 1.0), (0.4, 1.0)]),
        polygon([(0.515, 0.78), (0.595, 0.78), (0.6, 1.0), (0.522, 1.0)]),
    )  # fmt: skip


def _tree() -> skia.Path:
    rng = np.random.default_rng(11)
    crown = [skia.Path.Circle(0.5, 0.36, 0.27)]
    for angle in np.linspace(0, 2 * np.pi, 11, endpoint=False):
        reach = 0.24 + 0.04 * float(rng.random())
        x, y = 0.5 + 1.2 * reach * np.cos(angle), 0.36 + reach * np.sin(angle)
        crown.append(skia.Path.Circle(x, y, 0.11 + 0.04 * float(rng.random())))
    trunk = trace("M 0.465 0.6 L 0.535 0.6 C 0.535 0.8 0.55 0.92 0.62 1.0 L 0.38 1.0 C 0.45 0.92 0.465 0.8 0.465 0.6 Z")
    return union(*crown, trunk)


def _mountain() -> skia.Path:
    return polygon([(0.0, 1.0), (0.24, 0.55), (0.34, 0.64), (0.56, 0.2), (0.72, 0.5), (0.8, 0.44), (1.0, 1.0)])


def _skyscraper() -> skia.Path:
    setbacks = ((0.008, 0.0), (0.04, 0.14), (0.09, 0.22), (0.13, 0.4), (0.16, 0.62), (0.0, 1.0))
    side = [(half, y) for (half, top), (_, foot) in pairwise(setbacks) for y in (top, foot)]
    return symmetric(0.0, side)


_DRAWN: dict[str, Callable[[], skia.Path]] = {
    "bird": _bird,
    "castle": _castle,
    "church": _church,
    "house": _house,
    "lighthouse": _lighthouse,
    "moon": _moon,
    "mountain": _mountain,
    "person": _person,
    "rocket": _rocket,
    "ship": _ship,
    "skyscraper": _skyscraper,
    "spaceship": _spaceship,
    "tree": _tree,
    "whale": _whale,
}
"""Concept -> its builder. The names are those of the concept index."""
