"""Places: what somebody who sees them small on a cover would notice."""

from __future__ import annotations

import numpy as np
import pytest

from articover.brief import Brief
from articover.generate.illustrator.compose import draw
from articover.generate.illustrator.compose.places import all_places, place_for
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import tiny_in
from articover.generate.illustrator.direct import director
from articover.generate.illustrator.direct.gate import book_of
from articover.generate.illustrator.direct.palette import all_palettes
from articover.generate.illustrator.judge import sketch
from articover.generate.illustrator.treat.inks import Inks
from articover.understand import Item, Understanding
from articover.understand.index import index

INKS: Inks = all_palettes()["harbour"]["inks"]  # type: ignore[assignment]


def scene_in(place: str, aspect: float = 2 / 3, seed: int = 5) -> Scene:
    return Scene(
        composition="vast and tiny", treatment="gouache", inks=INKS, place=place, aspect=aspect, seed=seed, time="dusk"
    )


@pytest.mark.parametrize("name", sorted(all_places()))
def test_a_place_fills_its_page_and_leaves_the_type_its_calm(name: str) -> None:
    assert all_places()[name].SHOWS & set(index().concepts)
    for seed in (1, 2, 3, 4):
        scene = scene_in(name, seed=seed)
        drawing = draw(scene)
        again = draw(scene)
        assert [mark.path.getBounds() for mark in drawing.marks] == [mark.path.getBounds() for mark in again.marks]
        grey = sketch(drawing, INKS).grey
        rows, columns = grey.shape
        title = drawing.zones[0]
        part = grey[
            int(title.top * rows) : int(title.bottom * rows), int(title.left * columns) : int(title.right * columns)
        ]
        edges = np.hypot(*np.gradient(part))
        assert float((edges > 0.05).mean()) < 0.1, "the title would stand on a busy ground"
        assert float(grey.std()) > 0.06
        x, y = drawing.focus
        assert 0 < x < scene.aspect and 0 < y < 1


@pytest.mark.parametrize(
    ("concept", "east", "place"),
    [
        ("hanok", True, "hanok"),
        ("village", True, "hanok"),
        ("village", False, "village"),
        ("buddhist_temple", True, "temple"),
        ("buddhist_temple", False, "temple"),
        ("monastery", False, ""),
        ("temple", False, "ruins"),
        ("secret_garden", False, "walled_garden"),
        ("garden", True, "hanok"),
        ("pond", True, "lake"),
        ("cliff", False, "sea_stairs"),
        ("alley", False, "street"),
        ("alley", True, "lantern_street"),
        ("kyoto", False, "lantern_street"),
        ("beach", True, "beach"),
        ("valley", False, "river"),
        ("railway", True, "railway"),
        ("library", False, "library"),
        ("stage", True, "theatre"),
        ("bridge", False, "gorge"),
        ("harbor", False, "harbour"),
        ("harbor", True, "sea"),
        ("road", False, "desert_road"),
        ("bedroom", False, "room"),
    ],
)
def test_a_concept_is_shown_as_its_own_place_and_nothing_of_elsewhere(concept: str, east: bool, place: str) -> None:
    assert place_for(concept, east=east) == place


def test_a_korean_courtyard_house_is_no_western_village() -> None:
    brief = Brief("마당의 감나무", genre="literary", synopsis="할머니의 한옥에서 보낸 여름을 기억하는 이야기.")
    shown = {director.choose(brief, 2 / 3, seed).scene.place for seed in range(4)}
    assert "hanok" in shown and "village" not in shown


@pytest.mark.parametrize(
    ("concept", "place", "thing"),
    [
        ("fisherman", "sea", "rower"),
        ("fisherman", "mountains", "walker"),
        ("woman", "sea", ""),
        ("horse", "fields", "horse"),
        ("horse", "library", ""),
        ("child", "library", "child_walker"),
        ("couple", "beach", "two_walkers"),
    ],
)
def test_who_is_seen_small_may_be_there(concept: str, place: str, thing: str) -> None:
    assert tiny_in(all_places()[place], concept) == thing


@pytest.mark.parametrize(
    ("concept", "culture", "shown"),
    [
        ("castle", "european", True),
        ("castle", "southeast_asian", False),
        ("mask", "middle_eastern", False),
        ("house", "middle_eastern", False),
        ("house", "american", True),
        ("house", "", True),
        ("whale", "korean", True),
    ],
)
def test_what_a_culture_has_no_form_of_is_left_out(concept: str, culture: str, shown: bool) -> None:
    item = Item(role="prop", concept=concept, kind="thing", word="-", language="en", field="synopsis", weight=1.0)
    book = book_of(Understanding(version=1, language="en", culture=culture, items=(item,)), "-")
    assert (item in book.items) is shown
