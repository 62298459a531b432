"""Pictures and latents: encoding, packing, and a cheap preview of what is being painted."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articover.cover import Pixels

_CHART_CELLS, _CHART_CELL_PX = 12, 16


def can_encode(pipeline: Any) -> bool:
    """Whether `encode` knows this pipeline's VAE: one that takes plain pictures."""
    return type(getattr(pipeline, "vae", None)).__name__ in ("AutoencoderKL", "AutoencoderTiny", "AutoencoderDC")


def encode(pipeline: Any, pictures: NDArray[np.uint8]) -> Any:
    """Latents of `pictures` (n, height, width, 3) as the network sees them: float32, (n, channels, h, w), no noise."""
    import torch

    vae = pipeline.vae
    device = pipeline._execution_device
    images = torch.from_numpy(pictures.astype(np.float32) / 127.5 - 1).movedim(-1, 1)
    own = vae.dtype
    try:
        if own == torch.float16 and getattr(vae.config, "force_upcast", False):
            vae.to(torch.float32)
        with torch.no_grad():
            found = vae.encode(images.to(device, vae.dtype))
            latents = (found.latent_dist.mode() if hasattr(found, "latent_dist") else found[0]).float()
    finally:
        if vae.dtype != own:
            vae.to(own)
        # With CPU offload the VAE is moved back to RAM; otherwise this does nothing.
        pipeline.maybe_free_model_hooks()
    shift = getattr(vae.config, "shift_factor", None) or 0.0
    return (latents - shift) * getattr(vae.config, "scaling_factor", 1.0)


def pack(pipeline: Any, latents: Any) -> Any:
    """`latents` (n, channels, h, w) as `pipeline` samples them; FLUX and its like make a row of 2x2 patches."""
    if not hasattr(pipeline, "_pack_latents"):
        return latents
    count, channels, height, width = latents.shape
    return pipeline._pack_latents(latents, count, channels, height, width)


def unpack(pipeline: Any, latents: Any, height: int, width: int) -> Any:
    """The inverse of `pack` for a picture of `height` x `width` px."""
    if latents.ndim != 3:
        return latents
    return pipeline._unpack_latents(latents, height, width, pipeline.vae_scale_factor)


class Previewer:
    """Small pictures of latents by one matrix from channels to RGB, fitted to the model's own VAE.

    The fit is least squares on a chart of random colours, which the VAE encodes once a model.
    """

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        chart = np.random.default_rng(7).integers(0, 256, (_CHART_CELLS, _CHART_CELLS, 3), np.uint8)
        enlarged = chart.repeat(_CHART_CELL_PX, 0).repeat(_CHART_CELL_PX, 1)
        latents = encode(pipeline, enlarged[None])[0].cpu().numpy()
        channels, height, width = latents.shape
        factor = enlarged.shape[0] // height
        seen = enlarged.reshape(height, factor, width, factor, 3).mean(axis=(1, 3))
        rows = np.concatenate([latents.reshape(channels, -1), np.ones((1, height * width))]).T
        self._matrix = np.linalg.lstsq(rows, seen.reshape(-1, 3), rcond=None)[0].astype(np.float32)

    def preview(self, latents: Any, height: int, width: int) -> list[Pixels]:
        """A small RGB picture of each of `latents`, sampled for a picture of `height` x `width` px."""
        import torch

        clean = _denoised(self._pipeline.scheduler, latents)
        values = unpack(self._pipeline, clean, height, width).float()
        matrix = torch.from_numpy(self._matrix).to(values.device)
        # Computed on the latents' device, so that only the small result is copied.
        colors = torch.nan_to_num(values.movedim(1, -1) @ matrix[:-1] + matrix[-1]).clamp(0, 255).round()
        return list(colors.to(torch.uint8).cpu().numpy())


def noise_shares(scheduler: Any, timesteps: Any) -> list[tuple[float, float]]:
    """The weights of (clean picture, noise) in the latents at each of `timesteps`.

    Computed with a copy of the scheduler on the CPU, because the scheduler itself would synchronise with the device
    for every number.
    """
    import torch

    probe = copy.copy(scheduler)
    at = probe.timesteps = timesteps.cpu()
    # With a begin index the scheduler would ignore the timesteps it is given.
    probe._begin_index = None
    one, none = torch.ones(len(at), 1), torch.zeros(len(at), 1)
    if hasattr(probe, "scale_noise"):
        clean, noise = probe.scale_noise(one, at, none), probe.scale_noise(none, at, one)
    else:
        clean, noise = probe.add_noise(one, none, at), probe.add_noise(none, one, at)
    return list(zip(clean.flatten().tolist(), noise.flatten().tolist(), strict=True))


def _denoised(scheduler: Any, latents: Any) -> Any:
    """The scheduler's estimate of the clean latents where it keeps one, else the latents scaled to unit variance."""
    outputs = [value for value in getattr(scheduler, "model_outputs", None) or [] if value is not None]
    if outputs and "++" in str(scheduler.config.get("algorithm_type", "")):
        return outputs[-1]
    sigmas, index = getattr(scheduler, "sigmas", None), getattr(scheduler, "step_index", None)
    if sigmas is not None and index is not None and "Flow" not in type(scheduler).__name__:
        return latents / float(sigmas[min(index, len(sigmas) - 1)] ** 2 + 1) ** 0.5
    return latents
