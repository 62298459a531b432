"""Retries: how long to wait after a platform or the disk fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from articover.errors import StorageError

_T = TypeVar("_T")

log = logging.getLogger(__name__)

FIRST_RETRY_S, MAX_RETRY_S = 1.0, 300.0
"""The wait doubles from the first to the longest; a platform that is down for a night is tried every 5 minutes."""
_STORAGE_RETRY_S = 2.0


def wait_s(tries: int, asked_s: float | None = None) -> float:
    """Seconds to wait after the `tries`-th try (1 ..): `asked_s` if the platform asked for a wait, else by backoff."""
    backoff_s = FIRST_RETRY_S * 2.0 ** min(tries - 1, 16)
    return min(MAX_RETRY_S, backoff_s if asked_s is None else asked_s)


def idle_s(due_at: float | None, now: float) -> float:
    """Seconds until the next try is due; limited, so that a clock that was set back is noticed."""
    if due_at is None:
        return MAX_RETRY_S
    return min(MAX_RETRY_S, max(FIRST_RETRY_S / 4, due_at - now))


async def recorded(write: Callable[[], Awaitable[_T]]) -> _T:
    """Write to the store, and retry while the disk fails, so that a message that was sent is not sent again."""
    while True:
        try:
            return await write()
        except StorageError as error:
            log.error("%s Trying again in %g s.", error, _STORAGE_RETRY_S)
            await asyncio.sleep(_STORAGE_RETRY_S)
