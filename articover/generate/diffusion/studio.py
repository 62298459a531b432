"""A model at work: loaded, dressed with its LoRAs, and painting batches within the memory there is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from articover.errors import ArtiCoverError, Cancelled, EngineError
from articover.generate.diffusion import speed
from articover.generate.diffusion.batching import Batcher
from articover.generate.diffusion.families import use_scheduler
from articover.generate.diffusion.latents import Previewer, can_encode
from articover.generate.diffusion.loading import Model, Source, load
from articover.generate.diffusion.lora import Lora, wear
from articover.generate.diffusion.memory import (
    Thrift,
    first_offload,
    is_out_of_memory,
    residents_of,
    weight_bytes,
    within_memory,
)
from articover.generate.diffusion.options import DiffusionSettings
from articover.generate.diffusion.sampling import Order, Painted, Plan, paint
from articover.generate.diffusion.tokens import Reading
from articover.generate.together import one_run


@dataclass(frozen=True)
class Setup:
    """All that makes one loaded pipeline another than the next."""

    source: Source
    device: str
    dtype: str
    options: DiffusionSettings
    fingerprint: tuple[tuple[str, int, int], ...]

    @property
    def key(self) -> Hashable:
        options = self.options
        kept = (options.scheduler, options.safety_checker, options.offload, options.fuse_qkv, options.compile)
        served = (options.previews, options.batch_max, options.batch_wait_s)
        return (self.source, self.device, self.dtype, self.fingerprint, kept, served)

    @property
    def size(self) -> int:
        """What the weight files have, in bytes."""
        return sum(size for _, size, _ in self.fingerprint)


@dataclass(frozen=True)
class Job:
    """One picture with what decides its batch."""

    plan: Plan
    loras: tuple[Lora, ...]
    order: Order


class Studio:
    """One loaded model. Batches run one at a time; LoRAs are changed between them."""

    def __init__(self, setup: Setup) -> None:
        options = setup.options
        self.setup = setup
        self.model: Model = load(setup.source, setup.dtype, safety_checker=options.safety_checker)
        self.pipeline: Any = self.model.pipeline
        self.batcher: Batcher[Job, Painted] = Batcher(self._paint, options.batch_max, options.batch_wait_s)
        self.thrift = Thrift(self.pipeline, setup.device, options.batch_max)
        self.device = setup.device
        self.reading = Reading(self.pipeline, self.model.family)
        self._worn: tuple[Lora, ...] = ()
        self._fused = False
        self._previewer: Previewer | None = None
        use_scheduler(self.pipeline, options.scheduler or self.model.family.scheduler)
        speed.prepare(self.pipeline)
        self._settle(options)

    def paint_all(self, jobs: Sequence[Job]) -> list[Painted | ArtiCoverError]:
        """The pictures of `jobs`, with whoever else waits for the same, or what each met that has none.

        Raises what is no `ArtiCoverError`, and `Cancelled` once all are.
        """
        run = one_run([job.order.run for job in jobs])
        painted: list[Painted | ArtiCoverError] = []
        for result in self.batcher.submit_all(
            [((job.plan, job.loras), job) for job in jobs], lambda: run.progress(0.0, "waiting for the painter")
        ):
            if not isinstance(result, Painted | ArtiCoverError):
                raise result
            painted.append(result)
        return painted

    def _settle(self, options: DiffusionSettings) -> None:
        how = first_offload(options.offload, self.device, weight_bytes(self.pipeline))
        if how == "none" or not self.thrift.move_off(how):
            self._move()
        if options.compile:
            speed.compile_network(self.pipeline)

    def _move(self) -> None:
        try:
            self.pipeline.to(self.device)
            return
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
        if not self.thrift.move_off("model"):
            raise EngineError(
                "There is not enough memory for {model}: choose a smaller model.",
                "model_memory",
                model=self.setup.source.name,
            )

    def _paint(self, jobs: Sequence[Job]) -> list[Painted | BaseException]:
        loras, plan = jobs[0].loras, jobs[0].plan
        self._dress(loras)
        if self._previewer is None and self.setup.options.previews and can_encode(self.pipeline):
            self._previewer = Previewer(self.pipeline)

        def attempt(orders: Sequence[Order]) -> list[Painted | Cancelled]:
            return paint(self.pipeline, plan, orders, self._previewer)

        return [*within_memory(self.thrift, [job.order for job in jobs], attempt)]

    def _dress(self, loras: tuple[Lora, ...]) -> None:
        """Put on exactly `loras`. Attention is fused only while there are none: they change its parts."""
        if self._fused and loras:
            speed.fuse_qkv(self.pipeline, False)
            self._fused = False
        worn, self._worn = self._worn, ()
        wear(self.pipeline, worn, loras, pickles=self.setup.source.pickles)
        self._worn = loras
        wanted = self.setup.options.fuse_qkv and self.device != "cpu" and self.thrift.offload == "none"
        if wanted and not loras and not self._fused and speed.can_fuse(self.pipeline):
            speed.fuse_qkv(self.pipeline, True)
            self._fused = True


def studio(setup: Setup) -> AbstractContextManager[Studio]:
    """The studio of `setup`, loaded if need be, held while this lasts."""
    residents = residents_of(setup.device, setup.options.memory_budget_mb)
    return residents.use(setup.key, lambda: Studio(setup), setup.size)
