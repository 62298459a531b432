"""Load a `Config` from a file and the environment. Errors name the key and its allowed values."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from articover.allowed import must_be
from articover.errors import RequestError
from articover.locales import text as words
from articover.reasons import CONFIG_FILE, ENVIRONMENT
from articover.settings import TABLES, key_types, read_toml, settings_from
from bot.config.checks import check
from bot.config.tables import Config
from bot.config.tokens import TOKENS, with_tokens
from bot.secret import Secret

PREFIX = "ARTICOVER_BOT__"
_OURS_TOO = frozenset(TABLES)
"""Tables of `articover.settings` in the same file."""


def load_config(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Config:
    """The configuration from `path`, else the file `ARTICOVER_CONFIG` names, else the defaults; then the environment.

    Its tokens are hidden from the logs from now on. Raises `RequestError`: one sentence that names the file or
    variable, the key and its allowed values, but never the value of a token.
    """
    environment = os.environ if environment is None else environment
    if path is None and environment.get("ARTICOVER_CONFIG"):
        path = Path(environment["ARTICOVER_CONFIG"])
    source = "" if path is None else f'The config "{path}"'
    data = {} if path is None else read_toml(path)
    # Check the file alone first, so that its errors name the file.
    settings_from(data, CONFIG_FILE(path=str(path)))
    _refuse_unknown(data, source)
    _convert(data, source)
    overrides = _overrides(environment)
    made: dict[str, Any] = {table: dict(values) for table, values in data.items()}
    for _, table, key, value in overrides:
        made.setdefault(table, {})[key] = value
    config = with_tokens(_convert(made, "The environment"), environment)
    config = msgspec.structs.replace(config, settings=settings_from(made, ENVIRONMENT()), path=path)
    try:
        check(config)
    except RequestError as error:
        raise RequestError(sentence=_with_variables(str(error), overrides)) from error
    return config


def keys() -> list[str]:
    """All keys of the bot's own tables, as "table.key"."""
    return [f"{table}.{key}" for table, known in _tables().items() for key in known]


def variables() -> dict[str, tuple[str, str]]:
    """Environment variable -> (table, key) of all keys, including those of the engines."""
    return {
        f"{PREFIX}{table}__{key}".upper(): (table, key)
        for table, known in {**_tables(), **key_types()}.items()
        for key in known
    }


def _tables() -> dict[str, dict[str, Any]]:
    """Table -> key -> type, without the tokens."""
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
            raise RequestError(
                sentence=f"{source} has an unknown table [{table}]{_nearest(table, [*tables, *_OURS_TOO])}."
            )
        if not isinstance(values, dict):
            raise RequestError(sentence=f"{source} is wrong at {table}: it must be a table, written as [{table}].")
        for key in values:
            if (table, key) in TOKENS.values():
                variable = next(name for name, place in TOKENS.items() if place == (table, key))
                raise RequestError(
                    sentence=(
                        f"{source} contains a token at {table}.{key}: remove it, set {variable} in the environment, "
                        "and make a new token if the file was ever shared."
                    )
                )
            if key not in tables[table]:
                raise RequestError(
                    sentence=f"{source} has an unknown key {table}.{key}{_nearest(key, list(tables[table]))}."
                )


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
            raise RequestError(sentence=f"{source} is wrong: {error}.") from error
        table, key = where.groups()
        raise RequestError(
            sentence=f"{source} is wrong at {table}.{key}: {words(must_be(_tables()[table][key], error))}."
        ) from error


def _overrides(environment: Mapping[str, str]) -> list[tuple[str, str, str, Any]]:
    """(variable, table, key, value) of each override, with values valid for their keys."""
    known, types = variables(), {**_tables(), **key_types()}
    found = []
    for variable, text in sorted(environment.items()):
        if not variable.startswith(PREFIX):
            continue
        if variable.upper() not in known:
            raise RequestError(
                sentence=f"The environment variable {variable} is unknown{_nearest_variable(variable, [*known])}."
            )
        table, key = known[variable.upper()]
        value = _value(text, types[table][key])
        try:
            msgspec.convert(value, types[table][key])
        except msgspec.ValidationError as error:
            raise RequestError(sentence=f"{variable} is wrong: {words(must_be(types[table][key], error))}.") from error
        found.append((variable, table, key, value))
    return found


def _with_variables(sentence: str, overrides: list[tuple[str, str, str, Any]]) -> str:
    """Replace keys in a sentence by the environment variables that set them."""
    for variable, table, key, _ in overrides:
        sentence = re.sub(rf"\b{table}\.{key}\b", variable, sentence, count=1)
    return sentence


def _nearest_variable(variable: str, known: list[str]) -> str:
    found = difflib.get_close_matches(variable, known, n=1)
    return f" (did you mean {found[0]}?)" if found else ""


def _value(text: str, wanted: Any) -> Any:
    """The value of `text`: itself for text keys, else parsed as TOML."""
    if isinstance(msgspec.inspect.type_info(wanted), msgspec.inspect.StrType | msgspec.inspect.LiteralType):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
