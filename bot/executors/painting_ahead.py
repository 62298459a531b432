"""Painting ahead: pictures for several works, of one task or of several people, that a model paints in one call."""

from __future__ import annotations

import logging
import time
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from articover import progress
from articover.brief import Brief
from articover.engine import Generator, PictureRequest, PictureResult, RunContext
from articover.engines import Engines
from articover.errors import ArtiCoverError, Cancelled, MissingError
from articover.series import Series
from articover.trim import Trim, parse_trim
from bot.executors.contract import CoverWork
from bot.executors.files import laid_out
from bot.executors.painter import MODEL_TOO_LARGE
from bot.executors.task_run import PaintedAhead, TaskRun

log = logging.getLogger("bot.worker")


@dataclass(frozen=True, eq=False)
class _Wanted:
    """One picture: for work `step` of `run`."""

    run: TaskRun
    step: int
    work: CoverWork
    generator: Generator
    brief: Brief
    trim: Trim


def paint_ahead(runs: Sequence[TaskRun], engines: Engines) -> None:
    """Paint what a model can paint of `runs` in one call, and leave each picture, or its error, in its run.

    A work that is alone, or whose batch failed as a whole, is painted by itself when its turn comes, so that one
    task's fault is not the others'.
    """
    groups: dict[Hashable, list[_Wanted]] = {}
    for number, run in enumerate(runs):
        for step, work in enumerate(run.task.works, start=1):
            if isinstance(work, CoverWork) and (wanted := _wanted(run, step, work, engines)) is not None:
                # Works of a series follow the book before: they share a batch within their task only.
                series = () if work.series is None else (number, *sorted(work.series.items()))
                groups.setdefault((id(wanted.generator), series), []).append(wanted)
    for group in groups.values():
        if len(group) > 1:
            _paint(group)


def _wanted(run: TaskRun, step: int, work: CoverWork, engines: Engines) -> _Wanted | None:
    """None when no model paints several for it, or when something is wrong with it, which its turn will tell."""
    if work.picture is not None:
        return None
    try:
        generator = engines.generator(work.engine)
        if generator.description.batch_max < 2:
            return None
        return _Wanted(run, step, work, generator, Brief.from_json(work.brief), parse_trim(work.trim))
    except ArtiCoverError:
        return None


def _paint(group: Sequence[_Wanted]) -> None:
    started = time.monotonic()
    results: Sequence[PictureResult]
    try:
        for run in dict.fromkeys(wanted.run for wanted in group):
            run.begin()
        results = _painter(group[0]).generate_many(_requests(group))
    except Exception as error:
        concerns_all = isinstance(error, MissingError | Cancelled)
        if not isinstance(error, ArtiCoverError) or not (concerns_all or error.code in MODEL_TOO_LARGE):
            # It may be the fault of one of them; which one shows when each is painted by itself.
            log.info("A batch of %d pictures failed, so each is painted alone: %r", len(group), error)
            return
        results = [error] * len(group)
    seconds = time.monotonic() - started
    for wanted, result in zip(group, results, strict=True):
        wanted.run.painted[wanted.step] = PaintedAhead(wanted.generator, wanted.work.seed, result)
    for run in {wanted.run for wanted in group}:
        run.ahead_s += seconds


def _painter(wanted: _Wanted) -> Generator:
    """The generator; for a book of a series, the one that follows the book before."""
    series, generator = wanted.work.series, wanted.generator
    if series is None or not generator.description.follows_series:
        return generator
    look = Series.of_folder(laid_out(series, wanted.run.sources)).look
    return generator if look is None else generator.following(look)


def _requests(group: Sequence[_Wanted]) -> list[PictureRequest]:
    """One request reports for all of its task; each asks whether to stop."""
    told: set[TaskRun] = set()
    requests: list[PictureRequest] = []
    for wanted in group:
        run = RunContext("generate", wanted.work.seed, cancelled=wanted.run.cancelled)
        if wanted.run not in told:
            told.add(wanted.run)
            run = wanted.run.context(wanted.step).at("generate", wanted.work.seed)
            if not run.cancelled():
                run.progress(0.0, progress.PAINTING_WITH(engine=wanted.generator.name))
        requests.append((wanted.brief, wanted.trim, run))
    return requests
