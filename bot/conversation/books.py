"""Use cases about books and their versions: show, history, back, queue, cancel, delete."""

from __future__ import annotations

import json

from bot.conversation import requests
from bot.conversation.context import (
    Context,
    Refused,
    asked_now,
    cancel_all,
    current_version,
    is_for_one,
    language_of,
    title_of,
)
from bot.conversation.describing import painted_line
from bot.conversation.handlers import handles
from bot.conversation.notices import is_of_painting, notice_lines, notices_of
from bot.conversation.payloads import asked_in, asked_of
from bot.conversation.reply import Button, Message, Reply, localized
from bot.conversation.requests import RequestContext
from bot.conversation.searching import as_search, holds
from bot.conversation.showing import option_of, pictures, step_buttons, version_buttons
from bot.jobs.states import State
from bot.store.deletion import delete_session
from bot.store.records import Session, Version
from bot.store.sessions import history as versions_of
from bot.store.sessions import sessions_by_id, set_current, titles_of

_SHOWN = 20
"""Versions, or books, on a page of a list; a chat message holds no more."""


@handles(requests.Books)
async def books(context: Context, ask: RequestContext, request: requests.Books) -> Reply:
    titles = await titles_of(context.store.db, ask.user_key)
    if not titles:
        return Reply((localized("no-books"),), private=True)
    wanted = as_search(request.find)
    found = [number for number, title in titles.items() if holds(title, wanted)]
    if not found:
        every = Button(localized("button-all-books"), requests.Books())
        return Reply((localized("books-none", text=wanted, all=len(titles)),), (every,), private=True)
    pages = -(-len(found) // _SHOWN)
    page = max(1, min(pages, request.page))
    mine = await sessions_by_id(context.store.db, found[(page - 1) * _SHOWN : page * _SHOWN])
    late = await _unsaid(context, mine)
    lines = [localized("books-found", count=len(found), all=len(titles), text=wanted)] if wanted else []
    lines = lines or [localized("books", count=len(titles))]
    if pages > 1:
        lines.append(localized("books-page", page=page, pages=pages))
    buttons = []
    for book in mine:
        title = title_of(await asked_now(context, book))
        lines.append(localized("books-item", number=book.session_id, title=title))
        if book.session_id in late:
            lines.append(localized("books-late", title=title))
        buttons.append(
            Button(
                localized("button-book", title=title), requests.ShowBook(book.session_id), menu=localized("menu-books")
            )
        )
    if page < pages:
        buttons.append(Button(localized("button-older-books"), requests.Books(page + 1, wanted)))
    if page > 1:
        buttons.append(Button(localized("button-newer-books"), requests.Books(page - 1, wanted)))
    if wanted:
        buttons.append(Button(localized("button-all-books"), requests.Books()))
    return Reply(tuple(lines), tuple(buttons), private=True)


@handles(requests.ShowBook)
async def show_book(context: Context, ask: RequestContext, request: requests.ShowBook, book: Session) -> Reply:
    version = await current_version(context, book)
    if await _unsaid(context, [book]):
        # Now it has been seen. The key of a message is its job's, which has ended: it never comes again.
        async with context.store.db.transaction() as tx:
            lane = f"session:{book.session_id}"
            await tx.execute("DELETE FROM outbox WHERE lane = ? AND state = 'dropped'", (lane,))
    return await _shown(context, ask, book, version, "shown")


@handles(requests.History)
async def history(context: Context, ask: RequestContext, request: requests.History, book: Session) -> Reply:
    versions = await versions_of(context.store.db, book.session_id)
    if not versions:
        raise Refused(localized("refused-no-version"))
    pages = -(-len(versions) // _SHOWN)
    page = max(1, min(pages, request.page))
    last = len(versions) - (page - 1) * _SHOWN
    lines = [localized("history", title=title_of(await asked_now(context, book)), count=len(versions))]
    buttons = []
    for version in versions[max(0, last - _SHOWN) : last]:
        current = "yes" if version.version_id == book.current_version_id else "no"
        option = option_of(version)
        lines.append(
            localized("history-item", number=version.number, action=version.action, option=option, current=current)
        )
        if any(file.evicted for file in version.print_files):
            lines.append(localized("history-evicted", number=version.number))
        if current == "no":
            back = requests.GoBack(book.session_id, version.number)
            buttons.append(
                Button(
                    localized("button-back", number=version.number, option=option),
                    back,
                    menu=localized("menu-versions"),
                )
            )
    buttons.append(Button(localized("button-show-current"), requests.ShowBook(book.session_id), "main"))
    shown = next((each for each in versions if each.version_id == book.current_version_id), versions[-1])
    buttons += step_buttons(shown, is_newest=shown is versions[-1])
    if page < pages:
        buttons.append(Button(localized("button-older"), requests.History(book.session_id, page + 1)))
    if page > 1:
        buttons.append(Button(localized("button-newer"), requests.History(book.session_id, page - 1)))
    return Reply(tuple(lines), tuple(buttons), session_id=book.session_id)


@handles(requests.GoBack)
async def go_back(context: Context, ask: RequestContext, request: requests.GoBack, book: Session) -> Reply:
    versions = await versions_of(context.store.db, book.session_id)
    wanted = next((version for version in versions if version.number == request.number), None)
    if wanted is None:
        raise Refused(localized("refused-version", number=request.number))
    return await _made_current(context, ask, book, wanted)


@handles(requests.StepVersion)
async def step_version(context: Context, ask: RequestContext, request: requests.StepVersion, book: Session) -> Reply:
    current = await current_version(context, book)
    versions = await versions_of(context.store.db, book.session_id)
    beyond = [each for each in versions if (each.number - current.number) * request.step > 0]
    if not beyond:
        raise Refused(localized("refused-first-version" if request.step < 0 else "refused-last-version"))
    return await _made_current(context, ask, book, beyond[-1] if request.step < 0 else beyond[0])


async def _made_current(context: Context, ask: RequestContext, book: Session, version: Version) -> Reply:
    async with context.store.db.transaction() as tx:
        await set_current(tx, book.session_id, version.version_id)
    return await _shown(context, ask, book, version, "back")


async def _shown(context: Context, ask: RequestContext, book: Session, version: Version, key: str) -> Reply:
    title, number = title_of(asked_in(version.data)), version.number
    option = option_of(version)
    said = Message("back" if key == "back" else "shown", {"title": title, "number": number, "option": option})
    language = await language_of(context, ask, is_for_one(ask, book))
    lines = [said]
    if version.action == "option":
        # How they were painted stood on the sheet; what is to be said of one of them did not.
        lines += notice_lines(note for note in notices_of(version.data) if not is_of_painting(note))
    lines += painted_line(version.data)
    files = await pictures(context, version, language)
    newest = (await versions_of(context.store.db, book.session_id))[-1]
    buttons = version_buttons(version, is_newest=version.number == newest.number)
    return Reply(tuple(lines), buttons, files, session_id=book.session_id)


async def _unsaid(context: Context, mine: list[Session]) -> set[int]:
    """Books whose last result could not be said in the chat, because its message or channel was gone."""
    lanes = {f"session:{book.session_id}": book.session_id for book in mine}
    rows = await context.store.db.all(
        "SELECT lane FROM outbox WHERE state = 'dropped' AND outbox_id IN (SELECT max(outbox_id) FROM outbox"
        " WHERE lane IN (SELECT value FROM json_each(?)) GROUP BY lane)",
        (json.dumps(list(lanes)),),
    )
    return {lanes[row["lane"]] for row in rows}


@handles(requests.Queue)
async def queue(context: Context, ask: RequestContext, request: requests.Queue) -> Reply:
    mine = await context.jobs.open_jobs(user_key=ask.user_key)
    places = await context.jobs.places() if mine else {}
    row = await context.store.db.one("SELECT count(*) AS n FROM jobs WHERE state IN ('queued', 'running')")
    lines, buttons = [localized("queue", mine=len(mine), all=int(row["n"]) if row else 0)], []
    for job in mine:
        title = title_of(asked_of(job))
        place = 0 if job.state is State.RUNNING else places.get(job.job_id, 0)
        lines.append(localized("queue-item", title=title, place=place, action=str(job.payload["action"])))
        buttons.append(
            Button(
                localized("button-cancel-of", title=title),
                requests.Cancel(job.session_id),
                menu=localized("menu-cancel"),
            )
        )
    return Reply(tuple(lines), tuple(buttons), private=True)


@handles(requests.Cancel)
async def cancel(context: Context, ask: RequestContext, request: requests.Cancel, book: Session) -> Reply:
    cancelled = await cancel_all(context, ask, await context.jobs.open_jobs(session_id=book.session_id))
    # What was cancelled is told by the end of each job itself.
    return Reply((localized("cancelling", count=cancelled),), private=True, session_id=book.session_id)


@handles(requests.Delete)
async def delete(context: Context, ask: RequestContext, request: requests.Delete, book: Session) -> Reply:
    title = title_of(await asked_now(context, book))
    if not request.confirmed:
        count = len(await versions_of(context.store.db, book.session_id))
        sure = Button(localized("button-delete-sure"), requests.Delete(book.session_id, confirmed=True), "danger")
        return Reply(
            (localized("delete-sure", title=title, count=count),), (sure,), private=True, session_id=book.session_id
        )
    # So that the worker does not paint on for nobody.
    await cancel_all(context, ask, await context.jobs.open_jobs(session_id=book.session_id))
    gone = await delete_session(context.store, book.session_id)
    return Reply((localized("deleted", title=title, count=gone.versions),), private=True)
