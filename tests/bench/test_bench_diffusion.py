"""The diffusion bench runs, and its full size is Stable Diffusion v1-4's."""

from __future__ import annotations

import json

import pytest

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


@pytest.mark.soak
def test_it_measures_every_way_at_every_batch(capsys: pytest.CaptureFixture[str]) -> None:
    import diffusion

    assert diffusion.main(["--json", "--batch", "1,2", "--steps", "2", "--rounds", "1", "--device", "cpu"]) == 0
    rows = json.loads(capsys.readouterr().out)
    ways = {"bare", "ours", "ours, with a text region", "stock", "stock, as it comes"}
    assert {(row["batch"], row["way"]) for row in rows} == {(batch, way) for batch in (1, 2) for way in ways}
    assert all(0 < row["loop_s"] <= row["whole_s"] and row["images_per_s"] > 0 for row in rows)
    assert all(row["over_bare"] == 1 for row in rows if row["way"] == "bare")


def test_full_size_is_that_of_stable_diffusion_v1_4() -> None:
    import torch
    from random_sd import parameters, random_pipeline

    pipeline = random_pipeline("meta", torch.float16, full=True)
    assert parameters(pipeline.unet) == 859_520_964
    assert parameters(pipeline.vae) == 83_653_863
    assert parameters(pipeline.text_encoder) == 123_060_480
