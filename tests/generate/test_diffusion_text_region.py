"""Room for the title."""

from __future__ import annotations

import numpy as np
import pytest
from sampling import sample
from tiny_painting import BRIEF, TRIM, Tiny, engine, painted

from articover.generate.diffusion.families import use_scheduler
from articover.generate.diffusion.loading import Source, load
from articover.generate.diffusion.sizes import bucket_for
from articover.generate.diffusion.text_region import LatentBlending, make_text_region

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


@pytest.mark.parametrize("kind", sample(["sd1", "sdxl", "sd3", "flux"], "sd1", "flux"))
def test_the_titles_place_stays_calm(tiny: Tiny, kind: str) -> None:
    """Detail there, as the mean difference of neighbours, with the hold and without it.

    A network of random numbers has no sense of place, so a part of the calm reaches the rest of its picture, too.
    """

    def detail(room: float) -> tuple[float, float]:
        background, _ = painted(engine(tiny(kind), steps=4, title_room=room))
        steps = np.abs(np.diff(background.pixels.astype(float), axis=1)).mean(axis=2)
        height = len(steps)
        return float(steps[round(0.06 * height) : round(0.28 * height)].mean()), float(steps[height // 2 :].mean())

    free, held = detail(0.0), detail(1.0)
    assert held[0] < 0.8 * free[0]
    assert held[0] / held[1] < 0.92 * free[0] / free[1]


def test_the_hold_lets_go_before_the_end(tiny: Tiny) -> None:
    import torch

    pipeline = load(Source("sd1", tiny("sd1")), "float32", safety_checker=True).pipeline
    use_scheduler(pipeline, "ddim")
    pipeline.scheduler.set_timesteps(10)
    bucket = bucket_for(TRIM, 64, 8)
    room = make_text_region(BRIEF, TRIM, bucket, 7)
    assert room is not None
    hold = LatentBlending(pipeline, [room], [7], 0.6)
    zeros = torch.zeros(1, 4, bucket.height // 2, bucket.width // 2)
    moved = [hold.apply(zeros, step, pipeline.scheduler.timesteps).abs().mean(dim=(0, 1, 3)) for step in range(10)]
    top, foot = slice(4, 10), slice(25, None)
    assert all(float(step[top].min()) > 0 for step in moved[:5])
    assert all(not step.any() for step in moved[5:])
    assert all(not step[foot].any() for step in moved), "the rest is never touched"


def test_the_typesetter_is_told_where_the_room_is(tiny: Tiny) -> None:
    held, _ = painted(engine(tiny("sd1")))
    free, _ = painted(engine(tiny("sd1"), title_room=0.0))
    assert [zone.role for zone in held.zones] == ["title", "author"]
    assert free.zones == ()
