"""Lines like a signal, one behind the other, one of them in the accent; the title above."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._type import fit_type, zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import polygon
from articover.generate.illustrator.compose.scene import Scene

NAME = "signal lines"
VERSION = 1
FAMILY = "type"
SHELVES = {"": 0.7, "science": 1.8, "computer": 1.5, "music": 2.0, "sci-fi": 1.3, "psychology": 1.6,
           "poetry": 1.3, "essays": 1.2, "literary": 1.0, "thriller": 0.8, "cyberpunk": 1.3,
           "children": 0.2, "romance": 0.5}  # fmt: skip
LOCKUPS = ("quiet capitals", "wide capitals", "flush grotesque")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit:
    return fit_type(book)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    drawing = Drawing(a, focus=(a * 0.5, 0.78))
    drawing.page("ground")
    knots = rng.normal(0, 1, (5, 7))
    xs = np.linspace(-BLEED, a + BLEED, 90)
    u = (xs + BLEED) / (a + 2 * BLEED) * 6
    top = float(rng.uniform(0.5, 0.58))
    count = 30
    inks: tuple[Ink, ...] = ("middle", "dark", "accent")
    special = int(rng.integers(10, 22))
    for k in range(count):
        t = k / (count - 1)
        at = t * 4
        low = min(int(at), 3)
        row = knots[low] * (1 - (at - low)) + knots[low + 1] * (at - low)
        wave = np.interp(u, np.arange(7), row)
        wave = np.convolve(np.pad(wave, 12, mode="edge"), np.hanning(25) / np.hanning(25).sum(), "valid")
        bump = np.exp(-(((xs / a - 0.55) / 0.22) ** 2))
        ys = top + (1.16 - top) * t - 0.075 * np.sin(np.pi * min(t * 1.1, 1)) * bump * (1.2 + wave) + 0.008 * wave
        line = np.stack([xs, ys], 1)
        # What lies behind a ridge is hidden by it.
        drawing.shape(polygon(np.concatenate([line, [(a + BLEED, 1.3), (-BLEED, 1.3)]])), "ground", 0.2 + 0.02 * k)
        drawing.stroke(
            [tuple(p) for p in line[::3]],
            0.0075 if k == special else 0.0034,
            inks[2] if k == special else inks[k % 2 and 1],
            0.3 + 0.02 * k,
        )
    drawing.zones = zones((0.08, 0.08, 0.92, top - 0.12), (0.08, 0.035, 0.92, 0.07), "center", "top")
    return drawing
