"""Long sweeps: a few values in `make test`, the others in `make soak`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def sample(values: Iterable[Any], *kept: Any, when: Callable[[Any], bool] | None = None) -> list[Any]:
    """Values of one parameter, marked as soak but for `kept`, or those for which `when` is true."""
    return [value if keep else pytest.param(value, marks=pytest.mark.soak) for value, keep in _told(values, kept, when)]


def sample_rows(
    rows: Iterable[tuple[Any, ...]], *kept: tuple[Any, ...], when: Callable[[tuple[Any, ...]], bool] | None = None
) -> list[Any]:
    """The same of several parameters at once."""
    return [row if keep else pytest.param(*row, marks=pytest.mark.soak) for row, keep in _told(rows, kept, when)]


def _told(values: Iterable[Any], kept: tuple[Any, ...], when: Callable[[Any], bool] | None) -> list[tuple[Any, bool]]:
    every = list(values)
    assert all(value in every for value in kept), "what was kept is no longer among the values"
    told = [(value, value in kept or (when is not None and when(value))) for value in every]
    assert any(keep for _, keep in told), "nothing is left for `make test`"
    return told
