"""A batch of jobs in a worker that dies, with the whole bot: the job at fault fails, all others are done."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from simulated_users import SimulatedUsers, keys

from bot.app import App, opened
from bot.config import load_config
from bot.conversation import requests
from bot.executors.local import LocalExecutor
from bot.executors.process import WorkerOptions
from bot.jobs import Job, State
from bot.jobs.states import ENDED


@asynccontextmanager
async def a_bot(folder: Path) -> AsyncIterator[SimulatedUsers]:
    settings = {"BOT__DATA_FOLDER": str(folder / "data"), "STORAGE__FREE_SPACE_FLOOR_MB": "0", "HTTP__PORT": "0"}
    config = load_config(None, {f"ARTICOVER_BOT__{name}": value for name, value in settings.items()})
    environment = {"PYTHONPATH": str(Path(__file__).parent)}
    options = WorkerOptions(engines="fake_engines:TinyPress", warm_up=False, environment=environment)
    executor = LocalExecutor(folder / "data" / "scratch", options)
    async with opened(config, executor) as app:
        yield SimulatedUsers(app, executor)  # type: ignore[arg-type]  # Any executor will do.


async def asked(users: SimulatedUsers, who: str, synopsis: str = "", ratio: str = "2:3") -> int:
    reply = await users.says(requests.Start(f"Book of {who}", "mystery", synopsis, ratio), who)
    assert reply.job_id is not None
    return reply.job_id


async def a_batch(users: SimulatedUsers, folder: Path, *synopses: str) -> list[int]:
    """Jobs that have waited for somebody else's together, and are under way now."""
    first = await asked(users, "mo", f"mark {folder / 'in'} takes 1")
    await until((folder / "in").exists)
    ids = [await asked(users, f"p{number}", synopsis) for number, synopsis in enumerate(synopses)]
    await until_ended(users.app, [first])
    return ids


async def until(true: Any) -> None:
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.01)


async def until_ended(app: App, ids: list[int]) -> list[Job]:
    async with asyncio.timeout(120):
        while True:
            found = [await app.jobs.get(each) for each in ids]
            if all(job.state in ENDED for job in found):
                return found
            await asyncio.sleep(0.02)


async def versions_of(app: App, ids: list[int]) -> list[int]:
    rows = [await app.store.db.all("SELECT 1 FROM versions WHERE job_id = ?", (each,)) for each in ids]
    return [len(row) for row in rows]


async def test_one_that_kills_the_worker_harms_nobody_for_good(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as users:
        ids = await a_batch(users, tmp_path, "", "crash", "")
        ann, ben, cat = await until_ended(users.app, ids)
        assert [(job.state, job.attempt, job.crashes) for job in (ann, cat)] == 2 * [(State.DONE, 2, 1)]
        assert (ben.state, ben.crashes) == (State.FAILED, 2)
        assert await versions_of(users.app, ids) == [1, 0, 1]
        assert [keys(await users.ended(each))[0] for each in ids] == ["made", "failed", "made"]
        assert users.app.executor.health().deaths == 2


async def test_a_worker_killed_under_a_batch_costs_each_one_more_try_alone(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as users:
        ids = await a_batch(users, tmp_path, f"mark {tmp_path / 'painting'} takes 0.5", "", "takes 0.5")
        await until((tmp_path / "painting").exists)
        (pid,) = users.app.executor.health().pids
        os.kill(pid, signal.SIGKILL)
        ended = await until_ended(users.app, ids)
        assert [(job.state, job.attempt, job.crashes) for job in ended] == 3 * [(State.DONE, 2, 1)]
        assert await versions_of(users.app, ids) == [1, 1, 1]


async def test_a_bot_that_leaves_takes_its_batch_up_again(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as users:
        ids = await a_batch(users, tmp_path, f"mark {tmp_path / 'painting'} takes 3", "", "")
        await until((tmp_path / "painting").exists)
    async with a_bot(tmp_path) as users:
        ended = await until_ended(users.app, ids)
        assert [(job.state, job.attempt, job.crashes) for job in ended] == 3 * [(State.DONE, 2, 0)]
        assert await versions_of(users.app, ids) == [1, 1, 1]


async def test_one_cover_the_checker_stops_is_told_to_its_writer_alone(tmp_path: Path) -> None:
    async with a_bot(tmp_path) as users:
        ids = await a_batch(users, tmp_path, "", "engine", "")
        assert [job.state for job in await until_ended(users.app, ids)] == [State.DONE, State.FAILED, State.DONE]
        assert [keys(await users.ended(each))[0] for each in ids] == ["made", "failed", "made"]
        assert users.app.executor.health().deaths == 0
