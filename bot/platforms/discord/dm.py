"""Direct messages, offered where the bot may not work."""

from __future__ import annotations

import logging

import aiohttp
import discord

from bot.conversation import Button, Line, Reply, asks, line
from bot.platforms.discord.answering import Desk
from bot.platforms.discord.asking import AnyInteraction, language_of
from bot.platforms.discord.custom_id import PREFIX
from bot.platforms.discord.render import Extra, render

log = logging.getLogger(__name__)

DIRECT = f"{PREFIX}|direct"
"""How the id of the button begins that asks for a direct message; the draft to go on with stands behind it."""


async def offer_direct(
    interaction: AnyInteraction, desk: Desk, lacking: tuple[Line, ...], draft: asks.ShowFix | None
) -> None:
    """Say which permissions the bot lacks here, and offer to go on with what was typed in a direct message."""
    said = line("discord-lacking", permissions=lacking)
    custom_id = f"{DIRECT}|{draft.draft_id}" if draft else DIRECT
    await desk.refuse(interaction, said, (Extra(line("discord-button-direct"), custom_id),))


async def write_direct(interaction: AnyInteraction, desk: Desk, custom_id: str) -> None:
    """Write to the one who asks, with a button that goes on there, or begins a book."""
    draft = custom_id.removeprefix(DIRECT).removeprefix("|")
    begin = Button(line("discord-button-new"), asks.ShowStart(), "main")
    if draft.isdecimal():
        begin = Button(line("discord-button-go-on"), asks.ShowFix(int(draft)), "main")
    reply = Reply((line("discord-direct"),), (begin,))
    try:
        await interaction.user.send(view=render(reply, language_of(interaction.locale) or "en").view)
    except discord.Forbidden as error:
        log.info("no direct message: %s", error)
        await desk.refuse(interaction, line("discord-direct-closed"))
        return
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("no direct message: %s", error)
        await desk.refuse(interaction, line("discord-unexpected"))
        return
    await desk.refuse(interaction, line("discord-direct-sent"))
