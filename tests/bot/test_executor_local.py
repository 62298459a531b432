"""The local executor keeps the contract, and what is its own."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
from pathlib import Path

import pytest
from executor_contract import ExecutorContract, ExecutorTests, Wanted, cover, until
from hypothesis import given, settings
from hypothesis import strategies as st

from articover.progress import LOADING
from bot.executors.contract import TaskFailed, TaskProgress, TaskResult
from bot.executors.local import LocalExecutor
from bot.executors.pending_task import TaskTimeouts
from bot.executors.process import WorkerOptions
from bot.executors.wire import Logged, Progressed, Ready, ToBot, pack, read_from_worker
from bot.logs import current_trace

ENVIRONMENT = Wanted().environment


class TestLocalExecutor(ExecutorContract):
    @staticmethod
    def build(scratch: Path, wanted: Wanted) -> LocalExecutor:
        options = WorkerOptions(
            engines=wanted.engines,
            memory_limit_mb=wanted.memory_limit_mb,
            warm_up=wanted.warm_up,
            environment=wanted.environment,
        )
        total_s = {**TaskTimeouts().total_s, "cover": wanted.cover_s}
        timeouts = TaskTimeouts(hang_s=wanted.hang_s, cancel_s=wanted.cancel_s, total_s=total_s)
        return LocalExecutor(scratch, options, timeouts)

    async def test_all_threads_of_the_worker_stand_back(self, tmp_path: Path) -> None:
        options = WorkerOptions(
            engines="fake_engines:FakeEngines", threads=1, nice=7, warm_up=False, environment=ENVIRONMENT
        )
        executor = LocalExecutor(tmp_path / "scratch", options)
        await executor.start()
        try:
            assert await executor.run(cover(1), lambda progress: None)
            (pid,) = executor.health().pids
            threads = [int(thread.name) for thread in Path(f"/proc/{pid}/task").iterdir()]
            assert {os.getpriority(os.PRIO_PROCESS, thread) for thread in threads} == {os.nice(0) + 7}
            shared_by_session = Path(f"/proc/{pid}/autogroup")
            if shared_by_session.exists():
                # Its session is one of its own: the niceness within it does not count against the bot's.
                assert shared_by_session.read_text(encoding="ascii").split()[-1] == "7"
            assert {len(os.sched_getaffinity(thread)) for thread in threads} == {1}
            assert Path(f"/proc/{pid}/oom_score_adj").read_text(encoding="ascii").strip() == "500"
            environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
            assert b"OMP_WAIT_POLICY=PASSIVE" in environment, "while they wait they sleep"
        finally:
            await executor.close()

    async def test_workers_share_the_cores(self, tmp_path: Path) -> None:
        options = WorkerOptions(engines="fake_engines:FakeEngines", workers=64, warm_up=False, environment=ENVIRONMENT)
        executor = LocalExecutor(tmp_path / "scratch", options)
        await executor.start()
        try:
            assert await executor.run(cover(1), lambda progress: None)
            (pid,) = executor.health().pids
            assert b"OMP_NUM_THREADS=1" in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        finally:
            await executor.close()

    async def test_what_the_worker_logs_comes_here_with_its_trace(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        traces = []

        class Note(logging.Filter):
            def filter(self, record: logging.LogRecord) -> bool:
                traces.append((record.name, record.getMessage(), current_trace()))
                return True

        caplog.handler.addFilter(note := Note())
        try:
            async with self.running(tmp_path) as executor:
                await executor.run(cover(5, "log rain"), lambda progress: None)
        finally:
            caplog.handler.removeFilter(note)
        assert ("articover.stub", "seen rain", "trace-5") in traces

    async def test_a_worker_that_talks_nonsense_is_replaced(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            end = await self.failure(executor, cover(1, "garbage"))
            assert (end.kind, "nonsense" in end.detail) == ("crash", True)
            await self.works(executor)

    async def test_what_an_earlier_process_left_is_cleared(self, tmp_path: Path) -> None:
        (tmp_path / "scratch" / "3-1").mkdir(parents=True)
        async with self.running(tmp_path):
            assert list((tmp_path / "scratch").iterdir()) == []

    async def test_a_fault_of_the_executor_itself_is_told_and_survived(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*ignored: object) -> None:
            raise RuntimeError("a fault of ours")

        async with self.running(tmp_path) as executor:
            with monkeypatch.context() as patched:
                patched.setattr("bot.executors.local._remove", fail)
                assert (await self.failure(executor, cover(1, "request"))).kind == "crash"
            await self.works(executor)

    async def test_a_waiting_task_is_not_kept_by_the_warm_up(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        executor = self.build(tmp_path / "scratch", Wanted(engines="fake_engines:DiesAtFirstPainting", warm_up=True))
        running = asyncio.create_task(executor.run(cover(1, engine="stub"), lambda progress: None))
        await asyncio.sleep(0)  # now it waits in line
        await executor.start()
        try:
            assert isinstance(await running, TaskResult)
            assert "did not start" not in caplog.text
        finally:
            await executor.close()


def three_workers(scratch: Path, wanted: Wanted) -> LocalExecutor:
    one = TestLocalExecutor.build(scratch, wanted)
    return LocalExecutor(scratch, one.options, one.timeouts, workers=3)


@pytest.mark.soak
class TestThreeWorkersKeepTheContract(ExecutorContract):
    build = staticmethod(three_workers)


class TestThreeWorkers(ExecutorTests):
    """What three processes are to each other, and the parts of the contract that take more than one."""

    build = staticmethod(three_workers)
    test_kills_at_any_moment_end_every_task_once = ExecutorContract.test_kills_at_any_moment_end_every_task_once
    test_a_cancel_while_waiting_leaves_the_line = ExecutorContract.test_a_cancel_while_waiting_leaves_the_line
    test_closing_hands_back_what_runs_and_what_waits = ExecutorContract.test_closing_hands_back_what_runs_and_what_waits

    async def test_another_is_started_only_when_somebody_waits(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            for number in range(3):
                assert isinstance(await executor.run(cover(number), lambda progress: None), TaskResult)
            assert executor.health().starts == 1
            slow = [asyncio.create_task(executor.run(cover(10 + n, "slow"), lambda progress: None)) for n in range(2)]
            await until(lambda: len(executor.health().pids) == 2 and executor.health().starts == 2)
            assert isinstance(await executor.run(cover(20), lambda progress: None), TaskResult)  # by the third
            assert executor.health().starts == 3
            for number in (10, 11):
                assert executor.cancel(number)
            assert [end.kind for end in await asyncio.gather(*slow) if isinstance(end, TaskFailed)] == ["cancelled"] * 2

    async def test_the_death_of_one_leaves_the_others_at_work(self, tmp_path: Path) -> None:
        async with self.running(tmp_path) as executor:
            tasks = [cover(0, "slow"), cover(1, f"crash once {tmp_path / 'crashed'}"), cover(2, "slow")]
            ends = [asyncio.create_task(executor.run(task, lambda progress: None)) for task in tasks]
            crashed = await ends[1]
            assert isinstance(crashed, TaskFailed)
            assert crashed.worker_died
            assert not ends[0].done() and not ends[2].done()
            again = await executor.run(cover(1, f"crash once {tmp_path / 'crashed'}", attempt=2), lambda progress: None)
            assert isinstance(again, TaskResult)
            assert executor.health().deaths == 1
            for number in (0, 2):
                executor.cancel(number)
            await asyncio.gather(*ends)
            assert executor.health().deaths == 1


@settings(max_examples=50)
@given(st.data())
def test_frames_come_whole_however_they_are_cut(data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(codec="utf-8"), max_size=300))
    sent: list[ToBot] = [
        Logged("a", 20, text, "t"),
        Progressed(TaskProgress(1, 2, 1, 1, "edit", 0.5, LOADING(model=text))),
        Ready((), 1.0),
    ]
    stream = b"".join(pack(message) for message in sent)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    kept = data.draw(st.integers(0, len(stream)))

    async def read() -> list[ToBot]:
        reader = asyncio.StreamReader()
        for start, end in itertools.pairwise([0, *cuts, len(stream)]):
            reader.feed_data(stream[start : min(end, kept)])
        reader.feed_eof()
        got = []
        while (message := await read_from_worker(reader)) is not None:
            got.append(message)
        return got

    got = asyncio.run(read())
    assert got == sent[: len(got)]
    assert len(b"".join(pack(message) for message in got)) <= kept
    assert kept < len(stream) or got == sent


@pytest.mark.parametrize("frame", [b"\xff\xff\xff\xff", b"\0\0\0\2{}", b"\0\0\0\2]["])
async def test_what_is_no_frame_is_refused(frame: bytes) -> None:
    reader = asyncio.StreamReader()
    reader.feed_data(frame)
    with pytest.raises(ValueError, match="message"):
        await read_from_worker(reader)
