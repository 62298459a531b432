"""Things, creatures and people, drawn by ourselves. Each module is one.

A thing module has
    SHOWS: frozenset[str]     concepts of the index that it stands for (and kinds of them)
    NOT: frozenset[str]       kinds of those that it is wrong for
    STANCE                    how it can be used: any of "tiny" (a spot on land), "alone" (large, by itself),
                              "swims" (under water), "afloat" (on it),
                              "round" (in place of an O), "upright" (in place of an I)
    TALL: float               optional: how tall it is beside a grown person
    EAST_TOO: bool            whether it may stand for its concept in a book of East Asia
    EAST_ONLY: frozenset[str] optional: those of SHOWS that it stands for there alone; it comes first there
    draw(rng, detail) -> list[Mark]
                              in a frame of its own: stands on (0, 0), 1 high, y down, so y runs from -1 to 0, x about
                              0, facing right. A "round" one is a disc of diameter 1 about (0, -0.5). `detail` is how
                              large it will be seen, in scene units: leave out what would be lost below it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from articover.errors import SceneError
from articover.generate.illustrator.compose.drawing import Drawing, Fade, Mark
from articover.generate.illustrator.compose.forms.curves import Point, placed
from articover.understand.index import index


@lru_cache(maxsize=1)
def all_things() -> dict[str, Any]:
    """Every thing by its name."""
    from articover.generate.illustrator.compose import modules_of, things

    return modules_of(things)


def thing(name: str, stance: str = "") -> Any:
    """The module of a thing. Raises `SceneError` when there is none of that name, or it cannot be used in `stance`."""
    module = all_things().get(name)
    if module is None:
        raise SceneError("scene_thing", name=name)
    if stance and stance not in module.STANCE:
        raise SceneError("scene_stance", name=name)
    return module


def thing_for(concept: str, stance: str, *, east: bool = False) -> str:
    """The thing that honestly stands for a concept in a stance, "" for none."""
    chain = (concept, *index().broader(concept))
    modules = sorted(all_things().items(), key=lambda each: not (east and hasattr(each[1], "EAST_ONLY")))
    for wanted in chain:
        for name, module in modules:
            here = module.EAST_TOO if east else wanted not in getattr(module, "EAST_ONLY", ())
            if here and wanted in module.SHOWS and stance in module.STANCE and not module.NOT & set(chain):
                return name
    return ""


def tiny_in(place: Any, concept: str, *, east: bool = False) -> str:
    """The thing that may be seen small in a place module: nobody walks on water, no boat stands on land, and
    indoors there are people."""
    if getattr(place, "INDOORS", False) and index().concepts[concept].kind != "person":
        return ""
    return thing_for(concept, "afloat" if getattr(place, "AFLOAT", False) else "tiny", east=east)


def beside_a_person(name: str) -> float:
    """How tall a thing is where a grown person is 1 tall."""
    return float(getattr(thing(name), "TALL", 1.0))


@lru_cache(maxsize=256)
def width_of(name: str) -> float:
    """How broad a thing is at the height of letters, its lower two thirds, as a share of its own height."""
    given = getattr(all_things()[name], "WIDTH", None)
    if given is not None:
        return float(given)
    boxes = [mark.path.getBounds() for mark in all_things()[name].draw(np.random.default_rng(0), 1.0)]
    low = [box for box in boxes if box.bottom() > -0.66]
    return float(max(max(abs(box.left()), abs(box.right())) for box in low) * 2)


@lru_cache(maxsize=64)
def drawn(name: str, seed: tuple[int, ...], detail: float) -> tuple[Mark, ...]:
    """A thing's marks in its own frame, drawn once for all of its copies on a page. Nobody may change their paths."""
    return tuple(thing(name).draw(np.random.default_rng(list(seed)), detail))


def put(
    drawing: Drawing,
    name: str,
    at: Point,
    height: float,
    rng: np.random.Generator | tuple[int, ...],
    depth: float,
    *,
    flip: bool = False,
) -> None:
    """Draw a thing with its foot at `at`, `height` scene units tall, facing left with `flip`.

    Copies that get the same seed instead of a generator are alike and cheap.
    """
    for mark in drawn(name, rng, height) if isinstance(rng, tuple) else thing(name).draw(rng, height):
        fade = mark.fade
        if fade:
            side = -1 if flip else 1
            ends = [(at[0] + side * height * x, at[1] + height * y) for x, y in (fade.start, fade.end)]
            fade = Fade(fade.ink, ends[0], ends[1])
        drawing.marks.append(
            Mark(placed(mark.path, *at, height, flip=flip), mark.ink, depth, mark.kind, fade, mark.soft * height)
        )


@lru_cache(maxsize=256)
def marks_in(name: str, seed: int) -> tuple[float, float, float, float]:
    """What a thing covers in its own frame: left, top, right, bottom."""
    boxes = [mark.path.computeTightBounds() for mark in thing(name).draw(np.random.default_rng([seed, 5]), 0.5)]
    return (
        min(box.left() for box in boxes),
        min(box.top() for box in boxes),
        max(box.right() for box in boxes),
        max(box.bottom() for box in boxes),
    )


def fitted(name: str, seed: int, box: tuple[float, float, float, float]) -> tuple[Point, float]:
    """(foot, height) for `put`: the thing as large as `box` (left, top, right, bottom) allows, in its middle."""
    left, top, right, bottom = marks_in(name, seed)
    scale = min((box[2] - box[0]) / (right - left), (box[3] - box[1]) / (bottom - top))
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return (x - scale * (left + right) / 2, y - scale * (top + bottom) / 2), scale


def recolored(marks: list[Mark], **inks: Any) -> list[Mark]:
    """The marks with some inks exchanged for others."""
    return [replace(mark, ink=inks.get(mark.ink, mark.ink)) for mark in marks]
