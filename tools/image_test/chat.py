"""What the image does in a chat: `python -m bot run` in a container, on the tests' loopback Discord."""

from __future__ import annotations

import asyncio
import io
import json
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from .checks import CODE, NO_TOKEN, SECRETS, Bench, expect, one_sentence, secret_file
from .engines import DATA, Answer, ContainerRun, Started, need

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from loopback.discord import Discord, Person, Shown  # noqa: E402 -- found by the line above

WAIT_S = 180.0
STOPPED_S = 10.0
"""compose.yaml grants the bot 15 s to stop; it needs fewer than these."""


async def check_chat(bench: Bench) -> None:
    """Health, a cover, a backup, SIGTERM under a running job, restore, update and rollback, all on one volume."""
    volume = bench.engine.volume(bench.image)
    with tempfile.TemporaryDirectory() as folder:
        async with Discord(Path(folder)) as place:
            mira = place.person("mira")
            await _health_cover_backup(bench, place, mira, volume)
            await _stopped_under_a_job(bench, place, mira, volume)
            await _restored(bench, place, mira, volume)
            await _updated_and_rolled_back(bench, place, mira, volume)


async def _health_cover_backup(bench: Bench, place: Discord, mira: Person, volume: str) -> None:
    async with running(bench, place, volume) as bot:
        began = time.monotonic()
        await until(bot.container.health, "healthy")
        bench.report.add(
            "health check, by the engine", f"healthy {time.monotonic() - began:.1f} s after the gateway heard it"
        )
        shown = await cover(mira, "Night Tide")
        (bench.out / "chat.jpg").write_bytes(picture_of(place, shown))
        bench.report.add("`/cover` in chat", f"painted, {len(picture_of(place, shown)) // 1000} kB attached")
        command = ("python", "-m", "bot", "backup", "--out", f"{DATA}/backups/first")
        answer = need(await asyncio.to_thread(bot.container.execute, *command), "backup in the running container")
        bench.report.add("`backup` while it runs", answer.out.strip())


async def _stopped_under_a_job(bench: Bench, place: Discord, mira: Person, volume: str) -> None:
    async with running(bench, place, volume) as bot:
        await until(bot.container.health, "healthy")
        answer = await mira.slash("cover", title="Second Book", synopsis="A ship in a storm.")
        assert answer.message is not None
        await until(lambda: states(bench, volume)[-1], "running")
        stopped = await bot.stop()
    expect(stopped.code == 0 and stopped.seconds < STOPPED_S, f"SIGTERM: {stopped}")
    left = await asyncio.to_thread(states, bench, volume)
    expect(left == ["done", "queued"], f"after SIGTERM the jobs are {left}")
    async with running(bench, place, volume):
        await mira.wait_until(answer.message, lambda each: each.pictures, WAIT_S)
        expect(await asyncio.to_thread(states, bench, volume) == ["done", "done"], "the job handed back is not done")
    covers = [each for each in mira.sees() if each.pictures and "Second Book" in each.text]
    expect(len(covers) == 1, f"{len(covers)} covers instead of one")
    seen = f"exit code 0 after {stopped.seconds:.1f} s, the job back in the queue; painted once after the next start"
    bench.report.add("SIGTERM while a cover is painted", seen)


async def _restored(bench: Bench, place: Discord, mira: Person, volume: str) -> None:
    answer = need(await asyncio.to_thread(bench.run, "restore", f"{DATA}/backups/first", volume=volume), "restore")
    expect(await asyncio.to_thread(states, bench, volume) == ["done"], "the backup's one job is not all there is")
    async with running(bench, place, volume) as bot:
        await until(bot.container.health, "healthy")
        await history(mira, "Night Tide", not_there="Second Book")
    bench.report.add(
        "`restore` of that backup", " ".join(answer.out.split()) + " The book made later is gone, the first is there."
    )


async def _updated_and_rolled_back(bench: Bench, place: Discord, mira: Person, volume: str) -> None:
    newer = await asyncio.to_thread(_newer_image, bench)
    async with running(replace(bench, image=newer), place, volume) as bot:
        await until(bot.container.health, "healthy")
        await history(mira, "Night Tide")
    bench.report.add("update to an image with one more migration", "migrated at the start; the book is there")
    await asyncio.to_thread(bench.engine.remove, newer)
    answer = await asyncio.to_thread(bench.run, "run", volume=volume, DISCORD_TOKEN=NO_TOKEN)
    expect(answer.code == 1 and one_sentence(answer) and "newer" in answer.err, f"the older image: {answer}")
    bench.report.add("the older image on the newer database", answer.err.strip())
    listing = (await asyncio.to_thread(bench.prepare, volume, f"ls {DATA}/backups")).split()
    (automatic,) = [each for each in listing if each != "first"]
    need(await asyncio.to_thread(bench.run, "restore", f"{DATA}/backups/{automatic}", volume=volume), "restore")
    async with running(bench, place, volume) as bot:
        await until(bot.container.health, "healthy")
        await history(mira, "Night Tide")
    bench.report.add("rollback: `restore` of the update's own backup", "the older image runs again; the book is there")


def _newer_image(bench: Bench) -> str:
    """The image with one more migration: the next version, as far as the database sees it."""
    number = len(list((ROOT / "migrations").glob("*.sql"))) + 1
    name = f"{number:04}_image_test.sql"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text("CREATE TABLE image_test (x INTEGER) STRICT;\n", encoding="utf-8")
        (Path(folder) / "Dockerfile").write_text(
            f"ARG BASE\nFROM ${{BASE}}\nCOPY {name} {CODE}/migrations/\n", encoding="utf-8"
        )
        bench.engine.build(Path(folder), f"{bench.image}-newer", {"BASE": bench.image})
    return f"{bench.image}-newer"


class Bot:
    """A container with the bot in it, which can be stopped once."""

    def __init__(self, container: Started) -> None:
        self.container = container
        self._stopped: Answer | None = None

    async def stop(self) -> Answer:
        """The first call stops it; every call returns what that came to."""
        if self._stopped is None:
            self._stopped = await asyncio.to_thread(self.container.stop)
        return self._stopped


@asynccontextmanager
async def running(bench: Bench, place: Discord, volume: str, **settings: str) -> AsyncIterator[Bot]:
    """The bot in a container, on the gateway of `place`; stopped at the end."""
    environment = {
        "DISCORD_TOKEN_FILE": f"{SECRETS}/discord",
        "ARTICOVER_BOT__DISCORD__API_URL": place.api_url,
        "ARTICOVER_BOT__DISCORD__GATEWAY_URL": place.gateway_url,
        "ARTICOVER_BOT__HTTP__PORT": str(free_port()),
        **settings,
    }
    with secret_file(place.token) as folder:
        run = ContainerRun(bench.image, (), volume, environment, mounts={folder: SECRETS})
        bot = Bot(await asyncio.to_thread(bench.engine.start, run))
        try:
            await until(lambda: place.gateway.connected, True)
            yield bot
        finally:
            stopped = await bot.stop()
            if sys.exc_info()[0] is not None:
                print(stopped.err[-4000:], file=sys.stderr)
            # The next one to connect must not be taken for this one.
            await until(lambda: place.gateway.connected, False)


def free_port() -> int:
    """One that nothing listens on just now; the container shares this machine's network."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def cover(mira: Person, title: str) -> Shown:
    answer = await mira.slash("cover", title=title, author="Ingrid Holm", synopsis="A keeper hides a whale.", seed=7)
    assert answer.message is not None
    return await mira.wait_until(answer.message, lambda each: each.pictures, WAIT_S)


async def history(mira: Person, title: str, not_there: str = "") -> None:
    """`/history` names the book, and not the other one."""
    answer = await mira.slash("history")
    assert answer.message is not None
    told = json.dumps(answer.message.data, ensure_ascii=False)
    expect(title in told and (not not_there or not_there not in told), f"/history: {answer.message.text}")


def picture_of(place: Discord, shown: Shown) -> bytes:
    """The picture attached to a message; opened to see that it is one."""
    found = next(each for each in shown.data["attachments"] if each["content_type"].startswith("image/"))
    data = place.state.cdn.stored[found["id"]].path.read_bytes()
    Image.open(io.BytesIO(data)).load()
    return data


def states(bench: Bench, volume: str) -> list[str]:
    """The states of all jobs, oldest first."""
    program = (
        "import sqlite3\n"
        f"db = sqlite3.connect('file:{DATA}/bot.sqlite3?mode=ro', uri=True)\n"
        "print(*[row[0] for row in db.execute('SELECT state FROM jobs ORDER BY job_id')])\n"
    )
    return bench.python(volume, program).split()


async def until(ask: Callable[[], Any], wanted: object) -> None:
    """Until `ask()`, which may block, says `wanted`. Raises `TimeoutError`."""
    async with asyncio.timeout(WAIT_S):
        while await asyncio.to_thread(ask) != wanted:
            await asyncio.sleep(0.05)
