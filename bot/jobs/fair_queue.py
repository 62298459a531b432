"""The round robin: users stand in a line, and each start sends its user to the end of it.

Whoever waits is served before anybody else is served twice, and nobody can be overtaken for ever: places
in the line are only ever given out at its end.
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
    """The job to start: the oldest of the first user in line who has fewer than `user_running` running."""
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
    """Stand a user at the end of the line, unless something of theirs already waits in it."""
    await tx.execute(
        "INSERT INTO turns (user_key, position) SELECT :user, (SELECT coalesce(max(position), 0) + 1 FROM turns)"
        " WHERE NOT EXISTS (SELECT 1 FROM jobs WHERE user_key = :user AND state = 'queued')"
        " ON CONFLICT DO UPDATE SET position = excluded.position",
        {"user": user_key},
    )


async def to_end(tx: Transaction, user_key: str) -> None:
    """The user's turn is over."""
    await tx.execute(
        "INSERT INTO turns (user_key, position) SELECT ?, coalesce(max(position), 0) + 1 FROM turns WHERE true"
        " ON CONFLICT DO UPDATE SET position = excluded.position",
        (user_key,),
    )


async def to_front(tx: Transaction, user_key: str) -> None:
    """The user's turn was cut short: they are next."""
    await tx.execute(
        "UPDATE turns SET position = (SELECT min(position) - 1 FROM turns) WHERE user_key = ?", (user_key,)
    )


async def places(reader: Database | Transaction) -> dict[int, int]:
    """For each queued job: 1 when it is the next to start, 2 after that ..., were nothing else to come."""
    return deal(await reader.all(_LINE))


def deal(line: Sequence[sqlite3.Row]) -> dict[int, int]:
    """Deal a line out in rounds, one job a user; users keep their order from round to round."""
    rounds: dict[int, list[int]] = {}
    dealt: dict[str, int] = {}
    for row in line:
        turn = dealt.get(row["user_key"], 0)
        dealt[row["user_key"]] = turn + 1
        rounds.setdefault(turn, []).append(row["job_id"])
    order = [job_id for turn in sorted(rounds) for job_id in rounds[turn]]
    return {job_id: place for place, job_id in enumerate(order, start=1)}
