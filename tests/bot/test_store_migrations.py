"""Migrations: whole or not at all, a backup before, and no database that is not understood is touched."""

from __future__ import annotations

import hashlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import BackupError, DatabaseError
from bot.jobs import JobRequest, Jobs, Limits, Outcome
from bot.outbox import Outbox
from bot.store import Store
from bot.store.backup import back_up, restore
from bot.store.blobs import Blobs
from bot.store.check import check
from bot.store.deletion import forget_user
from bot.store.migrate import MIGRATIONS
from bot.store.policy import get_settings, open_reports
from bot.store.records import File, Interaction, NewVersion
from bot.store.sessions import get_session, history
from bot.store.store import prepare

FIRST = MIGRATIONS / "0001_initial.sql"
NEXT = len(list(MIGRATIONS.glob("*.sql"))) + 1
"""The number of the migration after ours."""
GOOD = """
-- Adds a column; then rebuilds a table that others refer to, as SQLite wants it done.
ALTER TABLE sessions ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
CREATE TABLE new_turns (user_key TEXT PRIMARY KEY, position INTEGER NOT NULL, since REAL) STRICT;
INSERT INTO new_turns SELECT user_key, position, NULL FROM turns;
DROP TABLE turns;
ALTER TABLE new_turns RENAME TO turns;
CREATE TRIGGER pinned_is_a_flag BEFORE UPDATE OF pinned ON sessions WHEN NEW.pinned NOT IN (0, 1)
BEGIN
    SELECT RAISE(ABORT, 'pinned is 0 or 1');
END;
"""


def scripts(folder: Path, **more: str) -> Path:
    """A folder of migrations: ours, and `more` by name after them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for script in MIGRATIONS.glob("*.sql"):
        shutil.copy(script, folder)
    for number, (name, sql) in enumerate(more.items(), NEXT):
        (folder / f"{number:04d}_{name}.sql").write_text(sql)
    return folder


async def fill(data: Path, migrations: Path) -> None:
    """A database with a finished job, a queued one, versions and an unsent message."""
    async with await Store.open(data, migrations=migrations) as store:
        jobs = Jobs(store, Limits(floor_bytes=0))
        for number in range(2):
            press = Interaction("test", f"i{number}", "test:ann", "test:g", "c")
            await jobs.accept(JobRequest(press, "cover", {"title": "고래"}))
        job = await jobs.start_next()
        assert job is not None
        blob = store.blobs.put_bytes(b"a cover")
        version = NewVersion("cover", (File("cover.json", blob.sha256, blob.size),), {"title": "고래"})
        assert await jobs.finish(job, Outcome({"say": "done"}, (version, version)))


def contents(data: Path) -> list[str]:
    with sqlite3.connect(f"file:{data / 'bot.sqlite3'}?mode=ro", uri=True) as db:
        # The token that ties a database to its folder stays behind in a copy.
        dump = [line for line in db.iterdump() if not line.startswith('INSERT INTO "blob_folder"')]
    db.close()
    return dump


def digest(data: Path) -> str:
    return hashlib.sha256((data / "bot.sqlite3").read_bytes()).hexdigest()


async def test_an_upgrade_keeps_the_data_and_its_backup_restores(tmp_path: Path) -> None:
    data, old = tmp_path / "data", scripts(tmp_path / "old")
    await fill(data, old)
    before = contents(data)
    new = scripts(tmp_path / "new", pins=GOOD)
    async with await Store.open(data, migrations=new) as store:
        assert [version.number for version in await history(store.db, 1)] == [1, 2]
        assert await store.db.all("SELECT pinned FROM sessions WHERE pinned = 0")
        jobs = Jobs(store)
        again = await jobs.start_next()
        assert again is not None and again.job_id == 2 and await jobs.finish(again, Outcome({"say": "done"})) == []
        assert await Outbox(store, "test").unsent() == 2
    assert all(finding.ok for finding in check(data, migrations=new))

    (saved,) = (data / "backups").iterdir()
    assert saved.name.startswith(f"before-{NEXT:04d}-")
    former = restore(saved, data, time.time()).former
    assert contents(data) == before
    async with await Store.open(data, migrations=old) as store:
        assert [version.data["title"] for version in await history(store.db, 1)] == ["고래", "고래"]
    assert all(finding.ok for finding in check(data, migrations=old))
    assert former is not None and (former / "bot.sqlite3").is_file()


@pytest.mark.parametrize(
    "broken",
    [
        "CREATE TABLE half (x) STRICT;",
        "INSERT INTO turns VALUES ('x', 1); INSERT INTO turns VALUES ('x', 2);",
        "DELETE FROM sessions;",  # leaves rows that refer to nothing
        "INSERT INTO turns VALUES ('x', 1); COMMIT; SELECT nothing FROM nowhere;",
        "-- begin; or not\n/* ; */ BEGIN;",
    ],
)
async def test_a_migration_that_fails_leaves_no_trace(tmp_path: Path, broken: str) -> None:
    data, old = tmp_path / "data", scripts(tmp_path / "old")
    await fill(data, old)
    before = contents(data)
    new = scripts(tmp_path / "new", broken=GOOD + broken, never="CREATE TABLE never (x);")
    for _ in range(2):
        with pytest.raises(DatabaseError, match=f"{NEXT:04d}_broken failed and was rolled back"):
            await Store.open(data, migrations=new)
        assert contents(data) == before
    async with await Store.open(data, migrations=scripts(tmp_path / "new", corrected=GOOD)) as store:
        assert await store.db.all("SELECT pinned FROM sessions")


async def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    data, old = tmp_path / "data", scripts(tmp_path / "old")
    await fill(data, scripts(tmp_path / "new", pins=GOOD))
    before = digest(data)
    with pytest.raises(DatabaseError, match="newer version"):
        await Store.open(data, migrations=old)
    assert digest(data) == before
    assert "newer version" in next(finding.sentence for finding in check(data, migrations=old) if not finding.ok)


async def test_a_backup_of_a_newer_version_is_not_put_back(tmp_path: Path) -> None:
    data, new = tmp_path / "data", scripts(tmp_path / "new", pins=GOOD)
    await fill(data, new)
    back_up(data, tmp_path / "saved", 0.0)
    with pytest.raises(BackupError, match="newer version"):
        restore(tmp_path / "saved", tmp_path / "home", 0.0)
    restore(tmp_path / "saved", tmp_path / "home", 0.0, migrations=new)
    assert contents(tmp_path / "home") == contents(data)


async def test_a_script_that_changed_is_refused(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", scripts(tmp_path / "m")
    await fill(data, folder)
    before = digest(data)
    with (folder / FIRST.name).open("a") as script:
        script.write("-- an afterthought\n")
    with pytest.raises(DatabaseError, match="has changed"):
        await Store.open(data, migrations=folder)
    assert digest(data) == before


async def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with sqlite3.connect(data / "bot.sqlite3") as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = digest(data)
    with pytest.raises(DatabaseError, match="another program"):
        await Store.open(data)
    assert digest(data) == before


async def test_a_kill_in_the_middle_of_a_migration_leaves_the_old_schema(tmp_path: Path) -> None:
    data, old = tmp_path / "data", scripts(tmp_path / "old")
    await fill(data, old)
    before = contents(data)
    long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000000)\n"
    new = scripts(tmp_path / "new", long=f"{GOOD}CREATE TABLE big (i);\n{long}INSERT INTO big SELECT i FROM n;")
    open_it = f"import time; from pathlib import Path; from bot.store.store import prepare; print(flush=True); \
prepare(Path({str(data)!r}), time.time(), Path({str(new)!r}))"
    with subprocess.Popen([sys.executable, "-c", open_it], cwd=MIGRATIONS.parent, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.6)
        assert child.poll() is None
        child.send_signal(signal.SIGKILL)
    assert contents(data) == before
    async with await Store.open(data, migrations=old) as store:
        assert len(await history(store.db, 1)) == 2


OLD_ROWS = """
INSERT INTO servers VALUES ('test:g', '{"language":"ko"}', 1.0);
INSERT INTO interactions VALUES ('test', 'i1', 'test:ann', 'c', '', 0.0, 'm1', 1.0);
INSERT INTO interactions VALUES ('test', 'i2', 'test:ben', 'c', 'token', 9e9, NULL, 1.0);
INSERT INTO sessions VALUES (1, 'test', 'test:g', 'c', 'test:ann', '{"title":"고래"}', NULL, 1.0, NULL);
INSERT INTO sessions VALUES (2, 'test', 'test:g', 'c', 'test:ben', '{"title":"Rain"}', NULL, 1.0, NULL);
INSERT INTO jobs VALUES
    (1, 1, 'test:ann', 'test:g', 'test', 'i1', 'cover', '{}', NULL, 'done', 1, 0, 0, NULL, 1.0, 1.0, 2.0),
    (2, 2, 'test:ben', 'test:g', 'test', 'i2', 'cover', '{}', NULL, 'running', 1, 0, 0, NULL, 1.0, 1.0, NULL);
INSERT INTO turns VALUES ('test:ann', 1), ('test:ben', 2);
INSERT INTO versions VALUES (1, 1, 1, NULL, 'start', '{"title":"고래"}', 1, 0, 2.0);
INSERT INTO version_files VALUES (1, 'cover.json', :sha, 7);
INSERT INTO print_files VALUES (1, 'print.pdf', :sha, 7, 1, NULL);
UPDATE sessions SET current_version_id = 1 WHERE session_id = 1;
INSERT INTO reports VALUES (1, 1, 'test:g', 'test:ben', 'rude', 2.0, NULL, NULL);
INSERT INTO blocks VALUES ('test:g', 'word', 'rude', '', 'test:mo', 1.0);
INSERT INTO usage VALUES ('test:ann', '2026-01-01', 1, 2.5);
"""


def old_data(folder: Path) -> Path:
    """A data folder as the first version left it, in the middle of a job."""
    first = folder / "first"
    first.mkdir()
    shutil.copy(FIRST, first)
    data = folder / "data"
    data.mkdir()
    prepare(data, 0.0, first)
    sha = Blobs(data / "blobs").put_bytes(b"a cover").sha256
    with sqlite3.connect(data / "bot.sqlite3") as db:
        db.executescript(OLD_ROWS.replace(":sha", f"'{sha}'"))
    db.close()
    return data


async def test_the_first_versions_data_is_taken_over_and_goes_on(tmp_path: Path) -> None:
    data = old_data(tmp_path)
    before = contents(data)
    # A copy made by the new version before its first start holds the old schema, and its files.
    assert back_up(data, tmp_path / "copy", 0.0).blobs == 1
    async with await Store.open(data) as store:
        (book, other) = [await get_session(store.db, number) for number in (1, 2)]
        assert (book.brief["title"], book.private, other.private) == ("고래", False, False)
        assert [version.print_files[0].name for version in await history(store.db, 1)] == ["print.pdf"]
        assert await get_settings(store.db, "test:g") == {"language": "ko"}
        assert [report.reason for report in await open_reports(store.db, "test:g")] == ["rude"]
        jobs = Jobs(store, Limits(floor_bytes=0))
        (again,), _ = await jobs.recover({"say": "failed"})
        assert again.job_id == 2
        started = await jobs.start_next()
        assert started is not None and await jobs.finish(started, Outcome({"say": "made"})) == []
        press = Interaction("test", "i3", "test:cat", "test:g", "c")
        made = await jobs.accept(JobRequest(press, "cover", {"title": "New"}, private=True))
        assert (await get_session(store.db, made.job.session_id)).private
        assert (await forget_user(store, "test:ann")).versions == 1
    assert all(finding.ok for finding in check(data))

    (saved,) = (data / "backups").iterdir()
    assert saved.name.startswith("before-0002-")
    restore(tmp_path / "copy", data, time.time())
    assert contents(data) == before
    assert all(finding.ok for finding in check(data))
    async with await Store.open(data) as store:
        assert len(await history(store.db, 1)) == 1
