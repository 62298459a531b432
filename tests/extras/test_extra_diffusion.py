"""torch, diffusers, transformers and peft work together: a tiny Stable Diffusion, made of random numbers, paints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "generate"))

import tiny_pipelines

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

SIDE_PX = 32


@pytest.fixture(scope="module")
def saved_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_pipelines.save("sd1", tmp_path_factory.mktemp("pipeline"))


def load(folder: Path) -> Any:
    from diffusers import StableDiffusionPipeline

    pipeline = StableDiffusionPipeline.from_pretrained(folder, safety_checker=None, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def paint(pipeline: Any, seed: int) -> np.ndarray:
    import torch

    return np.asarray(
        pipeline(
            "a whale",
            height=SIDE_PX,
            width=SIDE_PX,
            num_inference_steps=2,
            generator=torch.Generator().manual_seed(seed),
            output_type="np",
        ).images[0]
    )


def test_a_saved_pipeline_paints_the_same_bits_for_the_same_seed(saved_pipeline: Path) -> None:
    picture = paint(load(saved_pipeline), seed=7)
    assert picture.shape == (SIDE_PX, SIDE_PX, 3)
    assert picture.std() > 0
    assert np.array_equal(picture, paint(load(saved_pipeline), seed=7))
    assert not np.array_equal(picture, paint(load(saved_pipeline), seed=8))


def test_a_lora_adapter_attaches_and_changes_the_picture(saved_pipeline: Path) -> None:
    import torch
    from peft import LoraConfig

    pipeline = load(saved_pipeline)
    plain = paint(pipeline, seed=7)
    torch.manual_seed(1)
    pipeline.unet.add_adapter(LoraConfig(r=2, target_modules=["to_q", "to_v"], init_lora_weights=False))
    painted = paint(pipeline, seed=7)
    assert not np.array_equal(plain, painted)
    pipeline.unet.disable_adapters()
    assert np.array_equal(plain, paint(pipeline, seed=7))
