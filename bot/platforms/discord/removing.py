"""Delete the messages of deleted books from their channels."""

from __future__ import annotations

import logging

import discord

from bot.outbox import NotSent
from bot.platforms.discord.finding import find
from bot.removals import Removal

log = logging.getLogger(__name__)


async def remove(client: discord.Client, removal: Removal) -> None:
    """See `bot.removals.Remove`."""
    if not removal.channel_id.isdecimal():
        return
    try:
        message_id = await _message_id(client, removal)
        if message_id is not None:
            await client.http.delete_message(int(removal.channel_id), message_id)
    except discord.RateLimited as error:
        # Discord limits the deletion of messages older than two weeks.
        raise NotSent("rate limited", error.retry_after) from error
    except discord.HTTPException as error:
        # Already deleted, a private answer, or in a channel without access: another try would not help. After a
        # refused token (401) it is tried again, because the owner can correct the token.
        if error.status >= 500 or error.status in (401, 429):
            raise
        log.info("a message of a deleted book cannot be deleted: %s %s", error.status, error.code)


async def _message_id(client: discord.Client, removal: Removal) -> int | None:
    if removal.message_id is not None:
        return int(removal.message_id)
    assert removal.outbox_id is not None and removal.nonce is not None and removal.tried_at is not None
    found = await find(client, int(removal.channel_id), removal.outbox_id, removal.nonce, removal.tried_at)
    return None if found is None else int(found)
