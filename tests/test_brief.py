"""What a brief accepts, refuses, and how it understands a genre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articover import notices
from articover.brief import Brief
from articover.errors import TextError
from articover.genres import GENERAL, GENRES, resolve_genre
from articover.limits import MAX_CHARS


@pytest.mark.parametrize("title", ["", "   ", "\n\t ", "\u200b", "\u200d\u200d", "\u3164" * 0 + "\u00ad"])
def test_an_empty_title_is_refused(title):
    with pytest.raises(TextError):
        Brief(title)


def test_a_title_has_at_most_200_characters():
    assert len(Brief("가" * MAX_CHARS["title"]).title) == MAX_CHARS["title"]
    with pytest.raises(TextError, match="201 characters"):
        Brief("a" * 201)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\x1b[31mb", "a[31mb"),
        ("a\x07\x9bb", "ab"),
        ("a\u202eb", "ab"),
        ("a\ud800b", "ab"),
        ("a\u2028b\u2029c\x0bd", "a\nb\nc\nd"),
        ("tab\there", "tab here"),
        ("zero\u200bwidth\u2060\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("한\u3164글\u115f", "한글"),
        ("g\u034fr\ufe0fow", "grow"),
        ("\U000e0041\U000e0042tagged", "tagged"),
        ("plain\u200d \u200cLatin\u200f", "plain Latin"),
    ],
)
def test_what_cannot_be_seen_is_dropped(typed: str, kept: str) -> None:
    assert Brief(typed).title == kept
    assert Brief("T", synopsis=typed, requirements=typed).synopsis == kept


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # Persian: a non-joiner inside a word
        "क्\u200dष और क्\u200cष",  # Hindi: half forms
        "ශ්\u200dරී",  # Sinhala
        "👩\u200d👩\u200d👧 ❤\ufe0f 1\ufe0f\u20e3",  # a family, a red heart, a keycap
        "👩\U0001f3fd\u200d🚀",  # an astronaut with a skin tone
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",  # the flag of Scotland
        "שלום\u200e (2)",  # Hebrew with a mark of direction
        "ภาษา\u200bไทย",  # Thai: where a line may break
        "葛\U000e0100城",  # a Han variant
        "ᠠ\u180b",  # a Mongolian variant
    ],
)
def test_what_a_script_needs_is_kept(text: str) -> None:
    assert Brief("T", synopsis=text).synopsis == text


def test_a_character_without_a_look_is_refused_where_it_would_be_printed_only() -> None:
    for name in ("title", "subtitle", "author", "series"):
        with pytest.raises(TextError, match="cannot be printed") as error:
            Brief(**{"title": "T", name: "a\ue000b"})
        assert error.value.arguments["field"] == name
    assert Brief("T", synopsis="a\ue000b\U0010fffe").synopsis == "ab"


def test_text_is_kept_as_typed_but_composed():
    brief = Brief("Cafe\u0301 한\r\n둘째 줄", author=" 한서윤 ")
    assert brief.title == "Café 한\n둘째 줄"
    assert brief.author == "한서윤"


def test_other_texts_are_set_on_one_line() -> None:
    assert Brief("A", author="two\nlines").author == "two lines"


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
    assert notice == notices.GENRE(genre="zorblax")
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
