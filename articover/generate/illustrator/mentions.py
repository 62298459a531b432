"""`Mention`: one word of a text that names something to draw."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mention:
    """`at` is its character offset; `denied` says that the text says it is not there."""

    concept: str
    word: str
    at: int
    weight: float = 1.0
    denied: bool = False


def listed(text: str) -> frozenset[str]:
    """The words of `text`."""
    return frozenset(text.split())
