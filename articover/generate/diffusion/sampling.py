"""Sample one batch: one random generator per picture, progress after each step, cancellation per picture."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from articover import progress
from articover.cover import Pixels
from articover.engine import RunContext
from articover.errors import Cancelled, EngineError
from articover.generate.diffusion.latents import Previewer, can_encode
from articover.generate.diffusion.loading import quiet_libraries
from articover.generate.diffusion.text_region import LatentBlending, TextRegion
from articover.safety import edges_flagged

_PREVIEW_EVERY_S = 0.5
_STEPS_SHARE = 0.95
"""The share of a run's progress that the steps take; decoding takes the rest."""


@dataclass(frozen=True)
class SamplingPlan:
    """The options common to all pictures of a batch. The last two are shares of the steps."""

    width: int
    height: int
    steps: int
    guidance: float
    text_region_until: float
    series_until: float = 0.0


@dataclass(frozen=True, eq=False)
class Sample:
    """One picture to paint: `text` for CLIP, `long_text` for an encoder that reads more ("" where there is none)."""

    text: str
    long_text: str
    negative: str
    seed: int
    run: RunContext
    region: TextRegion | None = None


@dataclass(frozen=True, eq=False)
class SampleResult:
    """`flagged`: the model's own safety checker stopped the picture, and its `pixels` must not be used.

    `batch` is the number of pictures in its batch.
    """

    pixels: Pixels
    flagged: bool
    batch: int = 1


def paint(
    pipeline: Any, plan: SamplingPlan, samples: Sequence[Sample], previewer: Previewer | None = None
) -> list[SampleResult | Cancelled]:
    """The pictures of `samples` in one batch; `Cancelled` in the place of one whose run was cancelled meanwhile.

    Raises `Cancelled` once all are cancelled, `EngineError` when the network overflows.
    """
    import torch

    with quiet_libraries():
        steps = _Steps(pipeline, plan, samples, previewer)
    arguments: dict[str, Any] = {
        "prompt": [sample.text for sample in samples],
        "negative_prompt": [sample.negative for sample in samples] if plan.guidance > 1 else None,
        "width": plan.width,
        "height": plan.height,
        "num_inference_steps": plan.steps,
        "guidance_scale": plan.guidance,
        "generator": [torch.Generator("cpu").manual_seed(sample.seed) for sample in samples],
        "callback_on_step_end": steps,
        "output_type": "np",
    }
    takes = inspect.signature(pipeline.__call__).parameters
    if all(sample.long_text for sample in samples):
        # T5 is SD3's third encoder and FLUX's second; a pipeline with T5 alone takes the long text as its prompt.
        name = next((name for name in ("prompt_3", "prompt_2") if name in takes), "prompt")
        arguments[name] = [sample.long_text for sample in samples]
    # `inference_mode` would forbid offloading, which replaces parameters while the network runs.
    with quiet_libraries(), torch.no_grad(), restoring_placement(pipeline):
        made = pipeline(**{name: value for name, value in arguments.items() if name in takes})
    images = np.asarray(made.images)
    flagged = getattr(made, "nsfw_content_detected", None) or [False] * len(samples)
    if not np.isfinite(images).all():
        raise EngineError(
            "model_overflowed",
        )
    pictures = (images * 255).round().clip(0, 255).astype(np.uint8)
    return [
        steps.cancelled.get(index) or SampleResult(picture, bool(stopped) or edge, len(samples))
        for index, (picture, stopped, edge) in enumerate(
            zip(pictures, flagged, edges_flagged(pipeline, images), strict=True)
        )
    ]


@contextmanager
def restoring_placement(pipeline: Any) -> Iterator[None]:
    """Restore the VAE's dtype and offload all networks when the pipeline fails half-way."""
    vae = getattr(pipeline, "vae", None)
    dtype = getattr(vae, "dtype", None)
    try:
        yield
    except BaseException:
        if vae is not None and vae.dtype != dtype:
            vae.to(dtype)
        pipeline.maybe_free_model_hooks()
        raise


class _Steps:
    """The callback after each step of a batch: blends text regions, reports progress and checks for cancellation."""

    def __init__(
        self, pipeline: Any, plan: SamplingPlan, samples: Sequence[Sample], previewer: Previewer | None
    ) -> None:
        self._plan, self._samples, self._previewer = plan, samples, previewer
        self._previewed_s = time.monotonic()
        self._pipeline = pipeline
        # Built before the first step, because encoding later would evict the network from a GPU short of memory.
        self._blending = self._latent_blending()
        self.cancelled: dict[int, Cancelled] = {}

    def __call__(self, pipeline: Any, step: int, timestep: Any, given: dict[str, Any]) -> dict[str, Any]:
        latents = given["latents"]
        if self._blending is not None:
            latents = self._blending.apply(latents, step, pipeline.scheduler.timesteps)
        self._report(step, latents)
        return {"latents": latents}

    def _latent_blending(self) -> LatentBlending | None:
        regions = [sample.region for sample in self._samples if sample.region is not None]
        plan = self._plan
        wanted = plan.text_region_until or plan.series_until
        if not wanted or len(regions) < len(self._samples) or not can_encode(self._pipeline):
            return None
        seeds = [sample.seed for sample in self._samples]
        return LatentBlending(self._pipeline, regions, seeds, plan.text_region_until, plan.series_until)

    def _report(self, step: int, latents: Any) -> None:
        total = self._pipeline.num_timesteps if hasattr(self._pipeline, "num_timesteps") else self._plan.steps
        previews: list[Pixels | None] = [None] * len(self._samples)
        now = time.monotonic()
        if self._previewer is not None and now - self._previewed_s >= _PREVIEW_EVERY_S:
            self._previewed_s = now
            previews = [*self._previewer.preview(latents, self._plan.height, self._plan.width)]
        for index, (sample, preview) in enumerate(zip(self._samples, previews, strict=True)):
            if index in self.cancelled:
                continue
            try:
                doing = progress.PAINTING_STEP(step=step + 1, count=total)
                sample.run.progress(min(1.0, (step + 1) / total) * _STEPS_SHARE, doing, preview)
            except Cancelled as error:
                # The traceback would keep the tensors of its frames alive as long as the error.
                self.cancelled[index] = error.with_traceback(None)
        if len(self.cancelled) == len(self._samples):
            raise next(iter(self.cancelled.values()))
