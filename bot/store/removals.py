"""What must go from the chat with what was deleted, written down in the transaction that deletes it.

`bot.removals` does it.
"""

from __future__ import annotations

from bot.store.transaction import Transaction

SAYING_S = 180.0
"""A message that is being said has arrived by then, or will not: an HTTP client gives up sooner."""


async def remove_later(tx: Transaction, platform: str, channel_id: str, message_id: str, now: float) -> None:
    """One message must go. Ring the store's bell after the commit, so that it goes at once."""
    await tx.execute(
        "INSERT INTO removals (platform, channel_id, message_id, next_try_at) VALUES (?, ?, ?, ?)",
        (platform, channel_id, message_id, now),
    )


async def said_too_late(
    tx: Transaction, outbox_id: int, platform: str, channel_id: str, message_id: str, now: float
) -> None:
    """What was being said when its book was deleted stands there now, and must go."""
    await tx.execute("DELETE FROM removals WHERE outbox_id = ?", (outbox_id,))
    await remove_later(tx, platform, channel_id, message_id, now)


async def remove_all_later(tx: Transaction, sessions: str, lanes: str, now: float) -> None:
    """Every message about some books must go, before their rows do.

    `sessions` is an SQL list of their ids, `lanes` one of their lanes in the outbox.
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
    # Looked for once it can no longer be under way; the try that ends before that tells its id (`Outbox.said`).
    await tx.execute(
        f"""
        INSERT INTO removals (platform, channel_id, outbox_id, nonce, tried_at, next_try_at)
        SELECT platform, channel_id, outbox_id, nonce, tried_at, ? FROM outbox
        WHERE lane IN {lanes} AND (state = 'saying' OR state = 'waiting' AND uncertain) AND tried_at IS NOT NULL
        """,
        (now + SAYING_S,),
    )
