"""What people write on Discord, as they and others read it there.

Discord sends some of it in code: emoji of servers, mentions, times, links to commands and to parts of a server, and a
backslash before a sign that would be markup. In a book's title that code would be printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from babel.dates import format_date, format_datetime, format_time

from articover.brief import PRINTED_FIELDS
from bot.conversation import Language, Message
from bot.conversation.requests import Request, action_of, fields_of
from bot.locales import customs, text
from bot.platforms.discord.asking import AnyInteraction, language_of
from bot.platforms.interactions import Unreadable

_CODE = re.compile(
    r"\\(?P<escaped>[\\*_~`|<>#\[\]()@:.+!-])"
    r"|<a?:(?P<emoji>\w{1,64}):\d+>"
    r"|<@!?(?P<user>\d+)>|<@&(?P<role>\d+)>|<#(?P<channel>\d+)>"
    r"|</(?P<command>[-\w ]{1,100}):\d+>"
    r"|<id:(?P<part>[a-z-]+)(?::\d+)?>"
    r"|<t:(?P<time>-?\d{1,13})(?::(?P<style>[tTdDfFRsS]))?>"
    r"|<(?P<link>https?://[^\s<>]+)>"
)
_PARTS = frozenset({"browse", "customize", "guide", "home", "linked-roles"})


def read(interaction: AnyInteraction, request: Request) -> tuple[Request, tuple[Unreadable, ...]]:
    """`request` with its texts as they read; what cannot be printed is taken out of those that will be, and told."""
    if not action_of(request).prose:
        return request, ()
    names, language = _Names(interaction), language_of(interaction.locale) or "en"
    changes: dict[str, str] = {}
    unreadable: list[Unreadable] = []
    for field in fields_of(type(request)):
        value = getattr(request, field.name)
        if not isinstance(value, str) or ("<" not in value and "\\" not in value):
            continue
        found: list[str] = []
        printed = field.name in PRINTED_FIELDS
        changes[field.name] = as_read(value, names, language, found if printed else None)
        unreadable += [Unreadable(field.name, shown) for shown in found]
    return msgspec.structs.replace(request, **changes), tuple(unreadable)


def as_read(written: str, names: Mapping[str, str], language: Language, found: list[str] | None = None) -> str:
    """`written` without Discord's code. `names` are of "@id", "@&id" and "#id".

    What has no letters (an emoji of a server, a mention of somebody unknown) is put into `found` and taken out; where
    `found` is None, it stays as its name.
    """

    def plain(code: re.Match[str]) -> str:
        parts = code.groupdict()
        if (said := _said(parts, names, language)) is not None:
            return said
        shown = f":{parts['emoji']}:" if parts["emoji"] else f"{'#' if parts['channel'] else '@'}…"
        if found is None:
            return (parts["emoji"] or "").replace("_", " ")
        found.append(shown)
        return "\0"

    # A space that stood beside what is gone goes with it.
    return re.sub(r"[^\S\n]*(?:\0[^\S\n]*)+", " ", _CODE.sub(plain, written)).strip(" ")


def _said(parts: Mapping[str, str | None], names: Mapping[str, str], language: Language) -> str | None:
    """The words for one piece of code, None when it has none."""
    match parts:
        case {"escaped": str(sign)}:
            return sign
        case {"user": str(number)}:
            return f"@{names[f'@{number}']}" if f"@{number}" in names else None
        case {"role": str(number)}:
            return f"@{names[f'@&{number}']}" if f"@&{number}" in names else None
        case {"channel": str(number)}:
            return f"#{names[f'#{number}']}" if f"#{number}" in names else None
        case {"command": str(name)}:
            return f"/{name}"
        case {"part": str(name)}:
            return text(Message(f"discord-part-{name}"), language) if name in _PARTS else ""
        case {"time": str(seconds)}:
            return _time(int(seconds), parts["style"] or "f", language)
        case {"link": str(url)}:
            return url
    return None


def _time(seconds: int, style: str, language: Language) -> str:
    """A time as Discord writes it, in UTC: whose clock is meant nobody tells us."""
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    match style:
        case "t":
            return str(format_time(at, "short", locale=language))
        case "T":
            return str(format_time(at, "medium", locale=language))
        case "d" | "s" | "S":
            return str(format_date(at, "short", locale=language))
        case "D" | "R":
            return str(format_date(at, "long", locale=language))
        case "F":
            return str(format_datetime(at, customs(language).date_with_weekday, locale=language))
        case _:
            return str(format_datetime(at, customs(language).date, locale=language))


class _Names(Mapping[str, str]):
    """Names of people, roles and channels, as far as the interaction or the server tells them."""

    def __init__(self, interaction: AnyInteraction) -> None:
        self._guild = interaction.guild
        data: Any = interaction.data or {}
        resolved = data.get("resolved") or {}
        self._told = {f"@{interaction.user.id}": interaction.user.display_name}
        for number, user in (resolved.get("users") or {}).items():
            member = (resolved.get("members") or {}).get(number) or {}
            name = member.get("nick") or user.get("global_name") or user.get("username")
            self._told[f"@{number}"] = str(name)
        for sign, kind in (("@&", "roles"), ("#", "channels")):
            self._told |= {f"{sign}{number}": str(each["name"]) for number, each in (resolved.get(kind) or {}).items()}

    def __getitem__(self, key: str) -> str:
        if key in self._told:
            return self._told[key]
        if self._guild is not None:
            number = int(key.lstrip("@&#"))
            role = self._guild.get_role(number) if key.startswith("@&") else None
            channel = self._guild.get_channel_or_thread(number) if key.startswith("#") else None
            if role is not None or channel is not None:
                return str(role.name if role is not None else channel.name if channel is not None else "")
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)
