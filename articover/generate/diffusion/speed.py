"""Where a pipeline runs, in which precision, and what makes it faster without changing what it paints."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
from pathlib import Path
from typing import Any

from articover.errors import MissingError

_BUCKETS = 64
"""Sizes a compiled network is kept for; torch gives up after 8."""
_DRIVERS = (
    "/proc/driver/nvidia/gpus/*",
    "/dev/nvidia0",
    "/dev/kfd",
    # In Windows' subsystem for Linux, which shows no device.
    "/usr/lib/wsl/lib/libcuda.so.1",
)
_FUSED = ("to_qkv", "to_kv", "to_added_qkv")
"""What diffusers adds to attention when it is fused."""


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
                'torch has no device "{device}" here: leave the device "auto", or install the torch that is built for '
                "your GPU.",
                "no_device",
                device=wish[:40],
            )
        return wish
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def has_gpu() -> bool:
    """Whether the system shows a GPU that torch may use; asked without importing torch, which takes seconds."""
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES", "0").strip() in ("", "-1")
    return not hidden and shows_gpu() and bool(torch_built_for())


def shows_gpu() -> bool:
    """Whether a driver of NVIDIA's or AMD's is at work here."""
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

    UNets are right in float16, which has eight times the steps of bfloat16; transformers of 2024 and later
    overflow in it.
    """
    if wish != "auto":
        return wish
    if device == "cpu":
        return "float32"
    return "float16" if kind.startswith(("StableDiffusionPipeline", "StableDiffusionXL", "LatentCon")) else "bfloat16"


def prepare(pipeline: Any) -> None:
    """Lay out convolutions by channels, as tensor cores and oneDNN read them. Attention is torch's SDPA by default."""
    import torch

    for name in ("unet", "vae"):
        if hasattr(pipeline, name):
            getattr(pipeline, name).to(memory_format=torch.channels_last)


def can_fuse(pipeline: Any) -> bool:
    """Whether the network's attention can be fused."""
    return hasattr(_network(pipeline), "fuse_qkv_projections")


def fuse_qkv(pipeline: Any, fused: bool) -> None:
    """One product instead of three in every attention of a network that has three, or back; a LoRA needs the three."""
    network = _network(pipeline)
    if fused:
        network.fuse_qkv_projections()
        return
    network.unfuse_qkv_projections()
    # diffusers leaves some where they are, unused.
    for module in network.modules():
        if getattr(module, "fused_projections", False):
            for name in _FUSED:
                if hasattr(module, name):
                    delattr(module, name)
            module.fused_projections = False


def compile_network(pipeline: Any, backend: str = "inductor") -> None:
    """Compile the network that runs at every step, once for each size, when it first meets it."""
    import torch

    options: dict[str, Any] = {"backend": backend, "dynamic": False}
    if "recompile_limit" in inspect.signature(torch.compile).parameters:
        # What torch's config says holds for the thread alone that said it, and any thread may paint.
        options["recompile_limit"] = _BUCKETS
    else:
        torch._dynamo.config.recompile_limit = max(torch._dynamo.config.recompile_limit, _BUCKETS)
    network = _network(pipeline)
    if network is not None:
        network.compile(**options)


def _network(pipeline: Any) -> Any:
    return getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
