"""What is seen of a picture while it is being painted, and how painting is stopped."""

from __future__ import annotations

import numpy as np
import pytest
from tiny_painting import BRIEF, TRIM, Tiny, engine, painted

from articover.engine import Progress, RunContext
from articover.errors import Cancelled
from articover.facts import Fact
from articover.generate.diffusion import latents, sampling
from articover.generate.diffusion.loading import Source, load
from articover.progress import PAINTING_STEP

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


@pytest.mark.parametrize("kind", ["sd1", "flux"])
def test_progress_rises_step_by_step_and_shows_small_pictures(
    tiny: Tiny, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sampling, "_PREVIEW_EVERY_S", 0.0)
    seen: list[Progress] = []
    engine(tiny(kind)).generate(BRIEF, TRIM, RunContext("generate", 7, seen.append))
    fractions = [progress.fraction for progress in seen]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    assert [progress.doing for progress in seen if progress.doing in PAINTING_STEP] == [
        PAINTING_STEP(step=step, count=3) for step in (1, 2, 3)
    ]
    looks = [progress.picture for progress in seen if progress.picture is not None]
    assert len(looks) == 3
    assert all(look.shape == (28, 20, 3) and look.dtype == np.uint8 and look.std() > 0 for look in looks)


def test_no_previews_where_none_are_wanted(tiny: Tiny, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "_PREVIEW_EVERY_S", 0.0)
    seen: list[Progress] = []
    engine(tiny("sd1"), previews=False).generate(BRIEF, TRIM, RunContext("generate", 7, seen.append))
    assert all(progress.picture is None for progress in seen)


def test_a_preview_resembles_the_picture_it_foretells(tiny: Tiny) -> None:
    pipeline = load(Source("sd1", tiny("sd1")), "float32", safety_checker=True).pipeline
    ramp = np.linspace(0, 255, 64)
    picture = np.stack([ramp + 0 * ramp[:, None], ramp[:, None] + 0 * ramp, 128 + 0 * ramp * ramp[:, None]], axis=-1)
    look = latents.Previewer(pipeline).preview(latents.encode(pipeline, picture[None].astype(np.uint8)), 64, 64)[0]
    small = picture.reshape(32, 2, 32, 2, 3).mean(axis=(1, 3))
    for channel in (0, 1):
        assert np.corrcoef(look[..., channel].ravel(), small[..., channel].ravel())[0, 1] > 0.5


def test_a_run_cancelled_stops_at_the_next_step_and_harms_nothing(tiny: Tiny) -> None:
    at_work = engine(tiny("sd1"), steps=6)
    before, _ = painted(at_work)
    seen: list[Fact | None] = []
    run = RunContext(
        "generate", 7, lambda progress: seen.append(progress.doing), lambda: PAINTING_STEP(step=2, count=6) in seen
    )
    with pytest.raises(Cancelled):
        at_work.generate(BRIEF, TRIM, run)
    assert PAINTING_STEP(step=3, count=6) not in seen
    after, _ = painted(at_work)
    assert np.array_equal(before.pixels, after.pixels)
