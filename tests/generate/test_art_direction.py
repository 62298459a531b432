"""Ideas, compositions, treatments and the judge: what somebody who asks for a cover would notice."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from PIL import Image
from skimage.metrics import structural_similarity

from articover.brief import Brief
from articover.edit.typeset import Typeset
from articover.engine import RunContext
from articover.errors import SceneError
from articover.generate.illustrator import Illustrator, directed
from articover.generate.illustrator.compose import all_compositions, draw
from articover.generate.illustrator.compose.scene import Scene, Subject
from articover.generate.illustrator.compose.things import all_things, marks_in
from articover.generate.illustrator.direct import director
from articover.generate.illustrator.direct.gate import book_of
from articover.generate.illustrator.direct.palette import all_palettes
from articover.generate.illustrator.treat import all_treatments
from articover.generate.illustrator.treat.inks import Inks
from articover.trim import BLEED_IN, Canvas, Trim, parse_trim, preview_canvas, print_canvas
from articover.understand import understand
from articover.understand.index import index

CLIMB = Brief("The White Line", genre="memoir", synopsis="A woman climbs a mountain alone in winter.")
INKS: Inks = all_palettes()["harbour"]["inks"]  # type: ignore[assignment]


def small(trim: Trim, long_px: int = 200) -> Canvas:
    full = preview_canvas(trim)
    scale = long_px / max(full.width, full.height)
    width, height = max(1, round(full.width * scale)), max(1, round(full.height * scale))
    return Canvas(width, height, 0.0, 0.0, width / float(trim.width_in), height / float(trim.height_in))


def scene_of(composition: str, treatment: str = "screen print", aspect: float = 2 / 3, seed: int = 5) -> Scene:
    subject = "lighthouse" if composition == "thing as letter" else "whale"
    return Scene(
        composition=composition,
        treatment=treatment,
        inks=INKS,
        aspect=aspect,
        seed=seed,
        place="dunes",
        subjects=(Subject(subject, subject),),
    )


def test_a_place_of_the_book_is_shown_and_the_reasons_are_told() -> None:
    chosen = director.choose(CLIMB, 2 / 3, 4)
    assert chosen.scene.place == "mountains" and chosen.considered == 24
    assert any("mountain" in reason for reason in chosen.scene.why)
    assert any("calm" in reason or "values" in reason for reason in chosen.scene.why)


def test_what_the_writer_does_not_want_is_not_shown() -> None:
    brief = Brief("The White Line", genre="memoir", synopsis=CLIMB.synopsis, requirements="no mountains")
    for seed in range(2):
        assert director.choose(brief, 2 / 3, seed).scene.place != "mountains"


def test_a_single_word_of_the_title_is_no_picture() -> None:
    brief = Brief("The Salt Keeper", genre="mystery", synopsis="A retired clerk asks what his years were worth.")
    book = book_of(understand(brief), brief.title)
    assert "salt" not in {item.concept for item in book.items}
    assert director.choose(brief, 2 / 3, 1).led_by_type


def test_what_a_subtitle_calls_the_book_itself_is_no_picture() -> None:
    brief = Brief("The Ember Crown", subtitle="Book One of the Ash Kings", genre="fantasy", synopsis="A king falls.")
    assert "book" not in {item.concept for item in book_of(understand(brief), brief.title).items}


def test_seeds_differ_and_a_seed_repeats() -> None:
    again = director.choose.__wrapped__(CLIMB, 2 / 3, 4)
    assert again.scene == director.choose(CLIMB, 2 / 3, 4).scene
    looks = set()
    for seed in range(2, 5):
        scene = director.choose(CLIMB, 2 / 3, seed).scene
        looks.add((scene.composition, scene.treatment, scene.inks.name))
    assert len(looks) >= 2


@pytest.mark.parametrize("name", sorted(all_compositions()))
@pytest.mark.parametrize("ratio", ["2:3", "1:5", "5:1"])
def test_every_composition_fills_every_shape(name: str, ratio: str) -> None:
    trim = parse_trim(ratio)
    scene = scene_of(name, aspect=float(trim.aspect))
    drawing = draw(scene)
    assert {zone.role for zone in drawing.zones} == {"title", "author"}
    assert all(0 <= zone.left < zone.right <= 1 and 0 <= zone.top < zone.bottom <= 1 for zone in drawing.zones)
    pixels = directed.painted(scene, drawing, trim, small(trim))
    assert pixels.std() > 2
    assert set(all_compositions()[name].EXCLUDES) <= set(all_treatments())


@pytest.mark.parametrize("name", ["one thing", "repeated", "below the water line"])
def test_a_scene_without_the_subject_it_needs_is_refused(name: str) -> None:
    scene = Scene(composition=name, treatment="gouache", inks=INKS)
    with pytest.raises(SceneError, match="needs a subject") as caught:
        draw(scene)
    assert caught.value.code == "scene_subject"


@pytest.mark.parametrize("name", sorted(all_things()))
def test_a_thing_stands_on_its_foot_and_shows_a_concept_of_the_index(name: str) -> None:
    thing = all_things()[name]
    left, top, right, bottom = marks_in(name, 1)
    assert thing.SHOWS & set(index().concepts) and -1.4 < top < -0.5 and abs(bottom) < 0.15 and left < 0 < right


@pytest.mark.parametrize("name", sorted(all_compositions()))
def test_a_composition_that_does_not_ask_is_drawn_alike_by_day_and_night(name: str) -> None:
    """The director sketches it once for all palettes."""
    if getattr(all_compositions()[name], "ASKS_NIGHT", False):
        return
    night: Inks = all_palettes()["midnight_lamp"]["inks"]  # type: ignore[assignment]
    one, other = draw(scene_of(name)), draw(msgspec.structs.replace(scene_of(name), inks=night))
    assert [(mark.ink, mark.depth) for mark in one.marks] == [(mark.ink, mark.depth) for mark in other.marks]


@pytest.mark.parametrize(
    ("long_px", "dpi", "least"), [(800, 250, 0.95), pytest.param(1600, 500, 0.98, marks=pytest.mark.soak)]
)
@pytest.mark.parametrize("name", sorted(all_treatments()))
def test_a_print_reduced_is_the_preview_in_every_treatment(name: str, long_px: int, dpi: int, least: float) -> None:
    """Of half the size here: there the finest lines of engraving differ by more."""
    trim = parse_trim("4x6in")
    scene = scene_of("quarter circles", name)
    drawing = draw(scene)
    canvas = print_canvas(trim, dpi, BLEED_IN)
    preview = directed.painted(scene, drawing, trim, small(trim, long_px))
    printed = directed.painted(scene, drawing, trim, canvas)
    size = (preview.shape[1], preview.shape[0])
    reduced = np.asarray(Image.fromarray(printed).resize(size, Image.Resampling.BOX, box=canvas.trim_box_of(trim)))
    assert structural_similarity(preview, reduced, channel_axis=2) >= least


@pytest.mark.parametrize("name", sorted(all_palettes()))
def test_a_palette_holds_together_in_grey(name: str) -> None:
    inks: Inks = all_palettes()[name]["inks"]  # type: ignore[assignment]
    assert inks.spread >= 0.1, "dark, middle and light are one grey"
    assert abs(inks.value("light") - inks.value("dark")) >= 0.5


def test_a_thing_stands_in_the_title_as_a_letter_and_the_title_still_reads() -> None:
    brief = Brief("The Lighthouse", genre="mystery", synopsis="A keeper of a lighthouse on a rock hides a letter.")
    trim = parse_trim("2:3")
    painter = Illustrator(icons=False)
    seed = next(s for s in range(40) if painter.seen(brief, 2 / 3, s).look == "thing as letter")
    background, _ = painter.generate(brief, trim, RunContext("generate", seed))
    edited = Typeset().set(brief, trim, background, RunContext("edit", seed))
    title = next(layer for layer in edited.layers if layer.role == "title")
    assert [line.text for line in title.lines] == ["THE", "L", "GHTHOUSE"]
    assert title.text == "The Lighthouse"
    assert all(check.ok or check.advisory for check in edited.checks)
    # Other words than those the picture was drawn for are set whole.
    other = Typeset().set(replace(brief, title="The Tower"), trim, background, RunContext("edit", seed))
    words = " ".join(line.text for layer in other.layers for line in layer.lines)
    assert words.casefold() == "the tower"


@pytest.mark.parametrize(
    ("title", "synopsis", "hue"),
    [
        ("The Yellow Wallpaper", "A woman watches the yellow pattern on the wall.", "yellow"),
        ("검은 매화", "검은 매화 아래 검 한 자루를 든 제자가 선다.", "black"),
    ],
)
def test_a_colour_of_the_brief_is_the_colour_of_the_cover(title: str, synopsis: str, hue: str) -> None:
    brief = Brief(title, genre="gothic", synopsis=synopsis)
    for seed in range(2):
        inks = director.choose(brief, 2 / 3, seed).scene.inks
        assert hue in all_palettes()[inks.name]["hues"]  # type: ignore[operator]


def test_nobody_walks_on_water() -> None:
    brief = Brief("Salt", genre="literary", synopsis="A woman waits by the sea for a letter.")
    for seed in range(3):
        scene = director.choose(brief, 2 / 3, seed).scene
        assert scene.place != "sea" or not scene.subjects
