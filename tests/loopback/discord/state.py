"""Everything the routes work on: the world, its files, and the gateway that tells the bot of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from discord import Permissions

from loopback.discord.calls import Call
from loopback.discord.gateway import Gateway
from loopback.discord.limits import ping_faults
from loopback.discord.payloads import channel_of
from loopback.discord.refusals import missing_access, missing_permissions, too_large, unknown_channel, unknown_guild
from loopback.discord.world import DM, EVERYBODY_MAY, Channel, Clock, Guild, Ids, Json, Message, Role, User
from loopback.discord.writing import Cdn, base_of, edited_message, never_shown, new_message

T = TypeVar("T")

TOKEN_LIFE_S, ANSWER_WITHIN_S = 15 * 60.0, 3.0
NONCE_WINDOW_S = 120.0
""""A few minutes", says the documentation."""


class State:
    """One Discord with one bot on it."""

    def __init__(self, folder: Path, token: str) -> None:
        self.clock = Clock()
        self.ids = Ids(self.clock)
        self.token = token
        self.token_life_s, self.answer_within_s, self.nonce_window_s = TOKEN_LIFE_S, ANSWER_WITHIN_S, NONCE_WINDOW_S
        self.patient = True
        """Whether people wait for an answer, as Discord does, when no bot hears the gateway any more."""
        self.dm_upload_limit_bytes = 10 * 1024 * 1024
        self.request_limit_bytes = 200 * 1024 * 1024
        """All files of one request together."""
        self.bot = User(self.ids.new(), "arti-cover", is_bot=True)
        self.cdn = Cdn(folder, self.ids.new)
        self.users: dict[str, User] = {self.bot.id: self.bot}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.commands: list[Json] = []
        self.closed_to_dms: set[str] = set()
        self.gateway = Gateway(token, self.bot, lambda: list(self.guilds.values()))
        self._changed = asyncio.Event()

    # What tests set up

    def add_guild(self, name: str, locale: str = "en-US") -> Guild:
        """A server with @everyone, a role for the bot and one for moderators."""
        owner = self.add_user(f"owner of {name}")
        guild = Guild(self.ids.new(), name, owner, locale)
        guild.roles = [
            Role(guild.id, "@everyone", EVERYBODY_MAY, 0),
            Role(self.ids.new(), "bot", EVERYBODY_MAY, 1),
            Role(self.ids.new(), "moderator", Permissions(manage_guild=True, manage_messages=True).value, 2),
        ]
        guild.members = {owner.id: [], self.bot.id: [guild.roles[1]]}
        self.guilds[guild.id] = guild
        return guild

    def add_user(self, name: str, locale: str = "en-US") -> User:
        user = User(self.ids.new(), name, locale)
        self.users[user.id] = user
        return user

    def add_channel(self, guild: Guild, name: str, kind: int = 0, parent: Channel | None = None) -> Channel:
        channel = Channel(self.ids.new(), name, kind, guild, parent=parent)
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def dm_with(self, user: User) -> Channel:
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self.ids.new(), user.name, DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    # What routes look up

    def guild(self, guild_id: str) -> Guild:
        if guild_id not in self.guilds:
            raise unknown_guild()
        return self.guilds[guild_id]

    def channel(self, channel_id: str, *needs: str) -> Channel:
        """The channel, if the bot sees it and may do what it `needs` there."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.deleted:
            raise unknown_channel()
        if channel.guild is not None:
            may = Permissions(channel.guild.may(self.bot, channel))
            if not may.view_channel:
                raise missing_access()
            if not all(getattr(may, each) for each in needs):
                raise missing_permissions()
        return channel

    def limit_bytes(self, channel: Channel, user: User | None = None) -> int:
        """Of one file: what the place allows the bot, or what it allows `user`, whose interaction is answered."""
        here = channel.guild.upload_limit_bytes if channel.guild else self.dm_upload_limit_bytes
        return max(here, user.upload_limit_bytes if user else 0)

    # What happens to messages

    def post(
        self,
        call: Call,
        channel: Channel,
        body: Json,
        sees: User | None = None,
        answers: User | None = None,
        **base: object,
    ) -> Message:
        """A new message of the bot's, or its answer to an interaction of the user it `answers`.

        Raises `Refused` for a body that cannot stand.
        """
        self._weigh(call)
        call.faults += ping_faults(body)
        data = base_of(self.ids.new(), channel.id, self.bot, self.clock.now()) | base
        if channel.guild is not None:
            data["guild_id"] = channel.guild.id
        data = new_message(self.cdn, data, body, call.files, self.limit_bytes(channel, answers))
        call.faults += never_shown(data)
        return self.place(Message(data, channel, self.bot, sees, body.get("nonce"), self.clock.now()))

    def place(self, message: Message) -> Message:
        """Put a message into its channel."""
        message.channel.messages[message.id] = message
        self.notify()
        return message

    def edit(self, call: Call, message: Message, body: Json, answers: User | None = None) -> Message:
        self._weigh(call)
        call.faults += ping_faults(body)
        limit_bytes = self.limit_bytes(message.channel, answers)
        message.data = edited_message(self.cdn, message.data, body, call.files, limit_bytes, self.clock.now())
        call.faults += never_shown(message.data)
        self.notify()
        return message

    def _weigh(self, call: Call) -> None:
        if sum(len(content) for _, content in call.files.values()) > self.request_limit_bytes:
            raise too_large()

    def delete(self, message: Message) -> None:
        message.channel.messages.pop(message.id, None)
        self.notify()

    async def tell_of(self, event: str, channel: Channel) -> None:
        """CHANNEL_CREATE, CHANNEL_UPDATE, CHANNEL_DELETE and what there is for threads."""
        data = channel_of(channel)
        await self.gateway.dispatch(event, data, channel.guild)
        self.notify()

    # Waiting

    def notify(self) -> None:
        """Something changed: whoever waits looks again."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, look: Callable[[], T | None], timeout_s: float) -> T | None:
        """What `look` finds, as soon as it finds anything; None when it has not by the end."""
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + timeout_s
        while True:
            changed = self._changed
            found = look()
            if found or loop.time() > ends_at:
                return found or None
            try:
                # Not for the bell alone: what `look` looks at may be the test's own.
                await asyncio.wait_for(changed.wait(), min(0.25, max(0.001, ends_at - loop.time())))
            except TimeoutError:
                continue
