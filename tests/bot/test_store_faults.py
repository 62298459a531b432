"""Disks that are full, read-only or broken, clocks that jump, two bots on one folder: a sentence, and nothing lost."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from articover.errors import StorageError
from bot.errors import BusyError, DatabaseError
from bot.jobs import Dispatcher, Job, JobProgress, JobRequest, Jobs, Limits, Outcome, State
from bot.outbox import Delivery, Outbox
from bot.store import Store
from bot.store.backup import back_up
from bot.store.migrate import MIGRATIONS
from bot.store.records import File, Interaction, NewVersion
from bot.store.sessions import history

OPEN = Limits(user_open=None, user_running=None, user_per_day=None, server_open=None, total_open=None, floor_bytes=0)


def cover(number: int, size: int = 10) -> JobRequest:
    return JobRequest(Interaction("test", f"i{number}", "test:ann", "test:g", "c"), "cover", {"title": "x" * size})


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 3 MiB that can be filled."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(disk: Path) -> Path:
    """Take all the space that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (65536, 4096, 1):
            try:
                while True:
                    stream.write(b"\0" * size)
            except OSError:
                continue
    return filler


@contextmanager
def no_file_may_grow(limit: int) -> Iterator[None]:
    """As on a disk that refuses every write beyond `limit` bytes of a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def accept_until_refused(jobs: Jobs) -> tuple[set[str], str]:
    """Accept commands until the disk refuses one; returns those acknowledged and what was said."""
    accepted: set[str] = set()
    for first in range(0, 5000, 20):  # twenty at once, as one commit serves several
        requests = [cover(number, 3000) for number in range(first, first + 20)]
        outcomes = await asyncio.gather(*map(jobs.accept, requests), return_exceptions=True)
        errors = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert all(isinstance(error, StorageError) for error in errors), errors
        accepted |= {outcome.job.interaction_id for outcome in outcomes if not isinstance(outcome, BaseException)}
        if errors:
            return accepted, str(errors[0])
    raise AssertionError("the disk never filled")


async def queued(store: Store) -> set[str]:
    return {job.interaction_id for job in await store_jobs(store).open_jobs()}


def store_jobs(store: Store) -> Jobs:
    return Jobs(store, OPEN)


async def test_a_full_disk_loses_no_accepted_job_and_the_bot_goes_on_after_it(disk: Path) -> None:
    async with await Store.open(disk / "data") as store:
        jobs = store_jobs(store)
        filler = fill(disk)
        filler.write_bytes(b"\0" * (filler.stat().st_size - 200_000))
        accepted, sentence = await accept_until_refused(jobs)
        assert "full" in sentence and sentence.count(".") <= 3
        assert accepted and await queued(store) == accepted
        with pytest.raises(StorageError, match="could not be stored"):
            store.blobs.put_bytes(os.urandom(300_000))
        filler.unlink()
        again = await jobs.accept(cover(10_000))
        accepted.add(again.job.interaction_id)
    async with await Store.open(disk / "data") as store:
        assert await queued(store) == accepted


async def test_a_disk_that_refuses_to_write_loses_nothing_either(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "data") as store:
        jobs = store_jobs(store)
        with no_file_may_grow(1_500_000):
            accepted, sentence = await accept_until_refused(jobs)
        assert "nothing was changed" in sentence
        assert accepted and await queued(store) == accepted
        accepted.add((await jobs.accept(cover(10_000))).job.interaction_id)
    async with await Store.open(tmp_path / "data") as store:
        assert await queued(store) == accepted


async def test_a_result_waits_for_space_and_is_kept(disk: Path) -> None:
    async with await Store.open(disk / "data") as store:
        jobs = store_jobs(store)
        await jobs.accept(cover(1))
        filler: list[Path] = []

        @dataclass
        class Painter:
            async def run(self, job: Job, report: Callable[[JobProgress], None]) -> Outcome:
                blob = store.blobs.put_bytes(b"the picture")
                filler.append(fill(disk))
                big = {"text": "x" * 100_000}
                return Outcome({"say": "done"}, (NewVersion("cover", (File("p", blob.sha256, blob.size),), big),))

        dispatcher = Dispatcher(store, jobs, Painter())
        work = asyncio.create_task(dispatcher.run())
        async with asyncio.timeout(10):
            while dispatcher.storage_error is None:
                await asyncio.sleep(0.01)
            assert "full" in str(dispatcher.storage_error) and (await jobs.get(1)).state is State.RUNNING
            filler[0].unlink()
            while (await jobs.get(1)).state is not State.DONE:
                await asyncio.sleep(0.05)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        assert dispatcher.storage_error is None and len(await history(store.db, 1)) == 1


async def test_what_was_said_on_a_full_disk_is_not_said_again(disk: Path) -> None:
    async with await Store.open(disk / "data") as store:
        jobs = store_jobs(store)
        await jobs.accept(cover(1))
        await jobs.cancel(1, {"say": "cancelled"})
        said: list[str] = []

        async def say(delivery: Delivery) -> str:
            said.append(delivery.key)
            fill(disk)
            return "m1"

        outbox = Outbox(store, "test")
        # Leaves no room in the log's present pages, so that recording needs new ones.
        (delivery,) = await outbox.claim()
        telling = asyncio.create_task(outbox.deliver(delivery, say))
        await asyncio.sleep(0.5)
        (disk / "filler").unlink()
        assert await telling and said == ["job:1:end"] and await outbox.unsent() == 0


async def test_a_full_disk_at_the_start_is_said_plainly(disk: Path) -> None:
    filler = fill(disk)
    with pytest.raises(StorageError):
        await Store.open(disk / "data")
    filler.unlink()
    async with await Store.open(disk / "data") as store:
        assert await queued(store) == set()


async def test_a_backup_that_does_not_fit_leaves_nothing_half_made(disk: Path, tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "data") as store:
        store.blobs.put_bytes(os.urandom(1000))
        await store_jobs(store).accept(cover(1, 3_000_000))
        with pytest.raises(StorageError):
            back_up(store.folder, disk / "saved", 0.0)
        assert list(disk.iterdir()) == []
        assert await queued(store) == {"i1"}


async def test_a_read_only_disk_is_said_plainly(disk: Path) -> None:
    async with await Store.open(disk / "data") as store:
        await store_jobs(store).accept(cover(1))
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(StorageError, match="cannot be written"):
        await Store.open(disk / "data")
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    async with await Store.open(disk / "data") as store:
        assert await queued(store) == {"i1"}


async def test_a_folder_that_is_not_ours_is_said_plainly(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "data") as store:
        await store_jobs(store).accept(cover(1))
    (tmp_path / "data").chmod(0o500)
    try:
        if os.access(tmp_path / "data", os.W_OK):
            pytest.skip("this user may write everywhere")
        (tmp_path / "data" / "bot.sqlite3").chmod(0o400)
        with pytest.raises(StorageError, match="cannot be written"):
            await Store.open(tmp_path / "data")
        with pytest.raises(StorageError, match="cannot be written"):
            await Store.open(tmp_path / "data" / "below")
    finally:
        (tmp_path / "data").chmod(0o700)
        (tmp_path / "data" / "bot.sqlite3").chmod(0o600)
    async with await Store.open(tmp_path / "data") as store:
        assert await queued(store) == {"i1"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"not a database at all" * 400,
        lambda data: data[:8192] + b"\xff" * 16384 + data[24576:],
        lambda data: data[: len(data) // 2],
    ],
    ids=["garbage", "a hole", "cut off"],
)
async def test_a_damaged_database_is_refused_and_not_touched(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    async with await Store.open(tmp_path / "data") as store:
        for number in range(20):
            await store_jobs(store).accept(cover(number, 2000))
    path = tmp_path / "data" / "bot.sqlite3"
    path.write_bytes(spoil(path.read_bytes()))
    damaged = path.read_bytes()
    with pytest.raises(DatabaseError, match=r"damaged.*restore"):
        await Store.open(tmp_path / "data")
    assert path.read_bytes() == damaged


@pytest.mark.parametrize("jump_s", [-10 * 86400.0, 10 * 365 * 86400.0, -1.8e9])
async def test_a_clock_that_jumps_changes_no_order_and_stops_nothing(tmp_path: Path, jump_s: float) -> None:
    @dataclass
    class Jumping:
        wall: float = 1_800_000_000.0

        def now(self) -> float:
            return self.wall

        def monotonic(self) -> float:
            return 0.0

    clock = Jumping()
    async with await Store.open(tmp_path / "data", clock=clock) as store:
        jobs, outbox = store_jobs(store), Outbox(store, "test")
        await jobs.accept(cover(1))
        await jobs.cancel(1, {"say": "cancelled"})
        (delivery,) = await outbox.claim()
        await outbox.not_sent(delivery, ConnectionError("down"))
        await jobs.accept(cover(2))
        clock.wall += jump_s
        await jobs.accept(cover(3))
        (delivery,) = await outbox.claim()
        await outbox.sent(delivery, "m")
        for expected in (2, 3):
            job = await jobs.start_next()
            assert job is not None and job.job_id == expected
            assert await jobs.finish(job, Outcome({"say": "done"}, (NewVersion("cover", ()),))) is not None
        assert [each.key for each in await outbox.claim(9)] == ["job:2:end", "job:3:end"]
        assert await jobs.recover({}) == ([], [])


HOLD = """
import asyncio, sys, pathlib
from bot.store import Store
async def main():
    async with await Store.open(pathlib.Path(sys.argv[1])):
        print("ready", flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


async def test_the_second_bot_on_a_folder_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "data"], cwd=MIGRATIONS.parent, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout is not None and first.stdout.readline() == b"ready\n"
        with pytest.raises(BusyError, match=f"in use by process {first.pid}: stop that bot first"):
            await Store.open(tmp_path / "data")
        first.send_signal(signal.SIGKILL)
    async with await Store.open(tmp_path / "data") as store:
        assert await queued(store) == set()
