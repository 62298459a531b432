"""`LoopLag`: measures the delay of the event loop, which answers no user while it is blocked."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

BEAT_S = 0.05
"""Time between two measurements. A shorter stall may fall between them; the budget is twice as long."""
WORTH_A_LINE_S = 0.5
"""A stall this long is logged, because users notice it."""


class LoopLag:
    """Sleeps for `beat_s` again and again; `observe` is called with the delay of each wake-up in seconds, 0 or more."""

    def __init__(self, observe: Callable[[float], object], beat_s: float = BEAT_S) -> None:
        self._observe, self._beat_s = observe, beat_s
        self._last = time.monotonic()
        self.longest_s = 0.0
        """The longest stall since `run` began or `forget` was called."""

    @property
    def silent_s(self) -> float:
        """Seconds since the next wake-up was due: about 0 while the loop runs."""
        return max(0.0, time.monotonic() - self._last - self._beat_s)

    def forget(self) -> None:
        """Reset `longest_s`."""
        self.longest_s = 0.0

    async def run(self) -> None:
        """Measure until cancelled."""
        self._last = time.monotonic()
        while True:
            await asyncio.sleep(self._beat_s)
            lag_s = self.silent_s
            self._last = time.monotonic()
            self.longest_s = max(self.longest_s, lag_s)
            self._observe(lag_s)
            if lag_s >= WORTH_A_LINE_S:
                log.warning("the event loop was blocked for %.2f s", lag_s)
