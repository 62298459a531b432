"""The number of threads for neural networks."""

from __future__ import annotations

import os

_MOST = 2
"""More threads gain little at the size of a cover, and the worker shares the machine with the bot."""


def network_threads() -> int:
    """1 or 2, as `OMP_NUM_THREADS` allows, which also limits numpy, OpenCV and torch.

    Each of several workers gets its share of the cores by this variable, because two threads in each of two processes
    took a third more processor time on two cores. The number does not change the result of a network.
    """
    allowed = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(int(allowed), _MOST)) if allowed.isdigit() else _MOST
