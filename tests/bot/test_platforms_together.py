"""Discord and a terminal on one store, at once: each person meets their own books, on the chat they asked on."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from discord_bot import Place, a_bot

from bot.app import App
from bot.conversation import RequestContext, requests
from bot.outbox import Outbox
from bot.platforms.console import Console
from bot.store.records import Interaction


class Terminal:
    """What somebody types into the console and reads there."""

    def __init__(self, keyboard: int) -> None:
        self._keyboard = keyboard
        self.screen = io.StringIO()

    def type(self, line: str) -> None:
        os.write(self._keyboard, f"{line}\n".encode())

    async def reads(self, words: str) -> str:
        """Wait until `words` stand on the screen; what stands there."""
        async with asyncio.timeout(20):
            while words not in self.screen.getvalue():
                await asyncio.sleep(0.02)
        return self.screen.getvalue()


@contextmanager
def a_terminal() -> Iterator[tuple[Terminal, io.TextIOWrapper]]:
    """A terminal, and the end of its line that the console reads."""
    reads, writes = os.pipe()
    with os.fdopen(reads, encoding="utf-8") as incoming:
        try:
            yield Terminal(writes), incoming
        finally:
            os.close(writes)


async def test_two_platforms_share_a_store_and_keep_their_people_apart(tmp_path: Path) -> None:
    shown = tmp_path / "shown"
    async with Place(tmp_path) as place:
        with a_terminal() as (terminal, incoming):

            def console(app: App) -> Console:
                return Console(app.conversation, app, shown, incoming, terminal.screen)

            async with a_bot(place, tmp_path, held=True, beside=console) as bot:
                mira = place.person("mira")
                answer = (await mira.slash("cover", title="Night Tide", synopsis="A whale.")).message
                assert answer is not None
                terminal.type("/cover Rain | mystery")
                await terminal.reads("Rain")
                terminal.type("/queue")
                # Both wait in one queue; each person reads the title of their own book only.
                await terminal.reads("(2 jobs in total)")
                assert len(await bot.app.jobs.open_jobs()) == 2
                bot.executor.gate.set()

                pictured = await mira.wait_until(answer, lambda message: message.pictures)
                await terminal.reads("rain-v1.jpg")
                assert {job.platform for job in await bot.app.jobs.open_jobs()} == set()
                for platform in ("discord", "console"):
                    assert await Outbox(bot.app.store, platform).unsent() == 0
                # Each result came to its own chat.
                assert "Night Tide" in pictured.text
                assert not any("Rain" in each.text for each in mira.sees())
                assert "Night Tide" not in terminal.screen.getvalue()

                # Books are one's own: of the other chat nothing is listed, opened or changed.
                listed = (await mira.slash("history")).message
                assert listed is not None
                assert "Night Tide" in listed.text
                assert "Rain" not in listed.text
                terminal.type("/open 1")
                await terminal.reads("belongs to someone else")
                assert not (shown / "book-1").exists()

                # Buttons of both go on working, on the same worker.
                again = (await mira.press(mira.now(answer), "Regenerate")).message
                assert again is not None
                await mira.wait_until(again, lambda message: message.pictures)
                terminal.type("/open 2")
                terminal.type("/again")
                await terminal.reads("rain-v2.jpg")


async def test_what_ends_while_a_platform_is_away_is_told_there_later(tmp_path: Path) -> None:
    """A job of the console, done while the bot runs on Discord alone, is told when the console is back."""
    shown = tmp_path / "shown"
    async with Place(tmp_path) as place:
        async with a_bot(place, tmp_path) as bot:
            here = Interaction("console", "typed-1", "console:local", "console:here", "console")
            asked = await bot.app.conversation.answer(RequestContext(here, "you"), requests.Start("Rain"))
            assert asked.job_id is not None
            async with asyncio.timeout(20):
                while await bot.app.jobs.open_jobs():
                    await asyncio.sleep(0.02)
            assert await Outbox(bot.app.store, "console").unsent() == 1
            assert not place.person("mira").sees()
        with a_terminal() as (terminal, incoming):

            def console(app: App) -> Console:
                return Console(app.conversation, app, shown, incoming, terminal.screen)

            async with a_bot(place, tmp_path, beside=console):
                await terminal.reads("rain-v1.jpg")
