"""What machines are told of a bot: over real sockets, about a real store, queue and worker."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from executor_contract import cover_work
from prometheus_client.parser import text_string_to_metric_families

from articover.errors import RequestError, StorageError
from bot.config import Http
from bot.executors.contract import Task, TaskResult
from bot.executors.local import LocalExecutor
from bot.executors.process import WorkerOptions
from bot.executors.runner import ExecutorRunner
from bot.health.__main__ import ask
from bot.health.monitor import Monitor
from bot.health.server import serving
from bot.jobs import Dispatcher, Job, JobRequest, Jobs, Limits, Outcome
from bot.outbox import OutboxMessage, Target, enqueue
from bot.store import Store
from bot.store.records import File, Interaction, NewVersion

ROOT = Path(__file__).resolve().parents[2]
OPEN = Limits(None, None, None, None, None, 0)


class Covers:
    """A synopsis is painted; nothing else."""

    async def plan(self, job: Job) -> Task:
        return Task(job.job_id, job.attempt, (cover_work(job.payload["synopsis"]),))

    def build_outcome(self, job: Job, result: TaskResult, files: tuple[tuple[File, ...], ...]) -> Outcome:
        return Outcome({"say": "done"}, tuple(NewVersion(job.kind, item) for item in files))


class Watched:
    """A bot with health, on a port that was free."""

    def __init__(self, store: Store, executor: LocalExecutor) -> None:
        self.store, self.executor = store, executor
        self.jobs = Jobs(store, OPEN)
        self.monitor = Monitor(store, executor, floor_bytes=0)
        runner = self.monitor.watch(ExecutorRunner(executor, store.blobs, Covers()))
        self.dispatcher = self.monitor.dispatcher = Dispatcher(store, self.jobs, runner)
        self.where = Http(port=free_port())
        self._number = 0

    async def get(self, path: str) -> tuple[int, str, str]:
        async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{self.where.port}{path}") as answer:
            return answer.status, answer.headers["Content-Type"], await answer.text()

    async def health(self) -> tuple[int, dict[str, object]]:
        status, _, body = await self.get("/healthz")
        return status, json.loads(body)

    async def metrics(self) -> dict[str, float]:
        """Sample ('name{label=value,...}') -> value."""
        _, _, body = await self.get("/metrics")
        return {
            sample.name + "".join(f" {name}={value}" for name, value in sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(body)
            for sample in family.samples
        }

    async def accept(self, synopsis: str) -> int:
        self._number += 1
        interaction = Interaction("test", str(self._number), f"test:{self._number}", "", "c")
        return (await self.jobs.accept(JobRequest(interaction, "cover", {}, {"synopsis": synopsis}))).job.job_id


@pytest_asyncio.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Watched]:
    environment = {"PYTHONPATH": str(Path(__file__).parent)}
    options = WorkerOptions(engines="fake_engines:FakeEngines", warm_up=False, environment=environment)
    async with await Store.open(tmp_path / "data") as store:
        executor = LocalExecutor(tmp_path / "data" / "scratch", options)
        watched = Watched(store, executor)
        async with serving(watched.where, watched.monitor) as port:
            assert port == watched.where.port
            await executor.start()
            working = asyncio.create_task(watched.dispatcher.run())
            yield watched
            working.cancel()
            await executor.close()
            with contextlib.suppress(asyncio.CancelledError):
                await working


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)


async def test_a_bot_is_unwell_until_its_worker_is_ready_and_again_when_it_was_killed(bot: Watched) -> None:
    status, said = await bot.health()
    assert (status, said["well"], said["worker"]) == (503, False, "starting")
    await until(lambda: bot.executor.health().ready)
    status, said = await bot.health()
    assert (status, said) == (
        200,
        {"well": True, "database": "ok", "worker": "ready", "disk": "ok", "loop": "ok", "clock": "ok", "chats": {}},
    )
    (pid,) = bot.executor.health().pids
    os.kill(pid, signal.SIGKILL)
    await until(lambda: bot.executor.health().deaths == 1)
    assert (await bot.health())[0] == 503
    await until(lambda: bot.executor.health().ready)
    assert (await bot.health())[0] == 200
    assert (await bot.metrics())["articover_worker_restarts_total"] == 1


async def test_what_jobs_did_is_counted_and_timed(bot: Watched, tmp_path: Path) -> None:
    done = await bot.accept("")
    crashed = await bot.accept(f"crash once {tmp_path / 'crashed'}")
    refused = await bot.accept("request")
    slow = await bot.accept("slow")
    waiting = await bot.accept("")
    async with asyncio.timeout(20):
        while slow not in bot.dispatcher.progress:
            await asyncio.sleep(0.02)
    said = await bot.metrics()
    assert (await bot.health())[1]["worker"] == "busy"
    assert {done, crashed, refused}.isdisjoint(job.job_id for job in await bot.jobs.open_jobs())
    assert (said["articover_jobs state=queued"], said["articover_jobs state=running"]) == (1, 1)
    assert said["articover_jobs_done_total kind=cover"] == 2
    assert said["articover_failures_total kind=cover reason=crash"] == 1
    assert said["articover_failures_total kind=cover reason=request"] == 1
    assert said["articover_job_wait_seconds_count"] == 4, "a second try is no second wait"
    assert said["articover_jobs_together_bucket le=1.0"] == said["articover_jobs_together_count"] == 5
    assert said["articover_stage_seconds_count stage=generate"] == 2
    assert 0 < said["articover_stage_seconds_sum stage=generate"] < 20
    assert said["articover_worker_ready"] == said["articover_database_up"] == 1
    assert said["articover_disk_free_bytes"] > 0
    await bot.dispatcher.cancel(slow, by="test:1")
    await bot.dispatcher.cancel(waiting, by="test:1")
    await until(lambda: not bot.dispatcher.progress)
    assert (await bot.metrics())["articover_jobs_stopped_total kind=cover"] == 1


async def test_what_is_still_to_be_said_is_counted_by_platform(bot: Watched) -> None:
    async with bot.store.db.transaction() as tx:
        for number in range(3):
            await enqueue(tx, OutboxMessage(f"m{number}", "lane", Target("test", "c"), {"say": "hello"}), 0.0)
    assert (await bot.metrics())["articover_outbox_unsent platform=test"] == 3
    async with bot.store.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'said'")
    assert "articover_outbox_unsent platform=test" not in await bot.metrics()


async def test_prometheus_knows_the_format(bot: Watched) -> None:
    status, kind, body = await bot.get("/metrics")
    assert status == 200
    assert kind.startswith("text/plain; version=0.0.4")
    assert "# TYPE articover_job_wait_seconds histogram" in body
    assert (await bot.get("/healthz"))[1].startswith("application/json")
    assert (await bot.get("/"))[0] == 404


async def test_a_full_disk_a_refusing_one_and_a_dead_database_are_each_named(bot: Watched) -> None:
    await until(lambda: bot.executor.health().ready)
    bot.monitor.floor_bytes = 1 << 60
    assert (await bot.health()) == (
        503,
        {
            "well": False,
            "database": "ok",
            "worker": "ready",
            "disk": "below the floor",
            "loop": "ok",
            "clock": "ok",
            "chats": {},
        },
    )
    bot.monitor.floor_bytes = 0
    bot.dispatcher.storage_error = StorageError(sentence="The disk is full.")
    assert (await bot.health())[1]["database"] == "cannot be written"
    bot.dispatcher.storage_error = None
    await bot.store.db._reader.close()
    status, said = await bot.health()
    assert (status, said["database"]) == (503, "does not answer")
    assert (await bot.metrics())["articover_database_up"] == 0


async def test_a_chat_may_be_away_for_a_while_and_then_counts(bot: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    share, behind_s = 0.0, 0.0
    bot.monitor.add_chat("test", lambda: share, lambda: behind_s)
    await until(lambda: bot.executor.health().ready)

    async def health_agrees() -> tuple[int, object]:
        status, said = await bot.health()
        assert (await bot.metrics())["articover_well"] == said["well"] == (status == 200)
        chats = said["chats"]
        assert isinstance(chats, dict)
        return status, chats["test"]

    assert await health_agrees() == (503, "connecting")
    share = 1.0
    assert await health_agrees() == (200, "ok")
    share = 0.5
    assert await health_agrees() == (200, "reconnecting")
    monkeypatch.setattr("bot.health.chats.GRACE_S", 0.0)
    assert await health_agrees() == (503, "partly disconnected")
    share = 0.0
    assert await health_agrees() == (503, "disconnected")
    assert (await bot.metrics())["articover_chat_connected platform=test"] == 0
    share, behind_s = 1.0, 301.0
    assert await health_agrees() == (503, "not delivering")
    behind_s = 299.0
    assert await health_agrees() == (200, "ok")


async def test_a_worker_that_cannot_start_is_named_and_the_metrics_agree(tmp_path: Path) -> None:
    options = WorkerOptions(engines="fake_engines:NoSuchEngines", warm_up=False, environment={})
    async with await Store.open(tmp_path / "data") as store:
        executor = LocalExecutor(tmp_path / "data" / "scratch", options)
        watched = Watched(store, executor)
        async with serving(watched.where, watched.monitor):
            await executor.start()
            try:
                await until(lambda: bool(executor.health().problem))
                status, said = await watched.health()
                assert (status, said["worker"]) == (503, "cannot start")
                metrics = await watched.metrics()
                assert metrics["articover_well"] == metrics["articover_worker_ready"] == 0
            finally:
                await executor.close()


async def test_a_stall_of_the_loop_is_measured(bot: Watched) -> None:
    await bot.metrics()
    await asyncio.sleep(0.1)
    time.sleep(0.3)  # the stall
    await asyncio.sleep(0.1)
    said = await bot.metrics()
    assert 0.2 < said["articover_loop_lag_longest_seconds"] < 5
    assert said["articover_loop_lag_seconds_count"] > said["articover_loop_lag_seconds_bucket le=0.1"]
    assert (await bot.metrics())["articover_loop_lag_longest_seconds"] < said["articover_loop_lag_longest_seconds"]


async def test_a_dead_watcher_is_a_loop_that_nobody_vouches_for(bot: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.health.monitor.ALIVE_S", -1.0)
    status, said = await bot.health()
    assert (status, said["loop"]) == (503, "stalled")


async def test_other_machines_get_in_only_by_an_explicit_word(bot: Watched) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", ""):
        with pytest.raises(RequestError, match=r"http\.host|http\.port"):
            async with serving(Http(host=host, port=free_port()), bot.monitor):
                pass
    async with serving(Http(host="0.0.0.0", port=(port := free_port()), allow_other_hosts=True), bot.monitor):
        assert socket.create_connection(("127.0.0.1", port)).close() is None


async def test_a_taken_port_is_one_sentence(bot: Watched) -> None:
    with pytest.raises(RequestError, match=rf"port {bot.where.port} .* http\.port"):
        async with serving(bot.where, bot.monitor):
            pass
    async with serving(Http(port=0), bot.monitor) as port:
        assert port == 0


async def test_the_probe_of_a_container_says_by_its_exit_code_whether_all_is_well(bot: Watched) -> None:
    async def probe(port: int) -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.health"),
            cwd=ROOT,
            env={**os.environ, "ARTICOVER_BOT__HTTP__PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()

    await until(lambda: bot.executor.health().ready)
    code, said = await probe(bot.where.port)
    assert (code, json.loads(said)["well"]) == (0, True)
    bot.monitor.floor_bytes = 1 << 60
    assert (await probe(bot.where.port))[0] == 1
    code, said = await probe(free_port())
    assert (code, said.count("\n")) == (1, 1)
    assert (await probe(0))[0] == 0
    assert await asyncio.to_thread(ask, Http(host="0.0.0.0", port=bot.where.port)) == 1
