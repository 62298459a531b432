"""`Shared`: callers that wait share one read."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Call it for the result of `read`. Calls made while one read runs share the next one."""

    def __init__(self, read: Callable[[], Awaitable[T]]) -> None:
        self._read = read
        self._next: asyncio.Task[T] | None = None
        self._reading = asyncio.Lock()

    async def __call__(self) -> T:
        """The result of a read that began after this call. Raises what `read` raises."""
        if self._next is None:
            self._next = asyncio.create_task(self._begin())
        return await asyncio.shield(self._next)

    async def _begin(self) -> T:
        async with self._reading:
            self._next = None
            return await self._read()
