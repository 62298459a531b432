"""Disk space: how much is free, which print files to evict, and which files no book needs.

Only print files are evicted, oldest version first. They can be made again from their version, and their rows stay, so
that history can say so. Versions are never deleted automatically.
"""

from __future__ import annotations

import asyncio
import math
import shutil
import time
from dataclasses import dataclass

from articover.errors import StorageError
from bot.store.backup import REFERENCED
from bot.store.deletion import remove_unneeded
from bot.store.drafts import expire_drafts
from bot.store.layout import EXPORTS
from bot.store.store import Store

_CLOCK_WRONG_S = 24 * 3600.0
"""How wrong the clock may be before the chat's time is known; a token that is erased too early cannot be recovered."""
_LEFT_OVER_S = 3600.0
"""A file is stored before the row that refers to it: by seconds, or by the time of a job."""
EXPORT_LIVES_S = 7 * 24 * 3600.0
_BATCH = 50
"""Print files evicted in one transaction, which is kept short because it blocks other writers."""


@dataclass(frozen=True)
class Space:
    """Bytes free for this user on the disk of the data folder, and the floor that new jobs need."""

    free: int
    floor: int

    @property
    def low(self) -> bool:
        return self.free < self.floor


@dataclass(frozen=True)
class Swept:
    """The result of a sweep: print files evicted, bytes freed, tokens erased, and the space after it."""

    evicted: int
    freed: int
    tokens_erased: int
    space: Space


async def free_space(store: Store, floor_bytes: int) -> Space:
    """The free space. Raises `StorageError` when the disk does not answer."""
    # In a thread, because statvfs blocks while a disk hangs.
    try:
        usage = await asyncio.to_thread(shutil.disk_usage, store.folder)
    except OSError as error:
        raise StorageError(
            sentence=f"The disk of {store.folder} does not answer ({error.strerror}): check the disk."
        ) from error
    return Space(usage.free, floor_bytes)


async def sweep(store: Store, *, floor_bytes: int, max_print_bytes: int | None = None) -> Swept:
    """Evict print files until the floor is free and they take at most `max_print_bytes`; erase expired tokens.

    Files of undelivered messages are kept. Call it regularly, and when space is low.
    """
    evicted = freed = 0
    while True:
        space = await free_space(store, floor_bytes)
        taken = await _print_bytes(store)
        need = max(space.floor - space.free, taken - (taken if max_print_bytes is None else max_print_bytes))
        if need <= 0:
            break
        count, size = await _evict(store, need)
        if not count:
            break
        evicted, freed = evicted + count, freed + size
    async with store.db.transaction() as tx:
        erased = await tx.execute(
            "UPDATE interactions SET token = '' WHERE token <> '' AND token_expires_at < ?",
            (store.clock.now() - _CLOCK_WRONG_S,),
        )
        old = await expire_drafts(tx, store.clock.now())
        if old:
            await remove_unneeded(store, tx, old)
    await asyncio.to_thread(_remove_exports, store)
    return Swept(evicted, freed, erased, await free_space(store, floor_bytes))


async def collect_orphans(store: Store) -> int:
    """Delete blobs that no row refers to (after a crash or a deletion); returns the bytes freed.

    Call it only while no job runs, because a blob is stored before the row that refers to it. Blobs older than the
    binding of this database to the folder are kept: a database that was replaced may need them.
    """
    async with store.db.transaction() as tx:
        kept = {row["sha256"] for row in await tx.all(REFERENCED)}
        return await asyncio.to_thread(_remove_others, store, kept)


async def collect_left_over(store: Store) -> int:
    """Delete blobs that no row refers to and that are at least an hour old, also while jobs run; returns the bytes
    freed.

    They come from cancelled jobs and refused uploads. A running job that began earlier (its disk fails to record it)
    may still refer to any blob, so nothing is deleted then.
    """
    before = time.time() - _LEFT_OVER_S
    old = await asyncio.to_thread(store.blobs.stored_between, store.own_since, before)
    if not old - {row["sha256"] for row in await store.db.all(REFERENCED)}:
        return 0
    async with store.db.transaction() as tx:
        stuck = "SELECT 1 FROM jobs WHERE state = 'running' AND started_at < ?"
        if await tx.one(stuck, (store.clock.now() - _LEFT_OVER_S,)) is not None:
            return 0
        left = old - {row["sha256"] for row in await tx.all(REFERENCED)}
        return await asyncio.to_thread(store.blobs.remove, left, unless_since=before)


def _remove_exports(store: Store) -> None:
    """Delete exports that users have had time to download. Blocks."""
    for path in (store.folder / EXPORTS).glob("*"):
        try:
            if store.clock.now() - path.stat().st_mtime > EXPORT_LIVES_S:
                path.unlink()
        except OSError:
            continue  # the next sweep will try again


def _remove_others(store: Store, kept: set[str]) -> int:
    return store.blobs.remove(store.blobs.stored_between(store.own_since, math.inf) - kept)


async def _print_bytes(store: Store) -> int:
    row = await store.db.one(
        "SELECT coalesce(sum(size), 0) AS size FROM"
        " (SELECT DISTINCT sha256, size FROM print_files WHERE evicted_at IS NULL)"
    )
    return int(row["size"]) if row else 0


async def _evict(store: Store, need: int) -> tuple[int, int]:
    """Evict the oldest print files of about `need` bytes in total; returns their number and the bytes freed."""
    async with store.db.transaction() as tx:
        rows = await tx.all(
            "SELECT version_id, name, sha256, size FROM print_files WHERE evicted_at IS NULL"
            " AND version_id NOT IN (SELECT version_id FROM outbox"
            "   WHERE state IN ('waiting', 'saying') AND version_id IS NOT NULL)"
            " ORDER BY version_id, name LIMIT ?",
            (_BATCH,),
        )
        chosen = []
        for row in rows:
            if need <= 0:
                break
            need -= row["size"]
            chosen.append(row)
            await tx.execute(
                "UPDATE print_files SET evicted_at = ? WHERE version_id = ? AND name = ?",
                (store.clock.now(), row["version_id"], row["name"]),
            )
        kept = {row["sha256"] for row in await tx.all(REFERENCED)}
        gone = sorted({row["sha256"] for row in chosen} - kept)
        freed = 0

        async def remove() -> None:
            nonlocal freed
            freed = await asyncio.to_thread(store.blobs.remove, gone)

        # After the commit, so that a rollback keeps the files; before the next commit, so that no row refers to them.
        tx.after_commit(remove)
    return len(chosen), freed
