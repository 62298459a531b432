"""The configuration: one struct per table of the file, with keys, types and defaults.

`config.example.toml` explains every key.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from articover.settings import Settings
from bot import quotas
from bot.secret import Secret

Count = Annotated[int, msgspec.Meta(ge=0, le=100_000)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=86_400)]
Megabytes = Annotated[int, msgspec.Meta(ge=0, le=100_000_000)]
Short = Annotated[str, msgspec.Meta(max_length=200)]


class Bot(msgspec.Struct, frozen=True, kw_only=True):
    data_folder: Annotated[str, msgspec.Meta(min_length=1, max_length=1000)] = "data"
    language: Short = "en"
    log_format: Literal["human", "json"] = "human"
    log_level: Literal["debug", "info", "warning", "error"] = "info"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """0 is no limit."""

    user_open: Count = quotas.USER_OPEN
    user_running: Count = quotas.USER_RUNNING
    user_per_day: Count = quotas.USER_PER_DAY
    server_open: Count = quotas.SERVER_OPEN
    total_open: Count = quotas.TOTAL_OPEN


class Storage(msgspec.Struct, frozen=True, kw_only=True):
    free_space_floor_mb: Megabytes = quotas.FREE_SPACE_FLOOR_MB
    print_files_max_mb: Megabytes = 0
    sweep_every_s: Annotated[float, msgspec.Meta(ge=10, le=86_400)] = 600.0


class Worker(msgspec.Struct, frozen=True, kw_only=True):
    workers: Annotated[int, msgspec.Meta(ge=0, le=64)] = 0
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
    """The checked configuration. `settings` chooses engines and weights; `path` is the config file, if any."""

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
