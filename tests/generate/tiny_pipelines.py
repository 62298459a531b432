"""Whole diffusion pipelines of random numbers, each network as small as its class allows, saved as the hub has them.

`save(kind, folder)` writes one of `KINDS` with `save_pretrained`; what loads a real model loads these. All paint
64x64 px by their own account, in a second or two on one core.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

WIDTH = 32
"""Channels of every network, and of every text embedding."""
LATENT_PX = 32
"""Side of the latents; the VAE halves once, so a picture has twice as many."""


def save(kind: str, folder: Path) -> Path:
    """The pipeline called `kind`, saved in `folder`; the same numbers every time."""
    import torch

    torch.manual_seed(0)
    _KINDS[kind]().save_pretrained(folder)
    return folder


def sd1(**extra: Any) -> Any:
    """Of Stable Diffusion v1's kind: one CLIP, a UNet, PNDM."""
    from diffusers import PNDMScheduler, StableDiffusionPipeline

    parts: dict[str, Any] = {
        "vae": _vae(4),
        "text_encoder": _clip(),
        "tokenizer": clip_tokenizer(),
        "unet": _unet(WIDTH),
        "scheduler": PNDMScheduler(skip_prk_steps=True, steps_offset=1, **_BETAS),
        "safety_checker": None,
        "feature_extractor": None,
        "requires_safety_checker": False,
    }
    return StableDiffusionPipeline(**{**parts, **extra})


def lcm() -> Any:
    """SD1's kind, distilled to a few steps: only the scheduler says so."""
    from diffusers import LCMScheduler

    return sd1(scheduler=LCMScheduler(steps_offset=1, **_BETAS))


def turbo() -> Any:
    """SD's kind, distilled to be used without guidance, as sd-turbo's scheduler says it."""
    from diffusers import EulerDiscreteScheduler

    return sd1(scheduler=EulerDiscreteScheduler(steps_offset=1, timestep_spacing="trailing", **_BETAS))


def inpaint() -> Any:
    """SD1's kind, to fill holes: its UNet takes 9 channels, latents, mask and latents of the masked picture."""
    from diffusers import StableDiffusionInpaintPipeline

    parts = sd1().components
    return StableDiffusionInpaintPipeline(
        **{**parts, "unet": _unet(WIDTH, in_channels=9, out_channels=4)}, requires_safety_checker=False
    )


def checked(flags: bool) -> Any:
    """SD1's kind with a safety checker that flags every picture, or none."""
    import torch
    from diffusers.pipelines.stable_diffusion import StableDiffusionSafetyChecker
    from transformers import CLIPConfig, CLIPImageProcessor

    tower = {"hidden_size": WIDTH, "intermediate_size": WIDTH, "num_hidden_layers": 1, "num_attention_heads": 4}
    config = CLIPConfig(
        vision_config={**tower, "image_size": 32, "patch_size": 16},
        text_config={**tower, "vocab_size": 64, "bos_token_id": 0, "eos_token_id": 1},
        projection_dim=16,
    )
    checker = StableDiffusionSafetyChecker(config)
    # Cosine distance to a concept less its threshold: what is above zero is flagged.
    checker.concept_embeds_weights = torch.nn.Parameter(torch.full((17,), -2.0 if flags else 2.0), requires_grad=False)
    checker.special_care_embeds_weights = torch.nn.Parameter(torch.full((3,), 2.0), requires_grad=False)
    size = {"height": 32, "width": 32}
    return sd1(
        safety_checker=checker,
        feature_extractor=CLIPImageProcessor(size={"shortest_edge": 32}, crop_size=size),
        requires_safety_checker=True,
    )


def sdxl() -> Any:
    """Of SDXL's kind: two CLIPs, a UNet told the size, Euler."""
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline

    time_width = 8
    unet = _unet(
        2 * WIDTH,
        addition_embed_type="text_time",
        addition_time_embed_dim=time_width,
        projection_class_embeddings_input_dim=6 * time_width + WIDTH,
    )
    return StableDiffusionXLPipeline(
        vae=_vae(4),
        text_encoder=_clip(),
        text_encoder_2=_clip(projected=True),
        tokenizer=clip_tokenizer(),
        tokenizer_2=clip_tokenizer(pad="!"),
        unet=unet,
        scheduler=EulerDiscreteScheduler(steps_offset=1, timestep_spacing="leading", **_BETAS),
    )


def sd3() -> Any:
    """Of Stable Diffusion 3's kind: two CLIPs and T5, a transformer, flow matching."""
    from diffusers import FlowMatchEulerDiscreteScheduler, SD3Transformer2DModel, StableDiffusion3Pipeline

    transformer = SD3Transformer2DModel(
        sample_size=LATENT_PX,
        patch_size=2,
        in_channels=4,
        out_channels=4,
        num_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        joint_attention_dim=2 * WIDTH,
        caption_projection_dim=32,
        pooled_projection_dim=2 * WIDTH,
        pos_embed_max_size=96,
    )
    return StableDiffusion3Pipeline(
        transformer=transformer,
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
        vae=_vae(4, scaling_factor=1.5, shift_factor=0.06),
        text_encoder=_clip(projected=True),
        tokenizer=clip_tokenizer(),
        text_encoder_2=_clip(projected=True),
        tokenizer_2=clip_tokenizer(pad="!"),
        text_encoder_3=_t5(2 * WIDTH),
        tokenizer_3=t5_tokenizer(),
    )


def flux() -> Any:
    """Of FLUX.1's kind: a CLIP and T5, a transformer over packed latents, flow matching."""
    from diffusers import FlowMatchEulerDiscreteScheduler, FluxPipeline, FluxTransformer2DModel

    transformer = FluxTransformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=WIDTH,
        pooled_projection_dim=WIDTH,
        axes_dims_rope=(4, 4, 8),
        guidance_embeds=True,
    )
    return FluxPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0, use_dynamic_shifting=True),
        vae=_vae(4, scaling_factor=1.5, shift_factor=0.06),
        text_encoder=_clip(),
        tokenizer=clip_tokenizer(),
        text_encoder_2=_t5(WIDTH),
        tokenizer_2=t5_tokenizer(),
        transformer=transformer,
    )


def clip_tokenizer(pad: str = "<|endoftext|>") -> Any:
    """CLIP's tokenizer without its merges: a token is a letter, written differently at the end of a word."""
    from transformers import CLIPTokenizer
    from transformers.convert_slow_tokenizer import bytes_to_unicode

    letters = list(bytes_to_unicode().values())
    tokens = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    vocabulary = {token: number for number, token in enumerate(tokens)}
    return CLIPTokenizer(vocab=vocabulary, merges=[], model_max_length=77, pad_token=pad)


def t5_tokenizer() -> Any:
    """T5's tokenizer with nothing but letters for pieces."""
    from transformers import T5Tokenizer

    letters = [chr(code) for code in range(ord(" "), ord("~") + 1)]
    pieces = ["<pad>", "</s>", "<unk>", "▁", *letters]
    return T5Tokenizer(vocab=[(piece, 0.0 if piece[0] == "<" else -1.0) for piece in pieces], extra_ids=0)


_BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}


def _vae(channels: int, **config: Any) -> Any:
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(WIDTH, WIDTH),
        down_block_types=("DownEncoderBlock2D", "DownEncoderBlock2D"),
        up_block_types=("UpDecoderBlock2D", "UpDecoderBlock2D"),
        latent_channels=channels,
        norm_num_groups=8,
        sample_size=2 * LATENT_PX,
        **config,
    )


def _unet(text_width: int, **config: Any) -> Any:
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        sample_size=LATENT_PX,
        block_out_channels=(WIDTH, 2 * WIDTH),
        layers_per_block=1,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=text_width,
        norm_num_groups=8,
        **config,
    )


def _clip(projected: bool = False) -> Any:
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection

    words = clip_tokenizer()
    config = CLIPTextConfig(
        hidden_size=WIDTH,
        intermediate_size=WIDTH,
        projection_dim=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        vocab_size=len(words),
        bos_token_id=words.bos_token_id,
        eos_token_id=words.eos_token_id,
        pad_token_id=words.pad_token_id,
    )
    return CLIPTextModelWithProjection(config) if projected else CLIPTextModel(config)


def _t5(width: int) -> Any:
    from transformers import T5Config, T5EncoderModel

    return T5EncoderModel(
        T5Config(vocab_size=len(t5_tokenizer()), d_model=width, d_kv=8, d_ff=WIDTH, num_layers=1, num_heads=4)
    )


_KINDS: dict[str, Callable[[], Any]] = {
    "sd1": sd1,
    "lcm": lcm,
    "turbo": turbo,
    "sd1-inpaint": inpaint,
    "sd1-clean": lambda: checked(flags=False),
    "sd1-flagged": lambda: checked(flags=True),
    "sdxl": sdxl,
    "sd3": sd3,
    "flux": flux,
}
KINDS = tuple(_KINDS)


def save_single_file(folder: Path, file: Path) -> Path:
    """The networks of a saved `sd1` as one checkpoint, its weights called as the authors of Stable Diffusion did."""
    from safetensors.torch import load_file, save_file

    def part(name: str, weights: str) -> dict[str, Any]:
        return load_file(folder / name / weights)

    state: dict[str, Any] = {}
    for name, tensor in part("unet", "diffusion_pytorch_model.safetensors").items():
        state[f"model.diffusion_model.{_original(name, _UNET_NAMES)}"] = tensor
    for name, tensor in part("vae", "diffusion_pytorch_model.safetensors").items():
        called = _original(name, _VAE_NAMES)
        # Their attention is made of 1x1 convolutions.
        state[f"first_stage_model.{called}"] = (
            tensor[..., None, None] if "attn_1" in called and tensor.ndim == 2 and "norm" not in called else tensor
        )
    for name, tensor in part("text_encoder", "model.safetensors").items():
        state[f"cond_stage_model.transformer.text_model.{name.removeprefix('text_model.')}"] = tensor
    save_file({name: tensor.contiguous() for name, tensor in state.items()}, file)
    return file


_RESNET_NAMES = (
    (r"time_emb_proj", "emb_layers.1"),
    (r"conv_shortcut", "skip_connection"),
    (r"(resnets\.\d+)\.norm1", r"\1.in_layers.0"),
    (r"(resnets\.\d+)\.conv1", r"\1.in_layers.2"),
    (r"(resnets\.\d+)\.norm2", r"\1.out_layers.0"),
    (r"(resnets\.\d+)\.conv2", r"\1.out_layers.3"),
)
# Two levels of one layer down and, as everywhere in Stable Diffusion, of one more up.
_UNET_NAMES = (
    *_RESNET_NAMES,
    (r"^time_embedding\.linear_1", "time_embed.0"),
    (r"^time_embedding\.linear_2", "time_embed.2"),
    (r"^conv_in", "input_blocks.0.0"),
    (r"^conv_norm_out", "out.0"),
    (r"^conv_out", "out.2"),
    (r"^down_blocks\.0\.resnets\.0", "input_blocks.1.0"),
    (r"^down_blocks\.0\.downsamplers\.0\.conv", "input_blocks.2.0.op"),
    (r"^down_blocks\.1\.resnets\.0", "input_blocks.3.0"),
    (r"^down_blocks\.1\.attentions\.0", "input_blocks.3.1"),
    (r"^mid_block\.resnets\.0", "middle_block.0"),
    (r"^mid_block\.attentions\.0", "middle_block.1"),
    (r"^mid_block\.resnets\.1", "middle_block.2"),
    (r"^up_blocks\.0\.resnets\.(\d)", r"output_blocks.\1.0"),
    (r"^up_blocks\.0\.attentions\.(\d)", r"output_blocks.\1.1"),
    (r"^up_blocks\.0\.upsamplers\.0\.conv", "output_blocks.1.2.conv"),
    (r"^up_blocks\.1\.resnets\.0", "output_blocks.2.0"),
    (r"^up_blocks\.1\.resnets\.1", "output_blocks.3.0"),
)
_VAE_NAMES = (
    (r"conv_shortcut", "nin_shortcut"),
    (r"conv_norm_out", "norm_out"),
    (r"mid_block\.resnets\.0", "mid.block_1"),
    (r"mid_block\.resnets\.1", "mid.block_2"),
    (r"mid_block\.attentions\.0", "mid.attn_1"),
    (r"attn_1\.group_norm", "attn_1.norm"),
    (r"attn_1\.to_q", "attn_1.q"),
    (r"attn_1\.to_k", "attn_1.k"),
    (r"attn_1\.to_v", "attn_1.v"),
    (r"attn_1\.to_out\.0", "attn_1.proj_out"),
    (r"down_blocks\.(\d)\.resnets\.(\d)", r"down.\1.block.\2"),
    (r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample"),
    (r"up_blocks\.0\.resnets\.(\d)", r"up.1.block.\1"),
    (r"up_blocks\.1\.resnets\.(\d)", r"up.0.block.\1"),
    (r"up_blocks\.0\.upsamplers\.0", "up.1.upsample"),
)
"""diffusers' name -> the original one, as a pattern; applied in this order."""


def _original(name: str, names: tuple[tuple[str, str], ...]) -> str:
    for pattern, called in names:
        name = re.sub(pattern, called, name)
    return name


def rewrite_as_of_2022(folder: Path) -> Path:
    """A saved pipeline with the names and files that libraries of 2022 wrote, as the hub has Stable Diffusion v1."""
    import torch
    from safetensors.torch import load_file, save_file

    def rename(part: str, before: str, after: str, positions: int) -> None:
        file = folder / part / "model.safetensors"
        state = {
            (f"{after}{name.removeprefix(before)}" if name.startswith(before) else name): tensor
            for name, tensor in load_file(file).items()
        }
        state[f"{after}embeddings.position_ids"] = torch.arange(positions)[None]
        save_file(state, file, metadata={"format": "pt"})

    rename("text_encoder", "", "text_model.", 77)
    rename("safety_checker", "vision_model.", "vision_model.vision_model.", 5)
    tokenizer = folder / "tokenizer"
    words = json.loads((tokenizer / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    for file in tokenizer.iterdir():
        file.unlink()
    special = {"bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>"}
    flags = {"lstrip": False, "normalized": True, "rstrip": False, "single_word": False}
    told: dict[str, Any] = {name: {"content": token, **flags} for name, token in special.items()}
    kind = {
        "tokenizer_class": "CLIPTokenizer",
        "model_max_length": 77,
        "add_prefix_space": False,
        "do_lower_case": True,
    }
    files: dict[str, Any] = {
        "tokenizer/vocab.json": words,
        "tokenizer/special_tokens_map.json": {**told, "pad_token": "<|endoftext|>"},
        "tokenizer/tokenizer_config.json": {**kind, **special, "pad_token": "<|endoftext|>"},
        "feature_extractor/preprocessor_config.json": {
            "feature_extractor_type": "CLIPFeatureExtractor",
            "crop_size": 32,
            "size": 32,
            "resample": 3,
            **{f"do_{act}": True for act in ("center_crop", "convert_rgb", "normalize", "resize")},
            "image_mean": [0.48145466, 0.4578275, 0.40821073],
            "image_std": [0.26862954, 0.26130258, 0.27577711],
        },
        "model_index.json": {
            **json.loads((folder / "model_index.json").read_text(encoding="utf-8")),
            "feature_extractor": ["transformers", "CLIPFeatureExtractor"],
        },
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    (tokenizer / "merges.txt").write_text("#version: 0.2\n", encoding="utf-8")
    return folder
