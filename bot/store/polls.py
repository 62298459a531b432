"""Votes: one per user and poll, changeable until the poll is closed. A poll is a job of the kind "compare"."""

from __future__ import annotations

from collections.abc import Mapping

from bot.store.db import Database
from bot.store.transaction import Transaction


async def vote(tx: Transaction, poll_id: int, user_key: str, choice: int, now: float) -> bool:
    """Store a choice (1 ..), replacing an earlier one; False when the poll is closed."""
    if await is_closed(tx, poll_id):
        return False
    await tx.execute(
        "INSERT INTO votes VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET choice = excluded.choice, voted_at = excluded.voted_at",
        (poll_id, user_key, choice, now),
    )
    return True


async def counts(reader: Database | Transaction, poll_id: int) -> Mapping[int, int]:
    """Votes by choice; choices without votes are missing."""
    rows = await reader.all("SELECT choice, count(*) AS n FROM votes WHERE poll_id = ? GROUP BY choice", (poll_id,))
    return {row["choice"]: row["n"] for row in rows}


async def close_poll(tx: Transaction, poll_id: int, by: str, now: float) -> bool:
    """Close a poll; False when it was already closed."""
    return bool(
        await tx.execute("INSERT INTO closed_polls VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (poll_id, by, now))
    )


async def is_closed(reader: Database | Transaction, poll_id: int) -> bool:
    """Whether the poll takes no more votes."""
    return await reader.one("SELECT 1 FROM closed_polls WHERE poll_id = ?", (poll_id,)) is not None
