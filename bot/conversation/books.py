"""Use cases about books and their versions: show, history, back, queue, cancel, delete."""

from __future__ import annotations

from bot.conversation import asks
from bot.conversation.asks import Ask
from bot.conversation.context import Context, Refused, asked_now, cancel_all, current_version, title_of
from bot.conversation.reply import Button, Reply, line
from bot.conversation.showing import book_buttons, pictures
from bot.jobs.states import State
from bot.store.deletion import delete_session
from bot.store.records import Session
from bot.store.sessions import history as versions_of
from bot.store.sessions import sessions_of, set_current

_SHOWN = 20
"""Versions that history lists, the newest; a chat message holds no more."""


async def books(context: Context, ask: Ask, request: asks.Books) -> Reply:
    mine = await sessions_of(context.store.db, ask.user_key)
    if not mine:
        return Reply((line("no-books"),), private=True)
    lines, buttons = [line("books", count=len(mine))], []
    for book in mine:
        title = title_of(await asked_now(context, book))
        lines.append(line("books-item", number=book.session_id, title=title))
        buttons.append(Button(line("button-book", title=title), asks.ShowBook(book.session_id)))
    return Reply(tuple(lines), tuple(buttons), private=True)


async def show_book(context: Context, ask: Ask, request: asks.ShowBook, book: Session) -> Reply:
    version = await current_version(context, book)
    said = line("shown", title=title_of(version.data.get("asked", book.brief)), number=version.number)
    return Reply((said,), book_buttons(version), pictures(context.store, version), session_id=book.session_id)


async def history(context: Context, ask: Ask, request: asks.History, book: Session) -> Reply:
    versions = await versions_of(context.store.db, book.session_id)
    if not versions:
        raise Refused(line("refused-no-version"))
    lines = [line("history", title=title_of(await asked_now(context, book)), count=len(versions))]
    buttons = []
    for version in versions[-_SHOWN:]:
        current = "yes" if version.version_id == book.current_version_id else "no"
        lines.append(line("history-item", number=version.number, action=version.action, current=current))
        if any(file.evicted for file in version.print_files):
            lines.append(line("history-evicted", number=version.number))
        if current == "no":
            back = asks.GoBack(book.session_id, version.number)
            buttons.append(Button(line("button-back", number=version.number), back))
    return Reply(tuple(lines), tuple(buttons), session_id=book.session_id)


async def go_back(context: Context, ask: Ask, request: asks.GoBack, book: Session) -> Reply:
    versions = await versions_of(context.store.db, book.session_id)
    wanted = next((version for version in versions if version.number == request.number), None)
    if wanted is None:
        raise Refused(line("refused-version", number=request.number))
    async with context.store.db.transaction() as tx:
        await set_current(tx, book.session_id, wanted.version_id)
    said = line("back", title=title_of(wanted.data.get("asked", book.brief)), number=wanted.number)
    return Reply((said,), book_buttons(wanted), pictures(context.store, wanted), session_id=book.session_id)


async def queue(context: Context, ask: Ask, request: asks.Queue) -> Reply:
    mine = await context.jobs.open_jobs(user_key=ask.user_key)
    places = await context.jobs.places() if mine else {}
    row = await context.store.db.one("SELECT count(*) AS n FROM jobs WHERE state IN ('queued', 'running')")
    lines, buttons = [line("queue", mine=len(mine), all=int(row["n"]) if row else 0)], []
    for job in mine:
        title = title_of(job.payload["asked"])
        place = 0 if job.state is State.RUNNING else places.get(job.job_id, 0)
        lines.append(line("queue-item", title=title, place=place, action=str(job.payload["action"])))
        buttons.append(Button(line("button-cancel-of", title=title), asks.Cancel(job.session_id)))
    return Reply(tuple(lines), tuple(buttons), private=True)


async def cancel(context: Context, ask: Ask, request: asks.Cancel, book: Session) -> Reply:
    cancelled = await cancel_all(context, ask, await context.jobs.open_jobs(session_id=book.session_id))
    # What was cancelled is told by the end of each job itself.
    return Reply((line("cancelling", count=cancelled),), private=True, session_id=book.session_id)


async def delete(context: Context, ask: Ask, request: asks.Delete, book: Session) -> Reply:
    title = title_of(await asked_now(context, book))
    if not request.confirmed:
        count = len(await versions_of(context.store.db, book.session_id))
        sure = Button(line("button-delete-sure"), asks.Delete(book.session_id, confirmed=True))
        return Reply(
            (line("delete-sure", title=title, count=count),), (sure,), private=True, session_id=book.session_id
        )
    # So that the worker does not paint on for nobody.
    await cancel_all(context, ask, await context.jobs.open_jobs(session_id=book.session_id))
    gone = await delete_session(context.store, book.session_id)
    return Reply((line("deleted", title=title, count=gone.versions),), private=True, remove=gone.posted)
