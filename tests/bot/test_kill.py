"""A bot and a worker that are killed again and again lose no accepted job, and keep and say nothing twice."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))

from stub_chat import MADE, Chat
from stub_people import Town

from bot.conversation import asks
from bot.store.check import check

BOT = Path(__file__).with_name("stub_bot.py")
ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ("mira", "ben", "jun", "ada", "nomad", "mo")
LEAVE_S = 10.0
"""How long a bot that is asked to stop may take."""


async def test_twenty_kills(tmp_path: Path) -> None:
    await survive(tmp_path, kills=20, seed=3)


@pytest.mark.soak
async def test_three_hundred_kills(tmp_path: Path) -> None:
    await survive(tmp_path, kills=300, seed=4)


async def survive(folder: Path, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    began = time.monotonic()
    picture = folder / "upload.png"
    Image.new("RGB", (48, 72), "navy").save(picture)
    chat = Chat(random.Random(seed + 1))
    await chat.open(folder)
    town = Town(chat, picture, random.Random(seed + 2))
    people = [asyncio.create_task(town.live(name), name=name) for name in PEOPLE]
    killer = Killer(folder, chat, dice)
    try:
        for _ in range(kills):
            await killer.strike()
            for task in people:
                assert not task.done(), task.result()
        await killer.alive()
        town.quiet = True
        await asyncio.wait_for(asyncio.gather(*people), 30)
        await killer.drained()
        await killer.stop_bot()
    finally:
        for task in people:
            task.cancel()
        killer.end()
        chat.close()
    figures = {"seed": seed, "kills": kills, "seconds": round(time.monotonic() - began), **killer.count}
    wrong = audit(folder, chat, town, figures)
    print(figures)
    assert not any(wrong.values()), {name: found for name, found in wrong.items() if found}
    assert [finding.sentence for finding in check(folder / "data") if not finding.ok] == []
    assert not any((folder / "data" / "scratch").iterdir())
    # The kills hit something.
    assert figures["accepted jobs"] and figures["jobs restarted with the bot"] and figures["jobs the worker died under"]


class Killer:
    """Starts the bot, and ends it and its worker at any moment."""

    def __init__(self, folder: Path, chat: Chat, dice: random.Random) -> None:
        self._folder, self._chat, self._dice = folder, chat, dice
        self._bot: asyncio.subprocess.Process | None = None
        self._log = folder / "bot.log"
        self.count: Counter[str] = Counter()

    async def strike(self) -> None:
        """One kill: at a commit, at any moment since the start, or while work is being done."""
        if self._bot is None and self._dice.random() < 0.3:
            await self.kill_at_commit()
            return
        await self._started()
        if self._dice.random() < 0.25:
            await asyncio.sleep(self._dice.uniform(0.0, 1.5))
        else:
            await self._busy()
        await self._dice.choices(
            (self.kill_bot, self.kill_worker, self.kill_both, self.stop_bot, self.hang_worker), (4, 10, 1, 2, 1)
        )[0]()

    async def kill_bot(self) -> None:
        bot = self._bot or await self._started()
        workers = self._workers()
        with suppress(ProcessLookupError):
            bot.send_signal(signal.SIGKILL)
        await self._ended(bot)
        self.count["bots killed"] += 1
        # The kernel takes the worker with it.
        await _until(lambda: not any(_lives(pid) for pid in workers), 60.0)

    async def kill_at_commit(self) -> None:
        """Right before or after the bot writes: between any two things that are one to people."""
        bot = await self._started(str(self._dice.randint(1, 40)))
        with suppress(TimeoutError):
            await _until(lambda: bot.returncode is not None, 6.0)
        self.count["of these at a commit"] += bot.returncode is not None
        await self.kill_bot()

    async def kill_worker(self) -> None:
        self.count["workers killed"] += await self._hit(signal.SIGKILL)

    async def kill_both(self) -> None:
        await self.kill_worker()
        await self.kill_bot()

    async def hang_worker(self) -> None:
        """Long enough to be noticed, or not."""
        self.count["workers stopped"] += await self._hit(signal.SIGSTOP)
        if self._dice.random() < 0.7:
            await asyncio.sleep(self._dice.uniform(0.0, 0.3))
            await self._hit(signal.SIGCONT)

    async def stop_bot(self) -> None:
        """A bot that is asked to leave does so in time, and hands back what runs."""
        bot = await self._started()
        if self._dice.random() < 0.8:
            await self.alive()
        came_up = self._chat.connected.is_set()
        bot.send_signal(signal.SIGTERM)
        asked = time.monotonic()
        code = await self._ended(bot)
        # Before it can hear a signal, the signal ends it.
        assert code == 0 or (code == -signal.SIGTERM and not came_up), self._tail()
        assert time.monotonic() - asked < LEAVE_S
        self.count["bots told to leave"] += 1
        assert code != 0 or self._one("SELECT count(*) FROM jobs WHERE state = 'running'") == 0

    async def alive(self) -> None:
        bot = await self._started()
        await _until(lambda: self._chat.connected.is_set() or bot.returncode is not None, 60.0)
        assert bot.returncode is None, self._tail()

    async def drained(self) -> None:
        await _until(
            lambda: (
                not self._one(
                    "SELECT (SELECT count(*) FROM jobs WHERE state IN ('queued', 'running'))"
                    " + (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'saying'))"
                )
            ),
            180.0,
        )

    def end(self) -> None:
        if self._bot is not None and self._bot.returncode is None:
            self._bot.kill()

    async def _started(self, *arguments: str) -> asyncio.subprocess.Process:
        if self._bot is None:
            with self._log.open("ab") as log:
                self._bot = await asyncio.create_subprocess_exec(
                    sys.executable, BOT, self._folder, *arguments, cwd=ROOT, stdout=log, stderr=log
                )
        assert self._bot.returncode is None, self._tail()
        return self._bot

    async def _ended(self, bot: asyncio.subprocess.Process) -> int:
        async with asyncio.timeout(30):
            code = await bot.wait()
            # What it said last has arrived.
            while self._chat.connected.is_set():
                await asyncio.sleep(0.005)
        self._bot = None
        return code

    async def _busy(self) -> None:
        """Until the bot has made something since it was started, and a moment more."""
        await self.alive()
        enough = self._chat.made + self._dice.randint(0, 4)
        with suppress(TimeoutError):
            await _until(lambda: self._chat.made >= enough, 6.0)
        await asyncio.sleep(self._dice.uniform(0.0, 0.2))

    async def _hit(self, number: signal.Signals) -> int:
        """Send a signal to the worker; 0 when there is none just now."""
        await self._started()
        for pid in self._workers():
            with suppress(ProcessLookupError):
                os.kill(pid, number)
                return 1
        return 0

    def _workers(self) -> list[int]:
        assert self._bot is not None
        path = Path(f"/proc/{self._bot.pid}/task/{self._bot.pid}/children")
        with suppress(OSError):
            return [int(pid) for pid in path.read_text(encoding="ascii").split()]
        return []

    def _one(self, sql: str) -> int:
        with closing(_database(self._folder)) as db:
            return int(db.execute(sql).fetchone()[0])

    def _tail(self) -> str:
        return self._log.read_text(encoding="utf-8")[-4000:]


def audit(folder: Path, chat: Chat, town: Town, figures: dict[str, int]) -> dict[str, list[object]]:
    """What is wrong after all kills, by kind of wrong, all of which must be empty; adds to `figures` what was seen."""
    with closing(_database(folder)) as db:
        jobs = {row["job_id"]: row for row in db.execute("SELECT * FROM jobs")}
        versions = Counter(row[0] for row in db.execute("SELECT job_id FROM versions"))
        numbers = defaultdict(list)
        for session_id, number in db.execute("SELECT session_id, number FROM versions ORDER BY number"):
            numbers[session_id].append(number)
        kept = {row[0] for row in db.execute("SELECT version_id FROM versions")}
        outbox = {row["key"]: row for row in db.execute("SELECT * FROM outbox")}
        votes = {tuple(row) for row in db.execute("SELECT poll_id, user_key FROM votes")}
    accepted: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for interaction_id, answers in chat.answers.items():
        for answer in answers:
            if answer.job_id is not None and answer.session_id is not None:
                accepted[interaction_id].add((answer.job_id, answer.session_id))
    said = chat.said()
    ends = {f"job:{job_id}:end": job for job_id, job in jobs.items()}
    states = Counter(job["state"] for job in jobs.values())
    figures |= {
        "asked": len(town.asked),
        "asked again": town.asked_again,
        "accepted jobs": len(accepted),
        "jobs left": len(jobs),
        **{state: states[state] for state in ("done", "failed", "cancelled")},
        "jobs restarted with the bot": sum(job["recoveries"] > 0 for job in jobs.values()),
        "jobs the worker died under": sum(job["crashes"] > 0 for job in jobs.values()),
        "versions": versions.total(),
        "polls": sum(job["kind"] == "compare" for job in jobs.values()),
        "votes": len(votes),
        "messages": len(said),
        "messages tried again": sum(row["uncertain"] for row in outbox.values()),
        "messages posted": sum(row["mode"] == "post" for row in outbox.values()),
    }
    gone = town.gone_books()
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
            for interaction, request in town.asked.values()
            if isinstance(request, asks.Vote) and interaction.user_key not in town.forgotten and request.poll_id in jobs
            if any(answer.line == "voted" for answer in chat.answers[interaction.interaction_id])
            if (request.poll_id, interaction.user_key) not in votes
        ],
        "doubled messages": [key for key, messages in said.items() if len(messages) > 1],
        "overwritten messages": [message for message in chat.messages.values() if len(message.keys) > 1],
        "missing messages": [*(ends.keys() - said.keys()), *(ends.keys() ^ outbox.keys())],
        "unsaid messages": [key for key, row in outbox.items() if row["state"] != "said"],
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


def _database(folder: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{folder / 'data' / 'bot.sqlite3'}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    return db


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


async def _until(true: Callable[[], object], timeout_s: float) -> None:
    async with asyncio.timeout(timeout_s):
        while not true():
            await asyncio.sleep(0.01)
