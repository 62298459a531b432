"""Data folders that the bot's user may not read or write, as a container's volume that belongs to root."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from articover.errors import ArtiCoverError, StorageError
from bot.store import Store
from bot.store.backup import back_up, restore
from bot.store.check import check
from bot.store.layout import BLOBS, DATABASE, LOCK

ANOTHER_USER = 65534


@contextmanager
def as_another_user() -> Iterator[None]:
    """Root may do everything, so it becomes somebody else; whoever is not root stays who they are."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(ANOTHER_USER)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the other user may enter; pytest's own may be entered by root alone."""
    above = Path(tempfile.mkdtemp())
    above.chmod(0o711)
    folder = above / "data"
    folder.mkdir()
    if os.geteuid() == 0:
        os.chown(folder, ANOTHER_USER, ANOTHER_USER)
    yield folder
    for path in (folder, *folder.glob("*")):
        path.chmod(0o700)
    shutil.rmtree(above)


def close_folder(folder: Path) -> None:
    folder.chmod(0o000)


def make_read_only(folder: Path) -> None:
    folder.chmod(0o500)


def closed_file(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).touch()
        (folder / name).chmod(0o000)

    return make


def closed_blobs(folder: Path) -> None:
    (folder / BLOBS).mkdir()
    (folder / BLOBS).chmod(0o000)


WAYS = (close_folder, make_read_only, closed_file(DATABASE), closed_file(LOCK), closed_blobs)


@pytest.mark.parametrize("spoil", WAYS, ids=("closed", "read-only", "database", "lock", "blobs"))
async def test_it_does_not_start_and_says_in_one_sentence_whose_folder_it_is(
    folder: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(folder)
    await asyncio.to_thread(time.time)  # what a thread needs is imported while root may read it
    with as_another_user():
        with pytest.raises(StorageError) as caught:
            await Store.open(folder)
        findings = check(folder)
    assert str(folder) in str(caught.value) and "\n" not in str(caught.value)
    wrong = [finding.sentence for finding in findings if not finding.ok]
    assert wrong and all(str(folder) in sentence for sentence in wrong)


@pytest.mark.parametrize("spoil", WAYS, ids=("closed", "read-only", "database", "lock", "blobs"))
def test_backup_and_restore_say_it_too(folder: Path, spoil: Callable[[Path], None]) -> None:
    spoil(folder)
    with as_another_user():
        with pytest.raises(ArtiCoverError):
            back_up(folder, folder / "copy", time.time())
        with pytest.raises(ArtiCoverError):
            restore(folder / "copy", folder, time.time())


def test_the_sentence_names_the_user_and_the_way_out(folder: Path) -> None:
    close_folder(folder)
    with as_another_user():
        user = os.geteuid()
        (finding,) = [each for each in check(folder) if "chown" in each.sentence]
    assert f"`chown -R {user} {folder}`" in finding.sentence and "Permission denied" in finding.sentence
