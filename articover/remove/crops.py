"""Plan the crops in which a diffusion model fills a mask: at the model's native size, one per distant part of the mask,
and several overlapping ones for a large part, where later crops see the result of earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from articover.cover import Mask

Bools = NDArray[np.bool_]
_MOST_PARTS = 64
"""Merging compares all pairs of parts, so a mask with more parts counts as a single one."""


@dataclass(frozen=True)
class Rect:
    """Pixels `top`..`bottom` and `left`..`right`, ends excluded."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def slices(self) -> tuple[slice, slice]:
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def united(self, other: Rect) -> Rect:
        return Rect(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )


@dataclass(frozen=True)
class Crop:
    """The model sees `window`; masked pixels in `core`, a part of it, are taken from the model's result."""

    window: Rect
    core: Rect


def plan_crops(mask: Mask, native_px: int, context_px: int, unit_px: int) -> list[Crop]:
    """Crops whose cores together contain each masked pixel once, from top to bottom.

    The sides of a window are between `native_px` and 1.5 times that if the picture is large enough, and multiples of
    `unit_px` unless the picture is smaller. A window contains `context_px` around its core, up to the picture's edge.
    """
    most = max(native_px * 3 // 2 // unit_px * unit_px, unit_px)
    reach = max(1, most - 2 * context_px)
    cells = [cell for part in _parts(mask, context_px) for cell in _split(part, reach)]
    cores = _merged(cells, reach) if len(cells) <= _MOST_PARTS else cells
    cores.sort(key=lambda core: (core.top, core.left))
    return [Crop(_window(core, mask.shape, native_px, context_px, unit_px), core) for core in cores]


def thick_parts(mask: Mask, thick_px: int) -> Bools:
    """The connected parts of the mask that are thicker than `thick_px` somewhere, too thick to fill in one pass."""
    depth = cv2.distanceTransform(np.pad(mask, 1), cv2.DIST_L2, 3)[1:-1, 1:-1]
    if 2 * float(depth.max()) <= thick_px:
        return np.zeros(mask.shape, bool)
    _, parts = cv2.connectedComponents(mask, connectivity=8)
    found: Bools = np.isin(parts, np.unique(parts[2 * depth > thick_px])) & (mask > 0)
    return found


def _parts(mask: Mask, near_px: int) -> list[Rect]:
    """Boxes around the parts of the mask; strokes closer than `near_px` belong to one part."""
    near = cv2.dilate(mask, np.ones((near_px | 1, near_px | 1), np.uint8))
    count, labels = cv2.connectedComponents(near, connectivity=8)
    labels[mask == 0] = 0
    rects: list[Rect] = []
    for label in range(1, count):
        ys, xs = np.nonzero(labels == label)
        rects.append(Rect(int(ys.min()), int(xs.min()), int(ys.max()) + 1, int(xs.max()) + 1))
    return rects


def _split(part: Rect, reach: int) -> list[Rect]:
    """`part` divided into equal cells whose sides are at most `reach`."""
    rows, columns = -(-part.height // reach), -(-part.width // reach)
    ys = [part.top + part.height * row // rows for row in range(rows + 1)]
    xs = [part.left + part.width * column // columns for column in range(columns + 1)]
    return [Rect(ys[row], xs[column], ys[row + 1], xs[column + 1]) for row in range(rows) for column in range(columns)]


def _merged(rects: list[Rect], reach: int) -> list[Rect]:
    """Neighbours merged as long as they fit into `reach`, because a crop costs the same for one word or three."""
    rects = list(rects)
    while True:
        best: tuple[int, int, int] | None = None
        for first in range(len(rects)):
            for second in range(first + 1, len(rects)):
                union = rects[first].united(rects[second])
                if union.height <= reach and union.width <= reach:
                    size = union.height * union.width
                    best = min(best, (size, first, second)) if best else (size, first, second)
        if best is None:
            return rects
        _, first, second = best
        union = rects[first].united(rects[second])
        rects = [rect for number, rect in enumerate(rects) if number not in (first, second)] + [union]


def _window(core: Rect, shape: tuple[int, ...], native_px: int, context_px: int, unit_px: int) -> Rect:
    top, bottom = _span(core.top, core.bottom, shape[0], native_px, context_px, unit_px)
    left, right = _span(core.left, core.right, shape[1], native_px, context_px, unit_px)
    return Rect(top, left, bottom, right)


def _span(start: int, end: int, length: int, native_px: int, context_px: int, unit_px: int) -> tuple[int, int]:
    """Start and end of a window's side around `start`..`end`, moved into 0..`length`."""
    wanted = max(native_px, end - start + 2 * context_px)
    size = min(-(-wanted // unit_px) * unit_px, length)
    begin = max(0, min((start + end - size) // 2, length - size))
    return begin, begin + size
