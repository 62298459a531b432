"""Tasks of several people that one model paints at once, in real workers: each gets its own, each fails by itself."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from executor_contract import Wanted, cover_work, files_of, until

from articover.progress import PAINTING_STEP
from bot.executors.contract import (
    Made,
    SheetWork,
    Task,
    TaskEnd,
    TaskFailed,
    TaskHandedBack,
    TaskProgress,
    TaskResult,
)
from bot.executors.local import LocalExecutor
from bot.executors.pending_task import TaskTimeouts
from bot.executors.process import WorkerOptions
from bot.logs import current_trace


@asynccontextmanager
async def running(
    folder: Path, engines: str = "StubStudio", workers: int = 1, **timeouts: Any
) -> AsyncIterator[LocalExecutor]:
    environment = {**Wanted().environment, "STUB_MODEL": str(folder / "stub-model")}
    options = WorkerOptions(engines=f"fake_engines:{engines}", warm_up=False, environment=environment)
    executor = LocalExecutor(folder / "scratch", options, TaskTimeouts(**timeouts), workers)
    await executor.start()
    try:
        yield executor
    finally:
        await executor.close()


def batch(*synopses: str, first: int = 1, subtitle: str = "") -> list[Task]:
    """A task for each synopsis; the first has `subtitle`, too, which the typesetter obeys."""
    ids = tuple(range(first, first + len(synopses)))
    tasks = []
    for number, synopsis in zip(ids, synopses, strict=True):
        work = cover_work(synopsis, seed=number)
        brief = {**work.brief, "subtitle": subtitle if number == first else ""}
        tasks.append(Task(number, 1, (type(work)(brief, work.trim, work.seed),), f"trace-{number}", ids))
    return tasks


async def ends_of(executor: LocalExecutor, tasks: Sequence[Task], seen: list[TaskProgress] | None = None) -> Any:
    told = [] if seen is None else seen
    return await asyncio.gather(*(executor.run(task, told.append) for task in tasks))


def at_once(made: Made) -> str:
    """What the painter noted: how many it painted at once, "" when it painted one by itself."""
    notes = json.loads(made.path("cover.json").read_text(encoding="utf-8"))["engines"][0]["notes"]
    return str(*notes)


def picture(end: TaskEnd) -> bytes:
    assert isinstance(end, TaskResult), end
    return end.made[0].path("background.png").read_bytes()


async def test_each_gets_its_own_picture_out_of_one_batch(tmp_path: Path) -> None:
    seen: list[TaskProgress] = []
    async with running(tmp_path) as executor:
        alone = [picture((await ends_of(executor, batch("", first=number)))[0]) for number in (1, 2, 3)]
        assert executor.health().batches == dict.fromkeys(("", "auto", "model"), ("upload", 4))
        ends = await ends_of(executor, batch("", "", ""), seen)
        assert [picture(end) for end in ends] == alone and len(set(alone)) == 3
        assert [at_once(end.made[0]) for end in ends] == 3 * ["one of 3"]
        assert {item.job_id for item in seen if item.stage == "generate"} == {1, 2, 3}
        for job_id in (1, 2, 3):
            stages = [item.stage for item in seen if item.job_id == job_id]
            assert stages == sorted(stages, key=["generate", "edit"].index)
        for end in ends:
            await executor.release(end)
        assert not any(path.name.endswith("-1") for path in (tmp_path / "scratch").iterdir() if path.name[0] in "23")
        assert executor.health().deaths == 0 and not executor.health().busy


async def test_of_several_workers_one_has_the_model(tmp_path: Path) -> None:
    async with running(tmp_path, workers=3) as executor:
        assert executor.capacity == 3
        ends = await ends_of(executor, [*batch("", "", first=1), *batch("", first=3), *batch("", "", first=4)])
        assert [type(end) for end in ends] == 5 * [TaskResult]
        assert [at_once(ends[number].made[0]) for number in (0, 1, 3, 4)] == 4 * ["one of 2"]
        assert executor.capacity == 1
        assert executor.health().starts == 1
        model = asyncio.create_task(ends_of(executor, batch("slow", first=6)))
        await until(lambda: executor.health().busy)
        upload = Task(7, 1, (cover_work(picture=files_of(ends[0].made[0])["cover.png"]),), "trace-7")
        (other,) = await ends_of(executor, [upload])
        assert isinstance(other, TaskResult), other
        assert executor.health().starts == 2, "what no model paints goes to another worker"
        executor.cancel(6)
        assert [end.kind for end in await model] == ["cancelled"]


async def test_options_of_one_and_covers_of_others_share_a_batch(tmp_path: Path) -> None:
    one, two = batch("", "")
    options = Task(1, 1, (*(cover_work(seed=seed) for seed in (10, 26)), SheetWork()), "trace", one.batch)
    async with running(tmp_path) as executor:
        first, second = await ends_of(executor, [options, two])
        assert [made.kind for made in first.made] == ["cover", "cover", "sheet"]
        assert [at_once(made) for made in (*first.made[:2], *second.made)] == 3 * ["one of 3"]


async def test_what_one_met_fails_no_other(tmp_path: Path) -> None:
    async with running(tmp_path) as executor:
        for synopsis, code in (("request", "request"), ("engine", "engine"), ("bug", "unexpected")):
            ends = await ends_of(executor, batch("", synopsis, ""))
            assert [type(end) for end in ends] == [TaskResult, TaskFailed, TaskResult]
            assert (ends[1].code, ends[1].worker_died) == (code, False)
        assert executor.health().deaths == 0
        ends = await ends_of(executor, batch("", "memory", ""))
        assert [type(end) for end in ends] == [TaskResult, TaskFailed, TaskResult]
        assert ends[1].code == "out_of_memory"
        await until(lambda: executor.health().deaths == 1)  # a worker that ran out of memory is replaced
        # The others were painted once it was known whose fault it was.
        assert [at_once(end.made[0]) for end in (ends[0], ends[2])] == ["", ""]


async def test_a_model_that_is_gone_is_gone_for_all_and_another_paints(tmp_path: Path) -> None:
    async with running(tmp_path) as executor:
        ends = await ends_of(executor, batch("", "gone", ""))
        alone = [picture((await ends_of(executor, batch("", first=number)))[0]) for number in (1, 2, 3)]
        assert [picture(end) for end in ends] == alone
        said = [notice for end in ends for notice in end.made[0].summary["notices"]]
        assert len(said) == 3 and all(notice["code"] == "notice-fallback" for notice in said)


async def test_who_cancels_while_the_batch_is_painted_leaves_at_once(tmp_path: Path) -> None:
    async with running(tmp_path) as executor:
        seen: list[TaskProgress] = []
        first, second, third = (
            asyncio.create_task(executor.run(task, seen.append)) for task in batch("takes 2", "", "takes 1")
        )
        await until(lambda: any(item.doing in PAINTING_STEP for item in seen))
        assert executor.cancel(3)
        end = await third
        assert isinstance(end, TaskFailed) and end.kind == "cancelled"
        assert not first.done()
        ends = await asyncio.gather(first, second)
        assert [type(end) for end in ends] == [TaskResult, TaskResult]
        assert executor.health().deaths == 0


async def test_a_death_under_a_batch_is_a_crash_for_all_that_were_left(tmp_path: Path) -> None:
    async with running(tmp_path, hang_s=1.5, total_s={"cover": 20.0}) as executor:
        for misdeed in ("crash", "killed", "hang"):
            ends = await ends_of(executor, batch("", misdeed, ""))
            assert [(end.kind, end.code, end.worker_died) for end in ends] == 3 * [("crash", "crash", True)]
        assert list((tmp_path / "scratch").iterdir()) == []
        assert isinstance((await ends_of(executor, batch("", first=9)))[0], TaskResult)


async def test_a_batch_has_the_time_of_all_its_tasks(tmp_path: Path) -> None:
    async with running(tmp_path, total_s={"cover": 1.5}) as executor:
        assert [type(end) for end in await ends_of(executor, batch("takes 1.8", "", ""))] == 3 * [TaskResult]
        ends = await ends_of(executor, batch("slow", "slow"))
        assert [(end.kind, end.worker_died) for end in ends] == 2 * [("crash", True)], "each may need less alone"
        (end,) = await ends_of(executor, batch("slow"))
        assert end.code == "too_long"


async def test_when_the_worker_is_killed_for_one_the_others_are_handed_back(tmp_path: Path) -> None:
    async with running(tmp_path, cancel_s=0.3) as executor:
        tasks = batch("", "", "", subtitle=f"mark {tmp_path / 'in'} hang")
        first, second, third = (asyncio.create_task(executor.run(task, lambda progress: None)) for task in tasks)
        await until((tmp_path / "in").exists)
        executor.cancel(1)
        end = await first
        assert isinstance(end, TaskFailed) and end.kind == "cancelled"
        assert [await second, await third] == [TaskHandedBack(2, 1), TaskHandedBack(3, 1)]


async def test_who_does_not_arrive_is_not_waited_for_long(tmp_path: Path) -> None:
    one, two, three = batch("", "", "")
    async with running(tmp_path) as executor:
        await ends_of(executor, batch("", first=9))
        started = time.monotonic()
        ends = await ends_of(executor, [one, three])
        assert 1.5 < time.monotonic() - started < 20.0
        assert [at_once(end.made[0]) for end in ends] == 2 * ["one of 2"]
        assert isinstance((await ends_of(executor, [two]))[0], TaskResult)


async def test_one_cancelled_before_the_batch_has_gathered_is_gone(tmp_path: Path) -> None:
    one, two, _ = batch("", "", "")
    async with running(tmp_path) as executor:
        first, second = (asyncio.create_task(executor.run(task, lambda progress: None)) for task in (one, two))
        await asyncio.sleep(0.1)
        assert executor.cancel(1)
        end = await first
        assert isinstance(end, TaskFailed) and end.kind == "cancelled"
        assert isinstance(await second, TaskResult)


async def test_closing_hands_a_batch_back(tmp_path: Path) -> None:
    async with running(tmp_path) as executor:
        tasks = [asyncio.create_task(executor.run(task, lambda progress: None)) for task in batch("slow", "", "slow")]
        await until(lambda: executor.health().busy)
        await executor.close()
        assert [await task for task in tasks] == [TaskHandedBack(number, 1) for number in (1, 2, 3)]


async def test_kills_at_any_moment_end_every_task_of_a_batch_once(tmp_path: Path) -> None:
    dice = random.Random(5)
    async with running(tmp_path) as executor:

        async def kill_while_busy() -> None:
            for _ in range(4):
                await until(lambda: executor.health().busy, 60.0)
                await asyncio.sleep(dice.uniform(0.0, 0.6))
                for pid in executor.health().pids:
                    os.kill(pid, signal.SIGKILL)

        killing = asyncio.create_task(kill_while_busy())
        ends = await asyncio.gather(
            *(ends_of(executor, batch(*3 * ["takes 0.1"], first=10 * number)) for number in range(1, 6))
        )
        killing.cancel()
        for number, found in enumerate(ends, start=1):
            assert [end.job_id for end in found] == [10 * number + each for each in range(3)]
            assert all(isinstance(end, TaskResult) or end.worker_died for end in found)
        for end in (end for found in ends for end in found if isinstance(end, TaskResult)):
            await executor.release(end)
        assert list((tmp_path / "scratch").iterdir()) == []
        assert executor.health().deaths > 0


async def test_what_is_logged_of_one_carries_its_trace_and_of_the_batch_everybodys(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    traces: list[tuple[str, str]] = []

    def note(record: logging.LogRecord) -> bool:
        traces.append((record.getMessage(), current_trace()))
        return True

    caplog.handler.addFilter(note)
    try:
        async with running(tmp_path) as executor:
            await ends_of(executor, batch("", "log rain", subtitle="log snow"))
    finally:
        caplog.handler.removeFilter(note)
    assert ("seen rain", "trace-1 trace-2") in traces and ("seen snow", "trace-1") in traces


async def test_a_model_that_was_fetched_meanwhile_is_told_of(tmp_path: Path) -> None:
    async with running(tmp_path, "LateStudio") as executor:
        await ends_of(executor, batch(""))
        assert executor.health().batches == {}
        (tmp_path / "stub-model").touch()
        await ends_of(executor, batch("", first=2))
        assert set(executor.health().batches) == {"", "auto"}


async def test_when_all_have_cancelled_what_does_not_stop_is_killed(tmp_path: Path) -> None:
    async with running(tmp_path, cancel_s=0.3) as executor:
        tasks = batch(f"mark {tmp_path / 'in'} hang", "")
        first, second = (asyncio.create_task(executor.run(task, lambda progress: None)) for task in tasks)
        await until((tmp_path / "in").exists)
        executor.cancel(1)
        executor.cancel(2)
        assert [end.kind for end in await asyncio.gather(first, second) if isinstance(end, TaskFailed)] == [
            "cancelled",
            "cancelled",
        ]
        assert isinstance((await ends_of(executor, batch("", first=9)))[0], TaskResult)
        assert executor.health().deaths == 1
