"""What every executor must do, with real processes. Subclass `ExecutorContract` in a test module and say `build`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from abc import abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.executors.contract import (
    PREVIEW_MAX_BYTES,
    CoverWork,
    EditWork,
    Executor,
    Made,
    SheetWork,
    Task,
    TaskEnd,
    TaskFailed,
    TaskHandedBack,
    TaskProgress,
    TaskResult,
)

PARENT = """
import asyncio, sys, pathlib
sys.path.insert(0, {here!r})
import {module}
from executor_contract import Wanted, cover
async def main():
    executor = {module}.{name}.build(pathlib.Path({scratch!r}), Wanted())
    await executor.start()
    running = asyncio.create_task(executor.run(cover(1, "slow"), lambda progress: None))
    while not executor.health().busy:
        await asyncio.sleep(0.02)
    print(*executor.health().pids, flush=True)
    await running
asyncio.run(main())
"""


@dataclass(frozen=True)
class Wanted:
    """What a test wants of the executor it is given."""

    engines: str = "fake_engines:FakeEngines"
    hang_s: float = 30.0
    cover_s: float = 60.0
    cancel_s: float = 5.0
    memory_limit_mb: int = 0
    warm_up: bool = False
    environment: dict[str, str] = field(default_factory=lambda: {"PYTHONPATH": str(Path(__file__).parent)})


def cover(job_id: int, synopsis: str = "", *, attempt: int = 1, **more: Any) -> Task:
    return Task(job_id, attempt, (cover_work(synopsis, seed=job_id, **more),), trace=f"trace-{job_id}")


def cover_work(synopsis: str = "", *, title: str = "Rain", seed: int = 1, **more: Any) -> CoverWork:
    return CoverWork({"title": title, "synopsis": synopsis}, "2:3", seed, **more)


def files_of(made: Made) -> dict[str, str]:
    return {name: str(made.path(name)) for name in made.files if name != "preview.jpg"}


async def until(true: Callable[[], bool], timeout_s: float = 60.0) -> None:
    async with asyncio.timeout(timeout_s):
        while not true():
            await asyncio.sleep(0.01)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class ExecutorTests:
    """What the tests of an executor need of it."""

    @staticmethod
    @abstractmethod
    def build(scratch: Path, wanted: Wanted) -> Executor:
        """A new executor, not started."""

    def running(self, scratch: Path, wanted: Wanted | None = None) -> AbstractAsyncContextManager[Executor]:
        @contextlib.asynccontextmanager
        async def run() -> AsyncIterator[Executor]:
            executor = self.build(scratch / "scratch", wanted or Wanted())
            await executor.start()
            try:
                yield executor
            finally:
                await executor.close()

        return run()

    async def failure(self, executor: Executor, task: Task) -> TaskFailed:
        end = await executor.run(task, lambda progress: None)
        assert isinstance(end, TaskFailed), end
        assert (end.job_id, end.attempt) == (task.job_id, task.attempt)
        assert end.error.code.startswith("sentence-") and not end.error.sentence
        assert not any(str(value).startswith("/") for value in end.error.arguments.values())
        return end

    async def works(self, executor: Executor, job_id: int = 99) -> TaskResult:
        end = await executor.run(cover(job_id), lambda progress: None)
        assert isinstance(end, TaskResult), end
        return end


class ExecutorContract(ExecutorTests):
    async def test_a_cover_is_made_and_its_progress_comes_in_order(self, tmp_path: Path) -> None:
        seen: list[TaskProgress] = []
        async with self.running(tmp_path) as executor:
            end = await executor.run(cover(7), seen.append)
            assert isinstance(end, TaskResult)
            (made,) = end.made
            assert made.kind == "cover"
            assert {"cover.json", "background.png", "cover.png", "credits.txt", "preview.jpg"} == set(made.files)
            assert json.loads(made.path("cover.json").read_text(encoding="utf-8"))["brief"]["title"] == "Rain"
            assert all(made.path(name).stat().st_size == size for name, size in made.files.items())
            assert made.files["preview.jpg"] <= PREVIEW_MAX_BYTES
            assert made.summary["seed"] == 7
            assert made.summary["notices"] == []
            await executor.release(end)
            assert not Path(made.folder).exists()
        assert [item.stage for item in seen] == sorted((item.stage for item in seen), key=["generate", "edit"].index)
        for stage in ("generate", "edit"):
            fractions = [item.fraction for item in seen if item.stage == stage and not item.preview]
            assert fractions == sorted(fractions)
            assert fractions[-1] == 1.0
        assert seen[-1].preview.endswith("preview.jpg")
        assert {(item.job_id, item.attempt, item.step, item.steps) for item in seen} == {(7, 1, 1, 1)}

    async def test_several_works_are_one_task_with_a_numbered_sheet(self, tmp_path: Path) -> None:
        seen: list[TaskProgress] = []
        works = (*(cover_work(seed=seed) for seed in range(4)), SheetWork())
        async with self.running(tmp_path) as executor:
            end = await executor.run(Task(1, 1, works), seen.append)
            assert isinstance(end, TaskResult)
            assert [made.kind for made in end.made] == ["cover"] * 4 + ["sheet"]
            assert len({made.path("background.png").read_bytes() for made in end.made[:4]}) == 4
            assert end.made[4].path("sheet.jpg").read_bytes().startswith(b"\xff\xd8")
        assert [item.step for item in seen if item.preview] == [1, 2, 3, 4]

    async def test_new_words_leave_the_picture(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            first = (await self.works(executor)).made[0]
            edit = EditWork(files_of(first), {"title": "Snow"}, {"title": {"font": "Cinzel"}})
            end = await executor.run(Task(2, 1, (edit,)), lambda progress: None)
            assert isinstance(end, TaskResult)
            (second,) = end.made
            assert second.summary["brief"]["title"] == "Snow"
            assert second.summary["fonts"] == {"title": "Cinzel"}
            assert second.path("background.png").read_bytes() == first.path("background.png").read_bytes()
            like = cover_work(seed=5, like={"cover.json": str(second.path("cover.json"))})
            end = await executor.run(Task(3, 1, (like,)), lambda progress: None)
            assert isinstance(end, TaskResult)
            assert end.made[0].summary["fonts"] == {"title": "Cinzel"}

    async def test_what_the_request_got_wrong_is_said_and_leaves_nothing(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            for synopsis, kind, code in (
                ("request", "request", "request"),
                ("disk", "storage", "storage"),
                ("engine", "engine", "engine"),
                ("bug", "engine", "unexpected"),
            ):
                end = await self.failure(executor, cover(1, synopsis))
                assert (end.kind, end.code, end.worker_died) == (kind, code, False)
            assert (await self.failure(executor, cover(2, engine="absent"))).kind == "missing"
            assert (await self.failure(executor, cover(3, picture="/nowhere/at/all.png"))).code == "damaged_version"
            edit = Task(4, 1, (EditWork({"cover.json": "/nowhere/cover.json"}),))
            assert (await self.failure(executor, edit)).code == "damaged_version"
            bad_ratio = Task(5, 1, (CoverWork({"title": "Rain"}, "not a ratio", 1),))
            wrong = await self.failure(executor, bad_ratio)
            assert (wrong.kind, wrong.code, wrong.error.arguments) == (
                "request",
                "ratio_unknown",
                {"text": "not a ratio"},
            )
            assert list((tmp_path / "scratch").iterdir()) == []
            assert executor.health().deaths == 0
            await self.works(executor)

    async def test_thirty_tasks_in_a_row_by_the_same_workers(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            ends = await asyncio.gather(*(executor.run(cover(number), lambda progress: None) for number in range(30)))
            assert [end.job_id for end in ends if isinstance(end, TaskResult)] == list(range(30))
            assert 1 <= executor.health().starts <= executor.capacity
            assert (executor.health().restarts, executor.health().deaths) == (0, 0)

    async def test_chatter_is_thinned(self, tmp_path: Path) -> None:
        seen: list[TaskProgress] = []
        async with self.running(tmp_path) as executor:
            started = time.monotonic()
            await executor.run(cover(1, "chatter"), seen.append)
            assert len(seen) <= 20 + 4 * (time.monotonic() - started)

    async def test_a_cancel_between_two_steps_is_quick_and_keeps_the_worker(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            await self.works(executor)
            running = asyncio.create_task(self.failure(executor, cover(1, "slow")))
            await until(lambda: executor.health().busy)
            started = time.monotonic()
            assert executor.cancel(1)
            assert (await running).kind == "cancelled"
            assert time.monotonic() - started < 1.0
            assert not executor.cancel(1)
            await self.works(executor)
            assert executor.health().deaths == 0

    async def test_a_cancel_while_waiting_leaves_the_line(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            first = asyncio.create_task(executor.run(cover(1, "slow"), lambda progress: None))
            others = [
                asyncio.create_task(executor.run(cover(2), lambda progress: None)) for _ in range(executor.capacity)
            ]
            await until(lambda: executor.health().busy)
            assert executor.cancel(2)
            for end in await asyncio.gather(*others):
                assert isinstance(end, TaskFailed)
                assert end.kind == "cancelled"
            first.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await first
            await self.works(executor)

    async def test_a_cancel_that_is_not_heard_kills_the_worker_after_the_grace(self, tmp_path: Path) -> None:
        async with self.running(tmp_path, Wanted(cancel_s=0.5)) as executor:
            running = asyncio.create_task(self.failure(executor, cover(1, f"mark {tmp_path / 'in'} hang")))
            await until((tmp_path / "in").exists)
            started = time.monotonic()
            executor.cancel(1)
            assert (await running).kind == "cancelled"
            assert 0.4 < time.monotonic() - started < 2.0
            await self.works(executor)

    async def test_a_crash_is_told_and_the_next_task_finds_a_new_worker(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            end = await self.failure(executor, cover(1, f"crash once {tmp_path / 'crashed'}"))
            assert (end.kind, end.worker_died) == ("crash", True)
            assert "SIGSEGV" in end.detail
            again = await executor.run(cover(1, f"crash once {tmp_path / 'crashed'}", attempt=2), lambda progress: None)
            assert isinstance(again, TaskResult)
            assert again.attempt == 2
            end = await self.failure(executor, cover(2, "exit"))
            assert (end.kind, "exit code 3" in end.detail) == ("crash", True)
            await self.works(executor)
            assert executor.health().deaths == 2

    async def test_a_worker_that_dies_idle_is_replaced(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            await self.works(executor)
            (pid, *_) = executor.health().pids
            os.kill(pid, signal.SIGKILL)
            await until(lambda: executor.health().deaths == 1)
            await self.works(executor)

    async def test_a_hang_is_noticed(self, tmp_path: Path) -> None:
        async with self.running(tmp_path, Wanted(hang_s=1.0)) as executor:
            end = await self.failure(executor, cover(1, "hang"))
            assert (end.kind, end.code, end.worker_died) == ("timeout", "hung", True)
            await self.works(executor)

    async def test_work_that_never_ends_is_stopped(self, tmp_path: Path) -> None:
        async with self.running(tmp_path, Wanted(cover_s=1.0)) as executor:
            end = await self.failure(executor, cover(1, "slow"))
            assert (end.kind, end.code, end.worker_died) == ("timeout", "too_long", False)
            await self.works(executor)

    async def test_memory_that_runs_out_is_told(self, tmp_path: Path) -> None:
        async with self.running(tmp_path, Wanted(memory_limit_mb=300)) as executor:
            assert (await self.failure(executor, cover(1, "killed"))).code == "killed"
            assert (await self.failure(executor, cover(2, "memory"))).code == "out_of_memory"
            assert (await self.failure(executor, cover(3, "hoard"))).code == "memory_limit"
            await self.works(executor)

    async def test_a_full_disk_is_told_and_leaves_nothing(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            assert (await self.failure(executor, cover(1, "full"))).code == "storage"
            assert list((tmp_path / "scratch").iterdir()) == []

    async def test_kills_at_any_moment_end_every_task_once(self, tmp_path: Path) -> None:
        dice = random.Random(7)
        killed = 0

        async def kill_now_and_then() -> None:
            nonlocal killed
            while True:
                await asyncio.sleep(dice.uniform(0.0, 0.8))
                for pid in executor.health().pids:
                    os.kill(pid, signal.SIGKILL)
                    killed += 1

        async def until_made(number: int) -> int:
            for attempt in range(1, 100):
                end = await executor.run(cover(number, attempt=attempt), lambda progress: None)
                if isinstance(end, TaskResult):
                    assert (end.job_id, end.attempt) == (number, attempt)
                    assert all(
                        end.made[0].path(name).stat().st_size == size for name, size in end.made[0].files.items()
                    )
                    await executor.release(end)
                    return attempt
                assert isinstance(end, TaskFailed)
                assert end.worker_died, end
            raise AssertionError("never made")

        async with self.running(tmp_path) as executor:
            killing = asyncio.create_task(kill_now_and_then())
            working = [asyncio.create_task(until_made(number)) for number in range(8)]
            await asyncio.sleep(3)
            killing.cancel()
            await asyncio.gather(*working)
            assert killed > 2
            assert list((tmp_path / "scratch").iterdir()) == []

    async def test_engines_that_cannot_be_made_are_told_and_tried_again(self, tmp_path: Path) -> None:
        async with self.running(tmp_path, Wanted(engines="fake_engines:broken")) as executor:
            end = await self.failure(executor, cover(1))
            assert (end.code, "these engines cannot be made" in end.detail) == ("no_worker", True)
            assert executor.health().problem

    async def test_a_warm_up_that_kills_the_worker_does_not_keep_it_from_starting(self, tmp_path: Path) -> None:
        wanted = Wanted(engines="fake_engines:DiesAtFirstPainting", warm_up=True)
        async with self.running(tmp_path, wanted) as executor:
            await until(lambda: executor.health().ready)

    async def test_noise_on_standard_output_harms_nothing(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            assert isinstance(await executor.run(cover(1, "stdout"), lambda progress: None), TaskResult)

    async def test_no_token_reaches_the_worker(self, tmp_path: Path, monkeypatch: Any) -> None:
        monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
        async with self.running(tmp_path) as executor:
            assert (await self.failure(executor, cover(1, "environment DISCORD_TOKEN"))).detail.endswith("not set.")

    async def test_closing_hands_back_what_runs_and_what_waits(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            ends = [
                asyncio.create_task(executor.run(cover(number, "hang"), lambda progress: None)) for number in (1, 2)
            ]
            await until(lambda: executor.health().busy)
            pids = executor.health().pids
            started = time.monotonic()
            await executor.close()
            assert time.monotonic() - started < 10.0
            ended: list[TaskEnd] = await asyncio.gather(*ends)
            assert ended == [TaskHandedBack(1, 1), TaskHandedBack(2, 1)]
            assert not any(alive(pid) for pid in pids)
            assert await executor.run(cover(3), lambda progress: None) == TaskHandedBack(3, 1)

    async def test_closing_during_a_start_leaves_no_process(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            waiting = asyncio.create_task(executor.run(cover(1), lambda progress: None))
            await until(lambda: bool(executor.health().pids))
            pids = executor.health().pids
            await executor.close()
            assert isinstance(await waiting, TaskHandedBack)
            assert not any(alive(pid) for pid in pids)

    async def test_the_loop_goes_on_while_tasks_run(self, tmp_path: Path) -> None:
        longest_s = 0.0

        async def watch() -> None:
            nonlocal longest_s
            while True:
                before = time.monotonic()
                await asyncio.sleep(0.005)
                longest_s = max(longest_s, time.monotonic() - before - 0.005)

        async with self.running(tmp_path) as executor:
            watching = asyncio.create_task(watch())
            for number in range(5):
                await self.works(executor, number)
            watching.cancel()
        # 100 ms is promised on a machine of its own; tests share theirs.
        assert longest_s < 0.3

    async def test_workers_die_with_their_parent(self, tmp_path: Path) -> None:
        script = PARENT.format(
            here=str(Path(__file__).parent),
            module=type(self).__module__.rpartition(".")[2],
            name=type(self).__name__,
            scratch=str(tmp_path / "scratch"),
        )
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            pids = [int(pid) for pid in (await asyncio.to_thread(parent.stdout.readline)).split()]
            assert pids
            assert all(alive(pid) for pid in pids)
            parent.kill()
        await until(lambda: not any(alive(pid) for pid in pids), 3.0)
