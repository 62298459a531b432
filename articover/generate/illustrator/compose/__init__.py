"""A scene without a look: what is where, how near, in which ink. Each module of `compositions/` is one way to divide a
page.

A composition module has
    NAME                            how it is called in a scene, "vast and tiny"
    VERSION: int                    raised by hand whenever a stored scene would be drawn otherwise
    FAMILY                          what eyes take for the same plate: compositions of one family count as alike
    SHELVES: dict[str, float]       genre -> how gladly it is taken for it; "" for any other genre
    LOCKUPS: tuple[str, ...]        the settings of type it was made for, keys of edit/typeset/lockups.toml
    EXCLUDES: dict[str, str]        treatment -> why it cannot be painted in it
    ASKS_NIGHT: bool                optional: it draws otherwise on dark pages (it may ask for nothing else of the inks)
    fit(book) -> Fit | None         what of the book it would show, and how well; None when nothing honest
    DRAWS: tuple[str, ...]          optional: names of subjects that it draws itself, beside those of things/
    draw(scene, rng) -> Drawing     pure; `rng` is the scene's own stream. Set `drawing.spots` where things may be added
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, cast

import numpy as np

from articover.errors import SceneError
from articover.generate.illustrator.compose import compositions
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.scene import Scene, Subject


@dataclass(frozen=True)
class Fit:
    """What a composition would show of a book. `worth` is 0 (nothing of it) to 1 (the whole idea of the book)."""

    worth: float
    why: str
    subjects: tuple[Subject, ...] = ()
    place: str = ""
    relation: str = ""


class Composition(Protocol):
    """What a composition module looks like from outside."""

    NAME: str
    VERSION: int
    FAMILY: str
    SHELVES: Mapping[str, float]
    LOCKUPS: tuple[str, ...]
    EXCLUDES: Mapping[str, str]

    def fit(self, book: Book) -> Fit | None: ...

    def draw(self, scene: Scene, rng: np.random.Generator) -> Drawing: ...


@lru_cache(maxsize=1)
def all_compositions() -> dict[str, Composition]:
    """Every composition by its name, in the order of their modules' names."""
    names = sorted(info.name for info in pkgutil.iter_modules(compositions.__path__) if not info.name.startswith("_"))
    found = [cast(Composition, importlib.import_module(f"{compositions.__name__}.{name}")) for name in names]
    return {each.NAME: each for each in found}


def draw(scene: Scene) -> Drawing:
    """The scene as a drawing. Raises `SceneError` when its composition is unknown."""
    composition = all_compositions().get(scene.composition)
    if composition is None:
        raise SceneError("scene_part", part="composition", name=scene.composition)
    made = composition.draw(scene, np.random.default_rng([scene.seed, 3]))
    if scene.added:
        from articover.generate.illustrator.compose.adding import add

        add(made, scene)
    return _mirrored(made) if scene.mirror else made


def _mirrored(drawing: Drawing) -> Drawing:
    from articover.generate.illustrator.compose.mirror import mirrored

    return mirrored(drawing)


def shelf(weights: Mapping[str, float], genres: tuple[str, ...]) -> float:
    """How gladly a module is taken for the first of `genres` (the book's own, then those near it) that it names."""
    return next((weights[genre] for genre in genres if genre in weights), weights.get("", 0.0))


def modules_of(package: Any) -> dict[str, Any]:
    """The modules of a package by name; those with a leading underscore are none of them."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_"))
    return {name: importlib.import_module(f"{package.__name__}.{name}") for name in names}
