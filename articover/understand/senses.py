"""Which of its meanings a word has here: by how often each is meant, and by what else the text speaks of."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.understand.index import index
from articover.understand.others import stem, stemmer
from articover.understand.wordnet import Sense, word_number, wordnet

_NAMED = 0.6
"""What it is worth that the index itself names the word for the concept: somebody chose it."""
_OVERLAP = 0.12
_MOST_OVERLAP = 3
"""Words that a meaning's gloss shares with the brief count this much each, up to so many."""
_UNSEEN = 2.0
"""Added to every count: the texts that WordNet was counted on were few."""
_PERSON = 18
_FIGURATIVE = 0.3
_LISTED_WITH = 0.8
"""What it is worth that a meaning is of the kind of what the word is listed with ("@animal" among `near`)."""
_TOLD = 1.5
"""A compound of the brief says which meaning its last word has."""
_NEAR_OVERLAP = 0.35
"""The same for words of its own clause."""
_CUED = 1.5
"""A cue written for the word and its meaning outweighs all else."""
_FAR_CUED = 0.3
"""The same anywhere in the brief."""
_DEFAULT = 0.7
"""What a word means where nothing tells."""
_STEP = 0.93
"""Each step upward from the word's own meaning makes the concept a poorer picture of it."""


@dataclass(frozen=True)
class Chosen:
    """`concept` "" says that the word means nothing to draw. `fit` is 1 for the thing, less for a broader one."""

    concept: str
    fit: float
    sense: str
    cued: bool = False


_NOTHING = Chosen("", 0.0, "")


def english_sense(
    lemma: str,
    listed: Collection[str],
    context: Collection[int],
    lemmas: Collection[str],
    near: Collection[str],
    told: Collection[int] = (),
) -> Chosen:
    """The meaning of an English noun.

    `listed` are the concepts the index names for it, `context` the numbers of the text's other words
    (`wordnet.word_number`), `lemmas` those words themselves, `near` those of its own clause. `told` are synsets
    that compounds of the brief have settled.
    """
    known = index()
    senses = wordnet().senses(lemma)
    total = sum(sense.count for sense in senses) + _UNSEEN * len(senses)
    scored: list[tuple[float, Chosen]] = []
    met = set()
    close = frozenset(word_number(word) for word in near)
    for sense in senses:
        found = wordnet().above(sense.synset, known.anchors)
        concept, steps = found if found else ("", 0)
        if sense.is_somebody and steps:
            concept = ""
        named = next((key for key in listed if key == concept or concept in known.broader(key)), "")
        if not named and len(senses) == 1 and listed:
            named = next(iter(listed))  # candlelight, for which WordNet has light alone
        if named:
            concept, steps = named, 0
        score = (sense.count + _UNSEEN) / total + _shared(sense.words, context) + (_NAMED if concept in listed else 0.0)
        score += _NEAR_OVERLAP * min(len(sense.words & close), _MOST_OVERLAP)
        score += _TOLD * (sense.synset in told)
        if sense.lex == _PERSON and listed and concept not in listed:
            score -= _FIGURATIVE  # a whale of a man, a fox, a star
        score += _of_listed_kind(concept, near)
        if concept in listed:
            met.add(concept)
        scored.append((score, Chosen(concept, _STEP**steps, _told(sense))))
    for concept in listed:
        if concept not in met:
            score = _NAMED + 0.35 + _shared(signature(concept), context) + _of_listed_kind(concept, near)
            scored.append((score, Chosen(concept, 1.0, concept.replace("_", " "))))
    cued = _cues("en").get(lemma, {})
    if "default" in cued:
        usual = cued["default"][0].replace("none", "")
        scored = [(score + _DEFAULT * (chosen.concept == usual), chosen) for score, chosen in scored]
        if not usual:
            scored.append((1.2, _NOTHING))
    elif "none" in cued:
        scored.append((0.3, _NOTHING))
    scored = [(score + _cue(cued, chosen.concept or "none", lemmas, near), chosen) for score, chosen in scored]
    return max(scored, key=lambda pair: pair[0])[1] if scored else _NOTHING


def foreign_sense(
    lemma: str,
    listed: Collection[str],
    context: Collection[int],
    lemmas: Collection[str],
    near: Collection[str],
    language: str,
) -> Chosen:
    """The meaning of a word of another language among the concepts the index names for it.

    `context` is in English: what the text's unambiguous words mean.
    """
    cued = _cues_of(lemma, language)
    near, lemmas = _with_stems(near, language), _with_stems(lemmas, language)
    scored = []
    for place, concept in enumerate(listed):
        own = _cue(cued, concept, lemmas, near)
        score = 0.3 / (1 + place) + _shared(signature(concept), context) + own
        score += _DEFAULT * (concept in cued.get("default", ())) + _of_listed_kind(concept, near)
        scored.append((score, Chosen(concept, 1.0, concept.replace("_", " "), own >= _CUED)))
    if "none" in cued:
        own = _cue(cued, "none", lemmas, near)
        score = own + _DEFAULT * ("none" in cued.get("default", ()))
        scored.append((score, Chosen("", 0.0, "", own >= _CUED)))
    best = max(scored, key=lambda pair: pair[0])
    return best[1] if best[0] > 0 else _NOTHING


@lru_cache(maxsize=4096)
def signature(concept: str) -> frozenset[int]:
    """Words of the glosses of a concept's own meanings."""
    entry = index().concepts.get(concept)
    found: frozenset[int] = frozenset()
    for synset in entry.synsets if entry else ():
        found |= wordnet().signature(synset)
    return found


def _of_listed_kind(concept: str, near: Collection[str]) -> float:
    return _LISTED_WITH * (bool(concept) and f"@{index().concepts[concept].kind}" in near)


def _shared(words: frozenset[int], context: Collection[int]) -> float:
    return _OVERLAP * min(len(words.intersection(context)), _MOST_OVERLAP)


def _cue(cued: dict[str, list[str]], concept: str, lemmas: Collection[str], near: Collection[str]) -> float:
    cues = cued.get(concept, ())
    return _CUED * min(sum(cue in near for cue in cues), 2) + _FAR_CUED * min(sum(cue in lemmas for cue in cues), 2)


def _told(sense: Sense) -> str:
    return f"{sense.name} ({sense.synset})"


@lru_cache(maxsize=1)
def _all_cues() -> dict[str, dict[str, dict[str, list[str]]]]:
    file = resources.files("articover.understand") / "data" / "cues.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    return {
        language: {word: {key: cues.split() for key, cues in senses.items()} for word, senses in words.items()}
        for language, words in data.items()
    }


@lru_cache(maxsize=4096)
def _cues_of(lemma: str, language: str) -> dict[str, list[str]]:
    """The cues of a word or of its stem; with each cue its stem, which stands for the forms a text has."""
    cues = _cues(language).get(lemma)
    if cues is None:
        stemmed = stem(lemma, language)
        cues = next((each for word, each in _cues(language).items() if stemmed and stem(word, language) == stemmed), {})
    return {
        key: [*words, *(s for word in words if (s := stem(word, language)) not in ("", word))]
        for key, words in cues.items()
    }


def _with_stems(words: Collection[str], language: str) -> Collection[str]:
    return {*words, *(stem(word, language) for word in words)} if stemmer(language) else words


def _cues(language: str) -> dict[str, dict[str, list[str]]]:
    return _all_cues().get(language, {})
