"""How files come to whoever asked: attached where the chat takes them, else behind a link that expires, else named."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.context import Context
from bot.conversation.reply import Attachment, Line, line
from bot.conversation.showing import attachment, shown_name
from bot.store.clock import utc_date_time
from bot.store.records import File, Version

CREDITS = "credits.txt"


def delivered(
    context: Context, version: Version, files: Iterable[File], limit_bytes: int
) -> tuple[list[Line], tuple[Attachment, ...]]:
    """What is attached and what to say of each file. `limit_bytes` is of one file in this chat, 0 for none."""
    attached: list[Attachment] = []
    names: list[Line] = []
    others: list[Line] = []
    for file in files:
        name = shown_name(version, file)
        if not limit_bytes or file.size <= limit_bytes:
            attached.append(attachment(context.store, version, file))
            names.append(line("file-name", name=file.name, size=megabytes(file.size)))
        elif context.links is not None:
            url, until = context.links.sign(file.sha256, name, context.store.clock.now())
            others.append(line("linked", name=name, size=megabytes(file.size), url=url, until=utc_date_time(until)))
        else:
            limit = megabytes(limit_bytes)
            others.append(line("too-big", name=name, size=megabytes(file.size), limit=limit))
    said = [line("delivered", names=tuple(names))] if names else []
    return [*said, *others], tuple(attached)


def megabytes(size: int) -> str:
    """A size for people: "4.5 MB", "12 kB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size, 1000) / 1000:.0f} kB"
