"""What one model can paint in one call is painted before the works' turns; a fault of one is not the others'."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from articover.brief import Brief
from articover.cover import Background, EngineRecord
from articover.engine import Availability, Generator, PictureRequest, PictureResult, RunContext
from articover.engine_description import DIFFUSION, ILLUSTRATOR
from articover.engines import Engines
from articover.errors import ArtiCoverError, Cancelled, EngineError, MissingError
from articover.trim import Trim
from bot.executors.contract import CoverWork, SheetWork, Task, Work
from bot.executors.painting_ahead import paint_ahead
from bot.executors.task_run import Cancellations, TaskKey, TaskRun
from bot.executors.wire import WorkerConnection

OPTIONS = [CoverWork(Brief("Rain").to_json(), "2:3", seed) for seed in (7, 23, 39)]


class Model(Generator):
    """Notes the seeds of each call. `fault` is raised for a batch, `stopped` seeds meet an error of their own."""

    def __init__(self, fault: Exception | None = None, stopped: tuple[int, ...] = (), follows: bool = False) -> None:
        self.description = replace(DIFFUSION, follows_series=follows)
        self.calls: list[list[int]] = []
        self.led: list[Mapping[str, Any]] = []
        self._fault, self._stopped = fault, stopped

    def availability(self) -> Availability:
        return Availability(True)

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        raise AssertionError("a batch is one call")

    def generate_many(self, requests: Sequence[PictureRequest]) -> list[PictureResult]:
        self.calls.append([run.seed for _, _, run in requests])
        if self._fault is not None:
            raise self._fault
        return [self._painted(run) for _, _, run in requests]

    def _painted(self, run: RunContext) -> PictureResult:
        if run.cancelled():
            return Cancelled(sentence="cancelled")
        if run.seed in self._stopped:
            return EngineError(sentence="The safety checker stopped it.")
        run.progress(0.5)
        background = Background(np.zeros((9, 6, 3), np.uint8), (0, 0, 6, 9))
        return background, EngineRecord("generate", self.name, "1", seed=run.seed)

    def following(self, scene: Mapping[str, Any]) -> Generator:
        self.led.append(scene)
        return self


class OneModel(Engines):
    def __init__(self, model: Generator) -> None:
        super().__init__()
        self._model = model

    def generator(self, name: str | None = None) -> Generator:
        return self._model if name is None else super().generator(name)


Runs = Callable[..., TaskRun]


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    here, there = socket.socketpair()
    numbers = iter(range(1, 100))

    def run_of(*works: Work, cancelled: bool = False) -> TaskRun:
        task = Task(next(numbers), 1, works)
        return TaskRun(WorkerConnection(here), task, tmp_path, lambda: cancelled)

    with here, there:
        yield run_of


def seeds_of(run: TaskRun, model: Model) -> dict[int, int | type[ArtiCoverError]]:
    """By step: the seed that was painted, or the kind of the error."""
    found: dict[int, int | type[ArtiCoverError]] = {}
    for step, ahead in run.painted.items():
        result = ahead.take(model, ahead.seed)
        assert result is not None and ahead.take(model, ahead.seed) is None, "it is taken once"
        found[step] = type(result) if isinstance(result, ArtiCoverError) else result[1].seed
    return found


def test_options_of_one_and_covers_of_others_are_one_call(runs: Runs) -> None:
    model = Model()
    options, other, alone = runs(*OPTIONS, SheetWork()), runs(OPTIONS[0]), runs(SheetWork())
    paint_ahead([options, other, alone], OneModel(model))
    assert model.calls == [[7, 23, 39, 7]]
    assert seeds_of(options, model) == {1: 7, 2: 23, 3: 39} and seeds_of(other, model) == {1: 7}
    assert options.ahead_s > 0 and not alone.painted and not alone.folder.exists()


def test_an_error_or_a_cancelling_is_of_one_alone(runs: Runs) -> None:
    model = Model(stopped=(23,))
    options, gone = runs(*OPTIONS), runs(OPTIONS[0], cancelled=True)
    paint_ahead([options, gone], OneModel(model))
    assert seeds_of(options, model) == {1: 7, 2: EngineError, 3: 39} and seeds_of(gone, model) == {1: Cancelled}


@pytest.mark.parametrize("fault", [EngineError(sentence="Who knows why."), KeyError("a bug"), MemoryError("no room")])
def test_a_batch_that_fails_as_a_whole_leaves_each_to_its_own_turn(runs: Runs, fault: Exception) -> None:
    model, first, second = Model(fault), runs(OPTIONS[0]), runs(OPTIONS[1])
    paint_ahead([first, second], OneModel(model))
    assert not first.painted and not second.painted


@pytest.mark.parametrize("fault", [MissingError(sentence="It is gone."), EngineError("model_memory")])
def test_what_concerns_the_machine_is_everybodys_error(runs: Runs, fault: ArtiCoverError) -> None:
    model, first, second = Model(fault), runs(OPTIONS[0]), runs(OPTIONS[1])
    paint_ahead([first, second], OneModel(model))
    assert seeds_of(first, model) == seeds_of(second, model) == {1: type(fault)}


def test_what_cannot_share_a_call_waits_for_its_turn(runs: Runs) -> None:
    model = Model()
    broken = msgspec.structs.replace(OPTIONS[1], trim="no ratio")
    drawn = msgspec.structs.replace(OPTIONS[1], engine=ILLUSTRATOR.name)
    upload = msgspec.structs.replace(OPTIONS[1], picture="mine.png")
    tasks = [runs(OPTIONS[0]), runs(broken), runs(drawn, drawn), runs(upload)]
    paint_ahead(tasks, OneModel(model))
    assert model.calls == [] and not any(run.painted for run in tasks)


def test_a_picture_is_taken_only_for_its_own_generator_and_seed(runs: Runs) -> None:
    model, run = Model(), runs(*OPTIONS)
    paint_ahead([run], OneModel(model))
    assert run.painted[1].take(Model(), 7) is None and run.painted[1].take(model, 8) is None
    assert run.painted[1].take(model, 7) is not None


def test_options_of_a_series_follow_it_and_are_painted_apart_from_others(
    runs: Runs, tmp_path: Path, series_cover: dict[str, str]
) -> None:
    model = Model(follows=True)
    options = runs(*(msgspec.structs.replace(work, series=series_cover) for work in OPTIONS))
    paint_ahead([options, runs(OPTIONS[0]), runs(OPTIONS[1])], OneModel(model))
    assert sorted(model.calls) == [[7, 23], [7, 23, 39]] and len(model.led) == 1


@pytest.fixture
def series_cover(tmp_path: Path) -> dict[str, str]:
    from articover.chain import make_cover
    from articover.folder import write_cover
    from articover.trim import parse_trim

    folder = tmp_path / "before"
    write_cover(make_cover(Brief("Snow"), parse_trim("1:5"), 1, Engines()), folder)
    return {path.name: str(path) for path in folder.iterdir()}


def test_a_waiting_task_ends_as_soon_as_it_is_cancelled_but_for_the_last_while_painting() -> None:
    ended: list[TaskKey] = []
    cancellations = Cancellations(ended.append)
    cancellations.cancel((2, 1))
    cancellations.wait([(1, 1), (2, 1), (3, 1)])
    assert ended == [(2, 1)], "cancelled before it came"
    listener = threading.Thread(target=lambda: [cancellations.cancel(key) for key in ((3, 1), (1, 1))])
    listener.start()
    listener.join()
    assert ended == [(2, 1), (3, 1)], "the last one waits for the painting to stop"
    assert [cancellations.take_turn((number, 1)) for number in (1, 2, 3)] == [True, False, False]
    assert cancellations.is_cancelled((1, 1))
    for number in (1, 2, 3):
        cancellations.forget((number, 1))
    assert not cancellations.is_cancelled((1, 1))


def test_after_the_painting_whoever_waits_ends_at_once() -> None:
    ended: list[TaskKey] = []
    cancellations = Cancellations(ended.append)
    cancellations.wait([(1, 1), (2, 1)])
    assert cancellations.take_turn((1, 1))
    cancellations.cancel((2, 1))
    cancellations.cancel((1, 1))
    assert ended == [(2, 1)] and not cancellations.take_turn((2, 1))
