"""Which engines to use, how, and where their weights are: every field of `Settings` is a table of the config.

The command line and the bot read the same file; tables of the bot are left to the bot.
"""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from articover.allowed import must_be
from articover.errors import RequestError
from articover.facts import Fact
from articover.generate.diffusion.options import DiffusionSettings
from articover.reasons import CONFIG_FILE
from articover.remove.inpaint_options import InpaintSettings

AUTO = "auto"
_WEIGHTS = ("migan",)
"""The weights that a path can be given for."""


@dataclass(frozen=True)
class EngineNames:
    """An engine by name for each stage; "auto" takes the best that can run."""

    generate: str = AUTO
    detect: str = AUTO
    fill: str = AUTO
    edit: str = AUTO
    upscale: str = AUTO


@dataclass(frozen=True)
class IllustratorSettings:
    """`icons = false` paints without the game-icons set, so nothing is owed to it."""

    icons: bool = True


@dataclass(frozen=True)
class ModelSettings:
    """Models from the hub: `download` consents to fetch what is missing, `folder` is where they are kept ("": the
    hub's usual cache), `pickles` allows weights in files that can run code when opened.
    """

    download: bool = False
    folder: str = ""
    pickles: bool = False


@dataclass(frozen=True)
class SafetySettings:
    """`model` looks at pictures whose own model has no safety checker; `unchecked_pictures` shows them without."""

    model: str = "CompVis/stable-diffusion-v1-4/safety_checker"
    unchecked_pictures: bool = False


@dataclass(frozen=True)
class Settings:
    """`weights` maps a weight's name to a path that is used instead of the packaged file."""

    engines: EngineNames = field(default_factory=EngineNames)
    illustrator: IllustratorSettings = field(default_factory=IllustratorSettings)
    models: ModelSettings = field(default_factory=ModelSettings)
    diffusion: DiffusionSettings = field(default_factory=DiffusionSettings)
    inpaint: InpaintSettings = field(default_factory=InpaintSettings)
    safety: SafetySettings = field(default_factory=SafetySettings)
    weights: dict[str, str] = field(default_factory=dict)


TABLES = tuple(table.name for table in fields(Settings))


def key_types() -> dict[str, dict[str, Any]]:
    """Table -> key -> annotated type of every key that `Settings` knows."""
    known: dict[str, dict[str, Any]] = {}
    for table, kind in get_type_hints(Settings).items():
        known[table] = get_type_hints(kind, include_extras=True) if is_dataclass(kind) else dict.fromkeys(_WEIGHTS, str)
    return known


def load_settings(path: Path | None = None) -> Settings:
    """Settings from `path`, else from the file named by `ARTICOVER_CONFIG`, else the defaults.

    Raises `RequestError` when the file cannot be read, is not TOML, or holds an unknown key.
    """
    if path is None:
        named = os.environ.get("ARTICOVER_CONFIG")
        if not named:
            return Settings()
        path = Path(named)
    return settings_from(read_toml(path), CONFIG_FILE(path=str(path)))


def settings_of(options: argparse.Namespace) -> Settings:
    """What a command line asks for: the settings it was given, else those of its config file, as `load_settings`."""
    return options.settings or load_settings(options.config)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a config file. Raises `RequestError`."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RequestError("config_unreadable", path=str(path), why=str(error.strerror)) from error
    except UnicodeDecodeError as error:
        raise RequestError("config_not_utf8", path=str(path)) from error
    except tomllib.TOMLDecodeError as error:
        raise RequestError("config_not_toml", path=str(path), why=str(error)) from error


def settings_from(data: Mapping[str, Any], source: Fact) -> Settings:
    """Our tables of `data`, checked; `source` is named when one is wrong. Raises `RequestError`."""
    types = key_types()
    ours = {name: data[name] for name in TABLES if name in data}
    for table, values in ours.items():
        if not isinstance(values, Mapping):
            raise RequestError("config_table", source=source, table=table)
        for key, value in values.items():
            if table == "weights" and key not in types[table]:
                raise RequestError("config_weight", source=source, name=str(key), known=tuple(_WEIGHTS))
            if key not in types[table]:
                raise RequestError("config_key", source=source, key=f"{table}.{key}")
            try:
                msgspec.convert(value, types[table][key])
            except msgspec.ValidationError as error:
                raise RequestError(
                    "config_value", source=source, key=f"{table}.{key}", must=must_be(types[table][key], error)
                ) from error
    return msgspec.convert(ours, Settings)
