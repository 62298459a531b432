"""How many workers the cores and memory of this machine or container allow."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from articover.engine_description import KINDS, described
from articover.settings import Settings
from bot.config.tables import Worker
from bot.executors.memory import memory_bytes

WORKER_MB = 3000
"""Memory that a worker may need: a cover takes 0.4 GB, an A4 print at 300 dpi 1.25 GB (bench/upscale.py), large uploads
more."""
_OTHERS_MB = 1000
"""Reserved for the bot and the system."""
_CGROUP = Path("/sys/fs/cgroup")


def workers_for(worker: Worker, settings: Settings) -> int:
    """The configured number, else one per core that painting may use, limited by memory, at least one.

    Only one if a model is configured, because each worker would load its own copy.
    """
    if worker.workers:
        return worker.workers
    if _has_model(settings):
        return 1
    cores = min(worker.threads or usable_cores(), usable_cores())
    memory_mb = memory_bytes() // 1_000_000 - _OTHERS_MB
    return max(1, min(cores, memory_mb // max(WORKER_MB, worker.memory_limit_mb)))


def _has_model(settings: Settings) -> bool:
    named = (described(kind, getattr(settings.engines, kind, "")) for kind in KINDS)
    return settings.models.download or any(engine.loads_models for engine in named if engine is not None)


def usable_cores(cgroup: Path = _CGROUP) -> int:
    """Cores this process may use; a container's share of processor time is rounded down."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    quota, _, period = _read(cgroup / "cpu.max").partition(" ")
    if quota.isdigit() and period.isdigit():
        cores = min(cores, int(quota) // int(period))
    return max(1, cores)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except OSError:
        return ""
