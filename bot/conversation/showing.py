"""How a version is shown: its files under good names, and what can be done with it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from bot.conversation import requests
from bot.conversation.context import Context
from bot.conversation.describing import description, document_of
from bot.conversation.payloads import AskedPicture, asked_in, read_asked
from bot.conversation.reply import Attachment, Button, Message, button, localized
from bot.conversation.requests import ACTIONS, ButtonRow, Language, OfBook
from bot.store import Store
from bot.store.records import File, Session, Version

PREVIEW = "preview.jpg"


async def pictures(context: Context, version: Version, language: Language) -> tuple[Attachment, ...]:
    """The picture of a version for chat, with its description in words."""
    found = [file for file in version.files if file.name == PREVIEW]
    if not found:
        return ()
    document = await asyncio.to_thread(document_of, context.store, version)
    alone = localized("alt-picture-alone", title=_title(version))
    colors = version.data.get("colors", ())
    said = await asyncio.to_thread(description, document, language, colors) if document else alone
    return tuple(attachment(context.store, version, file, said) for file in found)


def attachment(store: Store, version: Version, file: File, said: Message | None = None) -> Attachment:
    """A stored file under the name people see: title, version and what it is."""
    return Attachment(store.blobs.path(file.sha256).absolute(), shown_name(version, file), said, file.size)


def shown_name(version: Version, file: File) -> str:
    """ "keeper-v3-print.pdf"."""
    stem, _, extension = file.name.rpartition(".")
    stem = "" if file.name == PREVIEW else f"-{stem}"
    return f"{_slug(version)}-v{version.number}{stem}.{extension}"


def book_folder(book: Session) -> str:
    """The readable name of a book's folder in a copy: "book-3-the-keeper"."""
    name, words = f"book-{book.session_id}", _plain(read_asked(book.brief).brief.get("title", ""))
    return f"{name}-{words}" if words else name


def option_of(version: Version) -> int:
    """The number under which a version was offered with others, 1 ..; 0 for one that was not."""
    return int(version.data.get("option", 0))


def version_buttons(version: Version, *, is_newest: bool = True) -> tuple[Button, ...]:
    """Everything that can be done with what a version shows."""
    if isinstance(asked_in(version.data), AskedPicture):
        return picture_buttons(version)
    return book_buttons(version, is_newest=is_newest)


def book_buttons(version: Version, *, is_newest: bool = True) -> tuple[Button, ...]:
    """Everything that can be done with a book that has a picture; `is_newest`, nothing lies beyond this version."""
    book = version.session_id
    steps = step_buttons(version, is_newest=is_newest)
    return (*declared_buttons(ButtonRow.COVER, book), *steps, *declared_buttons(ButtonRow.COVER_END, book))


def declared_buttons(row: ButtonRow, book: int) -> tuple[Button, ...]:
    """The buttons that are declared for a row, each for `book`; only below a cover the main ones stand out."""
    plain = row in (ButtonRow.PRINTED, ButtonRow.OPTIONS)
    kinds = (kind for kind, declared in ACTIONS.items() if row in declared.on and issubclass(kind, OfBook))
    return tuple(button(kind(book), "plain" if plain else None) for kind in kinds)


def step_buttons(version: Version, *, is_newest: bool) -> tuple[Button, ...]:
    """Back and forward, as far as there is something."""
    back = Button(localized("button-back-one"), requests.StepVersion(version.session_id, -1))
    forward = Button(localized("button-forward-one"), requests.StepVersion(version.session_id, 1))
    return (*([back] if version.number > 1 else []), *([] if is_newest else [forward]))


def printed_buttons(version: Version) -> tuple[Button, ...]:
    """What comes after print files; the rest stands below the picture."""
    return declared_buttons(ButtonRow.PRINTED, version.session_id)


def option_buttons(versions: Sequence[Version]) -> tuple[Button, ...]:
    """Which of several pictures to take; what can be done with it stands below it then."""
    book = versions[-1].session_id
    choices = [
        Button(localized("button-option", number=place), requests.GoBack(book, version.number), "main")
        for place, version in enumerate(versions, 1)
    ]
    return (
        *choices,
        button(requests.Options(book)),
        *declared_buttons(ButtonRow.OPTIONS, book),
    )


def picture_buttons(version: Version) -> tuple[Button, ...]:
    """What can be done with a picture that is no cover."""
    return declared_buttons(ButtonRow.PICTURE, version.session_id)


def _title(version: Version) -> str:
    return asked_in(version.data).brief.get("title", "")[:200]


def _slug(version: Version) -> str:
    return _plain(_title(version)) or f"book-{version.session_id}"


def _plain(title: str) -> str:
    """A title as part of a file name, "" when it has no letter or digit."""
    return re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:40].strip("-_")
