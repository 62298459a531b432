"""The words around a phrase that tell which of its meanings it has."""

from __future__ import annotations

from collections.abc import Iterator

from articover.understand.index import folded, index
from articover.understand.reading import Stretch
from articover.understand.slots import Slot, is_ending
from articover.understand.wordnet import wordnet

_ANIMATE = frozenset({"person", "creature", "animal"})
_LIST_REACH = 5
_LIST_SIGNS = frozenset({",", "、", "，", "،", "·"})
_LIST_WORDS = frozenset(
    [
        *("and", "or", "nor", "과", "와", "하고", "이랑", "や", "と", "和", "与", "與", "跟", "及"),
        *("y", "e", "o", "u", "et", "ou", "und", "oder", "ed", "и", "или", "i", "lub", "oraz", "και", "ή"),
        *("و", "أو", "और", "या", "และ", "หรือ", "và", "hoặc", "dan", "atau", "ve", "ile", "ya"),
    ]
)  # fmt: skip
"""What stands between the members of a list, in any language that is read here."""
_LISTED_KINDS = frozenset({"animal", "food", "plant", "clothing", "weapon", "instrument"})
"""Kinds that lists keep to; people are listed with anything."""
_AROUND = 5
"""Words on each side that speak for a meaning louder than the rest of the brief."""


def compounds(stretch: Stretch) -> Iterator[int]:
    """Synsets of compounds ("computer mouse"), which tell what their last word means elsewhere in the brief."""
    words = stretch.words
    for at in range(len(words) - 1):
        if words[at].part == "noun" and words[at + 1].part == "noun":
            senses = wordnet().senses(f"{words[at].lemma} {words[at + 1].lemma}")
            yield from (sense.synset for sense in senses[:1])


def near_of(stretch: Stretch, slot: Slot) -> frozenset[str]:
    """Lemmas of the words around a phrase, in its own clause."""
    words, clause = stretch.words, stretch.words[slot.start].clause
    told = [at for at in range(len(words)) if stretch.language != "ko" or not is_ending(words, at)]
    around = [*[at for at in told if at < slot.start][-_AROUND:], *[at for at in told if at >= slot.end][:_AROUND]]
    near = [words[at] for at in around if words[at].clause == clause and words[at].part != "stop"]
    kinds = _listed_with(stretch, slot) | _bearer(stretch, slot)
    classes = [wordnet().class_of(word.lemma) for word in near if word.part == "name" and stretch.language == "en"]
    return frozenset([*(word.lemma for word in near), *(name for name in classes if name), *kinds])


def _listed_with(stretch: Stretch, slot: Slot) -> frozenset[str]:
    """ "@animal" beside a raven in "a raven, an ant and a pike": the kinds of what it is listed with."""
    words, table, found = stretch.words, index().words(stretch.language), set[str]()
    for start, step in ((slot.start - 1, -1), (slot.end, 1)):
        at, joined = start, False
        while 0 <= at < len(words) and abs(at - start) < _LIST_REACH:
            word = words[at]
            keys = (
                table.get(folded(word.text, stretch.language)) or table.get(folded(word.lemma, stretch.language)) or ()
            )
            if word.text in _LIST_SIGNS or word.lemma in _LIST_WORDS:
                joined = True
            elif keys and (joined or word.part != "adjective"):
                kinds = {index().concepts[key].kind for key in keys}
                if joined and len(kinds) == 1:
                    found.update(f"@{kind}" for kind in kinds if kind in _LISTED_KINDS)
                break
            elif word.part in ("stop", "verb"):
                break
            at += step
    return frozenset(found)


def _bearer(stretch: Stretch, slot: Slot) -> frozenset[str]:
    """ "@bearer" for 눈 in "눈이 하얀 사슴": it is a part of the animal or the person that it describes."""
    words, end = stretch.words, slot.end
    if stretch.language != "ko" or end + 3 >= len(words) or words[end].text not in ("이", "가"):
        return frozenset()
    if words[end + 1].part != "adjective" or words[end + 2].part != "other":
        return frozenset()
    keys = index().words("ko").get(words[end + 3].lemma, ())
    return frozenset({"@bearer"} if any(index().concepts[key].kind in _ANIMATE for key in keys) else ())
