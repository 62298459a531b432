"""How files come to whoever asked: attached where the chat takes them, else behind a link that expires, else named."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.conversation.context import Context
from bot.conversation.reply import Attachment, Message, Reply, localized
from bot.conversation.showing import attachment, shown_name
from bot.store.clock import utc_date_time
from bot.store.records import File, Json, Version

CREDITS = "credits.txt"
MOST_FILES = 10
"""As many files as a chat message holds."""


@dataclass(frozen=True)
class FileLimit:
    """The largest file, in bytes, that a chat takes.

    `stated` by the chat, or else found out because it refused a larger one: then people are not told the figure.
    """

    bytes: int
    stated: bool = True

    @classmethod
    def of_job(cls, payload: Json) -> FileLimit:
        """What the chat stated when the job was accepted; there is none in a terminal."""
        return cls(int(payload.get("upload_limit", 0)) or sys.maxsize)


async def delivered(
    context: Context, version: Version, files: Iterable[File], limit: FileLimit, pictures: int = 0
) -> tuple[list[Message], tuple[Attachment, ...]]:
    """What is attached beside `pictures` that are shown, and what to say of each file: never more than is there."""
    wanted = list(files)
    stored = await asyncio.to_thread(lambda: [context.store.blobs.path(each.sha256).is_file() for each in wanted])
    there = [each for each, is_stored in zip(wanted, stored, strict=True) if is_stored]
    fitting = sorted((each for each in there if each.size <= limit.bytes), key=lambda each: each.size)
    chosen = {each.name for each in fitting[: MOST_FILES - pictures]}
    attached: list[Attachment] = []
    names: list[Message] = []
    others: list[Message] = []
    for file in wanted:
        name, size = shown_name(version, file), megabytes(file.size)
        if file not in there:
            others.append(localized("file-gone", name=name))
        elif file.name in chosen:
            attached.append(attachment(context.store, version, file))
            names.append(localized("file-name", name=file.name, size=size))
        elif context.links is not None:
            url, until = context.links.sign(file.sha256, name, context.store.clock.now())
            others.append(localized("linked", name=name, size=size, url=url, until=utc_date_time(until)))
        elif file in fitting:
            others.append(localized("too-many", name=name, size=size))
        else:
            most = megabytes(limit.bytes) if limit.stated else "none"
            others.append(localized("too-big", name=name, size=size, limit=most))
    said = [localized("delivered", names=tuple(names))] if names else []
    return [*said, *others], tuple(attached)


async def with_pictures_that_fit(reply: Reply, limit: FileLimit) -> Reply:
    """`reply` without the pictures that are gone or too large, and with a line for each of them."""
    shown = [each for each in reply.files if each.description is not None]
    stored = await asyncio.to_thread(lambda: [each.path.is_file() for each in shown])
    gone = [each for each, is_stored in zip(shown, stored, strict=True) if not is_stored]
    large = [each for each in shown if each.size > limit.bytes and each not in gone]
    lines = [localized("picture-gone")] * bool(gone)
    lines += [localized("picture-too-big", size=megabytes(each.size)) for each in large]
    files = tuple(each for each in reply.files if each not in gone and each not in large)
    return replace(reply, lines=(*reply.lines, *lines), files=files)


def smaller_limit(files: Sequence[Attachment], usual_bytes: int) -> FileLimit:
    """The limit to try next when a chat refused `files`: what it takes of everybody, then less than the largest."""
    largest = max((each.size for each in files), default=0)
    return FileLimit(usual_bytes if largest > usual_bytes else max(0, largest - 1), stated=False)


def megabytes(size: int) -> str:
    """A size for people: "4.5 MB", "12 kB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 100_000 else f"{max(size, 1000) / 1000:.0f} kB"
