"""Mist: smooth tones, the farther the paler, light that spills; for what should look like air and distance."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import INKS, Drawing
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "mist"
VERSION = 1
REACH = 0.09
SHELVES = {"": 0.4, "sci-fi": 1.5, "fantasy": 1.6, "mystery": 1.3, "horror": 1.5, "gothic": 1.3, "thriller": 1.0,
           "literary": 0.8, "wuxia": 1.6, "young-adult": 1.3, "web-novel": 1.6, "dystopia": 1.4, "religion": 0.9,
           "children": 0.3, "cookbook": 0.0, "business": 0.2, "comics": 0.2, "humour": 0.0}  # fmt: skip
NIGHT = None
COST = 0.9


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    picture = np.zeros((sheet.rows, sheet.columns, 3), np.float32)
    for ink in INKS:
        plate = plates.of[ink]
        if plate.any():
            picture += inks.of(ink) * plate[..., None]
    air = sheet.noise(0.35, 1, 4, stretch=(2.2, 0.7))
    bank = sheet.noise(0.14, 2, 4, stretch=(3.0, 0.5))
    _, y = sheet.grid()
    # Haze gathers low on what is far, and thins towards the reader.
    haze = (1 - step(0.1, 0.85, plates.depth)) * step(0.0, 0.12, plates.depth)
    haze = haze * np.clip(np.float32(0.34) + np.float32(0.5) * bank + np.float32(0.25) * air, 0, 0.75)
    veil = (inks.of("ground") * np.float32(0.55) + inks.of("far") * np.float32(0.45)).astype(np.float32)
    picture += (veil - picture) * haze[..., None]
    bright = plates.of["accent"] if inks.is_night else plates.of["light"]
    if inks.is_night:
        bright = np.clip(bright + plates.of["light"] * np.float32(0.6), 0, 1)
    glow = sheet.blurred(bright, 0.02) * np.float32(0.35) + sheet.blurred(bright, 0.007) * np.float32(0.2)
    shine = inks.of("accent" if inks.is_night else "light")
    picture = 1 - (1 - picture) * (1 - glow[..., None] * shine * np.float32(0.8))
    falling = np.clip(1 - np.float32(0.12) * np.abs(y - np.float32(0.45)) * 2, 0.8, 1)
    return np.asarray(picture * falling[..., None] * (1 + air * np.float32(0.05))[..., None], np.float32)
