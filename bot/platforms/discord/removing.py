"""Messages of deleted books, taken out of their channels."""

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
        # Messages of two weeks and more go slowly.
        raise NotSent("rate limited", error.retry_after) from error
    except discord.HTTPException as error:
        # Gone already, only its reader's (private answers), or in a channel that is closed to the bot: it will not
        # go by asking again. A token that is refused is mended by whoever runs the bot.
        if error.status >= 500 or error.status in (401, 429):
            raise
        log.info("a message of a deleted book is not ours to remove: %s %s", error.status, error.code)


async def _message_id(client: discord.Client, removal: Removal) -> int | None:
    if removal.message_id is not None:
        return int(removal.message_id)
    assert removal.outbox_id is not None and removal.nonce is not None and removal.tried_at is not None
    found = await find(client, int(removal.channel_id), removal.outbox_id, removal.nonce, removal.tried_at)
    return None if found is None else int(found)
