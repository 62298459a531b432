"""The bot's configuration: a TOML file, overridden by the environment, checked completely before anything starts.

    ARTICOVER_CONFIG=FILE               the file, when none is named on the command line
    ARTICOVER_BOT__TABLE__KEY=VALUE     overrides one key of any table; anything but text is written as in TOML
    DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN
                                        tokens, never in the file; or NAME_FILE, a file that holds one

The tables of `articover.settings` are in the same file: [engines], [illustrator], [models] and so on.
`config.example.toml` explains every key.
"""

from __future__ import annotations

from bot.config.loading import PREFIX, keys, load_config, variables
from bot.config.tables import (
    Bot,
    Config,
    Discord,
    FileLinks,
    Http,
    Limits,
    Policy,
    Slack,
    Storage,
    Timeouts,
    Worker,
)

__all__ = [
    "PREFIX",
    "Bot",
    "Config",
    "Discord",
    "FileLinks",
    "Http",
    "Limits",
    "Policy",
    "Slack",
    "Storage",
    "Timeouts",
    "Worker",
    "keys",
    "load_config",
    "variables",
]
