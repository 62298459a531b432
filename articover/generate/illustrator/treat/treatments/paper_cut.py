"""Paper cut: sheets of coloured paper one above the other, each with its own shadow, fibre and bright cut edge."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import INKS, Drawing
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "paper cut"
VERSION = 1
REACH = 0.03
SHELVES = {"": 0.9, "children": 2.0, "picture-book": 2.0, "fairy-tale": 2.0, "fantasy": 1.4, "nature": 1.4,
           "cookbook": 1.4, "crafts": 1.8, "romance": 1.2, "cosy-mystery": 1.4, "parenting": 1.6, "thriller": 0.4,
           "horror": 0.4, "young-adult": 1.4, "travel": 1.2, "business": 0.8}  # fmt: skip
NIGHT = None
COST = 0.8


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    picture = np.zeros((sheet.rows, sheet.columns, 3), np.float32)
    for ink in INKS:
        plate = plates.of[ink]
        if plate.any():
            picture += inks.of(ink) * plate[..., None]
    away = -drawing.light[0] * 0.006, 0.008
    for reach, strength in ((1.0, 0.34), (2.4, 0.2)):
        above = sheet.moved(sheet.blurred(plates.depth, 0.0022 * reach), away[0] * reach, away[1] * reach)
        shadow = step(0.01, 0.3, above - plates.depth) * np.float32(strength)
        # A shadow is a deeper tone of what it falls on, never black.
        picture *= 1 - shadow[..., None] * np.array([0.92, 0.86, 0.7], np.float32)
    below = sheet.moved(plates.depth, 0.0011, 0.0014)
    rim = step(0.02, 0.12, plates.depth - below)
    fibre = sheet.noise(0.0028, 1, 2, stretch=(1.6, 0.7), turn=24) + sheet.noise(0.012, 2, 2) * np.float32(0.35)
    picture += (rim * np.float32(0.11))[..., None]
    picture *= (1 + fibre * np.float32(0.07) + (np.sin(plates.body * 57) * 0.012).astype(np.float32))[..., None]
    return picture
