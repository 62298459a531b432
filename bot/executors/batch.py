"""Covers that one model can paint at once: those of one task, and those of other people's."""

from __future__ import annotations

from collections.abc import Sequence

from articover.brief import Brief
from articover.engine import Batcher, Generator
from articover.generate.together import Together
from articover.trim import parse_trim
from bot.executors.company import Lane
from bot.executors.contract import CoverWork, Work


class Batch:
    """The four options of a book, for one: what a model paints of them it paints in one go.

    In a `lane` of a company it paints them with what is wanted in the other lanes.
    """

    def __init__(self, works: Sequence[Work], lane: Lane | None = None) -> None:
        self._lane = lane
        self._works = [
            work for work in works if isinstance(work, CoverWork) and work.picture is None and work.series is None
        ]
        self._together: dict[str | None, Together] = {}

    def of(self, generator: Generator, work: CoverWork) -> Generator:
        """`generator`, or in its place one that paints for the works to come, and for others, as well."""
        alike = [each for each in self._works if each.engine == work.engine]
        if work not in alike or not isinstance(generator, Batcher):
            return generator
        model = generator if self._lane is None else self._lane.joined(generator)
        if len(alike) < 2:
            return model
        if work.engine not in self._together:
            wanted = [(Brief.from_json(each.brief), parse_trim(each.trim), each.seed) for each in alike]
            self._together[work.engine] = Together(model, wanted)
        return self._together[work.engine]
