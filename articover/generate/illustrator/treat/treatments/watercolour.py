"""Watercolour: pigment that lets the paper shine, warped edges with a darker rim, pools, blooms, a paper with tooth."""

from __future__ import annotations

from typing import cast

import cv2
import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Plate, Sheet, step

NAME = "watercolour"
VERSION = 1
REACH = 0.04
SHELVES = {"": 0.7, "poetry": 2.0, "essays": 1.8, "memoir": 1.6, "slice-of-life": 2.0, "children": 1.3, "nature": 1.8,
           "travel": 1.6, "literary": 1.3, "romance": 1.5, "picture-book": 1.4, "cookbook": 1.4, "health": 1.3,
           "historical": 1.0, "thriller": 0.0, "business": 0.1, "cyberpunk": 0.0, "noir": 0.2, "comics": 0.1,
           "religion": 1.2, "light-novel": 1.4, "fairy-tale": 1.4}  # fmt: skip
NIGHT = False
COST = 1.0

_ORDER: tuple[Ink, ...] = ("far", "middle", "second", "accent", "dark")
_PAPER = np.array([0.985, 0.972, 0.94], np.float32)


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    warp_x = sheet.noise(0.03, 1, 4) * np.float32(0.012)
    warp_y = sheet.noise(0.03, 2, 4) * np.float32(0.012)
    pool = sheet.noise(0.16, 3, 4)
    bloom = sheet.noise(0.05, 4, 3)
    tooth = sheet.noise(0.0042, 5, 2)
    paper = _PAPER * (1 + np.float32(0.045) * tooth[..., None])
    picture = paper * (np.float32(0.25) + np.float32(0.75) * _wash(inks.of("ground"), 0.75 + 0.5 * pool))
    for ink in _ORDER:
        if not plates.of[ink].any():
            continue
        plate = _warped(sheet, plates.of[ink], warp_x, warp_y)
        wet = sheet.blurred(plate, 0.0012)
        body = step(0.3, 0.62, wet + tooth * np.float32(0.16))
        inner = sheet.blurred(body, 0.0042)
        rim = body * np.clip(1 - inner, 0, 1) * np.float32(1.1)
        dry = np.clip(1 - np.float32(1.5) * np.maximum(tooth - np.float32(0.2), 0) * 4, 0.55, 1)
        density = body * (np.float32(0.8) + np.float32(0.55) * pool + np.float32(0.3) * bloom + rim) * dry
        picture = picture * _wash(inks.of(ink), density) if ink != "dark" else _over(picture, inks.of(ink), density)
    light = _warped(sheet, plates.of["light"], warp_x, warp_y)
    return np.asarray(picture + (paper - picture) * (light * np.float32(0.92))[..., None], np.float32)


def _wash(color: np.ndarray, density: Plate) -> Picture:
    """Light that comes back through a wash: the colour to the power of its density (Beer and Lambert)."""
    return cast(Picture, np.clip(color, 0.03, 1) ** np.clip(density, 0, 2)[..., None])


def _over(picture: Picture, color: np.ndarray, density: Plate) -> Picture:
    """The darkest ink is nearly opaque: what lies under it only tints it."""
    cover = np.clip(density * np.float32(0.95), 0, 0.96)[..., None]
    return cast(
        Picture, picture * (1 - cover) + (np.float32(0.85) * color + np.float32(0.15) * picture * color) * cover
    )


def _warped(sheet: Sheet, plate: Plate, dx: Plate, dy: Plate) -> Plate:
    """The plate as water carried it: every pixel taken from a little beside."""
    columns, rows = np.meshgrid(np.arange(sheet.columns, dtype=np.float32), np.arange(sheet.rows, dtype=np.float32))
    return cast(
        Plate,
        cv2.remap(
            plate, columns + dx * np.float32(sheet.scale_x), rows + dy * np.float32(sheet.scale_y), cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        ),
    )  # fmt: skip
