"""Scenes that somebody writes: what is painted from them, and what is said of those that are wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from jsonschema import Draft202012Validator
from PIL import Image

from articover.brief import Brief
from articover.cli import main
from articover.errors import SceneError
from articover.folder import read_cover
from articover.generate.illustrator.compose import all_compositions, draw
from articover.generate.illustrator.compose.places import all_places
from articover.generate.illustrator.compose.scene import Scene, Subject
from articover.generate.illustrator.direct.gate import book_of
from articover.generate.illustrator.direct.ideas import STAGINGS, ideas_for
from articover.generate.illustrator.direct.palette import all_palettes
from articover.generate.illustrator.scenes.written import MAX_BYTES, read_written, scene_from, schema, written_from
from articover.understand import understand

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import scene_schema

DUNES = {
    "title": "Salt Road", "author": "Mara Idris", "composition": "vast and tiny", "treatment": "screen print",
    "palette": "harbour", "place": "dunes", "subjects": [{"name": "walker"}], "seed": 7,
}  # fmt: skip
BRIEFS = [
    Brief("The White Line", genre="memoir", synopsis="A woman climbs a mountain alone in winter."),
    Brief("The Lighthouse", genre="mystery", synopsis="A keeper of a lighthouse on a rock hides a letter."),
    Brief("Rose", genre="romance", synopsis="Two lovers meet in a rose garden."),
    Brief("Owl and Fox", genre="children", synopsis="An owl and a fox share a lantern and a key in the forest."),
]


def said_of(data: object) -> str:
    """What is said of a wrong scene."""
    with pytest.raises(SceneError) as caught:
        scene_from(written_from(data), 2 / 3)
    return str(caught.value)


@pytest.fixture
def call(capsys):
    def called(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return called


def test_the_schema_that_ships_is_the_codes_own() -> None:
    assert scene_schema.FILE.read_text(encoding="utf-8") == scene_schema.text()
    Draft202012Validator.check_schema(schema())
    check = Draft202012Validator(schema())
    assert check.is_valid(DUNES)
    assert not check.is_valid({**DUNES, "seed": -1})
    assert not check.is_valid({**DUNES, "palete": "harbour"})


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.title)
def test_every_idea_of_the_director_is_a_scene_that_can_be_written(brief: Brief) -> None:
    book = book_of(understand(brief), brief.title)
    for idea in ideas_for(book, 2 / 3, 4)[:STAGINGS]:
        data = json.loads(json.dumps(idea.scene.to_json()))
        assert Draft202012Validator(schema()).is_valid(data)
        assert scene_from(written_from(data), 2 / 3, book.words)[0] == idea.scene


def test_the_scene_of_a_finished_cover_gives_the_same_picture(call, tmp_path) -> None:
    code, said = call(
        "cover", "--title", "Salt Road", "--author", "Mara Idris", "--genre", "travel", "--seed", "3",
        "--synopsis", "A woman crosses the desert.", "--ratio", "5x8in", "--out", tmp_path / "first",
    )  # fmt: skip
    assert code == 0, said
    stored = json.loads((tmp_path / "first" / "cover.json").read_text("utf-8"))["scene"]
    (tmp_path / "scene.json").write_text(json.dumps(stored), encoding="utf-8")
    code, said = call("paint", tmp_path / "scene.json", "--author", "Mara Idris", "--ratio", "5x8in", "--genre",
                      "travel", "--out", tmp_path / "again")  # fmt: skip
    assert code == 0, said
    for name in ("background.png", "cover.png"):
        one, two = (np.asarray(Image.open(tmp_path / each / name)) for each in ("first", "again"))
        assert (one == two).all(), name
    assert json.loads((tmp_path / "again" / "cover.json").read_text("utf-8"))["scene"] == stored


def test_a_scene_is_painted_with_the_words_of_the_file_or_of_the_command_line(call, tmp_path) -> None:
    (tmp_path / "scene.json").write_text(json.dumps(DUNES), encoding="utf-8-sig")
    code, said = call(
        "paint", tmp_path / "scene.json", "--title", "The Salt Road", "--ratio", "1:1", "--out", tmp_path / "a"
    )
    assert code == 0, said
    cover = read_cover(tmp_path / "a")
    assert {layer.role: layer.text for layer in cover.layers} == {"title": "The Salt Road", "author": "Mara Idris"}
    assert cover.trim.aspect == 1 and cover.background.look == "general/vast and tiny"
    assert cover.engines[0].engine == "illustrator"
    # It prints in its own shape and in another one, as the same idea.
    code, said = call("upscale", tmp_path / "a", "--size", "A6", "--dpi", "72", "--out", tmp_path / "print.png")
    assert code == 0, said


def test_what_a_scene_may_name_is_listed(call) -> None:
    code, said = call("paint", "--list")
    assert code == 0
    for name in ("vast and tiny", "linocut", "dunes", "walker", "harbour", "quiet serif"):
        assert name in said
    code, said = call("paint", "--list", "--json")
    assert set(json.loads(said)["names"]) == {"composition", "treatment", "place", "thing", "palette", "lockup"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"subjects": [{"name": "lighthose"}]}, 'subjects[0].name: there is no thing called "lighthose"; did you mean'),
        ({"subjects": [{"name": "walker"}, {"nme": "fox"}]}, "subjects[1].nme: there is no field"),
        ({"subjects": [{"name": "fox", "number": "two"}]}, 'subjects[0].number: choose one of "one", "pair", "many".'),
        ({"subjects": {"name": "fox"}}, "subjects: this must be a list, not an object in braces."),
        ({"subjects": [{"name": "fox"}] * 13}, "subjects: this is too long: at most 12."),
        ({"added": [{"name": "walker", "at": 8}]}, 'The composition "vast and tiny" has no room for "walker"'),
        ({"added": [{"name": "violin", "at": 0}]}, 'The thing "violin" cannot be drawn this way'),
        ({"composition": "one thing", "subjects": []}, 'The composition "one thing" needs a subject'),
        ({"composition": "vast nd tiny"}, 'composition: there is no composition called "vast nd tiny"; did you mean'),
        ({"treatment": "oil"}, 'treatment: there is no treatment called "oil"'),
        ({"palette": "harbor"}, 'palette: there is no palette called "harbor"; did you mean "harbour"?'),
        ({"palette": {"ground": "red"}}, "palette.ground: a colour is written as #RRGGBB."),
        ({"palette": 3}, "palette: this must be a text or an object in braces, not a whole number."),
        ({"place": "dune"}, 'place: there is no place called "dune"; did you mean "dunes"?'),
        ({"time": "noon"}, 'time: choose one of "dawn", "day", "dusk", "night".'),
        ({"lockup": "x" * 61}, "lockup: this is too long: at most 60."),
        ({"aspect": 99}, "aspect: this must be at most 5."),
        ({"seed": -1}, "seed: this must be at least 0."),
        ({"seed": 10**30}, "seed: this must be at most 9007199254740991."),
        ({"seed": 1.5}, "seed: this must be a whole number, not a number."),
        ({"mirror": "yes"}, "mirror: this must be true or false, not a text."),
        ({"treatmnt": "linocut"}, 'treatmnt: there is no field called "treatmnt"; did you mean "treatment"?'),
        ({"format": 3}, "format: this scene has format 3, and this Arti Cover reads formats 1 to 2: update it."),
        ({"versions": [9, 9]}, "versions: composition or treatment have changed since this scene was made"),
        ({"recipe": "dusk"}, "This scene is one of a recipe"),
    ],
)
def test_a_wrong_field_is_named_by_its_path(change: dict, said: str) -> None:
    assert said_of({**DUNES, **change}).startswith(said)


def test_a_missing_field_is_named() -> None:
    assert said_of({"treatment": "linocut"}) == "composition: this field is missing, and no scene is without it."
    assert said_of([1]) == "scene: this must be an object in braces, not a list."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{\n 'a': 1}", "The scene is not valid JSON: see line 2."),
        (b"", "The scene is not valid JSON: see line 1."),
        (b'{"seed": NaN}', "The scene is not valid JSON: see line 1."),
        (b'{"seed": 1e999}', "A number in the scene is too large."),
        (b"[" * 100_000, "The scene is nested too deeply"),
        ('{"title": "Ä"}'.encode("latin-1"), "The scene is not UTF-8 text"),
        ('{"title": "A"}'.encode("utf-16"), "The scene is not UTF-8 text"),
        (b" " * (MAX_BYTES + 1), "A scene has at most 1000000 bytes"),
    ],
)
def test_what_is_no_scene_file_is_told(data: bytes, said: str) -> None:
    with pytest.raises(SceneError, match=said.partition(":")[0]):
        read_written(data)


def test_a_wrong_scene_writes_nothing_and_ends_with_code_2(call, tmp_path) -> None:
    (tmp_path / "scene.json").write_text(json.dumps({**DUNES, "place": "dune"}), encoding="utf-8")
    (tmp_path / "untitled.json").write_text(json.dumps({**DUNES, "title": ""}), encoding="utf-8")
    for arguments, told in (
        ([tmp_path / "scene.json", "--out", tmp_path / "x"], "place: there is no place"),
        ([tmp_path / "untitled.json", "--out", tmp_path / "x"], "A cover needs a title"),
        ([tmp_path / "none.json", "--out", tmp_path / "x"], "cannot be read"),
        ([tmp_path, "--out", tmp_path / "x"], "cannot be read"),
        ([tmp_path / "scene.json"], "Say where the cover goes"),
        (["--out", tmp_path / "x"], "Name the scene to paint"),
    ):
        code, said = call("paint", *arguments)
        assert code == 2 and told in said and said.count("\n") == 1
    assert not (tmp_path / "x").exists()


def test_a_scene_of_the_first_format_is_still_read() -> None:
    inks = all_palettes()["harbour"]["inks"].to_colors()
    old = {"format": 1, "composition": "vast and tiny", "treatment": "linocut", "inks": inks,
           "subjects": [{"draws": "walker"}]}  # fmt: skip
    assert scene_from(written_from(old), 2 / 3)[0].subjects == (Subject("walker"),)
    assert Scene.from_json(old).subjects == (Subject("walker"),)


@pytest.mark.parametrize("number", range(len(all_compositions())))
def test_compositions_draw_what_the_director_never_combines(number: int) -> None:
    """A picture or a sentence, in any place and moment, with subjects that ill suit."""
    inks = all_palettes()["harbour"]["inks"]
    places = ["", *all_places()]
    for place, time, weather in (
        (places[number % len(places)], "night", "snow"),
        (places[(number + 7) % len(places)], "dawn", "fog"),
    ):
        scene = Scene(composition=sorted(all_compositions())[number], treatment="linocut", inks=inks, place=place,
                      time=time, season="winter", weather=weather, subjects=(Subject("fox"), Subject("key")),
                      seed=number)  # fmt: skip
        try:
            assert draw(scene).marks
        except SceneError as error:
            assert error.code == "scene_stance"
