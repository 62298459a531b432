"""A horse that walks, in profile."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.horses import horse

SHOWS = frozenset({"horse", "pony", "foal"})
NOT = frozenset({"unicorn", "pegasus", "centaur", "trojan_horse", "rocking_horse"})
STANCE = ("tiny", "alone")
TALL = 1.25
EAST_TOO = True


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    horse(d, "accent", "dark", mane="dark")
    return d.marks
