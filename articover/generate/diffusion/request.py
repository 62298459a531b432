"""`GenerationRequest`: everything needed to paint one cover, and `build_result`: its picture as a background."""

from __future__ import annotations

import time
from dataclasses import dataclass

from articover import __version__, notices, progress
from articover.brief import Brief
from articover.colors import palette_of
from articover.cover import Background, EngineRecord
from articover.engine import RunContext
from articover.engine_description import DIFFUSION
from articover.facts import Fact
from articover.generate.diffusion.grading import STRENGTH, graded
from articover.generate.diffusion.lora import Lora
from articover.generate.diffusion.prompt import Prompt
from articover.generate.diffusion.sampling import Sample, SampleResult, SamplingPlan
from articover.generate.diffusion.series_conditioning import SeriesConditioning
from articover.generate.diffusion.session import BatchItem, PipelineSession
from articover.generate.diffusion.sizes import Bucket
from articover.generate.diffusion.text_region import TextRegion
from articover.trim import Trim

_SEEDS = 2**32


@dataclass(frozen=True, eq=False)
class GenerationRequest:
    """One cover to paint. `long_prompt` is for a text encoder that reads more than CLIP's 77 tokens.

    `region` is the place of the title; for a book of a `series` it also has the earlier book's colours.
    """

    brief: Brief
    trim: Trim
    run: RunContext
    bucket: Bucket
    plan: SamplingPlan
    prompt: Prompt
    long_prompt: Prompt | None
    loras: tuple[Lora, ...]
    region: TextRegion | None
    series: SeriesConditioning | None
    started: float

    def seed(self, attempt: int) -> int:
        """The seed of an attempt: the request's own first, then the ones after it."""
        return (self.run.seed + attempt) % _SEEDS

    def batch_item(self, attempt: int) -> BatchItem:
        """The request as an item for `PipelineSession.paint_all`."""
        long_text = self.long_prompt.text if self.long_prompt else ""
        sample = Sample(
            self.prompt.text,
            long_text,
            self.prompt.negative,
            self.seed(attempt),
            self.run.part(_COMPOSED, 1.0),
            self.region,
        )
        return BatchItem(self.plan, self.loras, sample)


_OWN_CHECKER = "the model's own safety checker"
_COMPOSED = 0.06
"""The progress of a run when everything but the painting is done."""


def build_result(
    session: PipelineSession, request: GenerationRequest, picture: SampleResult, attempt: int, memory: tuple[str, ...]
) -> tuple[Background, EngineRecord]:
    """The picture as a background, and the record of how it was made. `memory` lists the memory fallbacks taken."""
    import diffusers
    import torch

    model, plan, run, loras = session.model, request.plan, request.run, request.loras
    prompt = request.long_prompt or request.prompt
    region = request.region
    pixels = picture.pixels if region is None or region.colors is None else graded(picture.pixels, region.colors)
    background = Background(
        pixels=pixels,
        trim_box_px=request.bucket.canvas.trim_box_of(request.trim),
        prompt=prompt.text,
        zones=region.zones if region else (),
        palette=request.series.palette if request.series else palette_of(pixels),
        look=f"{request.brief.genre_key}/{model.source.name.rpartition('/')[2]}",
    )
    record = EngineRecord(
        "generate",
        DIFFUSION.name,
        f"{__version__}+diffusers{diffusers.__version__}.torch{torch.__version__}",
        seconds=time.monotonic() - request.started,
        seed=run.seed,
        model=model.source.name,
        weights={**model.weights, **{lora.name: lora.sha256 for lora in loras}},
        credits=(_credit(model.source.name, model.licence), *(f"Style by the LoRA {lora.name}." for lora in loras)),
        notes=(
            *prompt.notices,
            *_series_notes(request),
            *((notices.SAFETY(count=attempt),) if attempt else ()),
            *((notices.MEMORY(),) if memory else ()),
            *memory,
            f"{type(session.pipeline.scheduler).__name__}, {plan.steps} steps, guidance {plan.guidance:g}",
            f"{plan.width}x{plan.height} px, {session.setup.dtype} on {session.device}",
            *((f"painted with seed {request.seed(attempt)}",) if attempt else ()),
            *((f"one of {picture.batch} painted at once",) if picture.batch > 1 else ()),
            *(f"LoRA {lora.name} at {lora.weight:g}" for lora in loras),
            *(f"left out of the prompt: {phrase}" for phrase in prompt.left_out),
            *(() if getattr(session.pipeline, "safety_checker", None) else ("no safety checker of the model's own",)),
            f"negative prompt: {request.prompt.negative}",
        ),
        generative=True,
        checked_by=_OWN_CHECKER if getattr(session.pipeline, "safety_checker", None) is not None else "",
    )
    run.progress(1.0, progress.PAINTED())
    return background, record


def _series_notes(request: GenerationRequest) -> tuple[str | Fact, ...]:
    """For a book of a series: whether the earlier picture conditioned the sampling, and for how much of it."""
    if request.series is None:
        return ()
    share = request.plan.series_until
    notice = notices.SERIES_LED if share else notices.SERIES_TOLD
    return (
        notice(),
        f"led by the series' light and colours for {share:.0%} of the steps, graded by {STRENGTH:.0%}",
    )


def _credit(model: str, licence: str) -> str:
    return f"Picture painted with the model {model} ({licence or 'see its own licence'})."
