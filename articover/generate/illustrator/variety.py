"""Pictures of one brief that differ: among the next seeds, one that composes otherwise than what is there already."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from articover.engine import ExistingPicture
from articover.generate.illustrator.color import parse, to_oklab
from articover.generate.illustrator.scene import Scene

TRIES = 12
"""Seeds looked at. A scene is composed in milliseconds; painting it takes a hundred times as long."""

_APART = 0.12
"""From this mean distance in Oklab on, two palettes read as two colourings (black and white are 1 apart)."""


def seed_apart(compose: Callable[[int], Scene], seed: int, others: Sequence[ExistingPicture]) -> int:
    """`seed` or one of the next, whose scene has a recipe or at least colours that none of `others` has.

    The first that will do is taken, so that what suits the genre keeps its chances; if none will, the least alike.
    """
    best, best_score = seed, -1.0
    for candidate in range(seed, seed + TRIES):
        scene = compose(candidate)
        score = min((_unlike(scene, each) for each in others), default=math.inf)
        if score >= 1 + _APART:
            return candidate
        if score > best_score:
            best, best_score = candidate, score
    return best


def _unlike(scene: Scene, other: ExistingPicture) -> float:
    """0 (the same recipe and colours) to 2."""
    recipe = 0.0 if other.look.rpartition("/")[2] == scene.recipe else 1.0
    return recipe + _apart(scene.palette.to_json(), other.palette)


def _apart(palette: Sequence[str], other: Sequence[str]) -> float:
    """The mean Oklab distance of colours of the same use; 1 where the other picture tells no colours."""
    pairs = list(zip(palette, other, strict=False))
    if not pairs:
        return 1.0
    one, two = (to_oklab(np.array([parse(text) for text in texts])) for texts in zip(*pairs, strict=True))
    return float(np.linalg.norm(one - two, axis=1).mean())
