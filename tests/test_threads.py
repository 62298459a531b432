"""Threads of the networks: a worker's share of the cores holds for them."""

from __future__ import annotations

import pytest

from articover.threads import network_threads


@pytest.mark.parametrize(("allowed", "threads"), [("", 2), ("1", 1), ("2", 2), ("64", 2), ("0", 1), ("2,1", 2)])
def test_networks_use_no_more_threads_than_the_environment_allows(
    monkeypatch: pytest.MonkeyPatch, allowed: str, threads: int
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", allowed)
    assert network_threads() == threads
