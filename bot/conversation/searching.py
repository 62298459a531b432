"""Finding a book by words of its title, whatever their case, form or spacing."""

from __future__ import annotations

import unicodedata

MOST_CHARS = 60
"""Of what is searched for: it has to fit into the id of a button, beside the page."""
_NOT_IN_IDS = str.maketrans("|%", "  ")


def as_search(text: str) -> str:
    """`text` as it is searched for and shown: on one line, cut to 60 characters."""
    return " ".join(text.translate(_NOT_IN_IDS).split())[:MOST_CHARS].strip()


def holds(title: str, wanted: str) -> bool:
    """Whether every word of `wanted` is in `title`; true of every title when there are none."""
    folded = _folded(title)
    return all(_folded(word) in folded for word in wanted.split())


def _folded(text: str) -> str:
    """Without case, width, spaces and invisible characters, and Korean syllables composed.

    Spaces do not count because Korean titles are spaced in more than one way.
    """
    composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in composed if not char.isspace() and unicodedata.category(char) != "Cf")
