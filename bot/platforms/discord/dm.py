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
"""The id of the button that asks for a direct message."""


async def offer_direct(interaction: AnyInteraction, desk: Desk, lacking: tuple[Line, ...]) -> None:
    """Say which permissions the bot lacks here, and offer a direct message instead."""
    said = line("discord-lacking", permissions=lacking)
    await desk.refuse(interaction, said, (Extra(line("discord-button-direct"), DIRECT),))


async def write_direct(interaction: AnyInteraction, desk: Desk) -> None:
    """Write to the one who asks, with a button that begins a book there."""
    reply = Reply((line("discord-direct"),), (Button(line("discord-button-new"), asks.ShowStart(), "main"),))
    try:
        await interaction.user.send(view=render(reply, language_of(interaction.locale) or "en").view)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.info("no direct message: %s", error)
        await desk.refuse(interaction, line("discord-direct-closed"))
        return
    await desk.refuse(interaction, line("discord-direct-sent"))
