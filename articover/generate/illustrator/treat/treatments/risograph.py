"""Risograph: transparent inks printed over one another on soft paper, grain instead of a screen, a loose register."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "risograph"
VERSION = 1
REACH = 0.014
SHELVES = {"": 0.8, "essays": 1.6, "music": 1.8, "humour": 1.6, "travel": 1.5, "poetry": 1.4, "comics": 1.6,
           "literary": 1.4, "short-stories": 1.8, "memoir": 1.5, "cookbook": 1.4, "art": 1.8, "psychology": 1.4,
           "children": 1.2, "science": 1.2, "sci-fi": 1.2, "gothic": 0.4, "historical": 0.6}  # fmt: skip
NIGHT = False
COST = 0.7

_ORDER: tuple[Ink, ...] = ("far", "second", "accent", "middle", "dark")
_SHIFT: dict[Ink, tuple[float, float]] = {
    "far": (0.0012, -0.0008), "middle": (-0.0014, 0.001), "second": (0.0016, 0.0012), "accent": (-0.0012, -0.0016),
    "dark": (0.0006, 0.0006), "light": (0.0, 0.0), "ground": (0.0, 0.0),
}  # fmt: skip


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    paper = sheet.noise(0.009, 1, 3)
    roller = sheet.noise(0.3, 2, 3, stretch=(0.3, 2.5))
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("ground") * (1 + np.float32(0.03) * paper[..., None])
    light = plates.of["light"]
    picture += (inks.of("light") - picture) * light[..., None]
    for index, ink in enumerate(_ORDER):
        if not plates.of[ink].any():
            continue
        plate = sheet.moved(plates.of[ink], *_SHIFT[ink])
        grain = sheet.noise(0.0021, 10 + index, 2)
        edge = np.minimum(plate, 1 - plate)
        # A fade is thrown as grain: more of it where there is more ink.
        cover = step(0.36, 0.64, plate + grain * (np.float32(0.5) + np.float32(1.5) * step(0.02, 0.3, edge)))
        thin = np.float32(0.9) + np.float32(0.16) * roller - np.float32(0.5) * np.maximum(grain - np.float32(0.28), 0)
        ink_color = inks.of(ink)
        # Transparent: the lighter the ink, the more of the paper's tint comes through.
        layer = ink_color * np.float32(0.72) + ink_color * picture * np.float32(0.28)
        picture += (layer - picture) * (cover * np.clip(thin, 0, 1))[..., None]
    return picture
