"""What a button asks for, written in the few characters that a chat keeps for us, and read back after any restart.

    ac1|style|12|layer=author|face=Anton      version, name of the request, book, fields that differ from the default
    ac1.2|book|12                             the same request a second time in one message

Names are the ids of actions and the fields of their requests: whoever changes one makes older buttons answer that they
are out of date.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from bot.conversation.requests import BY_ID, Request, fields_of, tag_of, types_of

PREFIX = "ac1"
_BOOK = "session_id"
_MAX_DIGITS = 18
"""What a database's integer holds with ease."""


class Unknown(ValueError):  # noqa: N818 -- an answer, not a fault
    """This id is not ours, or of an older version of the bot."""


def is_ours(custom_id: str) -> bool:
    """Whether the id looks like one of this bot, of any version."""
    return custom_id.startswith("ac")


def encode(request: Request, again: int = 0, *, most: int) -> str:
    """The id of a button that asks for `request`; `again` tells apart equal ones in a message.

    Raises `ValueError` when it does not fit into `most` characters or holds a local file.
    """
    parts = [f"{PREFIX}.{again + 1}" if again else PREFIX, tag_of(type(request))]
    for field in fields_of(type(request)):
        value = getattr(request, field.name)
        if field.name == _BOOK:
            parts.append(str(value))
        elif value != _default(field):
            parts += [f"{field.name}{key}={_escaped(text)}" for key, text in _texts(value)]
    made = "|".join(parts)
    if len(made) > most:
        raise ValueError(f"the id of {type(request).__name__} has {len(made)} characters")
    return made


def decode(custom_id: str) -> Request:
    """The request of an id. Raises `Unknown`."""
    head, *parts = custom_id.split("|")
    version, _, _ = head.partition(".")
    if version != PREFIX or not parts or parts[0] not in BY_ID:
        raise Unknown(custom_id)
    kind, parts = BY_ID[parts[0]], parts[1:]
    hints = types_of(kind)
    values: dict[str, Any] = {}
    try:
        if _BOOK in hints:
            values[_BOOK] = _number(parts.pop(0))
        for part in parts:
            name, _, text = part.partition("=")
            name, _, key = name.partition(".")
            value = _value(_unescaped(text), hints[name])
            values[name] = {**values.get(name, {}), key: value} if key else value
        return kind(**values)
    except (KeyError, ValueError, IndexError, TypeError):
        raise Unknown(custom_id) from None


def texts_of(request: Request) -> set[str]:
    """The fields of a request that a form may fill in with words: no number, no choice, no file of this machine."""
    return {name for name, hint in types_of(type(request)).items() if hint in (str, str | None)}


def _texts(value: Any) -> list[tuple[str, str]]:
    """(key inside the field, text): one of most values, one for each key of a mapping."""
    if isinstance(value, Mapping):
        return [(f".{key}", str(each)) for key, each in value.items()]
    if isinstance(value, Path):
        raise ValueError("a local file has no place in a button")
    if isinstance(value, bool):
        return [("", "1" if value else "0")]
    return [("", str(value))]


def _value(text: str, hint: Any) -> Any:
    """`text` as what the field holds. Raises `ValueError`."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _value(text, next(each for each in get_args(hint) if each is not types.NoneType))
    if origin is Literal:
        if text not in get_args(hint):
            raise ValueError(text)
        return text
    if hint is bool:
        return text == "1"
    if hint is int:
        return _number(text)
    if hint is str or (origin is not None and issubclass(origin, Mapping)):
        return text
    raise ValueError(f"no {hint} in an id")


def _number(text: str) -> int:
    if not text.isascii() or not text.removeprefix("-").isdecimal() or len(text) > _MAX_DIGITS:
        raise ValueError(text)
    return int(text)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("|", "%7C")


def _unescaped(text: str) -> str:
    return text.replace("%7C", "|").replace("%25", "%")


def _default(field: msgspec.structs.FieldInfo) -> Any:
    return field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory()
