"""Lines as Discord shows them: what people wrote stays as they wrote it, never markup, never a ping."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.conversation import Language, Message, Person, Place
from bot.conversation.reply import Argument
from bot.locales import text

NAME = "discord"

Arguments = Mapping[str, Argument | Message | tuple[Message, ...]]

_MARKUP = re.compile(r"[\\*_~`|<>\[\]@]")
_AT_LINE_START = re.compile(r"^(\s*)(-(?=#)|[#+-]|\d+(?=[.)]\s))", re.MULTILINE)
_LINK = re.compile(r"(?<=[a-zA-Z]):(?=//)")
COMMANDS = (
    *("cover", "history", "queue", "remove-text", "edit-text", "upscale", "forget-me", "export-me", "help"),
    *("settings", "moderate"),
)
_COMMAND = re.compile(rf"(?<![\w/])/({'|'.join(COMMANDS)})(?![a-z-])")
_OUR_WORD = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
"""A name of ours ("sci-fi", "remove_text"), which may choose a variant of the message and holds no markup."""


def shown(line: Message, language: Language, renamed: Mapping[str, str] | None = None) -> str:
    """`line` as Discord's markup, with every argument as plain text in it.

    `renamed` are files that are called something else here. An argument called `url` is an address of ours, to be
    followed by a click. Commands are called what they are called in that language.
    """
    words = text(_safe_line(line, renamed or {}), language)
    if any(not isinstance(value, int | float) for value in line.arguments.values()):
        return words  # what somebody wrote may look like a command, and stays
    return _COMMAND.sub(lambda found: f"/{text(Message(f'command-{found[1]}'), language)}", words)


def plain(line: Message, language: Language, most: int) -> str:
    """`line` where Discord knows no markup (labels, forms), cut to `most` characters."""
    return cut(text(line, language).replace(f"{NAME}:", ""), most)


def cut(words: str, most: int) -> str:
    """`words`, or as many of them as fit with an ellipsis."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def escaped(words: str) -> str:
    """`words` so that Discord shows them as they are: no markup, mention, link or list."""
    words = _MARKUP.sub(r"\\\g<0>", words)
    words = _LINK.sub(r"\\:", words)
    return _AT_LINE_START.sub(_escaped_start, words)


def _escaped_start(found: re.Match[str]) -> str:
    space, mark = found.groups()
    # The digits of "1." stay, its point would be the markup: the escape goes between them.
    return f"{space}{mark}\\" if mark.isdecimal() else f"{space}\\{mark}"


def _safe_line(line: Message, renamed: Mapping[str, str]) -> Message:
    return Message(line.key, _safe_all(line.arguments, renamed), escaped(line.otherwise))


def _safe_all(arguments: Arguments, renamed: Mapping[str, str]) -> Arguments:
    return {name: value if name == "url" else _safe(value, renamed) for name, value in arguments.items()}


def _safe(
    value: Argument | Message | tuple[Message, ...], renamed: Mapping[str, str]
) -> Argument | Message | tuple[Message, ...]:
    match value:
        case Message():
            return _safe_line(value, renamed)
        case tuple():
            return tuple(_safe_line(each, renamed) for each in value)
        case Person(user_key=key):
            platform, _, user_id = key.partition(":")
            return f"<@{user_id}>" if platform == NAME and user_id.isdecimal() else escaped(key)
        case Place(channel_id=channel_id):
            return f"<#{channel_id}>" if channel_id.isdecimal() else escaped(channel_id)
        case str():
            return value if _OUR_WORD.fullmatch(value) else escaped(renamed.get(value, value))
        case _:
            return value
