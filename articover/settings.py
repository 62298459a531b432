"""Which engines to use, how, and where their weights are: every field of `Settings` is a table of the config.

The command line and the bot read the same file; tables of the bot are left to the bot.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path

import msgspec

from articover.errors import RequestError
from articover.generate.diffusion.options import DiffusionSettings
from articover.remove.options import InpaintSettings

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


def load_settings(path: Path | None = None) -> Settings:
    """Settings from `path`, else from the file named by `ARTICOVER_CONFIG`, else the defaults.

    Raises `RequestError` when the file cannot be read, is not TOML, or holds an unknown key.
    """
    if path is None:
        named = os.environ.get("ARTICOVER_CONFIG")
        if not named:
            return Settings()
        path = Path(named)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RequestError(f'The config "{path}" cannot be read ({error.strerror}): check the path.') from error
    except UnicodeDecodeError as error:
        raise RequestError(f'The config "{path}" is not UTF-8 text: save it as UTF-8.') from error
    except tomllib.TOMLDecodeError as error:
        raise RequestError(f'The config "{path}" is not valid TOML: {error}.') from error
    ours = {name: data[name] for name in TABLES if name in data}
    try:
        settings = msgspec.convert(ours, Settings)
    except msgspec.ValidationError as error:
        raise RequestError(f'The config "{path}" is wrong: {error}.') from error
    understood = msgspec.to_builtins(settings)
    for table, values in ours.items():
        if unknown := sorted(set(values) - set(understood[table])):
            raise RequestError(f'The config "{path}" has an unknown key: {table}.{unknown[0]}.')
    if strangers := sorted(set(settings.weights) - set(_WEIGHTS)):
        raise RequestError(
            f'The config "{path}" names a weight we do not know, "{strangers[0]}": {", ".join(_WEIGHTS)}.'
        )
    return settings
