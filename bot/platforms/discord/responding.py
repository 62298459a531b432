"""The ways an answer goes to Discord: a message, a form, "thinking" and then a message, a change of the pressed one."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import aiohttp
import discord

from bot.conversation import Attachment, Form, Language, Reply, RequestContext, localized
from bot.conversation.requests import Request
from bot.platforms.discord.asking import AnyInteraction, ask_of
from bot.platforms.discord.forms import modal_of
from bot.platforms.discord.reading import read
from bot.platforms.discord.render import Extra, Shown, render
from bot.platforms.discord.uploads import USUAL_LIMIT_BYTES, is_too_large, opened
from bot.platforms.interactions import Again, Unreadable

log = logging.getLogger(__name__)

LIGHT_BYTES = 3_000_000
"""What is up to Discord within 3 s over any line that can serve a bot; more is announced first."""
LEAST_BYTES = 1_000_000
"""Files are not made smaller than this for a chat that refuses them."""
_TOO_LATE = frozenset({10008, 10015, 10062, 40060, 50027})
"""Discord's codes for: no such message, webhook or interaction any more, answered already, token too old."""


@dataclass(frozen=True)
class DiscordPress:
    """Implements `bot.platforms.interactions.Press`. `extra` are buttons of the platform's own, below the answer."""

    interaction: AnyInteraction
    extra: tuple[Extra, ...] = ()

    @property
    def id(self) -> str:
        return str(self.interaction.id)

    @property
    def is_hidden(self) -> bool:
        return is_hidden(self.interaction)

    def ask(self) -> RequestContext:
        return ask_of(self.interaction)

    def read(self, request: Request) -> tuple[Request, tuple[Unreadable, ...]]:
        return read(self.interaction, request)

    async def defer(self, private: bool, *, thinking: bool) -> None:
        await defer(self.interaction, private, thinking=thinking)

    async def show_form(self, form: Form, language: Language) -> None:
        """Open a form. Raises `ValueError` for one whose request does not fit into its id."""
        with _taken(self.interaction):
            await self.interaction.response.send_modal(modal_of(form, language))

    async def change_pressed(self, reply: Reply, language: Language) -> None:
        await change_pressed(self.interaction, reply, language)

    async def send(
        self, reply: Reply, language: Language, *, turns: bool = False, again: Again | None = None
    ) -> str | None:
        message_id = await send(self.interaction, reply, language, turns=turns, extra=self.extra, again=again)
        return None if message_id is None else str(message_id)


async def send(
    interaction: AnyInteraction,
    reply: Reply,
    language: Language,
    *,
    turns: bool = False,
    extra: Sequence[Extra] = (),
    again: Again | None = None,
) -> int | None:
    """Send the answer, and what follows it, by the way that is still open; its message id, None when Discord took none.

    `turns`: the message whose button was pressed becomes the answer. `extra` are buttons of the platform's own.
    `again` makes the answer anew when Discord refuses its files as too large.
    Raises `HTTPException` and what else `discord.py` raises, once trying again did not help.
    """
    try:
        while True:
            if not interaction.response.is_done() and await asyncio.to_thread(_bytes_of, reply.files) > LIGHT_BYTES:
                await defer(interaction, reply.private)
            try:
                message_id = await _sent(interaction, reply, render(reply, language, extra=extra), language, turns)
                break
            except FileNotFoundError as error:
                log.warning("a file to be shown is gone: %s", error)
                reply = dataclasses.replace(reply, files=(), lines=(*reply.lines, localized("picture-gone")))
            except discord.HTTPException as error:
                if not reply.files or not is_too_large(error):
                    raise
                limit_bytes = _next_limit(reply.files)
                if again is None or limit_bytes < LEAST_BYTES:
                    reply = dataclasses.replace(reply, files=(), lines=(*reply.lines, localized("discord-too-large")))
                else:
                    log.warning("interaction %s: too large; again in files of %d bytes", interaction.id, limit_bytes)
                    reply = await again(limit_bytes)
            except (aiohttp.ClientError, ConnectionError, TimeoutError) as error:
                # If it arrived all the same, Discord refuses the second one.
                log.warning("interaction %s is answered again: %s", interaction.id, error)
                message_id = await _sent(interaction, reply, render(reply, language, extra=extra), language, turns)
                break
        for each in reply.more:
            await _follow(interaction, each, language)
        return message_id
    except discord.HTTPException as error:
        _pass_if_too_late(interaction, error)
        return None


async def _follow(interaction: AnyInteraction, reply: Reply, language: Language) -> None:
    """One more message after the answer; without its files, and saying so, where they are too large."""
    try:
        await _followed(interaction, reply, render(reply, language), language)
    except discord.HTTPException as error:
        if not is_too_large(error):
            raise
        bare = dataclasses.replace(reply, files=(), lines=(*reply.lines, localized("discord-too-large")))
        await _followed(interaction, bare, render(bare, language), language)


async def _followed(interaction: AnyInteraction, reply: Reply, shown: Shown, language: Language) -> int:
    async with opened(shown.files, language) as files:
        followup = interaction.followup
        return (await followup.send(view=shown.view, files=files, ephemeral=reply.private, wait=True)).id


def _next_limit(files: Sequence[Attachment]) -> int:
    """The size to try after a refusal, in bytes: what Discord takes of everybody, then half of what it refused."""
    largest = max(file.size for file in files)
    return USUAL_LIMIT_BYTES if largest > USUAL_LIMIT_BYTES else largest // 2


async def defer(interaction: AnyInteraction, hidden: bool, *, thinking: bool = True) -> None:
    """Tell Discord that the answer takes longer than it waits. Never raises what the line does.

    Without `thinking` nothing is shown, and the message whose button was pressed may still change.
    """
    try:
        await interaction.response.defer(thinking=thinking, ephemeral=hidden)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.warning("interaction %s could not be told to wait: %s", interaction.id, error)
    else:
        interaction.extras["hidden"] = hidden


async def change_pressed(interaction: AnyInteraction, reply: Reply, language: Language) -> None:
    """Change the message whose button was pressed; its files stay."""
    kept = interaction.message.attachments if interaction.message else []
    view = render(reply, language, kept=kept).view
    with _taken(interaction):
        if interaction.response.type is discord.InteractionResponseType.deferred_message_update:
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)


def is_hidden(interaction: AnyInteraction) -> bool:
    """Whether a button of a message was pressed that only one person sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _sent(interaction: AnyInteraction, reply: Reply, shown: Shown, language: Language, turns: bool) -> int | None:
    response = interaction.response
    async with opened(shown.files, language) as files:
        if response.type is discord.InteractionResponseType.deferred_channel_message:
            if interaction.extras.get("hidden") == reply.private:
                return (await interaction.edit_original_response(view=shown.view, attachments=files)).id
            await interaction.delete_original_response()
        if response.is_done():
            hidden = reply.private
            return (await interaction.followup.send(view=shown.view, files=files, ephemeral=hidden, wait=True)).id
        if _changes_message(interaction, reply, turns):
            await response.edit_message(view=shown.view, attachments=files)
            return interaction.message.id if interaction.message else None
        return (await response.send_message(view=shown.view, files=files, ephemeral=reply.private)).message_id


@contextlib.contextmanager
def _taken(interaction: AnyInteraction) -> Iterator[None]:
    """Goes on where Discord no longer takes an answer."""
    try:
        yield
    except discord.HTTPException as error:
        _pass_if_too_late(interaction, error)


def _pass_if_too_late(interaction: AnyInteraction, error: discord.HTTPException) -> None:
    """Raise `error`, unless the press is too old or was answered by an earlier try."""
    if error.code not in _TOO_LATE and error.status != 404:
        raise error
    log.warning("interaction %s takes no answer: %s %s", interaction.id, error.status, error.code)


def _bytes_of(files: Sequence[Attachment]) -> int:
    """The size of what is there of the files. Blocks."""
    return sum(file.path.stat().st_size for file in files if file.path.exists())


def _changes_message(interaction: AnyInteraction, reply: Reply, turns: bool) -> bool:
    """Whether the answer to a press takes the place of the message: leafing, and private back and forth."""
    if interaction.type is not discord.InteractionType.component or interaction.message is None:
        return False
    if reply.job_id is not None or is_hidden(interaction) != reply.private:
        return False
    return reply.private or (turns and bool(reply.files))
