"""Failure reasons: why a model did not paint, as data for a notice: a code and arguments, without paths."""

from __future__ import annotations

import re
from pathlib import PurePath

from articover.engine import Availability
from articover.errors import ArtiCoverError
from articover.notices import with_code

_PATH = re.compile(r'(?<=")[/~][^"]*(?=")|(?<![\w.])[/~][\w.-]+/[^\s`",;:)]*')


def why_failed(error: ArtiCoverError) -> str:
    """The reason of an engine that was called and failed."""
    return _coded(str(error), error)


def why_passed(available: Availability) -> str:
    """The reason of an engine that is unavailable."""
    return _coded(available.said, available.error or ArtiCoverError())


def _coded(said: str, error: ArtiCoverError) -> str:
    for value in error.arguments.values():
        # A path with spaces cannot be told from the words around it, so known paths are replaced first.
        if isinstance(value, str) and value.startswith(("/", "~")):
            said = said.replace(value, _name(value))
    arguments = {
        name: value if isinstance(value, int) else _name(value) if value.startswith(("/", "~")) else _named(value)
        for name, value in error.arguments.items()
    }
    return with_code(_named(said), error.code, arguments)


def _named(said: str) -> str:
    """`text` with the names of folders and files instead of their paths."""
    return _PATH.sub(lambda found: _name(found[0]), said)


def _name(path: str) -> str:
    return PurePath(path).name or "…"
