"""The concept index and the word lists agree with each other and with what the illustrator draws."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from articover.genres import GENRES
from articover.understand.index import folded, index
from articover.understand.senses import _all_cues

DATA = resources.files("articover") / "understand" / "data"
THINGS = {"thing", "vehicle", "building", "food", "instrument", "weapon", "clothing", "body"}
DRAWN = {"person", "creature", "animal", "plant", "event", *THINGS}
SCENE = {"place", "time", "season", "weather", "era"}
KINDS = DRAWN | SCENE | {"idea", "mood", "colour", "medium"}
LANGUAGES = tuple(sorted(path.name.removesuffix(".toml") for path in (DATA / "words").iterdir()))
SCRIPTS = {
    "ko": r"[가-힣]",
    "ja": r"[ぁ-んァ-ヶ一-鿿々]",
    "zh-Hans": r"[一-鿿]",
    "zh-Hant": r"[一-鿿]",
    "ru": r"[а-яё]",
    "ar": r"[ء-ي]",
    "hi": r"[ऀ-ॿ]",
    "th": r"[ก-๛]",
    "el": r"[α-ωά-ώΐΰ]",
}
NO_OTHER_SCRIPT = r"[ぁ-ヶ一-鿿가-힣Ѐ-ӿء-يऀ-ॿก-๛Α-ω]"


def table(*path: str) -> dict[str, Any]:
    file = DATA
    for part in path:
        file = file / part
    return tomllib.loads(file.read_text("utf-8"))


def concepts() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((DATA / "concepts").iterdir(), key=lambda path: path.name):
        for key, concept in table("concepts", file.name).items():
            assert key not in found, f"{key} stands in two files"
            assert concept["kind"] == file.name.removesuffix(".toml"), key
            found[key] = concept
    return found


def test_there_are_enough_concepts() -> None:
    kinds = Counter(concept["kind"] for concept in concepts().values())
    assert set(kinds) == KINDS
    assert sum(count for kind, count in kinds.items() if kind in DRAWN) >= 900
    assert sum(count for kind, count in kinds.items() if kind in SCENE) >= 120


def test_every_concept_is_well_formed() -> None:
    known = concepts()
    for key, concept in known.items():
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", key), key
        assert set(concept) <= {"kind", "en", "synsets", "emoji", "broader"}, key
        assert concept["en"], key
        for name in ("en", "synsets", "broader"):
            words = concept.get(name, [])
            assert len(words) == len(set(words)), f"{key}: {name} repeats a word"
        assert set(concept.get("broader", [])) <= set(known) - {key}, key


def test_a_synset_and_an_emoji_belong_to_one_concept() -> None:
    known = concepts()
    synsets = Counter(synset for concept in known.values() for synset in concept.get("synsets", []))
    assert [synset for synset, count in synsets.items() if count > 1] == []
    assert [synset for synset in synsets if not re.fullmatch(r"[^\s.]+(\.[^\s.]*)?\.n\.\d\d", synset)] == []
    emoji = Counter(concept["emoji"] for concept in known.values() if "emoji" in concept)
    assert [sign for sign, count in emoji.items() if count > 1] == []


def test_no_concept_is_broader_than_itself() -> None:
    known = concepts()

    def above(key: str, path: tuple[str, ...]) -> None:
        assert key not in path, " > ".join((*path, key))
        for broader in known[key].get("broader", []):
            above(broader, (*path, key))

    for key in known:
        above(key, ())


def test_what_the_illustrator_draws_is_a_concept() -> None:
    drawable = resources.files("articover") / "generate" / "illustrator" / "drawable.toml"
    assert set(tomllib.loads(drawable.read_text("utf-8"))) <= set(concepts())


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_name_known_concepts_in_the_script_of_the_language(language: str) -> None:
    words = table("words", f"{language}.toml")
    assert set(words) <= set(concepts())
    for key, lemmas in words.items():
        assert lemmas, key
        assert len(lemmas) == len(set(lemmas)), f"{key}: {lemmas}"
        for lemma in lemmas:
            assert lemma == lemma.strip(), (key, lemma)
            if language in SCRIPTS:
                assert re.search(SCRIPTS[language], lemma.casefold()), (key, lemma)
            else:
                assert not re.search(NO_OTHER_SCRIPT, lemma), (key, lemma)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_without_an_emoji_has_a_word(language: str) -> None:
    named = table("words", f"{language}.toml")
    wanted = {key for key, concept in concepts().items() if language == "ko" or "emoji" not in concept}
    assert sorted(wanted - set(named)) == []


@pytest.mark.parametrize("language", ("en", *LANGUAGES))
def test_no_word_stands_under_more_concepts_than_it_has_meanings(language: str) -> None:
    lists = (
        {key: concept["en"] for key, concept in concepts().items()}
        if language == "en"
        else table("words", f"{language}.toml")
    )
    uses = Counter(lemma.casefold() for lemmas in lists.values() for lemma in lemmas)
    assert [word for word, count in uses.items() if count > 3] == []


def test_every_genre_has_a_name_in_every_language() -> None:
    genres = table("genres.toml")
    assert len(genres) >= 40
    for key, genre in genres.items():
        assert {"en", *LANGUAGES} <= set(genre), key
        assert set(genre.get("nearest", [])) <= set(genres) - {key}, key
        assert set(genre.get("hints", [])) <= set(concepts()), key
    assert len({name for genre in genres.values() for name in genre["ko"]}) >= 150


def test_the_genres_that_have_a_look_stay_genres_and_lead_to_nothing_without_one() -> None:
    genres, styled = table("genres.toml"), set(GENRES)
    assert styled <= set(genres)

    def looks(key: str, seen: frozenset[str] = frozenset()) -> bool:
        onward = [near for near in genres[key].get("nearest", []) if near not in seen]
        return key in styled or any(looks(near, seen | {key}) for near in onward)

    assert [key for key in genres if not looks(key)] == []


@pytest.mark.parametrize("language", ("en", *LANGUAGES))
def test_a_name_belongs_to_one_genre(language: str) -> None:
    names = [name.casefold() for genre in table("genres.toml").values() for name in genre[language]]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_cultures_and_forms_name_what_exists() -> None:
    known, genres, data = concepts(), table("genres.toml"), table("cultures.toml")
    cultures = data["cultures"]
    for key, culture in cultures.items():
        assert set(culture["concepts"]) <= set(known), key
        assert set(culture["genres"]) <= set(genres), key
        assert culture.get("broader", "european") in cultures, key
    for concept, forms in data["forms"].items():
        assert concept in known, concept
        assert set(forms) <= set(cultures), concept


def test_korea_japan_and_china_never_borrow_a_form() -> None:
    for concept, forms in table("cultures.toml")["forms"].items():
        assert "east_asian" in forms or {"korean", "japanese", "chinese"} <= set(forms), concept


def test_a_cue_speaks_for_a_meaning_that_its_word_has() -> None:
    for language, words in _all_cues().items():
        for word, senses in words.items():
            meant = {key for key in (*senses, *senses.get("default", ())) if key not in ("none", "default")}
            listed = index().concepts if language == "en" else index().words(language).get(folded(word, language), ())
            assert meant <= set(listed), f"{language}: {word}"
