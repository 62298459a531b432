"""What is typed, as requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from articover.cover import ROLES
from bot.conversation import Message, localized, requests
from bot.conversation.reply import alternatives
from bot.conversation.requests import Request

_STYLES = ("face", "size", "place", "color", "case")
"""What can be chosen of a text."""


class Unclear(Exception):  # noqa: N818 -- an answer, not a fault
    """What was typed is no request; `line` says why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.key)
        self.line = said


def request_of(text: str, book: int | None) -> Request:
    """The request that `text` ("/cover Rain | mystery") makes; `book` is the one talked about. Raises `Unclear`."""
    word, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if word in _GENERAL:
        return _GENERAL[word](rest)
    if word in _OF_BOOK:
        if book is None:
            raise Unclear(localized("console-no-book"))
        return _OF_BOOK[word](book, rest)
    raise Unclear(localized("console-unknown", text=text[:60]))


def _cover(rest: str) -> Request:
    if not rest:
        return requests.ShowStart()
    parts = [part.strip() for part in rest.split("|")]
    names = ("title", "genre", "synopsis", "ratio", "author", "subtitle", "series")
    if len(parts) > len(names):
        raise Unclear(localized("console-unknown", text=rest[:60]))
    return replace(requests.Start(""), **dict(zip(names, parts, strict=False)))  # type: ignore[arg-type]


def _settings(rest: str) -> Request:
    return requests.Settings(_pairs(rest))


def _block(rest: str, *, lift: bool = False) -> Request:
    kind, _, value = rest.partition(" ")
    if kind not in ("user", "word"):
        raise Unclear(localized("refused-choice", known=alternatives(("user", "word"))))
    value, _, reason = value.partition("|")
    return requests.Block("user" if kind == "user" else "word", value.strip(), reason.strip(), lift)


def _style(book: int, rest: str) -> Request:
    layer, _, choices = rest.partition(" ")
    if not layer:
        return requests.ShowLayers(book)
    if layer not in ROLES:
        raise Unclear(localized("refused-choice", known=alternatives(ROLES)))
    if not choices:
        return requests.ShowStyle(book, layer)
    made = _pairs(choices)
    if set(made) - set(_STYLES):
        raise Unclear(localized("refused-choice", known=alternatives(_STYLES)))
    steps = {"": 0, "+": 1, "-": -1}
    if made.get("size", "") not in steps:
        raise Unclear(localized("refused-choice", known=alternatives(("+", "-"))))
    words = {name: value for name, value in made.items() if name != "size"}
    return requests.Style(book, layer, size=steps[made.get("size", "")], **words)


def _number(book: int, rest: str) -> Request:
    if not rest:
        return requests.StepVersion(book, -1)
    if not rest.isdecimal():
        raise Unclear(localized("console-unknown", text=f"/back {rest}"[:60]))
    return requests.GoBack(book, int(rest))


def _open(rest: str) -> Request:
    if not rest.isdecimal():
        return requests.Books(find=rest)
    return requests.ShowBook(int(rest))


def _upscale(rest: str) -> Request:
    name, _, size = rest.partition("|")
    return requests.UpscalePicture(Path(name.strip()).expanduser(), size.strip())


def _edit_text(rest: str) -> Request:
    name, _, words = rest.partition("|")
    old, _, new = words.partition("|")
    return requests.EditText(Path(name.strip()).expanduser(), old.strip(), new.strip())


def _pairs(rest: str) -> dict[str, str]:
    """ "language=ko ratio=A5" as a mapping; a value with spaces runs to the next "name="."""
    found: dict[str, str] = {}
    name = ""
    for word in rest.split():
        key, sign, value = word.partition("=")
        if sign and key.isidentifier():
            name = key
            found[name] = value
        elif name:
            found[name] += f" {word}"
        else:
            raise Unclear(localized("console-unknown", text=rest[:60]))
    return found


_GENERAL: Mapping[str, Callable[[str], Request]] = {
    "/cover": _cover,
    "/books": lambda rest: requests.Books(find=rest),
    "/open": _open,
    "/queue": lambda rest: requests.Queue(),
    "/forget": lambda rest: requests.ForgetMe(),
    "/export": lambda rest: requests.ExportMe(),
    "/settings": _settings,
    "/block": _block,
    "/unblock": lambda rest: _block(rest, lift=True),
    "/blocks": lambda rest: requests.Blocks(),
    "/reports": lambda rest: requests.Reports(),
    "/moderate": lambda rest: requests.Moderate(),
    "/remove-text": lambda rest: requests.RemoveText(Path(rest).expanduser()),
    "/edit-text": _edit_text,
    "/upscale": _upscale,
    "/help": lambda rest: requests.Help(),
}
_OF_BOOK: Mapping[str, Callable[[int, str], Request]] = {
    "/brief": lambda book, rest: requests.ShowBrief(book),
    "/read": lambda book, rest: requests.ShowUnderstood(book),
    "/again": lambda book, rest: requests.Regenerate(book),
    "/options": lambda book, rest: requests.Options(book),
    "/title": lambda book, rest: requests.EditTitle(book, title=rest) if rest else requests.ShowTitle(book),
    "/style": _style,
    "/picture": lambda book, rest: (
        requests.ReplacePicture(book, Path(rest).expanduser()) if rest else requests.ShowPicture(book)
    ),
    "/print": lambda book, rest: requests.Upscale(book, size=rest),
    "/formats": lambda book, rest: requests.Formats(book),
    "/next": lambda book, rest: requests.ShowNext(book),
    "/history": lambda book, rest: requests.History(book),
    "/back": _number,
    "/forward": lambda book, rest: requests.StepVersion(book, 1),
    "/poll": lambda book, rest: requests.Compare(book, rest) if rest else requests.ShowCompare(book),
    "/cancel": lambda book, rest: requests.Cancel(book),
    "/delete": lambda book, rest: requests.Delete(book),
    "/report": lambda book, rest: requests.Report(book, rest) if rest else requests.ShowReport(book),
}
