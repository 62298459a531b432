"""From a `Reply` to one Discord message (Components V2): words, pictures, files, buttons and menus.

Discord's limits hold for any reply: 40 components and 4,000 characters a message, 5 buttons a row, 25 options
a menu, 80 characters a label, 100 an id, 1,024 an alternative text, 10 files. What cannot be shown is cut,
never refused.
"""

from __future__ import annotations

import itertools
import logging
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import discord
from discord import ui

from bot.conversation import Attachment, Button, Language, Message, Reply
from bot.conversation.reply import DESCRIPTION_MAX_CHARS
from bot.locales import text
from bot.platforms.action_ids import PREFIX, encode
from bot.platforms.discord.words import cut, plain, shown

log = logging.getLogger(__name__)

MAX_TEXT_CHARS = 4000
MAX_COMPONENTS = 40
MAX_FILES = 10
ID_CHARS = 100
"""Of the id of a button, menu option or form."""
MENU = f"{PREFIX}|menu"
"""How the id of a select menu begins; what is chosen stands in the values of its options."""
MARK = 1 << 30
"""Component ids from here on are ours: they tell which message of the outbox a message is, past any restart."""

_ROW, _OPTIONS = 5, 25
_LABEL, _OPTION_LABEL, _PLACEHOLDER = 80, 100, 150
_FEWEST_CHOICES = 2
_MANY_BUTTONS = 25
"""More than this, and buttons that ask for the same kind of thing become a menu."""
_PICTURES = frozenset({".jpg", ".jpeg", ".webp"})
_SMALL = frozenset({"checked", "painted"})
"""Lines for those who want to know exactly."""
_HEADLINE_CHARS = 120
"""A first line of a sentence or so is a headline; a longer one is a paragraph."""
_DONE, _REFUSED = 0x2E8B7A, 0xC0392B
_STYLES = {
    "main": discord.ButtonStyle.primary,
    "plain": discord.ButtonStyle.secondary,
    "danger": discord.ButtonStyle.danger,
}


@dataclass(frozen=True)
class Extra:
    """A button that asks the platform for something, not the conversation."""

    label: Message
    custom_id: str


@dataclass(frozen=True)
class Shown:
    """A message to be sent: its components, and its files under the names the components use."""

    view: ui.LayoutView
    files: tuple[Attachment, ...]


def render(
    reply: Reply,
    language: Language,
    *,
    mark: int | None = None,
    extra: Sequence[Extra] = (),
    kept: Sequence[discord.Attachment] = (),
) -> Shown:
    """`reply` as a message. `mark`, an outbox id, is kept in it, so that it can be told apart later.

    `extra` are buttons of the platform's own, in a row below. `kept` are files that stand in the message already
    and stay.

    Needs a running event loop, as discord.py's views do. The view is stopped: presses are answered by what their
    ids say, and nothing is kept in memory for them.
    """
    named = list(_named(reply.files[:MAX_FILES], reply.session_id))
    files = tuple(replace(file, name=name) for file, name in named)
    box: ui.Container[ui.LayoutView] = ui.Container(
        accent_colour=_colour(reply), id=None if mark is None else MARK + mark
    )
    head, rest = _texts(reply, language, {file.name: name for file, name in named})
    if head:
        box.add_item(ui.TextDisplay(head))
    items = [(file.name, alternative(file, language)) for file in files]
    items += [(file.filename, file.description) for file in kept]
    pictures = [_item(name, description) for name, description in items if _is_picture(name, description)]
    if pictures:
        box.add_item(ui.MediaGallery(*pictures[:MAX_FILES]))
    if rest:
        box.add_item(ui.TextDisplay(rest))
    for name, description in items:
        if not _is_picture(name, description):
            box.add_item(ui.File(f"attachment://{name}"))
    for row in _rows(reply.buttons, language, MAX_COMPONENTS - 1 - len(box.children)):
        box.add_item(row)
    if extra:
        box.add_item(
            ui.ActionRow(
                *(ui.Button(label=plain(each.label, language, _LABEL), custom_id=each.custom_id) for each in extra)
            )
        )
    view = ui.LayoutView(timeout=None)
    view.add_item(box)
    view.stop()
    return Shown(view, files)


def mark_of(message: dict[str, object]) -> int | None:
    """The mark in a message as Discord gives it back, None when it has none."""
    components = message.get("components")
    for component in components if isinstance(components, list) else []:
        number = component.get("id")
        if isinstance(number, int) and number >= MARK:
            return number - MARK
    return None


def alternative(file: Attachment, language: Language) -> str | None:
    """The alternative text of a picture."""
    return None if file.description is None else cut(text(file.description, language), DESCRIPTION_MAX_CHARS)


def _texts(reply: Reply, language: Language, renamed: Mapping[str, str]) -> tuple[str, str]:
    """What stands over the picture, and what stands under it."""
    lines = [f"{'-# ' if line.key in _SMALL else ''}{shown(line, language, renamed)}" for line in reply.lines]
    if not lines:
        # A message of Discord is never empty.
        return ("", "") if reply.files or reply.buttons else ("…", "")
    head, rest = cut(lines[0], MAX_TEXT_CHARS), "\n".join(lines[1:])
    if rest and "\n" not in head and len(head) <= _HEADLINE_CHARS:
        head = cut(f"**{head}**", MAX_TEXT_CHARS)
    return head, cut(rest, left) if (left := MAX_TEXT_CHARS - len(head)) > 1 else ""


def _colour(reply: Reply) -> int | None:
    if any(line.key.startswith(("refused", "failed")) for line in reply.lines[:1]):
        return _REFUSED
    under_way = any(line.key == "progress" for line in reply.lines[:1])
    return _DONE if reply.files and not under_way else None


def _named(files: Sequence[Attachment], session_id: int | None) -> Iterator[tuple[Attachment, str]]:
    """Names that Discord keeps as they are: ASCII, each once."""
    used: set[str] = set()
    for file in files:
        path = PurePath(file.name)
        title, rest = re.fullmatch(r"(.*?)((?:-v\d+.*)?)", _ascii(path.stem)).groups()  # type: ignore[union-attr]
        if not re.search(r"[A-Za-z0-9]{2}", title):
            title = f"book-{session_id}" if session_id else "cover"
        stem = f"{title.strip('-')}{rest}"
        name = f"{stem}{path.suffix}"
        for number in itertools.count(2):
            if name not in used:
                break
            name = f"{stem}-{number}{path.suffix}"
        used.add(name)
        yield file, name


def _ascii(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9-]+", "-", plain)


def _is_picture(name: str, description: str | None) -> bool:
    """Whether it is there to be looked at: what is described is; a print file, without, is to be taken away."""
    suffix = PurePath(name).suffix
    return suffix in _PICTURES or (suffix == ".png" and description is not None)


def _item(name: str, description: str | None) -> discord.MediaGalleryItem:
    return discord.MediaGalleryItem(f"attachment://{name}", description=description)


def _rows(buttons: Sequence[Button], language: Language, room: int) -> Iterator[ui.ActionRow[ui.LayoutView]]:
    """Rows of buttons and menus, as many as `room` components allow."""
    ids = _Ids()
    menus = 0
    for menu, members in _groups(_folded(buttons)):
        size = _ROW if menu is None else _OPTIONS
        for start in range(0, len(members), size):
            part = [(each, made) for each in members[start : start + size] if (made := ids.of(each))]
            if menu is None:
                part = part[: max(0, room - 1)]
            if not part or room < 2:
                continue
            row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
            if menu is None:
                room -= 1 + len(part)
                for each, custom_id in part:
                    label = plain(each.label, language, _LABEL)
                    row.add_item(ui.Button(label=label, custom_id=custom_id, style=_STYLES[each.kind]))
            else:
                room -= 2
                options = [
                    discord.SelectOption(label=plain(each.label, language, _OPTION_LABEL), value=custom_id)
                    for each, custom_id in part
                ]
                menus += 1
                placeholder = plain(menu, language, _PLACEHOLDER)
                row.add_item(ui.Select(custom_id=f"{MENU}|{menus}", placeholder=placeholder, options=options))
            yield row


def _groups(buttons: Sequence[Button]) -> Iterator[tuple[Message | None, list[Button]]]:
    """What stands together: each menu with its heading, and the buttons between them.

    Choices of one kind that come first (options, votes) have rows of their own.
    """
    for menu, group in itertools.groupby(buttons, lambda each: each.menu):
        members = list(group)
        alike = list(next(itertools.groupby(members, lambda each: type(each.request)))[1])
        if menu is None and _FEWEST_CHOICES <= len(alike) < len(members):
            yield None, alike
            members = members[len(alike) :]
        yield menu, members


def _folded(buttons: Sequence[Button]) -> list[Button]:
    """Too many buttons of one kind become a menu, headed by the first of them."""
    single = [each for each in buttons if each.menu is None]
    if len(single) <= _MANY_BUTTONS:
        return list(buttons)
    made: list[Button] = []
    for kind, group in itertools.groupby(buttons, lambda each: (type(each.request), each.menu)):
        members = list(group)
        alike = kind[1] is None and len(members) > _ROW
        made += [replace(each, menu=members[0].label) for each in members] if alike else members
    return made


class _Ids:
    """The ids of one message: Discord refuses the same one twice."""

    def __init__(self) -> None:
        self._used: set[str] = set()

    def of(self, button: Button) -> str | None:
        """An id for a button, None when its request cannot be written in one."""
        try:
            made = next(
                each for again in range(100) if (each := encode(button.request, again, most=ID_CHARS)) not in self._used
            )
        except (ValueError, StopIteration) as error:
            log.error("no button for %s: %s", type(button.request).__name__, error)
            return None
        self._used.add(made)
        return made
