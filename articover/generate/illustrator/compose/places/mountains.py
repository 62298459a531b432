"""A great mountain: lit flanks, flanks in shade, the evening's shadow climbing from the valley; snow in winter."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing
from articover.generate.illustrator.compose.forms.contours import Grid, outlined, smoothed
from articover.generate.illustrator.compose.forms.terrain import massif
from articover.generate.illustrator.compose.places import Ground, View
from articover.generate.illustrator.noise import fractal

SHOWS = frozenset({"mountain", "snow_mountain", "mountain_range", "volcano"})
NOT = frozenset({"hill"})
CALM_BELOW = True
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The summit stands at `view.summit`; the page is filled below it."""
    seen = massif(rng, broad=float(rng.uniform(0.95, 1.25)), jagged=float(rng.uniform(0.8, 1.25)), sun=drawing.light[0])
    rows, columns = seen.land.shape
    # The massif's summit, found on the grid, is laid on the wanted spot; the grid covers the page's width and more.
    top = int(np.argmax(seen.land.max(1) > 0.5))
    at = int(np.median(np.flatnonzero(seen.land[min(top + 2, rows - 1)] > 0.5)))
    x, y = view.summit
    cell = max((1 + BLEED - y) / (rows - top), (x + BLEED) / max(at, 1), (drawing.aspect + BLEED - x) / (columns - at))
    left, upper = x - at * cell, y - top * cell
    box = (left, upper, left + columns * cell, upper + rows * cell)
    rough = (fractal(rng, rows, columns, 22, 3) - np.float32(0.5)) * np.float32(0.14)
    snowy = view.season == "winter" or view.weather == "snow" or view.time in ("", "dawn", "day")
    lit, shade, deep = ("light", "far", "middle") if snowy else ("far", "middle", "dark")
    # What lies in the valley's shadow is one dark mass with a few ribs in it.
    line = seen.height - _climb(rows, columns, rng)
    low = np.clip(smoothed((line < 0).astype(np.float32), 1.2), 0, 1)

    def facet(where: Grid) -> Grid:
        return smoothed(where.astype(np.float32), 0.9) * (seen.land > 0.5)

    drawing.shape(outlined(seen.land, *box), lit, 0.35)  # type: ignore[arg-type]
    drawing.cut(outlined(facet(seen.light < 0.5 + rough), *box), shade, 0.4)  # type: ignore[arg-type]
    drawing.cut(outlined(facet(seen.light < 0.12 + rough), *box), "dark" if snowy else deep, 0.4)  # type: ignore[arg-type]
    drawing.shape(outlined(low * (seen.land > 0.5), *box), "dark", 0.6)
    drawing.cut(
        outlined(facet((seen.light > 0.5 + rough - 0.75 * np.minimum(line, 0)) & (line < 0) & (line > -0.5)), *box),
        "middle",
        0.6,
    )
    drawing.focus = (x, y + 0.1)
    row = min(top + int(0.24 * rows), rows - 1)
    edge = np.flatnonzero(seen.land[row] > 0.5)
    spot = (left + float(edge[0] if rng.random() < 0.5 else edge[-1]) * cell, upper + row * cell)
    return Ground(spot, 0.02, 0.5)


def _climb(rows: int, columns: int, rng: np.random.Generator) -> Grid:
    """How high the valley's shadow reaches on each column: a slanting line, a little torn."""
    across = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    tilt = np.float32(rng.uniform(-0.22, 0.22))
    torn = (fractal(rng, rows, columns, 7, 4) - np.float32(0.5)) * np.float32(0.16)
    result: Grid = np.float32(0.98) + tilt * across + torn
    return result
