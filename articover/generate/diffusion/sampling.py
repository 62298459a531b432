"""Painting one batch: a generator for each picture, a report after each step, one that can be cancelled alone."""

from __future__ import annotations

import inspect
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from articover.cover import Pixels
from articover.engine import Run
from articover.errors import Cancelled, EngineError
from articover.generate.diffusion.latents import Previewer, can_encode
from articover.generate.diffusion.loading import quiet_libraries
from articover.generate.diffusion.room import Hold, Room
from articover.safety import edges_flagged

_PREVIEW_EVERY_S = 0.5
_STEPS_SHARE = 0.95
"""The rest of a run is decoding."""


@dataclass(frozen=True)
class Plan:
    """What pictures of one batch have in common, beside the model and its LoRAs."""

    width: int
    height: int
    steps: int
    guidance: float
    room_until: float
    led_until: float = 0.0


@dataclass(frozen=True, eq=False)
class Order:
    """One picture: `text` for CLIP, `long_text` for an encoder that reads more ("" where there is none)."""

    text: str
    long_text: str
    negative: str
    seed: int
    run: Run
    room: Room | None = None


@dataclass(frozen=True, eq=False)
class Painted:
    """`flagged`: the model's own safety checker stopped the picture; then there are no `pixels` to use.

    `batch` is how many were painted at once.
    """

    pixels: Pixels
    flagged: bool
    batch: int = 1


def paint(
    pipeline: Any, plan: Plan, orders: Sequence[Order], previewer: Previewer | None = None
) -> list[Painted | Cancelled]:
    """The pictures of `orders` in one batch; a `Cancelled` in the place of one whose run was cancelled meanwhile.

    Raises `Cancelled` once all are, `EngineError` when the network paints nothing but overflow.
    """
    import torch

    with quiet_libraries():
        steps = _Steps(pipeline, plan, orders, previewer)
    arguments: dict[str, Any] = {
        "prompt": [order.text for order in orders],
        "negative_prompt": [order.negative for order in orders] if plan.guidance > 1 else None,
        "width": plan.width,
        "height": plan.height,
        "num_inference_steps": plan.steps,
        "guidance_scale": plan.guidance,
        "generator": [torch.Generator("cpu").manual_seed(order.seed) for order in orders],
        "callback_on_step_end": steps,
        "output_type": "np",
    }
    takes = inspect.signature(pipeline.__call__).parameters
    if all(order.long_text for order in orders):
        # SD3's third encoder and FLUX's second are T5; what has one alone reads the long text as the prompt.
        name = next((name for name in ("prompt_3", "prompt_2") if name in takes), "prompt")
        arguments[name] = [order.long_text for order in orders]
    # Not `inference_mode`: offloading replaces parameters while the network runs, which that forbids.
    with quiet_libraries(), torch.no_grad(), as_found(pipeline):
        made = pipeline(**{name: value for name, value in arguments.items() if name in takes})
    images = np.asarray(made.images)
    flagged = getattr(made, "nsfw_content_detected", None) or [False] * len(orders)
    if not np.isfinite(images).all():
        raise EngineError(
            'The model overflowed and painted nothing: set diffusion.dtype = "bfloat16" or "float32" in the config.',
            "model_overflowed",
        )
    pictures = (images * 255).round().clip(0, 255).astype(np.uint8)
    return [
        steps.cancelled.get(index) or Painted(picture, bool(stopped) or edge, len(orders))
        for index, (picture, stopped, edge) in enumerate(
            zip(pictures, flagged, edges_flagged(pipeline, images), strict=True)
        )
    ]


@contextmanager
def as_found(pipeline: Any) -> Iterator[None]:
    """A pipeline that fails half-way leaves its VAE in the precision it decodes in, and networks on their device."""
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
    """What happens after each step of a batch: holding the title's room, reporting, and looking for cancellation."""

    def __init__(self, pipeline: Any, plan: Plan, orders: Sequence[Order], previewer: Previewer | None) -> None:
        self._plan, self._orders, self._previewer = plan, orders, previewer
        self._seen_s = time.monotonic()
        self._pipeline = pipeline
        # Made before the first step: encoding then would drive the network off a GPU that is short of memory.
        self._hold = self._made_hold()
        self.cancelled: dict[int, Cancelled] = {}

    def __call__(self, pipeline: Any, step: int, timestep: Any, given: dict[str, Any]) -> dict[str, Any]:
        latents = given["latents"]
        if self._hold is not None:
            latents = self._hold.apply(latents, step, pipeline.scheduler.timesteps)
        self._report(step, latents)
        return {"latents": latents}

    def _made_hold(self) -> Hold | None:
        rooms = [order.room for order in self._orders if order.room is not None]
        plan = self._plan
        wanted = plan.room_until or plan.led_until
        if not wanted or len(rooms) < len(self._orders) or not can_encode(self._pipeline):
            return None
        seeds = [order.seed for order in self._orders]
        return Hold(self._pipeline, rooms, seeds, plan.room_until, plan.led_until)

    def _report(self, step: int, latents: Any) -> None:
        total = self._pipeline.num_timesteps if hasattr(self._pipeline, "num_timesteps") else self._plan.steps
        looks: list[Pixels | None] = [None] * len(self._orders)
        now = time.monotonic()
        if self._previewer is not None and now - self._seen_s >= _PREVIEW_EVERY_S:
            self._seen_s = now
            looks = [*self._previewer.look(latents, self._plan.height, self._plan.width)]
        for index, (order, look) in enumerate(zip(self._orders, looks, strict=True)):
            if index in self.cancelled:
                continue
            try:
                order.run.progress(
                    min(1.0, (step + 1) / total) * _STEPS_SHARE, f"painting, step {step + 1} of {total}", look
                )
            except Cancelled as error:
                # Without its frames, which hold tensors as long as anybody holds the error.
                self.cancelled[index] = error.with_traceback(None)
        if len(self.cancelled) == len(self._orders):
            raise next(iter(self.cancelled.values()))
