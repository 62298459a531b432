"""Crayon: wax on rough paper in strokes, each body in its own direction; the paper's tooth stays white in between."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "crayon"
VERSION = 1
REACH = 0.014
SHELVES = {"": 0.5, "children": 2.2, "picture-book": 2.6, "humour": 1.4, "slice-of-life": 1.5, "parenting": 1.8,
           "cookbook": 1.3, "crafts": 1.5, "essays": 1.2, "poetry": 0.9, "cosy-mystery": 1.2, "memoir": 1.0,
           "young-adult": 0.8, "thriller": 0.1, "horror": 0.3, "noir": 0.0, "sci-fi": 0.4, "war": 0.2,
           "business": 0.4}  # fmt: skip
NIGHT = None
COST = 0.8

_ORDER: tuple[Ink, ...] = ("far", "middle", "second", "accent", "dark", "light")


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    tooth = sheet.noise(0.0036, 1, 2)
    wobble_x, wobble_y = sheet.noise(0.02, 2, 3), sheet.noise(0.02, 3, 3)
    one = sheet.noise(0.007, 4, 3, stretch=(0.45, 6.0), turn=38)
    other = sheet.noise(0.007, 5, 3, stretch=(0.45, 6.0), turn=-27)
    pick = step(-0.2, 0.2, np.asarray(np.sin(plates.body * np.float32(61.0)), np.float32))
    stroke = np.asarray(one + (other - one) * pick, np.float32)
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("ground") * (1 + np.float32(0.03) * tooth[..., None])
    for ink, plate in plates.printed(_ORDER):
        edge = np.asarray(np.minimum(plate, 1 - plate) * 2, np.float32)
        shaken = sheet.blurred(plate, 0.0016) + (wobble_x + wobble_y) * np.float32(0.5) * step(
            0, 0.2, np.asarray(edge, np.float32)
        )
        wax = step(0.34, 0.66, shaken + tooth * np.float32(0.55) + stroke * np.float32(0.28))
        worn = np.float32(1) - np.float32(0.55) * step(0.12, 0.42, tooth + stroke * np.float32(0.9))
        picture += (inks.of(ink) - picture) * (wax * worn)[..., None]
    return np.asarray(picture * (1 + (stroke * np.float32(0.07))[..., None]), np.float32)
