"""Backups are of one moment, restores are whole, and `check` finds what is broken."""

from __future__ import annotations

import asyncio
import json
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from articover.errors import StorageError
from bot.errors import BackupError, BusyError, NotFoundError
from bot.jobs import JobRequest, Jobs, Limits, Outcome
from bot.links import Links, key_of
from bot.store import Store, backup
from bot.store.backup import back_up, restore
from bot.store.check import check
from bot.store.deletion import delete_session, forget_user, preview_forget
from bot.store.layout import LINKS_KEY
from bot.store.migrate import MIGRATIONS
from bot.store.records import File, Interaction, NewVersion
from bot.store.retention import collect_orphans, free_space, sweep
from bot.store.sessions import get_session, get_version, history, set_current

OPEN = Limits(user_open=None, user_running=None, user_per_day=None, server_open=None, total_open=None, floor_bytes=0)
NUMBERS = count()


async def make(
    store: Store, *texts: str, user: str = "ann", session: int | None = None, print_of: int | None = None
) -> int:
    """A finished job with one version whose files hold `texts`, or with print files; returns its session."""
    jobs = Jobs(store, OPEN)
    press = Interaction("test", f"i{next(NUMBERS)}", f"test:{user}", "test:g", "c", "secret", 5.0)
    await jobs.accept(JobRequest(press, "cover", {"title": "T"} if session is None else session))
    job = await jobs.start_next()
    assert job is not None
    files = []
    for text in texts:
        blob = await asyncio.to_thread(store.blobs.put_bytes, text.encode())
        files.append(File(text, blob.sha256, blob.size))
    if print_of is None:
        outcome = Outcome({"say": "done"}, (NewVersion("cover", tuple(files)),))
    else:
        outcome = Outcome({"say": "printed"}, prints={print_of: files})
    assert await jobs.finish(job, outcome) is not None
    return job.session_id


def wrong(folder: Path) -> list[str]:
    return [finding.sentence for finding in check(folder) if not finding.ok]


async def test_a_backup_made_while_the_bot_works_is_whole(store: Store, tmp_path: Path) -> None:
    stop = asyncio.Event()

    async def work() -> None:
        while not stop.is_set():
            session = await make(store, f"{next(NUMBERS)}")
            (version,) = await history(store.db, session)
            await make(store, f"print {next(NUMBERS)}", session=session, print_of=version.version_id)
            await sweep(store, floor_bytes=0, max_print_bytes=30)

    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        made = []
        for number in range(4):
            while await _versions(store) < 3 * (number + 1):
                await asyncio.sleep(0.01)
            made.append(await asyncio.to_thread(back_up, store.folder, tmp_path / f"backup{number}", time.time()))
        stop.set()
    assert [each.missing for each in made] == [0, 0, 0, 0] and made[0].blobs < made[3].blobs
    for number, each in enumerate(made):
        home = tmp_path / f"home{number}"
        assert restore(each.path, home, time.time()).former is None
        assert wrong(home) == []
        async with await Store.open(home) as back:
            assert await _versions(back) >= 3 * (number + 1)


async def _versions(store: Store) -> int:
    row = await store.db.one("SELECT count(*) AS n FROM versions")
    assert row is not None
    return int(row["n"])


async def test_restore_refuses_a_folder_in_use(store: Store, tmp_path: Path) -> None:
    await make(store, "x")
    saved = back_up(store.folder, tmp_path / "saved", 0.0)
    with pytest.raises(BusyError, match="in use by process"):
        restore(saved.path, store.folder, 0.0)
    with pytest.raises(BackupError, match="already exists"):
        back_up(store.folder, saved.path, 0.0)


async def test_restore_puts_back_what_was_and_keeps_what_it_replaces(tmp_path: Path) -> None:
    async with await Store.open(tmp_path / "data") as store:
        await make(store, "one")
        back_up(store.folder, tmp_path / "saved", 0.0)
        await make(store, "two")
        path = store.blobs.path((await get_version(store.db, 1)).files[0].sha256)
    path.write_bytes(b"spoiled")
    assert any("damaged" in sentence for sentence in wrong(tmp_path / "data"))
    former = restore(tmp_path / "saved", tmp_path / "data", 0.0).former
    assert wrong(tmp_path / "data") == []
    async with await Store.open(tmp_path / "data") as store:
        with pytest.raises(NotFoundError):
            await get_session(store.db, 2)
    assert former is not None
    (former / "bot.sqlite3").rename(tmp_path / "data" / "bot.sqlite3")
    async with await Store.open(tmp_path / "data") as store:
        assert (await get_session(store.db, 2)).session_id == 2


KILLED = """
import asyncio, os, pathlib, sys
sys.path.insert(0, sys.argv[2])
from bot.store import Store
async def main():
    store = await Store.open(pathlib.Path(sys.argv[1]))
    async with store.db.transaction() as tx:
        await tx.execute("INSERT INTO blocks VALUES ('', 'word', 'the last word', '', '', 0)")
    os._exit(9)
asyncio.run(main())
"""


async def test_a_restore_that_is_stopped_anywhere_leaves_the_former_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed, saved = tmp_path / "killed", tmp_path / "saved"
    async with await Store.open(killed) as store:
        await make(store, "one")
        key_of(killed)
        back_up(killed, saved, 0.0)
    # What was written last stands only in the log that a killed bot left.
    subprocess.run([sys.executable, "-c", KILLED, killed, MIGRATIONS.parent], check=False, timeout=20)
    assert (killed / "bot.sqlite3-wal").stat().st_size > 0
    ends = []
    for step in count(1):
        data = tmp_path / f"data{step}"
        shutil.copytree(killed, data)
        with monkeypatch.context() as patch:
            steps = count(1)
            for name in ("sync_file", "sync_folder", "write_secret", "fold_log", "hash_file"):
                patch.setattr(backup, name, _or_stop(getattr(backup, name), steps, step))
            try:
                restore(saved, data, 0.0)
                stopped = False
            except KeyboardInterrupt:
                stopped = True
        assert wrong(data) == []
        async with await Store.open(data) as store:
            ends.append([row["value"] for row in await store.db.all("SELECT value FROM blocks")])
            assert len(await history(store.db, 1)) == 1
        restore(saved, data, 0.0)
        if not stopped:
            break
    former, new = ["the last word"], list[str]()
    assert (
        len(ends) > 6 and ends == sorted(ends, key=len, reverse=True) and {former[0]} == {*ends[0]} and ends[-1] == new
    )


def _or_stop(function: Callable[..., Any], steps: Iterator[int], at: int) -> Callable[..., Any]:
    def run(*args: Any) -> Any:
        if next(steps) == at:
            raise KeyboardInterrupt
        return function(*args)

    return run


async def test_links_go_on_working_after_a_restore(tmp_path: Path) -> None:
    home, new = tmp_path / "home", tmp_path / "new"
    async with await Store.open(home) as store:
        await make(store, "one")
    links = Links("https://covers.example", 60.0, key_of(home))
    url, _ = links.sign("ab" * 32, "keeper.pdf", 0.0)
    back_up(home, tmp_path / "saved", 0.0)
    # A machine where a bot has run, with a key of its own.
    async with await Store.open(new) as store:
        await make(store, "two")
    others = key_of(new)
    former = restore(tmp_path / "saved", new, 0.0).former
    assert replace(links, key=key_of(new)).holds(*url.removeprefix("https://covers.example/files/").split("/"))
    for folder in (tmp_path / "saved", new, former):
        assert folder is not None
        assert stat.S_IMODE((folder / LINKS_KEY).stat().st_mode) == 0o600
    assert former is not None and key_of(former) == others


async def test_a_backup_without_a_key_leaves_the_one_that_is_there(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with await Store.open(data) as store:
        await make(store, "one")
    back_up(data, tmp_path / "older", 0.0)
    manifest = json.loads((tmp_path / "older" / "manifest.json").read_text())
    del manifest["links_key_sha256"]  # as versions wrote it that knew no key in a backup
    (tmp_path / "older" / "manifest.json").write_text(json.dumps(manifest))
    key = key_of(data)
    restore(tmp_path / "older", data, 0.0)
    assert key_of(data) == key


@pytest.mark.parametrize("part", ["bot.sqlite3", "blob", "manifest.json", "links.key"])
async def test_a_damaged_backup_is_refused(store: Store, tmp_path: Path, part: str) -> None:
    await make(store, "one")
    key_of(store.folder)
    saved = back_up(store.folder, tmp_path / "saved", 0.0).path
    path = next((saved / "blobs").glob("*/*")) if part == "blob" else saved / part
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(BackupError):
        restore(saved, tmp_path / "home", 0.0)
    assert not (tmp_path / "home" / "bot.sqlite3").exists()


async def test_check_says_what_is_wrong(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert "does not exist" in wrong(data)[0]
    async with await Store.open(data) as store:
        await make(store, "one", "two")
        assert wrong(data) == []
        first, second = (await get_version(store.db, 1)).files
        store.blobs.path(first.sha256).unlink()
        store.blobs.path(second.sha256).write_bytes(b"other")
    assert [sentence.split(" (one")[0] for sentence in wrong(data)] == [
        "1 picture file(s) are missing",
        "1 picture file(s) are damaged",
    ]
    assert "new covers are refused" in check(data, floor_bytes=1 << 60)[0].sentence
    database = data / "bot.sqlite3"
    database.write_bytes(database.read_bytes()[:4096] + b"\xff" * 8192 + database.read_bytes()[12288:])
    assert any("damaged" in sentence for sentence in wrong(data))


async def test_check_says_which_messages_of_deleted_books_would_not_go(store: Store) -> None:
    async with store.db.transaction() as tx:
        for tries in (3, 11, 40):
            await tx.execute(
                "INSERT INTO removals (platform, channel_id, message_id, tries, next_try_at)"
                " VALUES ('t', 'c', 'm', ?, 0)",
                (tries,),
            )
    (sentence,) = await asyncio.to_thread(wrong, store.folder)
    assert sentence.startswith("2 message(s) of deleted books")


async def test_only_print_files_are_evicted_and_history_says_so(store: Store) -> None:
    session = await make(store, "background", "shared")
    await make(store, "print", "shared", session=session, print_of=1)
    kept = await sweep(store, floor_bytes=1 << 60)
    assert kept.evicted == 0, "an unsent message shows this version"
    async with store.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'said'")
    swept = await sweep(store, floor_bytes=1 << 60)
    assert swept.evicted == 2 and swept.freed == len("print") and swept.space.low
    (version,) = await history(store.db, session)
    assert [file.evicted for file in version.print_files] == [True, True]
    assert all(store.blobs.intact(file.sha256) for file in version.files)
    assert wrong(store.folder) == []
    await make(store, "print", session=session, print_of=1)
    assert [file.evicted for file in (await get_version(store.db, 1)).print_files] == [False, True]


async def test_dead_tokens_are_erased(store: Store) -> None:
    await make(store, "x")
    assert (await sweep(store, floor_bytes=0)).tokens_erased == 1
    assert not await store.db.all("SELECT 1 FROM interactions WHERE token <> ''")


async def test_orphans_are_collected_and_nothing_else(store: Store) -> None:
    await make(store, "kept")
    store.blobs.put_bytes(b"of a version that was never committed")
    assert await collect_orphans(store) == len(b"of a version that was never committed")
    assert wrong(store.folder) == [] and len(list(store.blobs.all())) == 1
    assert (await free_space(store, 0)).free > 0


async def test_deleting_a_book_leaves_other_books_files(store: Store) -> None:
    mine, other = await make(store, "shared", "mine"), await make(store, "shared", user="bob")
    await make(store, "mine 2", session=mine)
    done = await delete_session(store, mine)
    assert (done.sessions, done.versions, done.jobs, done.files) == (1, 2, 2, 3)
    assert {blob.size for blob in store.blobs.all()} == {len("shared")}
    assert len(await history(store.db, other)) == 1 and wrong(store.folder) == []


async def test_forgetting_a_user_leaves_nothing_of_them(store: Store) -> None:
    jobs = Jobs(store, OPEN)
    await make(store, "a secret of ann")
    await make(store, "of bob", user="bob")
    await jobs.accept(
        JobRequest(Interaction("test", "late", "test:ann", "test:g", "c"), "cover", {"title": "ann's secret"})
    )
    running = await jobs.start_next()
    assert running is not None
    shown = await preview_forget(store, "test:ann")
    assert await forget_user(store, "test:ann") == shown and (shown.sessions, shown.jobs) == (2, 2)
    assert await jobs.finish(running, Outcome({"say": "done"})) is None
    for table in ("sessions", "jobs", "interactions", "usage", "turns"):
        assert not await store.db.all(f"SELECT 1 FROM {table} WHERE user_key = 'test:ann'")
    left = b"".join(path.read_bytes() for path in store.folder.rglob("*") if path.is_file())
    assert b"ann's secret" not in left and b"a secret of ann" not in left
    assert b"of bob" in left


async def test_going_back_takes_only_versions_of_this_book(store: Store) -> None:
    mine, other = await make(store, "1"), await make(store, "2")
    await make(store, "3", session=mine)
    async with store.db.transaction() as tx:
        await set_current(tx, mine, 1)
    assert (await get_session(store.db, mine)).current_version_id == 1
    with pytest.raises(NotFoundError):
        async with store.db.transaction() as tx:
            await set_current(tx, other, 1)


async def test_a_blob_that_cannot_be_read_is_said_plainly(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be read"):
        store.blobs.put_file(tmp_path / "absent")
