"""Changing parts of a finished picture: what is named changes, what is not named stays."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from articover.brief import Brief
from articover.cli import main
from articover.cover import Pixels
from articover.errors import SceneError
from articover.folder import read_cover, write_cover
from articover.generate.illustrator import directed
from articover.generate.illustrator.compose import draw
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.scene import Scene, Subject
from articover.generate.illustrator.direct.palette import all_palettes
from articover.generate.illustrator.judge import sketch
from articover.generate.illustrator.scenes.changes import Changes
from articover.generate.illustrator.scenes.changing import changed
from articover.generate.illustrator.treat import all_treatments
from articover.generate.illustrator.treat.inks import Inks
from articover.trim import Canvas, parse_trim

BRIEF = Brief("Salt Road", genre="travel", synopsis="A woman crosses the desert.")
INKS: Inks = all_palettes()["harbour"]["inks"]  # type: ignore[assignment]
DUNES = Scene(
    composition="vast and tiny", treatment="screen print", inks=INKS, place="dunes", time="dusk",
    subjects=(Subject("woman_walker", "woman"),), words=("Salt", "Road"), lockup="quiet capitals", seed=7,
)  # fmt: skip
FOX = msgspec.structs.replace(DUNES, composition="one thing", subjects=(Subject("fox", "fox"),), place="")
TRIM = parse_trim("2:3")
HIGH = 300


def small(scene: Scene) -> tuple[Pixels, Drawing]:
    width = round(HIGH * 2 / 3)
    canvas = Canvas(width, HIGH, 0.0, 0.0, width / float(TRIM.width_in), HIGH / float(TRIM.height_in))
    drawing = draw(scene)
    return directed.painted(scene, drawing, TRIM, canvas), drawing


def refused(changes: Changes, scene: Scene = DUNES) -> str:
    with pytest.raises(SceneError) as caught:
        changed(scene, BRIEF, changes)
    assert caught.value.code
    return str(caught.value)


@pytest.mark.parametrize("treatment", sorted(all_treatments()))
@pytest.mark.parametrize(("scene", "change"), [(DUNES, Changes(add=("dog",))), (DUNES, Changes(without=("woman",))),
                                               (FOX, Changes(add=("house",)))])  # fmt: skip
def test_a_thing_comes_and_goes_and_the_rest_stays_pixel_for_pixel(
    scene: Scene, change: Changes, treatment: str
) -> None:
    scene = msgspec.structs.replace(scene, treatment=treatment)
    (one, drawn), (two, again) = small(scene), small(changed(scene, BRIEF, change))
    fewer, more = sorted((drawn, again), key=lambda each: len(each.marks))
    boxes = [mark.path.getBounds() for mark in more.marks[len(fewer.marks) :]]
    reach = all_treatments()[treatment].REACH + 0.025
    free = np.ones(one.shape[:2], bool)
    top, bottom = min(box.top() for box in boxes) - reach, max(box.bottom() for box in boxes) + reach
    left, right = min(box.left() for box in boxes) - reach, max(box.right() for box in boxes) + reach
    free[max(0, int(top * HIGH)) : int(bottom * HIGH) + 1, max(0, int(left * HIGH)) : int(right * HIGH) + 1] = False
    assert free.mean() > 0.3
    assert (one[free] == two[free]).all()
    assert (one[~free] != two[~free]).any()


def test_what_is_added_can_be_taken_away_again() -> None:
    more = changed(DUNES, BRIEF, Changes(add=("dog", "집")))
    assert [each.draws for each in more.added] == ["dog", "house"]
    less = changed(more, BRIEF, Changes(without=("개",)))
    # The house stays where it is.
    assert less.added == more.added[1:]
    assert changed(less, BRIEF, Changes(without=("house",))).added == ()


@pytest.mark.parametrize("seed", range(3))
def test_a_mirrored_picture_is_the_picture_turned_round(seed: int) -> None:
    scene = msgspec.structs.replace(DUNES, seed=seed)
    turned = changed(scene, BRIEF, Changes(mirror=True))
    one, two = (sketch(draw(each), INKS).rgb for each in (scene, turned))
    assert float(np.abs(one[:, ::-1] - two).mean()) < 0.004
    assert changed(turned, BRIEF, Changes(mirror=True)).mirror is False


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        (Changes(time="night"), {"time": "night"}),
        (Changes(sky="비"), {"weather": "rain"}),
        (Changes(sky="winter, night"), {"season": "winter"}),
        (Changes(season="여름"), {"season": "summer"}),
        (Changes(place="숲"), {"place": "forest"}),
        (Changes(place="the desert"), {}),
        (Changes(treatment="Linocut"), {"treatment": "linocut"}),
        (Changes(palette="desert gold", mirror=True), {"mirror": True}),
        (Changes(composition="window on a place"), {"composition": "window on a place", "place": "dunes"}),
    ],
    ids=str,
)
def test_what_is_named_changes_and_the_rest_stays(changes: Changes, parts: dict[str, object]) -> None:
    new = changed(DUNES, BRIEF, changes)
    free = {*parts, "why", "lockup", "versions", *({"inks"} if changes.palette else ()), "time"}
    for part in Scene.__struct_fields__:
        if part in parts:
            assert getattr(new, part) == parts[part]
        elif part not in free:
            assert getattr(new, part) == getattr(DUNES, part), part


def test_another_subject_takes_the_heros_place() -> None:
    assert changed(FOX, BRIEF, Changes(subject="부엉이")).subjects[0].draws == "owl"
    assert changed(DUNES, BRIEF, Changes(subject="lighthouse")).subjects[0].draws == "lighthouse"
    both = changed(DUNES, BRIEF, Changes(subject="whale", composition="one thing"))
    assert (both.composition, both.subjects[0].draws) == ("one thing", "whale")


@pytest.mark.parametrize("keep", [("subject",), ("place", "subject"), ("composition",), ("treatment", "palette")])
def test_what_is_kept_stays_when_all_else_is_chosen_anew(keep: tuple[str, ...]) -> None:
    new = changed(DUNES, BRIEF, Changes(keep=keep))
    for part in keep:
        field = {"subject": "subjects", "palette": "inks"}.get(part, part)
        assert getattr(new, field) == getattr(DUNES, field)
    assert (new.composition, new.treatment, new.inks) != (DUNES.composition, DUNES.treatment, DUNES.inks)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (Changes(), "Nothing to change"),
        (Changes(time="night and noon"), '"night" and "noon" cannot both be'),
        (Changes(time="noon", sky="starry night"), '"noon" and "starry night" cannot both be'),
        (Changes(season="summer", sky="snow"), '"summer" and "snow" cannot both be'),
        (Changes(time="purple"), 'time: choose one of "dawn", "day", "dusk", "night".'),
        (Changes(treatment="oil paint"), 'treatment: there is no treatment called "oil paint"'),
        (Changes(composition="windo on a place"), 'did you mean "window on a place"?'),
        (Changes(place="dunez"), 'place: there is no place called "dunez"; did you mean "dunes"?'),
        (Changes(subject="qwertz"), 'Nothing that can be drawn is called "qwertz"'),
        (Changes(subject="whale"), 'The composition "vast and tiny" cannot show "whale"'),
        (Changes(place="sea"), 'In the place "sea" "woman_walker" cannot be shown'),
        (
            Changes(without=("violin",)),
            'There is no "violin" in this picture that could be left out; it shows: woman walker',
        ),
        (Changes(add=("dog",), without=("dog",)), '"dog" cannot be added and taken away at once.'),
        (Changes(add=("dog",) * 9), 'The composition "vast and tiny" has no room for "dog"'),
        (Changes(keep=("season",)), "There is no season in this picture that could be kept."),
        (Changes(keep=("place",), place="forest"), "The place cannot be kept and changed at once."),
        (Changes(keep=("plaec",)), 'did you mean "place"?'),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_said_in_one_sentence(changes: Changes, said: str) -> None:
    assert said in refused(changes)


def test_the_one_subject_of_a_composition_cannot_be_left_out() -> None:
    assert "needs a subject" in refused(Changes(without=("fox",)), FOX)


def test_a_title_that_is_part_of_the_picture_is_not_mirrored() -> None:
    scene = msgspec.structs.replace(DUNES, composition="thing as letter", relation="letter O",
                                    subjects=(Subject("clock", "clock"),))  # fmt: skip
    assert "cannot be mirrored" in refused(Changes(mirror=True), scene)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def called(*arguments: str | Path) -> tuple[int, str]:
        code = main([*map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return called


def test_a_finished_cover_is_changed_and_a_refused_change_leaves_it(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "scene.json").write_text(
        json.dumps({**DUNES.to_json(), "versions": None, "author": "Mara Idris"}), encoding="utf-8"
    )
    assert call("paint", tmp_path / "scene.json", "--out", tmp_path / "book")[0] == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "book").iterdir()}
    code, said = call("repaint", tmp_path / "book", "--time", "night and noon")
    assert code == 2 and said == 'articover: "night" and "noon" cannot both be: choose one.\n'
    assert {path.name: path.read_bytes() for path in (tmp_path / "book").iterdir()} == before

    first = read_cover(tmp_path / "book")
    code, said = call("repaint", tmp_path / "book", "--add", "dog", "--out", tmp_path / "other")
    assert code == 0, said
    new = read_cover(tmp_path / "other")
    # The type stands where it stood, the words and the seed are the same.
    assert new.layers == first.layers and new.brief == first.brief and new.seed == first.seed
    assert (new.preview != first.preview).any(axis=2).mean() < 0.01
    assert read_cover(tmp_path / "book").preview.tobytes() == first.preview.tobytes()

    # A picture of somebody's own, or a model's, has no parts.
    own = replace(first, background=replace(first.background, scene=None))
    write_cover(own, tmp_path / "own")
    code, said = call("repaint", tmp_path / "own", "--time", "night")
    assert code == 2 and "was not painted by the illustrator" in said
    code, said = call("repaint", tmp_path / "nowhere", "--time", "night")
    assert code == 2 and "is not a cover folder" in said
