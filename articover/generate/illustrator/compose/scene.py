"""`Scene`: an idea for a cover in a designer's terms, as plain data. Drawing and painting are pure functions of it.

Anybody can write one: everything but `composition`, `treatment` and `inks` may be left out, and what is left free is
decided by `seed`.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from articover.errors import EngineError
from articover.generate.illustrator.treat.inks import Inks

SCENE_FORMAT = 1
"""Of the layout of a `Scene` as JSON; a reader that meets another refuses it."""

Time = Literal["", "dawn", "day", "dusk", "night"]
Season = Literal["", "spring", "summer", "autumn", "winter"]
Weather = Literal["", "rain", "snow", "fog", "storm", "wind"]
Number = Literal["one", "pair", "many"]


class Subject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody or something on the cover.

    `draws` is a key of compose/things/ ("walker", "lighthouse"), `concept` what it stands for in the book. `role` tells
    the hero from companions and props.
    """

    draws: str
    concept: str = ""
    number: Number = "one"
    role: Literal["hero", "companion", "prop"] = "hero"


class Scene(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One cover picture.

    `composition` and `treatment` are names of modules in compose/compositions/ and treat/treatments/; `versions` their
    VERSION when the scene was made (a scene whose module was changed since is not painted at another size). `place` is
    a key of compose/places/. `relation` tells what joins type and thing ("letter I"), `lockup` is a key of
    edit/typeset/lockups.toml. `words` is how the title falls into words, for compositions that draw with its letters.
    `aspect` is width over height. `mirror` turns left and right. `why` are the judge's and the director's reasons.
    """

    format: int = SCENE_FORMAT
    composition: str
    treatment: str
    inks: Inks
    versions: tuple[int, int] = (1, 1)
    subjects: tuple[Subject, ...] = ()
    place: str = ""
    time: Time = ""
    season: Season = ""
    weather: Weather = ""
    relation: str = ""
    lockup: str = ""
    words: tuple[str, ...] = ()
    aspect: float = 2 / 3
    mirror: bool = False
    seed: int = 0
    why: tuple[str, ...] = ()

    @property
    def hero(self) -> Subject | None:
        return next((each for each in self.subjects if each.role == "hero"), None)

    def first_subject(self) -> Subject:
        """The first of the subjects. Raises `EngineError` when there is none: the composition cannot do without."""
        if not self.subjects:
            raise EngineError(
                "scene_subject",
                name=self.composition,
            )
        return self.subjects[0]

    def of(self, role: str) -> tuple[Subject, ...]:
        """The subjects of one role."""
        return tuple(each for each in self.subjects if each.role == role)

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data

    @classmethod
    def from_json(cls, data: Any) -> Scene:
        """Inverse of `to_json`; raises `EngineError`, with the field named, on anything else."""
        try:
            made = msgspec.convert(data, cls)
        except msgspec.ValidationError as error:
            raise EngineError("scene_field", why=str(error)) from error
        if made.format != SCENE_FORMAT:
            raise EngineError("scene_damaged")
        return made
