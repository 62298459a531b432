"""How many workers a machine bears, from what it has and what is configured."""

from __future__ import annotations

from pathlib import Path

import pytest

from articover.settings import EngineNames, ModelSettings, Settings
from bot.config import Config
from bot.config.tables import Worker
from bot.executors import machine
from bot.executors.local import LocalExecutor
from bot.executors.machine import usable_cores, workers_for


@pytest.mark.parametrize(
    ("cores", "memory_gb", "worker", "workers"),
    [
        (2, 24.0, Worker(), 2),
        (16, 4.2, Worker(), 1),
        (16, 8.0, Worker(), 2),
        (16, 64.0, Worker(), 16),
        (2, 1.0, Worker(), 1),
        (8, 0.2, Worker(), 1),
        (8, 16.0, Worker(threads=3), 3),
        (2, 16.0, Worker(threads=8), 2),
        (8, 16.0, Worker(memory_limit_mb=5000), 3),
        (2, 24.0, Worker(workers=5), 5),
        (1, 0.2, Worker(workers=2), 2),
    ],
)
def test_as_many_as_cores_and_memory_bear(
    cores: int, memory_gb: float, worker: Worker, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "usable_cores", lambda: cores)
    monkeypatch.setattr(machine, "memory_bytes", lambda: int(memory_gb * 1e9))
    assert workers_for(worker, Settings()) == workers


@pytest.mark.parametrize(
    "settings",
    [
        Settings(models=ModelSettings(download=True)),
        Settings(engines=EngineNames(generate="diffusion")),
        Settings(engines=EngineNames(fill="sd-inpaint")),
    ],
)
def test_a_model_is_loaded_once(settings: Settings) -> None:
    assert workers_for(Worker(), settings) == 1
    assert workers_for(Worker(workers=2), settings) == 2


def test_a_container_has_less_than_its_machine(tmp_path: Path) -> None:
    whole = usable_cores(tmp_path)
    assert whole >= 1
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert usable_cores(tmp_path) == whole
    (tmp_path / "cpu.max").write_text("50000 100000\n")
    assert usable_cores(tmp_path) == 1


def test_workers_share_the_memory_that_painting_may_take(tmp_path: Path) -> None:
    def limit(workers: int, memory_limit_mb: int = 0) -> int:
        worker = Worker(workers=workers, memory_limit_mb=memory_limit_mb)
        return LocalExecutor.configured(Config(worker=worker), tmp_path).options.memory_limit_mb

    assert limit(3) == limit(1) // 3
    assert limit(3, 700) == 700
