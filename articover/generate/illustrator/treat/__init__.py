"""How a drawing becomes pixels: the medium. Each module of `treatments/` is one way.

A treatment module has
    NAME                                   how it is called in a scene, "linocut"
    VERSION: int                           optional (1): raised whenever a stored scene would be painted otherwise
    REACH                                  how far its blurs and shifts look beyond a pixel, in scene units
    SHELVES: dict[str, float]              genre -> how gladly it is taken for it; "" for any other genre
    NIGHT: bool | None                     what pages it is for: dark ones (True), pale ones (False), both (None)
    COST: float                            seconds for a preview, measured on two cores
    paint(sheet, drawing, inks) -> Picture (rows, columns, 3) sRGB; pure, texture only from `sheet.noise`
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Protocol, cast

import numpy as np

from articover.cover import Pixels
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.treat import treatments
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet
from articover.trim import Canvas, Trim

_DITHER_ROWS, _DITHER_SHIFT = 61, 401
_PIXELS_AT_ONCE = 1_100_000
"""A strip's size: two of them, one a core, and a print's memory stays below 1 GB."""


class Treatment(Protocol):
    """What a treatment module looks like from outside."""

    NAME: str
    REACH: float
    SHELVES: Mapping[str, float]
    NIGHT: bool | None
    COST: float

    def paint(self, sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture: ...


@lru_cache(maxsize=1)
def all_treatments() -> dict[str, Treatment]:
    """Every treatment by its name, in the order of their modules' names."""
    names = sorted(info.name for info in pkgutil.iter_modules(treatments.__path__) if not info.name.startswith("_"))
    found = [cast(Treatment, importlib.import_module(f"{treatments.__name__}.{name}")) for name in names]
    return {each.NAME: each for each in found}


def paint(drawing: Drawing, treatment: Treatment, inks: Inks, seed: int, trim: Trim, canvas: Canvas) -> Pixels:
    """The drawing on `canvas`, strip by strip: what a strip shows does not depend on where it begins."""
    scale_y = canvas.px_per_in_y * float(trim.height_in)
    scale_x = canvas.px_per_in_x * float(trim.width_in) / drawing.aspect
    margin = int(treatment.REACH * max(scale_x, scale_y)) + 4
    out = np.empty((canvas.height, canvas.width, 3), np.uint8)
    rows = max(64, min(-(-canvas.height // 2), _PIXELS_AT_ONCE // canvas.width))

    def strip(top: int) -> None:
        bottom = min(top + rows, canvas.height)
        first, last = max(0, top - margin), min(canvas.height, bottom + margin)
        sheet = Sheet(last - first, canvas.width, 0, first, scale_x, scale_y, canvas.left, canvas.top, seed)
        picture = treatment.paint(sheet, drawing, inks)[top - first : bottom - first]
        dither = sheet_dither(seed, top, bottom - top, canvas.width)
        out[top:bottom] = np.clip(picture * np.float32(255) + dither, 0, 255).astype(np.uint8)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(strip, range(0, canvas.height, rows)))
    return out


def sheet_dither(seed: int, top: int, rows: int, columns: int) -> Picture:
    """Half a level of noise before rounding, (rows, columns, 1): no banding. The same for a row in every strip."""
    noise = np.tile(np.random.default_rng([seed, 9]).random((_DITHER_ROWS, columns), np.float32), 2)
    out = np.empty((rows, columns, 1), np.float32)
    for row in range(top, top + rows):
        # Each time the tile comes again it begins elsewhere, so that no column repeats within a page.
        begin = row // _DITHER_ROWS * _DITHER_SHIFT % columns
        out[row - top, :, 0] = noise[row % _DITHER_ROWS, begin : begin + columns]
    return out
