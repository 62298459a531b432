"""Languages without a tagger here: words by ICU or by their letters, stems by Snowball, denials by their own words.

What a noun does is told by the words around it: a preposition of place, a pronoun before what would be a verb.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.understand.index import folded, index
from articover.understand.words import Function, Part, Word

_STEMMERS = {
    "es": "spanish", "fr": "french", "de": "german", "pt": "portuguese", "it": "italian", "ru": "russian",
    "ar": "arabic", "hi": "hindi", "id": "indonesian", "tr": "turkish", "el": "greek", "pl": "polish",
}  # fmt: skip
_LEAST_STEM = 3
"""A shorter stem stands for too many words."""
_WORD = re.compile(
    r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u064b-\u065f\u0670]+[^\W_]*)*|[.!?;:,\n()¿¡،؛؟。—–]"
)
_STOPS = frozenset(".!?;:\n()—–؛؟¿¡")
_REACH = 4
"""How many words after a denial still are denied, where no conjunction leads on."""


@dataclass(frozen=True)
class Grammar:
    """Words of a language that say what a noun does.

    `before`: phrases that deny what follows; `after`: phrases that deny what stands before; `suffixes` deny the word
    they end; `places` are prepositions (or, with `trailing`, what follows the noun); `pronouns` come before a verb;
    `articles` before a noun; `similes` before what is only likened; `links` carry a denial on.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    trailing: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    similes: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    two: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    wish_denials: tuple[str, ...] = ()
    """Phrases that deny only in a list of wishes, where a plain "no" is about the picture."""
    small: frozenset[str] = frozenset()
    """Words of all these lists but the denials: they name nothing themselves."""


@lru_cache(maxsize=1)
def grammars() -> dict[str, Grammar]:
    """Language -> its grammar (data/grammar.toml)."""
    file = resources.files("articover.understand") / "data" / "grammar.toml"
    return {language: _grammar(entry, language) for language, entry in tomllib.loads(file.read_text("utf-8")).items()}


def _grammar(written: dict[str, str], language: str) -> Grammar:
    entry = {name: folded(words, language) for name, words in written.items()}
    phrases = ("before", "after", "wish_denials")
    fields: dict[str, Any] = {name: _phrases(entry.get(name, "")) for name in phrases}
    fields |= {name: frozenset(words.split()) for name, words in entry.items() if name not in (*phrases, "suffixes")}
    small = [words for name, words in fields.items() if name not in phrases and name not in ("two", "many")]
    fields["small"] = frozenset().union(*small)
    return Grammar(**fields, suffixes=tuple(entry.get("suffixes", "").split()))


def _phrases(text: str) -> tuple[str, ...]:
    """The longest first, so that "pas de" is found before "pas"."""
    found = [phrase.strip() for phrase in text.split(",") if phrase.strip()]
    return tuple(sorted(found, key=lambda phrase: -len(phrase)))


class Plain:
    """Reads one of the languages of data/grammar.toml."""

    def __init__(self, language: str) -> None:
        self._language, self._grammar = language, grammars()[language]

    def read(self, text: str, *, wishes: bool = False) -> list[Word]:
        """The words of `text`, in their order."""
        pieces = self._pieces(text)
        plain = [folded(piece, self._language) for piece, _ in pieces]
        denied = self._denied(plain, wishes)
        made, clause = list[Word](), 0
        for at, (piece, start) in enumerate(pieces):
            part = self._part(at, pieces, plain)
            word = Word(piece, plain[at], part, start, start + len(piece), clause=clause)
            if part in ("noun", "name"):
                function, particle = self._function(at, plain)
                near = plain[max(0, at - 2) : at]
                grammar = self._grammar
                count = 2 if grammar.two & set(near) else 3 if grammar.many & set(near) else 1
                simile = bool(grammar.similes & set(plain[max(0, at - 3) : at]))
                word = replace(
                    word, function=function, particle=particle, count=count, denied=denied[at], simile=simile
                )
            elif part == "stop":
                clause += 1
            made.append(word)
        return made

    def _pieces(self, text: str) -> list[tuple[str, int]]:
        if self._language != "th":
            return [(match[0], match.start()) for match in _WORD.finditer(text)]
        return [(text[start:end], start) for start, end in _thai(text) if not text[start:end].isspace()] if text else []

    def _part(self, index: int, pieces: Sequence[tuple[str, int]], plain: Sequence[str]) -> Part:
        piece, grammar = pieces[index][0], self._grammar
        if piece in _STOPS:
            return "stop"
        if not piece[0].isalnum() or plain[index] in grammar.small or plain[index] in grammar.before:
            return "other"  # Polish "bez" is "without" far more often than a lilac
        if piece.isdigit():
            return "number"
        before = plain[index - 1] if index else ""
        if before in grammar.pronouns and before not in grammar.articles:
            return "verb"
        if self._language == "de":
            # German writes its nouns with a capital, so a small letter is none, where the text keeps that rule.
            starts = index == 0 or pieces[index - 1][0] in _STOPS
            if piece[0].islower() and not starts:
                return "adjective"
            return "noun"
        if piece[0].isupper() and index and pieces[index - 1][0] not in _STOPS and self._language != "de":
            return "name"
        return "noun"

    def _function(self, index: int, plain: Sequence[str]) -> tuple[Function, str]:
        grammar = self._grammar
        for back in range(index - 1, max(-1, index - 4), -1):
            if plain[back] in grammar.places:
                return "place", plain[back]
            if plain[back] in _STOPS or plain[back] == ",":
                break
        if any(word in grammar.trailing for word in plain[index + 1 : index + 3]):
            return "place", plain[index + 1]
        return "other", ""

    def _denied(self, plain: Sequence[str], wishes: bool) -> list[bool]:
        grammar, made = self._grammar, [False] * len(plain)
        before = grammar.before + (grammar.wish_denials if wishes else ())
        for at in range(len(plain)):
            length = _phrase_at(plain, at, before)
            if length:
                self._deny(plain, made, range(at + length, len(plain)))
            length = _phrase_at(plain, at, grammar.after)
            if length:
                self._deny(plain, made, range(at - 1, -1, -1))
            if grammar.suffixes and plain[at].endswith(grammar.suffixes) and len(plain[at]) > 5:
                made[at] = True
        return made

    def _is_known(self, word: str) -> bool:
        return word in index().words(self._language) or stem(word, self._language) in index().stems(self._language)

    def _deny(self, plain: Sequence[str], made: list[bool], places: range) -> None:
        named = led = False
        left = _REACH - 1 if self._grammar.after and places.step < 0 else _REACH
        for at in places:
            if plain[at] in _STOPS or plain[at] in (",", "،") or left == 0:
                break
            led = plain[at] in self._grammar.links or (led and plain[at] in self._grammar.articles)
            if plain[at] in self._grammar.links:
                left += 2
            elif at != places.start and (
                plain[at] in self._grammar.places or (named and not led and plain[at] in self._grammar.trailing)
            ):
                break
            elif plain[at] in self._grammar.articles:
                if named and not led:
                    break  # "sans loups l'hiver": another noun begins
            elif named and not led and places.step < 0:
                break  # "ormanda kurt yok": only what stands before the denial is not there
            else:
                named = named or self._is_known(plain[at])
                made[at] = True
            left -= 1


def _phrase_at(plain: Sequence[str], index: int, phrases: Sequence[str]) -> int:
    """How many words of `plain` from `index` on make one of `phrases` (the longest first); 0 for none."""
    for phrase in phrases:
        words = _WORD.findall(phrase)
        if words and list(plain[index : index + len(words)]) == words:
            return len(words)
        if len(words) == 1 and "\u0e00" <= words[0][0] <= "\u0e7f":
            # Thai: the segmenter may cut a denial in two.
            for length in (2, 3):
                if "".join(plain[index : index + length]) == words[0]:
                    return length
    return 0


@lru_cache(maxsize=8)
def stemmer(language: str) -> Any:
    """A function from a folded word to its stem; None where Snowball has none for the language."""
    name = _STEMMERS.get(language)
    if name is None:
        return None
    import snowballstemmer

    made = snowballstemmer.stemmer(name)
    return lru_cache(maxsize=8192)(made.stemWord)


def stem(phrase: str, language: str) -> str:
    """The stems of a folded phrase's words, "" where they would be too short to mean it."""
    of = stemmer(language)
    if of is None:
        return ""
    made = [_accented(of(word), word, language) for word in phrase.split()]
    return " ".join(made) if all(len(word) >= _LEAST_STEM for word in made) else ""


def _accented(stemmed: str, word: str, language: str) -> str:
    """A French stem with the accents of its word: mer and mère are two."""
    return word[: len(stemmed)] if language == "fr" and len(stemmed) <= len(word) else stemmed


def _thai(text: str) -> list[tuple[int, int]]:
    from icu4py.breakers import WordBreaker

    # ICU counts in UTF-16; a text with characters beyond it is read with those replaced.
    plain = "".join(char if ord(char) < 0x10000 else "\ufffd" for char in text)
    return list(WordBreaker(plain, "th").segments())
