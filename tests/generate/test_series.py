"""A book of a series: the look of the one before, its own motifs, the same bits again, the print as approved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sampling import sample

from articover import notices
from articover.brief import Brief
from articover.chain import edit_texts, make_cover, print_cover
from articover.cover import Cover, TextLayer
from articover.document import read_document
from articover.engine import PrintSize, RunContext
from articover.engines import Engines
from articover.errors import EngineError
from articover.folder import read_cover, write_cover
from articover.generate.illustrator import Illustrator, motifs, recipes
from articover.generate.illustrator.direct import director
from articover.generate.illustrator.illustrator import compose
from articover.generate.illustrator.look import Look
from articover.pictures import picture_bytes_png
from articover.series import Series
from articover.trim import BLEED_IN, parse_trim
from articover.upscale.fidelity import SAME_SSIM, ssim

FIRST = Brief(
    "The Ascent", genre="adventure", author="Ingrid Holm", series="Far 1", synopsis="A woman climbs a mountain alone."
)
SECOND = Brief(
    "The Crossing", genre="adventure", author="Ingrid Holm", series="Far 2", synopsis="A man walks through the desert."
)
THIRD = Brief(
    "The Return", genre="adventure", author="Ingrid Holm", series="Far 3", synopsis="A man sails the open sea."
)
TRIM = parse_trim("4x6in")


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


@pytest.fixture(scope="module")
def seed() -> int:
    """One whose first book shows its mountain, so that the next can be seen to show its desert."""
    return next(
        seed for seed in range(20) if director.choose(FIRST, float(TRIM.aspect), seed).scene.place == "mountains"
    )


@pytest.fixture(scope="module")
def first(engines: Engines, seed: int) -> Cover:
    return make_cover(FIRST, TRIM, seed, engines)


@pytest.fixture(scope="module")
def second(engines: Engines, first: Cover, seed: int) -> Cover:
    return make_cover(SECOND, TRIM, seed, engines, series=Series.of(first))


def layer(cover: Cover, role: str) -> TextLayer:
    return next(each for each in cover.layers if each.role == role)


def test_the_next_book_looks_alike_and_shows_its_own(first: Cover, second: Cover) -> None:
    one, other = first.background.scene, second.background.scene
    assert one is not None and other is not None
    assert one["directed"]["composition"] == other["directed"]["composition"]
    assert one["directed"]["treatment"] == other["directed"]["treatment"]
    assert (one["directed"]["place"], other["directed"]["place"]) == ("mountains", "dunes")
    assert first.background.palette == second.background.palette
    assert first.background.zones == second.background.zones or first.background.zones[0].valign == "middle"
    for role in ("title", "author", "series"):
        assert layer(first, role).font == layer(second, role).font
    assert layer(first, "author").lines == layer(second, "author").lines
    # A title group hangs from its zone: its first line stays, or at the foot of the page its last.
    hung = ("title", -1) if first.background.zones[0].valign == "bottom" else ("series", 0)
    one_y, other_y = (layer(cover, hung[0]).lines[hung[1]].y for cover in (first, second))
    assert one_y == pytest.approx(other_y, abs=0.002)


def test_a_book_that_the_series_composition_cannot_show_keeps_its_colours_and_medium(
    engines: Engines, first: Cover
) -> None:
    synopsis = "How a small firm learned to count."
    following = make_cover(
        replace(SECOND, title="The Ledger", synopsis=synopsis), TRIM, 3, engines, series=Series.of(first)
    )
    one, scene = first.background.scene, following.background.scene
    assert one is not None and scene is not None and not scene["directed"]["place"]
    assert following.background.palette == first.background.palette
    assert scene["directed"]["treatment"] == one["directed"]["treatment"]
    assert layer(first, "title").font == layer(following, "title").font


def test_a_third_book_follows_the_first(engines: Engines, first: Cover, second: Cover) -> None:
    third = make_cover(THIRD, TRIM, 3, engines, series=Series.of(second))
    assert second.background.scene is not None and third.background.scene is not None
    assert third.background.scene["directed"]["treatment"] == second.background.scene["directed"]["treatment"]
    assert third.background.palette == first.background.palette


def test_the_same_book_again_is_the_same_bits(first: Cover, second: Cover, seed: int, tmp_path: Path) -> None:
    """From the cover in memory as from cover.json alone."""
    write_cover(first, tmp_path / "one")
    again = make_cover(SECOND, TRIM, seed, Engines(), series=Series.of_document(read_document(tmp_path / "one")))
    assert again.background.scene == second.background.scene
    assert again.layers == second.layers
    assert np.array_equal(again.preview, second.preview)


def test_the_print_is_the_preview(engines: Engines, second: Cover, tmp_path: Path) -> None:
    write_cover(second, tmp_path / "two")
    printed = print_cover(read_cover(tmp_path / "two"), PrintSize(TRIM, 200, BLEED_IN), engines)
    assert not printed.notices
    (note,) = [note for note in printed.record.notes if "SSIM" in note]
    assert float(note.rpartition(" ")[2]) >= SAME_SSIM


def test_regenerating_stays_in_the_series(engines: Engines, first: Cover, second: Cover) -> None:
    other = make_cover(SECOND, TRIM, 99, engines, series=Series.of(first))
    assert other.background.palette == first.background.palette
    assert ssim(other.preview, second.preview) < 0.999


def test_another_shape_keeps_the_look(engines: Engines, second: Cover) -> None:
    wide = make_cover(SECOND, parse_trim("16:9"), 3, engines, series=Series.of(second))
    assert wide.background.scene is not None and second.background.scene is not None
    assert wide.background.scene["directed"]["composition"] == second.background.scene["directed"]["composition"]
    assert wide.background.palette == second.background.palette


def test_an_upload_takes_type_and_says_that_its_picture_is_its_own(
    engines: Engines, first: Cover, tmp_path: Path
) -> None:
    y, x = np.mgrid[:900, :600]
    pixels = np.stack([40 + x / 20, 60 + y / 30, 90 + 0 * x], axis=-1).astype(np.uint8)
    (tmp_path / "mine.png").write_bytes(picture_bytes_png(pixels))
    mine = engines.upload(tmp_path / "mine.png")
    made = make_cover(SECOND, TRIM, 3, engines, generator=mine, series=Series.of(first))
    assert notices.OWN_PICTURE() in made.notices
    assert layer(made, "title").font == layer(first, "title").font
    assert layer(made, "author").lines == layer(first, "author").lines
    # The book after an upload takes its colours.
    after = make_cover(THIRD, TRIM, 3, engines, series=Series.of(made))
    assert after.background.palette == made.background.palette


def test_a_broken_scene_is_said() -> None:
    with pytest.raises(EngineError, match="earlier book"):
        Illustrator().following({"recipe": "tide"})


TIDE = Brief("The Keeper", genre="mystery", synopsis="A lighthouse and a whale.")
SHIP = Brief("The Ship", genre="mystery", synopsis="A ship and an octopus.")


@pytest.mark.parametrize("name", sorted(recipes.all_recipes()))
@pytest.mark.parametrize("aspect", sample([0.667, 1.0, 1.78], 0.667))
def test_every_recipe_keeps_its_lines(name: str, aspect: float) -> None:
    """What is called a choice of style or a place is the series'; what a scene is of is the book's."""
    genre = max(recipes.all_recipes()[name].GENRES, key=lambda key: recipes.all_recipes()[name].GENRES[key])
    one = compose(replace(TIDE, genre=genre), aspect, 5, recipe_name=name)
    look = Look.of(one.to_json())
    for brief in (
        SHIP,
        replace(SHIP, synopsis="A house and a shark."),
        Brief("Red", genre=genre, synopsis="A key and a wolf."),
    ):
        scene = compose(brief, aspect, 8, look=look)
        assert scene.palette.to_json() == one.palette.to_json()
        assert scene.look is not None and scene.look.to_json() == look.to_json()
        if scene.recipe != name:
            # Only where the series' scene has no place for what this book is about.
            kept = compose(brief, aspect, 8, recipe_name=name, look=look)
            (subject, *_) = [motif.concept for motif in motifs.understand(brief)]
            assert subject in scene.motifs and subject not in kept.motifs
            scene = kept
        assert (scene.recipe, scene.zones) == (one.recipe, one.zones)
        for param in ("scheme", "side", "away", "dark", "red", "slits", "rain", "rays", "planes", "falling", "floor"):
            if isinstance(one.params.get(param), int | float | str):
                assert scene.params[param] == one.params[param], param


def test_a_look_of_another_kind_is_not_forced(engines: Engines) -> None:
    """A value that an older painter stored in another form is left to the recipe."""
    scene = compose(TIDE, 0.667, 1, recipe_name="tide").to_json()
    look = Look.of({**scene, "params": {**scene["params"], "water": "deep", "sun": [1, 2]}})
    made = compose(SHIP, 0.667, 1, look=look)
    assert isinstance(made.params["water"], float) and isinstance(made.params["sun"], float)
    Illustrator(look=look).generate(SHIP, TRIM, RunContext("generate", 1))


def test_editing_a_book_of_a_series_keeps_its_picture(engines: Engines, second: Cover) -> None:
    edited = edit_texts(second, replace(SECOND, title="The Ghost Ship"), engines)
    assert np.array_equal(edited.background.pixels, second.background.pixels)
    assert layer(edited, "author").lines == layer(second, "author").lines
