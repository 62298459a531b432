"""Engraving: everything is lines that swell with the tone, crossed in the deepest; one flat tint lies under them."""

from __future__ import annotations

import math

import numpy as np

from articover.generate.illustrator.compose.drawing import INKS, Drawing
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Plate, Sheet, step

NAME = "engraving"
VERSION = 1
REACH = 0.012
SHELVES = {"": 0.4, "historical": 1.8, "history": 1.8, "classic": 1.8, "gothic": 1.8, "horror": 1.2, "steampunk": 1.8,
           "biography": 1.3, "adventure": 1.1, "western": 1.4, "war": 1.3, "mystery": 1.0, "dark-academia": 1.5,
           "philosophy": 1.3, "religion": 1.2, "children": 0.0, "picture-book": 0.0, "romance": 0.3, "business": 0.3,
           "fantasy": 0.8, "science": 1.0, "comics": 0.2}  # fmt: skip
NIGHT = False
COST = 0.8

_PITCH = 0.0052
"""Distance of the lines in scene units."""


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    tone = np.zeros((sheet.rows, sheet.columns), np.float32)
    ground = inks.value("ground")
    darkest = min(inks.value(ink) for ink in INKS)
    for ink in INKS:
        tone += plates.of[ink] * np.float32(max(0.0, ground - inks.value(ink)) / max(ground - darkest, 0.1))
    tinted = plates.of["accent"] + plates.of["second"]
    tone = np.clip(tone * np.float32(0.94), 0, 1) * (1 - np.float32(0.62) * tinted)
    # Lines bend a little over each body, so that neighbours are told apart by their direction.
    x, y = sheet.grid()
    sway = sheet.noise(0.5, 1, 2) * np.float32(0.05)
    lean = np.float32(0.35) * np.sin(plates.body * np.float32(41.0))
    along = y + lean * x * np.float32(0.35) + sway
    across = x * np.float32(0.8) - y * np.float32(0.6) + sway
    nick = sheet.noise(0.004, 2, 2) * np.float32(0.25)
    lines = _lines(sheet, along, tone * np.float32(1.2) - np.float32(0.03), nick)
    crossed = _lines(sheet, across, np.clip(tone - np.float32(0.45), 0, 1) * np.float32(1.5), nick)
    line = np.maximum(lines, crossed)
    line = np.maximum(line, step(0.88, 0.97, tone))
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("ground")
    for ink in ("accent", "second"):
        tint = step(0.42, 0.58, plates.of[ink] + nick)
        picture += (inks.of(ink) - picture) * (tint * np.float32(0.86))[..., None]
        line = line * (1 - tint * np.float32(0.45))
    light = step(0.4, 0.6, plates.of["light"])
    picture += (inks.of("light") - picture) * light[..., None]
    picture += (inks.of("dark") - picture) * (line * np.float32(0.96))[..., None]
    return picture


def _lines(sheet: Sheet, phase: Plate, tone: Plate, nick: Plate) -> Plate:
    """Lines at even distances of `phase` whose width is the tone's share of the pitch."""
    wave = (1 + np.cos(phase * np.float32(2 * math.pi / _PITCH))) / 2
    sharp = max(1.1 / max(sheet.px(_PITCH), 1e-6) * math.pi / 2, 0.06)
    # The share of a period where (1 + cos) / 2 is above t is acos(2t - 1) / pi; its inverse:
    level = (1 + np.cos(np.clip(tone, 0, 1) * np.float32(math.pi))) / 2
    drawn = step(-sharp, sharp, np.asarray(wave - level + nick * 0.2, np.float32))
    return np.asarray(drawn * step(0.015, 0.06, tone), np.float32)
