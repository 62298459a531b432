"""Things that somebody adds to a composition: each stands on one of its free spots, in front of what was there.

The rest of the drawing is as it was. Each thing has a random stream of its own, so that adding or taking away one
leaves the others alone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from articover.errors import SceneError
from articover.generate.illustrator.compose.drawing import Drawing, Spot
from articover.generate.illustrator.compose.places import Ground
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import beside_a_person, put, thing

_STREAM = 21
"""Of a seed's randomness, for what is added."""
_UNDERFOOT = 0.006
"""So far below somebody's foot there is land, in scene units."""
_BESIDE_SOMEBODY = {
    "axe": 0.6, "cat": 0.3, "dog": 0.5, "fox": 0.45, "lantern": 0.4, "owl": 0.35, "raven": 0.35, "suitcase": 0.45,
    "train": 2.0, "umbrella": 0.6,
}  # fmt: skip
"""Things drawn to be seen large that may be added to a place, too: how tall they are beside a grown person."""
_BROAD = 5.0
"""Land is broader than this, in heights of somebody; a road or a stair is not."""


def add(drawing: Drawing, scene: Scene) -> None:
    """Draw what `scene` adds. Raises `SceneError` where the composition has no such spot, or not for this thing."""
    for each in scene.added:
        if each.at >= len(drawing.spots):
            raise SceneError(
                "scene_no_room",
                composition=scene.composition,
                name=each.draws,
            )
        spot = drawing.spots[each.at]
        if not may_stand(each.draws, spot):
            raise SceneError("scene_stance", name=each.draws)
        start = len(drawing.marks)
        rng = np.random.default_rng([scene.seed, _STREAM, each.at])
        # It faces the middle of the page.
        height = spot.height * (
            (_BESIDE_SOMEBODY.get(each.draws) or beside_a_person(each.draws)) if spot.stance == "tiny" else 1.0
        )
        put(drawing, each.draws, spot.foot, height, rng, spot.depth, flip=spot.foot[0] > drawing.aspect / 2)
        if spot.clip is not None:
            drawing.marks[start:] = [replace(mark, clip=spot.clip) for mark in drawing.marks[start:]]
        drawing.shown = (*drawing.shown, each.concept or each.draws)


def may_stand(name: str, spot: Spot) -> bool:
    """Whether a thing can be drawn on a spot."""
    module = thing(name)
    if spot.on_water:
        return "afloat" in module.STANCE
    return spot.stance in module.STANCE or (spot.stance == "tiny" and name in _BESIDE_SOMEBODY)


def spots_beside(
    drawing: Drawing, ground: Ground, heroes: int, height: float, *, on_water: bool = False
) -> tuple[Spot, ...]:
    """Spots left and right of `heroes` who stand side by side on a place's ground, each `height` tall.

    `drawing` holds the place alone: whoever is added stands on the same piece of land.
    """
    x, y = ground.spot
    land = next(
        (
            mark.path
            for mark in reversed(drawing.marks)
            if mark.path.getBounds().width() > _BROAD * height and mark.path.contains(x, y + _UNDERFOOT)
        ),
        None,
    )
    right = 1.1 * max(heroes - 1, 0)
    found = []
    for steps in (-1.7, right + 1.7, -3.4, right + 3.4, -5.1, right + 5.1):
        at = x + steps * min(height, 0.16 * drawing.aspect)
        level = ground.line(at) if ground.line else _level(land, at, y, height)
        if level is not None and 0.05 * drawing.aspect <= at <= 0.95 * drawing.aspect:
            found.append(Spot((at, level), height, ground.depth, on_water=on_water))
    return tuple(found)


def _level(land: skia.Path | None, x: float, y: float, height: float) -> float | None:
    """How high the land is at `x`, near `y`: `y` itself inside it, its edge where it slopes; None where it ends."""
    if land is None:
        return None
    if land.contains(x, y + _UNDERFOOT) and land.contains(x, y - 0.3 * height):
        return y
    steps = [y + height * step / 8 for step in range(-16, 17)]
    return next((each for each in steps if land.contains(x, each + _UNDERFOOT)), None)
