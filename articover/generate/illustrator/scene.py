"""`Scene`: a resolved drawing as plain data. Painting it is a pure function of this.

Scene space: the trim box is x in [0, aspect], y in [0, 1], y down; one unit is the trim's height.
The bleed lies outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from articover.brief import Brief
from articover.cover import Zone
from articover.errors import EngineError
from articover.generate.illustrator.look import Look
from articover.generate.illustrator.palette import Palette

T = TypeVar("T")

COMPOSING = 3
"""The stream of a seed's randomness that a recipe composes from."""


@dataclass(frozen=True)
class CompositionRequest:
    """What a recipe composes from. `motifs` are concepts ("whale"), most important first, each drawable.

    `kinds` says what sort of thing each is (creature, building, vehicle, plant, object, person ...), `poses`
    how it sits in a scene (stand, fly, swim, float, still, bust ...): see `drawable`. `look` is the series' that
    the book belongs to, if any.
    """

    brief: Brief
    aspect: float
    palette: Palette
    motifs: tuple[str, ...]
    icons: bool = True
    kinds: Mapping[str, str] = field(default_factory=dict)
    poses: Mapping[str, str] = field(default_factory=dict)
    look: Look | None = None

    @property
    def is_wide(self) -> bool:
        """Whether the subject should stand to one side and the type to the other."""
        return self.aspect > 1.15

    def kept(self, name: str, own: T) -> T:
        """A choice of style that a series keeps on pages of every shape; `own` is this book's, were it alone."""
        return own if self.look is None else self.look.value(name, own)

    def placed(self, name: str, own: T) -> T:
        """A place or a size that a series keeps on pages of one shape."""
        return own if self.look is None or not self.look.fits(self.aspect) else self.look.value(name, own)


@dataclass(frozen=True)
class Composition:
    """What a recipe decided: JSON-able `params` with every random choice resolved, and where type may stand.

    `motifs` are those the picture really shows. `palette` replaces the request's where given.
    """

    params: dict[str, Any]
    zones: tuple[Zone, ...]
    motifs: tuple[str, ...] = ()
    palette: Palette | None = None


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything needed to paint: `seed` feeds texture noise only, `version` is the recipe's SCENE_VERSION.

    `version` is 0 for scenes stored before recipes had versions. `look` is the series' it follows, `book` its brief's
    number (see `look`).
    """

    recipe: str
    aspect: float
    seed: int
    palette: Palette
    zones: tuple[Zone, ...]
    motifs: tuple[str, ...]
    icons: bool
    params: Mapping[str, Any]
    version: int
    look: Look | None = None
    book: int = 0

    def to_json(self) -> dict[str, Any]:
        series = {} if self.look is None else {"series": self.look.to_json()}
        return {
            "recipe": self.recipe,
            "aspect": self.aspect,
            "seed": self.seed,
            "palette": self.palette.to_json(),
            "zones": [asdict(zone) for zone in self.zones],
            "motifs": list(self.motifs),
            "icons": self.icons,
            "params": dict(self.params),
            "version": self.version,
            "book": self.book,
            **series,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Scene:
        """Inverse of `to_json`; raises `EngineError` on anything else."""
        try:
            return cls(
                str(data["recipe"]),
                float(data["aspect"]),
                int(data["seed"]),
                Palette.from_json(data["palette"]),
                tuple(Zone(**zone) for zone in data["zones"]),
                tuple(data["motifs"]),
                bool(data["icons"]),
                data["params"],
                int(data.get("version", 0)),
                Look.of(data["series"]) if "series" in data else None,
                int(data.get("book", 0)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError("scene_damaged") from error
