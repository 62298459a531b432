"""The bot in a process of its own on a loopback Discord."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from loopback.discord import Discord
from loopback.process import ROOT, Process

STUB_RUN = ["-m", "loopback.stub_run", "run"]
REAL_RUN = ["-m", "bot", "run"]


class BotProcess(Process):
    """A bot that hears the gateway of `place`."""

    def __init__(
        self, folder: Path, place: Discord, command: list[str] = STUB_RUN, config: Path | None = None, **settings: str
    ) -> None:
        """`config` is the bot's file, `settings` as the environment names them: LIMITS__USER_OPEN="2"."""
        settings = {
            "BOT__DATA_FOLDER": str(folder / "data"),
            "DISCORD__API_URL": place.api_url,
            "DISCORD__GATEWAY_URL": place.gateway_url,
            "STORAGE__FREE_SPACE_FLOOR_MB": "0",
            "HTTP__PORT": "0",
            **settings,
        }
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ARTICOVER_")}
        environment |= {f"ARTICOVER_BOT__{name}": value for name, value in settings.items()}
        if config is not None:
            environment["ARTICOVER_CONFIG"] = str(config)
        environment |= {"DISCORD_TOKEN": place.token, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        super().__init__(folder, command, lambda: place.gateway.connected, environment)


@asynccontextmanager
async def running(
    folder: Path, place: Discord, command: list[str] = STUB_RUN, config: Path | None = None, **settings: str
) -> AsyncIterator[BotProcess]:
    """A bot that hears the gateway, and is gone at the end of the block."""
    bot = BotProcess(folder, place, command, config, **settings)
    try:
        await bot.start()
        yield bot
    finally:
        if bot.process is not None:
            bot.end()
            await bot.process.wait()
