"""Where a book's things come from: its language, the places and names it speaks of, its genre."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.understand.index import index
from articover.understand.result import Item

_UNSPACED = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def culture_of(language: str, items: Sequence[Item], texts: Iterable[str], genre: str) -> str:
    """A key of data/cultures.toml: places and names outweigh the language the book is written in; "" for none."""
    scores: dict[str, float] = {}
    whole = "\n".join(texts).casefold()
    concepts = {item.concept for item in items if item.role != "denied"}
    concepts |= {up for concept in concepts for up in index().broader(concept)}
    # A castle is where a book's language has one of its own: only what no other culture has tells of one.
    concepts = {concept for concept in concepts if not (concept in _forms() and _is_built(concept))}
    for key, entry in _data().items():
        score = 1.0 if language in entry.get("languages", ()) else 0.0
        score += 2.0 * len(concepts & set(entry.get("concepts", ())))
        score += 2.0 * sum(
            _spoken(word, whole)
            for word in (*entry.get("words", ()), *entry.get("places", ()), *entry.get("names", ()))
        )
        score += 1.5 * (genre in entry.get("genres", ()))
        if score:
            scores[key] = score
    return max(sorted(scores), key=lambda key: scores[key]) if scores else ""


def form_of(concept: str, culture: str) -> str | None:
    """The form of a concept in a culture: a concept or the name of a picture.

    "" where the concept looks alike everywhere or no culture is known, None where this culture has no such thing.
    """
    forms = _forms().get(concept)
    if not forms or not culture:
        return ""
    while culture:
        if culture in forms:
            return forms[culture] or None
        culture = str(_data().get(culture, {}).get("broader", ""))
    return None


def is_european(culture: str) -> bool:
    """Whether a culture's things look European where nothing else is said of them; so do those of no known culture."""
    while culture and culture != "european":
        culture = str(_data().get(culture, {}).get("broader", ""))
        if not culture:
            return False
    return True


def _is_built(concept: str) -> bool:
    entry = index().concepts.get(concept)
    return entry is not None and entry.kind in ("building", "place", "thing", "clothing")


def _spoken(word: str, whole: str) -> bool:
    """Whether a word stands in the text: in scripts without spaces anywhere, in Korean and where words are inflected
    at the beginning of a word, else as a word."""
    plain = word.casefold()
    at = whole.find(plain)
    if at < 0 or _UNSPACED.search(plain):
        return at >= 0
    while at >= 0:
        after = whole[at + len(plain) : at + len(plain) + 1]
        if not whole[at - 1 : at].isalpha() and not (plain.isascii() and after.isalpha()):
            return True
        at = whole.find(plain, at + 1)
    return False


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    file = resources.files("articover.understand") / "data" / "cultures.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _data() -> dict[str, dict[str, Any]]:
    data = _file()
    return {
        key: value for key, value in data.get("cultures", data).items() if isinstance(value, dict) and key != "forms"
    }


def _forms() -> dict[str, dict[str, str]]:
    forms: dict[str, dict[str, str]] = _file().get("forms", {})
    return forms
