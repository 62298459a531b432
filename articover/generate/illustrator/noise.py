"""Low-frequency noise on small grids, made in scene space so that every output size shows the same picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.float32]
"""Shape (rows, columns), usually 0..1."""


def enlarge(grid: Field, rows: int, cols: int) -> Field:
    """`grid` resampled bicubically to (rows, cols)."""
    picture = Image.fromarray(np.ascontiguousarray(grid, dtype=np.float32))
    return np.asarray(picture.resize((cols, rows), Image.Resampling.BICUBIC), dtype=np.float32)


def fractal(
    rng: np.random.Generator,
    rows: int,
    cols: int,
    cells: float = 4.0,
    octaves: int = 5,
    gain: float = 0.5,
    stretch: float = 1.0,
) -> Field:
    """Value noise with octaves, 0..1, shape (rows, cols).

    `cells` counts the first octave's cells along the rows; `stretch` > 1 draws it out sideways.
    """
    total = np.zeros((rows, cols), np.float32)
    weight, across = 1.0, cells * cols / rows / stretch
    for _ in range(octaves):
        small = rng.random((max(2, round(cells) + 1), max(2, round(across) + 1)), dtype=np.float32)
        total += np.float32(weight) * enlarge(small, rows, cols)
        weight, cells, across = weight * gain, cells * 2, across * 2
        if cells > rows or across > cols * 2:
            break
    low, high = float(total.min()), float(total.max())
    return (total - np.float32(low)) / np.float32(max(high - low, 1e-6))


def profile(
    rng: np.random.Generator, count: int, cells: float = 4.0, octaves: int = 6, gain: float = 0.5, smooth: bool = False
) -> NDArray[np.float64]:
    """A skyline: `count` heights in -1..1. Linear between its points for rock, smoothstep for hills."""
    x = np.linspace(0.0, 1.0, count)
    heights = np.zeros(count)
    weight = 1.0
    for _ in range(octaves):
        n = max(2, round(cells) + 2)
        knots = rng.uniform(-1.0, 1.0, n)
        at = x * cells + rng.uniform(0.0, 0.9)
        left = np.clip(at.astype(int), 0, n - 2)
        part = np.clip(at - left, 0.0, 1.0)
        if smooth:
            part = part * part * (3 - 2 * part)
        heights += weight * (knots[left] * (1 - part) + knots[left + 1] * part)
        weight, cells = weight * gain, cells * 2
    return heights / max(float(np.abs(heights).max()), 1e-6)
