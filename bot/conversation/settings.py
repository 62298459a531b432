"""A server's settings: which there are, what each may be, and what they are now."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from articover.engine_description import FALLBACK_GENERATOR, UPLOADED_PICTURE, is_generative
from articover.engines import engine_names
from bot.conversation import requests
from bot.conversation.authorization import channel_names
from bot.conversation.context import DEFAULT_RATIO, Context, Refused
from bot.conversation.handlers import handles
from bot.conversation.notices import fact_line
from bot.conversation.queueing import checked_ratio, limits_here
from bot.conversation.reply import Message, Place, Reply, alternatives, localized
from bot.conversation.requests import LANGUAGES, RequestContext
from bot.locales import customs
from bot.store import Transaction, policy

_SWITCH = {"on": True, "off": False}
_MOST_CHANNELS = 50
_MOST_WORDS = 500
_MOST_WORD_CHARS = 100
LIMITS = ("user_open", "user_per_day", "server_open")
_MOST_LIMIT = 100_000


@handles(requests.Settings)
async def settings(context: Context, ask: RequestContext, request: requests.Settings) -> Reply:
    if request.changes:
        changes = {name: await _checked(context, name, value.strip()) for name, value in request.changes.items()}
        words = changes.pop("filter", None)
        async with context.store.db.transaction() as tx:
            await policy.change_settings(tx, ask.server_key, changes, context.store.clock.now())
            if "filter" in request.changes:
                await _set_words(context, ask, tx, words or [])
    return Reply(tuple(await _now(context, ask)), private=True)


async def _now(context: Context, ask: RequestContext) -> list[Message]:
    own = await policy.get_settings(context.store.db, ask.server_key)
    owner_policy = context.owner_policy
    models = owner_policy.generative_models and own.get("generative_models", True)
    words = await policy.blocks(context.store.db, ask.server_key, "word")
    limits = await limits_here(context, ask)
    lines = [
        localized(
            "settings",
            language=customs(str(own.get("language", ask.server_language or owner_policy.language))).name,
            ratio=str(own.get("ratio", DEFAULT_RATIO)),
            models="on" if models else "off",
        )
    ]
    if not owner_policy.generative_models:
        lines.append(localized("settings-models-house"))
    engine = str(own.get("engine", ""))
    if engine and is_generative(engine) and not models:
        lines += [localized("settings-engine", engine=engine), localized("settings-engine-off")]
    else:
        lines += await _painter(context, engine)
    if models:
        lines.append(localized("settings-glimpses", glimpses="on" if own.get("glimpses", True) else "off"))
    channels = own.get("channels", [])
    lines.append(
        localized("settings-channels", channels=channel_names(channels))
        if channels
        else localized("settings-channels-all")
    )
    lines.append(
        localized(
            "settings-limits",
            open=limits.user_open or 0,
            day=limits.user_per_day or 0,
            server=limits.server_open or 0,
        )
    )
    lines.append(localized("settings-filter", count=len(words) + len(owner_policy.blocked_words)))
    log = own.get("log_channel")
    lines.append(localized("log-channel", channel=Place(log)) if log else localized("log-channel-none"))
    return lines


async def _painter(context: Context, engine: str) -> list[Message]:
    """Who paints here; and why not, where the painter that was chosen cannot any more."""
    if not engine:
        return [localized("settings-engine-auto")]
    said = localized("settings-engine", engine=engine)
    if engine in able_painters(context):
        return [said]
    return [said, localized("settings-engine-cannot", engine=engine, why=await _why_not(context, engine))]


def able_painters(context: Context) -> tuple[str, ...]:
    """The engines that a server may choose among, best first."""
    able = [name for stage, _, name in (each.partition("/") for each in context.engines()) if stage == "generate"]
    # While the worker starts nobody knows what can run.
    able = able or list(engine_names("generate"))
    return tuple(name for name in dict.fromkeys((*able, FALLBACK_GENERATOR.name)) if name != UPLOADED_PICTURE.name)


async def _why_not(context: Context, engine: str) -> str | Message:
    """Why a painter cannot run, in words for chat; "" when nothing is known against it."""
    if engine not in engine_names("generate"):
        return localized("settings-engine-unknown")
    found = await asyncio.to_thread(context.examine, engine)
    return "" if found.ok or found.reason is None else fact_line(found.reason)


async def _set_words(context: Context, ask: RequestContext, tx: Transaction, words: Iterable[str]) -> None:
    """The server's own blocked words become `words`."""
    wanted = {policy.folded(word).strip() for word in words} - {""}
    here = {each.value for each in await policy.blocks(tx, ask.server_key, "word") if each.server_key == ask.server_key}
    for word in sorted(here - wanted):
        await policy.remove_block(tx, ask.server_key, "word", word)
    for word in sorted(wanted - here):
        entry = policy.Block(ask.server_key, "word", word, "", ask.user_key)
        await policy.add_block(tx, entry, context.store.clock.now())


async def _checked(context: Context, name: str, value: str) -> Any:
    """The value to store; None for the default. Raises `Refused`."""
    if name not in _CHECKS:
        raise Refused(localized("refused-setting", name=name[:40], known=alternatives(SETTINGS)))
    if name == "engine" and value in engine_names("generate") and value not in able_painters(context):
        why = await _why_not(context, value)
        raise Refused(localized("refused-engine", engine=value, why=why, known=", ".join(able_painters(context))))
    return _CHECKS[name](context, value) if value else None


def _language(context: Context, value: str) -> str:
    return _known(value, LANGUAGES)


def _engine(context: Context, value: str) -> str:
    return _known(value, able_painters(context))


def _channels(context: Context, value: str) -> list[str]:
    found = re.findall(r"[\w-]+", value)[:_MOST_CHANNELS]
    if not found:
        raise Refused(localized("refused-channel-name", text=value[:40]))
    return list(dict.fromkeys(found))


def _channel(context: Context, value: str) -> str:
    return _channels(context, value)[0]


def _limit(context: Context, value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value[:9]) <= _MOST_LIMIT:
        raise Refused(localized("refused-limit-number", text=value[:40], most=_MOST_LIMIT))
    return int(value)


def _words(context: Context, value: str) -> list[str]:
    return [word.strip()[:_MOST_WORD_CHARS] for word in re.split("[,，、]", value)][:_MOST_WORDS]


def _known(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise Refused(localized("refused-choice", known=alternatives(known)))
    return value


_CHECKS: Mapping[str, Callable[[Context, str], Any]] = {
    "language": _language,
    "ratio": lambda context, value: checked_ratio(value),
    "engine": _engine,
    "generative_models": lambda context, value: _SWITCH[_known(value, tuple(_SWITCH))],
    "glimpses": lambda context, value: _SWITCH[_known(value, tuple(_SWITCH))],
    "channels": _channels,
    "log_channel": _channel,
    **dict.fromkeys(LIMITS, _limit),
    "filter": _words,
}
SETTINGS = tuple(_CHECKS)
"""The names of all settings."""
