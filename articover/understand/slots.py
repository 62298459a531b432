"""The phrases of a text that may name something: the longest that the index or WordNet knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articover.understand.idioms import idiomatic
from articover.understand.index import folded, index
from articover.understand.inflection import bases_of
from articover.understand.others import stem
from articover.understand.reading import Stretch
from articover.understand.wordnet import Sense, wordnet
from articover.understand.words import Word

_PERSON = 18
_LONGEST = 5
_SHORT = 3
"""A word of so many letters is found only as it is listed: Portuguese "com" is no form of "comida"."""
_PLACE_FILES = frozenset({15, 17})
_COMES_WITH = frozenset({"instrument", "building", "place", "vehicle", "animal", "plant"})
"""Kinds that are there where somebody is named after them."""
_LEAST_END = {"ja": 1, "zh-Hans": 1, "zh-Hant": 1, "de": 4, "ko": 2}
"""Languages that write compounds as one word, and how many letters of one name it."""
_END_KINDS = frozenset({"animal", "plant", "building", "place", "vehicle", "weapon", "time", "season", "weather"})
"""Kinds that a last single character may name."""
_EMPTY_ENDS = frozenset("天日年时時间間里裡中心上下外内內方地面家")
"""Characters that end many words and then name nothing."""
_SETTINGS = frozenset({"weather", "time", "season", "place"})
_SAYING = 4
"""Characters of a Chinese saying, which means none of them."""
_SELDOM = 2
"""A meaning that was counted so often at most may as well be another."""
_COUNTED = frozenset("一两兩二三四五六七八九十几幾")
_OF_LANDS = (
    ("ian", ("y", "ia", "")), ("ean", ("e", "ea")),
    ("an", ("a", "", "y")), ("ese", ("", "a", "e")), ("ish", ("land", "")), ("i", ("", "a")),
)  # fmt: skip
"""How an adjective of a place ends, and the place instead: Sicilian is of Sicily."""


@dataclass
class Slot:
    """A phrase that may name something, before its meaning is chosen."""

    start: int
    end: int
    lemma: str
    listed: tuple[str, ...]


def is_ending(words: Sequence[Word], at: int) -> bool:
    """Whether it is a Korean particle or the ending of a verb."""
    return words[at].part == "other" and at > 0 and words[at - 1].end >= words[at].start


def slots(stretch: Stretch, *, title: bool = False) -> Iterator[Slot]:
    words, masked = stretch.words, idiomatic(stretch)
    at = 0
    while at < len(words):
        slot = None if at in masked else _slot_at(stretch, at, masked)
        if slot is None:
            if at not in masked:
                yield from _inside(stretch, at) if title else _by_end(stretch, at)
            at += 1
        else:
            if slot.lemma:
                yield slot
                if stretch.language == "en" and not slot.listed and slot.end - at > 1:
                    yield from _tools_of(stretch, slot)
            at = slot.end


def _tools_of(stretch: Stretch, slot: Slot) -> Iterator[Slot]:
    """What comes with somebody who is named after it: the piano with a piano tuner."""
    senses = wordnet().senses(slot.lemma)
    if not senses or senses[0].lex != _PERSON:
        return
    for at in range(slot.start, slot.end - 1):
        lemma = stretch.words[at].lemma
        keys = index().words("en").get(lemma, [])
        if len(keys) == 1 and index().concepts[keys[0]].kind in _COMES_WITH:
            yield Slot(at, at + 1, lemma, tuple(keys))


def _slot_at(stretch: Stretch, at: int, masked: frozenset[int]) -> Slot | None:
    """The longest phrase from `at` on; one with the lemma "" is a figure of speech, to be passed over."""
    words, language = stretch.words, stretch.language
    if words[at].part == "stop" or not words[at].text[:1].isalnum():
        return None
    # 헌터: the segmenter takes 헌 for "old". "배만 남은": 만 is a particle, and no part of 만남.
    if is_ending(words, at) if language == "ko" else words[at].part == "determiner":
        return None
    table, stems = index().words(language), index().stems(language)
    most = min(_LONGEST, len(words) - at)
    for length in range(most, 0, -1):
        end = at + length
        head = words[end - 1]
        if any(words[k].part == "stop" or k in masked for k in range(at, end)):
            continue
        suffixed = language in ("ja", "ko") and length > 1 and head.part == "other" and words[end - 2].part == "noun"
        if not suffixed and not _may_name(head, length, language):
            continue
        forms = _forms(stretch, at, end)
        if suffixed and forms[0] not in table:
            continue  # 料理人 is a cook, 나무꾼 a woodcutter; が after a noun is none of it
        for form in forms:
            if form in table:
                return Slot(at, end, form, tuple(table[form]))
        if stems:
            for form in forms:
                if len(form) > _SHORT and (stemmed := stem(form, language)) and stemmed in stems:
                    return Slot(at, end, form, tuple(stems[stemmed]))
        if language == "en" and (slot := _by_wordnet(words, forms, at, end)):
            return slot
    return None


def _by_wordnet(words: Sequence[Word], forms: Sequence[str], at: int, end: int) -> Slot | None:
    """An English noun or compound that WordNet knows and the index does not."""
    head = words[end - 1]
    if end - at == 1 and head.part == "adjective" and head.text[:1].isupper() and (land := _land_of(head.lemma)):
        return Slot(at, end, land, ())
    if end - at > 1 and (named := _named(forms)) is not None:
        # "the White House": somebody's or something's name, and no house that is white; a place is where it is.
        return Slot(at, end, named, ())
    if head.part == "name" and end - at == 1 and not _is_place(forms[0]):
        return None
    if head.part not in ("noun", "name"):
        return None
    if end - at > 1 and not all(words[k].part in ("noun", "adjective", "name") for k in range(at, end - 1)):
        return None
    for form in reversed(forms):
        senses = wordnet().senses(form)
        if not senses:
            continue
        if (
            end - at > 1
            and senses[0].lex == _PERSON
            and not any(wordnet().above(sense.synset, index().anchors) for sense in senses if not sense.is_somebody)
        ):
            return None  # "radio operator": nobody we know, with a radio
        # "red herring", "leap year": a compound whose usual meaning is abstract is one word and no picture, unless it
        # is as often what its last word says: "back door".
        if end - at > 1 and senses[0].is_abstract:
            if senses[0].count <= _SELDOM and any(_is_what_it_says(sense, head.lemma) for sense in senses[1:]):
                return None
            return Slot(at, end, "", ())
        # "white whale" is a whale that is white, whatever zoologists call so.
        if end - at > 1 and words[end - 2].part == "adjective" and head.lemma in index().words("en"):
            return None
        return Slot(at, end, form, ())
    return None


def _land_of(adjective: str) -> str:
    """The place that an English adjective is made of, in lower case; "" for none."""
    for ending, instead in _OF_LANDS:
        root = adjective.removesuffix(ending)
        if root != adjective:
            for name in (root + each for each in instead):
                senses = wordnet().senses(name)
                if senses and senses[0].named and senses[0].lex in _PLACE_FILES:
                    return name
    return ""


def _is_what_it_says(sense: Sense, head: str) -> bool:
    found = wordnet().above(sense.synset, index().anchors)
    return found is not None and found[0] in index().words("en").get(head, ())


def _named(forms: Sequence[str]) -> str | None:
    """How WordNet knows a name of several words: its form for a place, "" for anything else, None for no name."""
    for form in forms:
        senses = wordnet().senses(form)
        first = index().words("en").get(form.partition(" ")[0], ())
        if any(sense.is_somebody for sense in senses) and any(index().concepts[key].kind == "person" for key in first):
            return None  # "Queen Victoria" is a queen
        if any(sense.named for sense in senses):
            return form if senses[0].lex in _PLACE_FILES else ""
    return None


def _is_place(form: str) -> bool:
    """Whether a proper name is a place's, as far as WordNet knows: its first meaning is one."""
    senses = wordnet().senses(form)
    return bool(senses) and senses[0].lex in (15, 17)


def _may_name(word: Word, length: int, language: str) -> bool:
    if word.part in ("noun", "number"):
        return True
    if word.part in ("adjective", "verb", "adverb"):
        return language in ("en", "ko", "ja", "zh-Hans", "zh-Hant") or word.part == "adjective"
    return word.part == "name"


def _forms(stretch: Stretch, at: int, end: int) -> list[str]:
    """How a phrase may be keyed: as written, and with the lemma of its last word, or of all."""
    words, language = stretch.words, stretch.language
    raw = folded(stretch.text[words[at].start : words[end - 1].end], language)
    gaps = [stretch.text[words[k].end : words[k + 1].start] for k in range(at, end - 1)]
    lemmas = [folded(word.lemma, language) for word in words[at:end]]
    with_last = folded(stretch.text[words[at].start : words[end - 1].start], language)
    space = " " if gaps and gaps[-1].strip(" ") == "" and gaps[-1] else gaps[-1].strip() if gaps else ""
    last = f"{with_last}{space if with_last else ''}{lemmas[-1]}"
    every = "".join(lemma + (gap and " ") for lemma, gap in zip(lemmas, [*gaps, ""], strict=True)).strip()
    # An adjective is itself by its lemma alone: 고요 in 고요한 is no noun.
    forms = [last, every, raw] if words[end - 1].part in ("adjective", "verb") else [raw, last, every]
    if language == "ko" and len(lemmas) > 1:
        forms.append("".join(lemmas))
    if language == "en" and raw.startswith("st "):
        forms.append(f"st. {raw[3:]}")
    if language == "en" and "-" in raw:
        forms.append(raw.replace("-", " "))
    forms += [base for form in forms[:1] for base in bases_of(form, language)]
    return list(dict.fromkeys(form for form in forms if form))


def _by_end(stretch: Stretch, at: int) -> Iterator[Slot]:
    """A compound that no list has, by its last part, which says what it is: 飼い猫, 离岛, Salzkarawane."""
    word, least = stretch.words[at], _LEAST_END.get(stretch.language, 0)
    if not least or word.part != "noun" or len(word.text) <= least:
        return
    if stretch.language.startswith("zh") and len(word.text) == _SAYING and word.text[0] not in _COUNTED:
        return  # 守株待兔 is no rabbit, 一个男孩 a boy
    table, form = index().words(stretch.language), folded(word.text, stretch.language)
    for start in range(1, len(form) - least + 1):
        for end in (form[start:], stem(form[start:], stretch.language) or form[start:]):
            keys = table.get(end) or index().stems(stretch.language).get(end) or ()
            if len(form) - start == 1 and end in _EMPTY_ENDS:
                return
            if len(form) - start == 1:
                # 水手 ends in a hand and 中心 in a heart; 离岛 is an island.
                keys = [key for key in keys if index().concepts[key].kind in _END_KINDS]
            if keys:
                yield Slot(at, at + 1, end, tuple(keys))
                return
    parts = [table.get(char, ()) for char in form]
    if least == 1 and all(any(index().concepts[key].kind in _SETTINGS for key in keys) for keys in parts):
        for char, keys in zip(form, parts, strict=True):  # 雪夜
            yield Slot(at, at + 1, char, tuple(keys))


def _inside(stretch: Stretch, at: int) -> Iterator[Slot]:
    """A title of some characters that the segmenter took for one word: 老人与海."""
    word = stretch.words[at]
    if stretch.language not in ("zh-Hans", "zh-Hant", "ja") or len(word.text) < 3 or word.part not in ("noun", "name"):
        return
    table, start = index().words(stretch.language), 0
    while start < len(word.text):
        length = next((n for n in range(len(word.text) - start, 0, -1) if word.text[start : start + n] in table), 0)
        if length:
            form = word.text[start : start + length]
            yield Slot(at, at + 1, form, tuple(table[form]))
        start += length or 1
