"""`Scene`: an idea for a cover in a designer's terms, as plain data. Drawing and painting are pure functions of it.

Anybody can write one (docs/scene.md): `scenes/written.py` reads scenes written by hand, where most fields may be left
out and a palette may be named.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from articover.errors import EngineError, SceneError
from articover.generate.illustrator.treat.inks import Inks

SCENE_FORMAT = 2
"""Of the layout of a `Scene` as JSON; a reader that meets a later one refuses it. Format 1 called a subject's `name`
"draws" and the `palette` "inks"."""

Time = Literal["", "dawn", "day", "dusk", "night"]
Season = Literal["", "spring", "summer", "autumn", "winter"]
Weather = Literal["", "rain", "snow", "fog", "storm", "wind"]
Number = Literal["one", "pair", "many"]

Name = Annotated[str, Meta(max_length=60)]
Text = Annotated[str, Meta(max_length=200)]


class Subject(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"draws": "name"}):
    """Somebody or something on the cover. `draws` is "name" in JSON; `role` tells the hero from the others."""

    draws: Annotated[
        Name, Meta(description='What is drawn: a thing that `articover paint --list` names, for example "lighthouse".')
    ]
    concept: Annotated[Name, Meta(description="What it stands for in the book; kept for whoever reads the scene.")] = ""
    number: Annotated[Number, Meta(description="How many of it stand there, where the composition shows several.")] = (
        "one"
    )
    role: Annotated[
        Literal["hero", "companion", "prop"],
        Meta(description='"hero" is what the cover is about; a place without a hero is empty.'),
    ] = "hero"


class Added(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"draws": "name"}):
    """A thing put into a composition beside what it shows. `draws` is "name" in JSON."""

    draws: Annotated[Name, Meta(description="What is drawn, as of a subject.")]
    concept: Annotated[Name, Meta(description="What it stands for in the book.")] = ""
    at: Annotated[
        int,
        Meta(ge=0, le=9, description="Which of the composition's free spots it stands on; 0 is the first."),
    ] = 0


class SceneParts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What scenes that are painted and scenes that are written by hand have in common."""

    format: Annotated[
        int,
        Meta(ge=1, le=1000, description="Version of this format. Without it the scene is of the newest."),
    ] = SCENE_FORMAT
    composition: Annotated[Name, Meta(description="How the page is divided and what it shows.")]
    treatment: Annotated[Name, Meta(description="The medium it is painted in.")]
    subjects: Annotated[
        tuple[Subject, ...], Meta(max_length=12, description="Who and what is shown, the most important first.")
    ] = ()
    added: Annotated[
        tuple[Added, ...], Meta(max_length=8, description="Things beside those that the composition shows by itself.")
    ] = ()
    place: Annotated[Name, Meta(description="Where it is, for compositions that show a place.")] = ""
    time: Annotated[Time, Meta(description="The hour, which is also where the light comes from.")] = ""
    season: Season = ""
    weather: Annotated[Weather, Meta(description="What the sky does.")] = ""
    relation: Annotated[
        Text,
        Meta(description='What joins type and thing: "letter I" lets the thing stand for an I of the title.'),
    ] = ""
    lockup: Annotated[Name, Meta(description="How title and author are set; one of the composition's own is best.")] = (
        ""
    )
    words: Annotated[
        tuple[Text, ...],
        Meta(max_length=100, description="The title in words, for compositions that draw with its letters."),
    ] = ()
    mirror: Annotated[bool, Meta(description="Exchanges left and right.")] = False
    seed: Annotated[
        int,
        Meta(ge=0, le=2**53 - 1, description="Decides whatever is left free. The same seed gives the same picture."),
    ] = 0
    why: Annotated[
        tuple[Annotated[str, Meta(max_length=400)], ...],
        Meta(max_length=40, description="Reasons of whoever made the scene."),
    ] = ()


Versions = tuple[Annotated[int, Meta(ge=1, le=1000)], Annotated[int, Meta(ge=1, le=1000)]]
Aspect = Annotated[float, Meta(ge=0.2, le=5, description="Width of the page over its height.")]


class Scene(SceneParts, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"inks": "palette"}):
    """One cover picture.

    `composition` and `treatment` are names of modules in compose/compositions/ and treat/treatments/; `versions` their
    VERSION when the scene was made (a scene whose module was changed since is not painted at another size). `place` is
    a key of compose/places/, `lockup` of edit/typeset/lockups.toml. `inks` is "palette" in JSON. `aspect` is width
    over height.
    """

    inks: Inks
    versions: Versions = (1, 1)
    aspect: Aspect = 2 / 3

    @property
    def hero(self) -> Subject | None:
        return next((each for each in self.subjects if each.role == "hero"), None)

    def first_subject(self) -> Subject:
        """The first of the subjects. Raises `SceneError` when there is none: the composition cannot do without."""
        if not self.subjects:
            raise SceneError(
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
            made = msgspec.convert(upgraded(data), cls)
        except msgspec.ValidationError as error:
            raise EngineError("scene_field", why=str(error)) from error
        if made.format != SCENE_FORMAT:
            raise EngineError("scene_damaged")
        return made


def upgraded(data: Any) -> Any:
    """Scene data of format 1 as that of this format; anything else as it is."""
    if not isinstance(data, dict) or data.get("format") != 1:
        return data
    made = {"palette" if key == "inks" else key: value for key, value in data.items()}
    if isinstance(made.get("subjects"), list):
        made["subjects"] = [
            {"name" if key == "draws" else key: value for key, value in each.items()}
            if isinstance(each, dict)
            else each
            for each in made["subjects"]
        ]
    return {**made, "format": SCENE_FORMAT}
