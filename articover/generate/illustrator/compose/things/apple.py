"""An apple from the side, with a leaf and a window of light."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Mark
from articover.generate.illustrator.compose.forms.curves import blob, placed, tapered, without

SHOWS = frozenset({"apple"})
NOT: frozenset[str] = frozenset()
STANCE = ("round", "alone")
EAST_TOO = True
WIDTH = 1.0


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    body = blob(
        [
            (0, -0.88),
            (0.2, -0.97),
            (0.44, -0.84),
            (0.49, -0.5),
            (0.33, -0.1),
            (0.12, 0.0),
            (0, -0.035),
            (-0.12, 0.0),
            (-0.33, -0.1),
            (-0.49, -0.5),
            (-0.44, -0.84),
            (-0.2, -0.97),
        ]
    )
    marks: list[Mark] = [Mark(body, "accent", 0.6)]
    marks.append(Mark(without(body, placed(body, -0.07, -0.02)), "dark", 0.6, "cut"))
    marks.append(Mark(tapered([(-0.36, -0.45), (-0.37, -0.62), (-0.27, -0.78)], [0.0, 0.05, 0.0]), "light", 0.6, "cut"))
    marks.append(Mark(tapered([(0.01, -0.86), (0.02, -0.98), (0.08, -1.1)], [0.035, 0.04, 0.05]), "dark", 0.6))
    marks.append(Mark(blob([(0.05, -0.99), (0.18, -1.14), (0.4, -1.13), (0.4, -1.13), (0.26, -0.98)]), "middle", 0.6))
    return marks
