"""A harbour: boats with bare masts at the quay, tall gabled houses behind, all of it once more in the water."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    curve,
    gathered,
    gouge,
    polygon,
    rectangle,
    tapered,
)
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"harbor", "fishing_village", "shipyard", "canal", "venice"})
NOT = frozenset[str]()
CALM_BELOW = True
EAST_TOO = False


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The tallest mast stands under `view.summit`; somebody may stand on the quay."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    quay = top + 0.3
    lit = view.time in ("", "dusk", "night")
    drawing.shape(drawing.band(quay, 1.13), "middle", 0.3)
    houses = _houses(drawing, left, right, at, quay, top, lit, rng)
    drawing.shape(rectangle(left, quay - 0.012, right, quay + 0.014), "far", 0.45)
    drawing.cut(rectangle(left, quay + 0.002, right, quay + 0.014), "dark", 0.45)
    stones = [rectangle(x, quay - 0.012, x + 0.0012, quay + 0.003) for x in np.arange(left, right, 0.028)]
    drawing.cut(gathered(stones), "dark", 0.45)
    _mirrored(drawing, houses, quay, rng)
    boats = []
    x, number = left + 0.06, 0
    while x < right:
        boats.append((x, float(rng.uniform(0.62, 0.9)), number))
        x += float(rng.uniform(0.13, 0.2))
        number += 1
    nearest = min(range(len(boats)), key=lambda k: abs(boats[k][0] - at))
    boats[nearest] = (at, 1.0, boats[nearest][2])
    for where, tall, k in boats:
        _boat(drawing, where, quay + 0.026 + 0.012 * (k % 2), (quay - top) * tall, k, rng)
    _ripples(drawing, left, right, quay + 0.05, rng)
    if top < 0.3:
        drawing.shape(drawing.band(0.64, 1.13), "dark", 0.7)
    spot = (at + 0.085, quay - 0.005)
    drawing.focus = (at, quay - 0.05)
    return Ground(spot, 0.052, 0.5)


def _houses(
    drawing: Drawing, left: float, right: float, at: float, quay: float, top: float, lit: bool, rng: np.random.Generator
) -> list[tuple[float, float, float, Ink]]:
    """A row of merchants' houses with stepped, bell or plain gables; returns (left, right, roof, ink) of each."""
    inks: tuple[Ink, ...] = ("far", "second", "light", "middle", "accent", "far", "dark")
    found: list[tuple[float, float, float, Ink]] = []
    x, number = left, int(rng.integers(7))
    while x < right:
        broad = float(rng.uniform(0.05, 0.078))
        eaves = quay - float(rng.uniform(0.095, 0.14))
        ink = inks[number % len(inks)]
        middle, peak = x + broad / 2, eaves - broad * float(rng.uniform(0.5, 0.75))
        kind = int(rng.integers(3))
        if kind == 0:
            roof: list[tuple[float, float]] = [(x, eaves), (middle, peak), (x + broad, eaves)]
        elif kind == 1:
            roof = [(x, eaves)]
            for k in range(4):
                step_x, step_y = x + broad * 0.125 * k, eaves + (peak - eaves) * (k + 1) / 4
                roof += [(step_x, step_y), (step_x + broad * 0.125, step_y)]
            roof += [(2 * middle - px, py) for px, py in roof[::-1]]
        else:
            side = curve(
                [
                    (x, eaves),
                    (x + broad * 0.08, eaves - broad * 0.16),
                    (x + broad * 0.26, eaves - broad * 0.3),
                    (x + broad * 0.32, peak + broad * 0.08),
                    (middle, peak),
                ],
                5,
            )
            roof = [tuple(p) for p in side] + [(2 * middle - px, py) for px, py in side[::-1]]
        drawing.shape(polygon([(x, quay), *roof, (x + broad, quay)]), ink, 0.25)
        chimney = x + broad * 0.72
        drawing.shape(rectangle(chimney, peak - 0.002, chimney + 0.009, eaves), "dark", 0.24)
        drawing.cut(
            tapered([p for k, p in enumerate(roof) if k == 0 or p != roof[k - 1]], 0.003, 1),
            "dark" if ink != "dark" else "middle",
            0.26,
        )
        glass: Ink = "dark" if ink != "dark" else "middle"
        count = 3 if broad > 0.062 else 2
        for row, y in enumerate(np.arange(eaves + 0.008, quay - 0.045, 0.03)):
            for k in range(count):
                wx = x + broad * (k + 0.5) / count
                shown: Ink = (
                    "accent"
                    if lit and ink not in ("accent", "second") and rng.random() < 0.35
                    else "light"
                    if lit and rng.random() < 0.15 and ink != "light"
                    else glass
                )
                drawing.cut(rectangle(wx - 0.0058, float(y), wx + 0.0058, float(y) + 0.019), shown, 0.27)
                if row == 0:
                    drawing.cut(rectangle(wx - 0.0072, float(y) - 0.003, wx + 0.0072, float(y) - 0.001), glass, 0.27)
        drawing.cut(
            rectangle(middle - 0.0055, (eaves + peak) / 2, middle + 0.0055, (eaves + peak) / 2 + 0.014), glass, 0.27
        )
        door = x + broad * float(rng.uniform(0.22, 0.6))
        drawing.cut(rectangle(door, quay - 0.036, door + 0.013, quay), glass, 0.27)
        found.append((x, x + broad, peak, ink))
        x += broad
        number += 1 + int(rng.random() < 0.3)
    return found


def _mirrored(
    drawing: Drawing, houses: list[tuple[float, float, float, Ink]], quay: float, rng: np.random.Generator
) -> None:
    """Each house's colour under it in the water, torn into level strokes that part further down."""
    for a, b, peak, ink in houses:
        if ink == "middle":
            continue
        strokes = []
        y = quay + 0.02
        deep = quay + (quay - peak) * 0.95
        while y < min(deep, 1.1):
            part = (y - quay) / (deep - quay)
            middle = (a + b) / 2 + float(rng.uniform(-0.3, 0.3)) * part * (b - a)
            half = (b - a) / 2 * (1.0 - 0.65 * part) * float(rng.uniform(0.8, 1.1))
            strokes.append(gouge([(middle - half, y), (middle, y + 0.0025), (middle + half, y)], 0.011 - 0.005 * part))
            y += 0.0105 + 0.007 * part
        drawing.cut(gathered(strokes), ink, 0.35)


def _boat(drawing: Drawing, x: float, water: float, tall: float, number: int, rng: np.random.Generator) -> None:
    """A fishing boat seen from the side: sheer, strake, wheelhouse, mast, boom, shrouds, furled sail."""
    size = 0.075 + 0.02 * (tall > 0.25)
    flip = -1 if number % 2 else 1

    def at(px: float, py: float) -> tuple[float, float]:
        return x + flip * size * px, water + size * py

    mast = water - tall
    ink: Ink = ("dark", "accent", "dark", "second")[number % 4]
    drawing.cut(
        gathered(
            [
                gouge(
                    [
                        (x - w, water + 0.012 + 0.011 * k),
                        (x, water + 0.014 + 0.011 * k),
                        (x + w * 0.9, water + 0.012 + 0.011 * k),
                    ],
                    0.0085,
                )
                for k, w in enumerate((0.075, 0.066, 0.05, 0.032))
            ]
        ),
        "dark",
        0.5,
    )
    wave = [
        gouge(
            [(x + 0.003 * np.sin(k * 1.9) - 0.006, water + 0.055 + 0.013 * k), (x + 0.006, water + 0.057 + 0.013 * k)],
            0.005,
        )
        for k in range(int(tall / 0.03))
    ]
    drawing.cut(gathered(wave), "dark", 0.5)
    ropes = []
    for end in (at(-0.8, -0.24), at(-0.55, -0.2), at(0.55, -0.22), at(0.95, -0.4)):
        ropes.append(tapered([(x, mast + 0.012), end], 0.0013))
    boom = [(x, water - size * 0.42), at(-0.75, -0.52)]
    ropes.append(tapered([(x, mast + 0.03), boom[1]], 0.0011))
    drawing.shape(gathered(ropes), "dark", 0.55)
    drawing.shape(tapered([(x, water - 0.01), (x, mast)], [0.0065, 0.003]), "dark", 0.56)
    drawing.shape(tapered([at(0.04, -(tall / size) * 0.72), at(-0.16, -(tall / size) * 0.72)], 0.003), "dark", 0.56)
    drawing.shape(tapered(boom, 0.005), "dark", 0.56)
    drawing.shape(tapered([at(-0.03, -0.49), at(-0.35, -0.53), at(-0.7, -0.555)], [0.008, 0.013, 0.006]), "light", 0.57)
    flag = curve([(x, mast), (x + flip * 0.012, mast + 0.002), (x + flip * 0.026, mast + 0.007)], 5)
    drawing.shape(polygon(np.concatenate([flag, [(x, mast + 0.013)]])), "accent", 0.56)
    house = [at(0.12, -0.2), at(0.14, -0.55), at(0.46, -0.55), at(0.5, -0.22)]
    drawing.shape(polygon(house), "light", 0.58)
    drawing.cut(polygon([at(0.09, -0.54), at(0.5, -0.54), at(0.5, -0.6), at(0.09, -0.6)]), "dark", 0.58)
    drawing.cut(polygon([at(0.21, -0.46), at(0.41, -0.46), at(0.42, -0.34), at(0.2, -0.34)]), "dark", 0.58)
    hull = np.concatenate(
        [
            curve([at(-0.86, -0.25), at(-0.4, -0.17), at(0.2, -0.18), at(0.7, -0.28), at(1.02, -0.42)], 8),
            curve([at(0.86, -0.08), at(0.72, 0.06), at(-0.68, 0.06), at(-0.8, -0.06)], 4),
        ]
    )
    drawing.shape(polygon(hull), ink, 0.6)
    drawing.cut(
        tapered(
            curve([at(-0.85, -0.21), at(-0.4, -0.13), at(0.2, -0.14), at(0.7, -0.24), at(0.98, -0.37)], 8), 0.0032, 1
        ),
        "light",
        0.6,
    )
    drawing.cut(
        gathered(
            [
                blob([at(px - 0.05, -0.03), at(px, -0.08), at(px + 0.05, -0.03), at(px, 0.02)])
                for px in (-0.45, 0.0, 0.42)
            ]
        ),
        "middle" if ink == "dark" else "dark",
        0.61,
    )


def _ripples(drawing: Drawing, left: float, right: float, top: float, rng: np.random.Generator) -> None:
    cuts = []
    for y in np.geomspace(0.02, 0.5, 15) + top:
        for _ in range(4):
            x, long = float(rng.uniform(left, right)), float(rng.uniform(0.03, 0.1)) * (0.6 + 2 * (y - top))
            cuts.append(gouge([(x, y), (x + long / 2, y + 0.002), (x + long, y)], 0.0025))
    drawing.cut(gathered(cuts), "far", 0.62)
