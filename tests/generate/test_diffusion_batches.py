"""Several pictures at once, each as it would be alone."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from tiny_painting import BRIEF, TRIM, Tiny, counted_calls, engine, painted, psnr, studio_of

from articover.brief import Brief
from articover.engine import RunContext
from articover.errors import Cancelled
from articover.facts import Fact
from articover.progress import PAINTING_STEP
from articover.trim import parse_trim

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


@pytest.mark.parametrize(
    "kind", ["sd1", *(pytest.param(kind, marks=pytest.mark.soak) for kind in ("sdxl", "sd3", "flux", "lcm"))]
)
def test_a_batch_paints_what_each_would_be_alone(tiny: Tiny, kind: str) -> None:
    at_work = engine(tiny(kind))
    briefs = [BRIEF, Brief("Dragon", genre="fantasy", synopsis="A dragon over a castle."), Brief("Nothing")]
    alone = [painted(at_work, seed, brief)[0].pixels for seed, brief in enumerate(briefs)]
    with counted_calls(studio_of().pipeline) as calls:
        together = at_work.generate_many(
            [(brief, TRIM, RunContext("generate", seed)) for seed, brief in enumerate(briefs)]
        )
    assert len(calls) in (3, 4), "one batch, one call a step"
    assert min(psnr(one, made.pixels) for one, (made, _) in zip(alone, together, strict=True)) >= 35
    assert [record.seed for _, record in together] == [0, 1, 2]


def test_several_threads_take_turns_and_one_may_be_cancelled(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"))
    alone = {seed: painted(at_work, seed)[0].pixels for seed in (1, 2)}
    got: dict[int, Any] = {}
    seen: list[Fact | None] = []

    def one(seed: int) -> None:
        cancelled = (lambda: PAINTING_STEP(step=1, count=3) in seen) if seed == 3 else (lambda: False)
        run = RunContext("generate", seed, lambda progress: seen.append(progress.doing), cancelled)
        try:
            got[seed] = at_work.generate(BRIEF, TRIM, run)[0].pixels
        except Cancelled as error:
            got[seed] = error

    with counted_calls(studio_of().pipeline) as calls:
        threads = [threading.Thread(target=one, args=(seed,)) for seed in (1, 2, 3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    # Guidance doubles what the network is given.
    assert set(calls) == {2} and len(calls) < 9
    assert isinstance(got[3], Cancelled)
    assert min(psnr(alone[seed], got[seed]) for seed in alone) >= 35


def test_another_size_is_another_batch(tiny: Tiny) -> None:
    made = engine(tiny("sd1")).generate_many(
        [(BRIEF, parse_trim(ratio), RunContext("generate", 7)) for ratio in ("2:3", "1:1", "3:2")]
    )
    shapes = [background.pixels.shape[:2] for background, _ in made]
    assert [np.sign(height - width) for height, width in shapes] == [1, 0, -1]
