"""Pictures by whole tiny pipelines, each saved and loaded by the calls a real one goes through."""

from __future__ import annotations

import numpy as np
import pytest
from sampling import sample
from tiny_painting import TRIM, Tiny, engine, painted

from articover.brief import Brief
from articover.errors import RequestError
from articover.generate.diffusion.memory import model_cache_of
from articover.trim import BLEED_IN
from articover.weights import file_sha256

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


@pytest.mark.parametrize("kind", sample(["sd1", "sdxl", "sd3", "flux", "lcm", "turbo"], "sdxl", "flux"))
def test_every_family_paints_a_page_with_its_bleed(tiny: Tiny, kind: str) -> None:
    folder = tiny(kind)
    background, record = painted(engine(folder))
    height, width = background.pixels.shape[:2]
    left, top, right, bottom = background.trim_box_px
    bleed = float(BLEED_IN / TRIM.width_in) * (right - left)
    assert min(left, top, width - right, height - bottom) >= bleed - 1e-6
    assert abs(width * height / 48**2 - 1) < 0.3
    assert background.pixels.std() > 3
    assert background.prompt is not None and "lighthouse" in background.prompt.casefold()

    assert record.generative and record.model == kind
    assert record.weights == {
        file.relative_to(folder).as_posix(): file_sha256(file) for file in folder.rglob("*.safetensors")
    }
    assert any("steps" in note and "guidance" in str(note) for note in record.notes)
    assert any(kind in credit for credit in record.credits)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sd1", "DPMSolverMultistepScheduler, 28 steps, guidance 7.5"),
        ("sdxl", "DPMSolverMultistepScheduler, 30 steps, guidance 6"),
        ("sd3", "FlowMatchEulerDiscreteScheduler, 28 steps, guidance 5"),
        ("lcm", "LCMScheduler, 6 steps, guidance 1.5"),
        ("turbo", "EulerDiscreteScheduler, 4 steps, guidance 0"),
    ],
)
def test_scheduler_steps_and_guidance_suit_the_model(tiny: Tiny, kind: str, said: str) -> None:
    _, record = painted(engine(tiny(kind), steps=0, size_px=32))
    assert said in record.notes


def test_scheduler_steps_and_guidance_of_the_config_are_used(tiny: Tiny) -> None:
    _, record = painted(engine(tiny("sd1"), steps=2, guidance=3.0, scheduler="euler-a"))
    assert "EulerAncestralDiscreteScheduler, 2 steps, guidance 3" in record.notes
    with pytest.raises(RequestError, match="no scheduler"):
        painted(engine(tiny("sd1"), scheduler="fastest"))
    with pytest.raises(RequestError, match="does not fit this model"):
        painted(engine(tiny("sd3"), scheduler="ddim"))


@pytest.mark.parametrize("kind", sample(["sd1", "flux"], "sd1"))
def test_the_same_seed_gives_the_same_bits(tiny: Tiny, kind: str) -> None:
    first, _ = painted(engine(tiny(kind)))
    model_cache_of("cpu", 0).drop(model_cache_of("cpu", 0).keys[-1])
    again, _ = painted(engine(tiny(kind)))
    other, _ = painted(engine(tiny(kind)), seed=8)
    assert np.array_equal(first.pixels, again.pixels)
    assert not np.array_equal(first.pixels, other.pixels)


def test_other_words_give_another_picture(tiny: Tiny) -> None:
    first, _ = painted(engine(tiny("sd1")))
    other, _ = painted(engine(tiny("sd1")), brief=Brief("The Dragon", genre="fantasy", synopsis="A castle burns."))
    assert not np.array_equal(first.pixels, other.pixels)
