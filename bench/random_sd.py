"""Stable Diffusion pipelines of random numbers, built from their configuration: speed does not ask for training."""

from __future__ import annotations

from typing import Any

SD1_UNET: dict[str, Any] = {
    "sample_size": 64,
    "in_channels": 4,
    "out_channels": 4,
    "down_block_types": ("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
    "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
    "block_out_channels": (320, 640, 1280, 1280),
    "layers_per_block": 2,
    "cross_attention_dim": 768,
    "attention_head_dim": 8,
    "norm_num_groups": 32,
}
"""unet/config.json of CompVis/stable-diffusion-v1-4: 859,520,964 parameters."""
SD1_VAE: dict[str, Any] = {
    "sample_size": 512,
    "latent_channels": 4,
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "block_out_channels": (128, 256, 512, 512),
    "layers_per_block": 2,
    "norm_num_groups": 32,
}
"""vae/config.json of the same: 83,653,863 parameters."""
SD1_TEXT: dict[str, Any] = {
    "hidden_size": 768,
    "intermediate_size": 3072,
    "projection_dim": 768,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "vocab_size": 49408,
    "max_position_embeddings": 77,
    "hidden_act": "quick_gelu",
}
"""text_encoder/config.json of the same, CLIP ViT-L/14: 123,060,480 parameters."""
SMALL_UNET = {
    **SD1_UNET,
    "sample_size": 16,
    "block_out_channels": (32, 64, 64, 64),
    "layers_per_block": 1,
    "cross_attention_dim": 64,
}
SMALL_VAE = {**SD1_VAE, "sample_size": 128, "block_out_channels": (32, 32, 32, 32), "layers_per_block": 1}
SMALL_TEXT = {
    **SD1_TEXT,
    "hidden_size": 64,
    "intermediate_size": 128,
    "projection_dim": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
}
_SCHEDULER: dict[str, Any] = {
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "skip_prk_steps": True,
    "steps_offset": 1,
    "set_alpha_to_one": False,
}


def random_pipeline(device: str, dtype: Any, *, full: bool) -> Any:
    """A pipeline of Stable Diffusion v1-4's kind, in its size when `full`, else a few hundredths of it."""
    import torch
    from diffusers import AutoencoderKL, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    # diffusers ships no types.
    build: tuple[Any, ...] = (UNet2DConditionModel, AutoencoderKL, PNDMScheduler, StableDiffusionPipeline)
    words = _tokenizer()
    special = {"bos_token_id": words.bos_token_id, "eos_token_id": words.eos_token_id}
    torch.manual_seed(0)
    with torch.device(device):
        unet = build[0](**(SD1_UNET if full else SMALL_UNET))
        vae = build[1](**(SD1_VAE if full else SMALL_VAE))
        text = CLIPTextModel(CLIPTextConfig(**(SD1_TEXT if full else SMALL_TEXT), **special))
    pipeline = build[3](
        vae=vae.to(dtype).eval(),
        text_encoder=text.to(dtype).eval(),
        tokenizer=words,
        unet=unet.to(dtype).eval(),
        scheduler=build[2](**_SCHEDULER),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def parameters(network: Any) -> int:
    return sum(each.numel() for each in network.parameters())


def _tokenizer() -> Any:
    """CLIP's tokenizer without its merges: a token is a letter. What it reads does not matter, how long it is does."""
    from transformers import CLIPTokenizer
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    to_letters: Any = bytes_to_unicode
    letters = list(to_letters().values())
    tokens = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    return CLIPTokenizer(vocab={token: number for number, token in enumerate(tokens)}, merges=[], model_max_length=77)
