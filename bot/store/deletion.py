"""Deletion on request: one book, or everything about one user. Blobs are deleted when no other row needs them.

Deleted text is overwritten in the database, not only unlinked. Earlier backups keep their content.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from bot.store.backup import REFERENCED
from bot.store.removals import remove_all_later
from bot.store.store import Store
from bot.store.transaction import Transaction


@dataclass(frozen=True)
class Deletion:
    """The numbers of rows that were, or would be, deleted."""

    sessions: int
    versions: int
    files: int
    jobs: int


async def delete_session(store: Store, session_id: int) -> Deletion:
    """Delete one book with its versions, jobs and messages. The result of a running job is then discarded.

    `bot.removals` then deletes its messages in the chat.
    """
    async with store.db.transaction() as tx:
        done = await _delete(store, tx, [session_id])
    store.notifier.notify()
    return done


async def preview_forget(store: Store, user_key: str) -> Deletion:
    """What `forget_user` would delete."""
    async with store.db.transaction() as tx:
        return await _count(tx, await _sessions(tx, user_key))


async def forget_user(store: Store, user_key: str) -> Deletion:
    """Delete everything about a user: books, jobs in any book, interactions, usage, reports, votes, drafts.

    A block of that user stays, because it belongs to the server.
    """
    async with store.db.transaction() as tx:
        done = await _delete(store, tx, await _sessions(tx, user_key))
        # Jobs of the user in other people's books (a moderator's edit) end; their rows stay without the user.
        await tx.execute(
            "UPDATE jobs SET state = 'cancelled', ended_at = ? WHERE user_key = ? AND state IN ('queued', 'running')",
            (store.clock.now(), user_key),
        )
        await tx.execute("UPDATE jobs SET user_key = '' WHERE user_key = ?", (user_key,))
        await tx.execute("UPDATE interactions SET user_key = '', token = '' WHERE user_key = ?", (user_key,))
        pictures = await tx.all("SELECT sha256 FROM drafts WHERE user_key = ? AND sha256 IS NOT NULL", (user_key,))
        for sql in (
            "DELETE FROM turns WHERE user_key = ?",
            "DELETE FROM usage WHERE user_key = ?",
            "DELETE FROM reports WHERE reported_by = ?",
            "DELETE FROM votes WHERE user_key = ?",
            "DELETE FROM drafts WHERE user_key = ?",
            "UPDATE closed_polls SET closed_by = '' WHERE closed_by = ?",
        ):
            await tx.execute(sql, (user_key,))
        # Messages to log channels contain user keys.
        await tx.execute(
            "DELETE FROM outbox WHERE lane LIKE 'log:%'"
            " AND ? IN (json_extract(body, '$.whom'), json_extract(body, '$.by'))",
            (user_key,),
        )
        await remove_unneeded(store, tx, [row["sha256"] for row in pictures])
    store.notifier.notify()
    return done


async def _sessions(tx: Transaction, user_key: str) -> list[int]:
    rows = await tx.all("SELECT session_id FROM sessions WHERE user_key = ?", (user_key,))
    return [row["session_id"] for row in rows]


async def _count(tx: Transaction, sessions: Sequence[int]) -> Deletion:
    chosen = _chosen(sessions)
    row = await tx.one(
        f"""
        SELECT (SELECT count(*) FROM sessions WHERE session_id IN {chosen}) AS sessions,
               (SELECT count(*) FROM versions WHERE session_id IN {chosen}) AS versions,
               (SELECT count(*) FROM jobs WHERE session_id IN {chosen}) AS jobs,
               (SELECT count(*) FROM versions JOIN version_files USING (version_id) WHERE session_id IN {chosen})
             + (SELECT count(*) FROM versions JOIN print_files USING (version_id) WHERE session_id IN {chosen}) AS files
        """
    )
    assert row is not None
    return Deletion(row["sessions"], row["versions"], row["files"], row["jobs"])


async def _delete(store: Store, tx: Transaction, sessions: Sequence[int]) -> Deletion:
    done = await _count(tx, sessions)
    chosen = _chosen(sessions)
    versions = f"(SELECT version_id FROM versions WHERE session_id IN {chosen})"
    jobs = f"(SELECT job_id FROM jobs WHERE session_id IN {chosen})"
    lanes = f"(SELECT 'session:' || session_id FROM sessions WHERE session_id IN {chosen})"
    await remove_all_later(tx, chosen, lanes, store.clock.now())
    rows = await tx.all(
        f"SELECT sha256 FROM version_files WHERE version_id IN {versions}"
        f" UNION SELECT sha256 FROM print_files WHERE version_id IN {versions}"
        f" UNION SELECT sha256 FROM job_files WHERE job_id IN {jobs}"
    )
    interactions = await tx.all(f"SELECT platform, interaction_id FROM jobs WHERE session_id IN {chosen}")
    for sql in (
        # Versions can only be deleted with their session.
        f"UPDATE sessions SET deleted_at = 0, current_version_id = NULL WHERE session_id IN {chosen}",
        f"DELETE FROM outbox WHERE lane IN {lanes}",
        f"DELETE FROM shown WHERE session_id IN {chosen}",
        f"DELETE FROM reports WHERE version_id IN {versions}",
        f"DELETE FROM votes WHERE poll_id IN {jobs}",
        f"DELETE FROM closed_polls WHERE poll_id IN {jobs}",
        f"DELETE FROM version_files WHERE version_id IN {versions}",
        f"DELETE FROM print_files WHERE version_id IN {versions}",
        f"DELETE FROM job_files WHERE job_id IN {jobs}",
        f"UPDATE jobs SET parent_id = NULL WHERE session_id IN {chosen}",
        f"DELETE FROM versions WHERE session_id IN {chosen}",
        f"DELETE FROM jobs WHERE session_id IN {chosen}",
        f"DELETE FROM sessions WHERE session_id IN {chosen}",
    ):
        await tx.execute(sql)
    for row in interactions:
        await tx.execute("DELETE FROM interactions WHERE platform = ? AND interaction_id = ?", tuple(row))
    await remove_unneeded(store, tx, [row["sha256"] for row in rows])
    tx.after_commit(store.db.fold_log)
    return done


async def remove_unneeded(store: Store, tx: Transaction, hashes: Sequence[str]) -> None:
    """After the commit, delete the blobs that no row needs any more."""
    kept = {row["sha256"] for row in await tx.all(REFERENCED)}
    gone = [sha for sha in hashes if sha not in kept]

    async def remove() -> None:
        await asyncio.to_thread(store.blobs.remove, gone)

    tx.after_commit(remove)


def _chosen(sessions: Sequence[int]) -> str:
    """The ids as an SQL list; they are our own integers."""
    return f"({','.join(str(int(each)) for each in sessions)})"
