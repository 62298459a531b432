"""Covers that one model can paint at once: those of one task, and those of other people's."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from articover.brief import Brief
from articover.engine import Batcher, Follower, Generator
from articover.generate.batched import Together, TogetherInSeries
from articover.trim import parse_trim
from bot.executors.batch_slots import BatchSlot
from bot.executors.contract import CoverWork, Work


class Batch:
    """The four options of a book, for one: what a model paints of them it paints in one go.

    In a `lane` of a company it paints them with what is wanted in the other lanes, unless they follow a series.
    """

    def __init__(self, works: Sequence[Work], slot: BatchSlot | None = None) -> None:
        self._slot = slot
        self._works = [work for work in works if isinstance(work, CoverWork) and work.picture is None]
        self._together: dict[Hashable, Together] = {}

    def of(self, generator: Generator, work: CoverWork) -> Generator:
        """`generator`, or in its place one that paints for the works to come, and for others, as well."""
        alike = [each for each in self._works if (each.engine, each.series) == (work.engine, work.series)]
        if work not in alike or not isinstance(generator, Batcher):
            return generator
        model = generator if self._slot is None or work.series is not None else self._slot.joined(generator)
        if len(alike) < 2:
            return model
        key = (work.engine, tuple((work.series or {}).items()))
        if key not in self._together:
            follows = work.series is not None and isinstance(model, Follower)
            wanted = [(Brief.from_json(each.brief), parse_trim(each.trim), each.seed) for each in alike]
            self._together[key] = (TogetherInSeries if follows else Together)(model, wanted)
        return self._together[key]
