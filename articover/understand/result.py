"""`Understanding`: what a brief says is on the cover. Plain values, stored in cover.json under `understood`."""

from __future__ import annotations

from typing import Any, Literal, get_args

import msgspec

VERSION = 1
"""Of the layout of an `Understanding` as JSON; a reader that meets another refuses it."""

Role = Literal[
    "subject", "companion", "prop", "place", "time", "season", "weather", "era", "mood", "colour", "medium", "denied"
]
ROLES: tuple[Role, ...] = get_args(Role)
THINGS: tuple[Role, ...] = ("subject", "companion", "prop", "place")
"""Roles of what can be drawn as a thing or a scene."""

Field = Literal["title", "subtitle", "series", "synopsis", "requirements", "added"]
Number = Literal["one", "pair", "many"]


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing of the brief.

    `concept` is a key of the concept index, `word` what stands in the brief, in `language`, `field` where it counts
    most, `weight` above 0 (the title's subject has some 4). `attributes` and `action` are English lemmas; `object` is
    the concept the
    action is done to, "" for none. `why` leads from the word to the concept: word, lemma, sense, concept.
    """

    role: Role
    concept: str
    kind: str
    word: str
    language: str
    field: Field
    weight: float
    number: Number = "one"
    attributes: tuple[str, ...] = ()
    action: str = ""
    object: str = ""
    why: tuple[str, ...] = ()


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of `requirements`: `text` as written; `keys` what it was read as (concepts, or keys of data/wishes.toml).

    `code` is "" when it is followed, else why not: "not_read" (nothing of it was recognised), "not_possible"
    (recognised, and no painter here can do it).
    """

    text: str
    keys: tuple[str, ...] = ()
    code: Literal["", "not_read", "not_possible"] = ""


class Understanding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that was read. Items come most important first.

    `language` is the brief's, `languages` all that were met. `culture` is a key of data/cultures.toml, "" for none.
    `genre` is a key of data/genres.toml, "general" for none; `genre_by` says how it was found ("name", "part",
    "nearest", "" for none). `views` are keys of data/wishes.toml ("view_above"). `names` are person's names, which are
    nothing to draw. `read` says how many characters of each field were read, `weak` which languages were read without
    their own reader.
    """

    version: int
    language: str
    languages: tuple[str, ...] = ()
    culture: str = ""
    genre: str = "general"
    genre_by: str = ""
    items: tuple[Item, ...] = ()
    views: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    names: tuple[str, ...] = ()
    read: dict[str, int] = {}
    weak: tuple[str, ...] = ()

    def of(self, *roles: Role) -> tuple[Item, ...]:
        """The items of these roles, most important first."""
        return tuple(item for item in self.items if item.role in roles)

    @property
    def denied(self) -> frozenset[str]:
        """Concepts that must not be seen."""
        return frozenset(item.concept for item in self.items if item.role == "denied")

    def to_json(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data

    @classmethod
    def from_json(cls, data: Any) -> Understanding:
        """Inverse of `to_json`; raises `ValueError` on anything else."""
        try:
            made = msgspec.convert(data, cls)
        except msgspec.ValidationError as error:
            raise ValueError(f"this is no understanding: {error}") from error
        if made.version != VERSION:
            raise ValueError(f"this understanding has version {made.version}, not {VERSION}")
        return made
