"""Open country: rolling fields with their furrows, hedges and lone trees, a road that winds away."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import Points, curve, inside, polygon, tapered
from articover.generate.illustrator.compose.forms.trees import round_tree
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset(
    {
        "field",
        "farm",
        "country",
        "countryside",
        "orchard",
        "meadow",
        "moor",
        "vineyard",
        "hill",
        "road",
        "heath",
        "wheat",
    }
)
NOT = frozenset({"battlefield", "rice_paddy", "street", "alley", "railway"})
EAST_TOO = True


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The farthest hill tops out under `view.summit`."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    top += 0.1
    inks: tuple[Ink, ...] = ("far", "middle", "second", "middle", "dark")
    room = max(0.84 - top, 0.24)
    crests = []
    for index in range(5):
        y = top + room * (index / 4) ** 1.25
        xs = np.linspace(left, right, 6)
        swell = 0.035 * np.cos((xs - at) * (5 + index) + index * 1.7) * (1 if index % 2 else -1)
        crest = curve(np.stack([xs, y + swell + rng.uniform(-0.008, 0.008, 6)], 1), 18)
        crests.append(crest)
        field = polygon(np.concatenate([crest, [(right, 1.2), (left, 1.2)]]))
        depth = 0.25 + 0.12 * index
        drawing.shape(field, inks[index], depth)
        if 0 < index < 4:
            _furrows(
                drawing,
                field,
                crest,
                at + (0.3 if index % 2 else -0.25),
                index,
                inks[index - 1] if index != 2 else "far",
                depth,
            )
        if index < 4:
            for _ in range(int(rng.integers(3, 7))):
                spot = crest[int(rng.integers(10, len(crest) - 10))]
                height = 0.024 + 0.013 * index
                trunk, leaves = round_tree(float(spot[0]), float(spot[1]) + 0.004, height, rng)
                drawing.shape(trunk, "dark", depth + 0.01)
                drawing.shape(leaves, "dark", depth + 0.01)
    road = [
        (at, top + 0.35 * room),
        (at + 0.1, top + 0.52 * room),
        (at - 0.04, top + 0.72 * room),
        (at + 0.05, top + 1.02 * room),
    ]
    drawing.shape(tapered(road, [0.006, 0.014, 0.03, 0.075]), "light", 0.62)
    spot = (at + 0.02, top + 0.63 * room)
    drawing.focus = (at, top + 0.4 * room)
    return Ground(spot, 0.055, 0.7)


def _furrows(drawing: Drawing, field: skia.Path, crest: Points, to: float, number: int, ink: Ink, depth: float) -> None:
    """Lines of a ploughed field that run together behind its crest."""
    top = float(crest[:, 1].min())
    for index in range(17):
        x = -0.35 + index * (drawing.aspect + 0.7) / 16
        line = tapered(
            [(to + (x - to) * 0.34, top - 0.02), (to + (x - to) * 0.7, top + 0.06), (x * 1.25 - 0.08, top + 0.2)],
            [0.0025, 0.005, 0.01],
        )
        drawing.cut(inside(line, field), ink, depth)
