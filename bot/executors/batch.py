"""Covers that one model can paint in one call: those of one task, and those of other tasks of the batch."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from articover.brief import Brief
from articover.engine import Generator
from articover.generate.batched import Together, TogetherInSeries
from articover.trim import parse_trim
from bot.executors.batch_slots import BatchSlot
from bot.executors.contract import CoverWork, Work


class Batch:
    """Paints the covers of one task, such as the four options of a book, with as few model calls as possible.

    With a `slot`, the model also paints the covers of the other slots of the batch run in the same call, unless the
    covers continue a series.
    """

    def __init__(self, works: Sequence[Work], slot: BatchSlot | None = None) -> None:
        self._slot = slot
        self._works = [work for work in works if isinstance(work, CoverWork) and work.picture is None]
        self._together: dict[Hashable, Together] = {}

    def of(self, generator: Generator, work: CoverWork) -> Generator:
        """`generator`, or a wrapper of it that also paints the task's other covers and those of other slots."""
        alike = [each for each in self._works if (each.engine, each.series) == (work.engine, work.series)]
        if work not in alike or generator.description.batch_max < 2:
            return generator
        model = generator if self._slot is None or work.series is not None else self._slot.joined(generator)
        if len(alike) < 2:
            return model
        key = (work.engine, tuple((work.series or {}).items()))
        if key not in self._together:
            follows = work.series is not None and model.description.follows_series
            wanted = [(Brief.from_json(each.brief), parse_trim(each.trim), each.seed) for each in alike]
            self._together[key] = (TogetherInSeries if follows else Together)(model, wanted)
        return self._together[key]
