"""From an interaction to its answer: what is asked is done or queued first, then Discord is told, once.

Discord waits 3 s. An answer that takes longer is deferred; one that Discord no longer takes is only logged:
what was accepted is in the queue, and its result is said by the outbox.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import aiohttp
import discord

from bot.conversation import Ask, Attachment, Conversation, Language, Line, Reply, asks, line
from bot.conversation.asks import Request
from bot.logs import new_trace, tracing
from bot.platforms.discord.asking import AnyInteraction, ask_of
from bot.platforms.discord.forms import modal_of
from bot.platforms.discord.render import Extra, Shown, render
from bot.platforms.discord.uploads import Fetcher, NotTaken, Upload, is_too_large, opened
from bot.platforms.discord.words import NAME
from bot.store.deletion import Posted

log = logging.getLogger(__name__)

DEFER_AFTER_S = 1.5
LIGHT_BYTES = 3_000_000
"""What is up to Discord within 3 s over any line that can serve a bot; more is announced first."""
LEAVE_S = 3.0
"""As long as somebody waits for an answer, who asks just as the bot is going."""
SETTLED_S = 30.0
"""As long as discord.py may go on trying to answer."""

_FORMS = (
    asks.ShowStart,
    asks.ShowFix,
    asks.ShowBrief,
    asks.ShowTitle,
    asks.ShowColor,
    asks.ShowPicture,
    asks.ShowNext,
    asks.ShowReport,
    asks.ShowCompare,
)
"""Answered by a form, which Discord takes as the first answer only: these are never deferred."""
_WHISPERED = (
    asks.Books,
    asks.Queue,
    asks.ForgetMe,
    asks.ExportMe,
    asks.Help,
    asks.Settings,
    asks.Moderate,
    asks.Block,
    asks.Blocks,
    asks.Reports,
    asks.Report,
    asks.Delete,
    asks.Cancel,
)
"""Answered in private: so is their being deferred."""
_TURNING = (asks.StepVersion,)
"""Leafing through a book: the message turns to the other version. A sheet of options stays, to choose again."""
_TOO_LATE = frozenset({10008, 10015, 10062, 40060, 50027})
"""Discord's codes for: no such message, webhook or interaction any more, answered already, token too old."""


class Desk:
    """Answers interactions, each in its own task."""

    def __init__(self, conversation: Conversation, client: discord.Client) -> None:
        self._conversation, self._client = conversation, client
        self._fetcher = Fetcher(client.http)
        self.on_accepted: Callable[[int, Line], None] | None = None
        """Told of each job that was accepted, and of the line that says so."""
        self._open: dict[str, set[asyncio.Task[Any]]] = {}
        self._chores: set[asyncio.Task[None]] = set()

    async def settled(self, interaction_id: str | None) -> None:
        """Wait until the first answer to an interaction has been given, at most 30 s."""
        tasks = self._open.get(interaction_id or "", set()) - {asyncio.current_task()}
        if tasks:
            await asyncio.wait(tasks, timeout=SETTLED_S)

    async def leave(self) -> None:
        """Let the answers under way be given, for a few seconds."""
        tasks = {task for each in self._open.values() for task in each}
        if tasks:
            await asyncio.wait(tasks, timeout=LEAVE_S)

    def is_settled(self, interaction_id: str) -> bool:
        """Whether no first answer to an interaction is under way."""
        return interaction_id not in self._open

    async def answer(self, interaction: AnyInteraction, request: Request, upload: Upload | None = None) -> None:
        """Do what is asked and answer it. `upload` becomes the request's `picture`. Never raises."""
        with tracing(new_trace()), self._under_way(interaction):
            reply = None
            try:
                ask = ask_of(interaction)
                log.info("%s by %s", type(request).__name__, ask.user_key)
                reply = await self._done(interaction, ask, request, upload)
                await self._respond(interaction, ask, reply, turns=isinstance(request, _TURNING))
                self.remove(reply.remove)
            except Exception:
                log.exception("%s could not be answered", type(request).__name__)
                # What was accepted goes its way, and its end is said by the outbox.
                if reply is None or reply.job_id is None:
                    await self.refuse(interaction, line("discord-unexpected"))

    async def refuse(self, interaction: AnyInteraction, said: Line, extra: Sequence[Extra] = ()) -> None:
        """Answer by one private sentence, with buttons of the platform's own. Never raises."""
        try:
            language = await self._conversation.language(ask_of(interaction), True)
            await self._send(interaction, Reply((said,), private=True), language, extra=extra)
        except Exception:
            log.exception("a sentence could not be said")

    async def _done(self, interaction: AnyInteraction, ask: Ask, request: Request, upload: Upload | None) -> Reply:
        """Do what is asked; Discord is told to wait when that takes long."""
        work = asyncio.create_task(self._reply(ask, request, upload))
        try:
            if not isinstance(request, _FORMS):
                done, _ = await asyncio.wait({work}, timeout=DEFER_AFTER_S)
                if not done:
                    hidden = isinstance(request, _WHISPERED) or getattr(request, "private", False)
                    await self._defer(interaction, hidden or _is_hidden(interaction))
            return await work
        finally:
            work.cancel()

    async def _reply(self, ask: Ask, request: Request, upload: Upload | None) -> Reply:
        if upload is None:
            return await self._conversation.answer(ask, request)
        try:
            async with self._fetcher.fetched(upload) as path:
                return await self._conversation.answer(ask, dataclasses.replace(request, picture=path))  # type: ignore[arg-type]
        except NotTaken as refused:
            return Reply((refused.line,), private=True)

    async def _defer(self, interaction: AnyInteraction, hidden: bool) -> None:
        try:
            await interaction.response.defer(thinking=True, ephemeral=hidden)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("interaction %s could not be told to wait: %s", interaction.id, error)
        else:
            interaction.extras["hidden"] = hidden

    async def _respond(self, interaction: AnyInteraction, ask: Ask, reply: Reply, *, turns: bool = False) -> None:
        language = await self._conversation.language(ask, reply.private)
        if reply.form is not None:
            with _taken(interaction):
                await interaction.response.send_modal(modal_of(reply.form, language))
            return
        if reply.update is not None:
            await self._update(interaction, ask, reply.update)
        heavy = bool(reply.files) and await asyncio.to_thread(_bytes_of, reply.files) > LIGHT_BYTES
        if heavy and not interaction.response.is_done():
            await self._defer(interaction, hidden=reply.private)
        if reply.job_id is not None and self.on_accepted is not None:
            self.on_accepted(reply.job_id, reply.lines[0])
        message_id = await self._send(interaction, reply, language, turns=turns)
        if message_id is not None and (reply.job_id is not None or reply.files):
            await self._conversation.answered(ask, str(message_id), reply)

    async def _update(self, interaction: AnyInteraction, ask: Ask, reply: Reply) -> None:
        """Change the message whose button was pressed; its files stay."""
        kept = interaction.message.attachments if interaction.message else []
        language = await self._conversation.language(ask, private=False)
        with _taken(interaction):
            await interaction.response.edit_message(view=render(reply, language, kept=kept).view)

    async def _send(
        self,
        interaction: AnyInteraction,
        reply: Reply,
        language: Language,
        *,
        turns: bool = False,
        extra: Sequence[Extra] = (),
    ) -> int | None:
        """Send the answer by the way that is still open; its message id, None when Discord took none."""
        try:
            try:
                return await self._sent(interaction, reply, render(reply, language, extra=extra), language, turns)
            except FileNotFoundError as error:
                log.warning("a file to be shown is gone: %s", error)
                bare = dataclasses.replace(reply, files=())
            except discord.HTTPException as error:
                if not reply.files or not is_too_large(error):
                    raise
                bare = dataclasses.replace(reply, files=(), lines=(*reply.lines, line("discord-too-large")))
            except (aiohttp.ClientError, ConnectionError, TimeoutError) as error:
                # If it arrived all the same, Discord refuses the second one.
                log.warning("interaction %s is answered again: %s", interaction.id, error)
                bare = reply
            return await self._sent(interaction, bare, render(bare, language, extra=extra), language, turns)
        except discord.HTTPException as error:
            _pass_if_too_late(interaction, error)
            return None

    async def _sent(
        self, interaction: AnyInteraction, reply: Reply, shown: Shown, language: Language, turns: bool
    ) -> int | None:
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

    def remove(self, posted: Iterable[Posted]) -> None:
        """Take older messages out of the chat, as far as Discord lets us, without anybody waiting for it."""
        wanted = [each for each in posted if each.platform == NAME and each.channel_id.isdecimal()]
        if wanted:
            chore = asyncio.create_task(self._remove(wanted))
            self._chores.add(chore)
            chore.add_done_callback(self._chores.discard)

    async def _remove(self, posted: list[Posted]) -> None:
        for each in posted:
            try:
                await self._client.http.delete_message(int(each.channel_id), int(each.message_id))
            except (discord.HTTPException, aiohttp.ClientError, OSError, ValueError) as error:
                log.info("a message of a deleted book stays: %s", error)

    @contextlib.contextmanager
    def _under_way(self, interaction: AnyInteraction) -> Iterator[None]:
        key, task = str(interaction.id), asyncio.current_task()
        assert task is not None
        tasks = self._open.setdefault(key, set())
        tasks.add(task)
        try:
            yield
        finally:
            tasks.discard(task)
            if not tasks:
                self._open.pop(key, None)


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


def _is_hidden(interaction: AnyInteraction) -> bool:
    """Whether a button of a message was pressed that only one person sees."""
    return interaction.message is not None and interaction.message.flags.ephemeral


def _changes_message(interaction: AnyInteraction, reply: Reply, turns: bool) -> bool:
    """Whether the answer to a press takes the place of the message: leafing, and private back and forth."""
    if interaction.type is not discord.InteractionType.component or interaction.message is None:
        return False
    if reply.job_id is not None or _is_hidden(interaction) != reply.private:
        return False
    return reply.private or (turns and bool(reply.files))
