"""Mountains as height fields: ridges that throw spurs that throw ribs, seen from below, lit from the side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from articover.generate.illustrator.compose.forms.contours import Grid, smoothed
from articover.generate.illustrator.noise import fractal

Segment = tuple[np.ndarray, np.ndarray]
_COLUMNS, _DEPTH, _ROWS = 520, 330, 470
_SLOPE = 1.75
"""How steeply the flanks fall off a ridge."""
_STRIDE = 4


@dataclass(frozen=True, eq=False)
class Massif:
    """A mountain as it is seen, on a grid of (470, 520) over x -0.9..0.9 and up 0..1.6 of its own units.

    `land` is 1 on the mountain, `light` the cosine of sun and slope, `height` how high what is seen lies (summit 1.9).
    """

    land: Grid
    light: Grid
    height: Grid


def massif(rng: np.random.Generator, *, broad: float = 1.0, jagged: float = 1.0, sun: float = -0.8) -> Massif:
    """A peak with five aretes. `broad` widens it, `jagged` roughens its ridges, `sun` < 0 lights its left flanks."""
    summit = np.array([0.1 * rng.uniform(-1, 1), 0.95, 1.92])
    ends = [
        (-0.62 * broad, 0.12, 0.55), (0.45 * broad, 0.02, 0.45), (1.35 * broad, 0.75, 0.8), (-1.3 * broad, 1.15, 0.95),
        (rng.uniform(-0.15, 0.1), 0.1, 0.62),
    ]  # fmt: skip
    segments: list[Segment] = []
    for index, at in enumerate(ends):
        target = np.array(at) + rng.uniform(-0.09, 0.09, 3)
        _throw(rng, _jag(rng, summit, target, 14, 0.03 * jagged), 2 if index < 4 else 1, segments)
    for a, b in (
        ((-1.4, 1.3, 0.98), (-0.7, 1.25, 1.2)),
        ((-0.7, 1.25, 1.2), (-0.25, 1.3, 0.9)),
        ((0.6, 1.35, 1.2), (1.4, 1.3, 0.85)),
    ):
        _throw(rng, _jag(rng, np.array(a), np.array(b), 6, 0.035 * jagged), 1, segments)
    x = np.linspace(-0.9, 0.9, _COLUMNS, dtype=np.float32)
    y = np.linspace(0, 1.5, _DEPTH, dtype=np.float32)
    field = _Field(x, y)
    for start, stop in segments:
        field.lay(start, stop)
    z = field.z + (fractal(rng, _DEPTH, _COLUMNS, 9, 4) - np.float32(0.5)) * np.float32(0.03)
    along, across = (np.asarray(each, np.float32) for each in np.gradient(z, 1.5 / _DEPTH, 1.8 / _COLUMNS))
    toward = np.array([sun, -0.3, 0.52])
    toward /= np.linalg.norm(toward)
    light = (-across * toward[0] - along * toward[1] + toward[2]) / np.sqrt(across**2 + along**2 + 1)
    seen = np.maximum.accumulate(z * np.float32(0.8) + y[:, None] * np.float32(0.26), axis=0)
    up = (_ROWS - 1 - np.arange(_ROWS)) / _ROWS * 1.78 + 0.135
    row = np.stack([np.searchsorted(seen[:, i], up) for i in range(_COLUMNS)], 1)
    hit = row < _DEPTH
    where = np.minimum(row, _DEPTH - 1), np.arange(_COLUMNS)[None].repeat(_ROWS, 0)
    return Massif(
        hit.astype(np.float32),
        smoothed(np.where(hit, light[where], 0).astype(np.float32), 0.8),
        np.where(hit, z[where], 0).astype(np.float32),
    )


def _jag(rng: np.random.Generator, a: np.ndarray, b: np.ndarray, count: int, amount: float) -> np.ndarray:
    t = np.linspace(0, 1, count + 1)[:, None]
    off = rng.normal(0, amount, (count + 1, 3)) * np.array([1, 0.6, 0.55])
    off[0] = off[-1] = 0
    return np.asarray(a + (b - a) * t + off)


def _throw(rng: np.random.Generator, line: np.ndarray, level: int, into: list[Segment]) -> None:
    into += [(line[i], line[i + 1]) for i in range(len(line) - 1)]
    if level == 0:
        return
    length = float(np.linalg.norm(line[-1, :2] - line[0, :2]))
    count = max(3, int(length * (9 if level == 2 else 13)))
    for k in range(count):
        t = (k + 0.5 + rng.uniform(-0.3, 0.3)) / count
        i = min(int(t * (len(line) - 1)), len(line) - 2)
        f = t * (len(line) - 1) - i
        start = line[i] * (1 - f) + line[i + 1] * f
        along = (line[i + 1] - line[i])[:2]
        along = along / (np.linalg.norm(along) + 1e-9)
        side = 1 if k % 2 else -1
        way = np.array([-along[1], along[0]]) * side * 0.8 + along * rng.uniform(0.35, 0.8)
        way /= np.linalg.norm(way)
        far = length * rng.uniform(0.28, 0.5) * (1 - 0.35 * t)
        end = np.array([start[0] + way[0] * far, start[1] + way[1] * far, start[2] - far * rng.uniform(0.95, 1.25)])
        _throw(rng, _jag(rng, start - np.array([0, 0, 0.006]), end, 3, 0.06 * far), level - 1, into)


class _Field:
    """A height field that roofs over ridge segments are laid on; each costs what it raises, not what it spans."""

    def __init__(self, x: Grid, y: Grid) -> None:
        self.x, self.y = x, y
        self.z = np.full((y.size, x.size), -1, np.float32)
        self._steepest = 0.0
        """No two points of the field differ by more than this times their distance, where a roof was laid."""

    def lay(self, a: np.ndarray, b: np.ndarray) -> None:
        """Raise the field to the roof over the segment from `a` to `b`, (x, y, height) each."""
        reach = (max(a[2], b[2]) + 0.2) / _SLOPE
        i0, i1 = np.searchsorted(self.x, [min(a[0], b[0]) - reach, max(a[0], b[0]) + reach])
        j0, j1 = np.searchsorted(self.y, [min(a[1], b[1]) - reach, max(a[1], b[1]) + reach])
        if i0 >= i1 or j0 >= j1:
            return
        steep = _SLOPE + abs(float(b[2] - a[2])) / (float(np.linalg.norm((b - a)[:2])) + 1e-9)
        self._steepest = max(self._steepest, steep)
        # Every fourth point is looked at first, and no other is further than `step` from one of them: where the roof
        # lies far below the field there, it stays below it all around.
        xs, ys = slice(i0, i1, _STRIDE), slice(j0, j1, _STRIDE)
        step = _STRIDE / 2 * float(np.hypot(self.x[1] - self.x[0], self.y[1] - self.y[0]))
        near = _roof(self.x[xs], self.y[ys], a, b) > self.z[ys, xs] - np.float32((steep + self._steepest) * step)
        rows, columns = np.flatnonzero(near.any(1)), np.flatnonzero(near.any(0))
        if not rows.size:
            return
        left, right = i0 + _STRIDE * (columns[0] - 1), i0 + _STRIDE * (columns[-1] + 1)
        front, back = j0 + _STRIDE * (rows[0] - 1), j0 + _STRIDE * (rows[-1] + 1)
        part = slice(max(front, j0), min(back, j1)), slice(max(left, i0), min(right, i1))
        np.maximum(self.z[part], _roof(self.x[part[1]], self.y[part[0]], a, b), out=self.z[part])


def _roof(x: Grid, y: Grid, a: np.ndarray, b: np.ndarray) -> Grid:
    """Heights (rows of `y`, columns of `x`) of the roof over one ridge segment."""
    d = (b - a)[:2].astype(np.float32)
    ux, uy = x[None] - np.float32(a[0]), y[:, None] - np.float32(a[1])
    t = np.clip((ux * d[0] + uy * d[1]) / np.float32(float(d @ d) + 1e-9), 0, 1)
    fall = np.float32(_SLOPE) * np.sqrt((ux - t * d[0]) ** 2 + (uy - t * d[1]) ** 2)
    return np.asarray(np.float32(a[2]) + np.float32(b[2] - a[2]) * t - fall, np.float32)
