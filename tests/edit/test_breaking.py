"""Lines: nothing lost, nothing hyphenated, even, no small word left hanging."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articover.edit.typeset.breaking import FUNCTION_WORDS, break_evenly, is_function_words, tokens

SOME_WORDS = ["the", "of", "whale", "a", "Keeper", "and", "night", "extraordinary", "I"]
WORDS = st.lists(st.sampled_from(SOME_WORDS), min_size=1, max_size=14)
CHARACTERS = st.characters(categories=("L", "N", "P", "M"), include_characters=" —-")
ANY_TEXT = st.text(CHARACTERS, min_size=1, max_size=80).filter(lambda text: text.strip())


def width(text: str) -> float:
    return 0.5 * len(text)


@given(ANY_TEXT, st.integers(1, 6), st.booleans())
@settings(max_examples=150, deadline=None)
def test_lines_are_the_text(text: str, count: int, inside: bool) -> None:
    pieces = tokens(text, inside_words=inside)
    lines = break_evenly(pieces, count, width)
    if lines:
        assert len(lines.texts) == count
        assert "".join("".join(lines.texts).split()) == "".join(text.split())


@given(WORDS, st.integers(2, 4))
@settings(max_examples=100, deadline=None)
def test_no_other_break_is_more_even(words: list[str], count: int) -> None:
    from itertools import combinations

    text = " ".join(words)
    lines = break_evenly(tokens(text), count, width)
    if lines is None:
        assert len(words) < count
        return

    def cost(parts: list[str]) -> float:
        ideal = width(text) / count
        hanging = sum(part.split()[-1].casefold() in FUNCTION_WORDS for part in parts[:-1])
        return sum((width(part) / ideal - 1) ** 2 for part in parts) + 4.0 * hanging

    every = [
        [" ".join(words[a:b]) for a, b in zip((0, *cuts), (*cuts, len(words)), strict=True)]
        for cuts in combinations(range(1, len(words)), count - 1)
    ]
    # Long lines are not searched: no good break has a line of more than two and a half means.
    within = [parts for parts in every if max(width(part) for part in parts) <= 2.5 * width(text) / count]
    best = min((cost(parts) for parts in within), default=float("inf"))
    assert cost(list(lines.texts)) <= best + 1e-6


@pytest.mark.parametrize(
    ("text", "count", "lines"),
    [
        ("The Lord of the Northern Crowns", 2, ("The Lord", "of the Northern Crowns")),
        ("달빛 조각사의 마지막 여름", 2, ("달빛 조각사의", "마지막 여름")),
        ("銀河鉄道の夜、星", 2, ("銀河鉄道の", "夜、星")),
    ],
)
def test_known_breaks(text: str, count: int, lines: tuple[str, ...]) -> None:
    found = break_evenly(tokens(text), count, width)
    assert found
    assert found.texts == lines


def test_japanese_lines_never_start_with_a_full_stop_or_small_kana() -> None:
    text = "ちょっと、待って。「夜」はー、長い。"
    for count in range(2, 8):
        lines = break_evenly(tokens(text), count, width)
        if lines:
            assert not any(line[0] in "、。」ょっー" for line in lines.texts)
            assert not any(line[-1] == "「" for line in lines.texts)


def test_korean_words_stay_whole_unless_asked() -> None:
    assert [piece.text for piece in tokens("대한민국 만세")] == ["대한민국", "만세"]
    assert [piece.text for piece in tokens("대한민국", inside_words=True)] == list("대한민국")


def test_latin_words_are_never_cut() -> None:
    assert len(tokens("Donaudampfschifffahrtsgesellschaft", inside_words=True)) == 1


def test_small_words_are_known() -> None:
    assert is_function_words("and the")
    assert not is_function_words("the whale")


def test_a_string_longer_than_any_word_may_break_anywhere_but_a_long_word_may_not():
    word = "Donaudampfschifffahrtsgesellschaftskapitän"
    assert [token.text for token in tokens(word, inside_words=True)] == [word]
    assert len(tokens("W" * 200, inside_words=True)) == 200
    assert len(tokens("W" * 200)) == 1
