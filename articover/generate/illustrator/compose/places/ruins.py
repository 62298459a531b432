"""Ruins on a hill: fluted columns, some still under their beam, some fallen; cypresses, grass between the drums."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import curve, gathered, gouge, polygon, rectangle, tapered
from articover.generate.illustrator.compose.forms.ground import brow
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"ruins", "ancient_city", "temple", "columns", "rome", "monument", "colosseum"})
NOT = frozenset({"shrine", "buddhist_temple", "hindu_temple", "ziggurat", "atlantis"})
CALM_BELOW = True
EAST_TOO = False


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The beam's highest corner reaches `view.summit`; somebody may stand among the columns."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    low = top < 0.3
    base = top + 0.3
    inks: tuple[tuple[Ink, float], ...] = (("far", 0.12), ("middle", 0.19))
    for ink, off in inks:
        xs = np.linspace(left, right, 9)
        ridge = curve(np.stack([xs, top + off + rng.uniform(-0.03, 0.03, 9)], 1), 12)
        drawing.shape(polygon(np.concatenate([ridge, [(right, 1.13), (left, 1.13)]])), ink, 0.2)
    for x in (at - 0.3, at - 0.26, at + 0.29):
        _cypress(drawing, x, base + 0.005, float(rng.uniform(0.17, 0.24)))
    hill = curve(
        [(left, base + 0.06), (at - 0.2, base + 0.004), (at, base), (at + 0.2, base + 0.006), (right, base + 0.05)], 16
    )
    drawing.shape(polygon(np.concatenate([hill, [(right, 1.13), (left, 1.13)]])), "far", 0.35)
    for k in range(3):
        half, y = 0.25 + 0.014 * k, base - 0.02 + 0.0105 * k
        drawing.shape(rectangle(at - half, y, at + half, y + 0.0105), "light", 0.4)
        drawing.cut(rectangle(at - half, y + 0.008, at + half, y + 0.0105), "middle", 0.4)
    foot, head = base - 0.02, top + 0.062
    pitch = 0.076
    heights = (0.46, 1.0, 1.0, 1.0, 0.72, 0.3)
    for k, share in enumerate(heights):
        _column(drawing, at + pitch * (k - 2.0), foot, foot - (foot - head) * share, share == 1.0, rng)
    _beam(drawing, at - pitch * 1.36, at + pitch * 0.36, head, top)
    _drums(drawing, at, base, rng)
    close = 0.62 if low else base + 0.22
    brow(drawing, at, close, rng)
    spot = (at + pitch * 0.95, base + 0.045)
    drawing.focus = (at, top + 0.12)
    return Ground(spot, 0.07, 0.62)


def _column(drawing: Drawing, x: float, foot: float, top: float, whole: bool, rng: np.random.Generator) -> None:
    """A Doric column: it swells a little, has flutes, and ends in a capital or a break."""
    broad, tall = 0.034, foot - top
    swell = curve([(x + broad * 0.5, foot), (x + broad * 0.49, foot - tall * 0.4), (x + broad * 0.4, top)], 6)
    left = (swell - np.array((x, 0))) * np.array((-1, 1)) + np.array((x, 0))
    rim = [
        (x + broad * 0.42, top), (x + broad * 0.2, top - 0.004), (x + broad * 0.02, top + 0.012),
        (x - broad * 0.2, top - 0.008), (x - broad * 0.42, top + 0.006),
    ]  # fmt: skip
    shaft = polygon(
        np.concatenate([swell, [] if whole else np.array(rim), left[::-1]])
        if not whole
        else np.concatenate([swell, left[::-1]])
    )
    drawing.shape(shaft, "light", 0.45)
    toward = 1 if drawing.light[0] < 0 else -1
    flutes: list[skia.Path] = []
    for s in (-0.34, -0.17, 0.0, 0.17, 0.34):
        line = [
            (x + broad * s, foot - 0.002), (x + broad * s * 0.95, foot - tall * 0.5),
            (x + broad * s * 0.82, top + (0.012 if not whole else 0.004)),
        ]  # fmt: skip
        flutes.append(tapered(line, 0.0011 + 0.0032 * max(0.0, s * toward + 0.15)))
    drawing.cut(gathered(flutes), "middle", 0.45)
    edge = x + toward * broad * 0.36
    drawing.cut(
        tapered(
            [(edge, foot), (x + toward * broad * 0.35, foot - tall * 0.5), (x + toward * broad * 0.29, top + 0.01)],
            broad * 0.24,
        ),
        "middle",
        0.46,
    )
    if whole:
        drawing.shape(
            polygon(
                [
                    (x - broad * 0.4, top + 0.004),
                    (x + broad * 0.4, top + 0.004),
                    (x + broad * 0.66, top - 0.009),
                    (x - broad * 0.66, top - 0.009),
                ]
            ),
            "light",
            0.47,
        )
        drawing.shape(rectangle(x - broad * 0.72, top - 0.017, x + broad * 0.72, top - 0.008), "light", 0.47)
        drawing.cut(rectangle(x - broad * 0.72, top - 0.0095, x + broad * 0.72, top - 0.0075), "dark", 0.47)
    cracks = [
        gouge(
            [
                (x + broad * float(rng.uniform(-0.4, 0.1)), y),
                (x + broad * 0.1, y + 0.004),
                (x + broad * float(rng.uniform(0.2, 0.45)), y - 0.001),
            ],
            0.0024,
        )
        for y in np.arange(top + 0.05, foot, 0.062)
    ]
    drawing.cut(gathered(cracks), "dark", 0.47)


def _beam(drawing: Drawing, left: float, right: float, head: float, top: float) -> None:
    """Architrave and frieze over three columns, the corner of the pediment, all broken off on one side."""
    low = head - 0.017
    block = [
        (left, low), (right + 0.012, low), (right + 0.006, low - 0.012), (right + 0.02, low - 0.022),
        (right - 0.006, low - 0.036), (left, low - 0.036),
    ]  # fmt: skip
    drawing.shape(polygon(block), "light", 0.48)
    drawing.cut(rectangle(left, low - 0.016, right + 0.004, low - 0.0125), "middle", 0.48)
    glyphs = [
        rectangle(x + dx, low - 0.034, x + dx + 0.0035, low - 0.018)
        for x in np.arange(left + 0.006, right - 0.012, 0.026)
        for dx in (0.0, 0.0055, 0.011)
    ]
    drawing.cut(gathered(glyphs), "middle", 0.48)
    gable = [
        (left - 0.008, low - 0.036), (right - 0.03, low - 0.036), (right - 0.045, low - 0.042),
        (right - 0.052, top + 0.01), (right - 0.07, top), (left - 0.008, low - 0.043),
    ]  # fmt: skip
    drawing.shape(polygon(gable), "light", 0.49)
    drawing.cut(
        polygon([(left + 0.02, low - 0.039), (right - 0.05, low - 0.039), (right - 0.06, top + 0.013)]), "middle", 0.49
    )


def _drums(drawing: Drawing, at: float, base: float, rng: np.random.Generator) -> None:
    """Fallen drums and blocks before the steps, each with its shadow."""
    for x, y, size in (
        (at - 0.2, base + 0.05, 0.03), (at - 0.12, base + 0.075, 0.036), (at + 0.18, base + 0.06, 0.034),
        (at + 0.25, base + 0.1, 0.04),
    ):  # fmt: skip
        drawing.cut(
            gouge(
                [(x - size * 1.2, y), (x + size * 0.4, y + size * 0.2), (x + size * 2.2, y + size * 0.05)], size * 0.4
            ),
            "middle",
            0.5,
        )
        if rng.random() < 0.5:
            t = np.linspace(0, 2 * np.pi, 16)[:-1]
            end = np.stack([x - size * 0.7 + size * 0.3 * np.cos(t), y - size * 0.5 + size * 0.5 * np.sin(t)], 1)
            drum = [
                (x - size * 0.7, y - size), (x + size, y - size * 0.92), (x + size * 1.25, y - size * 0.5),
                (x + size, y - size * 0.06), (x - size * 0.7, y),
            ]  # fmt: skip
            drawing.shape(polygon(drum), "light", 0.52)
            flutes = [
                tapered([(x - size * 0.5, y - size * s), (x + size * 1.1, y - size * s)], size * 0.05)
                for s in (0.12, 0.28, 0.45, 0.62, 0.8)
            ]
            drawing.cut(gathered(flutes), "middle", 0.52)
            drawing.shape(polygon(end), "far", 0.53)
        else:
            drawing.shape(
                polygon(
                    [
                        (x - size, y),
                        (x - size * 0.9, y - size * 0.7),
                        (x + size * 0.5, y - size * 0.8),
                        (x + size, y - size * 0.05),
                    ]
                ),
                "light",
                0.52,
            )
            drawing.cut(
                polygon(
                    [
                        (x + size * 0.2, y - size * 0.78),
                        (x + size * 0.5, y - size * 0.8),
                        (x + size, y - size * 0.05),
                        (x + size * 0.4, y),
                    ]
                ),
                "middle",
                0.52,
            )


def _cypress(drawing: Drawing, x: float, foot: float, tall: float) -> None:
    outline = [
        (x, foot), (x + tall * 0.085, foot - tall * 0.15), (x + tall * 0.08, foot - tall * 0.55),
        (x + tall * 0.01, foot - tall), (x - tall * 0.075, foot - tall * 0.55),
        (x - tall * 0.08, foot - tall * 0.15),
    ]  # fmt: skip
    drawing.shape(polygon(curve(outline, 6, closed=True)), "dark", 0.3)
    cuts = [
        gouge(
            [
                (x + tall * s, foot - tall * (0.12 + 0.16 * k)),
                (x + tall * s * 0.7, foot - tall * (0.24 + 0.16 * k)),
                (x, foot - tall * (0.34 + 0.16 * k)),
            ],
            tall * 0.02,
        )
        for k in range(4)
        for s in (-0.05, 0.05)
    ]
    drawing.cut(gathered(cuts), "middle", 0.3)
