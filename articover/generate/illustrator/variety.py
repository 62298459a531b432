"""Options of one brief that differ: picks, among the next seeds, one whose composition is not there already."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from articover.engine import ExistingPicture
from articover.generate.illustrator.color import parse, to_oklab

TRIES = 12
"""Seeds looked at."""

_APART = 0.12
"""From this mean distance in Oklab on, two palettes read as two colourings (black and white are 1 apart)."""


def seed_apart(look_of: Callable[[int], ExistingPicture], seed: int, others: Sequence[ExistingPicture]) -> int:
    """`seed` or one of the next, whose picture has a composition or at least colours that none of `others` has.

    The first that will do is taken, so that what suits the genre keeps its chances; if none will, the least alike.
    """
    best, best_score = seed, -1.0
    for candidate in range(seed, seed + TRIES):
        seen = look_of(candidate)
        score = min((_unlike(seen, each) for each in others), default=math.inf)
        if score >= 1 + _APART:
            return candidate
        if score > best_score:
            best, best_score = candidate, score
    return best


def _unlike(one: ExistingPicture, other: ExistingPicture) -> float:
    """0 (the same composition and colours) to 2."""
    composition = 0.0 if other.look.rpartition("/")[2] == one.look.rpartition("/")[2] else 1.0
    return composition + _apart(one.palette, other.palette)


def _apart(palette: Sequence[str], other: Sequence[str]) -> float:
    """The mean Oklab distance of colours of the same use; 1 where the other picture tells no colours."""
    pairs = list(zip(palette, other, strict=False))
    if not pairs:
        return 1.0
    one, two = (to_oklab(np.array([parse(text) for text in texts])) for texts in zip(*pairs, strict=True))
    return float(np.linalg.norm(one - two, axis=1).mean())
