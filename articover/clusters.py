"""Colours of a picture: OKLab and a deterministic k-means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from articover.oklab import LINEAR_TO_LMS, LMS_TO_LAB

Floats = NDArray[np.float32]

_ROUNDS = 24
_TO_LMS, _TO_LAB = LINEAR_TO_LMS.astype(np.float32), LMS_TO_LAB.astype(np.float32)
_CODES = np.arange(256, dtype=np.float32) / 255
_LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)
"""The sRGB transfer function (IEC 61966-2-1) of every 8-bit code."""


def oklab(rgb: NDArray[np.uint8]) -> Floats:
    """sRGB uint8 of shape (..., 3) as OKLab float32 of the same shape: L 0..1, a and b about -0.4..0.4."""
    lab: Floats = np.cbrt(_LINEAR[rgb] @ _TO_LMS.T) @ _TO_LAB.T
    return lab


def kmeans(points: Floats, k: int) -> tuple[Floats, Floats]:
    """At most `k` centres (float32, shape (n, d)) of `points` (shape (m, d)), and each one's share of them (0..1).

    Lloyd's algorithm from farthest-point centres, so no randomness; largest cluster first.
    """
    centres = points.mean(axis=0, keepdims=True)
    for _ in range(k - 1):
        away = squared_distances(points, centres).min(axis=1)
        if float(away.max()) <= 0:
            break
        # The 99.5th percentile of the distances, because the farthest point is often a single noisy pixel.
        pick = int(np.argsort(away, kind="stable")[int(0.995 * (len(away) - 1))])
        centres = np.vstack([centres, points[pick : pick + 1]])
    labels = squared_distances(points, centres).argmin(axis=1)
    for _ in range(_ROUNDS):
        counts = np.bincount(labels, minlength=len(centres)).astype(np.float32)
        sums = np.stack([np.bincount(labels, points[:, d], len(centres)) for d in range(points.shape[1])], axis=1)
        filled = counts > 0
        centres = (sums[filled] / counts[filled, None]).astype(np.float32)
        moved = squared_distances(points, centres).argmin(axis=1)
        if filled.all() and np.array_equal(moved, labels):
            break
        labels = moved
    counts = np.bincount(labels, minlength=len(centres)).astype(np.float32)
    order = np.argsort(-counts, kind="stable")
    return centres[order], counts[order] / np.float32(len(points))


def squared_distances(points: Floats, centres: Floats) -> Floats:
    """Squared Euclidean distance of every point to every centre, shape (points, centres)."""
    distances: Floats = (
        (points * points).sum(axis=1)[:, None] - 2 * points @ centres.T + (centres * centres).sum(axis=1)[None]
    )
    return distances


def hex_color(rgb: NDArray[np.uint8]) -> str:
    """One sRGB colour as "#rrggbb"."""
    return "#{:02x}{:02x}{:02x}".format(*(int(value) for value in rgb))
