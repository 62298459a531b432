"""From a checked request to an accepted job, and the answer that says where it stands."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import msgspec

from articover.brief import PRINTED_FIELDS, Brief
from articover.engine_description import FALLBACK_GENERATOR, is_generative
from articover.engines import engine_names
from articover.errors import RatioError
from articover.invisible import without_invisible
from articover.limits import MAX_CHARS
from articover.trim import parse_trim
from bot import jobs as queue
from bot.conversation.context import Context, Full, Refused, is_for_one, language_of, may_generate, title_of
from bot.conversation.payloads import AnyPayload, kind_of, stored
from bot.conversation.reply import Message, Reply, button, localized
from bot.conversation.requests import Cancel, RequestContext
from bot.conversation.words import blocked_field
from bot.errors import LimitError, SpaceError
from bot.jobs.states import Limits
from bot.store.clock import utc_day
from bot.store.policy import blocks, get_settings, usage
from bot.store.records import File, Session

_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff][\U0001f3fb-\U0001f3ff]?")
"""Pictures that no text face has. Signs such as a heart or a star are letters of some: the typesetter tries them."""


async def submit(
    context: Context,
    ask: RequestContext,
    payload: AnyPayload,
    book: Session | None,
    *,
    parent_id: int | None = None,
    files: tuple[File, ...] = (),
    needs_space: bool = True,
    private: bool = False,
) -> Reply:
    """Queue a job for `book`, None for a new one; the answer says its place. `private` is of a new book.

    Raises `Refused` when a limit is reached.
    """
    asked = payload.asked
    # Again for words that were blocked since they were written.
    here = {ask.server_key, *([book.server_key] if book else [])}
    await check_words(context, here, {**asked.brief, "mood": asked.mood, "palette": asked.palette})
    if book is not None:
        private = is_for_one(ask, book)
    said_in = await language_of(context, ask, private)
    request = queue.JobRequest(
        ask.interaction,
        kind_of(payload),
        stored(asked) if book is None else book.session_id,
        stored(msgspec.structs.replace(payload, language=said_in, upload_limit=ask.upload_limit_bytes)),
        parent_id,
        files,
        needs_space,
        private,
        await limits_here(context, ask),
    )
    try:
        accepted = await context.jobs.accept(request)
    except LimitError:
        raise Full(await limit_reached(context, ask) or localized("refused-limit-total")) from None
    except SpaceError:
        raise Full(localized("refused-space")) from None
    said = localized("accepted", action=payload.action, title=title_of(asked), place=accepted.place)
    session_id = accepted.job.session_id
    cancel = button(Cancel(session_id))
    lines = (said, localized("private-later")) if private else (said,)
    return Reply(
        lines, (cancel,), private=private, job_id=accepted.job.job_id, session_id=session_id, repeated=accepted.repeated
    )


def checked_brief(fields: dict[str, str]) -> dict[str, str]:
    """The brief with its texts as they will be kept. Raises `Refused` or `TextError`."""
    title = without_invisible(fields.get("title", "")).strip()
    if not title:
        raise Refused(localized("refused-no-title", most=MAX_CHARS["title"]), "title")
    if len(title) > MAX_CHARS["title"]:
        raise Refused(localized("refused-long-title", most=MAX_CHARS["title"], length=len(title)), "title")
    for name in PRINTED_FIELDS:
        if emoji := _EMOJI.search(fields.get(name, "")):
            raise Refused(localized("refused-emoji", field=Message(f"field-{name}"), emoji=emoji[0]), name)
    return Brief(**fields).to_json()


def checked_ratio(text: str) -> str:
    """`text`, if it is a ratio or size. Raises `Refused`."""
    try:
        parse_trim(text)
    except RatioError:
        raise Refused(localized("refused-ratio", text=text[:40]), "ratio") from None
    return text


async def check_words(context: Context, server_keys: Iterable[str], texts: Mapping[str, str]) -> None:
    """Raise `Refused` when a text (by field) holds a word that is blocked on a server concerned or everywhere."""
    words = [each.value for key in server_keys for each in await blocks(context.store.db, key, "word")]
    known = (*context.owner_policy.blocked_words, *words)
    # A long list takes a while, and the loop is not to wait for it.
    if known and (field := await asyncio.to_thread(blocked_field, texts, known)) is not None:
        # The word is not repeated, so that nobody can try out the list.
        raise Refused(localized("refused-word"), field)


async def engine_for(context: Context, server_keys: Iterable[str], wanted: str) -> str | None:
    """The engine to paint with, None for the configured one. Raises `Refused` when models may not paint.

    They may when every server concerned allows it: the one asked on, and the book's own.
    """
    here = set(server_keys)
    if all([await may_generate(context, server_key) for server_key in here]):
        return wanted or await _usual_engine(context, here)
    if wanted and is_generative(wanted):
        raise Refused(localized("refused-models", engine=wanted[:40]))
    return FALLBACK_GENERATOR.name


async def _usual_engine(context: Context, server_keys: Iterable[str]) -> str | None:
    """What the servers concerned paint with, the first that says.

    One that cannot run here now is asked all the same: the worker says why another painted instead.
    """
    for server_key in sorted(server_keys):
        engine = (await get_settings(context.store.db, server_key)).get("engine")
        if engine in engine_names("generate"):
            return str(engine)
    return None


async def limits_here(context: Context, ask: RequestContext) -> Limits:
    """The queue's limits, narrowed by the server's own."""
    limits = context.jobs.limits
    own = await get_settings(context.store.db, ask.server_key) if ask.server_key else {}

    def narrower(name: str, owner_policy: int | None) -> int | None:
        here = own.get(name)
        return owner_policy if here is None else int(here) if owner_policy is None else min(int(here), owner_policy)

    return replace(
        limits,
        user_open=narrower("user_open", limits.user_open),
        user_per_day=narrower("user_per_day", limits.user_per_day),
        server_open=narrower("server_open", limits.server_open),
    )


async def limit_reached(context: Context, ask: RequestContext) -> Message | None:
    """Which limit keeps whoever asks from one more job, None when none does.

    Counted outside a transaction: `Jobs.accept` counts again.
    """
    limits = await limits_here(context, ask)
    mine = len(await context.jobs.open_jobs(user_key=ask.user_key))
    if _full(mine, limits.user_open):
        return localized("refused-limit-user", count=mine)
    today, _ = await usage(context.store.db, ask.user_key, utc_day(context.store.clock.now()))
    if _full(today, limits.user_per_day):
        return localized("refused-limit-day", count=today)
    under_way = await context.jobs.open_jobs()
    here = sum(job.server_key == ask.server_key for job in under_way)
    if ask.server_key and _full(here, limits.server_open):
        return localized("refused-limit-server")
    return localized("refused-limit-total") if _full(len(under_way), limits.total_open) else None


def _full(count: int, limit: int | None) -> bool:
    return limit is not None and count >= limit
