"""From an interaction to its answer, on any chat: what is asked is done or queued first, then the chat is told, once.

Chats wait about 3 s. An answer that takes longer is deferred; one that the chat no longer takes is only logged: what
was accepted is in the queue, and its result is said by the outbox. A platform hands over each press, command and form
as a `Press`.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from typing import Any, Protocol

import msgspec

from bot.conversation import Conversation, Form, Language, Message, Reply, RequestContext, localized, requests
from bot.conversation.requests import Request, action_of
from bot.logs import new_trace, tracing
from bot.platforms.uploads import Fetcher, NotTaken, Upload

log = logging.getLogger(__name__)

DEFER_AFTER_S = 1.5
LEAVE_S = 3.0
"""As long as somebody waits for an answer, who asks just as the bot is going."""
SETTLED_S = 30.0
"""As long as a chat's library may go on trying to answer."""
_HEARD = 1000
"""Interactions that are remembered: a connection that breaks and resumes may bring one again."""

Again = Callable[[int], Awaitable[Reply]]
"""Makes an answer anew, with files of at most so many bytes."""


@dataclasses.dataclass(frozen=True)
class Unreadable:
    """Something in a text that stands on the cover, which has no letters: `shown` is what it looked like."""

    field: str
    shown: str


class Press(Protocol):
    """One interaction as its chat brought it, and the ways to answer it."""

    @property
    def id(self) -> str:
        """The chat's own, never given twice."""
        ...

    @property
    def is_hidden(self) -> bool:
        """Whether a button of a message was pressed that only one person sees."""
        ...

    def ask(self) -> RequestContext:
        """Who asks, where and how."""
        ...

    def read(self, request: Request) -> tuple[Request, tuple[Unreadable, ...]]:
        """`request` with its texts as they read on the chat; what cannot be printed is taken out, and told."""
        ...

    async def defer(self, private: bool, *, thinking: bool) -> None:
        """Tell the chat that the answer takes longer than it waits; without `thinking` nothing is shown."""
        ...

    async def show_form(self, form: Form, language: Language) -> None:
        """Answer by a form."""
        ...

    async def change_pressed(self, reply: Reply, language: Language) -> None:
        """Change the message whose button was pressed; its files stay."""
        ...

    async def send(
        self, reply: Reply, language: Language, *, turns: bool = False, again: Again | None = None
    ) -> str | None:
        """Answer by a message, and what follows it; its id, None when the chat took none.

        `turns`: the message whose button was pressed becomes the answer. `again` makes the answer anew when its files
        are refused as too large.
        """
        ...


class InteractionHandler:
    """Answers interactions of one chat, each in its own task. `fetcher` brings files that are handed in."""

    def __init__(self, conversation: Conversation, fetcher: Fetcher) -> None:
        self._conversation, self._fetcher = conversation, fetcher
        self.on_accepted: Callable[[int, Message], None] | None = None
        """Told of each job that was accepted, and of the line that says so."""
        self._open: dict[str, set[asyncio.Task[Any]]] = {}
        self._turns = asyncio.Lock()
        self._heard: OrderedDict[str, None] = OrderedDict()

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

    async def answer(self, press: Press, request: Request, upload: Upload | None = None) -> None:
        """Do what is asked and answer it. `upload` becomes the request's `picture`. Never raises."""
        if self._is_repeated(press.id):
            log.info("interaction %s came again", press.id)
            return
        with tracing(new_trace()), self._under_way(press):
            reply = None
            try:
                ask = press.ask()
                log.info("%s by %s", type(request).__name__, ask.user_key)
                await self._turn()
                request, unreadable = press.read(request)
                reply = await self._done(press, ask, request, self._reply(ask, request, upload, unreadable))
                await self._turn()
                await self._respond(press, ask, reply, request)
            except Exception:
                log.exception("%s could not be answered", type(request).__name__)
                # What was accepted goes its way, and its end is said by the outbox.
                if reply is None or reply.job_id is None:
                    await self.refuse(press, localized("discord-unexpected"))

    async def refuse(self, press: Press, said: Message) -> None:
        """Answer by one private sentence. Never raises."""
        try:
            language = await self._conversation.language(press.ask(), True)
            await press.send(Reply((said,), private=True), language)
        except Exception:
            log.exception("a sentence could not be said")

    def _is_repeated(self, interaction_id: str) -> bool:
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

    async def _done(
        self, press: Press, ask: RequestContext, request: Request, reply: Coroutine[Any, Any, Reply]
    ) -> Reply:
        """Do what is asked; the chat is told to wait when that takes long."""
        declared = action_of(request)
        work = asyncio.create_task(reply)
        try:
            if not declared.shows_form:  # a form is taken as the first answer only
                done, _ = await asyncio.wait({work}, timeout=DEFER_AFTER_S)
                if not done:
                    hidden = declared.private or getattr(request, "private", False) or press.is_hidden
                    await press.defer(hidden, thinking=not declared.changes)
            return await work
        finally:
            work.cancel()

    async def _reply(
        self, ask: RequestContext, request: Request, upload: Upload | None, unreadable: tuple[Unreadable, ...]
    ) -> Reply:
        if upload is None:
            return await self._answer(ask, request, unreadable)
        if isinstance(request, requests.RemoveText | requests.UpscalePicture) and not request.name:
            request = msgspec.structs.replace(request, name=upload.name)  # a form does not know it
        try:
            upload.check()
            refusal = await self._conversation.refusal_of_picture(ask, request, upload.size)
            if refusal is not None:
                return refusal
            async with self._fetcher.fetched(upload) as path:
                return await self._answer(ask, msgspec.structs.replace(request, picture=path), unreadable)
        except NotTaken as refused:
            return await self._conversation.refused(ask, request, refused.line, "picture")

    async def _answer(self, ask: RequestContext, request: Request, unreadable: tuple[Unreadable, ...]) -> Reply:
        if not unreadable:
            return await self._conversation.answer(ask, request)
        first = unreadable[0]
        said = localized("discord-emoji", field=localized(f"field-{first.field}"), shown=first.shown)
        return await self._conversation.refused(ask, request, said, first.field)

    async def _respond(self, press: Press, ask: RequestContext, reply: Reply, request: Request) -> None:
        declared = action_of(request)
        language = await self._conversation.language(ask, reply.private)
        if reply.form is not None:
            await press.show_form(reply.form, language)
            return
        if reply.update is not None:
            everybodys = await self._conversation.language(ask, private=False)
            await press.change_pressed(reply.update, everybodys)
        if reply.job_id is not None and self.on_accepted is not None:
            self.on_accepted(reply.job_id, reply.lines[0])

        async def again(limit_bytes: int) -> Reply:
            return await self._conversation.answer(dataclasses.replace(ask, upload_limit_bytes=limit_bytes), request)

        message_id = await press.send(
            reply, language, turns=declared.turns, again=again if declared.repeatable else None
        )
        if message_id is not None and (reply.job_id is not None or reply.files):
            await self._conversation.answered(ask, message_id, reply)

    @contextlib.contextmanager
    def _under_way(self, press: Press) -> Iterator[None]:
        key, task = press.id, asyncio.current_task()
        assert task is not None
        tasks = self._open.setdefault(key, set())
        tasks.add(task)
        try:
            yield
        finally:
            tasks.discard(task)
            if not tasks:
                self._open.pop(key, None)
