"""Ray starts on this machine alone, runs an actor in another process, and leaves none behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = [pytest.mark.heavy, pytest.mark.soak, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def ray() -> Iterator[Any]:
    import ray

    ray.init(
        num_cpus=1,
        include_dashboard=False,
        object_store_memory=100 << 20,
        configure_logging=False,
        log_to_driver=False,
        _node_ip_address="127.0.0.1",
    )
    yield ray
    ray.shutdown()


def test_an_actor_keeps_its_state_in_another_process(ray: Any) -> None:
    class Counter:
        def __init__(self) -> None:
            self.total = 0

        def add(self, amount: int) -> tuple[int, int]:
            self.total += amount
            return self.total, os.getpid()

    counter = ray.remote(Counter).remote()
    assert ray.get(counter.add.remote(2), timeout=60)[0] == 2
    total, process = ray.get(counter.add.remote(3), timeout=60)
    assert total == 5
    assert process != os.getpid()
