"""English lemmas by the model's own tables: exceptions first, then endings that lead to a known word."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from articover.understand.english.network import word_hash

_SORTS = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}
_BASE_TAGS = frozenset({"NN", "VB", "VBP", "JJ"})


class Lemmas:
    """The lemma tables of one model folder."""

    def __init__(self, folder: Path) -> None:
        tables = msgspec.msgpack.decode((folder / "lemmatizer" / "lookups" / "lookups.bin").read_bytes())
        sorts = {name: word_hash(name) for name in ("noun", "verb", "adj", "adv")}
        self._rules: dict[str, list[list[str]]] = {
            name: tables["lemma_rules"].get(key, []) for name, key in sorts.items()
        }
        self._exceptions: dict[str, dict[Any, list[str]]] = {
            name: tables["lemma_exc"].get(key, {}) for name, key in sorts.items()
        }
        self._known = {name: frozenset(tables["lemma_index"].get(key, ())) for name, key in sorts.items()}
        self.of = lru_cache(maxsize=8192)(self._of)

    def known(self, word: str, sort: str) -> bool:
        """Whether `word` is a lemma of that sort ("noun", "verb", "adj", "adv")."""
        return word in self._known[sort]

    def _of(self, word: str, pos: str, tag: str) -> str:
        """The lemma of a lower-case `word`; `tag` is Penn's."""
        sort = _SORTS.get(pos)
        if sort is None:
            return word
        exceptions = self._exceptions[sort].get(word) or self._exceptions[sort].get(word_hash(word))
        if exceptions:
            return exceptions[0]
        if tag in _BASE_TAGS or (word in self._known[sort] and tag not in ("NNS", "VBZ", "VBD", "VBG", "VBN")):
            return word
        made = [word[: len(word) - len(old)] + new for old, new in self._rules[sort] if old and word.endswith(old)]
        if known := [form for form in made if form in self._known[sort]]:
            return known[0]
        if word in self._known[sort]:
            return word
        return next((form for form in made if form), word)
