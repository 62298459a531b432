"""A title as a sentence: Title Case and capitals hide from grammar what is a name and what is a thing."""

from __future__ import annotations

import re

from articover.understand.index import index

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def sentence_case(text: str, names: frozenset[str] = frozenset()) -> str:
    """`text` in lower case where it is in Title Case or capitals, of the same length; `names` keep a capital.

    German writes its nouns with capitals, so only a title all in capitals is changed there: it is nobody's sentence.
    """
    words = _WORD.findall(text)
    capital = [word for word in words if word[0].isupper()]
    if not words or len(capital) < len(words) / 2:
        return text
    return _WORD.sub(lambda match: _cased(match[0], names), text)


def _cased(word: str, names: frozenset[str]) -> str:
    plain = word.lower() if len(word.lower()) == len(word) else word
    return plain[:1].upper() + plain[1:] if plain.casefold() in names else plain


_CALLED = re.compile(r"\b(?:((?:Little|Big|Old|Baby|Tiny|Brave|Mr|Mrs|Miss|Brother|Sister)\.?) )?([A-Z][a-z]+)\b")


def small_animals(text: str) -> str:
    """An English text in which animals that are called by what they are ("Little Bear") have small letters."""
    return _CALLED.sub(_small, text)


def _small(match: re.Match[str]) -> str:
    keys = index().words("en").get(match[2].lower(), ())
    return match[0].lower() if any(index().concepts[key].kind == "animal" for key in keys) else match[0]
