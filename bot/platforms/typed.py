"""What is typed, as requests: "/cover Rain | mystery". For chats of words, and for commands that take a line of text.

Words and the fields typed behind them are declared with each request; here are the few that are read in another way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from articover.cover import ROLES
from bot import locales
from bot.conversation import Message, localized, requests
from bot.conversation.reply import alternatives
from bot.conversation.requests import ACTIONS, OfBook, Request, is_file, opener_of

_STYLES = ("face", "size", "place", "color", "case")
"""What can be chosen of a text."""
_OTHERWISE = {"forget-me": "forget", "export-me": "export"}
"""What commands are called elsewhere, and here."""
SIGN = "/"
"""Before every word."""


class Unclear(Exception):  # noqa: N818 -- an answer, not a fault
    """What was typed is no request; `line` says why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.key)
        self.line = said


def request_of(text: str, book: int | None) -> Request:
    """The request that `text` ("/cover Rain | mystery") makes; `book` is the one talked about. Raises `Unclear`."""
    word, _, rest = text.strip().partition(" ")
    word, rest = _in_english(word.removeprefix(SIGN)) if word.startswith(SIGN) else "", rest.strip()
    if word in _GENERAL:
        return _GENERAL[word](rest)
    if word not in _OF_BOOK and word not in _declared():
        raise Unclear(localized("console-unknown", text=text[:60]))
    of_book = word in _OF_BOOK or issubclass(_declared()[word], OfBook)
    if of_book and book is None:
        raise Unclear(localized("console-no-book"))
    if word in _OF_BOOK:
        assert book is not None
        return _OF_BOOK[word](book, rest)
    return _made(_declared()[word], (book,) if of_book else (), rest)


def _in_english(word: str) -> str:
    """The word that a command's name in any language stands for: "도움말" is "help"."""
    plain = unicodedata.normalize("NFC", word).casefold()
    return _names().get(plain, word)


@cache
def _names() -> Mapping[str, str]:
    """The names that Discord's commands have in each language, and the words they are typed by here."""
    words = {word: word for word in (*_declared(), *_GENERAL, *_OF_BOOK)} | _OTHERWISE
    return {
        locales.text(Message(f"command-{name}"), language): word
        for language in locales.LANGUAGES
        for name, word in words.items()
        if locales.bundle(language).has_message(f"command-{name}")
    }


@cache
def _declared() -> Mapping[str, type[Request]]:
    return {declared.word: kind for kind, declared in ACTIONS.items() if declared.word}


def _made(kind: type[Request], about: tuple[Any, ...], rest: str) -> Request:
    """A request of its typed fields; where nothing is typed, the one that shows its form, if it has one."""
    names = ACTIONS[kind].typed
    opener = opener_of(kind)
    if names and not rest and opener is not None:
        return opener(*about)
    parts = [part.strip() for part in rest.split("|")] if len(names) > 1 else [rest]
    if len(parts) > max(1, len(names)):
        raise Unclear(localized("console-unknown", text=rest[:60]))
    typed = dict(zip(names, parts, strict=False))
    values = {name: Path(text).expanduser() if is_file(kind, name) else text for name, text in typed.items()}
    return kind(*about, **values)


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
    "open": _open,
    "settings": _settings,
    "block": _block,
    "unblock": lambda rest: _block(rest, lift=True),
}
_OF_BOOK: Mapping[str, Callable[[int, str], Request]] = {
    "style": _style,
    "back": _number,
    "forward": lambda book, rest: requests.StepVersion(book, 1),
}
