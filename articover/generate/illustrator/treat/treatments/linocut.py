"""Linocut: one block an ink, cut edges, ink that takes patchily, a hair of misregister."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Plate, Sheet, step

NAME = "linocut"
VERSION = 2
REACH = 0.012
SHELVES = {"": 0.8, "classic": 2.0, "literary": 1.6, "adventure": 1.6, "historical": 1.6, "nature": 1.6,
           "mystery": 1.3, "poetry": 1.2, "horror": 1.2, "children": 1.0, "fantasy": 1.0,
           "folklore": 2.0}  # fmt: skip
NIGHT = None
COST = 0.9

_ORDER: tuple[Ink, ...] = ("far", "middle", "second", "accent", "light", "dark")
"""Pale inks go down first, the key block last."""
_SHIFT: dict[Ink, tuple[float, float]] = {
    "far": (0.0006, -0.0004), "middle": (-0.0008, 0.0006), "second": (0.0009, 0.0007), "accent": (-0.0007, -0.0009),
    "light": (0.0006, 0.0008), "dark": (0.0, 0.0),
}  # fmt: skip


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    nick = sheet.noise(0.0042, 1, 2)
    salt = sheet.noise(0.0024, 2, 2)
    patch = sheet.noise(0.11, 3, 3)
    tooth = sheet.noise(0.05, 4, 2, stretch=(1.0, 0.03))
    picture = np.empty((sheet.rows, sheet.columns, 3), np.float32)
    picture[:] = inks.of("ground")
    picture *= (1 + 0.025 * sheet.noise(0.006, 5, 2))[..., None]
    for ink, plate in plates.printed(_ORDER):
        index = _ORDER.index(ink)  # an ink more or less leaves the others as they are
        block = _cut(sheet, sheet.moved(plate, *_SHIFT[ink]), nick, tooth, index)
        # Ink takes badly only in patches: where the press was light.
        bare = step(0.3, 0.42, salt + 0.5 * patch)
        cover = block * (1 - 0.5 * bare) * (0.965 + 0.07 * patch)
        picture += (inks.of(ink) - picture) * np.clip(cover, 0, 1)[..., None]
    return picture


def _cut(sheet: Sheet, plate: Plate, nick: Plate, tooth: Plate, index: int) -> Plate:
    """A plate's edge as a knife leaves it, and its fades as rows of gouges."""
    inner = sheet.noise(0.0075, 20 + index, 1, stretch=(7.0, 0.62), turn=-11)
    partly = np.clip(np.minimum(plate, 1 - plate) * 8, 0, 1)
    wide = sheet.blurred(partly, 0.003)
    fade = step(0.75, 0.95, wide)
    return step(0.38, 0.62, plate + nick * (0.34 - 0.2 * fade) + inner * 1.5 * fade + tooth * 0.06)
