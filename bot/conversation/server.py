"""Use cases of a server's moderators: blocks and reports; and everybody's `report` and `help`."""

from __future__ import annotations

import re
import uuid

from bot.conversation import requests
from bot.conversation.context import Context, Refused, current_version, title_of
from bot.conversation.handlers import handles
from bot.conversation.moderation import to_log
from bot.conversation.payloads import asked_in
from bot.conversation.reply import Button, Person, Reply, form_of, localized, whisper
from bot.conversation.requests import RequestContext
from bot.errors import NotFoundError
from bot.store import policy
from bot.store.records import Session
from bot.store.sessions import get_session, get_version

_MOST = 200
_USER_KEY = re.compile(r"[a-z][a-z0-9_]*:[^\s:@<>]+")


@handles(requests.Block)
async def block(context: Context, ask: RequestContext, request: requests.Block) -> Reply:
    value = request.value.strip()[:_MOST]
    if not value:
        raise Refused(localized("refused-no-block"))
    if request.kind == "user":
        value = value if ":" in value else f"{ask.interaction.platform}:{value}"
        if value == ask.user_key and not request.lift:
            raise Refused(localized("refused-block-self"))
        # One that stands from before can be lifted, whatever it looks like.
        if not _USER_KEY.fullmatch(value) and not request.lift:
            raise Refused(localized("refused-user", text=request.value.strip()[:40], platform=ask.interaction.platform))
    entry = policy.Block(ask.server_key, request.kind, value, request.reason[:_MOST], ask.user_key)
    async with context.store.db.transaction() as tx:
        if request.lift:
            changed = await policy.remove_block(tx, ask.server_key, request.kind, value)
        else:
            changed = await policy.add_block(tx, entry, context.store.clock.now())
        if changed and request.kind == "user" and not request.lift:
            body = {"say": "blocked", "whom": value, "by": ask.user_key}
            await to_log(context, tx, ask, ask.server_key, f"blocked:{uuid.uuid4().hex}", body)
    context.store.notifier.notify()
    key = (
        ("unblocked" if changed else "unblocked-not") if request.lift else ("blocked" if changed else "blocked-already")
    )
    return whisper(key, value=Person(value) if request.kind == "user" else value)


@handles(requests.Blocks)
async def blocks(context: Context, ask: RequestContext, request: requests.Blocks) -> Reply:
    users = await policy.blocks(context.store.db, ask.server_key, "user")
    words = await policy.blocks(context.store.db, ask.server_key, "word")
    lines = [localized("blocks", users=len(users), words=len(words))]
    lines += [localized("blocks-user", value=Person(each.value), reason=each.reason) for each in users]
    lines += [localized("blocks-word", value=each.value, reason=each.reason) for each in words]
    return Reply(tuple(lines), private=True)


@handles(requests.ShowReport)
async def show_report(context: Context, ask: RequestContext, request: requests.ShowReport, book: Session) -> Reply:
    return Reply((), form=form_of(requests.Report(book.session_id), localized("form-report")), private=True)


@handles(requests.Report)
async def report(context: Context, ask: RequestContext, request: requests.Report, book: Session) -> Reply:
    version = await current_version(context, book)
    async with context.store.db.transaction() as tx:
        new = await policy.add_report(
            tx, version.version_id, book.server_key, ask.user_key, request.reason[:500], context.store.clock.now()
        )
        if new:
            row = await tx.one(
                "SELECT report_id FROM reports WHERE version_id = ? AND reported_by = ?",
                (version.version_id, ask.user_key),
            )
            assert row is not None
            body = {"say": "report", "report": row["report_id"], "book": book.session_id}
            await to_log(context, tx, ask, book.server_key, f"report:{row['report_id']}", body)
    context.store.notifier.notify()
    return whisper("reported" if new else "reported-already")


@handles(requests.Reports)
async def reports(context: Context, ask: RequestContext, request: requests.Reports) -> Reply:
    found = await policy.open_reports(context.store.db, ask.server_key)
    lines, buttons, closing = [localized("reports", count=len(found))], [], []
    for each in found:
        version = await get_version(context.store.db, each.version_id)
        book = await get_session(context.store.db, version.session_id)
        title = title_of(asked_in(version.data))
        lines.append(localized("reports-item", number=each.report_id, title=title, reason=each.reason))
        show, close = requests.ShowBook(book.session_id), requests.ResolveReport(each.report_id)
        buttons.append(Button(localized("button-book", title=title), show, menu=localized("menu-books")))
        closing.append(
            Button(localized("button-resolve", number=each.report_id), close, menu=localized("menu-resolve"))
        )
    return Reply(tuple(lines), (*buttons, *closing), private=True)


@handles(requests.ResolveReport)
async def resolve_report(context: Context, ask: RequestContext, request: requests.ResolveReport) -> Reply:
    here = {each.report_id for each in await policy.open_reports(context.store.db, ask.server_key)}
    if request.report_id not in here:
        raise Refused(localized("refused-report"))
    try:
        async with context.store.db.transaction() as tx:
            await policy.resolve_report(tx, request.report_id, ask.user_key, context.store.clock.now())
    except NotFoundError:
        raise Refused(localized("refused-report")) from None
    return whisper("resolved", number=request.report_id)


@handles(requests.Help)
async def help_(context: Context, ask: RequestContext, request: requests.Help) -> Reply:
    lines = [localized("help"), localized("help-image"), localized("help-own"), localized("help-private")]
    if ask.is_moderator:
        lines.append(localized("help-server"))
    return Reply((*lines, localized("help-moderators")), private=True)
