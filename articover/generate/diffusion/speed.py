"""The device and precision of a pipeline, and optimisations that do not change its pictures."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
from pathlib import Path
from typing import Any

from articover.errors import MissingError

_BUCKETS = 64
"""How many sizes a network is compiled for; torch's default limit is 8."""
_DRIVERS = (
    "/proc/driver/nvidia/gpus/*",
    "/dev/nvidia0",
    "/dev/kfd",
    # The Windows Subsystem for Linux has no device file.
    "/usr/lib/wsl/lib/libcuda.so.1",
)
_FUSED = ("to_qkv", "to_kv", "to_added_qkv")
"""Layers that diffusers adds to attention when it is fused."""


def device_of(wish: str) -> str:
    """The device to paint on: `wish`, or for "auto" the first GPU, else the CPU.

    Raises `MissingError` when torch has no such device here.
    """
    import torch

    if wish != "auto":
        try:
            device = torch.device(wish)
        except RuntimeError:
            device = None
        if device is None or not _is_here(device):
            raise MissingError(
                "no_device",
                device=wish[:40],
            )
        return wish
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def has_gpu() -> bool:
    """Whether the system has a GPU that torch can probably use; without importing torch, which takes seconds."""
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES", "0").strip() in ("", "-1")
    return not hidden and shows_gpu() and bool(torch_built_for())


def shows_gpu() -> bool:
    """Whether a driver of NVIDIA or AMD is active."""
    return any(any(Path("/").glob(sign.lstrip("/"))) for sign in _DRIVERS)


def torch_built_for() -> str:
    """The GPUs that the installed torch was built for, as "cuda 12.8" or "hip 6.4"; "" for a build without, or none."""
    found = importlib.util.find_spec("torch")
    if found is None or found.origin is None:
        return ""
    try:
        version = Path(found.origin).with_name("version.py").read_text(encoding="utf-8")
    except OSError:
        return ""
    told = re.search(r"^(cuda|hip)\b[^=\n]*=\s*'([^']+)'", version, re.MULTILINE)
    return f"{told[1]} {told[2]}" if told else ""


def _is_here(device: Any) -> bool:
    import torch

    if device.type == "cuda":
        return bool(torch.cuda.is_available() and (device.index or 0) < torch.cuda.device_count())
    if device.type == "mps":
        return bool(torch.backends.mps.is_available())
    return True


def dtype_of(wish: str, device: str, kind: str) -> str:
    """The precision for a pipeline whose class is called `kind`; `wish` unless that is "auto".

    float16, with eight times the resolution of bfloat16, suits UNets; transformers of 2024 and later overflow in it.
    """
    if wish != "auto":
        return wish
    if device == "cpu":
        return "float32"
    return "float16" if kind.startswith(("StableDiffusionPipeline", "StableDiffusionXL", "LatentCon")) else "bfloat16"


def prepare(pipeline: Any) -> None:
    """Use the channels-last memory format, which is faster on tensor cores and oneDNN. Attention uses torch's SDPA."""
    import torch

    for name in ("unet", "vae"):
        if hasattr(pipeline, name):
            getattr(pipeline, name).to(memory_format=torch.channels_last)


def can_fuse(pipeline: Any) -> bool:
    """Whether the network's attention can be fused."""
    return hasattr(_network(pipeline), "fuse_qkv_projections")


def fuse_qkv(pipeline: Any, fused: bool) -> None:
    """Fuse the three projections of each attention into one, or undo that, which LoRAs require."""
    network = _network(pipeline)
    if fused:
        network.fuse_qkv_projections()
        return
    network.unfuse_qkv_projections()
    # diffusers leaves some of the fused layers in place, unused.
    for module in network.modules():
        if getattr(module, "fused_projections", False):
            for name in _FUSED:
                if hasattr(module, name):
                    delattr(module, name)
            module.fused_projections = False


def compile_network(pipeline: Any, backend: str = "inductor") -> None:
    """Compile the network that runs at each step, when it first gets a new size."""
    import torch

    options: dict[str, Any] = {"backend": backend, "dynamic": False}
    if "recompile_limit" in inspect.signature(torch.compile).parameters:
        # A setting in torch's config applies only to the thread that made it, but any thread may paint.
        options["recompile_limit"] = _BUCKETS
    else:
        torch._dynamo.config.recompile_limit = max(torch._dynamo.config.recompile_limit, _BUCKETS)
    network = _network(pipeline)
    if network is not None:
        network.compile(**options)


def _network(pipeline: Any) -> Any:
    return getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
