"""Search a channel for a message that may have arrived, by its marks."""

from __future__ import annotations

from typing import Any, cast

import discord

from bot.platforms.discord.render import mark_of

_PAGE, _PAGES = 100, 10
"""Messages per request and the most requests: up to a thousand messages since a minute before the try."""
_DISCORD_EPOCH_MS = 1_420_070_400_000
_CLOCKS_S = 60.0
"""How much this machine's clock may differ from Discord's."""


async def find(client: discord.Client, channel_id: int, outbox_id: int, nonce: str, since: float) -> str | None:
    """The id of the message of `outbox_id`, if a try that began at `since` (seconds since 1970) posted it.

    None if it is not there or the channel cannot be read. Raises `HTTPException` for other errors.
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
