"""Words into mentions: the longest phrase the index knows, figures of speech passed over, one meaning each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articover.understand.actions import action_of
from articover.understand.eras import eras_of, seasons_of
from articover.understand.figures import describes, is_figure, is_somebodys_part
from articover.understand.index import index
from articover.understand.neighbours import compounds, near_of
from articover.understand.reading import Stretch
from articover.understand.senses import Chosen, english_sense, foreign_sense
from articover.understand.slots import Slot, slots
from articover.understand.wordnet import word_number, wordnet
from articover.understand.words import Word

_ADJECTIVE_KINDS = frozenset({"colour", "mood", "weather", "season", "era", "time", "medium"})
"""What an adjective may name: "snowy", "Victorian", "crimson"."""
_VERB_KINDS = frozenset({"weather"})
"""What a verb may name: it snows."""
_KOREAN_VERB_KINDS = frozenset({"weather", "event"})
"""The same of a noun that 하다 makes a verb: 결혼하다."""
_ANYBODY = frozenset({"people", "somebody", "someone", "nobody"})
"""Words for people that show nobody, and yet can be unwanted."""
_MANY = 3
_PICTURE = "picture_frame"


@dataclass(frozen=True)
class Mention:
    """One word or phrase that names something. `at` is where it begins in its field, as a share of the field (0 to 1).

    `head` is the word that carries the phrase's grammar, `verb` the lemma it belongs to ("" for none), `object` the
    index of its verb in the stretch (with `stretch` it tells who does what to whom).
    """

    concept: str
    word: str
    lemma: str
    sense: str
    fit: float
    at: float
    head: Word
    language: str
    stretch: int
    verb: str = ""


def mentions(stretches: Sequence[Stretch], length: int, field: str, context: Context) -> list[Mention]:
    """Every mention in one field of `length` characters, in order."""
    found: list[Mention] = []
    for number, stretch in enumerate(stretches):
        for slot in context.slots(stretch, title=field == "title"):
            chosen = context.choose(slot.lemma, slot.listed, stretch.language, near_of(stretch, slot))
            if not chosen.concept:
                continue
            head = stretch.words[slot.end - 1]
            if field == "synopsis" and head.part == "noun" and index().concepts[chosen.concept].kind == "medium":
                chosen = Chosen(_PICTURE, chosen.fit, chosen.sense)  # "a child's drawing": of a story, not of its cover
            if bloom := _blooms(stretch, slot, chosen.concept):
                chosen = Chosen(bloom, 1.0, bloom.replace("_", " "))
            if colour := _colour_of(stretch, slot, field):
                chosen = Chosen(colour, 1.0, colour.replace("_", " "))
            if (
                describes(head, chosen.concept, stretch.language)
                or not _fits_part(head, chosen.concept, stretch.language, slot.lemma)
                or is_figure(stretch, slot, chosen.concept, field, context.meaning)
                or (slot.lemma in _ANYBODY and not head.denied)
                or (
                    field not in ("title", "subtitle", "requirements")
                    and is_somebodys_part(stretch, slot, chosen.concept)
                )
            ):
                continue
            first = stretch.words[slot.start]
            at = (stretch.at + first.start) / max(length, 1)
            verb = _acted(stretch, head)
            text = stretch.text[first.start : head.end]
            found.append(
                Mention(
                    chosen.concept, text, slot.lemma, chosen.sense, chosen.fit, at, head, stretch.language, number, verb
                )
            )
    return found


def _blooms(stretch: Stretch, slot: Slot, concept: str) -> str:
    """The flower that a colour has its name from, where there are several: "a field of violets"."""
    head = stretch.words[slot.end - 1]
    if stretch.language != "en" or index().concepts[concept].kind != "colour" or head.count < _MANY:
        return ""
    found = (wordnet().above(sense.synset, index().anchors) for sense in wordnet().senses(slot.lemma))
    return next((each[0] for each in found if each and index().concepts[each[0]].kind == "plant"), "")


def _colour_of(stretch: Stretch, slot: Slot, field: str) -> str:
    """The colour that a stone or a metal gives to the noun after it ("an emerald forest"), or that is wished for."""
    head = stretch.words[slot.end - 1]
    gives = stretch.language == "en" and head.function == "modifier" and head.particle != "of"
    if not gives and field != "requirements":
        return ""
    return next((key for key in slot.listed if index().concepts[key].kind == "colour"), "")


def eras(text: str, language: str) -> list[Mention]:
    """Years and centuries written in figures."""
    found = []
    for concept, said, at in (*eras_of(text), *seasons_of(text, language)):
        found.append(patterned(concept, said, at, text, language=language))
    return found


def patterned(concept: str, said: str, at: int, text: str, fit: float = 1.0, language: str = "en") -> Mention:
    """A mention that a pattern found at `at` in `text`, and no reader."""
    word = Word(said, said, "number", at, at + len(said), function="time")
    return Mention(concept, said, said, concept.replace("_", " "), fit, at / max(len(text), 1), word, language, -1)


def _acted(stretch: Stretch, head: Word) -> str:
    """The lemma of the verb a noun belongs to; where that shows nothing, of the next of its clause that does."""
    words = stretch.words
    if not 0 <= head.verb < len(words):
        return ""
    for at in range(head.verb, len(words)):
        if words[at].clause != head.clause or (stretch.language == "en" and at > head.verb):
            break
        if words[at].part == "verb" and action_of(words[at].lemma, stretch.language):
            return words[at].lemma
    return words[head.verb].lemma


class Context:
    """What the whole brief speaks of, to tell meanings apart."""

    def __init__(self, fields: Sequence[Sequence[Stretch]]) -> None:
        self._lemmas: set[str] = set()
        self._numbers: set[int] = set()
        self._synsets: set[int] = set()
        self._sure: dict[tuple[str, tuple[str, ...]], Chosen] = {}
        self._near: dict[str, frozenset[str]] = {}
        self._found: dict[int, list[Slot]] = {}
        unsure: list[tuple[Stretch, Slot]] = []
        for stretches in fields:
            for stretch in stretches:
                self._lemmas.update(word.lemma for word in stretch.words if word.part not in ("other", "stop"))
                if stretch.language == "en":
                    self._numbers.update(
                        word_number(word.lemma)
                        for word in stretch.words
                        if word.part in ("noun", "verb", "adjective", "name")
                    )
                    self._synsets.update(compounds(stretch))
                    for slot in self.slots(stretch):
                        self._near[slot.lemma] = self._near.get(slot.lemma, frozenset()) | near_of(stretch, slot)
                else:
                    unsure += [(stretch, slot) for slot in self.slots(stretch)]
        for _, slot in unsure:
            if len(slot.listed) == 1:
                for word in index().concepts[slot.listed[0]].en[:2]:
                    self._numbers.update(word_number(part) for part in word.casefold().split())
        for stretch, slot in unsure:
            if len(slot.listed) > 1:
                chosen = self.choose(slot.lemma, slot.listed, stretch.language, near_of(stretch, slot))
                if chosen.cued:
                    self._sure.setdefault((stretch.language, slot.listed), chosen)

    def slots(self, stretch: Stretch, *, title: bool = False) -> list[Slot]:
        """The phrases of a stretch that may name something; those inside a title's long words too."""
        if title and stretch.language in ("zh-Hans", "zh-Hant", "ja"):
            return list(slots(stretch, title=True))
        if id(stretch) not in self._found:
            self._found[id(stretch)] = list(slots(stretch))
        return self._found[id(stretch)]

    def meaning(self, noun: str) -> str:
        """The concept of an English noun in this brief, "" for none."""
        return self.choose(noun, tuple(index().words("en").get(noun, ())), "en").concept

    def choose(self, lemma: str, listed: tuple[str, ...], language: str, near: frozenset[str] = frozenset()) -> Chosen:
        """The meaning of a phrase in this brief; `near` are the lemmas of its own clause."""
        own = {word_number(part) for part in lemma.split()}
        near |= self._near.get(lemma, frozenset())
        if language == "en":
            return english_sense(lemma, listed, self._numbers - own, self._lemmas, near, self._synsets)
        chosen = foreign_sense(lemma, listed, self._numbers, self._lemmas, near, language)
        # A word has one meaning in a brief: where its own clause is silent, another one's word counts.
        return chosen if chosen.cued else self._sure.get((language, listed), chosen)


def _fits_part(head: Word, concept: str, language: str, lemma: str) -> bool:
    """Whether the word's part of speech can mean the concept: a verb is no thing."""
    kind = index().concepts[concept].kind
    if head.part == "verb":
        return kind in (_KOREAN_VERB_KINDS if language == "ko" else _VERB_KINDS)
    if head.part in ("adjective", "adverb"):
        # "moonlit", "Sicilian": an adjective that is no noun was listed for what it names.
        made = language == "en" and (lemma != head.lemma or not wordnet().senses(lemma))
        return kind in _ADJECTIVE_KINDS or made
    return True
