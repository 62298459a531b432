"""Memory: the cache of loaded models, and the fallbacks that are taken one by one when memory runs out."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

from articover.errors import EngineError

M = TypeVar("M")
Item = TypeVar("Item")
Result = TypeVar("Result")

_SHARE_OF_DEVICE, _SHARE_OF_RAM = 0.9, 0.5
_OUT_OF_MEMORY = (
    "out of memory",
    "can't allocate memory",
    "alloc_failed",
    "not enough memory",
    # cuBLAS and cuDNN report a failed allocation of their own buffers in these words.
    "cublas_status_not_initialized",
    "unable to find a valid cudnn algorithm",
    "unable to find an engine to execute this computation",
)
_DECODING_FALLBACKS = ("tiling", "slicing")
_WORKING_MEMORY_FACTOR = 1.35
"""A GPU needs about this many times the size of the weights to paint one picture."""


@dataclass
class _CacheEntry(Generic[M]):
    model: M
    size: int
    users: int = 0


class ModelCache(Generic[M]):
    """Loaded models within a budget in bytes. The least recently used is evicted first; a model in use never is."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._lock = threading.RLock()
        self._entries: OrderedDict[Hashable, _CacheEntry[M]] = OrderedDict()

    @contextlib.contextmanager
    def use(self, key: Hashable, load: Callable[[], M], size: int, name: str = "the model") -> Iterator[M]:
        """The model of `key`, loaded if it is not cached and kept while the context lasts. `size` is in bytes.

        A model larger than the budget is loaded alone. Raises `EngineError`, which calls the model `name`, when
        memory does not suffice to load it.
        """
        with self._lock:
            if key not in self._entries:
                self._evict_until_fits(size)
                self._entries[key] = _CacheEntry(self._loaded(load, name), size)
            entry = self._entries[key]
            self._entries.move_to_end(key)
            entry.users += 1
        try:
            yield entry.model
        finally:
            with self._lock:
                entry.users -= 1

    def drop(self, key: Hashable) -> None:
        """Remove a model that must not be used again."""
        with self._lock:
            self._entries.pop(key, None)
        release()

    def evict_unused(self) -> bool:
        """Evict every model that is not in use; returns whether there was any."""
        with self._lock:
            before = len(self._entries)
            self._evict_until_fits(self.budget)
            return len(self._entries) < before

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """The keys of the loaded models, least recently used first."""
        with self._lock:
            return tuple(self._entries)

    def _loaded(self, load: Callable[[], M], name: str) -> M:
        """`load()`; when memory runs out, unused models are evicted and it is tried once more."""
        for _ in range(2):
            try:
                return load()
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
            self._evict_until_fits(self.budget)
            release()
        raise out_of_memory_for(name)

    def _evict_until_fits(self, size: int) -> None:
        unused = [key for key, entry in self._entries.items() if not entry.users]
        while unused and sum(entry.size for entry in self._entries.values()) + size > self.budget:
            del self._entries[unused.pop(0)]
            release()


def model_cache_of(device: str, budget_mb: int) -> ModelCache[Any]:
    """The process-wide cache of a device. `budget_mb` 0 stands for most of the device's memory."""
    return _model_cache_of("cuda:0" if device == "cuda" else device, budget_mb)


@lru_cache(maxsize=8)
def _model_cache_of(device: str, budget_mb: int) -> ModelCache[Any]:
    return ModelCache(budget_mb * 10**6 or _budget(device))


@dataclass
class MemoryManager:
    """Keeps one pipeline within memory. `batch_max` shrinks when a batch does not fit; `notices` say what was done.

    `reclaim` frees memory at no cost to the picture (unused models, fused attention) and returns whether it freed any.
    """

    pipeline: Any
    device: str
    batch_max: int
    offload: str = "none"
    reclaim: Callable[[], bool] = lambda: False
    name: str = "the model"
    notices: list[str] = field(default_factory=list)
    _tried: set[str] = field(default_factory=set)

    def take_fallback(self, *, decoding: bool = True) -> bool:
        """Take the next fallback and add its notice; False when none is left.

        Fallbacks that only help decoding are skipped unless memory ran out while `decoding`.
        """
        if self.reclaim():
            return True
        for name, sentence, apply in self._fallbacks():
            if name not in self._tried and (decoding or name not in _DECODING_FALLBACKS):
                self._tried.add(name)
                if apply():
                    self.notices.append(sentence)
                    return True
        return False

    def place(self, offload: str) -> None:
        """Move the pipeline to its device, or offload it to the CPU as `offload` says ("auto": as memory allows).

        Raises `EngineError` when it fits neither way.
        """
        size = weight_bytes(self.pipeline)
        how = resolve_offload(offload, self.device, size)
        while how not in (offload, "none") and self.reclaim():
            how = resolve_offload(offload, self.device, size)
        if how != "none" and self.offload_to_cpu(how):
            return
        while True:
            try:
                self.pipeline.to(self.device, silence_dtype_warnings=True)
                return
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
            release()
            if not self.reclaim():
                break
        if not self.offload_to_cpu("model"):
            raise out_of_memory_for(self.name)

    def offload_to_cpu(self, how: str) -> bool:
        """Keep the weights in RAM and move them to the device on use, by network ("model") or layer ("sequential").

        Returns False where the pipeline or device does not support it.
        """
        if self.device == "cpu" or not hasattr(self.pipeline, f"enable_{how}_cpu_offload"):
            return False
        self.pipeline.remove_all_hooks()
        self.pipeline.to("cpu", silence_dtype_warnings=True)
        release()
        getattr(self.pipeline, f"enable_{how}_cpu_offload")(device=self.device)
        self.offload = how
        return True

    def _fallbacks(self) -> list[tuple[str, str, Callable[[], bool]]]:
        return [
            ("tiling", "Memory was short: pictures are decoded in tiles now.", lambda: self._vae("enable_tiling")),
            ("slicing", "Memory was short: pictures are decoded one by one now.", lambda: self._vae("enable_slicing")),
            (
                "model",
                "Memory was short: networks wait in the machine's memory until needed now, which is slower.",
                lambda: self.offload == "none" and self.offload_to_cpu("model"),
            ),
            (
                "sequential",
                "Memory was short: every layer is fetched when needed now, which is much slower.",
                lambda: self.offload != "sequential" and self.offload_to_cpu("sequential"),
            ),
        ]

    def _vae(self, method: str) -> bool:
        vae = getattr(self.pipeline, "vae", None)
        if not hasattr(vae, method):
            return False
        getattr(vae, method)()
        return True


def within_memory(
    memory: MemoryManager,
    items: Sequence[Item],
    paint: Callable[[Sequence[Item]], list[Result]],
    *,
    decoding: bool = True,
) -> list[Result]:
    """`paint(items)`; when memory runs out, in smaller batches and then with one more fallback at a time.

    `decoding` tells whether `paint` decodes pictures. Raises `EngineError` when a single item does not fit after
    every fallback.
    """
    results: list[Result] = []
    waiting = list(items)
    while waiting:
        batch = waiting[: memory.batch_max]
        try:
            results += paint(batch)
            waiting = waiting[len(batch) :]
            continue
        # The traceback keeps the tensors of the failed attempt alive, so the handler ends before memory is released.
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
        release()
        if len(batch) > 1:
            memory.batch_max = (len(batch) + 1) // 2
            memory.notices.append(f"Memory was short: at most {memory.batch_max} at a time are painted now.")
        elif not memory.take_fallback(decoding=decoding):
            raise EngineError(
                "model_paint_memory",
            )
    return results


def out_of_memory_for(name: str) -> EngineError:
    """The error for a model called `name` that does not fit into memory."""
    return EngineError("model_memory", model=name)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of torch or Python says that memory ran out, on a device or in the machine."""
    return isinstance(error, MemoryError) or any(words in str(error).casefold() for words in _OUT_OF_MEMORY)


def resolve_offload(offload: str, device: str, size: int) -> str:
    """`offload`, with "auto" resolved for a model of `size` bytes: "none" when weights and working memory fit."""
    if offload != "auto":
        return offload
    free = _free(device)
    return "model" if free is not None and size * _WORKING_MEMORY_FACTOR > free else "none"


def weight_bytes(pipeline: Any) -> int:
    """The size of the weights of `pipeline` in bytes."""
    import torch

    networks = [part for part in pipeline.components.values() if isinstance(part, torch.nn.Module)]
    return sum(tensor.nbytes for network in networks for tensor in network.parameters())


def release() -> None:
    """Collect garbage and return cached device memory."""
    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    elif torch.backends.mps.is_available():
        torch.mps.empty_cache()


def _free(device: str) -> int | None:
    import torch

    return int(torch.cuda.mem_get_info(device)[0]) if device.startswith("cuda") else None


def _budget(device: str) -> int:
    import os

    import torch

    if device.startswith("cuda"):
        return int(torch.cuda.mem_get_info(device)[1] * _SHARE_OF_DEVICE)
    return int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * _SHARE_OF_RAM)
