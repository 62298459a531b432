"""The options of one task are painted at once by a model that can, and one by one by whoever else paints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from articover.brief import Brief
from articover.cover import Background, EngineRecord
from articover.engine import Availability, Generator, RunContext
from articover.engine_description import DIFFUSION
from articover.errors import ArtiCoverError, EngineError
from articover.generate.illustrator.illustrator import Illustrator
from articover.trim import Trim, parse_trim
from bot.executors.batch import Batch
from bot.executors.contract import CoverWork, SheetWork

BRIEF, TRIM = Brief("Rain"), parse_trim("2:3")
OPTIONS = [CoverWork(BRIEF.to_json(), "2:3", seed, "diffusion") for seed in (7, 23, 39)]


class Model(Generator):
    """Remembers how many it was asked for at once."""

    description = replace(DIFFUSION, follows_series=False)

    def __init__(self, *, breaks: bool = False, stopped: tuple[int, ...] = ()) -> None:
        self.asked: list[list[int]] = []
        self._breaks, self._stopped = breaks, stopped

    def availability(self) -> Availability:
        return Availability(True)

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        picture = self.generate_many([(brief, trim, run)])[0]
        if isinstance(picture, ArtiCoverError):
            raise picture
        return picture

    def generate_many(
        self, requests: Sequence[tuple[Brief, Trim, RunContext]]
    ) -> list[tuple[Background, EngineRecord] | ArtiCoverError]:
        self.asked.append([run.seed for _, _, run in requests])
        if self._breaks and len(requests) > 1:
            raise EngineError("There is not enough memory.")
        pixels = np.zeros((9, 6, 3), np.uint8)
        return [
            EngineError("The safety checker stopped it.")
            if run.seed in self._stopped
            else (Background(pixels, (0, 0, 6, 9)), EngineRecord("generate", self.name, "1", seed=run.seed))
            for _, _, run in requests
        ]


def test_the_first_brings_all() -> None:
    model, batch = Model(), Batch([*OPTIONS, SheetWork()])
    seeds = [batch.of(model, work).generate(BRIEF, TRIM, RunContext("generate", work.seed))[1].seed for work in OPTIONS]
    assert seeds == [7, 23, 39] and model.asked == [[7, 23, 39]]


def test_a_batch_that_fails_is_painted_one_by_one() -> None:
    model, batch = Model(breaks=True), Batch(OPTIONS)
    with pytest.raises(EngineError):
        batch.of(model, OPTIONS[0]).generate(BRIEF, TRIM, RunContext("generate", 7))
    assert batch.of(model, OPTIONS[1]).generate(BRIEF, TRIM, RunContext("generate", 23))[1].seed == 23
    assert model.asked == [[7, 23, 39], [23]]


def test_an_option_that_is_stopped_is_not_painted_again_by_itself() -> None:
    model, batch = Model(stopped=(23,)), Batch(OPTIONS)
    assert batch.of(model, OPTIONS[0]).generate(BRIEF, TRIM, RunContext("generate", 7))[1].seed == 7
    with pytest.raises(EngineError, match="stopped"):
        batch.of(model, OPTIONS[1]).generate(BRIEF, TRIM, RunContext("generate", 23))
    assert batch.of(model, OPTIONS[2]).generate(BRIEF, TRIM, RunContext("generate", 39))[1].seed == 39
    assert model.asked == [[7, 23, 39]]


class Following(Model):
    """One that follows a series; `led` are the scenes it was led by."""

    description = DIFFUSION

    def __init__(self) -> None:
        super().__init__()
        self.led: list[Mapping[str, Any]] = []

    def following(self, scene: Mapping[str, Any]) -> Generator:
        self.led.append(scene)
        return self


def test_options_of_a_series_are_one_batch_led_by_it() -> None:
    before = {"cover.json": "/blobs/1"}
    options = [msgspec.structs.replace(work, series=before) for work in OPTIONS]
    model, batch = Following(), Batch([*options, SheetWork()])
    for work in options:
        painter = batch.of(model, work)
        assert painter.description.follows_series
        led = painter.following({"palette": ["#000000"]})
        assert led.generate(BRIEF, TRIM, RunContext("generate", work.seed))[1].seed == work.seed
    assert model.asked == [[7, 23, 39]] and model.led == [{"palette": ["#000000"]}]


def test_a_model_that_follows_nothing_is_not_asked_to() -> None:
    options = [msgspec.structs.replace(work, series={"cover.json": "/blobs/1"}) for work in OPTIONS]
    model, batch = Model(), Batch(options)
    painters = [batch.of(model, work) for work in options]
    assert not any(painter.description.follows_series for painter in painters)
    seeds = [
        painter.generate(BRIEF, TRIM, RunContext("generate", each.seed))[1].seed
        for painter, each in zip(painters, options, strict=True)
    ]
    assert seeds == [7, 23, 39] and model.asked == [[7, 23, 39]]


def test_what_cannot_be_batched_stays_as_it_is() -> None:
    painter, model = Illustrator(), Model()
    assert Batch(OPTIONS).of(painter, OPTIONS[0]) is painter
    assert Batch(OPTIONS[:1]).of(model, OPTIONS[0]) is model
    other = CoverWork(BRIEF.to_json(), "2:3", 7, "diffusion", picture="mine.png")
    assert Batch([*OPTIONS, other]).of(model, other) is model
