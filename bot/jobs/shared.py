"""`Shared`: one reading for everybody who asks before it begins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shared(Generic[T]):
    """Call it for what `read` returns. While one reading is under way, all who come share the next."""

    def __init__(self, read: Callable[[], Awaitable[T]]) -> None:
        self._read = read
        self._next: asyncio.Task[T] | None = None
        self._reading = asyncio.Lock()

    async def __call__(self) -> T:
        """What was so at some moment after this call. Raises what `read` raises."""
        if self._next is None:
            self._next = asyncio.create_task(self._begin())
        return await asyncio.shield(self._next)

    async def _begin(self) -> T:
        async with self._reading:
            self._next = None
            return await self._read()
