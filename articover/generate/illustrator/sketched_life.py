"""Outlines drawn in code of what lives, and of sky, land and water. Same frame as `drawn`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import skia

from articover.generate.illustrator.drawn import trace
from articover.generate.illustrator.outlines import around, cut, polygon, union


def _star() -> skia.Path:
    angles = np.linspace(-np.pi / 2, 1.5 * np.pi, 10, endpoint=False)
    radii = np.where(np.arange(10) % 2 == 0, 0.5, 0.215)
    return polygon(np.stack([0.5 + radii * np.cos(angles), 0.5 + radii * np.sin(angles)], axis=1))


def _sun() -> skia.Path:
    def ray(turn: float) -> skia.Path:
        length = 0.03 if round(turn * 16) % 2 == 0 else 0.09
        return trace(f"M 0.468 0.2 Q 0.5 0.21 0.532 0.2 L 0.508 {length} Q 0.5 {length - 0.015} 0.492 {length} Z")

    return union(skia.Path.Circle(0.5, 0.5, 0.255), *around(16, ray))


def _heart() -> skia.Path:
    return trace(
        "M 0.5 0.97 C 0.44 0.88 0.05 0.66 0.02 0.34 C 0.0 0.14 0.14 0.03 0.27 0.03 C 0.38 0.03 0.46 0.1 0.5 0.2 "
        "C 0.54 0.1 0.62 0.03 0.73 0.03 C 0.86 0.03 1.0 0.14 0.98 0.34 C 0.95 0.66 0.56 0.88 0.5 0.97 Z"
    )


def _flower() -> skia.Path:
    def petal(turn: float) -> skia.Path:
        del turn
        return trace("M 0.5 0.415 C 0.43 0.36 0.375 0.26 0.385 0.15 C 0.395 0.07 0.45 0.03 0.5 0.09 "
                     "C 0.55 0.03 0.605 0.07 0.615 0.15 C 0.625 0.26 0.57 0.36 0.5 0.415 Z")  # fmt: skip

    flower = skia.Path()
    for part in (
        *around(6, petal),
        skia.Path.Circle(0.5, 0.5, 0.062),
        trace("M 0.487 0.93 C 0.5 1.1 0.49 1.3 0.47 1.5 L 0.515 1.5 C 0.53 1.3 0.53 1.1 0.511 0.93 Z"),
        trace("M 0.49 1.36 C 0.42 1.34 0.26 1.28 0.2 1.08 C 0.36 1.08 0.48 1.18 0.49 1.36 Z"),
        trace("M 0.515 1.26 C 0.58 1.24 0.74 1.16 0.8 0.98 C 0.64 0.98 0.53 1.08 0.515 1.26 Z"),
    ):
        flower.addPath(part)
    return flower


def _iceberg() -> skia.Path:
    path = polygon([(0.26, 0.36), (0.34, 0.16), (0.42, 0.22), (0.52, 0.0), (0.6, 0.12), (0.66, 0.1), (0.78, 0.36)])
    path.addPath(
        polygon([(0.16, 0.4), (0.86, 0.4), (0.92, 0.52), (0.8, 0.7), (0.74, 0.72), (0.58, 1.0), (0.5, 0.9), (0.4, 0.94),
                 (0.24, 0.66), (0.12, 0.56)])
    )  # fmt: skip
    return path


def _river() -> skia.Path:
    return trace(
        "M 0.5 0.0 C 0.66 0.06 0.7 0.14 0.52 0.24 C 0.24 0.38 0.2 0.46 0.4 0.56 C 0.58 0.65 0.44 0.84 0.1 1.0 "
        "L 0.9 1.0 C 0.94 0.82 0.9 0.66 0.64 0.54 C 0.5 0.47 0.52 0.42 0.64 0.34 C 0.86 0.2 0.78 0.06 0.5 0.0 Z"
    )


def _eye() -> skia.Path:
    almond = trace("M 0.0 0.5 C 0.2 0.24 0.36 0.17 0.5 0.17 C 0.64 0.17 0.8 0.24 1.0 0.5 C 0.8 0.76 0.64 0.83 0.5 0.83 "
                   "C 0.36 0.83 0.2 0.76 0.0 0.5 Z")  # fmt: skip
    white = trace("M 0.08 0.5 C 0.24 0.31 0.37 0.23 0.5 0.23 C 0.63 0.23 0.76 0.31 0.92 0.5 C 0.76 0.69 0.63 0.77 "
                  "0.5 0.77 C 0.37 0.77 0.24 0.69 0.08 0.5 Z")  # fmt: skip
    iris = cut(skia.Path.Circle(0.5, 0.5, 0.215), skia.Path.Circle(0.56, 0.43, 0.06))
    eye = cut(almond, white)
    eye.addPath(iris)
    eye.setFillType(skia.PathFillType.kEvenOdd)
    return eye


def _volcano() -> skia.Path:
    path = trace("M 0.0 1.0 C 0.18 0.86 0.3 0.66 0.38 0.44 L 0.44 0.48 L 0.5 0.44 L 0.56 0.5 L 0.62 0.44 "
                 "C 0.7 0.66 0.82 0.86 1.0 1.0 Z")  # fmt: skip
    smoke = union(
        *(skia.Path.Circle(x, y, r) for x, y, r in (
            (0.5, 0.345, 0.055), (0.46, 0.26, 0.08), (0.55, 0.24, 0.085), (0.42, 0.14, 0.1), (0.56, 0.12, 0.12),
            (0.68, 0.14, 0.08)))
    )  # fmt: skip
    path.addPath(smoke)
    return path


def _butterfly() -> skia.Path:
    def side(flip: float) -> skia.Path:
        wings = union(
            trace("M 0.49 0.44 C 0.42 0.26 0.22 0.06 0.03 0.1 C -0.02 0.22 0.06 0.46 0.24 0.52 "
                  "C 0.34 0.55 0.44 0.53 0.49 0.5 Z"),
            trace("M 0.49 0.5 C 0.4 0.52 0.22 0.54 0.16 0.66 C 0.12 0.78 0.22 0.9 0.32 0.87 C 0.42 0.83 0.47 0.68 "
                  "0.49 0.56 Z"),
        )  # fmt: skip
        wings = cut(
            wings,
            trace(
                "M 0.38 0.43 C 0.3 0.3 0.2 0.2 0.1 0.17 C 0.1 0.27 0.18 0.4 0.28 0.45 C 0.32 0.46 0.36 0.46 0.38 0.43 Z"
            ),
            skia.Path.Circle(0.275, 0.715, 0.055),
        )
        matrix = skia.Matrix()
        matrix.setTranslate(-0.5, 0)
        matrix.postScale(flip, 1)
        matrix.postTranslate(0.5, 0)
        wings.transform(matrix)
        return wings

    body = trace("M 0.5 0.34 C 0.525 0.36 0.525 0.5 0.515 0.74 Q 0.5 0.8 0.485 0.74 C 0.475 0.5 0.475 0.36 0.5 0.34 Z")
    feelers = [
        trace("M 0.497 0.36 Q 0.46 0.22 0.38 0.17 Q 0.475 0.2 0.509 0.36 Z"),
        trace("M 0.503 0.36 Q 0.54 0.22 0.62 0.17 Q 0.525 0.2 0.491 0.36 Z"),
    ]
    return union(side(1.0), side(-1.0), body, *feelers)


def _cloud() -> skia.Path:
    return union(
        skia.Path.Circle(0.2, 0.72, 0.16),
        skia.Path.Circle(0.38, 0.58, 0.2),
        skia.Path.Circle(0.62, 0.52, 0.23),
        skia.Path.Circle(0.82, 0.7, 0.17),
        skia.Path.RRect(skia.Rect.MakeLTRB(0.06, 0.64, 0.98, 0.87), 0.115, 0.115),
    )


def _snowflake() -> skia.Path:
    def arm(turn: float) -> skia.Path:
        del turn
        return union(
            polygon([(0.482, 0.5), (0.482, 0.02), (0.518, 0.02), (0.518, 0.5)]),
            polygon([(0.5, 0.22), (0.37, 0.11), (0.39, 0.085), (0.5, 0.175), (0.61, 0.085), (0.63, 0.11)]),
            polygon([(0.5, 0.36), (0.41, 0.28), (0.43, 0.255), (0.5, 0.315), (0.57, 0.255), (0.59, 0.28)]),
        )

    return union(*around(6, arm), skia.Path.Circle(0.5, 0.5, 0.05))


def _fish() -> skia.Path:
    body = trace(
        "M 0.02 0.52 C 0.12 0.34 0.34 0.26 0.54 0.34 C 0.66 0.39 0.74 0.45 0.8 0.49 C 0.86 0.42 0.92 0.34 1.0 0.3 "
        "C 0.97 0.44 0.97 0.6 1.0 0.74 C 0.92 0.7 0.86 0.62 0.8 0.55 C 0.74 0.59 0.66 0.65 0.54 0.7 "
        "C 0.34 0.78 0.12 0.7 0.02 0.52 Z"
    )
    fin = trace("M 0.32 0.31 C 0.4 0.2 0.52 0.18 0.6 0.2 C 0.56 0.26 0.57 0.32 0.6 0.38 Z")
    gill = trace("M 0.27 0.38 C 0.33 0.46 0.33 0.58 0.27 0.66 C 0.37 0.58 0.37 0.46 0.27 0.38 Z")
    return cut(union(body, fin), gill, skia.Path.Circle(0.165, 0.48, 0.024))


def _cat() -> skia.Path:
    """Sitting with its back to us, tail around its feet."""
    return union(
        trace("M 0.4 0.3 C 0.3 0.4 0.24 0.56 0.24 0.74 C 0.24 0.9 0.3 1.0 0.36 1.0 L 0.64 1.0 C 0.72 1.0 0.76 0.9 "
              "0.76 0.74 C 0.76 0.56 0.7 0.4 0.6 0.3 Z"),
        trace("M 0.5 0.385 C 0.4 0.385 0.335 0.32 0.335 0.23 C 0.335 0.17 0.34 0.09 0.35 0.03 C 0.36 0.0 0.375 0.0 "
              "0.39 0.015 L 0.455 0.085 C 0.485 0.075 0.515 0.075 0.545 0.085 L 0.61 0.015 C 0.625 0.0 0.64 0.0 0.65 "
              "0.03 C 0.66 0.09 0.665 0.17 0.665 0.23 C 0.665 0.32 0.6 0.385 0.5 0.385 Z"),
        trace("M 0.66 0.92 C 0.8 0.96 0.9 0.9 0.88 0.78 C 0.87 0.71 0.8 0.69 0.78 0.74 C 0.77 0.79 0.83 0.79 0.82 0.84 "
              "C 0.8 0.89 0.74 0.88 0.68 0.85 C 0.72 0.99 0.62 1.0 0.6 1.0 Z"),
    )  # fmt: skip


def _couple() -> skia.Path:
    """Two figures from behind, hand in hand."""
    taller = union(
        skia.Path.Circle(0.3, 0.075, 0.058),
        trace("M 0.27 0.12 L 0.33 0.12 C 0.34 0.16 0.4 0.17 0.42 0.22 C 0.44 0.3 0.46 0.42 0.485 0.53 L 0.455 0.555 "
              "C 0.42 0.48 0.4 0.42 0.385 0.37 C 0.385 0.44 0.39 0.5 0.39 0.55 L 0.38 1.0 L 0.315 1.0 L 0.3 0.62 "
              "L 0.285 1.0 L 0.22 1.0 L 0.205 0.55 C 0.205 0.5 0.21 0.44 0.21 0.37 C 0.2 0.44 0.19 0.5 0.18 0.56 "
              "L 0.145 0.55 C 0.15 0.42 0.155 0.3 0.175 0.22 C 0.2 0.17 0.26 0.16 0.27 0.12 Z"),
    )  # fmt: skip
    other = union(
        skia.Path.Circle(0.66, 0.145, 0.055),
        trace("M 0.615 0.13 C 0.6 0.2 0.6 0.24 0.61 0.27 L 0.71 0.27 C 0.72 0.24 0.72 0.2 0.705 0.13 Z"),
        trace("M 0.635 0.2 L 0.685 0.2 C 0.7 0.23 0.74 0.24 0.75 0.28 C 0.77 0.36 0.79 0.46 0.8 0.56 L 0.77 0.57 "
              "C 0.75 0.5 0.735 0.44 0.72 0.4 C 0.72 0.46 0.8 0.66 0.82 0.78 C 0.76 0.8 0.71 0.805 0.69 0.805 "
              "L 0.69 1.0 L 0.665 1.0 L 0.66 0.81 L 0.655 1.0 L 0.63 1.0 L 0.63 0.805 C 0.6 0.805 0.56 0.8 0.5 0.78 "
              "C 0.52 0.66 0.6 0.46 0.6 0.4 C 0.57 0.46 0.53 0.52 0.475 0.575 L 0.45 0.55 C 0.5 0.48 0.54 0.38 0.57 "
              "0.28 C 0.58 0.24 0.62 0.23 0.635 0.2 Z"),
    )  # fmt: skip
    return union(taller, other)


def _child() -> skia.Path:
    return union(
        skia.Path.Circle(0.5, 0.16, 0.14),
        trace("M 0.44 0.27 L 0.56 0.27 C 0.62 0.32 0.66 0.36 0.72 0.52 L 0.66 0.55 L 0.6 0.45 L 0.68 0.76 L 0.58 0.77 "
              "L 0.57 1.0 L 0.51 1.0 L 0.5 0.78 L 0.49 1.0 L 0.43 1.0 L 0.42 0.77 L 0.32 0.76 L 0.4 0.45 L 0.34 0.55 "
              "L 0.28 0.52 C 0.34 0.36 0.38 0.32 0.44 0.27 Z"),
    )  # fmt: skip


def _pine() -> skia.Path:
    left = [(0.5, 0.0), (0.36, 0.24), (0.43, 0.23), (0.28, 0.47), (0.37, 0.455), (0.2, 0.7), (0.31, 0.68), (0.13, 0.92),
            (0.465, 0.9), (0.46, 1.0)]  # fmt: skip
    return polygon([*left, *((1 - x, y) for x, y in reversed(left[1:]))])


def _cactus() -> skia.Path:
    """A saguaro: a trunk and two arms at unlike heights, round at the ends."""

    def limb(outline: str, width: float) -> skia.Path:
        band = skia.Path()
        skia.Paint(
            Style=skia.Paint.kStroke_Style,
            StrokeWidth=width,
            StrokeCap=skia.Paint.kRound_Cap,
            StrokeJoin=skia.Paint.kRound_Join,
        ).getFillPath(trace(outline), band)
        return band

    trunk = union(limb("M 0.5 0.97 L 0.5 0.1", 0.17), skia.Path.Rect(skia.Rect.MakeLTRB(0.415, 0.9, 0.585, 1.055)))
    left = limb("M 0.5 0.7 L 0.32 0.7 Q 0.24 0.7 0.24 0.62 L 0.24 0.42", 0.115)
    right = limb("M 0.5 0.57 L 0.66 0.57 Q 0.74 0.57 0.74 0.49 L 0.74 0.27", 0.115)
    return union(trunk, left, right)


LIFE: dict[str, Callable[[], skia.Path]] = {
    "butterfly": _butterfly,
    "cactus": _cactus,
    "cat": _cat,
    "child": _child,
    "cloud": _cloud,
    "couple": _couple,
    "eye": _eye,
    "fish": _fish,
    "flower": _flower,
    "heart": _heart,
    "iceberg": _iceberg,
    "pine": _pine,
    "river": _river,
    "snow": _snowflake,
    "star": _star,
    "sun": _sun,
    "volcano": _volcano,
}
"""Concept -> its builder. The names are those of the concept index."""
