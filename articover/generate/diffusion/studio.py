"""A model at work: loaded, dressed with its LoRAs, and painting batches within the memory there is."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from articover.errors import ArtiCoverError, Cancelled
from articover.generate.diffusion import speed
from articover.generate.diffusion.batching import Batcher
from articover.generate.diffusion.families import use_scheduler
from articover.generate.diffusion.latents import Previewer, can_encode
from articover.generate.diffusion.loading import Model, Source, load, loaded_bytes, weight_files_of
from articover.generate.diffusion.lora import Lora, wear
from articover.generate.diffusion.memory import (
    Thrift,
    is_out_of_memory,
    release,
    residents_of,
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
        """What the networks take once they are loaded, in bytes."""
        return loaded_bytes(weight_files_of(self.source).values(), self.dtype)


@dataclass(frozen=True)
class Job:
    """One picture with what decides its batch."""

    plan: Plan
    loras: tuple[Lora, ...]
    order: Order


class Studio:
    """One loaded model. Batches run one at a time; LoRAs are changed between them."""

    def __init__(self, setup: Setup, send_away: Callable[[], bool] = lambda: False) -> None:
        """`send_away` lets other models go that nobody uses, and says whether there were any."""
        options = setup.options
        self.setup = setup
        self.model: Model = load(setup.source, setup.dtype, safety_checker=options.safety_checker)
        self.pipeline: Any = self.model.pipeline
        self.batcher: Batcher[Job, Painted] = Batcher(self._paint, options.batch_max, options.batch_wait_s)
        self.thrift = Thrift(self.pipeline, setup.device, options.batch_max, spare=self._spare, name=setup.source.name)
        self.device = setup.device
        self.reading = Reading(self.pipeline, self.model.family)
        self._worn: tuple[Lora, ...] = ()
        self._fused, self._may_fuse = False, options.fuse_qkv and setup.device != "cpu"
        self._send_away = send_away
        self._previewer: Previewer | None = None
        use_scheduler(self.pipeline, options.scheduler or self.model.family.scheduler)
        speed.prepare(self.pipeline)
        self.thrift.settle(options.offload)
        if options.compile:
            speed.compile_network(self.pipeline)

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

    def _paint(self, jobs: Sequence[Job]) -> list[Painted | BaseException]:
        loras, plan = jobs[0].loras, jobs[0].plan

        def dress(what: Sequence[tuple[Lora, ...]]) -> list[None]:
            self._dress(loras)
            return [None]

        def attempt(orders: Sequence[Order]) -> list[Painted | Cancelled]:
            if self._previewer is None and self.setup.options.previews and can_encode(self.pipeline):
                self._previewer = Previewer(self.pipeline)
            return paint(self.pipeline, plan, orders, self._previewer)

        within_memory(self.thrift, [loras], dress, decoding=False)
        self._fuse(not loras)
        return [*within_memory(self.thrift, [job.order for job in jobs], attempt)]

    def _dress(self, loras: tuple[Lora, ...]) -> None:
        """Put on exactly `loras`. Attention is fused only while there are none: they change its parts."""
        if loras:
            self._fuse(False)
        worn, self._worn = self._worn, ()
        wear(self.pipeline, worn, loras, pickles=self.setup.source.pickles)
        self._worn = loras

    def _fuse(self, wanted: bool) -> None:
        if self._fused and not wanted:
            speed.fuse_qkv(self.pipeline, False)
            self._fused = False
        if not wanted or self._fused or not self._may_fuse or self.thrift.offload != "none":
            return
        try:
            self._fused = speed.can_fuse(self.pipeline)
            if self._fused:
                speed.fuse_qkv(self.pipeline, True)
            return
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
        self._never_fuse()

    def _never_fuse(self) -> None:
        self._fuse(False)
        self._may_fuse = False
        release()

    def _spare(self) -> bool:
        """Give back what makes painting faster only; whether there was something."""
        if self._send_away():
            return True
        if self._fused:
            self._never_fuse()
            return True
        return False


def studio(setup: Setup) -> AbstractContextManager[Studio]:
    """The studio of `setup`, loaded if need be, held while this lasts."""
    residents = residents_of(setup.device, setup.options.memory_budget_mb)
    return residents.use(setup.key, lambda: Studio(setup, residents.clear), setup.size, setup.source.name)
