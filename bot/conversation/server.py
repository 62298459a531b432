"""Use cases of a server's moderators: settings, blocks, reports; and everybody's `report` and `help`."""

from __future__ import annotations

from typing import Any

from bot.conversation import asks
from bot.conversation.asks import LANGUAGES, Ask
from bot.conversation.context import DEFAULT_RATIO, Context, Refused, current_version, title_of
from bot.conversation.queueing import checked_ratio
from bot.conversation.reply import Button, Field, Form, Reply, line, say, whisper
from bot.errors import NotFoundError
from bot.store import policy
from bot.store.policy import get_settings
from bot.store.records import Session
from bot.store.sessions import get_session, get_version

_MOST = 200
_SWITCH = {"on": True, "off": False}


async def settings(context: Context, ask: Ask, request: asks.Settings) -> Reply:
    now = context.store.clock.now()
    if request.changes:
        changes = {name: _setting(name, value.strip()) for name, value in request.changes.items()}
        async with context.store.db.transaction() as tx:
            await policy.change_settings(tx, ask.server_key, changes, now)
    own = await get_settings(context.store.db, ask.server_key)
    models = context.house.generative_models and own.get("generative_models", True)
    said = line(
        "settings",
        language=str(own.get("language", context.house.language)),
        ratio=str(own.get("ratio", DEFAULT_RATIO)),
        models="on" if models else "off",
    )
    lines = (said,) if context.house.generative_models else (said, line("settings-models-house"))
    return Reply(lines, private=True)


async def block(context: Context, ask: Ask, request: asks.Block) -> Reply:
    value = request.value.strip()[:_MOST]
    if not value:
        raise Refused(line("refused-no-block"))
    if request.kind == "user":
        value = value if ":" in value else f"{ask.interaction.platform}:{value}"
        if value == ask.user_key and not request.lift:
            raise Refused(line("refused-block-self"))
    entry = policy.Block(ask.server_key, request.kind, value, request.reason[:_MOST], ask.user_key)
    async with context.store.db.transaction() as tx:
        if request.lift:
            changed = await policy.remove_block(tx, ask.server_key, request.kind, value)
        else:
            changed = await policy.add_block(tx, entry, context.store.clock.now())
    key = (
        ("unblocked" if changed else "unblocked-not") if request.lift else ("blocked" if changed else "blocked-already")
    )
    return whisper(key, value=value)


async def blocks(context: Context, ask: Ask, request: asks.Blocks) -> Reply:
    users = await policy.blocks(context.store.db, ask.server_key, "user")
    words = await policy.blocks(context.store.db, ask.server_key, "word")
    lines = [line("blocks", users=len(users), words=len(words))]
    lines += [line("blocks-user", value=each.value, reason=each.reason) for each in users]
    lines += [line("blocks-word", value=each.value, reason=each.reason) for each in words]
    return Reply(tuple(lines), private=True)


async def show_report(context: Context, ask: Ask, request: asks.ShowReport, book: Session) -> Reply:
    fields = (Field("reason", line("field-reason"), long=True, max_chars=500),)
    return Reply((), form=Form(line("form-report"), asks.Report(book.session_id), fields), private=True)


async def report(context: Context, ask: Ask, request: asks.Report, book: Session) -> Reply:
    version = await current_version(context, book)
    async with context.store.db.transaction() as tx:
        new = await policy.add_report(
            tx, version.version_id, book.server_key, ask.user_key, request.reason[:500], context.store.clock.now()
        )
    return whisper("reported" if new else "reported-already")


async def reports(context: Context, ask: Ask, request: asks.Reports) -> Reply:
    found = await policy.open_reports(context.store.db, ask.server_key)
    lines, buttons = [line("reports", count=len(found))], []
    for each in found:
        version = await get_version(context.store.db, each.version_id)
        book = await get_session(context.store.db, version.session_id)
        title = title_of(version.data.get("asked", book.brief))
        lines.append(line("reports-item", number=each.report_id, title=title, reason=each.reason))
        buttons.append(Button(line("button-resolve", number=each.report_id), asks.ResolveReport(each.report_id)))
        buttons.append(Button(line("button-book", title=title), asks.ShowBook(book.session_id)))
    return Reply(tuple(lines), tuple(buttons), private=True)


async def resolve_report(context: Context, ask: Ask, request: asks.ResolveReport) -> Reply:
    here = {each.report_id for each in await policy.open_reports(context.store.db, ask.server_key)}
    if request.report_id not in here:
        raise Refused(line("refused-report"))
    try:
        async with context.store.db.transaction() as tx:
            await policy.resolve_report(tx, request.report_id, ask.user_key, context.store.clock.now())
    except NotFoundError:
        raise Refused(line("refused-report")) from None
    return whisper("resolved", number=request.report_id)


async def help_(context: Context, ask: Ask, request: asks.Help) -> Reply:
    return say("help")


def _setting(name: str, value: str) -> Any:
    """The value to store; None for the default. Raises `Refused`."""
    if not value:
        value_or_none: Any = None
    elif name == "language":
        value_or_none = _known(value, LANGUAGES)
    elif name == "ratio":
        value_or_none = checked_ratio(value)
    elif name == "generative_models":
        value_or_none = _SWITCH[_known(value, tuple(_SWITCH))]
    else:
        raise Refused(line("refused-setting", name=name[:40], known="language, ratio, generative_models"))
    return value_or_none


def _known(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise Refused(line("refused-choice", text=value[:40], known=", ".join(known)))
    return value
