"""What is said of a thing, in English: colours and a few dozen words that change how it is drawn."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

from articover.understand.index import folded, index


def attribute_of(word: str, language: str) -> str:
    """The English attribute for an adjective's lemma; "" for one that shows nothing."""
    if (found := _table(language).get(folded(word, language))) is not None:
        return found
    keys = index().words(language).get(folded(word, language), ())
    return next((key for key in keys if index().concepts[key].kind == "colour"), "")


@lru_cache(maxsize=32)
def _table(language: str) -> dict[str, str]:
    file = resources.files("articover.understand") / "data" / "attributes.toml"
    data = tomllib.loads(file.read_text("utf-8"))
    tongue = "zh" if language.startswith("zh") else language
    return {
        folded(word, language): key
        for key, words in data.items()
        for word in (*words.get(tongue, "").split(), *((key,) if language == "en" else ()))
    }
