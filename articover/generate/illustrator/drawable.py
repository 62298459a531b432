"""What the illustrator can draw: concepts, the sort of picture each has, and how it sits in a scene.

The data is `drawable.toml`. Poses: "stand" on the ground, "upright" (tall and thin), "still" (a thing seen for
itself), "bust" (a head, cropped by the edge it grows from), "perch", "hang", "float" on water, "swim" in it,
"fly", "sky" (what hangs in it).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from articover.understand.index import index

POSES = frozenset(["stand", "upright", "still", "bust", "perch", "hang", "float", "swim", "fly", "sky"])
KINDS = frozenset(
    {"creature", "person", "building", "vehicle", "plant", "celestial", "object", "symbol", "place", "weather", "time"}
    | {"food"}
)
_EAST = frozenset({"ko", "ja", "zh-Hans", "zh-Hant", "th", "vi"})
_WESTERN = frozenset({"european", "british", "american", "western", "french", "nordic", "greek", "latin", "slavic"})


@dataclass(frozen=True)
class Drawable:
    """A concept with a picture. `alone`, `sign`, `west`, `one_way`, `also`: see `drawable.toml`."""

    name: str
    kind: str
    pose: str
    weight: float = 1.0
    alone: bool = False
    sign: bool = False
    west: bool = False
    one_way: bool = False
    also: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def drawables() -> dict[str, Drawable]:
    """Concept -> what is drawn for it, read once."""
    file = resources.files("articover.generate.illustrator").joinpath("drawable.toml")
    entries = tomllib.loads(file.read_text("utf-8"))
    return {name: Drawable(name, **{**entry, "also": tuple(entry.get("also", ()))}) for name, entry in entries.items()}


@lru_cache(maxsize=1)
def _stand_ins() -> dict[str, Drawable]:
    return {concept: drawn for drawn in drawables().values() for concept in drawn.also}


def picture_of(concept: str, language: str = "en", culture: str = "") -> Drawable | None:
    """What is drawn for a concept: itself, else the nearest broader one whose picture is honest; None for nothing.

    A wrong picture is worse than none: a sign for somebody is not drawn for the person, and a European form is not
    drawn for a book of another culture.
    """
    known = drawables()
    for name in (concept, *index().broader(concept)):
        drawn = known.get(name) or _stand_ins().get(name)
        if drawn is None:
            continue
        if drawn.sign or (drawn.alone and name != concept) or (drawn.west and _is_east(language, culture)):
            return None
        return drawn
    return None


def _is_east(language: str, culture: str) -> bool:
    return language in _EAST and culture not in _WESTERN
