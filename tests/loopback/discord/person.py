"""Somebody at the keyboard: types commands, presses what is shown, fills in forms, and sees only what they may see."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from loopback.discord.interactions import COMMAND, COMPLETION, COMPONENT, FORM, Interaction, Interactions
from loopback.discord.shown import Modal, Shown
from loopback.discord.state import State
from loopback.discord.typing_in import command_named, filled_fields, typed_options
from loopback.discord.world import Channel, Json, Message, Role, Upload, User

_SLACK_S = 0.5

Said = str | int | float | bool | Upload | User | Role | Channel


class NotAnsweredError(Exception):
    """The application did not respond."""


@dataclass(frozen=True)
class Answer:
    """What came of it: a message (also one that is still "thinking"), a form, or nothing but an acknowledgement."""

    interaction: Interaction
    message: Shown | None
    modal: Modal | None

    @property
    def answer_s(self) -> float:
        return self.interaction.answer_s


class Person:
    """`channel` is where they are when no other is named."""

    def __init__(self, state: State, interactions: Interactions, user: User, channel: Channel) -> None:
        self._state, self._interactions = state, interactions
        self.user, self.channel = user, channel

    # What they do

    async def slash(self, name: str, /, *, channel: Channel | None = None, **options: Said) -> Answer:
        """Type "/name option:value"; subcommands with a space in the name. A `-` in an option is `_` here.

        Raises `AssertionError` for what Discord's own client would not let them send.
        """
        return await self.answered(await self.send_slash(name, channel=channel, **options))

    async def send_slash(self, name: str, /, *, channel: Channel | None = None, **options: Said) -> Interaction:
        """The same, without waiting for an answer."""
        where = channel or self.channel
        command, path, options_at_end = command_named(self._state, where, name)
        data, resolved = typed_options(self._state, where, options_at_end, options)
        for each in reversed(path):
            data = [{"type": each["type"], "name": each["name"], "options": data}]
        body = {"id": command["id"], "name": command["name"], "type": 1, "options": data, "resolved": resolved}
        return await self._interactions.send(self.user, where, COMMAND, body)

    async def complete(self, name: str, option: str, text: str, **options: Said) -> list[Json]:
        """What is offered while they type `text` into an option: {"name", "value"} each."""
        command, path, options_at_end = command_named(self._state, self.channel, name)
        assert next(each for each in options_at_end if each["name"] == option).get("autocomplete"), option
        data, _ = typed_options(self._state, self.channel, options_at_end, options, whole=False)
        data.append({"type": 3, "name": option, "value": text, "focused": True})
        for each in reversed(path):
            data = [{"type": each["type"], "name": each["name"], "options": data}]
        body = {"id": command["id"], "name": command["name"], "type": 1, "options": data}
        answer = await self.answered(await self._interactions.send(self.user, self.channel, COMPLETION, body))
        return answer.interaction.choices

    async def use_on(self, name: str, message: Shown) -> Answer:
        """A command of a message's own menu."""
        command, _, _ = command_named(self._state, message.message.channel, name, kind=3)
        seen = self._seen(message)
        resolved = {"messages": {seen.id: seen.data}}
        body = {"id": command["id"], "name": name, "type": 3, "target_id": seen.id, "resolved": resolved}
        return await self.answered(await self._interactions.send(self.user, seen.channel, COMMAND, body))

    async def press(self, message: Shown, label: str) -> Answer:
        """Press the button with this label (or custom id)."""
        return await self.answered(await self.send_press(message, label))

    async def send_press(self, message: Shown, label: str) -> Interaction:
        seen = self._seen(message)
        button = Shown(seen).button(label)
        assert not button.get("disabled"), f"{label} is grey"
        body = {"component_type": 2, "custom_id": button["custom_id"], "id": button.get("id", 1)}
        return await self._interactions.send(self.user, seen.channel, COMPONENT, body, seen)

    async def choose(self, message: Shown, *labels: str, menu: str | None = None) -> Answer:
        """Choose options by label (or value) in the menu that has them; `menu` is its placeholder."""
        return await self.answered(await self.send_choice(message, *labels, menu=menu))

    async def send_choice(self, message: Shown, *labels: str, menu: str | None = None) -> Interaction:
        seen = self._seen(message)
        select, values = Shown(seen).menu_with(labels, menu)
        assert not select.get("disabled"), f"the menu of {labels} is grey"
        body = {"component_type": select["type"], "custom_id": select["custom_id"], "values": values}
        return await self._interactions.send(self.user, seen.channel, COMPONENT, body, seen)

    async def submit(self, modal: Modal, values: Mapping[str, str | list[str] | Upload] | None = None) -> Answer:
        """Send a form off: `values` by label (or custom id); what is not named stays as it was shown."""
        return await self.answered(await self.send_submit(modal, values))

    async def send_submit(
        self, modal: Modal, values: Mapping[str, str | list[str] | Upload] | None = None
    ) -> Interaction:
        components, resolved = filled_fields(self._state, modal.data, dict(values or {}))
        body = {"custom_id": modal.data["custom_id"], "components": components, "resolved": resolved}
        shown_on = modal.interaction.message
        if shown_on is not None and shown_on.id not in shown_on.channel.messages:
            shown_on = None
        return await self._interactions.send(self.user, modal.interaction.channel, FORM, body, shown_on)

    async def answered(self, interaction: Interaction) -> Answer:
        """What the bot said first. Raises `NotAnsweredError` after 3 s."""
        if not interaction.heard:
            raise NotAnsweredError("No bot hears the gateway.")
        patience_s = self._state.answer_within_s + _SLACK_S
        if self._state.patient:
            with suppress(TimeoutError):
                await asyncio.wait_for(interaction.answered.wait(), patience_s)
        else:
            gateway = self._state.gateway
            await self._state.until(lambda: interaction.answered.is_set() or not gateway.connected, patience_s)
        if not interaction.answered.is_set():
            raise NotAnsweredError(f"No answer to {interaction.payload['data']}.")
        modal = Modal(interaction.modal, interaction) if interaction.modal is not None else None
        return Answer(interaction, Shown(interaction.original) if interaction.original else None, modal)

    def delete(self, message: Shown) -> None:
        """Delete a message: a moderator any, everybody an ephemeral one of theirs (there: dismiss)."""
        self._state.delete(self._seen(message))

    # What they see

    def sees(self, channel: Channel | None = None) -> list[Shown]:
        """The channel as it stands before them, oldest first, with the ephemeral messages that are for them."""
        messages = (channel or self.channel).messages.values()
        return [Shown(each) for each in messages if each.sees in (None, self.user)]

    def sees_dms(self) -> list[Shown]:
        return self.sees(self._state.dm_with(self.user))

    async def wait_for(
        self, wanted: str | Callable[[Shown], Any], *, channel: Channel | None = None, timeout_s: float = 20.0
    ) -> Shown:
        """The newest message with this text, or of which `wanted` says yes. Raises `TimeoutError`."""

        def fits(each: Shown) -> bool:
            return wanted in each.text if isinstance(wanted, str) else bool(wanted(each))

        found = await self._state.until(
            lambda: next((each for each in reversed(self.sees(channel)) if fits(each)), None), timeout_s
        )
        if found is None:
            there = "\n---\n".join(each.text for each in self.sees(channel))
            raise TimeoutError(f"{self.user.name} never saw {wanted!r}, but:\n{there}")
        return found

    async def wait_until(self, message: Shown, wanted: Callable[[Shown], Any], timeout_s: float = 20.0) -> Shown:
        """This message, once it has become what `wanted` says yes to. Raises `TimeoutError`."""
        there = message.message.channel.messages

        def become() -> Shown | None:
            return message if message.id in there and wanted(message) else None

        found = await self._state.until(become, timeout_s)
        if found is None:
            raise TimeoutError(f"{self.user.name} never saw what was wanted, but:\n{message.text}\n{message.labels}")
        return found

    def now(self, message: Shown) -> Shown:
        """The message as it stands now."""
        return Shown(self._seen(message))

    def _seen(self, message: Shown) -> Message:
        found = message.message.channel.messages.get(message.id)
        assert found is not None, "the message is not there any more"
        assert found.sees in (None, self.user), f"{self.user.name} does not see this message"
        return found
