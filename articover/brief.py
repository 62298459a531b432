"""`Brief`: what the writer asked for, checked once and never changed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, fields
from typing import Any

from articover import notices
from articover.errors import TextError
from articover.facts import Fact
from articover.genres import GENERAL, is_known, resolve_genre
from articover.invisible import without_invisible
from articover.limits import MAX_CHARS

_ONE_LINE = frozenset({"subtitle", "author", "series", "genre", "language", "additions", "strikes"})
PRINTED_FIELDS = ("title", "subtitle", "author", "series")
"""What stands on the cover; the other fields only say what to paint."""


@dataclass(frozen=True)
class Brief:
    """One request for a cover.

    All texts are NFC, without what cannot be seen. `title` may hold line breaks, kept as the writer's own lines.
    `genre` is what was typed; `genre_key` is the genre of ours it was understood as. `additions` and `strikes` are
    things the writer put on the cover or took off it by hand, with commas between.

    Raises `TextError` on an empty title, a text over its limit, or a character without a look in a printed one.
    """

    title: str
    genre: str = ""
    synopsis: str = ""
    subtitle: str = ""
    author: str = ""
    series: str = ""
    requirements: str = ""
    language: str = ""
    additions: str = ""
    strikes: str = ""
    genre_key: str = field(init=False, default=GENERAL)

    def __post_init__(self) -> None:
        for item in fields(self):
            if item.init:
                object.__setattr__(self, item.name, _clean(item.name, getattr(self, item.name)))
        if not any(_is_visible(char) for char in self.title):
            raise TextError("no_title", most=MAX_CHARS["title"])
        object.__setattr__(self, "genre_key", resolve_genre(self.genre))

    @property
    def notices(self) -> tuple[Fact, ...]:
        """What the writer should see about how the brief was understood."""
        if self.genre and not is_known(self.genre):
            return (notices.GENRE(genre=self.genre),)
        return ()

    def to_json(self) -> dict[str, str]:
        """The fields as typed (NFC), without derived ones."""
        return {item.name: getattr(self, item.name) for item in fields(self) if item.init}

    @classmethod
    def from_json(cls, data: Any) -> Brief:
        """Inverse of `to_json`; raises `TextError` on unknown keys or values that are not text."""
        if not isinstance(data, dict):
            raise TextError("brief_damaged")
        known = {item.name for item in fields(cls) if item.init}
        unknown = sorted(set(data) - known)
        if unknown or "title" not in data:
            raise TextError(
                "brief_fields",
                names=", ".join(unknown) or "title",
            )
        return cls(**data)


def _clean(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TextError("not_text", field=name)
    text = unicodedata.normalize("NFC", without_invisible(value)).strip()
    if name not in PRINTED_FIELDS:
        text = "".join(char for char in text if not _is_unassigned(char))
    if name in _ONE_LINE:
        text = " ".join(text.split("\n"))
    if wrong := next(filter(_is_unassigned, text), ""):
        raise TextError(
            "unprintable",
            field=name,
            char=f"U+{ord(wrong):04X}",
        )
    limit = MAX_CHARS[name]
    if len(text) > limit:
        raise TextError(
            "too_long_text",
            field=name,
            length=str(len(text)),
            most=str(limit),
        )
    return text


def _is_unassigned(char: str) -> bool:
    """Whether Unicode gives `char` no look: private or not assigned."""
    return unicodedata.category(char) in ("Co", "Cn")


def _is_visible(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNPSM"
