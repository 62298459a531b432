"""Where a pipeline runs, in which precision, and what makes it faster without changing what it paints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

_BUCKETS = 64
"""Sizes a compiled network is kept for; torch gives up after 8."""


def device_of(wish: str) -> str:
    """The device to paint on: `wish`, or for "auto" the first GPU, else the CPU."""
    if wish != "auto":
        return wish
    import torch

    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def has_gpu() -> bool:
    """Whether the system shows a GPU that torch may use; asked without importing torch, which takes seconds."""
    return any(Path("/proc/driver/nvidia/gpus").glob("*")) or Path("/dev/nvidia0").exists() or Path("/dev/kfd").exists()


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
    else:
        network.unfuse_qkv_projections()


def compile_network(pipeline: Any, backend: str = "inductor") -> None:
    """Compile the network that runs at every step, once for each size, when it first meets it."""
    import torch

    torch._dynamo.config.recompile_limit = max(torch._dynamo.config.recompile_limit, _BUCKETS)
    network = _network(pipeline)
    if network is not None:
        network.compile(backend=backend, dynamic=False)


def _network(pipeline: Any) -> Any:
    return getattr(pipeline, "unet", None) or getattr(pipeline, "transformer", None)
