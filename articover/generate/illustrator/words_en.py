"""Finds English mentions: phrases before words, plurals by rule, senses by their neighbours, denials dropped."""

from __future__ import annotations

import re
from functools import lru_cache

from articover.generate.illustrator.lexicon import allowed, lexicon
from articover.generate.illustrator.mentions import Mention, listed

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’\-][A-Za-z\u00c0-\u024f]+)*|[.!?;:,\n()]|\d+")
_LONGEST_PHRASE = 4
_DENIALS = listed("no without not neither nor isn't aren't wasn't weren't except avoid never don't exclude")
_REVERSALS = (("not", "only"), ("not", "just"), ("no", "longer"), ("no", "one"), ("no", "matter"), ("not", "yet"))
_REACH = 3
"""How many words after a denial still are denied."""
_LINKS = frozenset(["or", "nor", "and"])
_STOPS = frozenset(".!?;:\n()")
_IRREGULAR = {
    "mice": "mouse", "geese": "goose", "wolves": "wolf", "leaves": "leaf", "knives": "knife", "thieves": "thief",
    "calves": "calf", "oxen": "ox", "children": "child", "women": "woman", "men": "man", "fishermen": "fisherman",
    "loaves": "loaf", "cacti": "cactus", "octopi": "octopus", "firemen": "fireman", "spacemen": "spaceman",
}  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "this", "my", "our", "every", "last", "old", "night"})
_OWN_PLURALS = frozenset({"stars", "eyes", "books", "demons"})
"""Plurals with rules of their own."""


def mentions(text: str, whole: str, genre: str) -> list[Mention]:
    """Every mention in `text`; `whole` is all the brief says, to tell senses apart."""
    tokens = [(match[0], match.start()) for match in _WORD.finditer(text)]
    words = [token.casefold().replace("’", "'") for token, _ in tokens]
    spoken = _vocabulary(whole)
    entries, found, i = lexicon(), list[Mention](), 0
    while i < len(words):
        length, concept, word = _match(words, i)
        if concept and _means(word, words, i, i + length, whole, spoken, genre):
            rule = entries.rules_en.get(word)
            weight = entries.concepts[concept].weight * (rule.weight if rule else 1.0)
            found.append(Mention(concept, word, tokens[i][1], weight, _denied(words, i)))
        i += length
    return found


def moods(text: str) -> set[str]:
    """The moods whose words stand in `text` and are not denied."""
    words = [token.casefold() for token in _WORD.findall(text)]
    table, found = lexicon().moods_en, set[str]()
    for i in range(len(words)):
        for length in (2, 1):
            name = table.get(" ".join(words[i : i + length]))
            if name and not _denied(words, i):
                found.add(name)
    return found


def _match(words: list[str], i: int) -> tuple[int, str, str]:
    """(how many words, concept or "", the lexicon's word) of the longest phrase at `i`; masks come first."""
    entries = lexicon()
    for length in range(min(_LONGEST_PHRASE, len(words) - i), 0, -1):
        phrase = " ".join(words[i : i + length])
        if phrase in entries.masks_en:
            return length, "", phrase
        for form in _lemmas(phrase):
            if form in entries.words_en:
                return length, entries.words_en[form], form
    return 1, "", ""


@lru_cache(maxsize=4096)
def _lemmas(phrase: str) -> tuple[str, ...]:
    """The phrase and its singulars: "witches" -> witch, "berries" -> berry, "wolf's" -> wolf."""
    *head, last = phrase.split(" ")
    start = " ".join(head) + " " if head else ""
    bare = re.sub(r"'s?$", "", last)
    forms = [last, bare]
    for word in {last, bare}:
        if word in _IRREGULAR:
            forms.append(_IRREGULAR[word])
        if word.endswith("ies") and len(word) > 4:
            forms.append(word[:-3] + "y")
        if word.endswith("es") and re.search(r"(s|x|z|ch|sh|o)es$", word):
            forms.append(word[:-2])
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            forms.append(word[:-1])
    return tuple(dict.fromkeys(start + form for form in forms))


def _means(word: str, words: list[str], start: int, end: int, whole: str, spoken: frozenset[str], genre: str) -> bool:
    """Whether the rules let `words[start:end]` mean the thing."""
    rules = lexicon().rules_en
    surface = " ".join(words[start:end])
    rule = rules.get(surface) if surface in _OWN_PLURALS else rules.get(word)
    if rule is None:
        return True
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    if before in rule.not_before or (after in rule.not_after and not (rule.verb and before in _ARTICLES)):
        return False
    return allowed(rule, whole, spoken, genre)


def _denied(words: list[str], i: int) -> bool:
    """Whether a denial reaches the word at `i`: "no dragons", "without a castle or dragons"."""
    reach = _REACH
    for back in range(i - 1, max(-1, i - 9), -1):
        word = words[back]
        if word in _STOPS:
            return False
        if word in _LINKS or word == ",":
            reach += 2
        if word in _DENIALS or (word.endswith("n't") and word in _DENIALS):
            pair = (word, words[back + 1]) if back + 1 < len(words) else (word, "")
            return pair not in _REVERSALS and i - back <= reach
        if (word, words[back + 1] if back + 1 < len(words) else "") in (("instead", "of"), ("rather", "than")):
            return i - back <= _REACH + 1
    return False


@lru_cache(maxsize=64)
def _vocabulary(whole: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(whole))
