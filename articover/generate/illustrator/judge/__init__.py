"""Looks at thumbnails as a customer in a shop does, and says why one is taken.

Each module of `measures/` is one thing looked at:
    NAME                         "three values"
    WEIGHT: float                how much it counts
    measure(view) -> Mark        0 (bad) to 1 (good), with a reason in words
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast

import numpy as np
import skia
from numpy.typing import NDArray

from articover.generate.illustrator.color import parse
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.judge import measures
from articover.generate.illustrator.treat.inks import Inks

THUMBNAIL_PX = 160
"""A thumbnail's shorter side, about what a shop's list shows."""


@dataclass(frozen=True)
class Mark:
    """One measure's judgement: `value` 0..1, and why."""

    value: float
    why: str


@dataclass(frozen=True, eq=False)
class View:
    """A thumbnail: `rgb` (rows, columns, 3) 0..1 and `grey` (rows, columns), lightness 0..1, with the drawing."""

    rgb: NDArray[np.float32]
    grey: NDArray[np.float32]
    drawing: Drawing
    inks: Inks


@dataclass(frozen=True)
class Verdict:
    """All marks of a picture and their weighted mean, 0..1."""

    value: float
    marks: tuple[tuple[str, Mark], ...]

    def reasons(self, most: int = 4) -> tuple[str, ...]:
        """The strongest marks in words, the best first."""
        best = sorted(self.marks, key=lambda each: -each[1].value)[:most]
        return tuple(f"{name}: {mark.why} ({mark.value:.2f})" for name, mark in best)


class Measure(Protocol):
    NAME: str
    WEIGHT: float

    def measure(self, view: View) -> Mark: ...


@lru_cache(maxsize=1)
def all_measures() -> tuple[Measure, ...]:
    names = sorted(info.name for info in pkgutil.iter_modules(measures.__path__) if not info.name.startswith("_"))
    return tuple(cast(Measure, importlib.import_module(f"{measures.__name__}.{name}")) for name in names)


def judge(drawing: Drawing, inks: Inks) -> Verdict:
    """What a customer would say of the drawing in these inks, without type."""
    view = sketch(drawing, inks)
    marks = [(each.NAME, each.measure(view), each.WEIGHT) for each in all_measures()]
    total = sum(weight for _, _, weight in marks)
    value = sum(mark.value * weight for _, mark, weight in marks) / total
    return Verdict(float(value), tuple((name, mark) for name, mark, _ in marks))


def sketch(drawing: Drawing, inks: Inks, short_px: int = THUMBNAIL_PX) -> View:
    """The drawing in flat inks, small: what is left of a cover in a list."""
    scale = short_px / min(drawing.aspect, 1.0)
    columns, rows = max(8, round(drawing.aspect * scale)), max(8, round(scale))
    sheet = np.zeros((rows, columns, 4), np.uint8)
    surface = skia.Surface(sheet, colorType=skia.kRGBA_8888_ColorType)
    canvas = surface.getCanvas()
    colors = {ink: skia.Color(*(round(255 * part) for part in parse(text))) for ink, text in inks.to_colors().items()}
    canvas.clear(colors["ground"])
    canvas.scale(columns / drawing.aspect, rows)
    for mark in drawing.marks:
        paint = skia.Paint(AntiAlias=True, Color=colors[mark.ink])
        if mark.fade:
            ends: Sequence[skia.Point] = [skia.Point(*mark.fade.start), skia.Point(*mark.fade.end)]
            paint.setShader(skia.GradientShader.MakeLinear(list(ends), [colors[mark.ink], colors[mark.fade.ink]]))
        if mark.soft:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, mark.soft))
        canvas.save()
        if mark.clip is not None:
            canvas.clipPath(mark.clip, skia.ClipOp.kIntersect, True)
        canvas.drawPath(mark.path, paint)
        canvas.restore()
    surface.flushAndSubmit()
    rgb = sheet[..., :3].astype(np.float32) / 255
    grey = np.cbrt(rgb**2.2 @ np.array([0.2126, 0.7152, 0.0722], np.float32)).astype(np.float32)
    return View(rgb.astype(np.float32), grey, drawing, inks)
