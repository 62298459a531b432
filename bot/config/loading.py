"""From a file and the environment to a `Config`: every slip is named with its place and what may stand there."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from articover.errors import RequestError
from articover.settings import TABLES, Settings, load_settings
from bot.config.checks import check
from bot.config.tables import Config
from bot.config.tokens import TOKENS, with_tokens
from bot.secret import Secret

PREFIX = "ARTICOVER_BOT__"
_OURS_TOO = frozenset(TABLES)
"""Tables of `articover.settings` in the same file."""


def load_config(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """The configuration from `path`, else the file `ARTICOVER_CONFIG` names, else the defaults; then the environment.

    Its tokens are hidden from the logs from here on. Raises `RequestError`: one sentence that names the
    file or variable, the key and what it may be. Values of tokens are never in it.
    """
    environment = os.environ if environment is None else environment
    if path is None and environment.get("ARTICOVER_CONFIG"):
        path = Path(environment["ARTICOVER_CONFIG"])
    settings = Settings() if path is None else load_settings(path)
    data = {} if path is None else tomllib.loads(path.read_text(encoding="utf-8"))
    source = "" if path is None else f'The config "{path}"'
    _refuse_unknown(data, source)
    _convert(data, source)  # alone first, so that the sentence names the file when the file is wrong
    overridden = _override(data, environment)
    config = _convert(overridden, "The environment")
    config = with_tokens(config, environment)
    check(config)
    return msgspec.structs.replace(config, settings=settings, path=path)


def keys() -> list[str]:
    """Every key a file may hold, as "table.key"."""
    return [f"{table}.{key}" for table, known in _tables().items() for key in known]


def _tables() -> dict[str, dict[str, Any]]:
    """Table -> key -> type, without what is not the file's to set."""
    return {
        table.name: {item.name: item.type for item in msgspec.structs.fields(table.type) if item.type is not Secret}
        for table in msgspec.structs.fields(Config)
        if isinstance(table.type, type) and issubclass(table.type, msgspec.Struct)
    }


def _refuse_unknown(data: Mapping[str, Any], source: str) -> None:
    tables = _tables()
    for table, values in data.items():
        if table in _OURS_TOO:
            continue
        if table not in tables:
            raise RequestError(f"{source} has an unknown table [{table}]{_nearest(table, [*tables, *_OURS_TOO])}.")
        if not isinstance(values, dict):
            raise RequestError(f"{source} is wrong at {table}: it is a table, write [{table}].")
        for key in values:
            if (table, key) in TOKENS.values():
                variable = next(name for name, place in TOKENS.items() if place == (table, key))
                raise RequestError(
                    f"{source} holds a token at {table}.{key}: take it out, set {variable} in the environment, "
                    "and have the platform make a new one if the file was ever shared."
                )
            if key not in tables[table]:
                raise RequestError(f"{source} has an unknown key {table}.{key}{_nearest(key, list(tables[table]))}.")


def _nearest(name: str, known: list[str]) -> str:
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f" (did you mean {found[0]}?)" if found else f" (there are {', '.join(sorted(known))})"


def _convert(data: Mapping[str, Any], source: str) -> Config:
    ours = {table: values for table, values in data.items() if table not in _OURS_TOO}
    try:
        return msgspec.convert(ours, Config)
    except msgspec.ValidationError as error:
        where = re.search(r"at `\$\.(\w+)\.(\w+)", str(error))
        if where is None:
            raise RequestError(f"{source} is wrong: {error}.") from error
        table, key = where.groups()
        raise RequestError(
            f"{source} is wrong at {table}.{key}: it must be {_may_be(_tables()[table][key])}."
        ) from error


def _may_be(wanted: Any) -> str:
    """The values a key takes, in words."""
    match msgspec.inspect.type_info(wanted):
        case msgspec.inspect.BoolType():
            return "true or false"
        case msgspec.inspect.LiteralType(values=values):
            return f"one of {', '.join(str(value) for value in values)}"
        case msgspec.inspect.IntType(ge=least, le=most):
            return f"a whole number from {least} to {most}"
        case msgspec.inspect.FloatType(ge=least, gt=above, le=most):
            return f"a number {f'above {above:g}' if least is None else f'from {least:g}'} and at most {most:g}"
        case msgspec.inspect.StrType(max_length=most, min_length=least):
            return f"text of {least or 0} to {most} characters"
        case msgspec.inspect.VarTupleType(item_type=item):
            longest = item.max_length if isinstance(item, msgspec.inspect.StrType) else None
            return f"a list of texts of at most {longest} characters"
        case other:
            raise TypeError(f"no words for {other}")


def _override(data: Mapping[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {table: dict(values) for table, values in data.items()}
    tables = _tables()
    for variable, text in sorted(environment.items()):
        if not variable.startswith(PREFIX):
            continue
        table, _, key = variable.removeprefix(PREFIX).lower().partition("__")
        if key not in tables.get(table, {}):
            known = [f"{PREFIX}{name.replace('.', '__').upper()}" for name in keys()]
            raise RequestError(f"The environment has an unknown {variable}{_nearest_variable(variable, known)}.")
        made.setdefault(table, {})[key] = _value(text, tables[table][key])
    return made


def _nearest_variable(variable: str, known: list[str]) -> str:
    found = difflib.get_close_matches(variable, known, n=1)
    return f" (did you mean {found[0]}?)" if found else ""


def _value(text: str, wanted: Any) -> Any:
    """What `text` stands for: itself where the key is text, else as TOML writes it."""
    if isinstance(msgspec.inspect.type_info(wanted), msgspec.inspect.StrType | msgspec.inspect.LiteralType):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
