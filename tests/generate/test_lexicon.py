"""The lexicon and its pictures: complete, unambiguous, and every picture where it should stand."""

from __future__ import annotations

from collections import Counter

import pytest

from articover.errors import MissingError
from articover.generate.illustrator import icons
from articover.generate.illustrator.lexicon import KINDS, POSES, lexicon

CONCEPTS = lexicon().concepts


def test_there_are_enough_concepts_of_every_kind() -> None:
    assert len(CONCEPTS) >= 300
    assert {concept.kind for concept in CONCEPTS.values()} == KINDS
    assert {concept.pose for concept in CONCEPTS.values()} <= POSES


def test_every_concept_has_words_in_both_languages() -> None:
    for concept in CONCEPTS.values():
        assert concept.en and all(concept.en), concept.name
        assert concept.ko and all(concept.ko), concept.name
        assert all(word.casefold() == word for word in concept.en)


def test_no_word_stands_under_two_concepts() -> None:
    for words in (
        [word for concept in CONCEPTS.values() for word in concept.en],
        [word for concept in CONCEPTS.values() for word in concept.ko],
    ):
        assert [word for word, count in Counter(words).items() if count > 1] == []


def test_every_rule_is_for_a_word_of_the_lexicon() -> None:
    known = lexicon()
    plurals = {"stars", "eyes", "books", "demons"}
    assert set(known.rules_en) - plurals <= set(known.words_en)
    assert set(known.rules_ko) <= set(known.words_ko)


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
