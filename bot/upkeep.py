"""Upkeep of the data folder while the bot runs: free disk space in time, and tell the owner when it is low."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from articover.errors import StorageError
from bot.outbox import OutboxMessage, Target, enqueue
from bot.store import Store
from bot.store.clock import utc_day
from bot.store.retention import Swept, collect_left_over, sweep

log = logging.getLogger(__name__)

EVERY_S = 300.0


async def run(
    store: Store,
    *,
    floor_bytes: int,
    max_print_bytes: int | None,
    owner: Target | None,
    every_s: float = EVERY_S,
) -> None:
    """Sweep every `every_s` seconds until cancelled."""
    while True:
        try:
            await once(store, floor_bytes=floor_bytes, max_print_bytes=max_print_bytes, owner=owner)
        except StorageError as error:
            log.error("upkeep: %s", error)
        await asyncio.sleep(every_s)


async def once(store: Store, *, floor_bytes: int, max_print_bytes: int | None, owner: Target | None) -> Swept:
    """Sweep, and delete blobs that no row refers to; if space is still low, tell `owner`, once a day.

    Raises `StorageError`, also when the database file was moved or replaced; nothing is deleted then.
    """
    if not await asyncio.to_thread(store.db.is_in_place):
        raise StorageError(
            sentence=(
                f"The database {store.db.path} was moved or replaced while the bot runs: "
                "stop the bot, put the moved file "
                "back, with its log beside it, and start the bot again; until then the bot uses the moved file."
            )
        )
    with contextlib.suppress(StorageError):  # on a full disk the sweep below frees space
        await store.renew_bond()
    swept = await sweep(store, floor_bytes=floor_bytes, max_print_bytes=max_print_bytes)
    if swept.evicted:
        log.info("upkeep: %d print files evicted, %d bytes freed", swept.evicted, swept.freed)
    left_over = await collect_left_over(store)
    if left_over:
        log.info("upkeep: %d bytes of files that no row referred to were deleted", left_over)
    if swept.space.low:
        log.error("upkeep: %d bytes are free; new covers are refused below %d", swept.space.free, swept.space.floor)
        if owner is not None:
            now = store.clock.now()
            body = {"say": "space-low", "free_bytes": swept.space.free, "floor_bytes": swept.space.floor}
            async with store.db.transaction() as tx:
                await enqueue(tx, OutboxMessage(f"space:{utc_day(now)}", "owner", owner, body), now)
            store.notifier.notify()
    return swept
