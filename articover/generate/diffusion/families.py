"""The family of a model, recognised by its files, and the family's size, scheduler, steps, guidance, prompt length."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from articover.errors import RequestError


@dataclass(frozen=True)
class ModelFamily:
    """Defaults of a model family. An empty `scheduler` keeps the model's own.

    `native_px` is the side of the square that the model was trained on, `stretch` the factor by which a picture's area
    may exceed that square. `prompt_tokens` is the limit of its longest text encoder, except CLIP's 77 tokens, which its
    tokenizer knows.
    """

    name: str
    native_px: int = 1024
    steps: int = 28
    guidance: float = 5.0
    scheduler: str = ""
    stretch: float = 1.0
    prompt_tokens: int = 77

    @property
    def side_px(self) -> int:
        """The side of a square with as many pixels as a picture should have."""
        return round(self.native_px * math.sqrt(self.stretch))


# Version 1 loses detail when the shorter side is below 512, and keeps its subject whole up to about 512x768.
_SD1 = ModelFamily("sd1", 512, 28, 7.5, "dpm++", 1.4)
_SD2 = ModelFamily("sd2", 768, 28, 7.0, "dpm++")
_SDXL = ModelFamily("sdxl", 1024, 30, 6.0, "dpm++")
_DISTILLED: dict[str, ModelFamily] = {
    # Luo et al., "Latent Consistency Models" (2310.04378): 4 to 8 steps; guidance above 2 burns the picture.
    "lcm": ModelFamily("lcm", 512, 6, 1.5),
    # Sauer et al., "Adversarial Diffusion Distillation" (2311.17042): 1 to 4 steps, trained without guidance.
    "turbo": ModelFamily("turbo", 512, 4, 0.0),
}
_BY_PIPELINE: dict[str, ModelFamily] = {
    "StableDiffusion3Pipeline": ModelFamily("sd3", 1024, 28, 5.0, prompt_tokens=256),
    "FluxPipeline": ModelFamily("flux", 1024, 28, 3.5, prompt_tokens=512),
    "PixArtAlphaPipeline": ModelFamily("pixart", 1024, 20, 4.5, prompt_tokens=120),
    "PixArtSigmaPipeline": ModelFamily("pixart", 1024, 20, 4.5, prompt_tokens=300),
    "SanaPipeline": ModelFamily("sana", 1024, 20, 4.5, prompt_tokens=300),
}
_SCHNELL = ModelFamily("flux-schnell", 1024, 4, 0.0, prompt_tokens=256)

SCHEDULERS: dict[str, tuple[str, Mapping[str, Any]]] = {
    "dpm++": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True, "algorithm_type": "dpmsolver++"}),
    "dpm++sde": ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True, "algorithm_type": "sde-dpmsolver++"}),
    "unipc": ("UniPCMultistepScheduler", {}),
    "euler": ("EulerDiscreteScheduler", {}),
    "euler-a": ("EulerAncestralDiscreteScheduler", {}),
    "heun": ("HeunDiscreteScheduler", {}),
    "ddim": ("DDIMScheduler", {}),
    "pndm": ("PNDMScheduler", {"skip_prk_steps": True}),
    "lcm": ("LCMScheduler", {}),
    "flow-euler": ("FlowMatchEulerDiscreteScheduler", {}),
}
"""Name in the config -> diffusers' class and the values that replace the model's own."""


def family_of(pipeline: Any, name: str) -> ModelFamily:
    """The family of `pipeline`, which was loaded from the model called `name`."""
    kind = type(pipeline).__name__
    if kind.startswith(("StableDiffusionPipeline", "StableDiffusionXLPipeline")):
        return _of_unet(pipeline, name, is_xl="XL" in kind)
    if kind == "FluxPipeline" and not pipeline.transformer.config.guidance_embeds:
        return _SCHNELL
    known = _BY_PIPELINE.get(kind, _by_signature(pipeline))
    return replace(known, native_px=_native_px(pipeline, known.native_px))


def unit_px(pipeline: Any) -> int:
    """The number of which a picture's sides must be multiples: the VAE's factor times the network's.

    It is a multiple of 8, which all pipelines require.
    """
    factor = int(getattr(pipeline, "vae_scale_factor", 8))
    unet = getattr(pipeline, "unet", None)
    if unet is not None:
        return math.lcm(8, factor * 2 ** (len(unet.config.down_block_types) - 1))
    patch = getattr(getattr(pipeline, "transformer", None), "config", {}).get("patch_size", 1)
    # FLUX packs 2x2 latents without a config value for it, so the network's factor is at least 2.
    return math.lcm(8, factor * max(patch if isinstance(patch, int) else 1, 2))


def use_scheduler(pipeline: Any, name: str) -> None:
    """Give `pipeline` the scheduler called `name` with the model's noise schedule; an empty name keeps its own.

    Raises `RequestError` for an unknown name or one that does not fit the model's training.
    """
    if not name:
        return
    if name not in SCHEDULERS:
        raise RequestError(
            "scheduler_unknown",
            name=name[:40],
            known=", ".join(SCHEDULERS),
        )
    import diffusers

    if not _can_replace(pipeline.scheduler, name):
        raise RequestError(
            "scheduler_misfit",
            name=name,
        )
    kind, changes = SCHEDULERS[name]
    pipeline.scheduler = getattr(diffusers, kind).from_config(pipeline.scheduler.config, **changes)


def _can_replace(own: Any, name: str) -> bool:
    """Whether the scheduler called `name` supports the noise schedule of `own`."""
    kind, _ = SCHEDULERS[name]
    return kind in {type(own).__name__, *(other.__name__ for other in own.compatibles)}


def _of_unet(pipeline: Any, name: str, *, is_xl: bool) -> ModelFamily:
    width = pipeline.unet.config.cross_attention_dim
    usual = _SDXL if is_xl else (_SD2 if width == 1024 else _SD1)
    chosen = _distilled(pipeline, name) or usual
    endless = pipeline.scheduler.config.get("rescale_betas_zero_snr")
    # Only the model's own scheduler starts correctly from zero terminal SNR (Lin et al., 2305.08891).
    if chosen.scheduler and (endless or not _can_replace(pipeline.scheduler, chosen.scheduler)):
        chosen = replace(chosen, scheduler="")
    return replace(chosen, native_px=_native_px(pipeline, usual.native_px))


def _distilled(pipeline: Any, name: str) -> ModelFamily | None:
    """The few-step family that the scheduler or else the model's name indicates; None for other models."""
    scheduler, config = type(pipeline.scheduler).__name__, pipeline.scheduler.config
    if scheduler in ("LCMScheduler", "TCDScheduler") or pipeline.unet.config.time_cond_proj_dim:
        return _DISTILLED["lcm"]
    # sd-turbo, sdxl-turbo and SDXL-Lightning have these values in scheduler_config.json.
    if scheduler.startswith("Euler") and config.get("timestep_spacing") == "trailing":
        return _DISTILLED["turbo"]
    words = name.casefold()
    return _DISTILLED["turbo"] if any(word in words for word in ("turbo", "lightning", "hyper-sd")) else None


def _native_px(pipeline: Any, usual: int) -> int:
    """The side of the latents in the network's config times the VAE's factor; `usual` if it has none."""
    network = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
    side = getattr(network, "config", {}).get("sample_size")
    if not isinstance(side, int):
        return usual
    return side * int(getattr(pipeline, "vae_scale_factor", 8))


def _by_signature(pipeline: Any) -> ModelFamily:
    """A family without a table: the defaults of the pipeline's call."""
    parameters = inspect.signature(pipeline.__call__).parameters

    def default(name: str, otherwise: Any) -> Any:
        value = parameters[name].default if name in parameters else None
        return value if isinstance(value, int | float) else otherwise

    return ModelFamily(
        type(pipeline).__name__.removesuffix("Pipeline").lower(),
        1024,
        int(default("num_inference_steps", 28)),
        float(default("guidance_scale", 5.0)),
        prompt_tokens=int(default("max_sequence_length", 77)),
    )
