"""One writer, one lock: nobody's rollback takes away what another was told is kept."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

import pytest

from articover.errors import StorageError
from bot.errors import NotFoundError
from bot.store import Store, Transaction, polls

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


@pytest.mark.parametrize("late", [polls.close_poll, polls.vote])
async def test_what_belongs_to_something_deleted_meanwhile_is_not_found(store: Store, late: Any) -> None:
    """Somebody votes while the book of the poll is being deleted."""
    arguments = ("console/mira", 1.0) if late is polls.close_poll else ("console/mira", 1, 1.0)
    async with store.db.transaction() as tx:
        with pytest.raises(NotFoundError, match="deleted in the meantime"):
            await late(tx, 4711, *arguments)
        await tx.execute(INSERT, ("goes on",))
    assert await words(store) == {"goes on"}


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


async def test_work_that_waited_together_is_committed_together_and_undone_alone(store: Store) -> None:
    commits: list[str] = []
    await store.db._writer.do(
        lambda raw: raw.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    )

    async def insert(number: int) -> None:
        async with store.db.transaction() as tx:
            await tx.execute(INSERT, (f"{number}",))
            if number % 5 == 4:
                await tx.execute("INSERT INTO blocks VALUES ('', 'neither', '', '', '', 0)")

    outcomes = await asyncio.gather(*map(insert, range(50)), return_exceptions=True)
    assert sum(isinstance(outcome, sqlite3.IntegrityError) for outcome in outcomes) == 10
    assert await words(store) == {f"{number}" for number in range(50) if number % 5 != 4}
    assert 1 <= len(commits) <= 5


async def test_a_commit_that_fails_fails_all_who_share_it(store: Store) -> None:
    async def insert(number: int) -> None:
        async with store.db.transaction() as tx:
            await tx.execute(INSERT, (f"{number} {'x' * 5000}",))

    await insert(-1)
    pages = await store.db._writer.all("PRAGMA page_count")
    await store.db._writer.execute(f"PRAGMA max_page_count = {pages[0][0] + 20}")
    outcomes = await asyncio.gather(*map(insert, range(40)), return_exceptions=True)
    kept = sum(outcome is None for outcome in outcomes)
    assert 0 <= kept < 40 and all(isinstance(each, StorageError | None) for each in outcomes)
    assert len(await words(store)) == 1 + kept
    await store.db._writer.execute("PRAGMA max_page_count = 1000000")
    await insert(99)
    assert len(await words(store)) == 2 + kept


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


async def test_everybody_reads_what_they_have_written_however_many_are_reading(store: Store) -> None:
    async with store.db.transaction() as tx:
        for number in range(500):
            await tx.execute(INSERT, (f"old {number}",))
    stop = asyncio.Event()

    async def scan() -> None:
        while not stop.is_set():
            await store.db.all("SELECT a.value, b.value FROM blocks a, blocks b LIMIT 3000")

    async def write_and_read(name: str) -> bool:
        async with store.db.transaction() as tx:
            await tx.execute(INSERT, (name,))
        return await store.db.one("SELECT 1 FROM blocks WHERE value = ?", (name,)) is not None

    async with asyncio.TaskGroup() as group:
        for _ in range(4):
            group.create_task(scan())
        seen = [await write_and_read(f"new {number}") for number in range(25)]
        stop.set()
    assert all(seen)


async def test_what_follows_a_commit_is_done_before_another_transaction_begins(store: Store) -> None:
    """A deletion removes its files after the commit; whoever counts on files meanwhile must find them gone or kept."""
    begun: list[str] = []

    async def transact(name: str) -> None:
        async with store.db.transaction() as tx:
            begun.append(name)
            await tx.execute(INSERT, (name,))
            if name == "deletes":
                tx.after_commit(follow)

    async def follow() -> None:
        assert "deletes" in await words(store)
        begun.append("followed")

    await asyncio.gather(*(transact(name) for name in ("first", "deletes", "counts", "last")))
    assert begun == ["first", "deletes", "followed", "counts", "last"]


async def test_work_at_once_is_part_of_its_transaction(store: Store) -> None:
    async def block(tx: Transaction, value: str) -> list[str]:
        await tx.execute("INSERT INTO blocks VALUES ('test:g', 'word', ?, '', '', 0)", (value,))
        return [row["value"] for row in await tx.all("SELECT value FROM blocks ORDER BY value")]

    async with store.db.transaction() as tx:
        assert await tx.at_once(lambda inner: block(inner, "a")) == ["a"]
        assert await tx.at_once(lambda inner: block(inner, "b")) == ["a", "b"]
    with pytest.raises(sqlite3.IntegrityError):
        async with store.db.transaction() as tx:
            await tx.at_once(lambda inner: block(inner, "c"))
            await tx.at_once(lambda inner: block(inner, "a"))
    assert [row["value"] for row in await store.db.all("SELECT value FROM blocks ORDER BY value")] == ["a", "b"]


async def test_work_at_once_waits_for_nothing_else(store: Store) -> None:
    async def sleep(tx: Transaction) -> None:
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="may await only its statements"):
        async with store.db.transaction() as tx:
            await tx.at_once(sleep)
