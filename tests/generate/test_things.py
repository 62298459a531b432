"""Things: which of them stands for what of a book, and where."""

from __future__ import annotations

import numpy as np
import pytest

from articover.generate.illustrator.compose.things import all_things, thing, thing_for


@pytest.mark.parametrize(
    ("concept", "east", "name"),
    [
        ("dragon", False, "dragon"),
        ("dragon", True, "eastern_dragon"),
        ("imugi", False, "eastern_dragon"),
        ("werewolf", False, "wolf"),
        ("pirate_ship", False, "tall_ship"),
        ("skull", True, "skull"),
        ("mammoth", False, ""),
        ("pony", False, "horse"),
        ("fighter", False, ""),
        ("kraken", False, "octopus"),
        ("explorer", False, "hiker"),
        ("polar_bear", False, "bear"),
        ("panda", False, ""),
    ],
)
def test_a_thing_is_shown_in_the_form_of_the_books_culture(concept: str, east: bool, name: str) -> None:
    assert thing_for(concept, "alone", east=east) == name


@pytest.mark.parametrize("name", sorted(all_things()))
def test_a_thing_is_drawn_alike_from_the_same_seed_and_quickly(name: str) -> None:
    first, again = (thing(name).draw(np.random.default_rng(7), 0.5) for _ in range(2))
    assert [mark.path.getBounds() for mark in first] == [mark.path.getBounds() for mark in again]
    assert len(first) <= 200, "every mark is painted on its own: gather what has the same ink"
