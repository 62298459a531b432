"""The recipes: each module of this package is one way to build a picture.

A recipe module has
    NAME     how it is called in a scene and a look, "planet"
    SCENE_VERSION   raised by hand whenever a stored scene would be painted differently (see below)
    GENRES   genre key -> weight: how gladly it is taken for that genre (0 or absent: never)
    WANTS    concepts that call for it: a brief that speaks of one takes it more gladly
    fit(request) -> float                  optional: how well it can show this very brief (1: well, 0: not)
    compose(request, rng) -> Composition   resolves every choice into JSON-able params
    paint(scene, surface) -> None          draws a scene; pure, randomness only from `surface.rng(key)`

A stored cover is printed by painting its scene again, which must give the picture that was approved. Raise
SCENE_VERSION with every change to `paint`, to the meaning of `params` or to shared drawing code (motifs, icons, light,
grain) that alters the recipe's pictures; scenes of another version are printed by enlarging the stored picture.
`tests/generate/test_scene_versions.py` holds a scene and a small picture of each recipe and fails when the number was
forgotten. Choosing differently in `compose` alone needs no new number.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, cast

import numpy as np

from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import Surface
from articover.genres import GENERAL


class Recipe(Protocol):
    """What a recipe module looks like from outside."""

    NAME: str
    SCENE_VERSION: int
    GENRES: dict[str, float]
    WANTS: frozenset[str]

    def compose(self, request: CompositionRequest, rng: np.random.Generator) -> Composition: ...

    def paint(self, scene: Scene, surface: Surface) -> None: ...


@lru_cache(maxsize=1)
def all_recipes() -> dict[str, Recipe]:
    """Every recipe by its name, in the order of their modules' names."""
    modules = sorted(info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
    found = [cast(Recipe, importlib.import_module(f"{__name__}.{name}")) for name in modules]
    return {recipe.NAME: recipe for recipe in found}


def choose(request: CompositionRequest, rng: np.random.Generator) -> Recipe:
    """A recipe for the brief, drawn by the recipes' own weights; the general ones when none wants its genre."""
    known = list(all_recipes().values())
    for key in (request.brief.genre_key, GENERAL):
        weights = np.array([recipe.GENRES.get(key, 0.0) * _pull(recipe, request) for recipe in known])
        if weights.sum() > 0:
            return known[int(rng.choice(len(known), p=weights / weights.sum()))]
    return known[0]


def by_fit(request: CompositionRequest) -> list[Recipe]:
    """The recipes that the brief's genre or the general one takes, the best for the brief first."""

    def weights(recipe: Recipe) -> tuple[float, float]:
        pull = _pull(recipe, request)
        genre, general = (recipe.GENRES.get(key, 0.0) * pull for key in (request.brief.genre_key, GENERAL))
        return genre, general

    return sorted((each for each in all_recipes().values() if any(weights(each))), key=weights, reverse=True)


def _pull(recipe: Recipe, request: CompositionRequest) -> float:
    fit: Callable[[CompositionRequest], float] | None = getattr(recipe, "fit", None)
    wanted = _WANTED if recipe.WANTS & set(request.motifs) else 1.0
    return wanted * (fit(request) if fit else 1.0)


_WANTED = 3.0
"""How much more gladly a recipe is taken that shows what the brief speaks of at its best."""
