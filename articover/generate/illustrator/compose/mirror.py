"""A drawing with left and right exchanged; the type's places go along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import skia

from articover.generate.illustrator.compose.drawing import Drawing, Fade

_SIDES: dict[str, Any] = {"left": "right", "right": "left", "center": "center"}


def mirrored(drawing: Drawing) -> Drawing:
    """Every mark about the trim's upright axis."""
    width = drawing.aspect
    matrix = skia.Matrix()
    matrix.setScaleTranslate(-1, 1, width, 0)
    marks = []
    for mark in drawing.marks:
        path, clip = _turned(mark.path, matrix), mark.clip and _turned(mark.clip, matrix)
        fade = mark.fade and Fade(
            mark.fade.ink,
            (width - mark.fade.start[0], mark.fade.start[1]),
            (width - mark.fade.end[0], mark.fade.end[1]),
        )
        marks.append(replace(mark, path=path, fade=fade, clip=clip))
    zones = tuple(
        replace(zone, left=1 - zone.right, right=1 - zone.left, align=_SIDES[zone.align]) for zone in drawing.zones
    )
    return replace(
        drawing,
        marks=marks,
        zones=zones,
        focus=(width - drawing.focus[0], drawing.focus[1]),
        light=(-drawing.light[0], drawing.light[1]),
    )


def _turned(path: skia.Path, matrix: skia.Matrix) -> skia.Path:
    made = skia.Path()
    path.transform(matrix, made)
    return made
