"""Shadows that fall toward us from a light behind."""

from __future__ import annotations

import skia


def toward_us(shape: skia.Path, foot: float, length: float, spread: float) -> skia.Path:
    """`shape`, which stands on `foot`, laid on the ground in front of it: as wide as itself at its feet, `spread`
    times as wide at its head, `length` times as long as it is high."""
    box = shape.computeTightBounds()
    x, half, height = box.centerX(), box.width() / 2, foot - box.top()
    source = [(x - half, box.top()), (x + half, box.top()), (x + half, foot), (x - half, foot)]
    far = foot + height * length
    target = [(x - half * spread, far), (x + half * spread, far), (x + half, foot), (x - half, foot)]
    matrix = skia.Matrix()
    matrix.setPolyToPoly([skia.Point(*point) for point in source], [skia.Point(*point) for point in target])
    laid = skia.Path(shape)
    laid.transform(matrix)
    return laid
