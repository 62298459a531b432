"""Use cases of moderators: who asked for what lately, taking a book off the server, and what the log channel hears.

Of a private book moderators see that there is one and whose it is, not its title or pictures.
"""

from __future__ import annotations

from bot.conversation import requests
from bot.conversation.context import Context, asked_now, cancel_all, language_of, title_of
from bot.conversation.handlers import handles
from bot.conversation.payloads import asked_of
from bot.conversation.reply import Button, Message, Person, Place, Reply, button, localized
from bot.conversation.requests import RequestContext
from bot.jobs.states import job_of
from bot.outbox import OutboxMessage, Target, enqueue
from bot.store import Transaction, policy
from bot.store.deletion import delete_session
from bot.store.records import Json, Session
from bot.store.sessions import history

_SHOWN = 20
"""Requests that `moderate` lists, the newest; a chat message holds no more."""


@handles(requests.Moderate)
async def moderate(context: Context, ask: RequestContext, request: requests.Moderate) -> Reply:
    rows = await context.store.db.all(
        "SELECT jobs.*, sessions.private FROM jobs JOIN sessions USING (session_id)"
        " WHERE jobs.server_key = ? AND jobs.platform = ? ORDER BY job_id DESC LIMIT ?",
        (ask.server_key, ask.interaction.platform, _SHOWN),
    )
    by_user: dict[str, list[Message]] = {}
    books: dict[int, Button] = {}
    for row in rows:
        job, private = job_of(row), bool(row["private"])
        title = localized("a-private-book") if private else localized("a-title", title=title_of(asked_of(job)))
        said = localized(
            "moderate-item",
            title=title,
            action=str(job.payload.get("action", "")),
            state=str(job.state),
            book=job.session_id,
        )
        by_user.setdefault(job.user_key, []).append(said)
        books.setdefault(
            job.session_id,
            Button(
                localized("button-remove", title=title, book=job.session_id),
                requests.RemovePicture(job.session_id),
                "danger",
                localized("menu-remove"),
            ),
        )
    lines = [localized("moderate", users=len(by_user), count=len(rows))]
    for user, said_of in by_user.items():
        lines += [
            localized("moderate-user", user=Person(user) if user else localized("somebody"), count=len(said_of)),
            *said_of,
        ]
    blocks = tuple(
        Button(
            localized("button-block", user=Person(user)),
            requests.Block("user", user),
            "danger",
            localized("menu-block"),
        )
        for user in by_user
        if user and user != ask.user_key
    )
    reports = len(await policy.open_reports(context.store.db, ask.server_key))
    lines += [
        localized("reports", count=reports),
        await _log_line(context, ask.server_key),
        localized("help-moderators"),
    ]
    listed = (button(requests.Reports(), "main"),) if reports else ()
    return Reply(tuple(lines), (*listed, *books.values(), *blocks), private=True)


@handles(requests.RemovePicture)
async def remove_picture(
    context: Context, ask: RequestContext, request: requests.RemovePicture, book: Session
) -> Reply:
    title = (
        localized("a-private-book")
        if book.private
        else localized("a-title", title=title_of(await asked_now(context, book)))
    )
    if not request.confirmed:
        count = len(await history(context.store.db, book.session_id))
        sure = Button(
            localized("button-remove-sure"), requests.RemovePicture(book.session_id, confirmed=True), "danger"
        )
        return Reply(
            (localized("remove-sure", title=title, user=Person(book.user_key), count=count),), (sure,), private=True
        )
    await cancel_all(context, ask, await context.jobs.open_jobs(session_id=book.session_id))
    gone = await delete_session(context.store, book.session_id)
    async with context.store.db.transaction() as tx:
        body = {"say": "removed", "book": book.session_id, "whom": book.user_key, "by": ask.user_key}
        await to_log(context, tx, ask, book.server_key, f"removed:{book.session_id}", body)
    context.store.notifier.notify()
    return Reply((localized("removed", title=title, count=gone.versions),), private=True)


async def to_log(context: Context, tx: Transaction, ask: RequestContext, server_key: str, key: str, body: Json) -> bool:
    """Say something in a server's log channel, once a `key`; False when it has none. Ring the bell afterwards.

    It is said in the server's language, as `ask`, who made it happen there, tells it.
    """
    channel = (await policy.get_settings(tx, server_key)).get("log_channel") if server_key else None
    if not channel:
        return False
    target = Target(ask.interaction.platform, str(channel))
    body = {**body, "server": server_key, "language": await language_of(context, ask, private=False)}
    message = OutboxMessage(f"log:{server_key}:{key}", f"log:{server_key}", target, body)
    return await enqueue(tx, message, context.store.clock.now())


async def logged(context: Context, body: Json) -> Reply:
    """What the log channel hears."""
    match body["say"]:
        case "report":
            found = await policy.open_reports(context.store.db, body["server"])
            report = next((each for each in found if each.report_id == body["report"]), None)
            if report is None:
                return Reply((localized("report-gone"),))
            said = localized(
                "report-new", number=report.report_id, user=Person(report.reported_by), reason=report.reason
            )
            close = Button(
                localized("button-resolve", number=report.report_id), requests.ResolveReport(report.report_id)
            )
            remove = Button(localized("button-remove-reported"), requests.RemovePicture(body["book"]), "danger")
            show = Button(localized("button-show"), requests.ShowBook(body["book"]))
            return Reply((said,), (show, close, remove))
        case "blocked":
            return Reply((localized("log-blocked", user=Person(body["whom"]), by=Person(body["by"])),))
        case _:
            said = localized("log-removed", book=body["book"], user=Person(body["whom"]), by=Person(body["by"]))
            return Reply((said,))


async def _log_line(context: Context, server_key: str) -> Message:
    channel = (await policy.get_settings(context.store.db, server_key)).get("log_channel")
    return localized("log-channel", channel=Place(channel)) if channel else localized("log-channel-none")
