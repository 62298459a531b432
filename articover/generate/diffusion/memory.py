"""Memory: which models stay loaded, and what is given up, step by step, when it runs out."""

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
    # What cuBLAS and cuDNN say when there is no memory left for their own.
    "cublas_status_not_initialized",
    "unable to find a valid cudnn algorithm",
    "unable to find an engine to execute this computation",
)
_OF_DECODING = ("tiling", "slicing")
_ROOM_TO_WORK = 1.35
"""Weights times this is what a model needs on a GPU to paint one picture with some ease."""


@dataclass
class _Resident(Generic[M]):
    model: M
    size: int
    users: int = 0


class Residents(Generic[M]):
    """Loaded models under a budget in bytes; who was used longest ago leaves first, never one that is in use."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self._lock = threading.RLock()
        self._held: OrderedDict[Hashable, _Resident[M]] = OrderedDict()

    @contextlib.contextmanager
    def use(self, key: Hashable, load: Callable[[], M], size: int, name: str = "the model") -> Iterator[M]:
        """The model called `key`, loaded if it is not there; it stays while this lasts. `size` is in bytes.

        A model larger than the budget is loaded all the same, alone. Raises `EngineError`, which calls it `name`,
        when there is not the memory to load it.
        """
        with self._lock:
            if key not in self._held:
                self._make_room(size)
                self._held[key] = _Resident(self._loaded(load, name), size)
            resident = self._held[key]
            self._held.move_to_end(key)
            resident.users += 1
        try:
            yield resident.model
        finally:
            with self._lock:
                resident.users -= 1

    def drop(self, key: Hashable) -> None:
        """Let a model go: something about it is broken."""
        with self._lock:
            self._held.pop(key, None)
        release()

    def clear(self) -> bool:
        """Let everybody go who is not in use; whether there was any."""
        with self._lock:
            before = len(self._held)
            self._make_room(self.budget)
            return len(self._held) < before

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """What is loaded, used longest ago first."""
        with self._lock:
            return tuple(self._held)

    def _loaded(self, load: Callable[[], M], name: str) -> M:
        """`load()`, once more with everybody else gone if memory ran out."""
        for _ in range(2):
            try:
                return load()
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
            self._make_room(self.budget)
            release()
        raise no_room_for(name)

    def _make_room(self, size: int) -> None:
        leaving = [key for key, resident in self._held.items() if not resident.users]
        while leaving and sum(resident.size for resident in self._held.values()) + size > self.budget:
            del self._held[leaving.pop(0)]
            release()


def residents_of(device: str, budget_mb: int) -> Residents[Any]:
    """The one set of models on a device; a device's memory belongs to the whole process. `budget_mb` 0: most of it."""
    return _residents_of("cuda:0" if device == "cuda" else device, budget_mb)


@lru_cache(maxsize=8)
def _residents_of(device: str, budget_mb: int) -> Residents[Any]:
    return Residents(budget_mb * 10**6 or _budget(device))


@dataclass
class Thrift:
    """What one loaded pipeline has given up to fit. `batch_max` shrinks when a batch did not fit.

    `spare` gives up what changes nothing in the pictures, models that nobody uses for one; it says whether there was
    something of that kind.
    """

    pipeline: Any
    device: str
    batch_max: int
    offload: str = "none"
    spare: Callable[[], bool] = lambda: False
    name: str = "the model"
    said: list[str] = field(default_factory=list)
    _tried: set[str] = field(default_factory=set)

    def save(self, *, decoding: bool = True) -> bool:
        """Give up one more thing, and note what; False when nothing is left. What only eases `decoding` is left out
        where memory ran out over something else."""
        if self.spare():
            return True
        for name, sentence, apply in self._savings():
            if name not in self._tried and (decoding or name not in _OF_DECODING):
                self._tried.add(name)
                if apply():
                    self.said.append(sentence)
                    return True
        return False

    def settle(self, wish: str) -> None:
        """Bring the pipeline to its device, or keep it off as `wish` (or, for "auto", the memory there is) says.

        Raises `EngineError` when it can be had neither way.
        """
        size = weight_bytes(self.pipeline)
        how = first_offload(wish, self.device, size)
        while how not in (wish, "none") and self.spare():
            how = first_offload(wish, self.device, size)
        if how != "none" and self.move_off(how):
            return
        while True:
            try:
                self.pipeline.to(self.device, silence_dtype_warnings=True)
                return
            except (RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
            release()
            if not self.spare():
                break
        if not self.move_off("model"):
            raise no_room_for(self.name)

    def move_off(self, how: str) -> bool:
        """Keep the networks in the machine's memory and bring them to the device when needed ("model",
        "sequential"). False where that cannot be."""
        if self.device == "cpu" or not hasattr(self.pipeline, f"enable_{how}_cpu_offload"):
            return False
        self.pipeline.remove_all_hooks()
        self.pipeline.to("cpu", silence_dtype_warnings=True)
        release()
        getattr(self.pipeline, f"enable_{how}_cpu_offload")(device=self.device)
        self.offload = how
        return True

    def _savings(self) -> list[tuple[str, str, Callable[[], bool]]]:
        return [
            ("tiling", "Memory was short: pictures are decoded in tiles now.", lambda: self._vae("enable_tiling")),
            ("slicing", "Memory was short: pictures are decoded one by one now.", lambda: self._vae("enable_slicing")),
            (
                "model",
                "Memory was short: networks wait in the machine's memory until needed now, which is slower.",
                lambda: self.offload == "none" and self.move_off("model"),
            ),
            (
                "sequential",
                "Memory was short: every layer is fetched when needed now, which is much slower.",
                lambda: self.offload != "sequential" and self.move_off("sequential"),
            ),
        ]

    def _vae(self, method: str) -> bool:
        vae = getattr(self.pipeline, "vae", None)
        if not hasattr(vae, method):
            return False
        getattr(vae, method)()
        return True


def within_memory(
    thrift: Thrift,
    items: Sequence[Item],
    paint: Callable[[Sequence[Item]], list[Result]],
    *,
    decoding: bool = True,
) -> list[Result]:
    """`paint(items)`, in smaller batches and with less and less kept on the device when memory runs out.

    `decoding` is whether pictures are decoded there. Raises `EngineError` when one does not fit with everything
    given up.
    """
    results: list[Result] = []
    waiting = list(items)
    while waiting:
        batch = waiting[: thrift.batch_max]
        try:
            results += paint(batch)
            waiting = waiting[len(batch) :]
            continue
        # Only the frames of the failed attempt hold its tensors: they must be gone before the next one.
        except (RuntimeError, MemoryError) as error:
            if not is_out_of_memory(error):
                raise
        release()
        if len(batch) > 1:
            thrift.batch_max = (len(batch) + 1) // 2
            thrift.said.append(f"Memory was short: at most {thrift.batch_max} at a time are painted now.")
        elif not thrift.save(decoding=decoding):
            raise EngineError(
                "There is not enough memory to paint with this model: set a smaller diffusion.size_px, "
                'diffusion.dtype = "float16", or a smaller model.',
                "model_paint_memory",
            )
    return results


def no_room_for(name: str) -> EngineError:
    """What is raised when the model called `name` cannot even be loaded."""
    return EngineError("There is not enough memory for {model}: choose a smaller model.", "model_memory", model=name)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of torch or Python says that memory ran out, on a device or in the machine."""
    return isinstance(error, MemoryError) or any(words in str(error).casefold() for words in _OUT_OF_MEMORY)


def first_offload(wish: str, device: str, size: int) -> str:
    """How a model of `size` bytes is to be kept: "none" when it fits on the device with room to work."""
    if wish != "auto":
        return wish
    free = _free(device)
    return "model" if free is not None and size * _ROOM_TO_WORK > free else "none"


def weight_bytes(pipeline: Any) -> int:
    """What the networks of `pipeline` take, in bytes."""
    import torch

    networks = [part for part in pipeline.components.values() if isinstance(part, torch.nn.Module)]
    return sum(tensor.nbytes for network in networks for tensor in network.parameters())


def release() -> None:
    """Give back what nobody holds any more."""
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
