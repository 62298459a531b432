"""Figures of a geometric tile: each fills the square from -0.5 to 0.5 in two or three flat colours."""

from __future__ import annotations

from collections.abc import Callable

import skia

from articover.generate.illustrator.color import RGB
from articover.generate.illustrator.outlines import polygon
from articover.generate.illustrator.ramps import ink

_Figure = Callable[[skia.Canvas, skia.Paint, skia.Paint, skia.Paint], None]


def draw(canvas: skia.Canvas, figure: str, color: RGB, third: RGB, ground: RGB) -> None:
    """The `figure` in `color`, its smaller part in `third`, its holes in `ground`."""
    FIGURES[figure](canvas, ink(color), ink(third), ink(ground))


def _quarter(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    canvas.drawCircle(-0.5, -0.5, 1.0, fill)
    canvas.drawCircle(-0.5, -0.5, 0.5, ground)


def _half(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    canvas.drawCircle(0, -0.5, 0.5, fill)
    canvas.drawCircle(0, 0.5, 0.25, third)


def _disc(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    canvas.drawCircle(0, 0, 0.34, fill)


def _rings(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    for i, radius in enumerate((1.0, 0.75, 0.5, 0.25)):
        canvas.drawCircle(-0.5, 0.5, radius, ground if i % 2 else fill)


def _triangle(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    canvas.drawPath(polygon([(-0.51, 0.51), (0.51, 0.51), (0.51, -0.51)]), fill)


def _stripes(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    for i in range(4):
        canvas.drawRect(skia.Rect.MakeXYWH(-0.51, -0.4375 + i * 0.25, 1.02, 0.125), fill)


def _leaf(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    leaf = skia.Path()
    leaf.moveTo(-0.5, -0.5)
    leaf.arcTo(1.0, 1.0, 0, skia.Path.kSmall_ArcSize, skia.PathDirection.kCW, 0.5, 0.5)
    leaf.arcTo(1.0, 1.0, 0, skia.Path.kSmall_ArcSize, skia.PathDirection.kCW, -0.5, -0.5)
    canvas.drawPath(leaf, fill)


def _petals(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    for x in (-0.5, 0.5):
        canvas.drawCircle(x, x, 0.5, fill)
    canvas.drawCircle(0, 0, 0.12, third)


def _arch(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    for half, paint in ((0.36, fill), (0.18, third)):
        canvas.drawCircle(0, 0, half, paint)
        canvas.drawRect(skia.Rect.MakeLTRB(-half, 0, half, 0.51), paint)


def _plain(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    """The ground alone: a pattern needs rests."""


def _eye(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    canvas.drawCircle(0, 0, 0.5, fill)
    canvas.drawCircle(0, 0, 0.25, third)


def _steps(canvas: skia.Canvas, fill: skia.Paint, third: skia.Paint, ground: skia.Paint) -> None:
    corners = [(-0.51, 0.51), (-0.51, 0.25), (-0.25, 0.25), (-0.25, 0.0), (0.0, 0.0), (0.0, -0.25), (0.25, -0.25),
               (0.25, -0.51), (0.51, -0.51), (0.51, 0.51)]  # fmt: skip
    canvas.drawPath(polygon(corners), fill)


FIGURES: dict[str, _Figure] = {
    "quarter": _quarter,
    "half": _half,
    "disc": _disc,
    "rings": _rings,
    "triangle": _triangle,
    "stripes": _stripes,
    "leaf": _leaf,
    "petals": _petals,
    "arch": _arch,
    "plain": _plain,
    "eye": _eye,
    "steps": _steps,
}
"""Name -> how it is drawn."""
