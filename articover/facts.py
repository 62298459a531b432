"""A fact: something people may be told, as a code with arguments. `articover.locales.text` puts it into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec


class Fact(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A `code`, which is the key of its sentence in every language, with the `arguments` that fill the sentence.

    An argument that is a list is joined as the reader's language joins lists. `sentence` is English: of a fact without
    a code, or of one whose code a later version may not know.
    """

    code: str
    arguments: dict[str, str | int | float | Fact | tuple[str | Fact, ...]] = {}
    sentence: str = ""

    def __hash__(self) -> int:
        return hash((self.code, self.sentence))


Argument = str | int | float | Fact | tuple[str | Fact, ...]
"""What may fill a sentence; a fact is put into words first."""


@dataclass(frozen=True)
class Code:
    """A code and the names of its arguments; called with them it makes the fact."""

    name: str
    arguments: frozenset[str]

    @classmethod
    def of(cls, name: str, *arguments: str) -> Code:
        return cls(name, frozenset(arguments))

    def __call__(self, **arguments: Argument) -> Fact:
        if set(arguments) != self.arguments:
            raise TypeError(f"{self.name} takes {sorted(self.arguments)}, not {sorted(arguments)}")
        return Fact(self.name, arguments)

    def __contains__(self, fact: object) -> bool:
        """Whether `fact` has this code."""
        return isinstance(fact, Fact) and fact.code == self.name


def to_json(fact: Fact) -> dict[str, Any]:
    """`fact` as JSON data."""
    data: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(fact))  # which makes lists of tuples
    return data


def from_json(data: Mapping[str, Any]) -> Fact:
    """Inverse of `to_json`. Raises `msgspec.ValidationError`."""
    return msgspec.convert(data, Fact)
