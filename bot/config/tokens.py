"""Tokens: from the environment, or from a file it names, and never from the config file."""

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
"""Environment variable -> where it goes in `Config`."""
_SHORTEST_TOKEN = 20
"""Discord's and Slack's tokens have 50 characters and more: less is a slip of the copy."""


def with_tokens(config: Config, environment: Mapping[str, str]) -> Config:
    """`config` with the tokens of the environment, which are hidden from the logs from here on.

    Raises `RequestError`; values of tokens are never in it.
    """
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
