"""`Notifier`: wakes coroutines that wait for a change in the database, which they then read."""

from __future__ import annotations

import asyncio


class Notifier:
    """Wakes all waiting coroutines. Waiting is by count, so a notification between a read and the wait is not lost."""

    def __init__(self) -> None:
        self.count = 0
        self._event = asyncio.Event()

    def notify(self) -> None:
        self.count += 1
        self._event.set()
        self._event = asyncio.Event()

    async def wait_past(self, count: int, timeout_s: float | None = None) -> None:
        """Return once there were more than `count` notifications, or after `timeout_s`."""
        if self.count > count:
            return
        try:
            async with asyncio.timeout(timeout_s):
                await self._event.wait()
        except TimeoutError:
            pass
