"""The command line's own words: its help, its results and what is wrong with its arguments, in every language.

They stand in `terminal.ftl` beside the sentences of `articover.locales`, but are read here without a Fluent parser,
whose import alone takes as long as the whole help: each message is one line, with nothing but variables in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

BASE = "en"
_FOLDER = Path(__file__).parent / "locales"
LANGUAGES: tuple[str, ...] = (BASE, *sorted({path.parent.name for path in _FOLDER.glob("*/terminal.ftl")} - {BASE}))
_MESSAGE = re.compile(r"^([a-z][\w-]*) = (.+)$", re.MULTILINE)
_VARIABLE = re.compile(r"\{ \$(\w+) \}")


class TerminalLine(NamedTuple):
    """A line of a result: the key of its message and what fills it."""

    key: str
    arguments: Mapping[str, str]


def line(key: str, **arguments: str) -> TerminalLine:
    """A `TerminalLine`, shorter to write."""
    return TerminalLine(key, arguments)


def text(key: str, language: str = BASE, /, **arguments: str) -> str:
    """The message `key` in words. Raises `KeyError` on an unknown key or an argument that is not given."""
    return _VARIABLE.sub(lambda match: arguments[match[1]], _messages(language)[key])


@lru_cache
def _messages(language: str) -> Mapping[str, str]:
    return dict(_MESSAGE.findall((_FOLDER / language / "terminal.ftl").read_text(encoding="utf-8")))


def language_for(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """The language that `--lang` names, else that of the locale as POSIX finds it, else English.

    The arguments are searched before they are parsed, because the parser's own words depend on the language.
    """
    for number, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == "--lang":
            asked = value if sign else "".join(arguments[number + 1 : number + 2])
            return asked if asked in LANGUAGES else _of_locale(environment)
    return _of_locale(environment)


def _of_locale(environment: Mapping[str, str]) -> str:
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    tag = re.split(r"[.@]", next(filter(None, names), ""))[0].replace("_", "-").casefold()
    known = {each.casefold(): each for each in LANGUAGES}
    same_base = (each for folded, each in known.items() if folded.partition("-")[0] == tag.partition("-")[0])
    return known.get(tag) or next(same_base, BASE)
