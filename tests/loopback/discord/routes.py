"""The routes for who the bot is, its commands, channels and their messages. What is not here does not exist."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from discord import Permissions

from loopback.discord.calls import Call
from loopback.discord.interactions import Interactions
from loopback.discord.limits import command_faults
from loopback.discord.payloads import channel_of, guild_of, member_of, user_of
from loopback.discord.refusals import (
    another_authors,
    closed_to_messages,
    entry_point_removed,
    invalid_form,
    missing_access,
    missing_permissions,
    thread_archived,
    unknown_message,
    unknown_user,
)
from loopback.discord.state import State
from loopback.discord.world import DM, PUBLIC_THREAD, Channel, Json, Message

ENTRY_POINT = 4
"""The type of the command that opens an application's activity."""

Route = Callable[[Call], Awaitable[tuple[int, Any]]]


class Routes:
    """What the bot asks about itself and does in channels."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def gateway_bot(self, call: Call) -> tuple[int, Any]:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        gateway = self._state.gateway
        return 200, {"url": gateway.url, "shards": gateway.shards, "session_start_limit": limit}

    async def me(self, call: Call) -> tuple[int, Any]:
        return 200, user_of(self._state.bot)

    async def application(self, call: Call) -> tuple[int, Any]:
        bot = self._state.bot
        owner = next((guild.owner for guild in self._state.guilds.values()), bot)
        return 200, {
            "id": bot.id,
            "name": bot.name,
            "icon": None,
            "description": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 0,
            "owner": user_of(owner),
            "team": None,
        }

    async def commands(self, call: Call) -> tuple[int, Any]:
        """As Discord tells them: translations only when they are asked for."""
        if call.query.get("with_localizations", "").lower() in ("1", "true"):
            return 200, self._commands(call)
        return 200, _untranslated(self._commands(call))

    async def put_commands(self, call: Call) -> tuple[int, Any]:
        """Replace all of them; one of an old name keeps its id. What is usual is left out, as Discord does.

        The entry point of an application's activity must be among them.
        """
        assert isinstance(call.body, list)
        if faults := command_faults(call.body):
            raise invalid_form(faults)
        old = self._commands(call)
        ids = {each["name"]: each["id"] for each in old}
        kept = {each["name"] for each in old if each.get("type") == ENTRY_POINT}
        if not kept <= {each["name"] for each in call.body}:
            raise entry_point_removed()
        base = {
            "application_id": self._state.bot.id,
            "version": "1",
            "default_member_permissions": None,
            "type": 1,
            "nsfw": False,
        }
        made = [{**base, "id": ids.get(each["name"]) or self._state.ids.new(), **_usual(each)} for each in call.body]
        old[:] = made
        return 200, made

    def _commands(self, call: Call) -> list[Json]:
        guild_id = call.parts.get("guild_id")
        return self._state.guild(guild_id).commands if guild_id else self._state.commands

    async def guild(self, call: Call) -> tuple[int, Any]:
        return 200, guild_of(self._state.guild(call.parts["guild_id"]), self._state.bot)

    async def member(self, call: Call) -> tuple[int, Any]:
        guild, user_id = self._state.guild(call.parts["guild_id"]), call.parts["user_id"]
        if user_id not in guild.members:
            raise unknown_user()
        return 200, member_of(guild, self._state.users[user_id])

    async def user(self, call: Call) -> tuple[int, Any]:
        if call.parts["user_id"] not in self._state.users:
            raise unknown_user()
        return 200, user_of(self._state.users[call.parts["user_id"]])

    async def open_dm(self, call: Call) -> tuple[int, Any]:
        user = self._state.users.get(str(call.payload["recipient_id"]))
        if user is None:
            raise unknown_user()
        return 200, channel_of(self._state.dm_with(user))

    async def channel(self, call: Call) -> tuple[int, Any]:
        return 200, channel_of(self._state.channel(call.parts["channel_id"]))

    async def typing(self, call: Call) -> tuple[int, Any]:
        self._state.channel(call.parts["channel_id"])
        return 204, None

    async def messages(self, call: Call) -> tuple[int, Any]:
        """The last ones first. Ephemeral ones are in no channel, and what was sent with a nonce does not tell it."""
        channel = self._state.channel(call.parts["channel_id"])
        if not self._may(channel).read_message_history:
            return 200, []
        found = [each for each in channel.messages.values() if each.sees is None]
        query = call.query
        if "before" in query:
            found = [each for each in found if int(each.id) < int(query["before"])]
        if "around" in query:
            found = sorted(found, key=lambda each: abs(int(each.id) - int(query["around"])))
            found = sorted(found[: int(query.get("limit", 50))], key=lambda each: int(each.id))
        limit = int(query.get("limit", 50))
        if "after" in query:
            found = [each for each in found if int(each.id) > int(query["after"])][:limit]
        return 200, [each.data for each in reversed(found[-limit:])]

    async def message(self, call: Call) -> tuple[int, Any]:
        channel = self._state.channel(call.parts["channel_id"])
        if not self._may(channel).read_message_history:
            raise missing_access()
        return 200, self._message(channel, call).data

    async def post(self, call: Call) -> tuple[int, Any]:
        state, body = self._state, call.payload
        channel = state.channel(call.parts["channel_id"])
        may = self._may(channel)
        sending = may.send_messages_in_threads if channel.kind == PUBLIC_THREAD else may.send_messages
        if not sending or (call.files and not may.attach_files):
            raise missing_permissions()
        if channel.archived and channel.locked:
            raise thread_archived()
        if channel.recipient is not None and channel.recipient.id in state.closed_to_dms:
            raise closed_to_messages()
        if body.get("enforce_nonce") and body.get("nonce") is not None:
            for each in channel.messages.values():
                if each.nonce == body["nonce"] and state.clock.now() - each.at < state.nonce_window_s:
                    return 200, each.data
        channel.archived = False
        message = state.post(call, channel, body, **self._replies_to(channel, body.get("message_reference")))
        return 200, message.data | ({"nonce": message.nonce} if message.nonce is not None else {})

    async def edit(self, call: Call) -> tuple[int, Any]:
        channel = self._state.channel(call.parts["channel_id"])
        message = self._message(channel, call)
        if message.author is not self._state.bot:
            raise another_authors()
        if channel.archived:
            raise thread_archived()
        return 200, self._state.edit(call, message, call.payload).data

    async def delete(self, call: Call) -> tuple[int, Any]:
        channel = self._state.channel(call.parts["channel_id"])
        message = self._message(channel, call)
        if message.author is not self._state.bot and not self._may(channel).manage_messages:
            raise missing_permissions()
        if channel.archived:
            raise thread_archived()
        self._state.delete(message)
        return 204, None

    def _may(self, channel: Channel) -> Permissions:
        if channel.kind == DM or channel.guild is None:
            return Permissions.all()
        return Permissions(channel.guild.may(self._state.bot, channel))

    def _replies_to(self, channel: Channel, reference: Json | None) -> Json:
        if reference is None:
            return {}
        if str(reference["message_id"]) in channel.messages:
            return {
                "type": 19,
                "message_reference": {"message_id": str(reference["message_id"]), "channel_id": channel.id},
            }
        if reference.get("fail_if_not_exists", True):
            raise invalid_form(["message_reference: Unknown message"])
        return {}

    def _message(self, channel: Channel, call: Call) -> Message:
        message = channel.messages.get(call.parts["message_id"])
        if message is None or message.sees is not None:
            raise unknown_message()
        return message


def _untranslated(value: Any) -> Any:
    """Commands without the dictionaries of their names and descriptions in other languages."""
    if isinstance(value, list):
        return [_untranslated(each) for each in value]
    if isinstance(value, dict):
        return {key: _untranslated(each) for key, each in value.items() if not key.endswith("_localizations")}
    return value


def _usual(command: Json) -> Json:
    """A command as Discord stores it: ids and bit fields are strings, and options say nothing that goes without
    saying."""
    bits = command.get("default_member_permissions")
    options = [
        {key: each for key, each in option.items() if each is not False and each not in (None, [], {})}
        for option in command.get("options") or []
    ]
    return {
        **{key: value for key, value in command.items() if key != "options"},
        "default_member_permissions": None if bits is None else str(bits),
        **({"options": options} if options else {}),
    }


def table(state: State, interactions: Interactions) -> list[tuple[str, str, Route]]:
    """Method, path as the OpenAPI document writes it, and what answers. The first that fits answers."""
    routes = Routes(state)
    commands, webhook = "/applications/{application_id}/commands", "/webhooks/{webhook_id}/{webhook_token}"
    guild_commands = "/applications/{application_id}/guilds/{guild_id}/commands"
    messages, original = "/channels/{channel_id}/messages", webhook + "/messages/@original"
    return [
        ("GET", "/gateway/bot", routes.gateway_bot),
        ("GET", "/gateway", routes.gateway_bot),
        ("GET", "/users/@me", routes.me),
        ("GET", "/applications/@me", routes.application),
        ("GET", "/oauth2/applications/@me", routes.application),
        ("GET", commands, routes.commands),
        ("PUT", commands, routes.put_commands),
        ("GET", guild_commands, routes.commands),
        ("PUT", guild_commands, routes.put_commands),
        ("GET", "/guilds/{guild_id}", routes.guild),
        ("GET", "/guilds/{guild_id}/members/{user_id}", routes.member),
        ("POST", "/users/@me/channels", routes.open_dm),
        ("GET", "/users/{user_id}", routes.user),
        ("GET", "/channels/{channel_id}", routes.channel),
        ("POST", "/channels/{channel_id}/typing", routes.typing),
        ("GET", messages, routes.messages),
        ("POST", messages, routes.post),
        ("GET", messages + "/{message_id}", routes.message),
        ("PATCH", messages + "/{message_id}", routes.edit),
        ("DELETE", messages + "/{message_id}", routes.delete),
        ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", interactions.callback),
        ("GET", original, interactions.get_message),
        ("PATCH", original, interactions.edit_message),
        ("DELETE", original, interactions.delete_message),
        ("GET", webhook + "/messages/{message_id}", interactions.get_message),
        ("PATCH", webhook + "/messages/{message_id}", interactions.edit_message),
        ("DELETE", webhook + "/messages/{message_id}", interactions.delete_message),
        ("POST", webhook, interactions.follow_up),
    ]
