"""Person's names: words that stand for somebody and are nothing to draw (Rose, Hunter, 하늘 as a girl's name)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articover.understand.index import index
from articover.understand.reading import Stretch
from articover.understand.wordnet import wordnet
from articover.understand.words import Word

_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lady",
        "lord",
        "captain",
        "professor",
        "inspector",
        "detective",
        "king",
        "queen",
        "prince",
        "princess",
        "saint",
        "st",
        "aunt",
        "uncle",
        "doctor",
        "father",
        "mother",
        "sister",
        "brother",
    ]
)
_PERSON_VERBS = frozenset(
    [
        "say",
        "tell",
        "ask",
        "think",
        "know",
        "feel",
        "want",
        "love",
        "hate",
        "meet",
        "marry",
        "live",
        "work",
        "run",
        "walk",
        "read",
        "write",
        "find",
        "learn",
        "discover",
        "return",
        "leave",
        "fall",
        "decide",
        "refuse",
        "try",
        "begin",
        "believe",
        "remember",
        "forget",
        "dream",
        "become",
        "has",
        "have",
        "be",
        "must",
        "can",
        "will",
    ]
)
_WHERE = frozenset({"at", "in", "to", "from", "near", "of", "into", "outside", "inside", "around", "behind", "through"})
_DETERMINERS = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "our", "my", "every", "no", "this", "that", "some", "each"}
)


def person_names(
    stretches: Sequence[Stretch], *, title: str = "", known: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Names in a text, lower case; in a title only what two capitals in a row make a full name of ("Rose Fielding")."""
    found: set[str] = set()
    for stretch in stretches:
        if title and stretch.language == "en":
            found |= _of_title(title, known)
        elif stretch.language == "en" and not title:
            found |= _english(stretch)
        elif stretch.language == "ko":
            found |= {
                word.text for word in stretch.words if word.part == "name" and word.text not in index().words("ko")
            }
    return frozenset(found)


def _english(stretch: Stretch) -> set[str]:
    """A proper noun without an article that is no place and no known concept's own name, or follows another name."""
    found: set[str] = set()
    words = stretch.words
    for at, word in enumerate(words):
        if word.part != "name" or not word.text[:1].isupper():
            continue
        before = words[at - 1] if at else None
        first = at
        while first and words[first - 1].part == "name":
            first -= 1
        if (
            first
            and words[first - 1].text.casefold() in _DETERMINERS
            and (first == at or not _followed_by_name(words, at))
        ):
            continue  # "the Rose", "the Pemberton Library"
        plain = word.text.casefold()
        senses = wordnet().senses(plain)
        place = bool(senses) and senses[0].lex in (15, 17)
        thing = plain in index().words("en")
        titled = before is not None and before.text.casefold().strip(".") in _TITLES
        paired = before is not None and before.part == "name" and before.text[:1].isupper()
        keys = index().words("en").get(plain, ())
        if not paired and _followed_by_name(words, at) and any(index().concepts[key].kind == "person" for key in keys):
            continue  # "Grandma Ida": what she is
        if paired and thing and _is_where(words, first) and _names_a_place(plain):
            continue  # "at Harrow Abbey"; but "Cassidy Lane saddles a horse"
        if titled or (paired and not place) or (not place and not thing):
            found.add(plain)
        elif thing and (word.function == "subject" or _followed_by_name(words, at)) and _acts(words, at):
            # "Rose reads letters": no article, and she does what people do.
            found.add(plain)
    return found


def _is_where(words: Sequence[Word], first: int) -> bool:
    return first > 0 and words[first - 1].text.casefold() in _WHERE


def _names_a_place(plain: str) -> bool:
    return any(index().concepts[key].kind in ("place", "building") for key in index().words("en").get(plain, ()))


def _followed_by_name(words: Sequence[Word], at: int) -> bool:
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and getattr(following, "part", "") == "name"


def _acts(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    verb = getattr(word, "verb", -1)
    if 0 <= verb < len(words):
        return True
    return _followed_by_name(words, at)


def _of_title(title: str, known: frozenset[str]) -> set[str]:
    """A title that is a full name: two or three capitalised words of which WordNet or the index knows one at most."""
    words = re.findall(r"[^\W\d_]+", title)
    if not 2 <= len(words) <= 3 or not all(word[0].isupper() and not word.isupper() for word in words):
        return {word.casefold() for word in words} & known
    unknown = [
        word for word in words if not wordnet().senses(word.casefold()) and word.casefold() not in index().words("en")
    ]
    return (
        {word.casefold() for word in words}
        if unknown and unknown[-1] == words[-1]
        else {word.casefold() for word in words} & known
    )
