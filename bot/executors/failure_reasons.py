"""Why a model did not paint, for a notice that chat says: with the code of the reason, and without paths."""

from __future__ import annotations

import re
from pathlib import PurePath

from articover.engine import Availability
from articover.errors import ArtiCoverError
from articover.notices import with_code

_PATH = re.compile(r'(?<=")[/~][^"]*(?=")|(?<![\w.])[/~][\w.-]+/[^\s`",;:)]*')


def why_failed(error: ArtiCoverError) -> str:
    """Of an engine that was asked to paint."""
    return _coded(str(error), error)


def why_passed(available: Availability) -> str:
    """Of an engine that was not even asked."""
    return _coded(available.said, available.error or ArtiCoverError())


def _coded(said: str, error: ArtiCoverError) -> str:
    for value in error.arguments.values():
        # A path with spaces is not told from the words around it by its looks.
        if isinstance(value, str) and value.startswith(("/", "~")):
            said = said.replace(value, _name(value))
    arguments = {
        name: value if isinstance(value, int) else _name(value) if value.startswith(("/", "~")) else _named(value)
        for name, value in error.arguments.items()
    }
    return with_code(_named(said), error.code, arguments)


def _named(said: str) -> str:
    """`said` with the names of folders and files instead of their paths."""
    return _PATH.sub(lambda found: _name(found[0]), said)


def _name(path: str) -> str:
    return PurePath(path).name or "…"
