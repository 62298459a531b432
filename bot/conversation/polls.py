"""Ask the server: versions side by side as a shop shows them, one vote a person, counted until somebody closes it.

A poll is a job of the kind "compare"; its message has the buttons, its votes stand in the store.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.conversation import requests
from bot.conversation.context import Context, Refused, asked_now, is_from_elsewhere, title_of
from bot.conversation.handlers import handles
from bot.conversation.payloads import ComparePayload, asked_of, numbers_of
from bot.conversation.queueing import submit
from bot.conversation.reply import Button, Message, Reply, button, form_of, localized
from bot.conversation.requests import RequestContext
from bot.errors import NotFoundError
from bot.jobs import Job
from bot.jobs.states import State
from bot.store import polls
from bot.store.interactions import answer_of
from bot.store.records import Session, Version
from bot.store.sessions import history

KIND = "compare"
FEWEST, MOST = 2, 4


@handles(requests.ShowCompare)
async def show_compare(context: Context, ask: RequestContext, request: requests.ShowCompare, book: Session) -> Reply:
    newest = (await _versions(context, book))[-MOST:]
    numbers = ", ".join(str(each.number) for each in newest)
    form = form_of(requests.Compare(book.session_id), localized("form-compare"), {"numbers": numbers})
    return Reply((), form=form, session_id=book.session_id)


@handles(requests.Compare)
async def compare(context: Context, ask: RequestContext, request: requests.Compare, book: Session) -> Reply:
    if book.private:
        raise Refused(localized("refused-private-poll"))
    if is_from_elsewhere(ask, book):
        raise Refused(localized("refused-elsewhere-poll"))
    chosen = _chosen(request.numbers, await _versions(context, book))
    return await submit(
        context,
        ask,
        ComparePayload(
            action=KIND,
            asked=await asked_now(context, book),
            versions=[each.version_id for each in chosen],
            numbers=[each.number for each in chosen],
        ),
        book,
        parent_id=chosen[-1].version_id,
    )


@handles(requests.Vote)
async def vote(context: Context, ask: RequestContext, request: requests.Vote) -> Reply:
    job = await poll_of(context, request.poll_id)
    numbers = numbers_of(job)
    if not await _stands_here(context, ask, job):
        raise NotFoundError(sentence="This poll is not of this channel.")
    if not 1 <= request.choice <= len(numbers):
        raise Refused(localized("refused-version", number=request.choice))
    async with context.store.db.transaction() as tx:
        taken = await polls.vote(tx, job.job_id, ask.user_key, request.choice, context.store.clock.now())
    if not taken:
        raise Refused(localized("refused-poll-closed"))
    lines = await poll_lines(context, job)
    said = localized("voted", choice=request.choice)
    update = Reply(tuple(lines), vote_buttons(job), session_id=job.session_id)
    return Reply((said, *lines[1:]), private=True, update=update)


@handles(requests.ClosePoll)
async def close(context: Context, ask: RequestContext, request: requests.ClosePoll, book: Session) -> Reply:
    job = await poll_of(context, request.poll_id)
    async with context.store.db.transaction() as tx:
        first = await polls.close_poll(tx, job.job_id, ask.user_key, context.store.clock.now())
    if not first:
        raise Refused(localized("refused-poll-closed"))
    lines = await poll_lines(context, job)
    counts = await polls.counts(context.store.db, job.job_id)
    most = max(counts.values(), default=0)
    winners = [place for place, votes in sorted(counts.items()) if votes == most]
    buttons = tuple(
        Button(
            localized("button-take", choice=place),
            requests.GoBack(job.session_id, numbers_of(job)[place - 1]),
            "main",
        )
        for place in winners
    )
    update = Reply(tuple(lines), session_id=job.session_id)
    return Reply(tuple(lines), buttons, session_id=job.session_id, update=update)


async def _stands_here(context: Context, ask: RequestContext, poll: Job) -> bool:
    """Whether who asks can have seen the poll: it stands in this channel, in direct messages in their own."""
    if (poll.platform, poll.server_key) != (ask.interaction.platform, ask.server_key):
        return False
    stands = await answer_of(context.store.db, poll.platform, poll.interaction_id)
    if stands is None or stands["channel_id"] != ask.interaction.channel_id:
        return False
    return bool(poll.server_key) or poll.user_key == ask.user_key


async def poll_of(context: Context, poll_id: int) -> Job:
    """The finished job that is the poll. Raises `NotFoundError`."""
    job = await context.jobs.get(poll_id)
    if job.kind != KIND or job.state is not State.DONE:
        raise NotFoundError(sentence="There is no such poll.")
    return job


async def poll_lines(context: Context, job: Job) -> list[Message]:
    """The question, or that it is closed, and the votes so far by choice."""
    counts: Mapping[int, int] = await polls.counts(context.store.db, job.job_id)
    closed = await polls.is_closed(context.store.db, job.job_id)
    title, total = title_of(asked_of(job)), sum(counts.values())
    said = localized("poll-closed", title=title, total=total) if closed else localized("poll", title=title)
    return [
        said,
        *(
            localized("poll-item", choice=place, number=number, votes=counts.get(place, 0))
            for place, number in enumerate(numbers_of(job), 1)
        ),
    ]


def vote_buttons(job: Job) -> tuple[Button, ...]:
    """One a choice, and the end of the poll."""
    places = range(1, len(numbers_of(job)) + 1)
    votes = (
        Button(localized("button-vote", choice=place), requests.Vote(job.job_id, place), "main") for place in places
    )
    return (*votes, button(requests.ClosePoll(job.job_id)))


async def _versions(context: Context, book: Session) -> list[Version]:
    found = await history(context.store.db, book.session_id)
    if len(found) < FEWEST:
        raise Refused(localized("refused-few-versions"))
    return found


def _chosen(typed: str, versions: list[Version]) -> list[Version]:
    numbers = list(dict.fromkeys(int(each) for each in re.findall(r"\d{1,6}", typed)))
    if not typed.strip():
        return versions[-MOST:]
    if not FEWEST <= len(numbers) <= MOST:
        raise Refused(localized("refused-poll-count"))
    known = {version.number: version for version in versions}
    for number in numbers:
        if number not in known:
            raise Refused(localized("refused-version", number=number))
    return [known[number] for number in numbers]
