"""How the tests are shared out among processes, where pytest-xdist runs them: `make test` does.

All heavy tests go to one process, which alone loads torch, TensorFlow and Ray; of the others a file goes as one piece
to the next process that is free. The heavy ones begin first, then the files that take long, so that all end together.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

HEAVY = "heavy"
LONG = (
    "test_kill.py",
    "test_cli.py",
    "test_discord_kill.py",
    "test_chain.py",
    "test_discord_restarts.py",
    "test_console.py",
    "test_disks.py",
    "test_illustrator_promises.py",
    "test_executor_real.py",
    "test_cli_streams.py",
    "test_discord_real.py",
    "test_genre_scenes.py",
    "test_discord_delivery.py",
    "test_executor_local.py",
    "test_typeset.py",
    "test_discord_storms.py",
    "test_style_in_place.py",
    "test_remove.py",
    "test_press.py",
)
"""The files that take longest, in the order in which they begin. Those that mostly wait run beside those that work."""
PROCESSES_MAX = 4
"""Each grows to one or two gigabytes by the end, the heavy one to three and a half."""

if "PYTEST_XDIST_WORKER" in os.environ:
    # There are more threads than cores: a thread of torch or ncnn that spins while it waits keeps another from working.
    # Read as the libraries load.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not hasattr(config, "workerinput"):
        return
    for item in items:
        if is_heavy(item):
            item.add_marker(pytest.mark.xdist_group(HEAVY))
    places = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: -1 if is_heavy(item) else places.get(item.path.name, len(LONG)))


def is_heavy(item: pytest.Item) -> bool:
    return item.get_closest_marker(HEAVY) is not None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a good part of the tests' time is waiting."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores + 1, PROCESSES_MAX)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """What `--dist loadgroup` means here."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class HeavyAsOneOthersByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return HEAVY if nodeid.endswith(f"@{HEAVY}") else nodeid.split("::", 1)[0]

    # In the order above, not by the number of tests.
    config.option.loadscopereorder = False
    return HeavyAsOneOthersByFile(config, log)
