"""The connection to Discord: what happens there is handed to the desk, in one place, whichever kind it is.

Buttons, menus and forms are answered by what their ids say, so those of an earlier process work like any other.
"""

from __future__ import annotations

import asyncio
import logging
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands

from articover.errors import ArtiCoverError
from bot.config import Discord as Settings
from bot.conversation import Conversation, Form, filled, localized, requests
from bot.conversation.requests import Request
from bot.platforms import action_ids
from bot.platforms.discord.asking import AnyInteraction, ask_of
from bot.platforms.discord.commands import Refusal, Translations, add_commands
from bot.platforms.discord.dm import DIRECT, offer_direct, write_direct
from bot.platforms.discord.forms import PICTURE, answers
from bot.platforms.discord.permissions import invitation, missing
from bot.platforms.discord.reading import read
from bot.platforms.discord.render import MENU
from bot.platforms.discord.responding import DiscordPress
from bot.platforms.discord.sync import CommandKeeper
from bot.platforms.discord.uploads import fetcher_of, upload_of
from bot.platforms.interactions import InteractionHandler
from bot.platforms.uploads import Upload
from bot.store.clock import ReferenceClock

log = logging.getLogger(__name__)

MAX_WAIT_S = 60.0
"""Discord may ask us to wait; longer than this, and the outbox waits instead."""


class Client(discord.AutoShardedClient):
    """`online` is set once the token was accepted."""

    def __init__(self, conversation: Conversation, clock: ReferenceClock) -> None:
        # Nobody misses what voice needs.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=MAX_WAIT_S,
            http_trace=_dates(clock),
        )
        self.online = asyncio.Event()
        self.desk = InteractionHandler(conversation, fetcher_of(self.http))
        self.tree = _Tree(self, self.desk)
        add_commands(self.tree, conversation, self.hear)
        self._conversation, self._clock = conversation, clock
        self._keeping: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        self.online.set()
        # The way in for whoever runs the bot for the first time.
        log.info("invite the bot: %s", invitation(self.application_id or 0))
        await self.tree.set_translator(Translations())
        keeper = CommandKeeper(self.tree)
        await keeper.look()
        self._keeping = asyncio.create_task(keeper.run(), name="commands")

    async def close(self) -> None:
        """Log out; what this client does in the background ends first."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        await super().close()

    async def on_interaction(self, interaction: AnyInteraction) -> None:
        """Buttons, menus and forms; slash commands come by the tree."""
        self._clock.observe_id(interaction.created_at.timestamp())
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        data: Any = interaction.data
        wanted = data["custom_id"]
        if not action_ids.is_ours(wanted):
            return
        if wanted.startswith(DIRECT):
            await write_direct(interaction, self.desk, wanted)
            return
        if wanted.startswith(MENU):
            wanted = next(iter(data.get("values") or ()), "")
        try:
            request = action_ids.decode(wanted)
        except action_ids.Unknown:
            await self.desk.refuse(DiscordPress(interaction), localized("discord-old-button"))
            return
        if interaction.type is discord.InteractionType.component:
            await self.desk.answer(DiscordPress(interaction), request)
            return
        texts, files = answers(data)
        if not set(texts) <= action_ids.texts_of(request) or not set(files) <= {PICTURE}:
            await self.desk.refuse(DiscordPress(interaction), localized("discord-old-button"))
            return
        upload = upload_of(files[PICTURE]) if PICTURE in files else None
        await self.desk.answer(
            DiscordPress(interaction), filled(Form(localized("form-cover"), request, ()), texts), upload
        )

    async def hear(
        self, interaction: AnyInteraction, request: Request, upload: Upload | None = None, *, posts: bool = False
    ) -> None:
        """Answer a slash command; one whose result will stand here only where the bot may put it."""
        lacking = missing(interaction) if posts else ()
        if lacking:
            await offer_direct(interaction, self.desk, lacking, await self._kept(interaction, request))
            return
        await self.desk.answer(DiscordPress(interaction), request, upload)

    async def _kept(self, interaction: AnyInteraction, request: Request) -> requests.ShowFix | None:
        try:
            return await self._conversation.keep(ask_of(interaction), read(interaction, request)[0])
        except ArtiCoverError as error:
            log.warning("what was typed could not be kept: %s", error)
            return None

    async def on_error(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("a fault at %s", event)


class _Tree(app_commands.CommandTree[Any]):
    """Slash commands; what goes wrong before they reach the desk is answered there, too."""

    def __init__(self, client: Client, desk: InteractionHandler) -> None:
        super().__init__(client)
        self._desk = desk

    async def on_error(self, interaction: AnyInteraction, error: app_commands.AppCommandError, /) -> None:
        if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
            await self._desk.refuse(DiscordPress(interaction), localized("discord-old-command"))
            return
        if isinstance(error, Refusal):
            await self._desk.refuse(DiscordPress(interaction), error.line)
            return
        log.error("a command failed", exc_info=error)
        await self._desk.refuse(DiscordPress(interaction), localized("discord-unexpected"))


def _dates(clock: ReferenceClock) -> aiohttp.TraceConfig:
    """Has the clock told the date of every answer of the API."""

    async def ended(session: aiohttp.ClientSession, context: Any, params: aiohttp.TraceRequestEndParams) -> None:
        if not str(params.url).startswith(discord.http.Route.BASE):
            return  # files come from caches
        try:
            clock.observe_header(parsedate_to_datetime(params.response.headers["Date"]).timestamp())
        except (KeyError, TypeError, ValueError):
            return

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    return trace


def aim(settings: Settings) -> None:
    """Point discord.py at the configured addresses; `bot.config` has checked that they may be used."""
    if settings.api_url:
        discord.http.Route.BASE = settings.api_url.rstrip("/")
    if settings.gateway_url:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
