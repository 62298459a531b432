"""Lockups: the typography that belongs to a composition. A scene names a lockup of `lockups.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from articover.cover import Background
from articover.edit.typeset.fonts import Case
from articover.edit.typeset.pairings import Pairing, Style
from articover.edit.typeset.shaping import script_of


@dataclass(frozen=True)
class Lockup:
    """One lockup; `lockups.toml` explains the fields."""

    faces: tuple[str, ...]
    hangul: tuple[str, ...]
    companion: str
    style: Style
    case: Case
    share: float
    cap: float
    author: float = 1.0
    tracking: float | None = None

    def pairings(self, text: str) -> tuple[Pairing, ...]:
        """The pairings for a text, in the order of the data; empty if the lockup has none for its script."""
        if any(script_of(char) == "Hang" for char in text):
            return tuple(Pairing(face, face, self.style) for face in self.hangul)
        return tuple(Pairing(face, self.companion, self.style, self.case, self.tracking) for face in self.faces)


@lru_cache(maxsize=1)
def all_lockups() -> Mapping[str, Lockup]:
    """All lockups by name."""
    data = tomllib.loads((resources.files("articover.edit.typeset") / "lockups.toml").read_text("utf-8"))
    return {name: Lockup(**{key: _frozen(value) for key, value in entry.items()}) for name, entry in data.items()}


def lockup_of(background: Background) -> Lockup | None:
    """The lockup that the picture's scene names; None when it names none or an unknown one."""
    scene = background.scene or {}
    return all_lockups().get(str(scene.get("lockup", "")))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
