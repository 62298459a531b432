"""A message that may have arrived, looked for in its channel by the marks it carries."""

from __future__ import annotations

from typing import Any, cast

import discord

from bot.platforms.discord.render import mark_of

_PAGE, _PAGES = 100, 10
"""Messages read in a channel, from a minute before a try on: a thousand in a busy one."""
_DISCORD_EPOCH_MS = 1_420_070_400_000
_CLOCKS_S = 60.0
"""Ours and Discord's clocks may differ by as much."""


async def find(client: discord.Client, channel_id: int, outbox_id: int, nonce: str, since: float) -> str | None:
    """The id of the message of `outbox_id`, if a try that began at `since` (seconds since 1970) brought it there.

    None when it is not there, or the channel may not be read. Raises `HTTPException` for all else.
    """
    since_ms = int((since - _CLOCKS_S) * 1000) - _DISCORD_EPOCH_MS
    after = max(0, since_ms) << 22
    for _ in range(_PAGES):
        try:
            page = await client.http.logs_from(channel_id, _PAGE, after=after)
        except discord.Forbidden:
            return None
        for message in cast(list[dict[str, Any]], page):
            if str(message.get("nonce")) == nonce or mark_of(message) == outbox_id:
                return str(message["id"])
        if len(page) < _PAGE:
            return None
        after = max(int(message["id"]) for message in page)
    return None
