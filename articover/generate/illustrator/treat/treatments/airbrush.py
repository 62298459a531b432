"""Airbrush: flat shapes given volume with sprayed grain, light on one flank and shade on the other, as posters were."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.color import shift
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "airbrush"
VERSION = 1
REACH = 0.05
SHELVES = {"": 0.9, "travel": 2.2, "sci-fi": 1.8, "young-adult": 1.6, "business": 1.4, "self-help": 1.5, "romance": 1.3,
           "adventure": 1.5, "children": 1.3, "mystery": 1.3, "music": 1.5, "humour": 1.3, "thriller": 1.2,
           "fantasy": 1.3, "cosy-mystery": 1.4, "historical": 1.0, "sports": 1.6, "health": 1.5, "memoir": 1.2,
           "classic": 0.7}  # fmt: skip
NIGHT = None
COST = 1.0

_ORDER: tuple[Ink, ...] = ("far", "middle", "second", "dark", "light", "accent")
_LIGHTER, _DARKER = 0.11, -0.12
"""How far the lit and the shaded side of a body lie from its ink, in OKLab lightness."""


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    grain = sheet.noise(0.0021, 1, 1) * np.float32(1.5) + sheet.noise(0.0034, 2, 1) * np.float32(0.7)
    # Volume: what lies nearer than its surroundings bulges towards the light.
    bulge = sheet.blurred(plates.depth, 0.016)
    dx, dy = drawing.light[0] * 0.02, drawing.light[1] * 0.02
    slope = np.asarray(bulge - sheet.moved(bulge, dx, dy), np.float32)
    body = sheet.blurred(np.asarray(np.sin(plates.body * np.float32(47.0)), np.float32), 0.02)
    x, y = sheet.grid()
    across = (x * np.float32(drawing.light[0]) + y * np.float32(drawing.light[1])) * np.float32(0.5)
    value = slope * np.float32(5.0) + body * np.float32(0.16) + across * np.float32(0.35)
    lit = step(0.1, 0.9, value + grain * np.float32(0.62))
    shaded = step(0.1, 0.9, -value + grain * np.float32(0.62))
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("ground")
    tones = {ink: _tones(inks, ink) for ink in ("ground", *_ORDER)}
    picture += (tones["ground"][1] - picture) * (shaded * np.float32(0.35))[..., None]
    for ink, plate in plates.printed(_ORDER):
        cover = step(0.42, 0.58, sheet.blurred(plate, 0.0004) + grain * np.float32(0.5) * _fading(plate))
        color = inks.of(ink) + (tones[ink][0] - inks.of(ink)) * lit[..., None]
        color = color + (tones[ink][1] - color) * shaded[..., None]
        picture += (color - picture) * cover[..., None]
    return picture


def _fading(plate: np.ndarray) -> np.ndarray:
    """1 where a plate runs out over a distance, 0 at hard edges and in solids."""
    return np.asarray(step(0.05, 0.3, np.asarray(np.minimum(plate, 1 - plate), np.float32)), np.float32)


def _tones(inks: Inks, ink: Ink) -> tuple[np.ndarray, np.ndarray]:
    color = (float(inks.of(ink)[0]), float(inks.of(ink)[1]), float(inks.of(ink)[2]))
    return (
        np.array(shift(color, _LIGHTER, 1.0, 0.0), np.float32),
        np.array(shift(color, _DARKER, 1.05, 0.0), np.float32),
    )
