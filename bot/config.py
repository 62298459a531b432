"""The bot's configuration: a TOML file, overridden by the environment, checked whole before anything starts.

    ARTICOVER_CONFIG=FILE               the file, when none is named on the command line
    ARTICOVER_BOT__TABLE__KEY=VALUE     overrides one key; anything but text is written as in TOML
    DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN
                                        tokens, never in the file; or NAME_FILE, a file that holds one

The tables of `articover.settings` stand in the same file: [engines], [illustrator], [models] and so on.
`config.example.toml` explains every key.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from articover.errors import RequestError
from articover.settings import TABLES, Settings, load_settings
from bot.logs import hide
from bot.secret import Secret

PREFIX = "ARTICOVER_BOT__"
TOKENS = {
    "DISCORD_TOKEN": ("discord", "token"),
    "SLACK_BOT_TOKEN": ("slack", "bot_token"),
    "SLACK_APP_TOKEN": ("slack", "app_token"),
}
"""Environment variable -> where it goes in `Config`."""
_OURS_TOO = frozenset(TABLES)
"""Tables of `articover.settings` in the same file."""
_SHORTEST_TOKEN = 20
"""Discord's and Slack's tokens have 50 characters and more: less is a slip of the copy."""

Count = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
Megabytes = Annotated[int, msgspec.Meta(ge=0, le=100_000_000)]
Short = Annotated[str, msgspec.Meta(max_length=200)]


class Bot(msgspec.Struct, frozen=True, kw_only=True):
    data_folder: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)] = "data"
    language: Literal["en", "ko"] = "en"
    log_format: Literal["human", "json"] = "human"
    log_level: Literal["debug", "info", "warning", "error"] = "info"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """0 is no limit."""

    user_open: Count = 5
    user_running: Count = 1
    user_per_day: Count = 100
    server_open: Count = 50
    total_open: Count = 500


class Storage(msgspec.Struct, frozen=True, kw_only=True):
    free_space_floor_mb: Megabytes = 1024
    print_files_max_mb: Megabytes = 0
    sweep_every_s: Annotated[float, msgspec.Meta(ge=10, le=86_400)] = 600.0


class Worker(msgspec.Struct, frozen=True, kw_only=True):
    threads: Annotated[int, msgspec.Meta(ge=0, le=1024)] = 0
    nice: Annotated[int, msgspec.Meta(ge=0, le=19)] = 10
    memory_limit_mb: Megabytes = 0
    warm_up: bool = True


class Timeouts(msgspec.Struct, frozen=True, kw_only=True):
    start_s: Seconds = 120.0
    hang_s: Seconds = 180.0
    cancel_s: Annotated[float, msgspec.Meta(gt=0, le=8)] = 5.0
    cover_s: Seconds = 300.0
    edit_s: Seconds = 60.0
    print_s: Seconds = 600.0
    remove_text_s: Seconds = 300.0


class Discord(msgspec.Struct, frozen=True, kw_only=True):
    enabled: bool = True
    api_url: Short = ""
    gateway_url: Short = ""
    allow_custom_endpoint: bool = False
    token: Secret = Secret()


class Slack(msgspec.Struct, frozen=True, kw_only=True):
    enabled: bool = False
    api_url: Short = ""
    allow_custom_endpoint: bool = False
    bot_token: Secret = Secret()
    app_token: Secret = Secret()


class Http(msgspec.Struct, frozen=True, kw_only=True):
    port: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 8321
    host: Short = "127.0.0.1"
    allow_other_hosts: bool = False


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    generative_models: bool = True
    blocked_words: Annotated[tuple[Short, ...], msgspec.Meta(max_length=10_000)] = ()


class FileLinks(msgspec.Struct, frozen=True, kw_only=True):
    public_url: Short = ""
    link_hours: Annotated[int, msgspec.Meta(ge=1, le=720)] = 72


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """Everything, checked. `settings` chooses engines and weights; `path` is the file it came from, if any."""

    bot: Bot = Bot()
    limits: Limits = Limits()
    storage: Storage = Storage()
    worker: Worker = Worker()
    timeouts: Timeouts = Timeouts()
    discord: Discord = Discord()
    slack: Slack = Slack()
    http: Http = Http()
    policy: Policy = Policy()
    files: FileLinks = FileLinks()
    settings: Settings = msgspec.field(default_factory=Settings)
    path: Path | None = None


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
    config = _with_tokens(config, environment)
    _check(config)
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


def _with_tokens(config: Config, environment: Mapping[str, str]) -> Config:
    for variable, (table, key) in TOKENS.items():
        token = _token(variable, environment)
        if not token:
            continue
        if len(token) < _SHORTEST_TOKEN or any(char.isspace() or not char.isprintable() for char in token):
            raise RequestError(f"{variable} is not a token: copy it whole, without spaces or quotes.")
        hide(token)
        changed = msgspec.structs.replace(getattr(config, table), **{key: Secret(token)})
        config = msgspec.structs.replace(config, **{table: changed})
    return config


def _token(variable: str, environment: Mapping[str, str]) -> str:
    file = environment.get(f"{variable}_FILE")
    if not file:
        return environment.get(variable, "").strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise RequestError(
            f'{variable}_FILE names "{file}", which cannot be read: check its path and rights.'
        ) from error


def _check(config: Config) -> None:
    """What one value alone does not tell."""
    for name, url, schemes, allowed in (
        ("discord.api_url", config.discord.api_url, ("https", "http"), config.discord.allow_custom_endpoint),
        ("discord.gateway_url", config.discord.gateway_url, ("wss", "ws"), config.discord.allow_custom_endpoint),
        ("slack.api_url", config.slack.api_url, ("https", "http"), config.slack.allow_custom_endpoint),
    ):
        if not url:
            continue
        host = _host(url, schemes, name)
        # The token goes there with the first request.
        if not allowed and not _is_loopback(host):
            table = name.partition(".")[0]
            raise RequestError(
                f"{name} sends the bot's token to {host}: leave it empty, or set {table}.allow_custom_endpoint = true."
            )
    if config.files.public_url:
        host = _host(config.files.public_url, ("https", "http"), "files.public_url")
        if urlsplit(config.files.public_url).scheme == "http" and not _is_loopback(host):
            raise RequestError("files.public_url must begin with https://, or covers travel in the open.")
    if not config.http.allow_other_hosts and not _is_loopback(config.http.host):
        raise RequestError(
            f"http.host = {config.http.host} opens the metrics to others: use 127.0.0.1, "
            "or set http.allow_other_hosts = true."
        )
    if config.timeouts.hang_s < 2 * config.timeouts.cancel_s:
        raise RequestError("timeouts.hang_s must be at least twice timeouts.cancel_s.")
    if any(not word.strip() for word in config.policy.blocked_words):
        raise RequestError("policy.blocked_words holds an empty word, which would block everything: take it out.")


def _host(url: str, schemes: tuple[str, ...], name: str) -> str:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in schemes or not host or parts.username is not None or parts.query or parts.fragment:
        raise RequestError(
            f"{name} is not an address: write it as {schemes[0]}://HOST, without a name or question mark."
        )
    return host


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
