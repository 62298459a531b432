"""`Word`: one word of a text as grammar sees it. Every reader makes these, and all that follows reads only these.

Offsets are code points in the text that was read. `lemma` is in the language of the text, lower case where it has case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Part = Literal["noun", "name", "verb", "adjective", "adverb", "number", "preposition", "determiner", "other", "stop"]
"""Part of speech; "name" is a proper noun, "stop" ends a clause (full stop, line break)."""

Function = Literal["subject", "object", "place", "time", "modifier", "other"]
"""What a noun does in its sentence. "modifier": it describes another noun (lighthouse in "lighthouse keeper")."""


@dataclass(frozen=True)
class Word:
    """`verb` is the index of the verb a noun belongs to, -1 for none; `denied` says that the text denies it.

    `simile`: the text says that something is like it. `of`: index of the noun it modifies or -1. `count`: 1, 2 (a
    pair), 3 (many). `attributes`: lemmas of the adjectives that belong to it. `clause` numbers the sentence.
    """

    text: str
    lemma: str
    part: Part
    start: int
    end: int
    function: Function = "other"
    verb: int = -1
    of: int = -1
    count: int = 1
    denied: bool = False
    simile: bool = False
    attributes: tuple[str, ...] = ()
    clause: int = 0
    particle: str = field(default="", repr=False)
    """The preposition or particle that governs it, in the language of the text."""
