"""Scenes that somebody wrote: JSON -> `Scene`, or one sentence that names the field that is wrong by its path.

What the director stores in cover.json under `scene` is such a scene, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, get_args

import msgspec
from msgspec import Meta

from articover.edit.typeset.lockups import all_lockups
from articover.errors import SceneError
from articover.generate.illustrator.compose import all_compositions, draw
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.places import all_places
from articover.generate.illustrator.compose.scene import (
    SCENE_FORMAT,
    Aspect,
    Number,
    Scene,
    SceneParts,
    Season,
    Time,
    Versions,
    Weather,
    upgraded,
)
from articover.generate.illustrator.compose.things import all_things
from articover.generate.illustrator.direct.palette import all_palettes
from articover.generate.illustrator.scenes.names import drawn_by, nearest, same_name
from articover.generate.illustrator.treat import all_treatments
from articover.generate.illustrator.treat.inks import Inks

MAX_BYTES = 1_000_000
"""A scene has some 2,000; what is larger is another file."""
_STORED = "directed"
"""Where cover.json's `scene` keeps the director's scene."""

_Printed = Annotated[str, Meta(max_length=1000)]


class WrittenScene(
    SceneParts, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"inks": "palette"}, omit_defaults=True
):
    """A cover picture in a designer's terms, with the words on the cover. See docs/scene.md."""

    inks: Annotated[
        str | Inks,
        Meta(description="The name of a palette that `articover paint --list` names, or seven colours of your own."),
    ]
    versions: Annotated[
        Versions | None,
        Meta(
            description="Versions of composition and treatment that the scene was made with. "
            "Leave it out to paint it as they draw now."
        ),
    ] = None
    aspect: Annotated[
        Aspect | None, Meta(description="Width of the page over its height, where no ratio is given.")
    ] = None
    title: Annotated[_Printed, Meta(description="The words on the cover; the command line's come first.")] = ""
    subtitle: _Printed = ""
    author: _Printed = ""
    series: _Printed = ""
    genre: Annotated[_Printed, Meta(description="Helps to choose typefaces where no lockup is given.")] = ""
    language: _Printed = ""
    ratio: Annotated[
        _Printed, Meta(description='The page: "2:3", "A5", "6x9in", "152x225mm"; the command line comes first.')
    ] = ""


def schema() -> dict[str, Any]:
    """The JSON Schema of a written scene (draft 2020-12)."""
    made = msgspec.json.schema(WrittenScene)
    names = made["$defs"]["WrittenScene"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **{key: value for key, value in names.items() if key != "title"},
        "title": "Arti Cover scene",
        "$defs": {key: value for key, value in made["$defs"].items() if key != "WrittenScene"},
    }


def read_written(data: bytes) -> WrittenScene:
    """The scene in a file, every field of the right type. Raises `SceneError`."""
    if len(data) > MAX_BYTES:
        raise SceneError("scene_long", most=str(MAX_BYTES))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SceneError("scene_encoding") from error
    try:
        found = msgspec.json.decode(text)
    except RecursionError as error:
        raise SceneError("scene_deep") from error
    except msgspec.ValidationError as error:  # well-formed, and yet no value
        raise SceneError("scene_number") from error
    except msgspec.DecodeError as error:
        at = re.search(r"\(byte (\d+)\)", str(error))
        line = text.encode()[: int(at[1])].count(b"\n") + 1 if at else text.count("\n") + 1
        raise SceneError("scene_json", line=str(line)) from error
    return written_from(found)


def written_from(data: Any) -> WrittenScene:
    """The scene in JSON data, every field of the right type. Raises `SceneError`."""
    if isinstance(data, dict) and _STORED in data:
        data = data[_STORED]
    if isinstance(data, dict) and "recipe" in data:
        raise SceneError(
            "scene_recipe",
        )
    newest = data.get("format") if isinstance(data, dict) else None
    if isinstance(newest, int) and newest > SCENE_FORMAT:
        raise SceneError(
            "scene_newer",
            format=str(newest)[:20],
            newest=str(SCENE_FORMAT),
        )
    try:
        return msgspec.convert(upgraded(data), WrittenScene)
    except msgspec.ValidationError as error:
        raise _wrong_type(str(error)) from error


def scene_from(written: WrittenScene, aspect: float, words: Iterable[str] = ()) -> tuple[Scene, Drawing]:
    """The scene on a page of `aspect` with its drawing; `words` are the title's, where the file has other ones.

    Raises `SceneError` for a name that is unknown, and for what does not go together.
    """
    composition = _name("composition", "composition", written.composition, all_compositions())
    treatment = _name("treatment", "treatment", written.treatment, all_treatments())
    module = all_compositions()[composition]
    if treatment in module.EXCLUDES:
        raise SceneError(
            "scene_excluded",
            treatment=treatment,
            composition=composition,
            why=module.EXCLUDES[treatment].rstrip("."),
        )
    versions = module.VERSION, int(getattr(all_treatments()[treatment], "VERSION", 1))
    if written.versions is not None and written.versions != versions:
        raise SceneError(
            "scene_versions",
            made="{}.{}".format(*written.versions),
            now="{}.{}".format(*versions),
        )
    scene = Scene(
        composition=composition,
        treatment=treatment,
        inks=_inks(written.inks),
        versions=versions,
        subjects=tuple(
            msgspec.structs.replace(each, draws=_thing(f"subjects[{at}].name", each.draws, composition))
            for at, each in enumerate(written.subjects)
        ),
        added=tuple(
            msgspec.structs.replace(each, draws=_thing(f"added[{at}].name", each.draws, ""))
            for at, each in enumerate(written.added)
        ),
        place=_name("place", "place", written.place, all_places()) if written.place else "",
        time=written.time,
        season=written.season,
        weather=written.weather,
        relation=written.relation,
        lockup=_name("lockup", "lockup", written.lockup, all_lockups()) if written.lockup else module.LOCKUPS[0],
        words=tuple(words) or written.words,
        aspect=aspect,
        mirror=written.mirror,
        seed=written.seed,
        why=written.why,
    )
    return scene, draw(scene)


def _inks(palette: str | Inks) -> Inks:
    if isinstance(palette, Inks):
        return palette
    found = all_palettes()[_name("palette", "palette", palette, all_palettes())]["inks"]
    assert isinstance(found, Inks)
    return found


def _thing(path: str, name: str, composition: str) -> str:
    return _name(path, "thing", name, (*all_things(), *drawn_by(composition)))


def _name(path: str, kind: str, name: str, known: Iterable[str]) -> str:
    """The known name that `name` is; raises `SceneError` when there is none."""
    names = tuple(known)
    if found := same_name(name, names):
        return found
    raise unknown_name(path, kind, name, names)


def unknown_name(path: str, kind: str, name: str, known: Iterable[str]) -> SceneError:
    """There is nothing of that name; what was probably meant is told."""
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    if near := nearest(name, known):
        return SceneError(
            "scene_unknown_near",
            path=path,
            kind=kind,
            name=shown,
            near=near,
        )
    return SceneError(
        "scene_unknown",
        path=path,
        kind=kind,
        name=shown,
    )


_CHOICES = {"time": get_args(Time), "season": get_args(Season), "weather": get_args(Weather)} | {
    "number": get_args(Number),
    "role": ("hero", "companion", "prop"),
}
_TYPES = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object in braces",
    "null": "null",
}
_FIELDS = tuple(field.encode_name for field in msgspec.structs.fields(WrittenScene))


def _wrong_type(said: str) -> SceneError:
    """msgspec's message about a value of the wrong type, as a sentence of ours."""
    what, _, place = said.partition(" - at `$")
    path = place.removesuffix("`").removeprefix(".")
    if match := re.fullmatch(r"Object contains unknown field `(.*)`", what, re.DOTALL):
        whole = f"{path}.{match[1]}" if path else match[1]
        return unknown_name(
            whole[:80], "field", match[1], _FIELDS if not path else ("name", "concept", "number", "role")
        )
    if match := re.fullmatch(r"Object missing required field `(.*)`", what):
        whole = f"{path}.{match[1]}" if path else match[1]
        return SceneError("scene_missing", path=whole)
    if match := re.fullmatch(r"Invalid enum value '?(.*?)'?", what, re.DOTALL):
        choices = ", ".join(f'"{each}"' for each in _CHOICES.get(path.rpartition(".")[2], ()) if each)
        return SceneError("scene_choice", path=path, choices=choices)
    path = path or "scene"
    if match := re.fullmatch(r"Expected `(.*)`, got `(.*)`", what):
        wanted = " or ".join(_TYPES.get(each, each) for each in match[1].split(" | "))
        got = _TYPES.get(match[2], match[2])
        return SceneError("scene_type", path=path, wanted=wanted, got=got)
    if match := re.fullmatch(r"Expected `(int|float)` (<=|>=) ([\d.e+-]+)", what):
        limit = match[3].removesuffix(".0")
        if match[2] == "<=":
            return SceneError("scene_most", path=path, limit=limit)
        return SceneError("scene_least", path=path, limit=limit)
    if match := re.fullmatch(r"Expected `(str|array)` of (?:length|at most length) <= (\d+)", what):
        return SceneError("scene_length", path=path, most=match[2])
    if "matching regex" in what:
        return SceneError("scene_color", path=path)
    return SceneError("scene_value", path=path)
