"""What the bot writes is for its own account only, whatever the folder's rights and the umask are."""

from __future__ import annotations

import asyncio
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from simulated_users import simulated_users_of
from test_console import TINY, Talk
from test_store_backup import make, wrong

from bot.conversation import Attachment
from bot.links import key_of
from bot.platforms.console import Console
from bot.store import Store
from bot.store.backup import back_up, restore
from bot.store.check import check


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def loose(folder: Path) -> list[str]:
    """What other accounts may read or change below `folder`, which itself is not counted."""
    return [
        f"{path.relative_to(folder)} {stat.S_IMODE(path.stat().st_mode):o}"
        for path in sorted(folder.rglob("*"))
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


async def test_all_that_a_store_writes_is_private_in_a_folder_that_is_not(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    async with await Store.open(data) as store:
        await make(store, "one")
        key_of(data)
        assert (data / "bot.sqlite3-wal").exists() and (data / "bot.sqlite3-shm").exists()
        assert loose(data) == []
        back_up(data, data / "backups" / "saved", 0.0)
    restore(data / "backups" / "saved", data, 0.0)
    async with await Store.open(data):
        pass
    assert loose(data) == []
    assert stat.S_IMODE(data.stat().st_mode) == 0o755, "the folder itself is its owner's"


async def test_a_backup_anywhere_is_private(store: Store, tmp_path: Path) -> None:
    await make(store, "one")
    key_of(store.folder)
    saved = back_up(store.folder, tmp_path / "saved", 0.0).path
    assert stat.S_IMODE(saved.stat().st_mode) == 0o700
    assert loose(saved) == []


async def test_a_folder_that_an_earlier_version_left_open_is_closed_at_the_next_start(tmp_path: Path) -> None:
    data = tmp_path / "data"
    async with await Store.open(data) as store:
        await make(store, "one")
        back_up(data, data / "backups" / "saved", 0.0)
    for path in (data, *data.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert [sentence for sentence in wrong(data) if "bot.sqlite3" in sentence and "chmod" in sentence]
    async with await Store.open(data):
        pass
    # What lies below a closed folder is closed with it.
    top = [path for path in data.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert top == [] and wrong(data) == []
    assert any("can list the names" in finding.sentence for finding in check(data))
    data.chmod(0o777)
    assert any("can replace files" in sentence for sentence in wrong(data))
    data.chmod(0o700)
    assert not any("accounts" in finding.sentence for finding in check(data))


def test_what_a_whole_bot_writes_is_private(tmp_path: Path) -> None:
    """Pictures, print files, the terminal's copies, an export and what the worker writes meanwhile."""
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    with Talk(data, program=TINY) as talk:
        talk.type("/cover Rain | mystery | A whale. | 2:3")
        talk.hears("“Rain”, version 1 is done")
        talk.type("/print 5x8in")
        talk.hears("print")
        talk.type("/export")
        talk.hears(r"\.zip")
        seen = {path.parts[-2] for path in data.rglob("*") if path.is_file()}
        assert {"scratch"} <= {path.name for path in data.iterdir()} and "book-1" in seen and "exports" in seen
        assert loose(data) == []
        assert talk.ends() == 0
    assert loose(data) == []


async def test_the_terminals_pictures_are_private_where_the_disk_links_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    async with simulated_users_of(tmp_path) as users:
        blob = await asyncio.to_thread(users.app.store.blobs.put_bytes, b"picture")
        console = Console(users.app.conversation, users.app, users.app.store.folder / "shown", None, None)  # type: ignore[arg-type]
        monkeypatch.setattr(os, "link", no_links)
        path = console._lay_out(1, Attachment(users.app.store.blobs.path(blob.sha256).absolute(), "preview.jpg"))
        assert loose(users.app.store.folder) == []
    shutil.rmtree(path.parent)
