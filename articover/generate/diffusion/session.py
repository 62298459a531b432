"""`PipelineSession`: a loaded pipeline that paints batches within memory, with the LoRAs of each batch applied."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from articover import progress
from articover.engine import RunContext, joined
from articover.errors import ArtiCoverError, Cancelled
from articover.generate.diffusion import speed
from articover.generate.diffusion.families import use_scheduler
from articover.generate.diffusion.latents import Previewer, can_encode
from articover.generate.diffusion.loading import Model, Source, load, loaded_bytes, weight_files_of
from articover.generate.diffusion.lora import Lora, apply_loras
from articover.generate.diffusion.memory import (
    MemoryManager,
    is_out_of_memory,
    model_cache_of,
    release,
    within_memory,
)
from articover.generate.diffusion.options import DiffusionSettings
from articover.generate.diffusion.prompt_tokens import TokenLimits
from articover.generate.diffusion.sampling import Sample, SampleResult, SamplingPlan, paint

_POLL_S = 0.1
"""How soon a waiting thread notices that its run was cancelled."""


@dataclass(frozen=True)
class PipelineSetup:
    """Everything that distinguishes one loaded pipeline from another."""

    source: Source
    device: str
    dtype: str
    options: DiffusionSettings
    fingerprint: tuple[tuple[str, int, int], ...]

    @property
    def key(self) -> Hashable:
        """The cache key: two setups with the same key share one loaded pipeline."""
        options = self.options
        loading = (options.scheduler, options.safety_checker, options.offload, options.fuse_qkv, options.compile)
        batching = (options.previews, options.batch_max)
        return (self.source, self.device, self.dtype, self.fingerprint, loading, batching)

    @property
    def size_bytes(self) -> int:
        """The memory that the loaded networks take."""
        return loaded_bytes(weight_files_of(self.source).values(), self.dtype)


@dataclass(frozen=True)
class BatchItem:
    """One sample with its plan and LoRAs; items with equal ones are painted in one batch."""

    plan: SamplingPlan
    loras: tuple[Lora, ...]
    sample: Sample


class PipelineSession:
    """One loaded model. Batches run one at a time; LoRAs are changed between them."""

    def __init__(self, setup: PipelineSetup, evict_unused: Callable[[], bool] = lambda: False) -> None:
        """`evict_unused` removes cached models that are not in use and returns whether there were any."""
        options = setup.options
        self.setup = setup
        self.model: Model = load(setup.source, setup.dtype, safety_checker=options.safety_checker)
        self.pipeline: Any = self.model.pipeline
        self._turn = threading.Lock()
        self.memory = MemoryManager(
            self.pipeline, setup.device, options.batch_max, reclaim=self._reclaim, name=setup.source.name
        )
        self.device = setup.device
        self.token_limits = TokenLimits(self.pipeline, self.model.family)
        self._applied: tuple[Lora, ...] = ()
        self._fused, self._may_fuse = False, options.fuse_qkv and setup.device != "cpu"
        self._evict_unused = evict_unused
        self._previewer: Previewer | None = None
        use_scheduler(self.pipeline, options.scheduler or self.model.family.scheduler)
        speed.prepare(self.pipeline)
        self.memory.place(options.offload)
        if options.compile:
            speed.compile_network(self.pipeline)

    def paint_all(self, items: Sequence[BatchItem]) -> list[SampleResult | ArtiCoverError]:
        """The picture of each item, or its own error; items with equal plan and LoRAs share batches.

        Raises errors that are not `ArtiCoverError`s, and `Cancelled` when all items are cancelled. Several threads
        alternate, one batch each.
        """
        run = joined([item.sample.run for item in items])
        alike: dict[Hashable, list[int]] = {}
        for index, item in enumerate(items):
            alike.setdefault((item.plan, item.loras), []).append(index)
        most = self.setup.options.batch_max
        batches = [same[start : start + most] for same in alike.values() for start in range(0, len(same), most)]
        results: dict[int, SampleResult | ArtiCoverError] = {}
        for batch in batches:
            with self._taking_turns(run):
                try:
                    painted = self._paint([items[index] for index in batch])
                except ArtiCoverError as error:
                    painted = [error] * len(batch)
            results.update(zip(batch, painted, strict=True))
        return [results[index] for index in range(len(items))]

    @contextmanager
    def _taking_turns(self, run: RunContext) -> Iterator[None]:
        while not self._turn.acquire(timeout=_POLL_S):
            run.progress(0.0, progress.WAITING())
        try:
            yield
        finally:
            self._turn.release()

    def _paint(self, items: Sequence[BatchItem]) -> list[SampleResult | ArtiCoverError]:
        loras, plan = items[0].loras, items[0].plan

        def apply(sets: Sequence[tuple[Lora, ...]]) -> list[None]:
            self._apply_loras(loras)
            return [None]

        def attempt(samples: Sequence[Sample]) -> list[SampleResult | Cancelled]:
            if self._previewer is None and self.setup.options.previews and can_encode(self.pipeline):
                self._previewer = Previewer(self.pipeline)
            return paint(self.pipeline, plan, samples, self._previewer)

        within_memory(self.memory, [loras], apply, decoding=False)
        self._fuse(not loras)
        return [*within_memory(self.memory, [item.sample for item in items], attempt)]

    def _apply_loras(self, loras: tuple[Lora, ...]) -> None:
        """Leave exactly `loras` applied. Fused attention is undone first, because a LoRA replaces its layers."""
        if loras:
            self._fuse(False)
        applied, self._applied = self._applied, ()
        apply_loras(self.pipeline, applied, loras, pickles=self.setup.source.pickles)
        self._applied = loras

    def _fuse(self, wanted: bool) -> None:
        if self._fused and not wanted:
            speed.fuse_qkv(self.pipeline, False)
            self._fused = False
        if not wanted or self._fused or not self._may_fuse or self.memory.offload != "none":
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

    def _reclaim(self) -> bool:
        """Free memory that only makes painting faster; returns whether there was any."""
        if self._evict_unused():
            return True
        if self._fused:
            self._never_fuse()
            return True
        return False


def open_session(setup: PipelineSetup) -> AbstractContextManager[PipelineSession]:
    """The session of `setup`, loaded when it is not cached; it stays cached at least while the context lasts."""
    cache = model_cache_of(setup.device, setup.options.memory_budget_mb)
    return cache.use(setup.key, lambda: PipelineSession(setup, cache.evict_unused), setup.size_bytes, setup.source.name)
