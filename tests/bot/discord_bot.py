"""The bot on the loopback Discord, in this process, with an executor that makes its files at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loopback.discord import Discord as Place
from loopback.discord import Person, Shown
from simulated_users import FakeExecutor

from bot.app import App, opened, run
from bot.config import load_config
from bot.platforms import Platform
from bot.platforms.discord import Discord


@dataclass
class Bot:
    """A bot that runs; `executor.gate` holds its work back while it is clear."""

    app: App
    executor: FakeExecutor
    platform: Discord
    running: asyncio.Task[None]


@asynccontextmanager
async def a_bot(
    place: Place,
    folder: Path,
    *,
    held: bool = False,
    beside: Callable[[App], Platform] | None = None,
    **settings: str,
) -> AsyncIterator[Bot]:
    """A bot on `place`, from its login until the block ends; then as after a signal. Work waits while `held`.

    `beside` makes a second platform that runs on the same store.
    """
    environment = {
        "ARTICOVER_BOT__BOT__DATA_FOLDER": str(folder / "data"),
        "ARTICOVER_BOT__STORAGE__FREE_SPACE_FLOOR_MB": "0",
        "ARTICOVER_BOT__HTTP__PORT": "0",
        "ARTICOVER_BOT__DISCORD__API_URL": place.api_url,
        "ARTICOVER_BOT__DISCORD__GATEWAY_URL": place.gateway_url,
        "DISCORD_TOKEN": place.token,
        **{f"ARTICOVER_BOT__{name}": value for name, value in settings.items()},
    }
    executor = FakeExecutor(folder / "scratch")
    if held:
        executor.gate.clear()
    with place.as_discord():
        async with opened(load_config(None, environment), executor) as app:
            stop = asyncio.Event()
            platform = Discord(app.config.discord, app.conversation, app.clock)
            running = asyncio.create_task(run(app, [platform, *([beside(app)] if beside else [])], stop))
            connected = asyncio.create_task(place.connected())
            await asyncio.wait({running, connected}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                connected.cancel()
                await running
            await connected
            try:
                yield Bot(app, executor, platform, running)
            finally:
                executor.gate.set()
                stop.set()
                await running


async def a_cover(person: Person, title: str = "Night Tide", **options: Any) -> Shown:
    """A new book, with its picture."""
    answer = await person.slash("cover", title=title, synopsis="A keeper hides a whale.", **options)
    assert answer.message is not None
    return await person.wait_until(answer.message, lambda message: message.pictures)
