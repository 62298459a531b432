"""Why a model did not paint: a fact without paths, for a notice in the chat."""

from __future__ import annotations

import re
from pathlib import PurePath

from articover.engine import Availability
from articover.errors import ArtiCoverError
from articover.facts import Fact

_PATH = re.compile(r'(?<=")[/~][^"]*(?=")|(?<![\w.])[/~][\w.-]+/[^\s`",;:)]*')


def why_failed(error: ArtiCoverError) -> Fact:
    """Why an engine failed while it painted."""
    return _without_paths(str(error), error)


def why_passed(available: Availability) -> Fact:
    """Why an engine was skipped."""
    return _without_paths(available.said, available.error or ArtiCoverError())


def _without_paths(sentence: str, error: ArtiCoverError) -> Fact:
    for value in error.arguments.values():
        # `_PATH` cannot recognise a path with spaces among other words.
        if isinstance(value, str) and value.startswith(("/", "~")):
            sentence = sentence.replace(value, _name(value))
    if not error.code:
        return Fact("", {}, _named(sentence))
    arguments: dict[str, str | int | float | Fact | tuple[str, ...]] = {
        name: value if isinstance(value, int) else _name(value) if value.startswith(("/", "~")) else _named(value)
        for name, value in error.arguments.items()
    }
    return Fact(f"sentence-{error.code}", arguments, _named(sentence))


def _named(sentence: str) -> str:
    """`sentence` with the names of folders and files instead of their paths."""
    return _PATH.sub(lambda found: _name(found[0]), sentence)


def _name(path: str) -> str:
    return PurePath(path).name or "…"
