"""A bot to be killed: `python stub_bot.py FOLDER SEED run|drain`.

The store, queue, dispatcher and outbox are the real ones. The platform is a file, `chat.jsonl`, with what
matters of Discord: deferred answers edited through a token that expires, and messages posted with a nonce
that is enforced for a short while. The worker is a coroutine that crashes and fails now and then.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from articover.errors import EngineError
from bot.errors import LimitError, WorkerCrashed
from bot.jobs import Dispatcher, Job, Jobs, Limits, Outcome, Progress, Request
from bot.outbox import TOKEN_MARGIN_S, Delivery, NotSaid, Outbox, TokenGone
from bot.store import Store
from bot.store.interactions import remember_answer
from bot.store.records import File, Interaction, NewVersion
from bot.store.retention import collect_orphans, sweep

NONCE_WINDOW_S = 0.4
LIMITS = Limits(user_open=8, user_running=2, user_per_day=None, server_open=None, total_open=40, floor_bytes=0)


class Chat:
    """The platform's side: what it has taken stands in the file, whatever happens to the bot."""

    def __init__(self, path: Path, dice: random.Random) -> None:
        self._dice = dice
        self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._messages = [json.loads(line) for line in path.read_text().splitlines()]

    def defer(self, interaction: Interaction) -> str:
        return self._add(id=f"answer-{interaction.interaction_id}", token=interaction.token, key=None)

    async def say(self, delivery: Delivery) -> str:
        """One try: slow, sometimes refused, sometimes done but never answered."""
        await asyncio.sleep(self._dice.uniform(0, 0.006))
        if self._dice.random() < 0.1:
            raise NotSaid("too many requests", retry_after_s=0.02)
        said = self._edit(delivery) if delivery.mode == "edit" else self._post(delivery)
        await asyncio.sleep(self._dice.uniform(0, 0.006))
        if self._dice.random() < 0.05:
            raise ConnectionError("the answer was lost")
        return said

    def _edit(self, delivery: Delivery) -> str:
        answer = next((each for each in self._messages if each.get("token") == delivery.token), None)
        # The platform's clock is a little ahead: its tokens die before ours say so.
        if answer is None or time.time() > float(delivery.token.split("/")[1]) - TOKEN_MARGIN_S - 0.05:
            raise TokenGone("unknown webhook")
        return self._add(id=answer["id"], key=delivery.key)

    def _post(self, delivery: Delivery) -> str:
        for each in self._messages:
            if each.get("nonce") == delivery.nonce and time.time() - each["at"] < NONCE_WINDOW_S:
                return str(each["id"])
            if delivery.uncertain and each["key"] == delivery.key:  # a look at the channel's last messages
                return str(each["id"])
        return self._add(id=f"post-{os.urandom(6).hex()}", nonce=delivery.nonce, key=delivery.key)

    def _add(self, **message: Any) -> str:
        message["at"] = time.time()
        os.write(self._fd, json.dumps(message).encode() + b"\n")
        self._messages.append(message)
        return str(message["id"])


class Worker:
    """Makes 1 version, or 4 for "options", and print files now and then."""

    def __init__(self, store: Store, dice: random.Random) -> None:
        self._store, self._dice = store, dice

    async def run(self, job: Job, report: Callable[[Progress], None]) -> Outcome:
        report(Progress("generate", 0.5))
        await asyncio.sleep(self._dice.uniform(0, 0.02))
        luck = self._dice.random()
        if luck < 0.05:
            raise WorkerCrashed("The worker was killed while it painted.")
        if luck < 0.08:
            raise EngineError("The engine could not paint this.")
        versions = []
        for number in range(4 if job.kind == "options" else 1):
            files = (
                await self._file(f"job {job.job_id} option {number}", "cover.json"),
                await self._file("sky", "sky"),
            )
            versions.append(NewVersion(job.kind, files, parent_id=job.parent_id))
        prints = {job.parent_id: [await self._file(f"print {job.job_id}", "print")]} if job.parent_id else {}
        return Outcome({"say": "done"}, tuple(versions), prints, work_s=0.01)

    async def _file(self, text: str, name: str) -> File:
        blob = await asyncio.to_thread(self._store.blobs.put_bytes, text.encode())
        return File(name, blob.sha256, blob.size)


async def people(store: Store, jobs: Jobs, dispatcher: Dispatcher, chat: Chat, dice: random.Random, acked: int) -> None:
    """Commands as fast as the limits allow; what was accepted is noted in `acked` and only then answered."""
    run = os.urandom(4).hex()
    sent: list[Request] = []
    for number in range(10**6):
        await asyncio.sleep(dice.uniform(0, 0.012))
        if sent and dice.random() < 0.1:
            await jobs.accept(dice.choice(sent))  # the platform delivers again
            continue
        expires_at = time.time() + TOKEN_MARGIN_S + dice.choice([0.0, 0.2, 5.0])
        interaction = Interaction(
            "stub",
            f"{run}-{number}",
            f"stub:u{dice.randrange(6)}",
            "stub:g",
            "c",
            f"{run}-{number}/{expires_at}",
            expires_at,
        )
        parent = None
        session: int | dict[str, str] = {"title": f"Book {number}"}
        rows = await store.db.all("SELECT session_id, version_id FROM versions ORDER BY version_id DESC LIMIT 5")
        if rows and dice.random() < 0.5:
            session, parent = dice.choice(rows)
        request = Request(interaction, dice.choice(["cover", "cover", "options"]), session, {}, parent)
        try:
            accepted = await jobs.accept(request)
        except LimitError:
            continue
        os.write(acked, f"{interaction.interaction_id}\n".encode())
        sent.append(request)
        message_id = chat.defer(interaction)
        async with store.db.transaction() as tx:
            await remember_answer(tx, interaction, message_id)
        if dice.random() < 0.1:
            await dispatcher.cancel(accepted.job.job_id, by=interaction.user_key)


async def main(folder: Path, seed: int, mode: str) -> None:
    dice = random.Random(seed)
    async with await Store.open(folder / "data") as store:
        jobs = Jobs(store, LIMITS)
        outbox = Outbox(store, "stub")
        chat = Chat(folder / "chat.jsonl", dice)
        dispatcher = Dispatcher(store, jobs, Worker(store, dice), slots=3)
        await jobs.recover({"say": "failed", "reason": "recovery"})
        await outbox.recover()
        await collect_orphans(store)
        print("ready", flush=True)
        async with asyncio.TaskGroup() as group:
            group.create_task(dispatcher.run())
            group.create_task(outbox.run(chat.say))
            if mode == "run":
                acked = os.open(folder / "acked", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
                group.create_task(people(store, jobs, dispatcher, chat, dice, acked))
                while True:
                    await sweep(store, floor_bytes=0, max_print_bytes=40)
                    await asyncio.sleep(0.03)
            while await jobs.open_jobs() or await outbox.unsaid():
                await asyncio.sleep(0.02)
            os._exit(0)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
