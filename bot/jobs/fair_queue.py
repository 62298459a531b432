"""Round-robin scheduling: users are in a line, and each start moves its user to the end of the line.

Every waiting user is served once before another user is served twice. New places are always at the end of the line,
which prevents starvation.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.store import Database, Transaction

_LINE = """
    SELECT j.job_id, j.user_key, t.position FROM jobs j JOIN turns t USING (user_key)
    WHERE j.state = 'queued' ORDER BY t.position, j.job_id
"""


async def next_job(tx: Transaction, user_running: int) -> int | None:
    """The job to start: the oldest job of the first user in the line who has fewer than `user_running` running jobs."""
    row = await tx.one(
        """
        SELECT j.job_id FROM jobs j JOIN turns t USING (user_key)
        WHERE j.state = 'queued'
          AND (SELECT count(*) FROM jobs r WHERE r.state = 'running' AND r.user_key = j.user_key) < ?
        ORDER BY t.position, j.job_id LIMIT 1
        """,
        (user_running,),
    )
    return None if row is None else int(row["job_id"])


async def join(tx: Transaction, user_key: str) -> None:
    """Put a user at the end of the line, unless the user already has a queued job."""
    await tx.execute(
        "INSERT INTO turns (user_key, position) SELECT :user, (SELECT coalesce(max(position), 0) + 1 FROM turns)"
        " WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE user_key = :user AND state = 'queued')"
        " ON CONFLICT DO UPDATE SET position = excluded.position",
        {"user": user_key},
    )


async def to_end(tx: Transaction, user_key: str) -> None:
    """Move a user to the end of the line, after a start."""
    await tx.execute(
        "INSERT INTO turns (user_key, position) SELECT ?, coalesce(max(position), 0) + 1 FROM turns WHERE true"
        " ON CONFLICT DO UPDATE SET position = excluded.position",
        (user_key,),
    )


async def to_front(tx: Transaction, user_key: str) -> None:
    """Move a user to the front of the line, after a started job was interrupted."""
    await tx.execute(
        "UPDATE turns SET position = (SELECT min(position) - 1 FROM turns) WHERE user_key = ?", (user_key,)
    )


async def places(reader: Database | Transaction) -> dict[int, int]:
    """The place of each queued job if no other job were added: 1 starts next, then 2 and so on."""
    return deal(await reader.all(_LINE))


def deal(line: Sequence[sqlite3.Row]) -> dict[int, int]:
    """The places of jobs by id: in rounds, one job per user and round; users keep their order in each round."""
    rounds: dict[int, list[int]] = {}
    dealt: dict[str, int] = {}
    for row in line:
        turn = dealt.get(row["user_key"], 0)
        dealt[row["user_key"]] = turn + 1
        rounds.setdefault(turn, []).append(row["job_id"])
    order = [job_id for turn in sorted(rounds) for job_id in rounds[turn]]
    return {job_id: place for place, job_id in enumerate(order, start=1)}
