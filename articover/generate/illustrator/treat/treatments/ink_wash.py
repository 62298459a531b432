"""Ink wash (수묵화): one ink from black to almost nothing, wet edges that run down, dry brush where it is thin; colour
is kept for the accent."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import INKS, Drawing, Ink
from articover.generate.illustrator.treat.inks import Inks
from articover.generate.illustrator.treat.sheet import Picture, Sheet, step

NAME = "ink wash"
VERSION = 1
REACH = 0.05
SHELVES = {"": 0.25, "poetry": 1.6, "wuxia": 2.6, "historical": 1.1, "literary": 0.8, "essays": 1.0,
           "philosophy": 1.4, "religion": 1.3, "nature": 1.2, "horror": 0.8, "memoir": 0.8, "fantasy": 0.6,
           "business": 0.1, "children": 0.2, "cyberpunk": 0.0, "comics": 0.1, "cookbook": 0.2, "romance": 0.3,
           "humour": 0.1}  # fmt: skip
NIGHT = False
COST = 0.9

_THINNED: tuple[Ink, ...] = ("far", "middle", "second", "dark")


def paint(sheet: Sheet, drawing: Drawing, inks: Inks) -> Picture:
    plates = sheet.plates(drawing)
    ground = inks.value("ground")
    darkest = min(inks.value(ink) for ink in INKS)
    tooth = sheet.noise(0.0046, 1, 2)
    pool = sheet.noise(0.13, 2, 4)
    hair = sheet.noise(0.011, 3, 3, stretch=(3.4, 0.3), turn=-11)
    paper = inks.of("ground") * (1 + np.float32(0.035) * (tooth + pool)[..., None])
    picture = np.asarray(paper, np.float32)
    ink = inks.of("dark")
    for name in _THINNED:
        plate = plates.of[name]
        if not plate.any():
            continue
        strength = float(np.clip((ground - inks.value(name)) / max(ground - darkest, 0.1), 0.08, 1.0))
        # Thin ink runs: its edge is soft below and to the side, the brush's own edge stays above.
        run = sheet.moved(sheet.blurred(plate, 0.02 * (1.1 - strength)), 0.0, 0.006 * (1.1 - strength))
        edge = sheet.blurred(plate, 0.0011)
        wet = np.maximum(edge * np.float32(0.85), run * np.float32(0.8))
        body = step(0.26, 0.66, wet + tooth * np.float32(0.2) + hair * np.float32(0.32))
        rim = body * np.clip(1 - sheet.blurred(body, 0.006), 0, 1) * np.float32(0.5)
        density = body * np.float32(strength) * (np.float32(0.78) + np.float32(0.9) * pool) + rim * np.float32(strength)
        picture += (ink - picture) * np.clip(density, 0, 0.97)[..., None]
    seal = step(0.35, 0.65, sheet.blurred(plates.of["accent"], 0.0008) + tooth * np.float32(0.22))
    picture += (inks.of("accent") - picture) * (seal * (np.float32(0.86) + np.float32(0.3) * pool))[..., None]
    bare = step(0.4, 0.6, plates.of["light"] + tooth * np.float32(0.15))
    return np.asarray(picture + (paper - picture) * (bare * np.float32(0.85))[..., None], np.float32)
