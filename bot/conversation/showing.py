"""How a version is shown: its files under good names, and what can be done with it."""

from __future__ import annotations

import re

from bot.conversation import asks
from bot.conversation.reply import Attachment, Button, line
from bot.store import Store
from bot.store.records import File, Version

PREVIEW = "preview.jpg"


def pictures(store: Store, version: Version) -> tuple[Attachment, ...]:
    """The picture of a version for chat."""
    found = [file for file in version.files if file.name == PREVIEW]
    return tuple(attachment(store, version, file) for file in found)


def attachment(store: Store, version: Version, file: File) -> Attachment:
    """A stored file under the name people see: title, version and what it is."""
    stem, _, extension = file.name.rpartition(".")
    stem = "" if file.name == PREVIEW else f"-{stem}"
    return Attachment(
        store.blobs.path(file.sha256).absolute(),
        f"{_slug(version)}-v{version.number}{stem}.{extension}",
    )


def book_buttons(version: Version) -> tuple[Button, ...]:
    """Everything that can be done with a book that has a picture."""
    book = version.session_id
    return (
        Button(line("button-brief"), asks.ShowBrief(book)),
        Button(line("button-regenerate"), asks.Regenerate(book)),
        Button(line("button-options"), asks.Options(book)),
        Button(line("button-title"), asks.ShowTitle(book)),
        Button(line("button-style"), asks.ShowLayers(book)),
        Button(line("button-picture"), asks.ShowPicture(book)),
        Button(line("button-print"), asks.Upscale(book)),
        Button(line("button-formats"), asks.Formats(book)),
        Button(line("button-next"), asks.ShowNext(book)),
        Button(line("button-history"), asks.History(book)),
        Button(line("button-report"), asks.ShowReport(book)),
        Button(line("button-delete"), asks.Delete(book)),
    )


def _slug(version: Version) -> str:
    title = str(version.data.get("asked", {}).get("brief", {}).get("title", ""))
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:40].strip("-_")
    return words or f"book-{version.session_id}"
