"""The size in which a model paints: one of few buckets near its native area, so that compiled networks are reused.

A bucket has sides that the network can divide and a shape close to that of the bleed box. The picture covers that box
and is centred on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from articover.trim import BLEED_IN, Canvas, Trim

_COARSE_STEP_PX, _COARSE_FROM_PX = 64, 256
"""Stable Diffusion was trained on sides that are multiples of 64; small test networks keep their own unit."""
_AREA_WEIGHT = 0.6
"""The weight of a wrong area, which costs quality, against a wrong shape, which costs pixels that are cut off."""
_AREA_OCTAVES = 0.5
"""A bucket's area is within this many octaves of the native one; beyond that, Stable Diffusion repeats its subject."""


@dataclass(frozen=True)
class Bucket:
    """A size in pixels, and the position of the trim in it."""

    width: int
    height: int
    canvas: Canvas


def bucket_for(trim: Trim, native_px: int, unit_px: int) -> Bucket:
    """The best size for `trim` and its bleed: area near `native_px` squared, sides multiples of `unit_px`."""
    across = float(trim.width_in + 2 * BLEED_IN)
    down = float(trim.height_in + 2 * BLEED_IN)
    step = math.lcm(unit_px, _COARSE_STEP_PX) if native_px >= _COARSE_FROM_PX else unit_px
    sides = range(step, native_px * 3 + step, step)
    aspect = across / down
    width, height = min(
        ((width, height) for width in sides for height in sides),
        key=lambda size: (_cost(size[0], size[1], aspect, native_px), size),
    )
    px_per_in = min(width / across, height / down)
    trim_width, trim_height = float(trim.width_in) * px_per_in, float(trim.height_in) * px_per_in
    canvas = Canvas(width, height, (width - trim_width) / 2, (height - trim_height) / 2, px_per_in, px_per_in)
    return Bucket(width, height, canvas)


def _cost(width: int, height: int, aspect: float, native_px: int) -> float:
    shape = abs(math.log2(width / height / aspect))
    area = abs(math.log2(width * height / native_px**2))
    return shape + _AREA_WEIGHT * area + (area > _AREA_OCTAVES) * area * 10
