"""What a brief is understood to show: senses, particles, denials, order; and no text breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articover.brief import Brief
from articover.errors import TextError
from articover.generate.illustrator.motifs import MAX_MOTIFS, mood, outline, silhouette, told, understand


def shown(title: str, synopsis: str = "", genre: str = "", requirements: str = "") -> list[str]:
    brief = Brief(title, genre, synopsis, requirements=requirements)
    return [motif.concept for motif in understand(brief)]


@pytest.mark.parametrize(
    ("title", "synopsis", "expected"),
    [
        ("The Lighthouse Keeper", "", ["lighthouse", "person"]),
        ("The Light House", "", ["lighthouse"]),
        ("A Space Ship Called Hope", "", ["spaceship"]),
        ("Wolves and Witches", "", ["person", "wolf"]),
        ("The Geese of Autumn", "", ["goose"]),
        ("The Wolf's Wedding", "", ["wolf"]),
        ("Sea Turtle", "", ["sea_turtle"]),
        ("The Name of the Rose", "", ["rose"]),
        ("The Bear", "", ["bear"]),
        ("Robbery at the Bank", "A robber plans one last heist.", ["bank", "thief"]),
        ("Hot Air Balloon", "", ["balloon"]),
        ("별을 삼킨 고래", "", ["star", "whale"]),
        ("등대지기의 딸", "", ["lighthouse", "person"]),
        ("고양이들에게", "", ["cat"]),
        ("우주선", "", ["spaceship"]),
        ("눈의 여왕", "눈이 내리는 겨울", ["person", "snow"]),
        ("배", "항구를 떠난 배는 돌아오지 않았다", ["ship"]),
        ("산이 울린다", "", ["mountain"]),
        ("초원의 말", "말을 타고 달리는 기수", ["horse", "person"]),
        ("죽은 나무 아래", "", ["dead_tree"]),
        ("구름빵", "", ["bread", "cloud"]),
        ("강아지똥", "", ["dog"]),
        ("Nothing", "A man who fell.", ["person"]),
    ],
)
def test_a_word_is_drawn(title: str, synopsis: str, expected: list[str]) -> None:
    assert sorted(shown(title, synopsis)) == expected


@pytest.mark.parametrize(
    ("title", "synopsis", "never"),
    [
        ("The Left Bank", "A walk along the bank of the Seine.", "bank"),
        ("The River Bank", "", "bank"),
        ("Movie Star", "", "star"),
        ("Rock Star", "A pop star falls.", "star"),
        ("Star-Crossed", "", "star"),
        ("She Rose", "The sun rose again. He rose from the table.", "rose"),
        ("Bear Witness", "She cannot bear it.", "bear"),
        ("The Bat", "He hits the ball with a bat in the ninth inning.", "bat"),
        ("The Key to Success", "", "key"),
        ("The Key Figures", "", "key"),
        ("Trained", "She wants to train for the marathon.", "train"),
        ("Ship It", "", "ship"),
        ("The Heart of the Matter", "", "heart"),
        ("Well Done", "All is well.", "well"),
        ("The White House", "", "house"),
        ("Crossing the Line", "They cross the street.", "cross"),
        ("Fish Tank", "", "tank"),
        ("The Mouse", "Click the computer mouse.", "mouse"),
        ("This Book Is About You", "The book explores habit.", "book"),
        ("Bartender", "", "bear"),
        ("Starving", "", "star"),
        ("Catalogue", "", "cat"),
        ("맛있는 배", "과수원의 배는 달다", "ship"),
        ("맛있는 배", "과수원의 배는 달다", "moon"),
        ("내 눈을 봐", "그의 눈은 깊었다", "snow"),
        ("한 달 동안", "두 달 뒤", "moon"),
        ("별로", "그는 별로 말이 없었다", "star"),
        ("말 한마디", "말이 없는 사람", "horse"),
        ("검은 밤", "", "sword"),
        ("불만", "바람이 불고 불과 며칠", "fire"),
        ("강의 노트", "강의 시간에 강의를 했다", "river"),
        ("그는 사과를 했다", "", "apple"),
        ("새로운 시작", "새 집", "bird"),
        ("집중의 힘", "", "house"),
        ("시집", "", "house"),
        ("배우", "", "ship"),
        ("나무늘보", "", "tree"),
        ("도시락", "", "city"),
        ("용기", "용도가 다르다", "dragon"),
        ("성공", "그의 성격", "castle"),
        ("나비효과와 개인", "", "dog"),
    ],
)
def test_the_other_sense_of_a_word_is_not_drawn(title: str, synopsis: str, never: str) -> None:
    assert never not in shown(title, synopsis)


@pytest.mark.parametrize(
    ("title", "synopsis", "expected"),
    [
        ("No Dragons Here", "There are no dragons, castles or wizards. Only a robot.", ["robot"]),
        ("A World Without Whales", "", []),
        ("Not a Castle", "", []),
        ("Not Only Whales", "", ["whale"]),
        ("No Longer a King", "", ["person"]),
        ("A Robot Instead of a Dog", "", ["robot"]),
        ("용은 없다", "로봇이 꽃을 심는다", ["robot", "flower"]),
        ("용도 마법도 없다", "", []),
        ("고래가 아닌 상어", "", ["shark"]),
        ("끝없는 바다", "", ["wave"]),
    ],
)
def test_what_is_denied_is_not_drawn(title: str, synopsis: str, expected: list[str]) -> None:
    assert shown(title, synopsis) == expected


def test_requirements_overrule_the_title() -> None:
    assert shown("The Moon", "a ship", requirements="no moon please, but show a dragon") == ["dragon", "ship"]
    assert shown("고래와 등대", requirements="등대는 빼고") == ["whale"]


def test_title_before_synopsis_early_before_late_often_before_once() -> None:
    assert shown("The Whale", "castle " * 6)[0] == "whale"
    assert shown("Untitled", "A whale meets people and after a long while at last a castle.") == ["whale", "castle"]
    assert shown("Untitled", "A castle. A whale. A whale. A whale.")[0] == "whale"


def test_what_is_found_says_where_it_came_from() -> None:
    (motif,) = understand(Brief("고래의 노래를 듣다", requirements="no music"))
    assert (motif.concept, motif.kind, motif.source, motif.pose) == ("whale", "creature", "고래", "swim")
    assert motif.weight > 1


def test_moods_in_both_languages() -> None:
    assert mood(Brief("Midnight Storm", "", "A quiet winter")) >= {"night", "storm", "winter", "calm"}
    assert mood(Brief("겨울밤의 안개", "", "고요한 새벽")) >= {"winter", "night", "fog", "calm", "dawn"}
    assert mood(Brief("Accounting")) == frozenset()


WORDS = "no not star bank 배는 용도 없다 말 고래가 of the don't ' - 별로 , . wolves ’s \u0301 \U0001f40b 들"
TEXT = st.text(max_size=300) | st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT)
def test_no_text_breaks_it_and_it_says_the_same_twice(title: str, synopsis: str) -> None:
    try:
        brief = Brief(f"x {title}"[:200], "", synopsis)
    except TextError:
        return
    found = understand(brief)
    assert len(found) <= MAX_MOTIFS
    assert found == understand(brief)
    assert len({motif.concept for motif in found}) == len(found)
    assert [motif.weight for motif in found] == sorted((motif.weight for motif in found), reverse=True)
    mood(brief)


def test_a_long_hostile_synopsis_is_quick() -> None:
    understand(Brief("x", "", "no or , no or , " * 250))
    understand(Brief("x", "", "용도 " * 1300))


def test_a_crescent_keeps_its_hollow() -> None:
    lines, solid = outline("moon", icons=False), silhouette("moon", icons=False)
    assert lines is not None and solid is not None
    grid = [((x + 0.5) / 40, (y + 0.5) / 40) for x in range(40) for y in range(40)]
    assert [solid.contains(*point) for point in grid] == [lines.contains(*point) for point in grid]


def test_what_the_brief_names_and_what_the_painter_added_are_told_apart() -> None:
    brief = Brief("Ember", synopsis="A fox crosses the snow.")
    assert [(motif.concept, motif.source) for motif in told(brief, ("fox", "lighthouse", "fox"))] == [
        ("fox", "brief"), ("lighthouse", "painter"),
    ]  # fmt: skip
    assert [motif.source for motif in told(Brief("Untitled"), ("lighthouse",))] == ["painter"]
