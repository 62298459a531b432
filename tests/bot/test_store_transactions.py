"""One writer, one lock: nobody's rollback takes away what another was told is kept."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from articover.errors import StorageError
from bot.store import Store

INSERT = "INSERT INTO blocks VALUES ('', 'word', ?, '', 'owner', 0)"


async def words(store: Store) -> set[str]:
    return {row["value"] for row in await store.db.all("SELECT value FROM blocks")}


async def test_a_rollback_leaves_the_acknowledged_work_of_others_alone(store: Store) -> None:
    acknowledged: set[str] = set()

    async def insert(name: str, *, fails: bool) -> None:
        async with store.db.transaction() as tx:
            await tx.execute(INSERT, (name,))
            await asyncio.sleep(0)
            if fails:
                raise ValueError(name)
            await tx.execute(INSERT, (name + "'",))
        acknowledged.update((name, name + "'"))

    await asyncio.gather(*(insert(str(n), fails=n % 3 == 0) for n in range(60)), return_exceptions=True)
    assert len(acknowledged) == 80
    assert await words(store) == acknowledged


async def test_a_cancelled_task_leaves_no_open_transaction(store: Store) -> None:
    async def insert(name: str) -> None:
        async with store.db.transaction() as tx:
            await tx.execute(INSERT, (name,))

    kept: set[str] = set()
    for step in range(40):
        task = asyncio.create_task(insert(f"cut {step}"))
        for _ in range(step % 13):
            await asyncio.sleep(0.0002)
        task.cancel()
        outcome = (await asyncio.gather(task, return_exceptions=True))[0]
        if outcome is None:
            kept.add(f"cut {step}")
        await insert(f"after {step}")
        kept.add(f"after {step}")
    assert kept <= await words(store)


async def test_a_transaction_in_a_transaction_is_refused_at_once(store: Store) -> None:
    async with asyncio.timeout(2), store.db.transaction():
        with pytest.raises(RuntimeError, match="already open"):
            async with store.db.transaction():
                pass


async def test_reading_neither_waits_for_a_writer_nor_sees_its_half(store: Store) -> None:
    async with store.db.transaction() as tx:
        await tx.execute(INSERT, ("half",))
        assert await words(store) == set()
    assert await words(store) == {"half"}


async def test_the_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StorageError):
        await store.db.all(INSERT, ("x",))


async def test_what_follows_a_commit_does_not_follow_a_rollback(store: Store) -> None:
    ran: list[str] = []

    async def note(name: str) -> None:
        ran.append(name)

    async with store.db.transaction() as tx:
        tx.after_commit(lambda: note("committed"))
    with pytest.raises(sqlite3.IntegrityError):
        async with store.db.transaction() as tx:
            tx.after_commit(lambda: note("rolled back"))
            await tx.execute("INSERT INTO blocks VALUES ('', 'neither', 'x', '', '', 0)")
    assert ran == ["committed"]
