"""What every use case works with, and what it may ask about the book at hand."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from articover.brief import Brief
from articover.engine import Availability
from bot.conversation.payloads import AnyAsked, Asked, AskedPicture, asked_in, asked_of, read_asked
from bot.conversation.reply import Message, Reply
from bot.conversation.requests import LANGUAGES, Language, RequestContext
from bot.errors import NotFoundError
from bot.jobs import Job, Jobs
from bot.links import Links
from bot.store import Store
from bot.store.policy import get_settings
from bot.store.records import Session, Version
from bot.store.sessions import get_version

SEEDS = 2**31
DEFAULT_RATIO = "2:3"


class Refused(Exception):  # noqa: N818 -- an answer, not a fault
    """The request is answered by one sentence, in private; nothing was done.

    `field` is the field of the request that is wrong, "" where it is none: the form that mends it leads there.
    """

    def __init__(self, line: Message, field: str = "") -> None:
        super().__init__(line.key)
        self.line = line
        self.field = field


class Full(Refused):
    """The same, because a limit is reached or the disk has no room: what was handed in is not kept."""


@dataclass
class Arriving:
    """Bytes of pictures that are on their way to the disk: free there by now, but no longer to be had."""

    bytes: int = 0


@dataclass(frozen=True)
class OwnerPolicy:
    """The rules of whoever runs the bot. `blocked_words` hold on all servers."""

    language: Language = "en"
    generative_models: bool = True
    blocked_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Context:
    """The open store and queue, `cancel` of the dispatcher (job id, user key), and where seeds come from.

    `engines` are those that can run now, "stage/name"; none until a worker was ready. `examine` says whether a
    painter of this name can, and blocks while it looks. `links` signs files that are too big for a chat, None where no
    public address is configured. `exporting` are the copies being written, by user key and the chat's limit of a file;
    `arriving` is what people hand in just now.
    """

    store: Store
    jobs: Jobs
    cancel: Callable[[int, str], Awaitable[bool]]
    owner_policy: OwnerPolicy = field(default_factory=OwnerPolicy)
    new_seed: Callable[[], int] = lambda: secrets.randbelow(SEEDS)
    engines: Callable[[], tuple[str, ...]] = tuple
    examine: Callable[[str], Availability] = lambda name: Availability(True)
    links: Links | None = None
    exporting: dict[tuple[str, int], asyncio.Task[Reply]] = field(default_factory=dict)
    arriving: Arriving = field(default_factory=Arriving)


async def language_of(context: Context, ask: RequestContext, private: bool) -> Language:
    """What is for one person comes in their language, what all see in the server's; else in the house's.

    A server's language is what its moderators set, else what the platform says of it.
    """
    settings = await get_settings(context.store.db, ask.server_key) if ask.server_key else {}
    own = next((known for known in LANGUAGES if known == settings.get("language")), None)
    here = own or (ask.server_language if ask.server_key else None)
    first, second = (ask.language, here) if private or not ask.server_key else (here, ask.language)
    return first or second or context.owner_policy.language


async def may_generate(context: Context, server_key: str) -> bool:
    """Whether generative models may paint for this server."""
    return context.owner_policy.generative_models and bool(
        (await get_settings(context.store.db, server_key)).get("generative_models", True)
    )


async def current_version(context: Context, book: Session) -> Version:
    """The version shown. Raises `Refused` before the first."""
    if book.current_version_id is None:
        raise Refused(Message("refused-no-version"))
    try:
        return await get_version(context.store.db, book.current_version_id)
    except NotFoundError:
        raise Refused(Message("refused-no-version")) from None


async def asked_now(context: Context, book: Session) -> AnyAsked:
    """What is asked for now: by the newest change under way, else by the current version, else by the newest job.

    Going back to a version brings back what was asked for then.
    """
    for job in reversed(await context.jobs.open_jobs(session_id=book.session_id)):
        if "asked" in job.payload:
            return asked_of(job)
    if book.current_version_id is not None:
        data = (await get_version(context.store.db, book.current_version_id)).data
        if "asked" in data:
            return asked_in(data)
    elif (last := await context.jobs.newest(book.session_id)) is not None and "asked" in last.payload:
        # A book without a picture is what was asked for last, though it could not be made.
        return asked_of(last)
    return read_asked(book.brief)


async def asked_by(context: Context, book: Session, job_id: int) -> AnyAsked:
    """What a job of the book asked for, so that its words can be changed; as `asked_now` once it is gone."""
    if job_id:
        try:
            job = await context.jobs.get(job_id)
        except NotFoundError:
            job = None
        if job is not None and job.session_id == book.session_id and "asked" in job.payload:
            return asked_of(job)
    return await asked_now(context, book)


async def cancel_all(context: Context, ask: RequestContext, jobs: Iterable[Job]) -> int:
    """Cancel jobs, together so that they share a commit; returns how many had not ended by themselves."""
    return sum(await asyncio.gather(*(context.cancel(job.job_id, ask.user_key) for job in jobs)))


def brief_of(asked: Asked) -> dict[str, str]:
    """The painter's brief of what was asked: mood and palette are requirements to it. Raises `TextError`."""
    wishes = [asked.brief.get("requirements", "")]
    wishes += [f"{label}: {wish}" for wish, label in ((asked.mood, "Mood"), (asked.palette, "Colours")) if wish]
    return Brief(**{**asked.brief, "requirements": "\n".join(wish for wish in wishes if wish)}).to_json()


def is_from_elsewhere(ask: RequestContext, book: Session) -> bool:
    """Whether it is asked for on a server where nobody has shown it: made in direct messages, or on another server."""
    return bool(ask.server_key) and (book.platform, book.server_key) != (ask.interaction.platform, ask.server_key)


def is_for_one(ask: RequestContext, book: Session) -> bool:
    """Whether only the one who asks sees it here."""
    return book.private or is_from_elsewhere(ask, book)


def is_picture(book: Session) -> bool:
    """Whether this is a picture by itself, made by an image command: it has no brief and no type."""
    return isinstance(read_asked(book.brief), AskedPicture)


def title_of(asked: Asked) -> str:
    """The title on one line, short enough for a sentence."""
    title = " ".join(asked.brief.get("title", "").split())
    return title if len(title) <= 60 else title[:59] + "…"
