"""Gouache: opaque, matt, brushed; a dry brush where one colour runs into another, every shape with its own stroke."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "gouache"
REACH = 0.012
SHELVES = {"": 1.0, "children": 2.0, "picture-book": 2.0, "romance": 1.6, "literary": 1.4,
           "historical": 1.3, "cosy-mystery": 1.8, "travel": 1.6, "memoir": 1.5, "essays": 1.5,
           "cookbook": 1.6, "adventure": 1.3, "mystery": 1.0, "fantasy": 1.1, "light-novel": 1.3}  # fmt: skip
NIGHT = None
COST = 0.9

_ORDER: tuple[Ink, ...] = ("far", "middle", "second", "dark", "accent", "light")


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    edge = sheet.noise(0.0065, 1, 3)
    sky = sheet.noise(0.024, 2, 4, stretch=(3.6, 0.34), turn=-3)
    body = sheet.noise(0.014, 3, 4, stretch=(0.3, 4.0), turn=9)
    # Far and flat things are brushed across, near ones along their height.
    near = step(0.35, 0.6, plates.depth)
    bristle = sky + (body - sky) * near
    wet = sheet.noise(0.09, 4, 3)
    tint = np.sin(plates.body * 71.0) * 0.012
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("ground")
    for ink, plate in plates.printed(_ORDER):
        soft = step(0.0, 0.35, np.minimum(plate, np.float32(1) - plate))
        brushed = sheet.blurred(plate, 0.0005) + edge * 0.22 * (1 - soft) + bristle * 0.95 * soft
        cover = step(0.34, 0.66, np.asarray(brushed, np.float32))
        picture += (inks.of(ink) - picture) * cover[..., None]
    # Pigment lies thicker in the strokes: a little lighter and darker, warmer in the light.
    # The bare ground is a wash: its strokes are barely seen, or the page looks like brushed metal.
    relief = bristle * (0.03 + 0.045 * step(0.02, 0.15, plates.depth)) + wet * 0.05 + tint
    picture += relief[..., None] * np.array([1.08, 1.0, 0.88], np.float32)
    return picture
