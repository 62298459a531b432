"""Scratchboard: black ground, and light scratched out of it line by line; the lines follow each body's own lean."""

from __future__ import annotations

import math

import numpy as np

from articover.generate.illustrator.compose.drawing import INKS, Drawing
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "scratchboard"
VERSION = 1
REACH = 0.012
SHELVES = {"": 0.3, "horror": 2.4, "gothic": 2.4, "noir": 1.8, "thriller": 1.4, "crime": 1.5, "true-crime": 1.4,
           "classic": 1.2, "fairy-tale": 1.2, "fantasy": 1.2, "dark-academia": 1.8, "mystery": 1.2, "war": 1.2,
           "nature": 0.9, "children": 0.1, "picture-book": 0.0, "cookbook": 0.0, "romance": 0.1, "business": 0.1,
           "self-help": 0.1}  # fmt: skip
NIGHT = True
COST = 0.7

_PITCH = 0.0058
"""Distance of the scratches in scene units."""


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    darkest, brightest = min(inks.value(ink) for ink in INKS), inks.value("light")
    tone = np.zeros((sheet.rows, sheet.columns), np.float32)
    for ink in INKS:
        tone += plates.of[ink] * np.float32((inks.value(ink) - darkest) / max(brightest - darkest, 0.1))
    # Bodies are lit at their edges: the rim facing the light is scratched bare.
    toward = drawing.light[0] * 0.003, drawing.light[1] * 0.003
    rim = step(0.03, 0.2, plates.depth - sheet.moved(plates.depth, *toward))
    tone = np.asarray(np.clip(tone * np.float32(0.86) + rim * np.float32(0.5), 0, 1), np.float32)
    x, y = sheet.grid()
    lean = np.sin(plates.body * np.float32(53.0)) * np.float32(1.1) + np.float32(1.2)
    sway = sheet.noise(0.16, 1, 3) * np.float32(0.03)
    phase = (y * np.cos(lean) + x * np.sin(lean) + sway) / np.float32(_PITCH)
    wave = (1 + np.cos(phase * np.float32(2 * math.pi))) / 2
    broken = sheet.noise(0.014, 2, 3, stretch=(2.4, 0.8)) * np.float32(0.6) + sheet.noise(0.003, 3, 2) * np.float32(
        0.35
    )
    level = (1 + np.cos(np.clip(tone, 0, 1) * np.float32(math.pi))) / 2
    sharp = max(1.1 / max(sheet.px(_PITCH), 1e-6) * math.pi / 2, 0.07)
    scratched = step(-sharp, sharp, np.asarray(wave - level + broken * np.float32(0.34), np.float32)) * step(
        0.05, 0.16, tone
    )
    solid = step(0.84, 0.95, np.asarray(tone + broken * np.float32(0.12), np.float32))
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("dark") * np.float32(0.35) + inks.of("ground") * np.float32(0.65)
    line = inks.of("light") * np.ones_like(picture)
    for ink in ("accent", "second"):
        line += (inks.of(ink) - line) * step(0.4, 0.6, plates.of[ink])[..., None]
    picture += (line - picture) * np.maximum(scratched, solid)[..., None]
    return picture
