"""People on a loopback Discord who do one thing after another at random, and take the bot's answers at their word."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from loopback.discord import Answer, Discord, Interaction, Modal, NotAnsweredError, Person, Shown, Upload
from loopback.discord.limits import INPUT, UPLOAD
from loopback.discord.shown import fields_of
from loopback.discord.world import Json

_SYNOPSES = (*6 * ("",), *4 * ("A whale.",), *4 * ("takes 0.1",), "takes 0.2", "request", "engine", "memory", "exit")
"""What the painter of `fake_engines` makes of a brief: mostly a picture, now and then a misdeed."""
_TEXTS = ("Rain", "The Keeper", "비와 고래", "A Third Time")
_TOKEN_LIVES_S = (30.5, 31.0, 33.0, 900.0, 900.0, 900.0, 900.0)
"""The bot takes a token for gone half a minute before its end: some are gone before their picture is there."""
_NEVER = ("|delete|", "|forget", "|remove-picture|", "|block")
"""Ids of what takes things away again: what is gone cannot be counted."""
CANCEL = "ac1|cancel|"
"""How the id of the button begins that stands under what was accepted."""


@dataclass
class SimulatedUsers:
    """Everybody. `accepted` are the interactions whose first answer said that something will be made.

    `private` are those about books that only their writer sees, `deleted` the messages somebody deleted.
    """

    place: Discord
    picture: Upload
    dice: random.Random
    accepted: dict[str, Interaction] = field(default_factory=dict)
    did: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    private: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    quiet: bool = False

    async def live(self, person: Person) -> None:
        """One person's day, until `quiet`."""
        while not self.quiet:
            await asyncio.sleep(self.dice.uniform(0, 0.2))
            if not self.place.gateway.connected:
                continue
            self.place.state.token_life_s = self.dice.choice(_TOKEN_LIVES_S)
            try:
                await self._act(person)
            except NotAnsweredError:
                self.did["not answered"] += 1

    async def _act(self, person: Person) -> None:
        mine = [each for each in person.sees() if _whose(each) == person.user.id and _wanted(each)][-6:]
        if not mine or self.dice.random() < 0.2:
            await self._cover(person)
            return
        message = self.dice.choice(mine)
        if self.dice.random() < 0.03:
            self.deleted.add(message.id)
            person.delete(message)
            return
        component = self.dice.choice(_wanted(message))
        if component.get("custom_id", "").startswith(CANCEL) and self.dice.random() < 0.95:
            return
        if component["type"] == 2:
            self.did["presses"] += 1
            interaction = await person.send_press(message, component["custom_id"])
        else:
            self.did["choices"] += 1
            interaction = await person.send_choice(message, self.dice.choice(component["options"])["value"])
        if message.is_private:
            self.private.add(interaction.id)
        answer = await person.answered(interaction)
        self._note(answer)
        if answer.modal is not None:
            self.did["forms"] += 1
            await self._again_and(answer.interaction)
            sent = await person.send_submit(answer.modal, self._filled(answer.modal))
            if message.is_private:
                self.private.add(sent.id)
            self._note(await person.answered(sent))

    async def _cover(self, person: Person) -> None:
        self.did["covers"] += 1
        options: dict[str, Any] = {"title": self.dice.choice(_TEXTS), "options": self.dice.choice((1, 1, 1, 2, 4))}
        if synopsis := self.dice.choice(_SYNOPSES):
            options["synopsis"] = synopsis
        if self.dice.random() < 0.1:
            options["background"] = self.picture
        if self.dice.random() < 0.1:
            options["private"] = True
        interaction = await person.send_slash("cover", **options)
        if "private" in options:
            self.private.add(interaction.id)
        await self._again_and(interaction)
        self._note(await person.answered(interaction))

    async def _again_and(self, interaction: Interaction) -> None:
        """Sometimes Discord delivers what it has delivered before."""
        if self.dice.random() < 0.1:
            self.did["delivered twice"] += 1
            await self.place.interactions.again(interaction)

    def _filled(self, modal: Modal) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for label, each in fields_of(modal.data):
            if each["type"] == UPLOAD:
                if each.get("required", True) or self.dice.random() < 0.3:
                    values[label] = self.picture
            elif each["type"] == INPUT and each["custom_id"] != "ratio":
                empty = each.get("required", True) and not each.get("value")
                words = self.dice.choice(_TEXTS) if empty or self.dice.random() < 0.4 else each.get("value") or ""
                values[label] = words[: each.get("max_length") or 4000]
        return values

    def _note(self, answer: Answer) -> None:
        if answer.interaction.callback == 4 and answer.message and is_acceptance(answer.message):
            self.accepted[answer.interaction.id] = answer.interaction
        elif answer.message and answer.message.is_private:
            self.refusals[answer.message.text] += 1


def is_acceptance(message: Shown) -> bool:
    return any(each.get("custom_id", "").startswith(CANCEL) for each in message.buttons)


def _whose(message: Shown) -> str:
    return str(message.data.get("interaction_metadata", {}).get("user", {}).get("id", ""))


def _wanted(message: Shown) -> list[Json]:
    """Buttons and menus somebody may touch here."""
    buttons = [each for each in message.buttons if "custom_id" in each and not each.get("disabled")]
    menus = [each for each in message.menus if each.get("options")]
    return [each for each in (*buttons, *menus) if not any(never in str(each) for never in _NEVER)]
