"""Four options are four pictures: what one shows, the next does not show again."""

from __future__ import annotations

import pytest

from articover.brief import Brief
from articover.engine import ExistingPicture
from articover.generate.illustrator.illustrator import Illustrator
from articover.generate.illustrator.variety import TRIES
from articover.trim import parse_trim

BRIEFS = {
    "mystery": "A lighthouse keeper shelters a wounded whale and hides it from the whalers.",
    "sci-fi": "A girl steals a small spaceship and follows a signal.",
    "children": "A small robot finds a sunflower.",
    "romance": "Two strangers meet by a boat at sunset by the sea.",
}


@pytest.mark.parametrize(
    ("genre", "first"),
    [
        (genre, first) if (genre, first) == ("mystery", 7) else pytest.param(genre, first, marks=pytest.mark.soak)
        for genre in BRIEFS
        for first in (7, 90_000)
    ],
)
def test_four_options_are_not_one_picture_four_times(genre: str, first: int) -> None:
    brief, trim, painter = Brief(title="Rain", genre=genre, synopsis=BRIEFS[genre]), parse_trim("2:3"), Illustrator()
    seen: list[ExistingPicture] = []
    for number in range(4):
        start = first + 16 * number
        seed = painter.seed_apart(brief, trim, start, seen)
        assert start <= seed < start + TRIES
        assert seed == painter.seed_apart(brief, trim, start, seen)
        seen.append(painter.seen(brief, 2 / 3, seed))
    assert len({each.look for each in seen}) >= 2
    assert len(set(seen)) == 4


def test_without_others_the_seed_stays() -> None:
    brief = Brief(title="Rain", genre="mystery", synopsis=BRIEFS["mystery"])
    assert Illustrator().seed_apart(brief, parse_trim("2:3"), 7, ()) == 7


def test_a_server_does_not_see_the_same_cover_again_and_again() -> None:
    """Six books of one shelf, each painted after the ones before, with one seed for all."""
    trim, painter = parse_trim("2:3"), Illustrator()
    briefs = [
        Brief(f"The {word} Road", genre="travel", synopsis=f"A {who} walks across the {place} alone.")
        for word, who, place in (
            ("Salt", "woman", "desert"), ("Long", "man", "desert"), ("Lost", "girl", "dunes"),
            ("Old", "monk", "desert"), ("White", "boy", "desert"), ("Last", "doctor", "desert"),
        )
    ]  # fmt: skip
    alone = [painter.seen(brief, float(trim.aspect), 7) for brief in briefs]
    lately: list[ExistingPicture] = []
    for brief in briefs:
        lately.insert(0, painter.after(lately).seen(brief, float(trim.aspect), 7))
    ways = [len({(each.look, each.treatment) for each in seen}) for seen in (alone, lately)]
    assert ways[1] > ways[0], ways
    # The same past gives the same picture.
    assert painter.after(lately[1:]).seen(briefs[-1], float(trim.aspect), 7) == lately[0]
