"""Move the colours of a painted picture towards those of its series.

The linear Monge-Kantorovich map (Pitié and Kokaram, "The linear Monge-Kantorovitch linear colour mapping for
example-based colour transfer", 2007) transforms one Gaussian distribution of colours into another with the least
change. It is computed in OKLab, applied partially, and limited in stretch and shift, so that faces look natural.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from articover.clusters import Floats, oklab
from articover.cover import Pixels
from articover.generate.illustrator.color import from_oklab
from articover.pictures import resize

STRENGTH = 0.5
"""How far colours move towards those of the series, as a share of the distance."""
_STRETCH = (0.75, 1.35)
"""Limits of the stretch along a direction of colour; beyond them grain and bands are visible."""
_SHIFT = np.array([0.1, 0.06, 0.06])
"""The largest shift of the mean, in OKLab's L, a and b, so that day does not become night."""
_STUDY_PX = 128
_LEAST_SPREAD = 1e-4
"""Added to each variance, so that it is not zero for a picture of one colour."""


def graded(pixels: Pixels, like: Pixels, strength: float = STRENGTH) -> Pixels:
    """`pixels` with colours moved by `strength` (0..1) towards those of `like`; the same shape."""
    mean, spread = _cloud(pixels)
    to_mean, to_spread = _cloud(like)
    matrix = _held(_map_between(spread, to_spread))
    shift = np.clip(to_mean - mean, -_SHIFT, _SHIFT)
    matrix = (1 - strength) * np.eye(3) + strength * matrix
    lab = oklab(pixels)
    moved = (lab - mean) @ matrix.T + mean + strength * shift
    result: Pixels = (from_oklab(moved) * 255).round().astype(np.uint8)
    return result


def _cloud(pixels: Pixels) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean (3,) and covariance (3, 3) of a picture's colours in OKLab, computed on a small copy."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _STUDY_PX / max(height, width))
    small: Floats = oklab(resize(pixels, (max(1, round(width * scale)), max(1, round(height * scale)))))
    points = small.reshape(-1, 3).astype(np.float64)
    return points.mean(axis=0), np.cov(points.T) + _LEAST_SPREAD * np.eye(3)


def _map_between(spread: NDArray[np.float64], to: NDArray[np.float64]) -> NDArray[np.float64]:
    """The symmetric matrix that transforms a Gaussian of covariance `spread` into one of covariance `to`."""
    root = _root(spread)
    inverse = np.linalg.inv(root)
    result: NDArray[np.float64] = inverse @ _root(root @ to @ root) @ inverse
    return result


def _held(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """A symmetric matrix with its eigenvalues clipped to `_STRETCH`."""
    values, vectors = np.linalg.eigh(matrix)
    result: NDArray[np.float64] = (vectors * np.clip(values, *_STRETCH)) @ vectors.T
    return result


def _root(matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The symmetric square root of a symmetric positive matrix."""
    values, vectors = np.linalg.eigh(matrix)
    result: NDArray[np.float64] = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    return result
