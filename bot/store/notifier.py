"""`Notifier`: wakes coroutines that wait for a change in the database, which they then read themselves."""

from __future__ import annotations

import asyncio


class Notifier:
    """Wakes every coroutine that waits. A ring between looking and waiting is not lost: waiting is by count."""

    def __init__(self) -> None:
        self.count = 0
        self._event = asyncio.Event()

    def notify(self) -> None:
        self.count += 1
        self._event.set()
        self._event = asyncio.Event()

    async def wait_past(self, count: int, timeout_s: float | None = None) -> None:
        """Return once the bell has rung more than `count` times, or after `timeout_s`."""
        if self.count > count:
            return
        try:
            async with asyncio.timeout(timeout_s):
                await self._event.wait()
        except TimeoutError:
            pass
