"""The conversation about books, free of any platform: requests in, replies and announcements out.

`Conversation.answer(ask, request)` checks who asks, does what is asked or queues it, and returns a `Reply`.
What a job made is said later: the platform hands a message of the outbox to `Conversation.announce`.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from dataclasses import replace
from typing import TypeVar

from articover.errors import ArtiCoverError, RequestError
from bot.conversation import (
    authorization,
    books,
    imaging,
    moderation,
    painting,
    polls,
    printing,
    privacy,
    requests,
    retry_forms,
    server,
    settings,
    suggesting,
    typography,
    understood,
)
from bot.conversation.announce import announcement, is_told_in_private, job_language
from bot.conversation.context import Context, Full, OwnerPolicy, Refused, language_of
from bot.conversation.delivery import FileLimit, smaller_limit
from bot.conversation.handlers import HANDLERS, check_handlers
from bot.conversation.job_planner import JobPlanner
from bot.conversation.notices import error_line
from bot.conversation.progress import live_previews, progress_line, waiting_line
from bot.conversation.remedies import Remedy, wrong_field
from bot.conversation.reply import (
    Answer,
    Attachment,
    Button,
    Field,
    Form,
    Message,
    Person,
    Place,
    Reply,
    button,
    filled,
    localized,
    whisper,
)
from bot.conversation.requests import Language, OfBook, Request, RequestContext, ShowFix, action_of
from bot.conversation.uploads import check_room
from bot.errors import NotFoundError
from bot.jobs import Job
from bot.store import Transaction
from bot.store.faults import is_full
from bot.store.interactions import answer_of, remember_answer, remember_shown
from bot.store.records import Json, Session
from bot.store.removals import remove_later
from bot.store.sessions import get_session, is_there

__all__ = [
    "Answer",
    "Attachment",
    "Button",
    "Context",
    "Conversation",
    "Field",
    "FileLimit",
    "Form",
    "JobPlanner",
    "Language",
    "Message",
    "OwnerPolicy",
    "Person",
    "Place",
    "Reply",
    "Request",
    "RequestContext",
    "button",
    "filled",
    "live_previews",
    "localized",
    "progress_line",
    "requests",
    "smaller_limit",
]

log = logging.getLogger(__name__)

check_handlers(
    books,
    imaging,
    moderation,
    painting,
    polls,
    printing,
    privacy,
    retry_forms,
    server,
    settings,
    typography,
    understood,
)

_Said = TypeVar("_Said", Reply, Reply | None)


class Conversation:
    """All use cases over one open store."""

    def __init__(self, context: Context) -> None:
        self.context = context

    async def answer(self, ask: RequestContext, request: Request) -> Reply:
        """Do what is asked, if the one who asks may. Never raises for what is wrong with the request."""
        return await self._guarded(ask, request, self._answer(ask, request))

    async def refusal_of_picture(self, ask: RequestContext, request: Request, size_bytes: int) -> Reply | None:
        """What is said of a request whose picture, of this size, is not fetched yet; None when it may be."""
        return await self._guarded(ask, request, self._refusal_of_picture(ask, request, size_bytes))

    async def _guarded(self, ask: RequestContext, request: Request, work: Awaitable[_Said]) -> _Said | Reply:
        try:
            return await work
        except Refused as refused:
            return Reply((refused.line,), private=True)
        except NotFoundError:
            return whisper("refused-no-book")
        except ArtiCoverError as error:
            log.error("%s: %s", type(request).__name__, error)
            return await self.refused(
                ask, request, localized("refused-disk-full" if is_full(error) else "refused-storage")
            )

    async def _answer(self, ask: RequestContext, request: Request) -> Reply:
        book = await self._book(request)
        refusal = await authorization.refusal(self.context, ask, request, book)
        if refusal is not None:
            return await self.refused(ask, request, refusal)
        if isinstance(request, requests.Start):
            request = await retry_forms.completed(self.context, ask, request)
        return await self._done(ask, request, book)

    async def _refusal_of_picture(self, ask: RequestContext, request: Request, size_bytes: int) -> Reply | None:
        refusal = await authorization.refusal(self.context, ask, request, await self._book(request))
        if refusal is not None:
            return await self.refused(ask, request, refusal)
        try:
            await check_room(self.context, ask, size_bytes)
        except Full as full:
            return await self._refused_for_room(ask, request, full)
        return None

    async def announce(self, body: Json, limit: FileLimit | None = None) -> tuple[Reply, Language]:
        """What a message of the outbox says, and in which language.

        `limit` is of files in the chat where it will stand; None for what the chat stated when the job was accepted.
        """
        return await announcement(self.context, body, limit)

    async def language(self, ask: RequestContext, private: bool = True) -> Language:
        """The language to answer in: what is `private` in the person's own, the rest in the server's."""
        return await language_of(self.context, ask, private)

    async def answered(self, ask: RequestContext, message_id: str, reply: Reply | None = None) -> None:
        """The first answer to `ask` stands in the chat as `message_id`.

        Of use after an accepted job, and when `reply` shows all people a book, which may have to go some day. It
        goes at once when the book was deleted while the answer was on its way.
        """
        store = self.context.store
        book = None if reply is None or reply.private else reply.session_id

        async def remember(tx: Transaction) -> bool:
            await remember_answer(tx, ask.interaction, message_id)
            if book is not None and not await is_there(tx, book):
                place = ask.interaction
                await remove_later(tx, place.platform, place.channel_id, message_id, store.clock.now())
                return False
            if book is not None and reply is not None and reply.files:
                await remember_shown(tx, ask.interaction, message_id, book)
            return True

        async with store.db.transaction() as tx:
            stays = await tx.at_once(remember)
        if not stays:
            store.notifier.notify()

    async def where(self, job: Job) -> Answer | None:
        """Where the first answer about `job` stands, also after a restart; None when its book was deleted."""
        db = self.context.store.db
        row = await answer_of(db, job.platform, job.interaction_id)
        try:
            private = is_told_in_private(job, await get_session(db, job.session_id))
        except NotFoundError:
            return None
        if row is None:
            return None
        return Answer(
            row["channel_id"],
            row["token"],
            row["token_expires_at"],
            row["message_id"],
            private,
            job_language(self.context, job),
        )

    async def refused(self, ask: RequestContext, request: Request, said: Message, field: str = "") -> Reply:
        """The reply to a request that is refused, here or by a platform: it is kept, and `field` of it is wrong."""
        return await retry_forms.refused(self.context, ask, request, said, field)

    async def keep(self, ask: RequestContext, request: Request) -> ShowFix | None:
        """Keep a request that the platform cannot take here; what brings its form back, None where there is no form."""
        kept = await retry_forms.kept(self.context, ask, request)
        return next((each.request for each in kept if isinstance(each.request, ShowFix)), None)

    async def waiting(self, platform: str) -> list[tuple[Job, Message]]:
        """The jobs of a platform that wait in the queue, each with the line that says its place."""
        places = await self.context.jobs.places()
        jobs = await self.context.jobs.open_jobs() if places else []
        return [
            (job, waiting_line(job, places[job.job_id]))
            for job in jobs
            if job.platform == platform and job.job_id in places
        ]

    def suggest_ratios(self, typed: str, language: Language) -> tuple[tuple[str, str], ...]:
        """(name, value) of ratios and sizes that begin as `typed`, at most 25; all common ones for ""."""
        return suggesting.ratios(typed, language)

    def painters(self) -> tuple[str, ...]:
        """The engines that a server can choose to paint with, best first."""
        return settings.able_painters(self.context)

    def genres(self, language: Language) -> tuple[tuple[str, str], ...]:
        """(name, value) of the genres to choose from, at most 25."""
        return suggesting.genres(language)

    async def _done(self, ask: RequestContext, request: Request, book: Session | None) -> Reply:
        """Do what is asked; what is refused about it can be mended."""
        about = () if book is None else (book,)
        try:
            reply = await HANDLERS[type(request)](self.context, ask, request, *about)
        except Full as full:
            return await self._refused_for_room(ask, request, full)
        except Refused as refused:
            said, field = refused.line, refused.field
        except NotFoundError:
            raise
        except RequestError as error:
            said = localized("refused-sentence", sentence=error_line(error))
            field = wrong_field(error.code, error.arguments.get("field"))
        else:
            for_one = action_of(request).private or (
                book is not None and authorization.is_whispered(ask, request, book)
            )
            return replace(reply, private=True) if for_one else reply
        return await self.refused(ask, request, said, field)

    async def _refused_for_room(self, ask: RequestContext, request: Request, full: Full) -> Reply:
        """The words are kept, a picture is not: it would take the room that is wanting."""
        lost = isinstance(request, requests.Start) and request.picture is not None
        field = "picture" if lost else ""
        buttons = await retry_forms.kept(self.context, ask, request, field, Remedy.LATER, picture=False)
        return Reply((full.line, *([localized("picture-not-kept")] if lost and buttons else [])), buttons, private=True)

    async def _book(self, request: Request) -> Session | None:
        """The book a request is about. Raises `NotFoundError`."""
        if isinstance(request, OfBook):
            return await get_session(self.context.store.db, request.session_id)
        if isinstance(request, requests.ClosePoll):
            poll = await polls.poll_of(self.context, request.poll_id)
            return await get_session(self.context.store.db, poll.session_id)
        return None
