"""Answer interactions of any chat: first the request is done or queued, then the chat gets one answer.

Chats wait about 3 s. An answer that takes longer is deferred. If the chat no longer accepts it, it is only logged,
because an accepted request is in the queue and the outbox sends its result. A platform passes each press, command and
form as a `Press`.
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
"""How long users wait for an answer who ask while the bot shuts down."""
SETTLED_S = 30.0
"""How long a chat's library may retry an answer."""
_HEARD = 1000
"""How many interactions are remembered, because a resumed connection may deliver one again."""

Again = Callable[[int], Awaitable[Reply]]
"""Makes an answer again, with files of at most so many bytes."""


@dataclasses.dataclass(frozen=True)
class Unreadable:
    """A part of a text for the cover that has no letters, such as a custom emoji: `shown` is what it looked like."""

    field: str
    shown: str


class Press(Protocol):
    """One interaction from its chat, and the ways to answer it."""

    @property
    def id(self) -> str:
        """The chat's unique id."""
        ...

    @property
    def is_hidden(self) -> bool:
        """Whether a button was pressed in a message that only one user sees."""
        ...

    def ask(self) -> RequestContext:
        """The user, the place and the language of the request."""
        ...

    def read(self, request: Request) -> tuple[Request, tuple[Unreadable, ...]]:
        """`request` with its texts as the chat shows them; unprintable parts are removed and returned."""
        ...

    async def defer(self, private: bool, *, thinking: bool) -> None:
        """Defer the answer, which takes longer than the chat waits; without `thinking` nothing is shown."""
        ...

    async def show_form(self, form: Form, language: Language) -> None:
        """Answer by a form."""
        ...

    async def change_pressed(self, reply: Reply, language: Language) -> None:
        """Change the message whose button was pressed; its files are kept."""
        ...

    async def send(
        self, reply: Reply, language: Language, *, turns: bool = False, again: Again | None = None
    ) -> str | None:
        """Answer by a message and those that follow it; returns its id, or None when the chat accepted none.

        With `turns`, the message whose button was pressed becomes the answer. `again` makes the answer again if its
        files are refused as too large.
        """
        ...


class InteractionHandler:
    """Answers interactions of one chat, each in its own task. `fetcher` downloads uploaded files."""

    def __init__(self, conversation: Conversation, fetcher: Fetcher) -> None:
        self._conversation, self._fetcher = conversation, fetcher
        self.on_accepted: Callable[[int, Message], None] | None = None
        """Called with each accepted job and the message that says so."""
        self._open: dict[str, set[asyncio.Task[Any]]] = {}
        self._turns = asyncio.Lock()
        self._heard: OrderedDict[str, None] = OrderedDict()

    async def settled(self, interaction_id: str | None) -> None:
        """Wait until the first answer to an interaction was sent, at most 30 s."""
        tasks = self._open.get(interaction_id or "", set()) - {asyncio.current_task()}
        if tasks:
            await asyncio.wait(tasks, timeout=SETTLED_S)

    async def leave(self) -> None:
        """Wait a few seconds for answers that are being sent."""
        tasks = {task for each in self._open.values() for task in each}
        if tasks:
            await asyncio.wait(tasks, timeout=LEAVE_S)

    def is_settled(self, interaction_id: str) -> bool:
        """Whether no first answer to an interaction is being made or sent."""
        return interaction_id not in self._open

    async def answer(self, press: Press, request: Request, upload: Upload | None = None) -> None:
        """Handle a request and answer it. `upload` becomes the request's `picture`. Never raises."""
        if self._is_repeated(press.id):
            log.info("the interaction %s was delivered again", press.id)
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
                # An accepted job continues, and the outbox reports its end.
                if reply is None or reply.job_id is None:
                    await self.refuse(press, localized("discord-unexpected"))

    async def refuse(self, press: Press, said: Message) -> None:
        """Answer by one private sentence. Never raises."""
        try:
            language = await self._conversation.language(press.ask(), True)
            await press.send(Reply((said,), private=True), language)
        except Exception:
            log.exception("a sentence could not be sent")

    def _is_repeated(self, interaction_id: str) -> bool:
        """Whether this process has already handled it, because requests without a job would be done twice."""
        if interaction_id in self._heard:
            return True
        self._heard[interaction_id] = None
        while len(self._heard) > _HEARD:
            self._heard.popitem(last=False)
        return False

    async def _turn(self) -> None:
        """Let other tasks run first, and then one of the waiting answers at a time: making fifty answers at once would
        block the event loop for a tenth of a second."""
        async with self._turns:
            await asyncio.sleep(0)

    async def _done(
        self, press: Press, ask: RequestContext, request: Request, reply: Coroutine[Any, Any, Reply]
    ) -> Reply:
        """Handle the request; the answer is deferred if that takes long."""
        declared = action_of(request)
        work = asyncio.create_task(reply)
        try:
            if not declared.shows_form:  # a chat accepts a form only as the first answer
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
            request = msgspec.structs.replace(request, name=upload.name)  # a form does not contain it
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
