"""What the bot must be allowed in a channel to work there, checked before anything is begun."""

from __future__ import annotations

import discord

from bot.conversation import Message, localized
from bot.platforms.discord.asking import AnyInteraction

NEEDED = ("view_channel", "send_messages", "attach_files", "read_message_history")
IN_THREADS = ("view_channel", "send_messages_in_threads", "attach_files", "read_message_history")
"""The history is read after a crash only, to see whether a message arrived."""


def invitation(application_id: int) -> str:
    """The address at which a server's owner invites the bot, with exactly what it needs."""
    needed = discord.Permissions(**dict.fromkeys((*NEEDED, *IN_THREADS), True))
    return discord.utils.oauth_url(application_id, permissions=needed, scopes=("bot", "applications.commands"))


def missing(interaction: AnyInteraction) -> tuple[Message, ...]:
    """The names of the permissions that the bot lacks here; in direct messages it lacks none."""
    if interaction.guild_id is None:
        return ()
    needed = IN_THREADS if isinstance(interaction.channel, discord.Thread) else NEEDED
    return _lacking(interaction.app_permissions, needed)


def missing_in(channel: discord.TextChannel | discord.Thread) -> tuple[Message, ...]:
    """The names of the permissions that the bot lacks to write in another channel, as far as it knows that one."""
    if isinstance(channel, discord.Thread):
        # A thread's are those of its channel.
        needed, place = ("view_channel", "send_messages_in_threads"), channel.parent
    else:
        needed, place = ("view_channel", "send_messages"), channel
    return () if place is None else _lacking(place.permissions_for(channel.guild.me), needed)


def _lacking(here: discord.Permissions, needed: tuple[str, ...]) -> tuple[Message, ...]:
    if here.administrator:
        return ()
    return tuple(
        localized(f"discord-permission-{name.replace('_', '-')}") for name in needed if not getattr(here, name)
    )
