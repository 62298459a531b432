"""Messages to delete from the chat, recorded in the transaction that deletes their book.

`bot.removals` deletes them.
"""

from __future__ import annotations

from bot.store.transaction import Transaction

IN_TRANSIT_S = 180.0
"""A message that is being sent has arrived or failed by then, because the HTTP client times out sooner."""


async def remove_later(tx: Transaction, platform: str, channel_id: str, message_id: str, now: float) -> None:
    """Record one message to delete. Notify the store's `notifier` after the commit, so that it is deleted at once."""
    await tx.execute(
        "INSERT INTO removals (platform, channel_id, message_id, next_try_at) VALUES (?, ?, ?, ?)",
        (platform, channel_id, message_id, now),
    )


async def sent_too_late(
    tx: Transaction, outbox_id: int, platform: str, channel_id: str, message_id: str, now: float
) -> None:
    """Record a message that was being sent when its book was deleted and has arrived since."""
    await tx.execute("DELETE FROM removals WHERE outbox_id = ?", (outbox_id,))
    await remove_later(tx, platform, channel_id, message_id, now)


async def remove_all_later(tx: Transaction, sessions: str, lanes: str, now: float) -> None:
    """Record all messages about some books, before the rows of the books are deleted.

    `sessions` is an SQL list of their ids, `lanes` an SQL list of their lanes in the outbox.
    """
    await tx.execute(
        f"""
        INSERT INTO removals (platform, channel_id, message_id, next_try_at)
        SELECT DISTINCT platform, channel_id, message_id, ? FROM (
            SELECT platform, channel_id, message_id FROM outbox WHERE lane IN {lanes}
            UNION
            SELECT i.platform, i.channel_id, i.message_id FROM interactions i JOIN jobs USING (platform, interaction_id)
            WHERE session_id IN {sessions}
            UNION
            SELECT platform, channel_id, message_id FROM shown WHERE session_id IN {sessions}
        ) WHERE message_id IS NOT NULL
        """,
        (now,),
    )
    # Searched once it can no longer be in transit; a try that ends earlier reports its id (`Outbox.sent`).
    await tx.execute(
        f"""
        INSERT INTO removals (platform, channel_id, outbox_id, nonce, tried_at, next_try_at)
        SELECT platform, channel_id, outbox_id, nonce, tried_at, ? FROM outbox
        WHERE lane IN {lanes} AND (state = 'saying' OR state = 'waiting' AND uncertain) AND tried_at IS NOT NULL
        """,
        (now + IN_TRANSIT_S,),
    )
