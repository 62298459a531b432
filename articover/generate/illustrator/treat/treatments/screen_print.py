"""Screen print: flat opaque inks, a halftone wherever one fades, the mesh at the edges, a little out of register."""

from __future__ import annotations

import math

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Plate, Sheet, step

NAME = "screen print"
VERSION = 2
REACH = 0.012
SHELVES = {"": 1.0, "thriller": 2.0, "sci-fi": 1.8, "noir": 2.0, "comics": 1.8, "memoir": 1.5,
           "travel": 1.5, "adventure": 1.6, "business": 1.6, "self-help": 1.5, "mystery": 1.4,
           "literary": 1.2, "music": 1.6, "horror": 1.2}  # fmt: skip
NIGHT = None
COST = 0.7

_ORDER: tuple[Ink, ...] = ("far", "middle", "second", "dark", "light", "accent")
_SHIFT: dict[Ink, tuple[float, float]] = {
    "far": (0.0, 0.0), "middle": (0.0008, -0.0005), "second": (-0.0006, 0.0008), "dark": (-0.0005, -0.0004),
    "light": (0.0007, 0.0005), "accent": (0.0009, 0.0006),
}  # fmt: skip
_CELL = 0.0058
"""Pitch of the halftone in scene units."""


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    mesh = sheet.noise(0.0022, 1, 2)
    hole = sheet.noise(0.0027, 2, 1)
    streak = sheet.noise(0.2, 3, 3, stretch=(0.35, 3.0))
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("ground")
    for ink, cut in plates.printed(_ORDER):
        index = _ORDER.index(ink)  # an ink more or less leaves the others as they are
        plate = sheet.moved(cut, *_SHIFT[ink])
        fade = step(0.0, 0.06, sheet.blurred(np.clip(np.minimum(plate, 1 - plate) * 9, 0, 1), 0.0035) - 0.72)
        solid = step(0.4, 0.6, plate + mesh * 0.24)
        cover = solid if not fade.any() else solid + (_halftone(sheet, plate, 22.5 + 30 * index) - solid) * fade
        cover *= (1 - 0.5 * step(0.42, 0.47, hole + 0.1 * streak)) * (0.975 + 0.05 * streak)
        picture += (inks.of(ink) - picture) * np.clip(cover, 0, 1)[..., None]
    return picture


def _halftone(sheet: Sheet, plate: Plate, degrees: float) -> Plate:
    """Round dots whose area is the plate's coverage; above one half, round holes."""
    x, y = sheet.grid()
    angle = math.radians(degrees)
    c, s = math.cos(angle) / _CELL, math.sin(angle) / _CELL
    u, v = x * np.float32(c) + y * np.float32(s), y * np.float32(c) - x * np.float32(s)
    wave = np.cos(u * np.float32(2 * math.pi)) + np.cos(v * np.float32(2 * math.pi))
    # The share of a cell where the wave lies above t is near (1 - t / 2) / 2 in the middle of its range.
    level = np.float32(2.0) - np.float32(4.0) * plate
    sharp = max(0.9 / max(sheet.px(_CELL), 1e-6) * math.pi, 0.12)
    return step(-sharp, sharp, wave - level)
