"""How many threads a network may run in."""

from __future__ import annotations

import os

_MOST = 2
"""More gain little at the sizes of a cover, and the worker shares the machine with the chat."""


def network_threads() -> int:
    """1 or 2: what `OMP_NUM_THREADS` allows, the variable by which numpy, OpenCV and torch are limited too.

    Several workers on one machine are each given their share of the cores by it: two threads in each of two processes
    on two cores wait for each other, which took a third more processor time. The result of a network is the same.
    """
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(int(allowed), _MOST)) if allowed.isdigit() else _MOST
