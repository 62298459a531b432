"""A fake GPU: tensors that say they are on "cuda:0", are computed on the CPU, and are refused as CUDA refuses.

Within `installed(memory_bytes)` torch believes in one card of that size. An operation between the card and the
machine's memory, between precisions that CUDA's kernels do not mix, or with a generator of the other side raises
`MixedError`; what does not fit raises `torch.OutOfMemoryError` in torch's own words. Every wait of the machine for the
card (`.item()`, `.cpu()`, a number out of a tensor) is counted, and so is every byte that lies on the card.

What it cannot show: speed, CUDA's own kernels and their rounding, streams, `torch.compile` for a card, drivers.
"""

from __future__ import annotations

import contextlib
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_map

DEVICE = torch.device("cuda:0")
_CPU = torch.device("cpu")
_aten = torch.ops.aten

_ACROSS = {_aten.copy_.default, _aten._to_copy.default, _aten.lift_fresh.default, _aten.set_.source_Tensor}
"""What may join a tensor here with one there."""
_BY_INDEX = {_aten.index.Tensor, _aten.index_put.default, _aten.index_put_.default, _aten._index_put_impl_.default}
"""Their indices may stay in the machine's memory; torch brings them over, which is a wait."""
_READS = {
    getattr(torch.Tensor, name)
    for name in ("item", "tolist", "__float__", "__int__", "__bool__", "__index__", "__complex__")
}
"""Numbers out of a tensor."""
_ASKING: dict[Any, Any] = {
    torch.Tensor.contiguous: _aten.contiguous.default,
    torch.Tensor.copy_: _aten.copy_.default,
    torch.Tensor.__invert__: _aten.bitwise_not.default,
    torch.Tensor.nonzero: _aten.nonzero.default,
}
"""What asks a driver which device is the current one before it is dispatched -> the same dispatched at once."""
_ONE_PRECISION = {
    getattr(_aten, name).default
    for name in (
        "convolution",
        "mm",
        "bmm",
        "addmm",
        "baddbmm",
        "native_group_norm",
        "native_layer_norm",
        "_scaled_dot_product_flash_attention",
        "_scaled_dot_product_efficient_attention",
    )
}
"""On a CPU some of these let float32 weights meet float16 values; on a GPU none does."""


class MixedError(RuntimeError):
    """What CUDA would have refused."""


@dataclass
class Gpu:
    """The card: what lies on it, and how often the machine waited for it."""

    memory_bytes: int
    used_bytes: int = 0
    peak_bytes: int = 0
    waits: Counter[str] = field(default_factory=Counter)
    """Where in the code, by file and line -> how often."""
    operations: int = 0
    _users: Counter[int] = field(default_factory=Counter)

    def free_bytes(self) -> int:
        return self.memory_bytes - self.used_bytes

    def take(self, tensor: torch.Tensor) -> _Place:
        """Room for the storage of `tensor`; views share it."""
        storage = tensor.untyped_storage()
        key, size = storage._cdata, storage.nbytes()
        if key not in self._users:
            if self.used_bytes + size > self.memory_bytes:
                raise torch.OutOfMemoryError(
                    f"CUDA out of memory. Tried to allocate {size / 2**20:.2f} MiB. GPU 0 has a total capacity of "
                    f"{self.memory_bytes / 2**30:.2f} GiB of which {self.free_bytes() / 2**20:.2f} MiB is free."
                )
            self.used_bytes += size
            self.peak_bytes = max(self.peak_bytes, self.used_bytes)
        self._users[key] += 1
        return _Place(self, key, size)

    def give_back(self, key: int, size: int) -> None:
        self._users[key] -= 1
        if not self._users[key]:
            del self._users[key]
            self.used_bytes -= size

    def wait(self) -> None:
        ours = [frame for frame in traceback.extract_stack() if not frame.filename.endswith("fake_gpu.py")]
        outer = [frame for frame in ours if "/torch/" not in frame.filename]
        self.waits[f"{outer[-1].filename.rpartition('site-packages/')[2]}:{outer[-1].lineno}"] += 1


class _Place:
    """Lives as long as a tensor that lies there."""

    def __init__(self, gpu: Gpu, key: int, size: int) -> None:
        self._of = (gpu, key, size)

    def __del__(self) -> None:
        gpu, key, size = self._of
        gpu.give_back(key, size)


class OnGpu(torch.Tensor):
    """A tensor on the card. Its numbers are in `held`, on the CPU, laid out as it says of itself."""

    held: torch.Tensor
    place: _Place
    gpu: Gpu

    @staticmethod
    def __new__(cls, held: torch.Tensor, gpu: Gpu | None = None, requires_grad: bool = False) -> Any:
        if gpu is None:
            # accelerate makes a parameter anew by the class of the one that was there.
            return torch.nn.Parameter(held, requires_grad=requires_grad)
        made: OnGpu = torch.Tensor._make_wrapper_subclass(  # type: ignore[attr-defined]
            cls,
            held.size(),
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            layout=held.layout,
            device=DEVICE,
            requires_grad=False,
        )
        made.place, made.held, made.gpu = gpu.take(held), held, gpu
        return made

    __torch_function__ = torch._C._disabled_torch_function_impl

    @classmethod
    def __torch_dispatch__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        found = next(each for each in _tensors((args, kwargs)) if isinstance(each, OnGpu))
        return _run(found.gpu, func, args, kwargs or {})

    def __repr__(self) -> str:  # type: ignore[override]
        return f"OnGpu({self.held!r})"


class _Dispatch(TorchDispatchMode):
    # With this key torch does not try to wake a driver before it makes a tensor on "cuda".
    _mode_key = torch._C._TorchDispatchModeKey.FAKE

    def __init__(self, gpu: Gpu) -> None:
        super().__init__()
        self.gpu = gpu

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _run(self.gpu, func, args, kwargs or {})


class _AnyCuda(TorchFunctionMode):
    """A torch without CUDA cannot tell which "cuda" is the current one: it is the first. Nor can it index there."""

    def __init__(self, gpu: Gpu) -> None:
        super().__init__()
        self.gpu = gpu

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if func in (torch.Tensor.__getitem__, torch.Tensor.__setitem__) and any(
            isinstance(each, OnGpu) for each in _tensors(args)
        ):
            return _indexing(self.gpu, func, args)
        if func in _READS and isinstance(args[0], OnGpu):
            self.gpu.wait()
            with _below():
                return func(args[0].held)
        if func is torch.Tensor.numpy and isinstance(args[0], OnGpu):
            raise TypeError("can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() first.")
        if func is torch.nn.functional.scaled_dot_product_attention and _tensors((args, kwargs)):
            return self._attention(args, kwargs or {})
        func = _ASKING.get(func, func)
        if func is torch.device or getattr(func, "__name__", "") in ("__get__", "__set__"):
            return func(*args, **(kwargs or {}))
        return func(*(_indexed(each) for each in args), **{key: _indexed(each) for key, each in (kwargs or {}).items()})

    def _attention(self, args: Any, kwargs: dict[str, Any]) -> Any:
        """Whole, as a fused kernel does it: apart, its square of weights would fill the card."""
        given = _tensors((args, kwargs))
        if len({isinstance(each, OnGpu) for each in given}) > 1:
            raise MixedError("attention: Expected all tensors to be on the same device")
        if len(kinds := {each.dtype for each in given if each.dtype != torch.bool}) > 1:
            raise MixedError(f"attention: expected one precision but found {sorted(map(str, kinds))}")
        held = tree_map(lambda each: each.held if isinstance(each, OnGpu) else each, (args, kwargs))
        with _below():
            made = torch.nn.functional.scaled_dot_product_attention(*held[0], **held[1])
        return OnGpu(made, self.gpu) if isinstance(given[0], OnGpu) else made


@contextlib.contextmanager
def _below() -> Iterator[None]:
    """Plain torch."""
    with torch._C.DisableTorchFunction(), torch.utils._python_dispatch._disable_current_modes():
        yield


def _indexing(gpu: Gpu, func: Any, args: Any) -> Any:
    """`args[0][args[1]]`, or `= args[2]`."""
    tensors, value = _tensors(args[1]), args[2] if len(args) > 2 else None
    if tensors or isinstance(args[1], list):
        gpu.wait()
    if not isinstance(args[0], OnGpu) and any(isinstance(each, OnGpu) and each.ndim for each in tensors):
        raise MixedError("indices should be either on cpu or on the same device as the indexed tensor (cpu)")
    if tensors and isinstance(value, torch.Tensor) and value.ndim and type(value) is not type(args[0]):
        raise MixedError("Expected all tensors to be on the same device, when putting by index.")
    held = tree_map(lambda each: each.held if isinstance(each, OnGpu) else each, args)
    with _below():
        made = func(*held)
    return OnGpu(made, gpu) if made is not None and isinstance(args[0], OnGpu) else made


def _indexed(value: Any) -> Any:
    if isinstance(value, torch.device) and value.type == "cuda":
        return DEVICE if value.index is None else value
    return DEVICE if isinstance(value, str) and value == "cuda" else value


def _tensors(given: Any) -> list[torch.Tensor]:
    found: list[torch.Tensor] = []
    tree_map(lambda each: found.append(each) if isinstance(each, torch.Tensor) else None, given)
    return found


def _run(gpu: Gpu, func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    gpu.operations += 1
    given = _tensors((args, kwargs))
    there = [each for each in given if isinstance(each, OnGpu)]
    wanted = kwargs.get("device")
    if wanted is not None and torch.device(wanted).type == "meta":
        on_gpu = None
    elif wanted is not None:
        on_gpu = torch.device(wanted).type == "cuda"
    else:
        on_gpu = bool(there)
    _refuse(func, given, there, args, kwargs, bool(on_gpu))
    if there and (func in (_aten._local_scalar_dense.default, _aten.nonzero.default) or on_gpu is False):
        gpu.wait()
    writes = func is _aten.copy_.default
    if writes and isinstance(args[0], OnGpu) != isinstance(args[1], OnGpu) and isinstance(args[1], OnGpu):
        gpu.wait()

    def inner(value: Any) -> Any:
        if isinstance(value, OnGpu):
            return value.held
        return _CPU if isinstance(value, torch.device) and value.type == "cuda" else value

    plain_args, plain_kwargs = tree_map(inner, (args, kwargs))
    made = func(*plain_args, **plain_kwargs)
    back = {id(each.held): each for each in there}

    def outer(value: Any) -> Any:
        if not isinstance(value, torch.Tensor):
            return value
        if (known := back.get(id(value))) is not None:
            if known.shape != value.shape:
                raise NotImplementedError(f"{func} changes the shape in place")
            return known
        if any(value is each for each in given):
            return value
        return OnGpu(value, gpu) if on_gpu and value.device.type != "meta" else value

    return tree_map(outer, made)


def _refuse(func: Any, given: Any, there: Any, args: Any, kwargs: Any, on_gpu: bool) -> None:
    if on_gpu and (generator := kwargs.get("generator")) is not None and generator.device.type != "cuda":
        raise MixedError(f"{func}: Expected a 'cuda' device type for generator but found '{generator.device.type}'")
    if func in _ACROSS:
        return
    if there:
        if func in _BY_INDEX:
            others = [args[0], *([args[2]] if len(args) > 2 else [])]
            if not isinstance(args[0], OnGpu):
                raise MixedError(f"{func}: indices should be either on cpu or on the same device as the indexed tensor")
        else:
            others = given
        # A number may come from anywhere; a tensor may not.
        if here := [each for each in others if not isinstance(each, OnGpu) and each.ndim]:
            raise MixedError(
                f"{func}: Expected all tensors to be on the same device, but found at least two devices, cuda:0 and "
                f"{here[0].device}! {[(type(each).__name__, tuple(each.shape)) for each in given]}"
            )
        if any(not isinstance(each, OnGpu) for each in others) and func in _ONE_PRECISION:
            raise MixedError(f"{func}: a number on the CPU among tensors on the GPU")
    if func in _ONE_PRECISION and len(kinds := {each.dtype for each in given if each.is_floating_point()}) > 1:
        raise MixedError(f"{func}: expected one precision but found {sorted(map(str, kinds))}")


@contextlib.contextmanager
def installed(memory_bytes: int = 8 * 2**30) -> Iterator[Gpu]:
    """One card of `memory_bytes` in this machine, as long as this lasts, for this thread."""
    from diffusers.utils.torch_utils import TorchDeviceBackend

    gpu = Gpu(memory_bytes)

    def synchronize(device: Any = None) -> None:
        gpu.waits["torch.cuda.synchronize"] += 1

    def reset_peak(device: Any = None) -> None:
        gpu.peak_bytes = gpu.used_bytes

    def memory_info(device: Any = None) -> tuple[int, int]:
        return gpu.free_bytes(), gpu.memory_bytes

    properties = SimpleNamespace(name="Fake GPU", total_memory=memory_bytes, major=8, minor=0, multi_processor_count=1)
    replaced: dict[str, Any] = {
        "is_available": lambda: True,
        "is_initialized": lambda: True,
        "device_count": lambda: 1,
        "current_device": lambda: 0,
        "set_device": lambda device: None,
        "empty_cache": lambda: None,
        "ipc_collect": lambda: None,
        "synchronize": synchronize,
        "mem_get_info": memory_info,
        "memory_allocated": lambda device=None: gpu.used_bytes,
        "max_memory_allocated": lambda device=None: gpu.peak_bytes,
        "reset_peak_memory_stats": reset_peak,
        "get_device_name": lambda device=None: "Fake GPU",
        "get_device_properties": lambda device=None: properties,
        "get_device_capability": lambda device=None: (8, 0),
        "is_bf16_supported": lambda including_emulation=True: True,
        "_lazy_init": lambda: None,
    }
    before = {name: getattr(torch.cuda, name) for name in replaced}
    overwrite = torch.__future__.get_overwrite_module_params_on_conversion()
    torch.__future__.set_overwrite_module_params_on_conversion(True)
    lifts = torch._C._only_lift_cpu_tensors()
    torch._C._set_only_lift_cpu_tensors(True)
    for name, stand_in in replaced.items():
        setattr(torch.cuda, name, stand_in)
    seen = torch.accelerator.is_available, torch.accelerator.current_accelerator
    torch.accelerator.is_available = lambda: True  # type: ignore[assignment]
    torch.accelerator.current_accelerator = lambda check_available=False: DEVICE  # type: ignore[assignment]
    # Of tensors made in it torch wants to know more than ours can tell.
    inference, torch.inference_mode = torch.inference_mode, lambda mode=True: torch.no_grad()  # type: ignore
    # diffusers keeps what it was first told of the machine.
    forget = TorchDeviceBackend._detect_device_type.cache_clear
    forget()
    try:
        # Autograd would ask a driver about each tensor; nothing is trained here.
        with torch.no_grad(), _Dispatch(gpu), _AnyCuda(gpu):
            yield gpu
    finally:
        for name, own in before.items():
            setattr(torch.cuda, name, own)
        torch.accelerator.is_available, torch.accelerator.current_accelerator = seen  # type: ignore[assignment]
        torch.inference_mode = inference  # type: ignore[misc]
        forget()
        torch._C._set_only_lift_cpu_tensors(lifts)
        torch.__future__.set_overwrite_module_params_on_conversion(overwrite)
