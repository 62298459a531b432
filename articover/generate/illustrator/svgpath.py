"""SVG path data to Skia paths, contour by contour: this Skia build has no parser of its own."""

from __future__ import annotations

import skia
from fontTools.svgLib.path import parse_path

Point = tuple[float, float]


def contours(data: str) -> list[skia.Path]:
    """The contours of a path's `d`, in order, each a path of its own."""
    pen = _ContourPen()
    parse_path(data, pen)
    return [path for path in pen.paths if path.countVerbs() > 1]


class _ContourPen:
    """Begins a new path at each move; methods are named as fontTools calls them. Arcs come as cubic curves."""

    def __init__(self) -> None:
        self.paths: list[skia.Path] = []

    def moveTo(self, pt: Point) -> None:  # noqa: N802
        self.paths.append(skia.Path())
        self.paths[-1].moveTo(*pt)

    def lineTo(self, pt: Point) -> None:  # noqa: N802
        self.paths[-1].lineTo(*pt)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        first, second, end = points
        self.paths[-1].cubicTo(*first, *second, *end)

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        control, end = points
        self.paths[-1].quadTo(*control, *end)

    def closePath(self) -> None:  # noqa: N802
        self.paths[-1].close()

    def endPath(self) -> None:  # noqa: N802
        """An open contour ends where it is."""
