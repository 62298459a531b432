"""`Look`: what the books of a series share, taken from the scene of an earlier one.

Recipe, palette, light, the places of the type and the lines of the composition are the series'; what stands
on stage is each book's own.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from articover.brief import Brief
from articover.cover import Zone
from articover.errors import EngineError
from articover.trim import SAME_RATIO_TOLERANCE

T = TypeVar("T")


def book_of(brief: Brief) -> int:
    """A number by which one book is told from another, 0 .. 2**32 - 1."""
    return zlib.crc32(f"{brief.title}\n{brief.synopsis}".encode())


@dataclass(frozen=True, eq=False)
class Look:
    """The first book's `recipe` ("" when it was no illustrator's), `palette`, `aspect`, `seed`, type `zones`
    and composition `params`; `book` tells that book from others (see `book_of`)."""

    palette: tuple[str, ...]
    recipe: str = ""
    aspect: float = 0.0
    seed: int = 0
    zones: tuple[Zone, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    book: int = 0

    @classmethod
    def of(cls, scene: Mapping[str, Any]) -> Look:
        """The look of a stored scene: its series' where it has one, so that a third book follows the first.

        `scene` with nothing but a "palette" is a look, too. Raises `EngineError` on anything else.
        """
        try:
            data = scene.get("series") or scene
            palette = tuple(str(color) for color in data["palette"])
            if "recipe" not in data:
                return cls(palette)
            zones = tuple(Zone(**zone) for zone in data["zones"])
            return cls(
                palette,
                str(data["recipe"]),
                float(data["aspect"]),
                int(data["seed"]),
                zones,
                dict(data["params"]),
                int(data.get("book", 0)),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EngineError("series_damaged") from error

    def to_json(self) -> dict[str, Any]:
        return {
            "recipe": self.recipe,
            "palette": list(self.palette),
            "aspect": self.aspect,
            "seed": self.seed,
            "zones": [asdict(zone) for zone in self.zones],
            "params": dict(self.params),
            "book": self.book,
        }

    def fits(self, aspect: float) -> bool:
        """Whether places on its page are the same places on a page of `aspect`."""
        return self.aspect > 0 and abs(self.aspect / aspect - 1) <= SAME_RATIO_TOLERANCE

    def value(self, name: str, own: T) -> T:
        """The series' value of a parameter; `own` where it has none of the same kind."""
        found = self.params.get(name)
        if type(found) is not type(own):
            return own
        if isinstance(found, list) and isinstance(own, list) and len(found) != len(own):
            return own
        return found
