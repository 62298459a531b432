"""Direct messages, offered where the bot may not work."""

from __future__ import annotations

import logging

import aiohttp
import discord

from bot.conversation import Button, Message, Reply, localized, requests
from bot.platforms.action_ids import PREFIX
from bot.platforms.discord.asking import AnyInteraction, language_of
from bot.platforms.discord.render import Extra, render
from bot.platforms.discord.responding import DiscordPress
from bot.platforms.interactions import InteractionHandler

log = logging.getLogger(__name__)

DIRECT = f"{PREFIX}|direct"
"""How the id of the button begins that asks for a direct message; the draft to go on with stands behind it."""


async def offer_direct(
    interaction: AnyInteraction, desk: InteractionHandler, lacking: tuple[Message, ...], draft: requests.ShowFix | None
) -> None:
    """Say which permissions the bot lacks here, and offer to go on with what was typed in a direct message."""
    said = localized("discord-lacking", permissions=lacking)
    custom_id = f"{DIRECT}|{draft.draft_id}" if draft else DIRECT
    await desk.refuse(DiscordPress(interaction, (Extra(localized("discord-button-direct"), custom_id),)), said)


async def write_direct(interaction: AnyInteraction, desk: InteractionHandler, custom_id: str) -> None:
    """Write to the one who asks, with a button that goes on there, or begins a book."""
    draft = custom_id.removeprefix(DIRECT).removeprefix("|")
    begin = Button(localized("discord-button-new"), requests.ShowStart(), "main")
    if draft.isdecimal():
        begin = Button(localized("discord-button-go-on"), requests.ShowFix(int(draft)), "main")
    reply = Reply((localized("discord-direct"),), (begin,))
    try:
        await interaction.user.send(view=render(reply, language_of(interaction.locale) or "en").view)
    except discord.Forbidden as error:
        log.info("no direct message: %s", error)
        await desk.refuse(DiscordPress(interaction), localized("discord-direct-closed"))
        return
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("no direct message: %s", error)
        await desk.refuse(DiscordPress(interaction), localized("discord-unexpected"))
        return
    await desk.refuse(DiscordPress(interaction), localized("discord-direct-sent"))
