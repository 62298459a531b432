"""What can be drawn: every concept has a picture where it should stand, and no picture stands for another thing."""

from __future__ import annotations

import pytest

from articover.errors import MissingError
from articover.generate.illustrator import icons
from articover.generate.illustrator.drawable import KINDS, POSES, drawables, picture_of
from articover.understand.index import index

CONCEPTS = drawables()


def test_there_are_enough_concepts_of_every_kind() -> None:
    assert len(CONCEPTS) >= 300
    assert {concept.kind for concept in CONCEPTS.values()} == KINDS
    assert {concept.pose for concept in CONCEPTS.values()} <= POSES


def test_every_picture_is_of_a_concept_that_briefs_can_name() -> None:
    assert set(CONCEPTS) <= set(index().concepts)


@pytest.mark.parametrize(
    ("concept", "language", "drawn"),
    [
        ("whale", "en", "whale"),
        ("orca", "en", "whale"),
        ("haenyeo", "ko", None),  # no brass helmet
        ("dokkaebi", "ko", None),  # no goblin of the West
        ("castle", "ko", None),
        ("castle", "en", "castle"),
        ("samurai", "ja", None),  # a helmet is nobody
        ("freedom", "en", None),
    ],
)
def test_a_concept_is_drawn_honestly_or_not_at_all(concept: str, language: str, drawn: str | None) -> None:
    found = picture_of(concept, language)
    assert (found.name if found else None) == drawn


@pytest.mark.parametrize("concept", sorted(CONCEPTS))
def test_every_concept_has_a_picture_that_fills_the_unit_square(concept: str) -> None:
    for build in (icons.outline, icons.silhouette):
        path = build(concept, True)
        assert path is not None and not path.isEmpty() and path.isFinite()
        box = path.computeTightBounds()
        assert box.left() >= -0.005 and box.right() <= 1.005
        assert box.top() >= -0.005 and box.bottom() <= 1.005
        assert max(box.width(), box.height()) == pytest.approx(1.0, abs=0.02)
        assert box.bottom() == pytest.approx(1.0, abs=0.01)
        assert box.centerX() == pytest.approx(0.5, abs=0.02)


def test_every_mapped_icon_belongs_to_a_concept() -> None:
    assert set(icons.mapped()) <= set(CONCEPTS)


def test_without_icons_the_common_concepts_are_drawn_by_ourselves() -> None:
    own = {concept for concept in CONCEPTS if icons.outline(concept, icons=False) is not None}
    assert len(own) >= 25
    assert not any(icons.borrowed(concept, icons=False) for concept in CONCEPTS)
    assert {"moon", "star", "lighthouse", "whale", "ship", "house", "tree", "castle", "bird", "heart", "cat"} <= own


def test_an_unknown_concept_has_no_picture() -> None:
    assert icons.outline("quidditch") is None
    assert icons.silhouette("quidditch") is None
    assert not icons.borrowed("quidditch")


def test_a_path_handed_out_may_be_changed_without_changing_the_next_one() -> None:
    first = icons.outline("whale")
    assert first is not None
    first.offset(5.0, 5.0)
    again = icons.outline("whale")
    assert again is not None and again.computeTightBounds().right() <= 1.01


def test_missing_icons_say_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "package_file", lambda package, path: None)
    icons._outline.cache_clear()
    try:
        with pytest.raises(MissingError, match="make setup"):
            icons.outline("fox")
    finally:
        icons._outline.cache_clear()
