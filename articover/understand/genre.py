"""The genre a writer typed, in any language, as one of data/genres.toml."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.understand.languages import language_of

GENERAL = "general"
_SHORT = 2
"""A name of fewer characters is found only as a whole word: in 추리소설 there is 추리, in 시대극 there is no 시."""


def genre_of(text: str, language: str = "") -> tuple[str, str]:
    """(key, how): "name" when a genre is called so, "part" when the text holds its name, "nearest" by a word of its
    meaning; ("general", "") when nothing is known."""
    wanted = _folded(text)
    if not wanted:
        return GENERAL, ""
    names = _names()
    if wanted in names:
        return names[wanted], "name"
    joined = wanted.replace(" ", "")
    best: tuple[int, int, str] = (0, 0, "")
    for name, key in names.items():
        bare = name.replace(" ", "")
        at = joined.find(bare)
        if at < 0 or not _stands(name, wanted, bare, joined):
            continue
        # The longest name wins; of two as long the later one, which is the noun: "science fiction romance".
        best = max(best, (len(bare), at, key))
    inflected = _inflected(wanted, language) if not best[2] or best[2] == "literary" else (0, 0, "")
    if inflected[2]:
        best = inflected
    return (best[2], "part") if best[2] else _nearest(wanted)


def _inflected(wanted: str, language: str) -> tuple[int, int, str]:
    """A genre by the stems of its name, as in "роман ужасов" or "novelas románticas"; the general word for a novel says
    nothing beside another."""
    from articover.understand.others import stem

    tongue = language or language_of(wanted)
    whole, best = f" {stem(wanted, tongue)} ", (0, 0, "")
    for stemmed, key in _stems(tongue).items():
        at = whole.find(f" {stemmed} ")
        if at >= 0 and key != "literary":
            best = max(best, (len(stemmed), at, key))
    return best


@lru_cache(maxsize=32)
def _stems(language: str) -> dict[str, str]:
    """The stems of each genre's names in a language -> its key."""
    from articover.understand.others import stem

    made: dict[str, str] = {}
    for key, entry in _data().items():
        for name in entry.get(language, ()):
            if stemmed := stem(_folded(name), language):
                made.setdefault(stemmed, key)
    return made


def _stands(name: str, wanted: str, bare: str, joined: str) -> bool:
    """Whether a name found inside the text is a word there and no part of another one."""
    if name.isascii():
        return re.search(rf"\b{re.escape(name)}\b", wanted) is not None or bare == joined
    if not re.search(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]", name):
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", wanted) is not None
    return len(bare) >= _SHORT


def _nearest(wanted: str) -> tuple[str, str]:
    """By the meaning of its words: "sleuthing" is a mystery because WordNet puts it near detective."""
    from articover.understand.index import index
    from articover.understand.wordnet import wordnet

    hints = _data()
    table = {word: key for key, entry in hints.items() for word in entry.get("hints", ())}
    for word in reversed(re.findall(r"[^\W\d_]+", wanted)):
        if word in table:
            return table[word], "nearest"
        for sense in wordnet().senses(word)[:2]:
            found = wordnet().above(sense.synset, index().anchors)
            if found and found[0] in table:
                return table[found[0]], "nearest"
    return GENERAL, ""


def all_genres() -> tuple[str, ...]:
    """The keys of all genres that are told apart."""
    return tuple(_data())


def nearest_of(genre: str) -> tuple[str, ...]:
    """Genres that look alike, the nearest first."""
    entry = _data().get(genre, {})
    return tuple(entry.get("nearest", ()))


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    file = resources.files("articover.understand") / "data" / "genres.toml"
    text = file.read_text("utf-8") if file.is_file() else ""
    return {key: entry for key, entry in tomllib.loads(text).items() if isinstance(entry, dict)}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    made: dict[str, str] = {}
    for key, entry in _data().items():
        for name in (key.replace("_", " "), key, *_all_names(entry)):
            made.setdefault(_folded(name), key)
    return made


def _all_names(entry: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for field, value in entry.items():
        if field == "names" and isinstance(value, dict):
            found += [name for names in value.values() for name in names]
        elif isinstance(value, list) and field not in ("nearest", "hints"):
            found += [name for name in value if isinstance(name, str)]
    return found


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\-_/·.,&+]+", " ", plain).split())
