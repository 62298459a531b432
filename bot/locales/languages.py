"""The languages the bot speaks: one folder each beside this module.

A folder is named by the language's BCP 47 tag ("ko", "pt-BR"). It holds `language.toml` (what the language is called,
how it writes dates) and its messages in Fluent (`messages.ftl`, `commands.ftl`, `choices.ftl`,
`engines.ftl`). Where messages call more than Fluent's own functions, `functions.py` has `FUNCTIONS`, by their names.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from babel.core import get_global

FOLDER = Path(__file__).parent
BASE = "en"
"""The language that every message was first written in."""
MAIN, COMMANDS, CHOICES, ENGINES = "messages", "commands", "choices", "engines"
FILES = (MAIN, COMMANDS, CHOICES, ENGINES)
"""The files of messages."""

Language = str
"""The name of a folder."""


class Customs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `language.toml` says.

    `name` is what its speakers call the language. `date` and `date_with_weekday` are patterns of CLDR for a day and a
    time.
    """

    name: str
    date: str
    date_with_weekday: str


def _found() -> tuple[Language, ...]:
    names = sorted(path.parent.name for path in FOLDER.glob("*/language.toml"))
    return (BASE, *(name for name in names if name != BASE))


LANGUAGES: tuple[Language, ...] = _found()


@lru_cache
def customs(language: Language) -> Customs:
    """What `language.toml` of a language says."""
    return msgspec.toml.decode((FOLDER / language / "language.toml").read_bytes(), type=Customs)


def source(language: Language, file: str = MAIN) -> str:
    """One of a language's Fluent files, as written."""
    return (FOLDER / language / f"{file}.ftl").read_text(encoding="utf-8")


def functions(language: Language) -> Mapping[str, Callable[..., Any]]:
    """What messages of a language may call besides Fluent's own functions."""
    path = FOLDER / language / "functions.py"
    spec = importlib.util.spec_from_file_location(f"_functions_of_{language}", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        return {}
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Mapping[str, Callable[..., Any]] = module.FUNCTIONS
    return found


def spoken(locale: str) -> Language | None:
    """The language for a locale as systems and platforms name it ("ko-KR", "zh_TW.UTF-8"); None when there is none."""
    tag = re.split(r"[.@]", locale.strip())[0]
    known = [each for each in LANGUAGES if _base(each) == _base(tag)]
    # Of several with one base language, the one in the reader's script; a tag seldom names its script.
    same_script = [each for each in known if _script(each) == _script(tag)]
    exact = [each for each in known if each.casefold() == tag.replace("_", "-").casefold()]
    return next(iter((*exact, *same_script, *known)), None)


def _base(tag: str) -> str:
    return re.split("[-_]", tag)[0].casefold()


def _script(tag: str) -> str:
    """The script that a tag names, or the usual one of its language and country; "" when nothing is known of it."""
    _, *rest = re.split("[-_]", tag)
    named = [part.title() for part in rest if len(part) == 4 and part.isalpha()]
    if named:
        return named[0]
    likely: Mapping[str, str] = get_global("likely_subtags")
    country = next((part.upper() for part in rest if len(part) in (2, 3)), "")
    found = likely.get(f"{_base(tag)}_{country}") or likely.get(_base(tag), "")
    return "".join(found.split("_")[1:2])
