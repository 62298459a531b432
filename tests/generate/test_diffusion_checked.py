"""What a model's own safety checker stops, and what it lets pass."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tiny_painting import BRIEF, TRIM, Tiny, engine, painted, studio_of

from articover import notices
from articover.engine import Progress, RunContext
from articover.errors import EngineError
from articover.progress import PAINTING_STEP

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


def test_what_the_safety_checker_stops_is_never_handed_on(tiny: Tiny) -> None:
    seen: list[Progress] = []
    with pytest.raises(EngineError, match="safety checker stopped every picture"):
        engine(tiny("sd1-flagged"), steps=1).generate(BRIEF, TRIM, RunContext("generate", 7, seen.append))
    assert sum(progress.doing == PAINTING_STEP(step=1, count=1) for progress in seen) == 3, "three seeds were tried"


def test_a_picture_the_checker_lets_pass_is_the_same_as_without_it(tiny: Tiny) -> None:
    with_checker, _ = painted(engine(tiny("sd1-clean")))
    without, _ = painted(engine(tiny("sd1-clean"), safety_checker=False))
    assert np.array_equal(with_checker.pixels, without.pixels)
    unchecked, _ = painted(engine(tiny("sd1-flagged"), safety_checker=False))
    assert unchecked.pixels.std() > 3


def test_a_stopped_picture_is_painted_with_the_next_seed_and_that_is_said(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1-clean"), steps=2, title_room=0.0)
    painted(at_work)
    pipeline = studio_of().pipeline
    # It looks at the middle of each picture, then at the edges.
    thresholds = iter([-2.0, 2.0, 2.0, 2.0])

    def judge(checker: Any, given: Any) -> None:
        checker.concept_embeds_weights.data.fill_(next(thresholds))

    hook = pipeline.safety_checker.register_forward_pre_hook(judge)
    try:
        background, record = painted(at_work, seed=7)
    finally:
        hook.remove()
    assert notices.SAFETY(count=1) in record.notes
    assert np.array_equal(background.pixels, painted(at_work, seed=8)[0].pixels)
    thresholds = iter([2.0, -2.0, 2.0, 2.0])
    hook = pipeline.safety_checker.register_forward_pre_hook(judge)
    try:
        _, record = painted(at_work, seed=7)
    finally:
        hook.remove()
    assert notices.SAFETY(count=1) in record.notes, "what is seen at the edges only stops it, too"
