"""What a brief accepts, refuses, and how it understands a genre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articover.brief import MAX_TITLE_CHARS, Brief
from articover.errors import TextError
from articover.genres import GENERAL, GENRES, resolve_genre


@pytest.mark.parametrize("title", ["", "   ", "\n\t ", "\u200b", "\u200d\u200d", "\u3164" * 0 + "\u00ad"])
def test_an_empty_title_is_refused(title):
    with pytest.raises(TextError):
        Brief(title)


def test_a_title_has_at_most_200_characters():
    assert len(Brief("가" * MAX_TITLE_CHARS).title) == MAX_TITLE_CHARS
    with pytest.raises(TextError, match="201 characters"):
        Brief("a" * 201)


@pytest.mark.parametrize(
    "bad", ["a\x00b", "a\x1b[31mb", "a\x07", "\x9b", "a\u202eb", "a\ud800", "a\u2028b", "tab\there"]
)
def test_control_characters_are_refused(bad):
    with pytest.raises(TextError, match="cannot be printed"):
        Brief(bad)


def test_text_is_kept_as_typed_but_composed():
    brief = Brief("Cafe\u0301 한\r\n둘째 줄", author=" 한서윤 ")
    assert brief.title == "Café 한\n둘째 줄"
    assert brief.author == "한서윤"


def test_other_texts_stay_on_one_line():
    with pytest.raises(TextError, match="one line"):
        Brief("A", author="two\nlines")


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Sci-Fi", "sci-fi"),
        ("science fiction", "sci-fi"),
        ("SF", "sci-fi"),
        ("판타지", "fantasy"),
        ("로맨스 소설", "romance"),
        ("Dark Epic Fantasy novel", "fantasy"),
        ("추리", "mystery"),
        ("Marvel Comics", "comics"),
        ("zorblax", GENERAL),
        ("", GENERAL),
    ],
)
def test_genres_are_understood(typed, key):
    assert Brief("T", genre=typed).genre_key == key


def test_an_unknown_genre_gets_the_general_look_and_a_notice():
    (notice,) = Brief("T", genre="zorblax").notices
    assert "zorblax" in notice
    assert Brief("T", genre="sci-fi").notices == ()
    assert Brief("T", genre="에세이").notices == ()


def test_no_two_genres_share_a_name():
    names = [name for key, aliases in GENRES.items() for name in (key, *aliases)]
    assert len(names) == len(set(names))
    assert all(resolve_genre(name) == key for key, aliases in GENRES.items() for name in (key, *aliases))


@given(st.text(max_size=220))
def test_any_text_is_a_brief_or_one_clear_error(text):
    try:
        brief = Brief(text)
    except TextError as error:
        assert "\n" not in str(error)
        return
    assert Brief.from_json(brief.to_json()) == brief


@pytest.mark.parametrize("data", [None, [], {}, {"title": 3}, {"title": "T", "colour": "red"}])
def test_a_damaged_brief_is_refused(data):
    with pytest.raises(TextError):
        Brief.from_json(data)
