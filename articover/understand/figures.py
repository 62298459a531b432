"""Words that name no thing where they stand, by the words that they stand with: "a sea of troubles", "his tongue"."""

from __future__ import annotations

from collections.abc import Callable

from articover.understand.attributes import attribute_of
from articover.understand.index import index
from articover.understand.others import stem
from articover.understand.reading import Stretch
from articover.understand.slots import Slot
from articover.understand.wordnet import wordnet
from articover.understand.words import Word

_ANIMATE = frozenset({"person", "creature", "animal"})
_PERSON = 18
_FIGURE_KINDS = frozenset({"place", "weather", "thing", "body", "plant", "event", "clothing", "food"})
"""Kinds that stand for an amount before an abstract word: a sea of troubles, a web of lies."""
_ANIMAL = 5
_PARTS_OF = frozenset(
    {"foot", "head", "mouth", "heart", "back", "face", "neck", "arm", "shoulder", "eye", "lip", "leg"}
)
"""Parts of a body that places have too: the foot of a hill, the heart of a city."""
_POSSESSIVES = frozenset({"his", "her", "their", "my", "our", "its", "your"})


def describes(head: Word, concept: str, language: str) -> bool:
    """ "a giant marlin", "baby dragons": somebody named before another noun only says what that one is like."""
    kind = index().concepts[concept].kind
    return (
        language == "en"
        and head.function == "modifier"
        and head.particle != "of"
        and kind in _ANIMATE
        and bool(attribute_of(head.lemma, "en"))
    )


def is_somebodys_part(stretch: Stretch, slot: Slot, concept: str) -> bool:
    """ "under his tongue", "a stolen heart": a part of somebody who is there, or of nobody, and no thing by itself."""
    if stretch.language != "en" or (index().concepts[concept].kind != "body" and concept != "heart"):
        return False
    head = stretch.words[slot.end - 1]
    before = [word.text.casefold() for word in stretch.words[max(0, slot.start - 3) : slot.start]]
    if any(word in _POSSESSIVES for word in before):
        return True
    return any(not attribute_of(said, "en") for said in head.attributes)


def _is_part_of_a_place(stretch: Stretch, slot: Slot) -> bool:
    words, end = stretch.words, slot.end
    if end >= len(words) or words[end].lemma != "of":
        return False
    owner = next((word for word in words[end + 1 : end + 5] if word.part in ("noun", "name")), None)
    keys = index().words("en").get(owner.lemma, ()) if owner else ()
    senses = wordnet().senses(owner.lemma) if owner else ()
    owners = {index().concepts[key].kind for key in keys}
    return not owners & _ANIMATE and not (senses and senses[0].lex in (_ANIMAL, _PERSON) and not keys)


_OWNER_AFTER = frozenset({"es", "fr", "pt", "it", "ru", "ar", "el", "pl", "vi", "id", "th"})
"""Languages in which what a part belongs to stands after it."""


def _is_in_a_place(stretch: Stretch, slot: Slot, concept: str) -> bool:
    """ "el corazón del desierto": a part of a body that a place has."""
    if concept != "heart" and index().concepts[concept].kind != "body":
        return False
    for word in stretch.words[slot.end : slot.end + 3]:
        table, stems = index().words(stretch.language), index().stems(stretch.language)
        keys = table.get(word.lemma) or stems.get(stem(word.lemma, stretch.language)) or []
        if keys:
            return index().concepts[keys[0]].kind in ("place", "building")
        if word.part == "stop":
            break
    return False


def is_figure(stretch: Stretch, slot: Slot, concept: str, field: str, meaning: Callable[[str], str]) -> bool:
    """ "a sea of troubles": what an abstract word is measured by. A title's image is its picture all the same."""
    if stretch.language == "en" and slot.lemma in _PARTS_OF and _is_part_of_a_place(stretch, slot):
        return True
    if stretch.language in _OWNER_AFTER and field != "title" and _is_in_a_place(stretch, slot, concept):
        return True
    of_title = field == "title" and not (slot.end < len(stretch.words) and stretch.words[slot.end].lemma == "to")
    if stretch.language != "en" or of_title or index().concepts[concept].kind not in _FIGURE_KINDS:
        return False
    words, end = stretch.words, slot.end
    joined = words[end].lemma if end + 1 < len(words) else ""
    if joined != "of" and not (joined == "to" and index().concepts[concept].kind == "thing"):
        return False
    after = next((word for word in words[end + 1 : end + 4] if word.part in ("noun", "name")), None)
    if after is None or after.part == "name":
        return False
    senses = wordnet().senses(after.lemma)
    if not senses or not senses[0].is_abstract:
        return False
    meant = meaning(after.lemma)
    return not meant or index().concepts[meant].kind in ("idea", "mood", "event")
