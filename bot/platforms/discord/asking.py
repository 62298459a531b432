"""Who asks, read from a Discord interaction."""

from __future__ import annotations

from typing import Any

import discord

from bot.conversation import Language, RequestContext
from bot.locales import spoken
from bot.platforms.discord.words import NAME
from bot.store.records import Interaction

AnyInteraction = discord.Interaction[Any]


def ask_of(interaction: AnyInteraction) -> RequestContext:
    """Who asks, where, in which languages, and how large a file this chat takes."""
    server_key = f"{NAME}:{interaction.guild_id}" if interaction.guild_id else ""
    thread = interaction.channel if isinstance(interaction.channel, discord.Thread) else None
    return RequestContext(
        Interaction(
            NAME,
            str(interaction.id),
            f"{NAME}:{interaction.user.id}",
            server_key,
            str(interaction.channel_id or 0),
            interaction.token,
            interaction.expires_at.timestamp(),
        ),
        interaction.user.display_name,
        is_moderator=bool(server_key) and is_moderator(interaction.permissions),
        language=language_of(interaction.locale),
        server_language=language_of(interaction.guild_locale) if server_key else None,
        upload_limit_bytes=interaction.filesize_limit,
        parent_channel_id=str(thread.parent_id) if thread else "",
    )


def is_moderator(permissions: discord.Permissions) -> bool:
    """Whether these are a server moderator's. Rights a channel can give (its messages) make nobody one."""
    return permissions.administrator or permissions.manage_guild or permissions.moderate_members


def language_of(locale: discord.Locale | None) -> Language | None:
    """The language we speak for a locale, None for those we do not know: the server's usual one is used then."""
    return None if locale is None else spoken(locale.value)
