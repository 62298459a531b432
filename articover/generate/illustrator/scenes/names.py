"""What a scene may name, by kind, with a line about each."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal, get_args

from articover.edit.typeset.lockups import all_lockups
from articover.generate.illustrator.compose import all_compositions
from articover.generate.illustrator.compose.places import all_places
from articover.generate.illustrator.compose.things import all_things
from articover.generate.illustrator.direct.palette import all_palettes
from articover.generate.illustrator.treat import all_treatments

NameKind = Literal["composition", "treatment", "place", "thing", "palette", "lockup"]
NAME_KINDS: tuple[NameKind, ...] = get_args(NameKind)


@lru_cache(maxsize=1)
def all_names() -> Mapping[NameKind, Mapping[str, str]]:
    """Every name by its kind, with a line that says what it is ("" for lockups)."""
    return {
        "composition": {name: _first_line(module) for name, module in all_compositions().items()},
        "treatment": {name: _first_line(module) for name, module in all_treatments().items()},
        "place": {name: _first_line(module) for name, module in all_places().items()},
        "thing": {name: _first_line(module) for name, module in all_things().items()},
        "palette": {name: ", ".join(_words(entry["hues"])) for name, entry in all_palettes().items()},
        "lockup": dict.fromkeys(all_lockups(), ""),
    }


def drawn_by(composition: str) -> tuple[str, ...]:
    """Names of subjects that a composition draws itself, beside the things that all may draw."""
    return tuple(getattr(all_compositions().get(composition), "DRAWS", ()))


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, "" when none is close."""
    folded = {_folded(each): each for each in known}
    found = difflib.get_close_matches(_folded(name), folded, n=1, cutoff=0.65)
    return folded[found[0]] if found else ""


def same_name(name: str, known: Iterable[str]) -> str:
    """The known name that is `name` but for case, spaces, hyphens and underscores; "" when there is none."""
    return next((each for each in known if _folded(each) == _folded(name)), "")


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _first_line(module: Any) -> str:
    return str(module.__doc__ or "").strip().partition("\n")[0]


def _words(hues: object) -> list[str]:
    return [str(hue).replace("_", " ") for hue in hues] if isinstance(hues, list) else []
