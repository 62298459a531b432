"""Two people seen from behind, walking away hand in hand."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import placed, tapered
from articover.generate.illustrator.compose.things import recolored, walker, woman_walker

SHOWS = frozenset({"couple", "lover"})
NOT = frozenset[str]()
STANCE = ("tiny",)
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    his, hers = walker.draw(rng, detail), woman_walker.draw(rng, detail)
    # His swinging hand meets hers; she is a hand's breadth shorter.
    d.shape(tapered([(-0.06, -0.5), (0.0, -0.42), (0.075, -0.475)], [0.04, 0.035, 0.04]), "light", 0.69)
    for marks, x, size in ((hers, -0.17, 0.93), (recolored(his, accent="second"), 0.2, 1.0)):
        d.add(Mark(placed(mark.path, x, 0, size), mark.ink, mark.depth, mark.kind) for mark in marks)
    return d.marks
