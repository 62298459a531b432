"""Requests of several people in one batch: each gets its own picture, or what befell it and nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from articover.brief import Brief
from articover.cover import Background, EngineRecord, Pixels
from articover.engine import Progress, RunContext
from articover.errors import ArtiCoverError, Cancelled, EngineError, MissingError, WeightError
from articover.facts import Fact
from articover.generate.diffusion import session
from articover.generate.diffusion.generator import Diffusion
from articover.generate.diffusion.memory import model_cache_of
from articover.generate.diffusion.options import DiffusionSettings, LoraSettings
from articover.generate.diffusion.sampling import Sample, SampleResult, paint
from articover.progress import PAINTED, PAINTING_STEP
from articover.trim import parse_trim

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

Tiny = Callable[[str], Path]
TRIM = parse_trim("2:3")
BRIEFS = (
    Brief("The Keeper", genre="mystery", synopsis="A lighthouse by the sea."),
    Brief("Dragon", genre="fantasy", synopsis="A dragon over a castle."),
    Brief("Rain", genre="romance", synopsis="Two people under one umbrella."),
)


def engine(folder: Path, **changes: Any) -> Diffusion:
    return Diffusion(DiffusionSettings(**{"model": str(folder), "steps": 3, "size_px": 48, "device": "cpu", **changes}))


def alone(engine: Diffusion) -> list[Pixels]:
    return [engine.generate(brief, TRIM, RunContext("generate", seed))[0].pixels for seed, brief in enumerate(BRIEFS)]


def pixels(picture: tuple[Background, EngineRecord] | ArtiCoverError) -> Pixels:
    assert not isinstance(picture, ArtiCoverError), picture
    return picture[0].pixels


def psnr(one: Pixels, other: Pixels) -> float:
    error = float(np.mean((one.astype(float) - other.astype(float)) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


@contextmanager
def network_calls() -> Iterator[list[int]]:
    """How many latents the network of the model used last is given at each call; guidance doubles them."""
    cache = model_cache_of("cpu", 0)
    calls: list[int] = []
    with cache.use(cache.keys[-1], lambda: None, 0) as held:
        hook = held.pipeline.unet.register_forward_pre_hook(lambda module, given: calls.append(len(given[0])))
    try:
        yield calls
    finally:
        hook.remove()


def test_three_peoples_pictures_are_one_batch(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"))
    assert at_work.description.batch_max == 8
    one_by_one = alone(at_work)
    told: list[list[Fact]] = [[], [], []]
    runs = [RunContext("generate", seed, lambda said, to=told[seed]: to.append(said.doing)) for seed in range(3)]  # type: ignore[misc]
    with network_calls() as calls:
        made = at_work.generate_many([(brief, TRIM, run) for brief, run in zip(BRIEFS, runs, strict=True)])
    assert calls == [6, 6, 6]
    assert min(psnr(one, pixels(picture)) for one, picture in zip(one_by_one, made, strict=True)) >= 35
    assert all("one of 3 painted at once" in picture[1].notes for picture in made if isinstance(picture, tuple))
    assert all(PAINTING_STEP(step=2, count=3) in said and PAINTED() in said for said in told)


def test_one_cancelled_before_or_within_the_batch_fails_no_other(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"))
    one_by_one = alone(at_work)
    seen: list[Progress] = []
    runs = [
        RunContext("generate", 0, cancelled=lambda: True),
        RunContext(
            "generate", 1, seen.append, lambda: any(said.doing == PAINTING_STEP(step=2, count=3) for said in seen)
        ),
        RunContext("generate", 2),
    ]
    with network_calls() as calls:
        made = at_work.generate_many([(brief, TRIM, run) for brief, run in zip(BRIEFS, runs, strict=True)])
    assert [type(each) for each in made[:2]] == [Cancelled, Cancelled]
    assert psnr(one_by_one[2], pixels(made[2])) >= 35
    assert calls == [4, 4, 4]


def test_when_all_are_cancelled_nothing_is_painted(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"))
    alone(at_work)
    with network_calls() as calls, pytest.raises(Cancelled):
        at_work.generate_many([(brief, TRIM, RunContext("generate", cancelled=lambda: True)) for brief in BRIEFS])
    assert calls == []


def test_one_whose_pictures_the_safety_checker_stops_fails_no_other(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work = engine(tiny("sd1"))
    one_by_one = alone(at_work)

    def paint_and_judge(
        pipeline: Any, plan: Any, orders: Sequence[Sample], *more: Any
    ) -> list[SampleResult | Cancelled]:
        """As a checker would that takes every dragon for what it must not be."""
        painted = paint(pipeline, plan, orders, *more)
        return [
            replace(each, flagged="dragon" in order.text.casefold()) if isinstance(each, SampleResult) else each
            for order, each in zip(orders, painted, strict=True)
        ]

    monkeypatch.setattr(session, "paint", paint_and_judge)
    with network_calls() as calls:
        made = at_work.generate_many([(brief, TRIM, RunContext("generate", seed)) for seed, brief in enumerate(BRIEFS)])
    assert calls == [6, 6, 6, 2, 2, 2, 2, 2, 2], "two more seeds are tried, for this one alone"
    assert isinstance(made[1], EngineError) and "safety checker" in str(made[1])
    assert psnr(one_by_one[0], pixels(made[0])) >= 35 and psnr(one_by_one[2], pixels(made[2])) >= 35


def test_one_whose_lora_is_missing_fails_no_other(tiny: Tiny, tmp_path: Path) -> None:
    lora = LoraSettings(str(tmp_path / "nowhere.safetensors"), genres=("fantasy",))
    requests = [(brief, TRIM, RunContext("generate", seed)) for seed, brief in enumerate(BRIEFS)]
    made = engine(tiny("sd1"), loras=(lora,)).generate_many(requests)
    assert [isinstance(each, tuple) for each in made] == [True, False, True]
    assert isinstance(made[1], WeightError)


def test_what_concerns_all_is_raised(tmp_path: Path) -> None:
    requests = [(brief, TRIM, RunContext("generate", seed)) for seed, brief in enumerate(BRIEFS)]
    with pytest.raises(MissingError):
        engine(tmp_path / "no-model").generate_many(requests)
