"""torch, diffusers, transformers and peft work together: a tiny Stable Diffusion, made of random numbers, paints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

SIDE_PX = 32
WIDTH = 32  # channels of every network, and of the text embedding


@pytest.fixture(scope="module")
def saved_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole Stable Diffusion pipeline with every network as small as its class allows, saved as the hub has them."""
    import torch
    from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(0)
    unet = UNet2DConditionModel(
        sample_size=SIDE_PX // 2,
        block_out_channels=(WIDTH, WIDTH * 2),
        layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=WIDTH,
        norm_num_groups=8,
    )
    vae = AutoencoderKL(
        block_out_channels=(WIDTH, WIDTH),
        down_block_types=("DownEncoderBlock2D", "DownEncoderBlock2D"),
        up_block_types=("UpDecoderBlock2D", "UpDecoderBlock2D"),
        norm_num_groups=8,
    )
    words = tokenizer(tmp_path_factory.mktemp("words"))
    text = CLIPTextModel(
        CLIPTextConfig(
            hidden_size=WIDTH,
            intermediate_size=WIDTH,
            num_hidden_layers=1,
            num_attention_heads=4,
            vocab_size=len(words),
            bos_token_id=words.bos_token_id,
            eos_token_id=words.eos_token_id,
            pad_token_id=words.pad_token_id,
        )
    )
    pipeline = StableDiffusionPipeline(
        vae=vae,
        text_encoder=text,
        tokenizer=words,
        unet=unet,
        scheduler=PNDMScheduler(skip_prk_steps=True),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    folder = tmp_path_factory.mktemp("pipeline")
    pipeline.save_pretrained(folder)
    return folder


def tokenizer(folder: Path) -> Any:
    """A CLIP tokenizer that knows single letters only."""
    from transformers import CLIPTokenizer

    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    tokens = ["<|startoftext|>", "<|endoftext|>", *letters, *(f"{letter}</w>" for letter in letters)]
    return CLIPTokenizer(vocab={token: number for number, token in enumerate(tokens)}, merges=[], model_max_length=77)


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
