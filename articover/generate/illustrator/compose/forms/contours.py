"""Height fields and other grids turned into outlines, so that every medium can draw them."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from articover.generate.illustrator.compose.forms.curves import polygon

Grid = NDArray[np.float32]
"""Shape (rows, columns)."""


def outlined(
    mask: Grid, left: float, top: float, right: float, bottom: float, *, finer: int = 3, least: float = 12.0
) -> skia.Path:
    """Where `mask` is above 0.5, as closed outlines; the grid lies over the box in scene units.

    `finer` is how many times the grid is enlarged before it is followed; spots of less than `least` cells of the
    enlarged grid are left out.
    """
    rows, columns = mask.shape
    padded = np.pad(mask.astype(np.float32), 1)
    large = cv2.resize(padded, None, fx=finer, fy=finer, interpolation=cv2.INTER_CUBIC)
    found, _ = cv2.findContours((large > 0.5).astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    path = skia.Path()
    path.setFillType(skia.PathFillType.kEvenOdd)
    scale_x, scale_y = (right - left) / columns, (bottom - top) / rows
    for contour in found:
        points = contour[:, 0, :].astype(np.float64)
        if len(points) < 6 or abs(cv2.contourArea(contour)) < least:
            continue
        # Stairs of whole cells are averaged away along the outline.
        around = np.concatenate([points[-2:], points, points[:2]])
        smooth = (around[:-4] + 2 * around[1:-3] + 3 * around[2:-2] + 2 * around[3:-1] + around[4:]) / 9
        if len(smooth) > 14:
            smooth = smooth[::2]
        at = (smooth + 0.5) / finer - 1.0
        path.addPath(polygon(np.stack([left + at[:, 0] * scale_x, top + at[:, 1] * scale_y], 1)))
    return path


def smoothed(grid: Grid, sigma: float) -> Grid:
    return cast(Grid, cv2.GaussianBlur(grid, (0, 0), sigma))
