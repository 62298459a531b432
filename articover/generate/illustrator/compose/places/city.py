"""A city's skyline: towers in three depths with crowns of their own, rows of windows, some lit; roofs before them."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import (
    Point,
    gathered,
    polygon,
    rectangle,
    shaded,
    tapered,
)
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"city", "capital", "new_york", "seoul", "tokyo", "skyscraper", "roof", "rooftop", "downtown"})
NOT = frozenset({"village", "ruins", "venice", "kyoto", "town", "slum", "suburb", "square"})
CALM_BELOW = True
EAST_TOO = True
MODERN = True

_HALF_TURN = np.linspace(np.pi, 2 * np.pi, 12)
_CROWNS = ("flat", "steps", "spire", "slant", "mast", "barrel")


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The tallest tower stands under `view.summit`; a roof near the reader is where somebody may stand."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    base = min(max(top + 0.46, 0.8), 0.87) if top > 0.3 else 0.6
    lit: Ink = "accent" if view.time in ("", "dusk", "night") else "light"
    rows: tuple[tuple[Ink, float, float, float], ...] = (
        ("far", 0.09, 0.05, 0.2), ("middle", 0.17, 0.066, 0.35), ("dark", 0.27, 0.085, 0.5),
    )  # fmt: skip
    for ink, drop, width, depth in rows:
        x = left - float(rng.uniform(0, width))
        towers = []
        while x < right:
            broad = width * float(rng.uniform(0.65, 1.35))
            towers.append((x, broad, top + drop + float(rng.uniform(-0.06, 0.1)), int(rng.integers(len(_CROWNS)))))
            x += broad + float(rng.uniform(0.002, 0.02))
        for left_edge, broad, roof, crown in towers:
            _tower(drawing, left_edge, broad, roof, _CROWNS[crown], base, ink, lit, depth, rng)
        if ink == "middle":
            _tower(drawing, at - 0.042, 0.084, top + 0.085, "spire", base, "middle", lit, 0.4, rng, spire=0.085)
    _roofs(drawing, left, right, at, base, rng)
    spot = (at - 0.02, base + 0.004)
    drawing.focus = (at, top + 0.12)
    return Ground(spot, 0.07, 0.85)


def _tower(
    drawing: Drawing, left: float, broad: float, roof: float, crown: str, base: float, ink: Ink, lit: Ink, depth: float,
    rng: np.random.Generator, *, spire: float = 0.05,
) -> None:  # fmt: skip
    """One tower: its outline with a crown, a side in shade, windows in a grid."""
    right, middle = left + broad, left + broad / 2
    step = broad * 0.17
    crowns: dict[str, list[Point]] = {
        "flat": [(left, roof), (right, roof)],
        "mast": [(left, roof), (right, roof)],
        "slant": [(left, roof + broad * 0.35), (right, roof)],
        "barrel": [(middle + broad / 2 * np.cos(a), roof + broad * 0.3 * (1 + np.sin(a))) for a in _HALF_TURN],
        "steps": [
            (left, roof + step * 1.6), (left + step, roof + step * 1.6), (left + step, roof), (right - step, roof),
            (right - step, roof + step * 1.6), (right, roof + step * 1.6),
        ],
        "spire": [
            (left, roof + step * 2.4), (left + step, roof + step * 2.4), (left + step, roof + step),
            (left + step * 1.7, roof + step), (left + step * 1.7, roof), (middle, roof - broad * 0.4),
            (right - step * 1.7, roof), (right - step * 1.7, roof + step), (right - step, roof + step),
            (right - step, roof + step * 2.4), (right, roof + step * 2.4),
        ],
    }  # fmt: skip
    outline = polygon([*crowns[crown], (right, 1.2), (left, 1.2)])
    if crown in ("mast", "spire"):
        tall = spire if crown == "spire" else spire * 0.8
        start = roof - broad * 0.3 if crown == "spire" else roof
        drawing.shape(tapered([(middle, start), (middle, start - tall)], [0.005, 0.0018]), ink, depth)
    drawing.shape(outline, ink, depth)
    if ink == "far":
        return
    toward = 1 if drawing.light[0] < 0 else -1
    if ink == "middle":
        drawing.cut(shaded(outline, -toward * broad * 0.3, 0), "dark", depth)
    _windows(drawing, left, right, roof + step * 2.6, base, ink, lit, depth, rng)


def _windows(
    drawing: Drawing, left: float, right: float, top: float, base: float, ink: Ink, lit: Ink, depth: float,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Windows in rows; whole floors are dark, others lit by turns; a few have a blind half down."""
    size, gap = (0.0068, 0.0135) if ink == "middle" else (0.0085, 0.0165)
    columns = max(2, int((right - left - gap * 0.5) / gap))
    edge = left + ((right - left) - (columns - 1) * gap - size) / 2
    on: list[skia.Path] = []
    off: list[skia.Path] = []
    for y in np.arange(top, base, gap * 1.25):
        busy = float(rng.choice([0.05, 0.25, 0.5]))
        for k in range(columns):
            x = edge + k * gap
            if rng.random() < busy:
                on.append(rectangle(x, float(y), x + size, float(y) + size * (1.35 if rng.random() < 0.8 else 0.6)))
            else:
                off.append(rectangle(x, float(y), x + size, float(y) + size * 1.35))
    drawing.cut(gathered(off), "far" if ink == "middle" else "middle", depth)
    drawing.cut(gathered(on), lit, depth)


def _roofs(drawing: Drawing, left: float, right: float, at: float, base: float, rng: np.random.Generator) -> None:
    """The roofs we look across: parapets, a water tank on legs, vents, an aerial."""
    edge = base + 0.05
    drawing.shape(
        polygon([(left, base), (at + 0.1, base), (at + 0.1, edge), (right, edge), (right, 1.2), (left, 1.2)]),
        "dark",
        0.8,
    )
    drawing.cut(rectangle(left, base + 0.005, at + 0.1, base + 0.008), "middle", 0.8)
    drawing.cut(rectangle(at + 0.1, edge + 0.005, right, edge + 0.008), "middle", 0.8)
    x, foot, size = at + 0.2, edge, 0.036
    legs = [
        tapered([(x + size * a, foot), (x + size * b, foot - size * 1.1)], size * 0.1)
        for a, b in ((-0.75, -0.6), (0.75, 0.6), (-0.7, 0.55), (0.7, -0.55))
    ]
    drawing.shape(gathered(legs), "dark", 0.82)
    drawing.shape(rectangle(x - size * 0.72, foot - size * 2.5, x + size * 0.72, foot - size), "dark", 0.82)
    drawing.shape(
        polygon([(x - size * 0.85, foot - size * 2.45), (x, foot - size * 3.2), (x + size * 0.85, foot - size * 2.45)]),
        "dark",
        0.82,
    )
    bands = [
        rectangle(x - size * 0.72, foot - size * s, x + size * 0.72, foot - size * s + 0.0014) for s in (1.4, 1.9, 2.3)
    ]
    drawing.cut(gathered(bands), "middle", 0.82)
    for off in (-0.2, -0.14):
        vent = at + off + float(rng.uniform(-0.02, 0.02))
        drawing.shape(rectangle(vent, base - 0.02, vent + 0.022, base), "dark", 0.82)
        drawing.shape(rectangle(vent - 0.003, base - 0.024, vent + 0.025, base - 0.019), "dark", 0.82)
    mast = at - 0.27
    drawing.shape(tapered([(mast, base), (mast, base - 0.085)], 0.0028), "dark", 0.82)
    for k, half in enumerate((0.02, 0.017, 0.013)):
        drawing.shape(
            tapered([(mast - half, base - 0.08 + 0.013 * k), (mast + half, base - 0.08 + 0.013 * k)], 0.0022),
            "dark",
            0.82,
        )
