"""Tokens come from the environment, or from a file that it names, never from the config file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from articover.errors import RequestError
from bot.config.tables import Config
from bot.logs import hide
from bot.secret import Secret

TOKENS = {
    "DISCORD_TOKEN": ("discord", "token"),
    "SLACK_BOT_TOKEN": ("slack", "bot_token"),
    "SLACK_APP_TOKEN": ("slack", "app_token"),
}
"""Environment variable -> (table, key) in `Config`."""
_SHORTEST_TOKEN = 20
"""Tokens of Discord and Slack have at least 50 characters; a shorter text was not copied completely."""


def with_tokens(config: Config, environment: Mapping[str, str]) -> Config:
    """`config` with the tokens of the environment, which are hidden from the logs from now on.

    Raises `RequestError`, which never contains a token.
    """
    for variable, (table, key) in TOKENS.items():
        token = _token(variable, environment)
        if not token:
            continue
        if len(token) < _SHORTEST_TOKEN or any(char.isspace() or not char.isprintable() for char in token):
            raise RequestError(sentence=f"{variable} is not a token: copy all of it, without spaces or quotes.")
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
            sentence=f'{variable}_FILE names "{file}", which cannot be read: check its path and permissions.'
        ) from error
