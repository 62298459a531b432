"""Paint ahead: a model paints the pictures of several works, of one or several tasks, in one call."""

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
    """One picture to paint, for work `step` of `run`."""

    run: TaskRun
    step: int
    work: CoverWork
    generator: Generator
    brief: Brief
    trim: Trim


def paint_ahead(runs: Sequence[TaskRun], engines: Engines) -> None:
    """Paint the pictures of `runs` that a model can paint in one call; store each picture, or its error, in its run.

    A single work, and all works of a batch that failed as a whole, are painted alone later, so that an error of one
    task does not affect the others.
    """
    groups: dict[Hashable, list[_Wanted]] = {}
    for number, run in enumerate(runs):
        for step, work in enumerate(run.task.works, start=1):
            if isinstance(work, CoverWork) and (wanted := _wanted(run, step, work, engines)) is not None:
                # Books of a series depend on the previous book, so they share a batch within their task only.
                series = () if work.series is None else (number, *sorted(work.series.items()))
                groups.setdefault((id(wanted.generator), series), []).append(wanted)
    for group in groups.values():
        if len(group) > 1:
            _paint(group)


def _wanted(run: TaskRun, step: int, work: CoverWork, engines: Engines) -> _Wanted | None:
    """None when its generator does not batch, or when the work is invalid, which `do_work` reports later."""
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
            # One of them may be the cause; painting each alone shows which.
            log.info("A batch of %d pictures failed, so each is painted alone: %r", len(group), error)
            return
        results = [error] * len(group)
    seconds = time.monotonic() - started
    for wanted, result in zip(group, results, strict=True):
        wanted.run.painted[wanted.step] = PaintedAhead(wanted.generator, wanted.work.seed, result)
    for run in {wanted.run for wanted in group}:
        run.ahead_s += seconds


def _painter(wanted: _Wanted) -> Generator:
    """The generator; for a book of a series, one that follows the previous book's look."""
    series, generator = wanted.work.series, wanted.generator
    if series is None or not generator.description.follows_series:
        return generator
    look = Series.of_folder(laid_out(series, wanted.run.sources)).look
    return generator if look is None else generator.following(look)


def _requests(group: Sequence[_Wanted]) -> list[PictureRequest]:
    """One request per picture. The first of each task reports the progress; all can be cancelled."""
    reporting: set[TaskRun] = set()
    requests: list[PictureRequest] = []
    for wanted in group:
        run = RunContext("generate", wanted.work.seed, cancelled=wanted.run.cancelled)
        if wanted.run not in reporting:
            reporting.add(wanted.run)
            run = wanted.run.context(wanted.step).at("generate", wanted.work.seed)
            if not run.cancelled():
                run.progress(0.0, progress.PAINTING_WITH(engine=wanted.generator.name))
        requests.append((wanted.brief, wanted.trim, run))
    return requests
