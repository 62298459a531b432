"""Words into mentions: the longest phrase the index knows, figures of speech passed over, one meaning each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articover.understand.actions import action_of
from articover.understand.attributes import attribute_of
from articover.understand.eras import eras_of, seasons_of
from articover.understand.idioms import idiomatic
from articover.understand.index import folded, index
from articover.understand.inflection import bases_of
from articover.understand.others import stem
from articover.understand.reading import Stretch
from articover.understand.senses import Chosen, english_sense, foreign_sense
from articover.understand.wordnet import Sense, word_number, wordnet
from articover.understand.words import Word

_LONGEST = 5
_UNSPACED = frozenset({"ja", "zh-Hans", "zh-Hant", "th", "ko"})
_ADJECTIVE_KINDS = frozenset({"colour", "mood", "weather", "season", "era", "time", "medium"})
"""What an adjective may name: "snowy", "Victorian", "crimson"."""
_VERB_KINDS = frozenset({"weather"})
"""What a verb may name: it snows."""
_KOREAN_VERB_KINDS = frozenset({"weather", "event"})
"""The same of a noun that 하다 makes a verb: 결혼하다."""
_FIGURE_KINDS = frozenset({"place", "weather", "thing", "body", "plant", "event", "clothing", "food"})
"""Kinds that stand for an amount before an abstract word: a sea of troubles, a web of lies."""
_PLACE_FILES = frozenset({15, 17})
_PERSON = 18
_ANIMAL = 5
_ANIMATE = frozenset({"person", "creature", "animal"})
_LEAST_END = {"ja": 1, "zh-Hans": 1, "zh-Hant": 1, "de": 4}
"""Languages that write compounds as one word, and how many letters of one name it."""
_END_KINDS = frozenset({"animal", "plant", "building", "place", "vehicle", "weapon", "time", "season", "weather"})
"""Kinds that a last single character may name."""
_EMPTY_ENDS = frozenset("天日年时時间間里裡中心上下外内內方地面家")
"""Characters that end many words and then name nothing."""
_SETTINGS = frozenset({"weather", "time", "season", "place"})
_ANYBODY = frozenset({"people", "somebody", "someone", "nobody"})
"""Words for people that show nobody, and yet can be unwanted."""
_SAYING = 4
"""Characters of a Chinese saying, which means none of them."""
_SELDOM = 2
"""A meaning that was counted so often at most may as well be another."""
_PARTS_OF = frozenset({"foot", "head", "mouth", "heart", "back", "face", "neck", "arm", "shoulder", "eye", "lip", "leg"})
"""Parts of a body that places have too: the foot of a hill, the heart of a city."""
_MANY = 3
_COUNTED = frozenset("一两兩二三四五六七八九十几幾")
_AROUND = 5
"""Words on each side that speak for a meaning louder than the rest of the brief."""
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "every", "no", "his", "her", "their", "my", "our"})


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


@dataclass
class _Slot:
    """A phrase that may name something, before its meaning is chosen."""

    start: int
    end: int
    lemma: str
    listed: tuple[str, ...]


def mentions(stretches: Sequence[Stretch], length: int, field: str, context: Context) -> list[Mention]:
    """Every mention in one field of `length` characters, in order."""
    found: list[Mention] = []
    for number, stretch in enumerate(stretches):
        for slot in context.slots(stretch, title=field == "title"):
            chosen = context.choose(slot.lemma, slot.listed, stretch.language, _near(stretch, slot))
            if not chosen.concept:
                continue
            head = stretch.words[slot.end - 1]
            if bloom := _blooms(stretch, slot, chosen.concept):
                chosen = Chosen(bloom, 1.0, bloom.replace("_", " "))
            if colour := _colour_of(stretch, slot, field):
                chosen = Chosen(colour, 1.0, colour.replace("_", " "))
            if (
                _describes(head, chosen.concept, stretch.language)
                or not _fits_part(head, chosen.concept, stretch.language)
                or _is_figure(stretch, slot, chosen.concept, field, context)
                or (slot.lemma in _ANYBODY and not head.denied)
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


def _blooms(stretch: Stretch, slot: _Slot, concept: str) -> str:
    """The flower that a colour has its name from, where there are several: "a field of violets"."""
    head = stretch.words[slot.end - 1]
    if stretch.language != "en" or index().concepts[concept].kind != "colour" or head.count < _MANY:
        return ""
    found = (wordnet().above(sense.synset, index().anchors) for sense in wordnet().senses(slot.lemma))
    return next((each[0] for each in found if each and index().concepts[each[0]].kind == "plant"), "")


def _colour_of(stretch: Stretch, slot: _Slot, field: str) -> str:
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
        word = Word(said, said, "number", at, at + len(said), function="time")
        found.append(
            Mention(concept, said, said, concept.replace("_", " "), 1.0, at / max(len(text), 1), word, language, -1)
        )
    return found


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
        self._sure: dict[tuple[str, str], Chosen] = {}
        self._near: dict[str, frozenset[str]] = {}
        self._found: dict[int, list[_Slot]] = {}
        unsure: list[tuple[Stretch, _Slot]] = []
        for stretches in fields:
            for stretch in stretches:
                self._lemmas.update(word.lemma for word in stretch.words if word.part not in ("other", "stop"))
                if stretch.language == "en":
                    self._numbers.update(
                        word_number(word.lemma)
                        for word in stretch.words
                        if word.part in ("noun", "verb", "adjective", "name")
                    )
                    self._synsets.update(_compounds(stretch))
                    for slot in self.slots(stretch):
                        self._near[slot.lemma] = self._near.get(slot.lemma, frozenset()) | _near(stretch, slot)
                else:
                    unsure += [(stretch, slot) for slot in self.slots(stretch)]
        for _, slot in unsure:
            if len(slot.listed) == 1:
                for word in index().concepts[slot.listed[0]].en[:2]:
                    self._numbers.update(word_number(part) for part in word.casefold().split())
        for stretch, slot in unsure:
            if len(slot.listed) > 1:
                chosen = self.choose(slot.lemma, slot.listed, stretch.language, _near(stretch, slot))
                if chosen.cued:
                    self._sure.setdefault((stretch.language, slot.lemma), chosen)

    def slots(self, stretch: Stretch, *, title: bool = False) -> list[_Slot]:
        """The phrases of a stretch that may name something; those inside a title's long words too."""
        if title and stretch.language in ("zh-Hans", "zh-Hant", "ja"):
            return list(_slots(stretch, title=True))
        if id(stretch) not in self._found:
            self._found[id(stretch)] = list(_slots(stretch))
        return self._found[id(stretch)]

    def choose(self, lemma: str, listed: tuple[str, ...], language: str, near: frozenset[str] = frozenset()) -> Chosen:
        """The meaning of a phrase in this brief; `near` are the lemmas of its own clause."""
        own = {word_number(part) for part in lemma.split()}
        near |= self._near.get(lemma, frozenset())
        if language == "en":
            return english_sense(lemma, listed, self._numbers - own, self._lemmas, near, self._synsets)
        chosen = foreign_sense(lemma, listed, self._numbers, self._lemmas, near, language)
        # A word has one meaning in a brief: where its own clause is silent, another one's word counts.
        return chosen if chosen.cued else self._sure.get((language, lemma), chosen)


def _compounds(stretch: Stretch) -> Iterator[int]:
    """Synsets of compounds ("computer mouse"), which tell what their last word means elsewhere in the brief."""
    words = stretch.words
    for at in range(len(words) - 1):
        if words[at].part == "noun" and words[at + 1].part == "noun":
            senses = wordnet().senses(f"{words[at].lemma} {words[at + 1].lemma}")
            yield from (sense.synset for sense in senses[:1])


def _near(stretch: Stretch, slot: _Slot) -> frozenset[str]:
    """Lemmas of the words around a phrase, in its own clause."""
    words, clause = stretch.words, stretch.words[slot.start].clause
    around = (*range(max(0, slot.start - _AROUND), slot.start), *range(slot.end, min(len(words), slot.end + _AROUND)))
    near = [words[at] for at in around if words[at].clause == clause and words[at].part != "stop"]
    classes = [wordnet().class_of(word.lemma) for word in near if word.part == "name" and stretch.language == "en"]
    return frozenset([*(word.lemma for word in near), *(name for name in classes if name)])


def _slots(stretch: Stretch, *, title: bool = False) -> Iterator[_Slot]:
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
            at = slot.end


def _slot_at(stretch: Stretch, at: int, masked: frozenset[int]) -> _Slot | None:
    """The longest phrase from `at` on; one with the lemma "" is a figure of speech, to be passed over."""
    words, language = stretch.words, stretch.language
    if words[at].part == "stop" or not words[at].text[:1].isalnum():
        return None
    if words[at].part == "determiner" and language != "ko":  # 헌터: the segmenter takes 헌 for "old"
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
                return _Slot(at, end, form, tuple(table[form]))
        if stems:
            for form in forms:
                if (stemmed := stem(form, language)) and stemmed in stems:
                    return _Slot(at, end, form, tuple(stems[stemmed]))
        if language == "en" and (slot := _by_wordnet(words, forms, at, end)):
            return slot
    return None


def _by_wordnet(words: Sequence[Word], forms: Sequence[str], at: int, end: int) -> _Slot | None:
    """An English noun or compound that WordNet knows and the index does not."""
    head = words[end - 1]
    if end - at > 1 and (named := _named(forms)) is not None:
        # "the White House": somebody's or something's name, and no house that is white; a place is where it is.
        return _Slot(at, end, named, ())
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
            return _Slot(at, end, "", ())
        # "white whale" is a whale that is white, whatever zoologists call so.
        if end - at > 1 and words[end - 2].part == "adjective" and head.lemma in index().words("en"):
            return None
        return _Slot(at, end, form, ())
    return None


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


def _fits_part(head: Word, concept: str, language: str) -> bool:
    """Whether the word's part of speech can mean the concept: a verb is no thing."""
    kind = index().concepts[concept].kind
    if head.part == "verb":
        return kind in (_KOREAN_VERB_KINDS if language == "ko" else _VERB_KINDS)
    if head.part in ("adjective", "adverb"):
        return kind in _ADJECTIVE_KINDS
    return True


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


def _by_end(stretch: Stretch, at: int) -> Iterator[_Slot]:
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
                yield _Slot(at, at + 1, end, tuple(keys))
                return
    parts = [table.get(char, ()) for char in form]
    if least == 1 and all(any(index().concepts[key].kind in _SETTINGS for key in keys) for keys in parts):
        for char, keys in zip(form, parts, strict=True):  # 雪夜
            yield _Slot(at, at + 1, char, tuple(keys))


def _inside(stretch: Stretch, at: int) -> Iterator[_Slot]:
    """A title of some characters that the segmenter took for one word: 老人与海."""
    word = stretch.words[at]
    if stretch.language not in ("zh-Hans", "zh-Hant", "ja") or len(word.text) < 3 or word.part not in ("noun", "name"):
        return
    table, start = index().words(stretch.language), 0
    while start < len(word.text):
        length = next((n for n in range(len(word.text) - start, 0, -1) if word.text[start : start + n] in table), 0)
        if length:
            form = word.text[start : start + length]
            yield _Slot(at, at + 1, form, tuple(table[form]))
        start += length or 1


def _describes(head: Word, concept: str, language: str) -> bool:
    """ "a giant marlin", "baby dragons": somebody named before another noun only says what that one is like."""
    kind = index().concepts[concept].kind
    return (
        language == "en" and head.function == "modifier" and kind in _ANIMATE and bool(attribute_of(head.lemma, "en"))
    )


def _is_part_of_a_place(stretch: Stretch, slot: _Slot) -> bool:
    words, end = stretch.words, slot.end
    if end >= len(words) or words[end].lemma != "of":
        return False
    owner = next((word for word in words[end + 1 : end + 5] if word.part in ("noun", "name")), None)
    keys = index().words("en").get(owner.lemma, ()) if owner else ()
    senses = wordnet().senses(owner.lemma) if owner else ()
    owners = {index().concepts[key].kind for key in keys}
    return not owners & _ANIMATE and not (senses and senses[0].lex in (_ANIMAL, _PERSON) and not keys)


def _is_figure(stretch: Stretch, slot: _Slot, concept: str, field: str, context: Context) -> bool:
    """ "a sea of troubles": what an abstract word is measured by. A title's image is its picture all the same."""
    if stretch.language == "en" and slot.lemma in _PARTS_OF and _is_part_of_a_place(stretch, slot):
        return True
    of_title = field == "title" and not (slot.end < len(stretch.words) and stretch.words[slot.end].lemma == "to")
    if stretch.language != "en" or of_title or index().concepts[concept].kind not in _FIGURE_KINDS:
        return False
    words, end = stretch.words, slot.end
    joined = words[end].lemma if end + 1 < len(words) else ""
    if joined != "of" and not (joined == "to" and index().concepts[concept].kind == "thing"):
        return False
    after = next((word for word in words[end + 1 : end + 4] if word.part == "noun"), None)
    if after is None:
        return False
    senses = wordnet().senses(after.lemma)
    if not senses or not senses[0].is_abstract:
        return False
    meant = context.choose(after.lemma, tuple(index().words("en").get(after.lemma, ())), "en").concept
    return not meant or index().concepts[meant].kind in ("idea", "mood", "event")
