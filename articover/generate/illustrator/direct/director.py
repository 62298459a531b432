"""The director: ideas, sketched and judged; one of them is painted. Same book, shape and seed: the same picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec
import numpy as np

from articover.brief import Brief
from articover.generate.illustrator.compose import all_compositions, draw
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.direct.gate import book_of
from articover.generate.illustrator.direct.ideas import Idea, Kept, Lately, ideas_for
from articover.generate.illustrator.judge import Verdict, judge
from articover.understand import understand

_WORTH, _LOOKS, _CHANCE, _LIKING = 0.8, 0.8, 0.45, 0.1
"""What counts in a choice: how much of the book is shown, how it looks when small, and the seed's
own taste, in compositions and in colours and media."""


@dataclass(frozen=True, eq=False)
class Chosen:
    """The idea that won. `value` is its score, `verdict` the judge's; `led_by_type`: it shows nothing."""

    scene: Scene
    drawing: Drawing
    verdict: Verdict
    value: float
    led_by_type: bool
    considered: int


@lru_cache(maxsize=24)
def choose(brief: Brief, aspect: float, seed: int, lately: Lately = Lately(), kept: Kept = Kept()) -> Chosen:  # noqa: B008
    """The best of the ideas for a brief, with its drawing."""
    book = book_of(understand(brief), brief.title)
    return best_of(ideas_for(book, aspect, seed, lately=lately, kept=kept), seed)


def best_of(ideas: Sequence[Idea], seed: int) -> Chosen:
    """The best of some ideas, of which there is at least one, with its drawing."""
    rng = np.random.default_rng([seed, 12])
    taste = rng.uniform(0, _LIKING, len(ideas))
    favour = {name: float(rng.uniform(0, _CHANCE)) for name in dict.fromkeys(idea.scene.composition for idea in ideas)}
    drawings: dict[tuple[int, bool], Drawing] = {}
    best: tuple[float, Idea, Verdict] | None = None
    for idea, liking in zip(ideas, taste, strict=True):
        scene = idea.scene
        key = _drawn_alike(scene)
        if key not in drawings:
            drawings[key] = draw(scene)
        verdict = judge(drawings[key], scene.inks)
        value = _WORTH * idea.worth + _LOOKS * verdict.value + favour[scene.composition] + float(liking)
        if best is None or value > best[0]:
            best = value, idea, verdict
    assert best is not None
    value, idea, verdict = best
    told = (*idea.scene.why, *verdict.reasons(), f"the best of {len(ideas)} ideas, {value:.2f}")
    scene = msgspec.structs.replace(idea.scene, why=told)
    drawing = drawings[_drawn_alike(scene)]
    return Chosen(scene, drawing, verdict, value, idea.family == "type", len(ideas))


def _drawn_alike(scene: Scene) -> tuple[int, bool]:
    """Ideas with the same key share a drawing."""
    asks = getattr(all_compositions()[scene.composition], "ASKS_NIGHT", False)
    return scene.seed, asks and scene.inks.is_night


def kept_of(scene: Scene) -> Kept:
    """What the next book of a series keeps of this one."""
    return Kept(scene.composition, scene.treatment, scene.inks)
