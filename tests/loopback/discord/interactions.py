"""Commands, presses and forms on their way to the bot, and its answers: callbacks, and the webhook of each token."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass, field
from typing import Any

from loopback.discord.calls import Call
from loopback.discord.limits import choice_faults, modal_faults
from loopback.discord.payloads import channel_of, member_of, user_of
from loopback.discord.refusals import (
    already_acknowledged,
    invalid_form,
    token_invalid,
    unknown_interaction,
    unknown_message,
    unknown_webhook,
)
from loopback.discord.state import TOKEN_LIFE_S, State
from loopback.discord.world import DM, EPHEMERAL, LOADING, CallbackKind, Channel, Json, Message, User

COMMAND, COMPONENT, COMPLETION, FORM = 2, 3, 4, 5
ANSWER, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED = {
    COMMAND: (ANSWER, DEFERRED, MODAL),
    COMPONENT: (ANSWER, DEFERRED, DEFERRED_UPDATE, UPDATE, MODAL),
    COMPLETION: (CHOICES,),
    FORM: (ANSWER, DEFERRED, DEFERRED_UPDATE, UPDATE),
}


@dataclass(eq=False)
class Interaction:
    """What one person did, and what came of it. `answer_s` is how long the bot took to say the first word."""

    id: str
    token: str
    kind: int
    user: User
    channel: Channel
    payload: Json
    message: Message | None
    sent_at: float
    token_ends_at: float
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    heard: bool = False
    callback: CallbackKind | None = None
    answer_s: float = 0.0
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)


class Interactions:
    """All of them, by id and by token."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.every: dict[str, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}

    async def send(
        self, user: User, channel: Channel, kind: int, data: Json, message: Message | None = None
    ) -> Interaction:
        """Tell the bot what `user` did."""
        state = self._state
        guild = channel.guild
        interaction_id = state.ids.new(ago_s=TOKEN_LIFE_S - state.token_life_s)
        payload: Json = {
            "id": interaction_id,
            "application_id": state.bot.id,
            "type": kind,
            "token": os.urandom(48).hex(),
            "version": 1,
            "data": data,
            "channel_id": channel.id,
            "channel": channel_of(channel),
            "locale": user.locale,
            "entitlements": [],
            "attachment_size_limit": state.limit_bytes(channel, user),
            "context": 1 if channel.kind == DM else 0,
        }
        if guild is None:
            payload |= {"user": user_of(user), "authorizing_integration_owners": {"0": "0"}, "app_permissions": "0"}
        else:
            payload |= {
                "guild_id": guild.id,
                "guild": {"id": guild.id, "locale": guild.locale, "features": []},
                "guild_locale": guild.locale,
                "member": member_of(guild, user, channel),
                "authorizing_integration_owners": {"0": guild.id},
                "app_permissions": str(guild.may(state.bot, channel)),
            }
        if message is not None:
            payload["message"] = message.data
        interaction = Interaction(
            interaction_id,
            payload["token"],
            kind,
            user,
            channel,
            payload,
            message,
            time.perf_counter(),
            state.clock.now() + state.token_life_s,
        )
        self.every[interaction.id] = self._by_token[interaction.token] = interaction
        interaction.heard = await state.gateway.dispatch("INTERACTION_CREATE", payload, guild)
        return interaction

    async def again(self, interaction: Interaction) -> None:
        """Deliver the same one a second time, as a gateway that resumes may."""
        await self._state.gateway.dispatch("INTERACTION_CREATE", interaction.payload, interaction.channel.guild)

    # Routes

    async def callback(self, call: Call) -> tuple[int, Any]:
        interaction = self.every.get(call.parts["interaction_id"])
        if interaction is None or interaction.token != call.parts["interaction_token"]:
            raise unknown_interaction()
        if interaction.callback is not None:
            raise already_acknowledged()
        took_s = call.began - interaction.sent_at
        if time.perf_counter() - interaction.sent_at > self._state.answer_within_s:
            raise unknown_interaction()
        kind, data = call.payload.get("type"), call.payload.get("data") or {}
        if kind not in _ALLOWED[interaction.kind]:
            raise invalid_form([f"callback {kind} to an interaction of type {interaction.kind}"])
        if kind in (DEFERRED_UPDATE, UPDATE) and interaction.message is None:
            raise invalid_form([f"callback {kind} where no message is"])
        self._answer(interaction, kind, data, call)
        interaction.callback, interaction.answer_s = kind, took_s
        interaction.answered.set()
        self._state.notify()
        if call.query.get("with_response", "").lower() not in ("1", "true"):
            return 204, None
        return 200, _with_response(interaction)

    def _answer(self, interaction: Interaction, kind: int, data: Json, call: Call) -> None:
        match kind:
            case 4:
                interaction.original = self._new(interaction, data, call)
            case 5:
                flags = (data.get("flags") or 0) & EPHEMERAL | LOADING
                loading: Json = {"content": "thinking", "flags": flags, "allowed_mentions": {"parse": []}}
                interaction.original = self._new(interaction, loading, call)
                interaction.original.data["content"] = ""
            case 6:
                interaction.original = interaction.message
            case 7:
                assert interaction.message is not None
                interaction.original = self._state.edit(call, interaction.message, data, interaction.user)
            case 8:
                if faults := choice_faults(data["choices"]):
                    raise invalid_form(faults)
                interaction.choices = data["choices"]
            case 9:
                if faults := modal_faults(data):
                    raise invalid_form(faults)
                interaction.modal = data

    async def get_message(self, call: Call) -> tuple[int, Any]:
        return 200, self._message(call).data

    async def edit_message(self, call: Call) -> tuple[int, Any]:
        answers = self._open(call).user
        return 200, self._state.edit(call, self._message(call), call.payload, answers).data

    async def delete_message(self, call: Call) -> tuple[int, Any]:
        self._state.delete(self._message(call))
        return 204, None

    async def follow_up(self, call: Call) -> tuple[int, Any]:
        """Another message; the first one after "thinking" takes its place."""
        interaction = self._open(call)
        original = interaction.original
        there = original is not None and original.id in original.channel.messages
        if original is not None and there and original.data["flags"] & LOADING:
            return 200, self._state.edit(call, original, call.payload, interaction.user).data
        message = self._new(interaction, call.payload, call)
        interaction.followups.append(message)
        return 200, message.data

    def _open(self, call: Call) -> Interaction:
        """The interaction behind the token of the path, while that lives."""
        interaction = self._by_token.get(call.parts["webhook_token"])
        if interaction is None or call.parts["webhook_id"] != self._state.bot.id:
            raise unknown_webhook()
        if self._state.clock.now() > interaction.token_ends_at:
            raise token_invalid()
        if interaction.callback is None:
            raise unknown_webhook()
        return interaction

    def _message(self, call: Call) -> Message:
        interaction = self._open(call)
        message_id = call.parts.get("message_id", "@original")
        mine = [interaction.original, interaction.message, *interaction.followups]
        found = mine[:1] if message_id == "@original" else [each for each in mine if each and each.id == message_id]
        if not found or found[0] is None or found[0].id not in found[0].channel.messages or found[0].channel.deleted:
            raise unknown_message()
        return found[0]

    def _new(self, interaction: Interaction, body: Json, call: Call) -> Message:
        state = self._state
        sees = interaction.user if (body.get("flags") or 0) & EPHEMERAL else None
        metadata = {
            "id": interaction.id,
            "type": interaction.kind,
            "user": user_of(interaction.user),
            "authorizing_integration_owners": interaction.payload["authorizing_integration_owners"],
        }
        base = {"application_id": state.bot.id, "webhook_id": state.bot.id, "interaction_metadata": metadata}
        kind = 20 if interaction.kind == COMMAND else 0
        return state.post(call, interaction.channel, body, sees, interaction.user, **base, type=kind)


def _with_response(interaction: Interaction) -> Json:
    told: Json = {"id": interaction.id, "type": interaction.kind}
    answer: Json = {"interaction": told}
    original = interaction.original
    if original is not None:
        told["response_message_id"] = original.id
        told["response_message_loading"] = bool(original.data["flags"] & LOADING)
        told["response_message_ephemeral"] = bool(original.data["flags"] & EPHEMERAL)
        answer["resource"] = {"type": interaction.callback or 4, "message": original.data}
    return answer
