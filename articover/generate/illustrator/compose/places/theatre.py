"""A stage before the play: the curtain drawn aside, one beam on bare boards, the rows of the house in the dark."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    gathered,
    joined,
    polygon,
    rectangle,
    tapered,
)
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"theatre", "stage", "cinema", "nightclub"})
NOT = frozenset[str]()
INDOORS = True
CALM_BELOW = True
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The proscenium's crown stands at `view.summit`; who is on stage stands in the light."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    half = min(0.27, drawing.aspect * 0.42)
    boards = top + 0.31
    drawing.page("dark")
    wall = polygon([(left, top - 0.5), (right, top - 0.5), (right, 1.13), (left, 1.13)])
    drawing.shape(wall, "dark", 0.1)
    # The opening: dark stage house, pale back cloth low down.
    t = np.linspace(np.pi, 2 * np.pi, 40)
    arch = np.stack([at + half * np.cos(t), top + 0.055 + 0.05 * np.sin(t)], 1)
    opening = polygon(np.concatenate([arch, [(at + half, boards), (at - half, boards)]]))
    drawing.shape(opening, "middle", 0.2, fade=Fade("dark", (0, boards - 0.02), (0, top + 0.05)))
    floor = [
        (at - half * 0.86, boards - 0.052), (at + half * 0.86, boards - 0.052), (at + half * 1.02, boards),
        (at - half * 1.02, boards),
    ]  # fmt: skip
    drawing.shape(polygon(floor), "far", 0.3)
    for k in range(-8, 9):
        drawing.cut(
            tapered([(at + half * 0.105 * k, boards - 0.052), (at + half * 0.125 * k, boards)], 0.0012), "middle", 0.3
        )
    spot = (at - half * 0.1, boards - 0.02)
    source = (at + half * 0.62, top + 0.03)
    beam = polygon(
        [
            (source[0] - 0.006, source[1]),
            (source[0] + 0.008, source[1] + 0.002),
            (spot[0] + 0.085, spot[1]),
            (spot[0] - 0.085, spot[1]),
        ]
    )
    drawing.shape(beam, "light", 0.35, fade=Fade("middle", (spot[0], spot[1] + 0.1), source))
    pool = blob(
        [(spot[0] + 0.085 * np.cos(a), spot[1] + 0.017 * np.sin(a)) for a in np.linspace(0, 2 * np.pi, 17)[:-1]]
    )
    drawing.shape(pool, "light", 0.4)
    for side in (-1, 1):
        _curtain(drawing, at, side, half, top, boards)
    _valance(drawing, at, half, top)
    _frame(drawing, at, half, top, boards)
    _house(drawing, at, left, right, boards, rng)
    drawing.focus = spot
    return Ground(spot, 0.105, 0.42)


def _curtain(drawing: Drawing, at: float, side: int, half: float, top: float, boards: float) -> None:
    """Heavy cloth gathered to one side: folds that swing from the rail to the cord and hang straight below it."""
    edge, tie = at + side * half, top + 0.19
    inner = curve(
        [
            (at + side * half * 0.28, top + 0.03),
            (at + side * half * 0.5, top + 0.13),
            (at + side * half * 0.8, tie),
            (at + side * half * 0.74, boards - 0.012),
        ],
        12,
    )
    drawing.shape(polygon(np.concatenate([inner, [(edge, boards - 0.004), (edge, top + 0.02)]])), "accent", 0.5)
    for k, share in enumerate(np.linspace(0.12, 0.88, 6)):
        line = [
            (at + side * half * (0.28 + 0.72 * share), top + 0.02),
            (at + side * half * (0.52 + 0.48 * share), top + 0.12),
            (at + side * half * (0.81 + 0.17 * share), tie), (at + side * half * (0.75 + 0.25 * share), boards - 0.008),
        ]  # fmt: skip
        drawing.cut(tapered(line, [0.004, 0.009, 0.004, 0.008]), "dark" if k % 2 == 0 else "second", 0.5)
    drawing.cut(tapered([(at + side * half * 0.79, tie), (edge, tie - 0.008)], 0.012), "second", 0.52)


def _valance(drawing: Drawing, at: float, half: float, top: float) -> None:
    """Swags along the top, each a scallop with its own folds, fringed."""
    count = 5
    for k in range(count):
        a, b = at - half + 2 * half * k / count, at - half + 2 * half * (k + 1) / count
        middle, drop = (a + b) / 2, top + 0.085
        rail = top + 0.005
        lower = curve([(a, rail + 0.032), (middle, drop), (b, rail + 0.032)], 12)
        xs = np.linspace(b, a, 9)
        arch = top + 0.055 - 0.05 * np.sqrt(np.clip(1 - ((xs - at) / half) ** 2, 0, 1))
        drawing.shape(polygon(np.concatenate([lower, np.stack([xs, arch], 1)])), "accent", 0.55)
        for depth in (0.35, 0.62, 0.85):
            y = rail + 0.02
            drawing.cut(
                tapered([(a + 0.004, y), (middle, y + (drop - y) * depth), (b - 0.004, y)], [0.002, 0.0055, 0.002]),
                "dark",
                0.55,
            )
        drawing.cut(tapered(lower, 0.005, 1), "second", 0.56)


def _frame(drawing: Drawing, at: float, half: float, top: float, boards: float) -> None:
    """The proscenium: a moulded frame with a cartouche at its crown."""
    t = np.linspace(np.pi, 2 * np.pi, 40)

    def ring(grow: float) -> list[tuple[float, float]]:
        rim = np.stack([at + (half + grow) * np.cos(t), top + 0.055 + (0.05 + grow) * np.sin(t)], 1)
        return [(at - half - grow, boards), *map(tuple, rim), (at + half + grow, boards)]

    for grow, wide, ink in ((0.012, 0.022, "second"), (0.012, 0.003, "dark"), (0.028, 0.004, "second")):
        drawing.shape(tapered(ring(grow), wide, 1), ink, 0.6)  # type: ignore[arg-type]
    crown = joined(
        circle(at, top + 0.0, 0.02), circle(at - 0.02, top + 0.004, 0.012), circle(at + 0.02, top + 0.004, 0.012)
    )
    drawing.shape(crown, "second", 0.61)
    drawing.cut(circle(at, top, 0.011), "dark", 0.61)


def _house(drawing: Drawing, at: float, left: float, right: float, boards: float, rng: np.random.Generator) -> None:
    """The stage's lip with its foot lamps, then heads and seat backs in rows that grow towards us."""
    drawing.shape(rectangle(left, boards, right, boards + 0.022), "second", 0.65)
    drawing.cut(rectangle(left, boards + 0.006, right, boards + 0.022), "dark", 0.65)
    for k in range(-5, 6):
        x = at + 0.047 * k
        drawing.shape(
            joined(circle(x, boards + 0.001, 0.007), rectangle(x - 0.007, boards, x + 0.007, boards + 0.006)),
            "light",
            0.66,
        )
    drawing.shape(rectangle(left, boards + 0.02, right, 1.13), "dark", 0.68)
    for row in range(2):
        y, size = boards + 0.05 + 0.045 * row, 0.016 + 0.006 * row
        x = left + float(rng.uniform(0, size))
        heads = []
        while x < right:
            if rng.random() < 0.75:
                heads.append(circle(x, y - size * 0.62, size * 0.62))
                heads.append(
                    blob(
                        [
                            (x + size * px, y + size * py)
                            for px, py in ((-1.25, 1), (-1, 0.12), (0, -0.15), (1, 0.12), (1.25, 1))
                        ]
                    )
                )
            x += size * float(rng.uniform(2.5, 3.2))
        drawing.shape(gathered(heads), "middle", 0.7 + 0.1 * row)
        drawing.shape(rectangle(left, y + size * 0.55, right, 1.13), "dark", 0.75 + 0.1 * row)
