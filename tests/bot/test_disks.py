"""Disks that fill up or turn read-only under a running bot, met as a user meets it: in the terminal.

Real disks: a small one in memory that can be filled and freed, and a file with ext4 on it whose kernel driver is
told to give up, as it does when a drive breaks. Skipped where this user may not mount.
"""

from __future__ import annotations

import re
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from test_console import LEAVES_S, TINY, Talk, run_bot

NO_FLOOR = {"ARTICOVER_BOT__STORAGE__FREE_SPACE_FLOOR_MB": "0"}


def mounted(folder: Path, *how: str | Path) -> Iterator[Path]:
    folder.mkdir()
    done = subprocess.run(["mount", *how, folder], check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"this user may not mount a small disk: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """48 MB in memory."""
    yield from mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=48m", "tmpfs")


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """A file that holds an ext4 file system."""
    image = tmp_path / "drive.img"
    with image.open("wb") as stream:
        stream.truncate(96 << 20)
    if shutil.which("mkfs.ext4") is None:
        pytest.skip("mkfs.ext4 is not installed")
    subprocess.run(["mkfs.ext4", "-q", image], check=True)
    return image


@pytest.fixture
def ext4(tmp_path: Path, drive: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "disk", "-o", "loop", drive)


def fill(disk: Path) -> Path:
    """Take all the space that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    stream.write(b"\0" * size)
            except OSError:
                continue
    return filler


def rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{data}/bot.sqlite3?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchall()


def make_first(talk: Talk) -> None:
    talk.type("/cover Rain | mystery | takes 1 | 2:3")
    talk.hears("“Rain”, version 1 is done")


def says_one_sentence(*arguments: str) -> str:
    """What a command that fails says; it is one line, and no traceback."""
    ended = run_bot(*arguments, **NO_FLOOR)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.count("\n") == 1
    return ended.stderr


def test_a_disk_that_fills_up_is_said_and_the_bot_goes_on_when_there_is_room(small_disk: Path) -> None:
    data = small_disk / "data"
    with Talk(data, program=TINY) as talk:
        talk.hears("/cover")
        make_first(talk)
        talk.type("/cover Snow | mystery | takes 2 | 2:3")
        talk.hears("painting|looking")
        filler = fill(small_disk)
        talk.type("/cover Sun | mystery | takes 0 | 2:3")
        talk.hears("disk is full, so this could not be saved")
        talk.type("/open 1")
        talk.hears("“Rain”, version 1")
        assert re.search("! .*disk is full|! .*No space left", run_bot("check", "--data", str(data), **NO_FLOOR).stdout)
        filler.unlink()
        # Either its end waited for space, or the picture itself did not fit; nothing is left hanging.
        talk.hears("“Snow” could not be made: the disk is full|“Snow”, version 1 is done")
        talk.type("/cover Sun | mystery | takes 0 | 2:3")
        talk.hears("“Sun”, version 1 is done")
        assert talk.ends() == 0
        assert "free some space" in talk.errors()
    assert [state for (state,) in rows(data, "SELECT state FROM jobs") if state not in ("done", "failed")] == []
    assert rows(data, "SELECT key FROM outbox GROUP BY key HAVING count(*) > 1 OR min(state) <> 'said'") == []
    assert run_bot("check", "--data", str(data), **NO_FLOOR).returncode == 0


def test_a_drive_that_turns_read_only_loses_nothing_that_was_accepted(ext4: Path, drive: Path) -> None:
    data = ext4 / "data"
    with Talk(data, program=TINY) as talk:
        talk.hears("/cover")
        make_first(talk)
        talk.type("/cover Snow | mystery | takes 2 | 2:3")
        talk.hears("painting|looking")
        subprocess.run(["mount", "-o", "remount,abort", ext4], check=True)
        talk.type("/cover Sun | mystery | takes 0 | 2:3")
        talk.hears("could not be saved")
        talk.type("/books")
        talk.hears("You have 2 books")
        talk.process.send_signal(signal.SIGTERM)
        assert talk.process.wait(LEAVES_S) == 0
    assert "cannot be written" in run_bot("check", "--data", str(data), **NO_FLOOR).stdout
    assert "cannot be written" in says_one_sentence("console", "--data", str(data))
    subprocess.run(["umount", ext4], check=True)
    subprocess.run(["mount", "-o", "loop", drive, ext4], check=True)
    with Talk(data, program=TINY) as talk:
        talk.hears("“Snow”, version 1 is done")
        assert talk.ends() == 0
    assert rows(data, "SELECT state FROM jobs") == [("done",), ("done",)]
    assert run_bot("check", "--data", str(data), **NO_FLOOR).returncode == 0


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_jumped_between_two_runs_stops_nothing(tmp_path: Path, years: int) -> None:
    """As if the clock had been set: every time that is written down is moved the other way."""
    data = tmp_path / "data"
    with Talk(data, program=TINY) as talk:
        talk.hears("/cover")
        talk.type("/cover Rain | mystery | takes 1 | 2:3")
        talk.hears("painting|looking")
        talk.process.kill()
    with closing(sqlite3.connect(data / "bot.sqlite3")) as connection, connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for column in columns:
                if column.endswith("_at"):
                    connection.execute(f"UPDATE {table} SET {column} = {column} - ?", (years * 365 * 86400,))
    with Talk(data, program=TINY) as talk:
        talk.hears("“Rain”, version 1 is done")
        talk.type("/history")
        talk.hears("has one version")
        assert talk.ends() == 0
        assert talk.errors() == ""


def test_a_damaged_database_is_one_sentence_and_is_not_touched(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert run_bot("migrate", "--data", str(data)).returncode == 0
    database = data / "bot.sqlite3"
    database.write_bytes(database.read_bytes()[:4096] + b"\xff" * 8192)
    damaged = database.read_bytes()
    said = says_one_sentence("console", "--data", str(data))
    assert "damaged" in said
    assert "restore" in said
    assert database.read_bytes() == damaged
