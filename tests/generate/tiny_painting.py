"""Pictures by tiny pipelines, and a look at the networks that paint them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from articover.brief import Brief
from articover.cover import Background, EngineRecord, Pixels
from articover.engine import RunContext
from articover.generate.diffusion.generator import Diffusion
from articover.generate.diffusion.memory import model_cache_of
from articover.generate.diffusion.options import DiffusionSettings
from articover.generate.diffusion.session import PipelineSession
from articover.trim import parse_trim

Tiny = Callable[[str], Path]
"""The fixture `tiny`."""
TRIM = parse_trim("2:3")
BRIEF = Brief("The Keeper", genre="mystery", synopsis="A lighthouse by the sea.", requirements="blue")


def engine(folder: Path, **changes: Any) -> Diffusion:
    return Diffusion(DiffusionSettings(**{"model": str(folder), "steps": 3, "size_px": 48, "device": "cpu", **changes}))


def painted(engine: Diffusion, seed: int = 7, brief: Brief = BRIEF) -> tuple[Background, EngineRecord]:
    return engine.generate(brief, TRIM, RunContext("generate", seed))


def psnr(one: Pixels, other: Pixels) -> float:
    error = float(np.mean((one.astype(float) - other.astype(float)) ** 2))
    return 99.0 if error == 0 else float(10 * np.log10(255**2 / error))


def studio_of(device: str = "cpu", budget_mb: int = 0) -> PipelineSession:
    """The session used last."""
    cache = model_cache_of(device, budget_mb)
    with cache.use(cache.keys[-1], lambda: None, 0) as session:
        assert isinstance(session, PipelineSession)
        return session


@contextmanager
def counted_calls(pipeline: Any) -> Iterator[list[int]]:
    """How many latents the network was given at each call."""
    calls: list[int] = []
    network = getattr(pipeline, "unet", None) or pipeline.transformer

    def count(module: Any, args: Any, kwargs: Any) -> None:
        calls.append(len(args[0] if args else kwargs["hidden_states"]))

    hook = network.register_forward_pre_hook(count, with_kwargs=True)
    try:
        yield calls
    finally:
        hook.remove()
