"""Where a book's things come from: its language, the places and names it speaks of, its genre."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.understand.index import index
from articover.understand.result import Item


def culture_of(language: str, items: Sequence[Item], texts: Iterable[str], genre: str) -> str:
    """A key of data/cultures.toml: places and names outweigh the language the book is written in; "" for none."""
    scores: dict[str, float] = {}
    whole = "\n".join(texts).casefold()
    concepts = {item.concept for item in items if item.role != "denied"}
    concepts |= {up for concept in concepts for up in index().broader(concept)}
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
    """The form of a concept in a culture; "" when the concept has no forms, None when it has some and none for this."""
    forms = _forms().get(concept)
    if not forms:
        return ""
    while culture:
        if culture in forms:
            return forms[culture]
        culture = str(_data().get(culture, {}).get("broader", ""))
    return None


def _spoken(word: str, whole: str) -> bool:
    plain = word.casefold()
    if not plain.isascii():
        return plain in whole
    at = whole.find(plain)
    return at >= 0 and not (whole[at - 1 : at] or " ").isalpha() and not (whole[at + len(plain) :][:1] or " ").isalpha()


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
