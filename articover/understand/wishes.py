"""The writer's wishes, piece by piece: what each was read as, and which cannot be followed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

from articover.understand.finding import Mention
from articover.understand.index import folded
from articover.understand.result import Wish

_PIECES = re.compile(r"[,;\n。！？、，；]|(?<=[^\W\d_])[.!?](?=\s|$)")
_MOST = 24
"""A longer list of wishes is a text; its things are read all the same."""


def wishes_of(text: str, language: str, found: Sequence[Mention]) -> tuple[Wish, ...]:
    """Each piece of `text` with what it was read as."""
    made, start = [], 0
    for end in (*(match.start() for match in _PIECES.finditer(text)), len(text)):
        piece = text[start:end].strip(" .!?")
        if any(char.isalnum() for char in piece):
            said = [mention for mention in found if start <= round(mention.at * max(len(text), 1)) < end]
            keys = [*views_of(piece, language, said), *(mention.concept for mention in said)]
            code = (
                "not_possible"
                if any(not _wishes()[key][0] for key in keys if key in _wishes())
                else ""
                if keys
                else "not_read"
            )
            made.append(Wish(piece, tuple(dict.fromkeys(keys)), code))  # type: ignore[arg-type]
        start = end + 1
    return tuple(made[:_MOST])


def views_of(text: str, language: str, found: Sequence[Mention] = ()) -> tuple[str, ...]:
    """Keys of data/wishes.toml that `text` asks for, and does not deny. A word of a longer name that is among `found`
    asks for nothing itself: "dark" in "dark blue"."""
    plain = folded(text, language)
    for mention in found:
        if len(name := folded(mention.word, language)) > 4 and " " in name:
            plain = plain.replace(name, " " * len(name))
    asked = []
    for key, (_, words) in _wishes().items():
        for word in words:
            at = plain.find(word)
            if (
                at >= 0
                and _whole(plain, at, len(word))
                and not re.search(r"(?:\bno|\bnot|\bwithout|\bless|\bnever)\s+(?:too |so |very )?$", plain[:at])
            ):
                asked.append(key)
                break
    return tuple(asked)


def _whole(text: str, at: int, length: int) -> bool:
    """Whether a word of an alphabet stands for itself there; scripts without spaces and Korean need no such test."""
    if not re.match(r"[a-zà-ɏа-я]", text[at]):
        return True
    return not (text[at - 1 : at].isalnum() and at > 0) and not text[at + length : at + length + 1].isalnum()


@lru_cache(maxsize=1)
def _wishes() -> dict[str, tuple[bool, tuple[str, ...]]]:
    file = resources.files("articover.understand") / "data" / "wishes.toml"
    return {
        key: (
            bool(entry.get("possible", True)),
            tuple(word for words in entry.values() if isinstance(words, list) for word in words),
        )
        for key, entry in tomllib.loads(file.read_text("utf-8")).items()
    }
