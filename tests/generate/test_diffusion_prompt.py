"""The prompt: the seed's form, dropped by importance, Korean by what was read; nothing is ever cut in the middle."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articover import notices
from articover.brief import Brief
from articover.errors import RequestError
from articover.generate.diffusion.options import SEED_FORM
from articover.generate.diffusion.prompt import Prompt, Wording, write_prompt

KEEPER = Brief(
    title="The Keeper and the Whale",
    genre="mystery",
    synopsis="A lighthouse keeper shelters a wounded whale. The whalers come at dawn, and the village lies to them.",
    requirements="blue, calm",
)


def prompt(brief: Brief, words: int = 1000, **changes: Any) -> Prompt:
    """The prompt for a model that reads so many words."""
    wording = Wording(**{"form": SEED_FORM, "styles": {}, **changes})
    return write_prompt(brief, wording, lambda text: len(text.split()) <= words, room="calm space above")


def test_it_has_the_form_the_seed_trained_with() -> None:
    text = prompt(KEEPER).text
    assert text.startswith(
        "A book cover, Title is The Keeper and the Whale, genre is mystery, "
        "about A lighthouse keeper shelters a wounded whale, "
    )
    for said in ("blue", "calm", "long shadows", "the village lies to them", "calm space above"):
        assert said in text


def test_the_negative_prompt_discourages_lettering_or_is_the_users() -> None:
    assert prompt(KEEPER).negative.startswith("text, letters, words, title, typography")
    assert prompt(KEEPER, negative="people, cars").negative == "people, cars"


def test_the_least_important_goes_first() -> None:
    lost: list[str] = []
    for words in range(60, 4, -1):
        for phrase in prompt(KEEPER, words).left_out:
            if phrase not in lost:
                lost.append(phrase)
    assert lost.index("professional illustration") < lost.index("Title is The Keeper and the Whale")
    assert lost.index("Title is The Keeper and the Whale") < lost.index("genre is mystery")
    assert lost.index("calm") < lost.index("genre is mystery")
    assert "A book cover" not in lost


def test_a_subject_too_long_leaves_its_things_behind() -> None:
    told = prompt(KEEPER, 9)
    assert "about A lighthouse keeper" not in told.text
    assert "lighthouse" in told.text and "whale" in told.text


def test_things_are_not_said_twice() -> None:
    assert ", whale," not in prompt(KEEPER).text


@settings(max_examples=60, deadline=None)
@given(
    synopsis=st.text(alphabet="abc ,.!?\n-—", max_size=400),
    requirements=st.text(alphabet="xyz ,;", max_size=80),
    words=st.integers(3, 60),
)
def test_whatever_is_said_fits_and_is_made_of_whole_phrases(synopsis: str, requirements: str, words: int) -> None:
    brief = Brief("T", synopsis=synopsis, requirements=requirements)
    told, everything = prompt(brief, words), prompt(brief)
    assert len(told.text.split()) <= words
    assert set(told.text.split(", ")) <= set(everything.text.split(", "))
    assert set(told.left_out).isdisjoint(told.text.split(", "))


def test_a_korean_brief_becomes_english_words_and_says_so() -> None:
    told = prompt(
        Brief(
            "별을 삼킨 고래",
            genre="판타지",
            synopsis="등대지기가 다친 고래를 숨겨 준다. 밤바다에 별이 뜬다.",
            requirements="파란색 수채화",
        )
    )
    assert told.text.isascii()
    for word in ("genre is fantasy", "whale", "lighthouse", "star", "blue", "watercolour"):
        assert word in told.text
    assert "Title is" not in told.text
    (said,) = told.notices
    assert said in notices.WORDS_TAKEN and "whale" in str(said.arguments["words"])


def test_a_brief_of_unknown_words_leaves_the_genre() -> None:
    told = prompt(Brief("ㅎㅎㅎ", genre="로맨스", synopsis="ㅋㅋㅋ"))
    assert "genre is romance" in told.text and told.text.isascii()
    assert told.notices == (notices.WORDS_UNKNOWN(),)


def test_a_translator_is_asked_only_for_what_is_not_english() -> None:
    asked: list[str] = []

    def translate(text: str) -> str:
        asked.append(text)
        return "the whale in the harbour"

    brief = Brief("Harbour", synopsis="항구의 고래", requirements="blue")
    told = write_prompt(brief, Wording(SEED_FORM, {}), lambda text: True, translate)
    assert asked == ["항구의 고래"]
    assert "about the whale in the harbour" in told.text and "Title is Harbour" in told.text
    assert told.notices == (notices.TRANSLATED(text="the whale in the harbour"),)


def test_styles_and_triggers_of_the_config_are_used() -> None:
    told = prompt(KEEPER, styles={"mystery": "woodcut, two colors"}, triggers=("sks cover",))
    assert told.text.startswith("sks cover, ")
    assert "woodcut, two colors" in told.text and "long shadows" not in told.text


def test_a_form_with_an_unknown_placeholder_is_told() -> None:
    with pytest.raises(RequestError, match="author"):
        prompt(KEEPER, form="cover by {author}")
    with pytest.raises(RequestError, match="brace"):
        prompt(KEEPER, form="cover of {title")


def test_every_genre_has_a_style() -> None:
    from articover.generate.diffusion.styles import STYLES
    from articover.genres import GENRES

    assert set(STYLES) == set(GENRES)


def test_what_is_not_wanted_is_said_beside() -> None:
    told = prompt(Brief("T", requirements="blue, no people, without any boats; don't show the moon. Avoid red"))
    for word in ("people", "boats", "moon", "red"):
        assert word not in told.text and word in told.negative.split(", ")[:4]
    assert "blue" in told.text
    told = prompt(Brief("바다", genre="판타지", requirements="용은 빼고 파란색으로"))
    assert "dragon" not in told.text and told.negative.startswith("dragon, text")


def test_the_writers_medium_takes_the_place_of_the_genres() -> None:
    assert "illustration" in prompt(KEEPER).text
    told = prompt(Brief("T", genre="mystery", requirements="a watercolor"))
    assert "moody illustration" in prompt(Brief("T", genre="mystery", requirements="pink")).text
    assert "a watercolor" in told.text and "long shadows" in told.text and "moody illustration" not in told.text


@pytest.mark.parametrize(
    ("title", "synopsis"),
    [
        ("등대지기와 고래", "늙은 등대지기가 다친 고래를 숨긴다. 늑대는 없다. 눈 내리는 밤, 배가 섬에 온다."),
        ("灯台守と鯨", "老いた灯台守が傷ついた鯨をかくまう。狼はいない。雪の夜、船が島に来る。"),
        ("حارس المنارة والحوت", "حارس المنارة يخفي حوتا جريحا. لا توجد ذئاب. في ليلة ثلج تأتي سفينة إلى جزيرة."),
    ],
    ids=["Korean", "Japanese", "Arabic"],
)
def test_a_brief_of_another_language_gives_an_english_prompt_of_the_same_things(title: str, synopsis: str) -> None:
    made = prompt(Brief(title, synopsis=synopsis))
    assert made.text.isascii()
    for thing in ("lighthouse keeper", "whale", "snow", "night", "ship", "island"):
        assert thing in made.text
    assert "wolf" not in made.text
    assert "wolf" in made.negative


def test_a_thing_has_the_form_of_its_culture() -> None:
    made = prompt(Brief("왕의 귀환", synopsis="늙은 왕이 궁궐로 돌아온다. 검객이 성을 지킨다."))
    assert "korean palace" in made.text
    assert "korean fortress castle" in made.text
