"""Where the type and the subject are placed, for every shape of page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from articover.cover import Zone
from articover.generate.illustrator.scene import COMPOSING, CompositionRequest

Side = Literal["left", "right"]


@dataclass(frozen=True)
class PagePlan:
    """A page divided: `x` is where the subject stands (scene units).

    `wide` pages have their type beside the subject, on the other side; others above or below it.
    `calm` is the y above which (or, for type below, under which) a tall page is kept for type.
    """

    x: float
    wide: bool
    zones: tuple[Zone, ...]
    side: Side
    calm: float


def plan_page(
    request: CompositionRequest, rng: np.random.Generator, *, drift: float = 0.12, height: float = 0.24
) -> PagePlan:
    """A stage with the title above (tall pages) or beside (wide ones); the author at the foot.

    `drift` is how far the subject may stand off the middle of a tall page; `height` the title zone's. The book of
    a series stands where the series does.
    """
    if request.look is not None and request.look.recipe:
        # The stage is the first thing a recipe draws: the first book's stream gives it again, on any shape of page.
        rng = np.random.default_rng([request.look.seed, COMPOSING])
    aspect = request.aspect
    if request.is_wide:
        side: Side = "right" if rng.random() < 0.6 else "left"
        share = 0.7 if aspect < 2.2 else 0.74
        x = aspect * (share if side == "right" else 1 - share)
        near, far = (0.055, 0.49) if aspect < 2.2 else (0.04, 0.52)
        left, right = (near, far) if side == "right" else (1 - far, 1 - near)
        title = Zone("title", left, 0.2, right, 0.66, "left", "middle")
        author = Zone("author", left, 0.905, right, 0.955, "left", "middle")
        return PagePlan(x, True, (title, author), side, 0.0)
    x = aspect * (0.5 + float(rng.uniform(-drift, drift)))
    top = 0.055
    title = Zone("title", 0.08, top, 0.92, top + height, "center", "top")
    author = Zone("author", 0.1, 0.915, 0.9, 0.96, "center", "middle")
    side = "right" if x > aspect / 2 else "left"
    return PagePlan(x, False, (title, author), side, top + height)


def emptier(side: Side) -> float:
    """-1 or 1: the direction away from the subject."""
    return -1.0 if side == "right" else 1.0
