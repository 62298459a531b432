"""A whole bot to be killed: `python fake_bot.py FOLDER [COMMIT]`; at its COMMIT-th commit it kills itself.

Everything is the real thing but its two ends: the engines in the worker make tiny pictures at once, and the
platform talks through a socket to a chat that lives where the killing is done (see `fake_chat`).
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from fake_chat import SOCKET, request_from

from bot.app import App, opened, run
from bot.config import load_config
from bot.conversation import RequestContext
from bot.executors.local import LocalExecutor
from bot.executors.pending_task import TaskTimeouts
from bot.executors.process import WorkerOptions
from bot.jobs import Job, JobProgress
from bot.locales import text
from bot.outbox import Delivery, NotSent, TokenGone
from bot.removals import Removal
from bot.store.connection import Connection
from bot.store.records import Interaction
from bot.store.retention import sweep

HANG_S = 3.0
CONFIG = {
    "STORAGE__FREE_SPACE_FLOOR_MB": "0",
    "LIMITS__USER_OPEN": "4",
    "LIMITS__USER_RUNNING": "2",
    "LIMITS__USER_PER_DAY": "0",
    "LIMITS__TOTAL_OPEN": "10",
    "HTTP__PORT": "0",
}


class FakePlatform:
    """A `bot.platforms.Platform`: what the chat sends is answered, and every word goes through one call of the chat."""

    name, owner = "stub", None

    def __init__(self, app: App, folder: Path) -> None:
        self._app, self._conversation, self._folder = app, app.conversation, folder
        self._numbers = itertools.count()
        self._calls: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._up = asyncio.Event()
        self._writer: asyncio.StreamWriter

    async def ready(self) -> None:
        await self._up.wait()

    async def run(self) -> None:
        reader, self._writer = await asyncio.open_unix_connection(self._folder / SOCKET)
        self._up.set()
        async with asyncio.TaskGroup() as group:
            while line := await reader.readline():
                message = json.loads(line)
                if "call" in message:
                    self._calls.pop(message["call"]).set_result(message)
                else:
                    group.create_task(self._answer(message))

    def connected(self) -> float:
        return float(self._up.is_set())

    async def say(self, delivery: Delivery) -> str:
        reply, language = await self._conversation.announce(delivery.body)
        words = {
            "key": delivery.key,
            "end": reply.lines[0].key,
            "text": [text(line, language) for line in reply.lines],
            "missing": [file.name for file in reply.files if not file.path.is_file()],
        }
        if delivery.mode == "edit":
            return await self._call("edit", token=delivery.token, **words)
        if delivery.uncertain and (found := await self._call("look", key=delivery.key)):
            return found
        return await self._call("post", nonce=delivery.nonce, **words)

    async def remove(self, removal: Removal) -> None:
        await self._call("remove", message_id=removal.message_id, nonce=removal.nonce)

    def progress(self, job: Job, progress: JobProgress) -> None:
        pass

    async def _answer(self, message: dict[str, Any]) -> None:
        interaction = Interaction(**message["interaction"])
        ask = RequestContext(interaction, interaction.user_key, message["is_moderator"], "en")
        reply = await self._conversation.answer(ask, request_from(message["request"]))
        message_id = None
        with suppress(ConnectionError):
            message_id = await self._call(
                "answer",
                interaction_id=interaction.interaction_id,
                line=reply.lines[0].key,
                job_id=reply.job_id,
                session_id=reply.session_id,
            )
        if message_id and reply.job_id is not None:
            await self._conversation.answered(ask, message_id, reply)

    async def _call(self, what: str, **how: Any) -> str:
        await self._up.wait()
        number = next(self._numbers)
        self._calls[number] = asyncio.get_running_loop().create_future()
        self._writer.write(json.dumps({"call": number, "do": what, **how}).encode() + b"\n")
        answer = await self._calls[number]
        match answer["status"]:
            case "ok":
                return str(answer["message_id"])
            case "busy":
                raise NotSent("too many requests", retry_after_s=0.02)
            case "gone":
                raise TokenGone("unknown webhook")
            case _:
                raise ConnectionError("the answer was lost")


def die_at(number: int) -> None:
    """Kill this process at its `number`-th commit: before it if the number is even, else right after it."""
    count, commit = itertools.count(1), Connection.commit

    async def fatal(connection: Connection) -> None:
        dies = next(count) == number
        if dies and number % 2 == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        await commit(connection)
        if dies:
            os.kill(os.getpid(), signal.SIGKILL)

    Connection.commit = fatal  # type: ignore[method-assign]


async def main(folder: Path) -> None:
    config = load_config(
        None,
        {
            "ARTICOVER_BOT__BOT__DATA_FOLDER": str(folder / "data"),
            **{f"ARTICOVER_BOT__{name}": value for name, value in CONFIG.items()},
        },
    )
    here = str(Path(__file__).parent)
    options = WorkerOptions(
        engines="fake_engines:TinyPress", threads=1, nice=0, warm_up=False, environment={"PYTHONPATH": here}
    )
    timeouts = TaskTimeouts(start_s=60.0, hang_s=HANG_S, cancel_s=0.5)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with opened(config, LocalExecutor(folder / "data" / "scratch", options, timeouts)) as app:
        sweeping = asyncio.create_task(_sweep(app))
        await run(app, [FakePlatform(app, folder)], stop)
        sweeping.cancel()


async def _sweep(app: App) -> None:
    """As upkeep does, but all the time, and with room for few print files."""
    while True:
        await sweep(app.store, floor_bytes=0, max_print_bytes=4000)
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s")
    if len(sys.argv) > 2:
        die_at(int(sys.argv[2]))
    asyncio.run(main(Path(sys.argv[1])))
