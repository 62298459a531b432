"""Outlines drawn in code of what people make. Same frame as `drawn`."""

from __future__ import annotations

from collections.abc import Callable

import skia

from articover.generate.illustrator.drawn import trace
from articover.generate.illustrator.outlines import cut, polygon, union


def _pyramid() -> skia.Path:
    path = polygon([(0.42, 0.3), (0.0, 1.0), (0.55, 1.0)])
    for other in (
        polygon([(0.432, 0.31), (0.57, 1.0), (0.74, 1.0), (0.6, 0.58)]),
        polygon([(0.76, 0.62), (0.64, 0.81), (0.745, 1.0), (0.81, 1.0)]),
        polygon([(0.772, 0.62), (0.825, 1.0), (1.0, 1.0)]),
    ):
        path.addPath(other)
    return path


def _window() -> skia.Path:
    path = cut(
        trace("M 0.2 0.93 L 0.2 0.34 C 0.2 0.12 0.34 0.0 0.5 0.0 C 0.66 0.0 0.8 0.12 0.8 0.34 L 0.8 0.93 Z"),
        trace("M 0.26 0.44 L 0.26 0.34 C 0.27 0.18 0.36 0.08 0.475 0.06 L 0.475 0.44 Z"),
        trace("M 0.74 0.44 L 0.74 0.34 C 0.73 0.18 0.64 0.08 0.525 0.06 L 0.525 0.44 Z"),
        *(skia.Path.Rect(skia.Rect.MakeLTRB(x, y, x + 0.215, y + 0.17))
          for x in (0.26, 0.525) for y in (0.49, 0.71)),
    )  # fmt: skip
    path.addPath(skia.Path.Rect(skia.Rect.MakeLTRB(0.14, 0.93, 0.86, 1.0)))
    return path


def _torii() -> skia.Path:
    return union(
        trace("M 0.0 0.06 C 0.3 0.14 0.7 0.14 1.0 0.06 L 0.985 0.165 C 0.7 0.225 0.3 0.225 0.015 0.165 Z"),
        polygon([(0.1, 0.34), (0.9, 0.34), (0.9, 0.42), (0.1, 0.42)]),
        polygon([(0.22, 0.18), (0.3, 0.18), (0.28, 1.0), (0.18, 1.0)]),
        polygon([(0.7, 0.18), (0.78, 0.18), (0.82, 1.0), (0.72, 1.0)]),
        polygon([(0.465, 0.2), (0.535, 0.2), (0.535, 0.36), (0.465, 0.36)]),
    )


def _key() -> skia.Path:
    bow = cut(
        union(*(skia.Path.Circle(x, y, 0.115) for x, y in ((0.5, 0.12), (0.38, 0.26), (0.62, 0.26))),
              skia.Path.Circle(0.5, 0.23, 0.1)),
        *(skia.Path.Circle(x, y, 0.055) for x, y in ((0.5, 0.115), (0.38, 0.265), (0.62, 0.265))),
    )  # fmt: skip
    return union(
        bow,
        polygon([(0.47, 0.3), (0.53, 0.3), (0.53, 1.0), (0.47, 1.0)]),
        skia.Path.RRect(skia.Rect.MakeLTRB(0.43, 0.37, 0.57, 0.41), 0.02, 0.02),
        polygon([(0.53, 0.78), (0.68, 0.78), (0.68, 0.86), (0.62, 0.86), (0.62, 0.9), (0.68, 0.9), (0.68, 0.97),
                 (0.53, 0.97)]),
    )  # fmt: skip


def _lighthouse() -> skia.Path:
    """Tower, gallery and lamp room, with panes and windows cut out."""
    tower = union(
        polygon([(0.36, 1.0), (0.425, 0.26), (0.575, 0.26), (0.64, 1.0)]),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.39, 0.235, 0.61, 0.262)),
        skia.Path.Rect(skia.Rect.MakeLTRB(0.445, 0.12, 0.555, 0.24)),
        trace("M 0.42 0.125 L 0.58 0.125 C 0.565 0.07 0.53 0.055 0.508 0.05 L 0.508 0.0 L 0.492 0.0 "
              "L 0.492 0.05 C 0.47 0.055 0.435 0.07 0.42 0.125 Z"),
    )  # fmt: skip
    panes = [skia.Path.Rect(skia.Rect.MakeLTRB(x, 0.145, x + 0.026, 0.222)) for x in (0.453, 0.487, 0.521)]
    windows = [skia.Path.RRect(skia.Rect.MakeXYWH(0.482, y, 0.036, 0.062), 0.018, 0.018) for y in (0.35, 0.55, 0.73)]
    door = trace("M 0.462 1.0 L 0.462 0.925 C 0.462 0.895 0.48 0.885 0.5 0.885 C 0.52 0.885 0.538 0.895 0.538 0.925 "
                 "L 0.538 1.0 Z")  # fmt: skip
    return cut(tower, *panes, *windows, door)


def _cross() -> skia.Path:
    return polygon(
        [(0.43, 0.0), (0.57, 0.0), (0.57, 0.26), (0.8, 0.26), (0.8, 0.39), (0.57, 0.39), (0.57, 1.0), (0.43, 1.0),
         (0.43, 0.39), (0.2, 0.39), (0.2, 0.26), (0.43, 0.26)]
    )  # fmt: skip


def _book() -> skia.Path:
    left = trace("M 0.485 0.34 C 0.38 0.24 0.18 0.22 0.02 0.26 L 0.02 0.8 C 0.18 0.76 0.38 0.78 0.485 0.88 Z")
    right = trace("M 0.515 0.34 C 0.62 0.24 0.82 0.22 0.98 0.26 L 0.98 0.8 C 0.82 0.76 0.62 0.78 0.515 0.88 Z")
    return union(left, right)


def _robot() -> skia.Path:
    """A friendly one: antenna, eyes, a dial and buttons in its chest, claws."""

    def box(left: float, top: float, right: float, bottom: float, corner: float = 0.03) -> skia.Path:
        return skia.Path.RRect(skia.Rect.MakeLTRB(left, top, right, bottom), corner, corner)

    head = cut(
        union(box(0.3, 0.12, 0.7, 0.38, 0.07), box(0.25, 0.2, 0.3, 0.3, 0.015), box(0.7, 0.2, 0.75, 0.3, 0.015),
              box(0.488, 0.05, 0.512, 0.13, 0.0), skia.Path.Circle(0.5, 0.035, 0.035)),
        skia.Path.Circle(0.4, 0.225, 0.052), skia.Path.Circle(0.6, 0.225, 0.052), box(0.42, 0.31, 0.58, 0.335, 0.012),
    )  # fmt: skip
    body = cut(
        box(0.26, 0.41, 0.74, 0.78, 0.05), box(0.33, 0.47, 0.55, 0.63, 0.02), skia.Path.Circle(0.635, 0.5, 0.03),
        skia.Path.Circle(0.635, 0.6, 0.03), box(0.33, 0.69, 0.67, 0.715, 0.012),
    )  # fmt: skip
    dial = union(polygon([(0.43, 0.61), (0.45, 0.61), (0.505, 0.51), (0.49, 0.5)]), skia.Path.Circle(0.44, 0.61, 0.018))
    limbs = [box(0.33, 0.8, 0.44, 0.9, 0.01), box(0.56, 0.8, 0.67, 0.9, 0.01), box(0.28, 0.92, 0.47, 1.0, 0.04),
             box(0.53, 0.92, 0.72, 1.0, 0.04)]  # fmt: skip
    for way in (-1.0, 1.0):
        arm = trace("M 0.76 0.46 C 0.86 0.47 0.91 0.55 0.9 0.66 L 0.85 0.66 C 0.855 0.58 0.83 0.53 0.76 0.53 Z")
        claw = cut(skia.Path.Circle(0.875, 0.735, 0.062), polygon([(0.875, 0.73), (0.84, 0.82), (0.91, 0.82)]),
                    skia.Path.Circle(0.875, 0.735, 0.026))  # fmt: skip
        for part in (arm, claw):
            matrix = skia.Matrix()
            matrix.setTranslate(-0.5, 0)
            matrix.postScale(way, 1)
            matrix.postTranslate(0.5, 0)
            part.transform(matrix)
            limbs.append(part)
    robot = skia.Path()
    for part in (head, body, dial, *limbs):
        robot.addPath(part)
    robot.setFillType(skia.PathFillType.kEvenOdd)
    return robot


def _skyline() -> skia.Path:
    """A block of towers of unlike heights, without windows: those are painted as lights."""
    towers = [(0.0, 0.13, 0.55), (0.13, 0.24, 0.36), (0.24, 0.33, 0.62), (0.33, 0.47, 0.14), (0.47, 0.56, 0.46),
              (0.56, 0.71, 0.26), (0.71, 0.8, 0.58), (0.8, 0.92, 0.4), (0.92, 1.0, 0.66)]  # fmt: skip
    blocks = [skia.Path.Rect(skia.Rect.MakeLTRB(left, top, right + 0.002, 1.0)) for left, right, top in towers]
    spires = [
        polygon([(0.37, 0.15), (0.395, 0.06), (0.405, 0.06), (0.43, 0.15)]),
        polygon([(0.396, 0.08), (0.4, 0.0), (0.404, 0.08)]),
        polygon([(0.56, 0.27), (0.71, 0.27), (0.71, 0.2)]),
        polygon([(0.15, 0.37), (0.22, 0.37), (0.22, 0.31), (0.15, 0.31)]),
    ]
    return union(*blocks, *spires)


THINGS: dict[str, Callable[[], skia.Path]] = {
    "book": _book,
    "city": _skyline,
    "cross": _cross,
    "key": _key,
    "lighthouse": _lighthouse,
    "pyramid": _pyramid,
    "robot": _robot,
    "torii": _torii,
    "window": _window,
}
"""Concept -> its builder. The names are those of the concept index."""
