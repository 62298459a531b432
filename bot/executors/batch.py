"""Covers of one task that one model can paint at once."""

from __future__ import annotations

from collections.abc import Sequence

from articover.brief import Brief
from articover.engine import Batcher, Generator
from articover.generate.together import Together
from articover.trim import parse_trim
from bot.executors.contract import CoverWork, Work


class Batch:
    """The four options of a book, for one: what a model paints of them it paints in one go."""

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = [
            work for work in works if isinstance(work, CoverWork) and work.picture is None and work.series is None
        ]
        self._together: dict[str | None, Together] = {}

    def of(self, generator: Generator, work: CoverWork) -> Generator:
        """`generator`, or in its place one that paints for the works to come as well."""
        alike = [each for each in self._works if each.engine == work.engine]
        if work not in alike or len(alike) < 2 or not isinstance(generator, Batcher):
            return generator
        if work.engine not in self._together:
            wanted = [(Brief.from_json(each.brief), parse_trim(each.trim), each.seed) for each in alike]
            self._together[work.engine] = Together(generator, wanted)
        return self._together[work.engine]
