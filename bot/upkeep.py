"""Upkeep of the data folder while the bot runs: room is made in time, and the owner hears when there is none."""

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
    """Sweep, also what no row refers to; if space is low even so, tell `owner`, once a day. Raises `StorageError`.

    Nothing is removed while the database is not where it was opened.
    """
    if not await asyncio.to_thread(store.db.is_in_place):
        raise StorageError(
            f"The database {store.db.path} was moved or replaced while the bot runs: put the one that was moved back, "
            "with its log beside it, then start the bot again; until then it goes on with the one that was moved."
        )
    with contextlib.suppress(StorageError):  # a full disk: making room on it comes next
        await store.renew_bond()
    swept = await sweep(store, floor_bytes=floor_bytes, max_print_bytes=max_print_bytes)
    if swept.evicted:
        log.info("upkeep: %d print files evicted, %d bytes freed", swept.evicted, swept.freed)
    left_over = await collect_left_over(store)
    if left_over:
        log.info("upkeep: %d bytes of files that belonged to nothing were removed", left_over)
    if swept.space.low:
        log.error("upkeep: %d bytes free, %d wanted: no new covers until then", swept.space.free, swept.space.floor)
        if owner is not None:
            now = store.clock.now()
            body = {"say": "space-low", "free_bytes": swept.space.free, "floor_bytes": swept.space.floor}
            async with store.db.transaction() as tx:
                await enqueue(tx, OutboxMessage(f"space:{utc_day(now)}", "owner", owner, body), now)
            store.notifier.notify()
    return swept
