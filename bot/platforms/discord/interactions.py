"""From an interaction to its answer: what is asked is done or queued first, then Discord is told, once.

Discord waits 3 s. An answer that takes longer is deferred; one that Discord no longer takes is only logged:
what was accepted is in the queue, and its result is said by the outbox.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import discord

from bot.conversation import Conversation, Message, Reply, RequestContext, localized, requests
from bot.conversation.requests import Request
from bot.logs import new_trace, tracing
from bot.platforms.discord import responding
from bot.platforms.discord.asking import AnyInteraction, ask_of
from bot.platforms.discord.reading import Unreadable, read
from bot.platforms.discord.render import Extra
from bot.platforms.discord.uploads import Fetcher, NotTaken, Upload

log = logging.getLogger(__name__)

DEFER_AFTER_S = 1.5
LEAVE_S = 3.0
"""As long as somebody waits for an answer, who asks just as the bot is going."""
SETTLED_S = 30.0
"""As long as discord.py may go on trying to answer."""

_FORMS = (
    requests.ShowStart,
    requests.ShowFix,
    requests.ShowBrief,
    requests.ShowReread,
    requests.ShowTitle,
    requests.ShowColor,
    requests.ShowPicture,
    requests.ShowNext,
    requests.ShowReport,
    requests.ShowCompare,
)
"""Answered by a form, which Discord takes as the first answer only: these are never deferred."""
_WHISPERED = (
    requests.ShowUnderstood,
    requests.Books,
    requests.Queue,
    requests.ForgetMe,
    requests.ExportMe,
    requests.Help,
    requests.Settings,
    requests.Moderate,
    requests.Block,
    requests.Blocks,
    requests.Reports,
    requests.Report,
    requests.Delete,
    requests.Cancel,
)
"""Answered in private: so is their being deferred."""
_TURNING = (requests.StepVersion,)
"""Leafing through a book: the message turns to the other version. A sheet of options stays, to choose again."""
_CHANGING = (requests.Vote, requests.ClosePoll)
"""What changes the message whose button was pressed, beside the answer."""
_REPEATABLE = (requests.ExportMe,)
"""Changes nothing, and is made anew in smaller files where Discord refuses those that were made."""
_HEARD = 1000
"""Interactions that are remembered: a line that breaks and resumes may bring one again."""


class InteractionHandler:
    """Answers interactions, each in its own task."""

    def __init__(self, conversation: Conversation, client: discord.Client) -> None:
        self._conversation, self._client = conversation, client
        self._fetcher = Fetcher(client.http)
        self.on_accepted: Callable[[int, Message], None] | None = None
        """Told of each job that was accepted, and of the line that says so."""
        self._open: dict[str, set[asyncio.Task[Any]]] = {}
        self._turns = asyncio.Lock()
        self._heard: OrderedDict[int, None] = OrderedDict()

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
        if self._is_repeated(interaction.id):
            log.info("interaction %s came again", interaction.id)
            return
        with tracing(new_trace()), self._under_way(interaction):
            reply = None
            try:
                ask = ask_of(interaction)
                log.info("%s by %s", type(request).__name__, ask.user_key)
                await self._turn()
                reply = await self._done(interaction, ask, request, upload)
                await self._turn()
                await self._respond(interaction, ask, reply, request)
            except Exception:
                log.exception("%s could not be answered", type(request).__name__)
                # What was accepted goes its way, and its end is said by the outbox.
                if reply is None or reply.job_id is None:
                    await self.refuse(interaction, localized("discord-unexpected"))

    def _is_repeated(self, interaction_id: int) -> bool:
        """Whether this process has taken it up: what is no job (a page turned, a vote) would be done twice."""
        if interaction_id in self._heard:
            return True
        self._heard[interaction_id] = None
        while len(self._heard) > _HEARD:
            self._heard.popitem(last=False)
        return False

    async def _turn(self) -> None:
        """Let everything else that is due go first, and one more of those who wait here: fifty answers that are made
        up in one go are a loop that stands still for a tenth of a second."""
        async with self._turns:
            await asyncio.sleep(0)

    async def refuse(self, interaction: AnyInteraction, said: Message, extra: Sequence[Extra] = ()) -> None:
        """Answer by one private sentence, with buttons of the platform's own. Never raises."""
        try:
            language = await self._conversation.language(ask_of(interaction), True)
            await responding.send(interaction, Reply((said,), private=True), language, extra=extra)
        except Exception:
            log.exception("a sentence could not be said")

    async def _done(
        self, interaction: AnyInteraction, ask: RequestContext, request: Request, upload: Upload | None
    ) -> Reply:
        """Do what is asked; Discord is told to wait when that takes long."""
        request, unreadable = read(interaction, request)
        work = asyncio.create_task(self._reply(ask, request, upload, unreadable))
        try:
            if not isinstance(request, _FORMS):
                done, _ = await asyncio.wait({work}, timeout=DEFER_AFTER_S)
                if not done:
                    hidden = isinstance(request, _WHISPERED) or getattr(request, "private", False)
                    hidden = hidden or responding.is_hidden(interaction)
                    await responding.defer(interaction, hidden, thinking=not isinstance(request, _CHANGING))
            return await work
        finally:
            work.cancel()

    async def _reply(
        self, ask: RequestContext, request: Request, upload: Upload | None, unreadable: Sequence[Unreadable]
    ) -> Reply:
        if upload is None:
            return await self._answer(ask, request, unreadable)
        if isinstance(request, requests.RemoveText | requests.UpscalePicture) and not request.name:
            request = dataclasses.replace(request, name=upload.name)  # a form does not know it
        try:
            upload.check()
            refusal = await self._conversation.refusal_of_picture(ask, request, upload.size)
            if refusal is not None:
                return refusal
            async with self._fetcher.fetched(upload) as path:
                return await self._answer(ask, dataclasses.replace(request, picture=path), unreadable)  # type: ignore[arg-type]
        except NotTaken as refused:
            return await self._conversation.refused(ask, request, refused.line, "picture")

    async def _answer(self, ask: RequestContext, request: Request, unreadable: Sequence[Unreadable]) -> Reply:
        if not unreadable:
            return await self._conversation.answer(ask, request)
        first = unreadable[0]
        said = localized("discord-emoji", field=localized(f"field-{first.field}"), shown=first.shown)
        return await self._conversation.refused(ask, request, said, first.field)

    async def _respond(self, interaction: AnyInteraction, ask: RequestContext, reply: Reply, request: Request) -> None:
        language = await self._conversation.language(ask, reply.private)
        if reply.form is not None:
            await responding.show_form(interaction, reply.form, language)
            return
        if reply.update is not None:
            everybodys = await self._conversation.language(ask, private=False)
            await responding.change_pressed(interaction, reply.update, everybodys)
        if reply.job_id is not None and self.on_accepted is not None:
            self.on_accepted(reply.job_id, reply.lines[0])

        async def again(limit_bytes: int) -> Reply:
            return await self._conversation.answer(dataclasses.replace(ask, upload_limit_bytes=limit_bytes), request)

        message_id = await responding.send(
            interaction,
            reply,
            language,
            turns=isinstance(request, _TURNING),
            again=again if isinstance(request, _REPEATABLE) else None,
        )
        if message_id is not None and (reply.job_id is not None or reply.files):
            await self._conversation.answered(ask, str(message_id), reply)

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
