"""`Commission`: one request, understood; and what is handed on once it is painted."""

from __future__ import annotations

import time
from dataclasses import dataclass

from articover import __version__, notices
from articover.brief import Brief
from articover.colors import palette_of
from articover.cover import Background, EngineRecord
from articover.engine import Run
from articover.generate.diffusion.grading import STRENGTH, graded
from articover.generate.diffusion.lead import Lead
from articover.generate.diffusion.lora import Lora
from articover.generate.diffusion.prompt import Prompt
from articover.generate.diffusion.room import Room
from articover.generate.diffusion.sampling import Order, Painted, Plan
from articover.generate.diffusion.sizes import Bucket
from articover.generate.diffusion.studio import Job, Studio
from articover.trim import Trim

_SEEDS = 2**32


@dataclass(frozen=True, eq=False)
class Commission:
    """All that is needed to paint a request with any seed. `whole` is the prompt for an encoder that reads more.

    `room` is that of the title; with a `lead` it is also what a book of a series is led by.
    """

    brief: Brief
    trim: Trim
    run: Run
    bucket: Bucket
    plan: Plan
    prompt: Prompt
    whole: Prompt | None
    loras: tuple[Lora, ...]
    room: Room | None
    lead: Lead | None
    started: float

    def seed(self, attempt: int) -> int:
        """The request's own seed, then those after it."""
        return (self.run.seed + attempt) % _SEEDS

    def job(self, attempt: int) -> Job:
        """The request for the painter."""
        long_text = self.whole.text if self.whole else ""
        order = Order(
            self.prompt.text,
            long_text,
            self.prompt.negative,
            self.seed(attempt),
            self.run.part(_COMPOSED, 1.0),
            self.room,
        )
        return Job(self.plan, self.loras, order)


_OWN_CHECKER = "the model's own safety checker"
_COMPOSED = 0.06
"""Where a run stands when everything but the painting is done."""


def finished(
    studio: Studio, commission: Commission, picture: Painted, attempt: int, memory: tuple[str, ...]
) -> tuple[Background, EngineRecord]:
    """The picture as a background, and the record of how it was made. `memory` says what was given up to fit."""
    import diffusers
    import torch

    model, plan, run, loras = studio.model, commission.plan, commission.run, commission.loras
    told = commission.whole or commission.prompt
    room = commission.room
    pixels = picture.pixels if room is None or room.like is None else graded(picture.pixels, room.like)
    background = Background(
        pixels=pixels,
        trim_box_px=commission.bucket.canvas.trim_box_of(commission.trim),
        prompt=told.text,
        zones=room.zones if room else (),
        palette=commission.lead.palette if commission.lead else palette_of(pixels),
        look=f"{commission.brief.genre_key}/{model.source.name.rpartition('/')[2]}",
    )
    record = EngineRecord(
        "generate",
        "diffusion",
        f"{__version__}+diffusers{diffusers.__version__}.torch{torch.__version__}",
        seconds=time.monotonic() - commission.started,
        seed=run.seed,
        model=model.source.name,
        weights={**model.weights, **{lora.name: lora.sha256 for lora in loras}},
        credits=(_credit(model.source.name, model.licence), *(f"Style by the LoRA {lora.name}." for lora in loras)),
        notes=(
            *told.notices,
            *_followed(commission),
            *((notices.SAFETY.said(count=attempt),) if attempt else ()),
            *((notices.MEMORY.said(),) if memory else ()),
            *memory,
            f"{type(studio.pipeline.scheduler).__name__}, {plan.steps} steps, guidance {plan.guidance:g}",
            f"{plan.width}x{plan.height} px, {studio.setup.dtype} on {studio.device}",
            *((f"painted with seed {commission.seed(attempt)}",) if attempt else ()),
            *((f"one of {picture.batch} painted at once",) if picture.batch > 1 else ()),
            *(f"LoRA {lora.name} at {lora.weight:g}" for lora in loras),
            *(f"left out of the prompt: {phrase}" for phrase in told.left_out),
            *(() if getattr(studio.pipeline, "safety_checker", None) else ("no safety checker of the model's own",)),
            f"negative prompt: {commission.prompt.negative}",
        ),
        generative=True,
        checked_by=_OWN_CHECKER if getattr(studio.pipeline, "safety_checker", None) is not None else "",
    )
    run.progress(1.0, "painted")
    return background, record


def _followed(commission: Commission) -> tuple[str, ...]:
    """What to say of a book of a series: how far its picture could be brought to the earlier one."""
    if commission.lead is None:
        return ()
    led = commission.plan.led_until
    said = notices.SERIES_LED.said() if led else notices.SERIES_TOLD.said()
    return (said, f"led by the series' light and colours for {led:.0%} of the steps, graded by {STRENGTH:.0%}")


def _credit(model: str, licence: str) -> str:
    return f"Picture painted with the model {model} ({licence or 'see its own licence'})."
