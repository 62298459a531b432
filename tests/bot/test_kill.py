"""A bot and a worker that are killed again and again lose no accepted job, and keep and say nothing twice."""

from __future__ import annotations

import asyncio
import json
import random
import signal
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fake_chat import MADE, Chat
from loopback.killing import Killer, outlive, tally
from loopback.process import Process, until
from PIL import Image
from random_users import SimulatedUsers

from bot.conversation import requests
from bot.store.check import check

BOT = Path(__file__).with_name("fake_bot.py")
PEOPLE = ("mira", "ben", "jun", "ada", "nomad", "mo")


async def test_four_kills(tmp_path: Path) -> None:
    await survive(tmp_path, kills=4, seed=3)


@pytest.mark.soak
async def test_three_hundred_kills(tmp_path: Path) -> None:
    await survive(tmp_path, kills=300, seed=4)


async def survive(folder: Path, kills: int, seed: int) -> None:
    began = time.monotonic()
    picture = folder / "upload.png"
    Image.new("RGB", (48, 72), "navy").save(picture)
    chat = Chat(random.Random(seed + 1))
    await chat.open(folder)
    users = SimulatedUsers(chat, picture, random.Random(seed + 2))
    bot = Process(folder, [BOT, folder], chat.connected.is_set)
    killer = StubKiller(bot, lambda: chat.made, random.Random(seed))
    try:
        await outlive(killer, users, (users.live(name) for name in PEOPLE), kills)
        await bot.drained(180)
        await killer.stop_bot()
    finally:
        bot.end()
        chat.close()
    figures = {"seed": seed, "kills": kills, "seconds": round(time.monotonic() - began), **killer.count}
    wrong = audit(bot, chat, users, figures)
    print(figures)
    assert not any(wrong.values()), {name: found for name, found in wrong.items() if found}
    assert [finding.sentence for finding in check(folder / "data") if not finding.ok] == []
    assert not any((folder / "data" / "scratch").iterdir())
    # The kills hit something.
    hit = figures["jobs restarted with the bot"], figures["jobs the worker died under"]
    assert figures["accepted jobs"] and (all(hit) if kills > 20 else any(hit))


class StubKiller(Killer):
    """Kills at commits, too, and stops the worker for a while."""

    def blows(self) -> dict[Callable[[], Coroutine[Any, Any, None]], int]:
        return {
            self.kill_bot: 4,
            self.kill_worker: 10,
            self.kill_both: 1,
            self.stop_bot: 2,
            self.hang_worker: 1,
        }

    async def strike(self) -> None:
        if self.bot.process is None and self.dice.random() < 0.3:
            await self.kill_at_commit()
        else:
            await super().strike()

    async def kill_at_commit(self) -> None:
        """Right before or after the bot writes: between any two things that are one to people."""
        await self.bot.start(str(self.dice.randint(1, 40)), wait=False)
        process = self.bot.process
        assert process is not None
        with suppress(TimeoutError):
            await until(lambda: process.returncode is not None, 6.0)
        self.count["of these at a commit"] += process.returncode is not None
        await self.kill_bot()

    async def kill_both(self) -> None:
        await self.kill_worker()
        await self.kill_bot()

    async def hang_worker(self) -> None:
        """Long enough to be noticed, or not."""
        self.count["workers stopped"] += await self.hit(signal.SIGSTOP)
        if self.dice.random() < 0.7:
            await asyncio.sleep(self.dice.uniform(0.0, 0.3))
            await self.hit(signal.SIGCONT)

    async def stop_bot(self) -> None:
        """A bot that leaves hands back what runs."""
        await self.started()
        if self.dice.random() < 0.8:
            await self.alive()
        came_up = self.bot.is_connected
        code = await self.leave()
        # Before it can hear a signal, the signal ends it.
        assert code == 0 or (code == -signal.SIGTERM and not came_up), self.bot.log[-4000:]
        assert code != 0 or self.bot.rows("SELECT * FROM jobs WHERE state = 'running'") == []


def audit(bot: Process, chat: Chat, users: SimulatedUsers, figures: dict[str, int]) -> dict[str, list[object]]:
    """What is wrong after all kills, by kind of wrong, all of which must be empty; adds to `figures` what was seen."""
    jobs = {row["job_id"]: row for row in bot.rows("SELECT * FROM jobs")}
    versions = Counter(row[0] for row in bot.rows("SELECT job_id FROM versions"))
    numbers = defaultdict(list)
    for session_id, number in bot.rows("SELECT session_id, number FROM versions ORDER BY number"):
        numbers[session_id].append(number)
    kept = {row[0] for row in bot.rows("SELECT version_id FROM versions")}
    outbox = {row["key"]: row for row in bot.rows("SELECT * FROM outbox")}
    votes = {tuple(row) for row in bot.rows("SELECT poll_id, user_key FROM votes")}
    accepted: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for interaction_id, answers in chat.answers.items():
        for answer in answers:
            if answer.job_id is not None and answer.session_id is not None:
                accepted[interaction_id].add((answer.job_id, answer.session_id))
    said = chat.said()
    ends = {f"job:{job_id}:end": job for job_id, job in jobs.items()}
    figures |= {
        "asked": len(users.asked),
        "asked again": users.asked_again,
        "accepted jobs": len(accepted),
        **tally(jobs.values(), outbox.values()),
        "versions": versions.total(),
        "polls": sum(job["kind"] == "compare" for job in jobs.values()),
        "votes": len(votes),
    }
    gone = users.gone_books()
    return {
        "lost jobs": [
            (interaction_id, job_id)
            for interaction_id, known in accepted.items()
            for job_id, session_id in known
            if job_id not in jobs and session_id not in gone
        ],
        "unended jobs": [job_id for job_id, job in jobs.items() if job["state"] not in _ENDS],
        "doubled jobs": [each for each, known in accepted.items() if len(known) > 1],
        "doubled or missing versions": [
            job_id for job_id, job in jobs.items() if versions[job_id] != _versions_of(job)
        ],
        "holes in history": [
            session_id for session_id, found in numbers.items() if found != list(range(1, len(found) + 1))
        ],
        "lost votes": [
            (request.poll_id, interaction.user_key)
            for interaction, request in users.asked.values()
            if isinstance(request, requests.Vote)
            and interaction.user_key not in users.forgotten
            and request.poll_id in jobs
            if any(answer.line == "voted" for answer in chat.answers[interaction.interaction_id])
            if (request.poll_id, interaction.user_key) not in votes
        ],
        "doubled messages": [key for key, messages in said.items() if len(messages) > 1],
        "overwritten messages": [message for message in chat.messages.values() if len(message.keys) > 1],
        "missing messages": [*(ends.keys() - said.keys()), *(ends.keys() ^ outbox.keys())],
        "messages of deleted books": [key for key in said if key.startswith("job:") and key not in ends],
        "unsent messages": [key for key, row in outbox.items() if row["state"] != "said"],
        "untrue messages": [
            said[key][0] for key, job in ends.items() if key in said and said[key][0].end not in _ENDS[job["state"]]
        ],
        "messages without their files": [said[key][0] for key in ends if key in said and said[key][0].missing],
        "strange failures": [
            row["body"]
            for key, row in outbox.items()
            if json.loads(row["body"]).get("reason", "") not in _REASONS and not _looks_like_gone(ends[key], kept)
        ],
    }


_ENDS = {"done": MADE, "failed": ("failed",), "cancelled": ("cancelled",)}
"""What is told of each end of a job."""
_REASONS = frozenset({"", "crash", "request", "engine", "memory"})
"""Why jobs fail here: the kills, and what the people ask for."""


def _looks_like_gone(job: sqlite3.Row, kept: set[int]) -> bool:
    """Whether it was to be the next book after one that was deleted before it was painted."""
    return json.loads(job["payload"]).get("like", 0) not in {0, *kept}


def _versions_of(job: sqlite3.Row) -> int:
    if job["state"] != "done":
        return 0
    if job["kind"] == "options":
        return len(json.loads(job["payload"])["seeds"])
    return {"print": 0, "formats": 0, "compare": 0}.get(job["kind"], 1)
