"""What a model is, read from its own files, and what suits it: size, scheduler, steps, guidance, length of prompt."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from articover.errors import RequestError


@dataclass(frozen=True)
class ModelFamily:
    """`scheduler` empty keeps the model's own. `native_px` is the side of the square it was trained on.

    `stretch` is how much more than that square's area it paints well. `prompt_tokens` is how many tokens its longest
    text encoder reads; CLIP's 77 is asked of its tokenizer.
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
        """The side of the square that has as many pixels as a picture should."""
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
"""Our name -> diffusers' class and what is set beside the model's own values."""


def family_of(pipeline: Any, name: str) -> ModelFamily:
    """What `pipeline`, loaded from the model called `name`, is."""
    kind = type(pipeline).__name__
    if kind.startswith(("StableDiffusionPipeline", "StableDiffusionXLPipeline")):
        return _of_unet(pipeline, name, is_xl="XL" in kind)
    if kind == "FluxPipeline" and not pipeline.transformer.config.guidance_embeds:
        return _SCHNELL
    known = _BY_PIPELINE.get(kind, _by_signature(pipeline))
    return replace(known, native_px=_native_px(pipeline, known.native_px))


def unit_px(pipeline: Any) -> int:
    """What the sides of a picture must be multiples of: the VAE's factor times what the network halves or patches.

    At least the 8 that pipelines ask for whatever their networks could do.
    """
    factor = int(getattr(pipeline, "vae_scale_factor", 8))
    unet = getattr(pipeline, "unet", None)
    if unet is not None:
        return math.lcm(8, factor * 2 ** (len(unet.config.down_block_types) - 1))
    patch = getattr(getattr(pipeline, "transformer", None), "config", {}).get("patch_size", 1)
    # FLUX packs 2x2 latents and calls that neither a patch nor a factor.
    return math.lcm(8, factor * max(patch if isinstance(patch, int) else 1, 2))


def use_scheduler(pipeline: Any, name: str) -> None:
    """Give `pipeline` the scheduler called `name` over the model's own noise schedule; empty keeps its own.

    Raises `RequestError` for a name we do not know or that does not fit how the model was trained.
    """
    if not name:
        return
    if name not in SCHEDULERS:
        raise RequestError(
            'There is no scheduler "{name}": choose {known}.',
            "scheduler_unknown",
            name=name[:40],
            known=", ".join(SCHEDULERS),
        )
    import diffusers

    if not _can_replace(pipeline.scheduler, name):
        raise RequestError(
            'The scheduler "{name}" does not fit this model: leave diffusion.scheduler empty.',
            "scheduler_misfit",
            name=name,
        )
    kind, changes = SCHEDULERS[name]
    pipeline.scheduler = getattr(diffusers, kind).from_config(pipeline.scheduler.config, **changes)


def _can_replace(own: Any, name: str) -> bool:
    """Whether the scheduler called `name` understands the noise that `own` was trained with."""
    kind, _ = SCHEDULERS[name]
    return kind in {type(own).__name__, *(other.__name__ for other in own.compatibles)}


def _of_unet(pipeline: Any, name: str, *, is_xl: bool) -> ModelFamily:
    width = pipeline.unet.config.cross_attention_dim
    usual = _SDXL if is_xl else (_SD2 if width == 1024 else _SD1)
    chosen = _distilled(pipeline, name) or usual
    endless = pipeline.scheduler.config.get("rescale_betas_zero_snr")
    # Noise without end (Lin et al., 2305.08891) is what only its own scheduler starts from rightly.
    if chosen.scheduler and (endless or not _can_replace(pipeline.scheduler, chosen.scheduler)):
        chosen = replace(chosen, scheduler="")
    return replace(chosen, native_px=_native_px(pipeline, usual.native_px))


def _distilled(pipeline: Any, name: str) -> ModelFamily | None:
    """The few-step family that the scheduler or, failing that, the model's name tells of."""
    scheduler, config = type(pipeline.scheduler).__name__, pipeline.scheduler.config
    if scheduler in ("LCMScheduler", "TCDScheduler") or pipeline.unet.config.time_cond_proj_dim:
        return _DISTILLED["lcm"]
    # What sd-turbo, sdxl-turbo and SDXL-Lightning carry in scheduler_config.json.
    if scheduler.startswith("Euler") and config.get("timestep_spacing") == "trailing":
        return _DISTILLED["turbo"]
    words = name.casefold()
    return _DISTILLED["turbo"] if any(word in words for word in ("turbo", "lightning", "hyper-sd")) else None


def _native_px(pipeline: Any, usual: int) -> int:
    """The latents' side from the network's config, times the VAE's factor; `usual` where it does not say."""
    network = getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
    side = getattr(network, "config", {}).get("sample_size")
    if not isinstance(side, int):
        return usual
    return side * int(getattr(pipeline, "vae_scale_factor", 8))


def _by_signature(pipeline: Any) -> ModelFamily:
    """A family we have no table for: what its own authors made the default."""
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
