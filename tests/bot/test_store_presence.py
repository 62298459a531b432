"""A data folder that lost its database, or its files: nothing is begun anew by itself, and nothing is swept away."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from test_console import run_bot
from test_store_backup import KILLED, make, wrong

from articover.errors import StorageError
from bot import upkeep
from bot.errors import BackupError, DatabaseError
from bot.store import Store
from bot.store.anew import begin_anew
from bot.store.backup import back_up, back_up_database, restore
from bot.store.check import check
from bot.store.migrate import MIGRATIONS
from bot.store.retention import collect_left_over, collect_orphans
from bot.store.sessions import history

AN_HOUR_AGO_S = 3700.0


async def filled(data: Path, *texts: str) -> None:
    """A folder with a book a text, as a bot left it."""
    async with await Store.open(data) as store:
        for text in texts:
            await make(store, text)


async def opened_and_swept(data: Path) -> int:
    """Start on a folder as the bot does, an hour later as the upkeep sees it; returns how many books there are."""
    async with await Store.open(data) as store:
        await collect_orphans(store)
        await collect_left_over(store)
        row = await store.db.one("SELECT count(*) AS n FROM sessions")
        assert row is not None
        return int(row["n"])


def blobs(data: Path) -> set[str]:
    return {path.name for path in (data / "blobs").glob("??/*") if len(path.name) == 64}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def without_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("DROP TABLE t")


LOST: dict[str, Callable[[Path], None]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b"") and None,
    "without tables": without_tables,
    "cut short within its header": lambda path: path.write_bytes(path.read_bytes()[:60]) and None,
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:8192]) and None,
}


@pytest.mark.parametrize("how", LOST)
async def test_a_start_without_the_database_is_refused_and_names_the_newest_backup(tmp_path: Path, how: str) -> None:
    data = tmp_path / "data"
    await filled(data, "one", "two")
    back_up(data, data / "backups" / "older", 1000.0)
    back_up(data, data / "backups" / "newer", 2000.0)
    LOST[how](data / "bot.sqlite3")
    before = everything(data)
    with pytest.raises(DatabaseError) as refused:
        await Store.open(data)
    assert f"restore {data / 'backups' / 'newer'}" in str(refused.value)
    assert "nothing was changed" in str(refused.value)
    after = everything(data)
    del before[str(data / "lock")], after[str(data / "lock")]
    assert before == after
    assert any(str(data / "backups" / "newer") in sentence for sentence in wrong(data))
    restore(data / "backups" / "newer", data, 3000.0)
    assert await opened_and_swept(data) == 2
    assert wrong(data) == []


async def test_without_a_backup_one_can_begin_anew_and_lose_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one", "two")
    (data / "bot.sqlite3").rename(tmp_path / "lost")
    with pytest.raises(DatabaseError, match=r"none was found.*begin-anew"):
        await Store.open(data)
    former = begin_anew(data, 0.0)
    assert await opened_and_swept(data) == 0
    assert {path.name for path in (former / "blobs").glob("??/*")} == {digest("one"), digest("two")}
    with pytest.raises(BackupError, match="There is no data"):
        begin_anew(tmp_path / "nothing", 0.0)


async def test_what_was_set_aside_by_a_new_beginning_is_restored(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one", "two")
    former = begin_anew(data, time.time())
    await filled(data, "three")
    done = restore(former, data, time.time())
    assert (done.former_readable, done.missing) == (True, 0)
    assert await opened_and_swept(data) == 2 and wrong(data) == []
    assert done.former is not None
    restore(done.former, data, time.time())
    assert await opened_and_swept(data) == 1 and wrong(data) == []
    assert blobs(data) == {digest("one"), digest("two"), digest("three")}


async def test_a_backup_without_files_finds_them_where_a_new_beginning_set_them_aside(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one")
    back_up_database(data, tmp_path / "rows", 0.0)
    (data / "bot.sqlite3").unlink()
    begin_anew(data, 0.0)
    restore(tmp_path / "rows", data, 0.0)
    assert await opened_and_swept(data) == 1 and wrong(data) == []


async def test_what_a_restore_replaced_can_be_restored_after_any_number_of_starts(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one")
    back_up(data, tmp_path / "saved", time.time())
    await filled(data, "two", "three")
    done = restore(tmp_path / "saved", data, time.time())
    assert done.former is not None and done.former_readable
    for _ in range(3):
        assert await opened_and_swept(data) == 1
    again = restore(done.former, data, time.time())
    assert again.missing == 0 and await opened_and_swept(data) == 3
    assert wrong(data) == []


async def test_an_older_database_copied_in_by_hand_sweeps_nothing_away(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one")
    shutil.copy(data / "bot.sqlite3", tmp_path / "copy")
    await filled(data, "two", "three")
    shutil.copy(data / "bot.sqlite3", tmp_path / "newest")
    shutil.copy(tmp_path / "copy", data / "bot.sqlite3")
    assert await opened_and_swept(data) == 1
    assert await opened_and_swept(data) == 1
    assert {digest("two"), digest("three")} <= blobs(data)
    assert any("belong to no book" in finding.sentence for finding in check(data))
    shutil.copy(tmp_path / "newest", data / "bot.sqlite3")
    assert await opened_and_swept(data) == 3 and wrong(data) == []


async def test_a_copy_made_by_hand_while_the_bot_runs_sweeps_nothing_away(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with await Store.open(data) as store:
        await make(store, "one")
        with closing(sqlite3.connect(data / "bot.sqlite3")) as source, closing(sqlite3.connect(tmp_path / "c")) as copy:
            source.backup(copy)
        await upkeep.once(store, floor_bytes=0, max_print_bytes=None, owner=None)
        await make(store, "two")
    shutil.copy(tmp_path / "c", data / "bot.sqlite3")
    assert await opened_and_swept(data) == 1
    assert digest("two") in blobs(data)


async def test_another_bots_database_sweeps_nothing_away(tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other"
    await filled(data, "one", "two")
    await filled(other, "three")
    shutil.copy(other / "bot.sqlite3", data / "bot.sqlite3")
    assert await opened_and_swept(data) == 1
    assert {digest("one"), digest("two")} <= blobs(data)


async def test_orphans_of_the_same_database_go_at_the_next_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one")
    async with await Store.open(data) as store:
        await asyncio.to_thread(store.blobs.put_bytes, b"stored just before a crash")
    assert len(blobs(data)) == 2
    await opened_and_swept(data)
    assert blobs(data) == {digest("one")}


async def test_a_log_is_never_mixed_with_a_backup_that_was_copied_in_by_hand(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one")
    back_up(data, tmp_path / "saved", 0.0)
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(data), str(MIGRATIONS.parent))
    await killed.wait()
    assert (data / "bot.sqlite3-wal").stat().st_size > 0
    shutil.copy(tmp_path / "saved" / "bot.sqlite3", data / "bot.sqlite3")
    log = (data / "bot.sqlite3-wal").read_bytes()
    with pytest.raises(DatabaseError, match="was not written for the database beside it"):
        await Store.open(data)
    assert (data / "bot.sqlite3-wal").read_bytes() == log
    assert any("was not written for" in sentence for sentence in wrong(data))
    restore(tmp_path / "saved", data, 0.0)
    assert await opened_and_swept(data) == 1 and wrong(data) == []


async def test_a_log_without_its_database_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(data), str(MIGRATIONS.parent))
    await killed.wait()
    (data / "bot.sqlite3").rename(tmp_path / "moved")
    log = (data / "bot.sqlite3-wal").read_bytes()
    with pytest.raises(DatabaseError, match=r"its log bot\.sqlite3-wal is there"):
        await Store.open(data)
    assert (data / "bot.sqlite3-wal").read_bytes() == log
    (tmp_path / "moved").rename(data / "bot.sqlite3")
    async with await Store.open(data) as store:
        assert [row["value"] for row in await store.db.all("SELECT value FROM blocks")] == ["the last word"]


@pytest.mark.parametrize("empty", [False, True])
async def test_a_start_without_the_files_is_refused(tmp_path: Path, empty: bool) -> None:
    data = tmp_path / "data"
    await filled(data, "one")
    (data / "blobs").rename(tmp_path / "unmounted")
    if empty:
        (data / "blobs").mkdir()
    with pytest.raises(DatabaseError, match="blobs is missing or empty, but the database needs 1 files"):
        await Store.open(data)
    assert any("missing or empty" in sentence for sentence in wrong(data))
    shutil.rmtree(data / "blobs", ignore_errors=True)
    (tmp_path / "unmounted").rename(data / "blobs")
    assert await opened_and_swept(data) == 1 and wrong(data) == []


async def test_a_backup_that_lacks_files_is_restored_only_on_purpose(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one", "two")
    back_up(data, tmp_path / "saved", 0.0)
    shutil.rmtree(tmp_path / "saved" / "blobs")
    restore(tmp_path / "saved", data, 0.0)  # the folder still has them
    assert wrong(data) == []
    with pytest.raises(BackupError, match=r"2 files that the books of .* need are neither in it nor in"):
        restore(tmp_path / "saved", tmp_path / "home", 0.0)
    assert not (tmp_path / "home" / "bot.sqlite3").exists()
    assert restore(tmp_path / "saved", tmp_path / "home", 0.0, incomplete=True).missing == 2


async def test_a_damaged_database_is_kept_as_it_is_when_it_is_replaced(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one")
    back_up(data, tmp_path / "saved", 0.0)
    damaged = (data / "bot.sqlite3").read_bytes()[:4096] + b"\xff" * 8192
    (data / "bot.sqlite3").write_bytes(damaged)
    done = restore(tmp_path / "saved", data, 0.0)
    assert done.former is not None and not done.former_readable
    assert (done.former / "bot.sqlite3").read_bytes() == damaged


async def test_a_database_that_is_moved_while_the_bot_runs_is_told_and_loses_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with await Store.open(data) as store:
        await make(store, "one")
        (data / "bot.sqlite3").rename(tmp_path / "moved")
        with pytest.raises(StorageError, match="was moved or replaced while the bot runs"):
            await upkeep.once(store, floor_bytes=0, max_print_bytes=None, owner=None)
        await make(store, "two")
    with pytest.raises(DatabaseError, match="is missing, but"):
        await Store.open(data)
    (tmp_path / "moved").rename(data / "bot.sqlite3")
    async with await Store.open(data) as store:
        assert len(await history(store.db, 2)) == 1
    assert await opened_and_swept(data) == 2 and wrong(data) == []


async def test_a_clock_behind_the_files_sweeps_nothing_away(tmp_path: Path) -> None:
    """A machine without a clock of its own starts in the past."""
    data, other = tmp_path / "data", tmp_path / "other"
    await filled(data, "one")
    await filled(other, "two")
    later = time.time() + 400 * 86400
    for path in (data / "blobs").glob("??/*"):
        os.utime(path, (later, later))
    shutil.copy(other / "bot.sqlite3", data / "bot.sqlite3")
    for _ in range(2):
        await opened_and_swept(data)
    assert digest("one") in blobs(data)


async def test_every_way_to_start_refuses_in_one_sentence_and_every_way_out_works(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await filled(data, "one", "two")
    back_up(data, tmp_path / "saved", 1.0)
    (data / "bot.sqlite3").unlink()
    token = {"DISCORD_TOKEN": "x" * 60, "ARTICOVER_BOT__HTTP__PORT": "0"}
    for command in (("console",), ("run",), ("migrate",)):
        ended = await asyncio.to_thread(run_bot, *command, "--data", str(data), **token)
        assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended.stderr
        assert f"restore {tmp_path / 'saved'}" in ended.stderr and "begin-anew" in ended.stderr
        assert blobs(data) == {digest("one"), digest("two")}
    checked = await asyncio.to_thread(run_bot, "check", "--data", str(data))
    assert checked.returncode == 1 and "! The database" in checked.stdout
    anew = await asyncio.to_thread(run_bot, "begin-anew", "--data", str(data))
    assert anew.returncode == 0 and "replaced" in anew.stdout
    back = await asyncio.to_thread(run_bot, "restore", str(tmp_path / "saved"), "--data", str(data))
    assert back.returncode == 0, back.stderr
    assert await opened_and_swept(data) == 2 and wrong(data) == []
