"""`begin_anew`: empty a data folder on its owner's command. Its content is moved to `replaced/`, not deleted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from articover.durable import sync_folder
from articover.errors import StorageError
from bot.errors import BackupError
from bot.store import bond, private
from bot.store.backup import fold_log, new_place, write_manifest
from bot.store.blobs import Blobs
from bot.store.durable import write_secret
from bot.store.layout import BLOBS, DATABASE, EXPORTS, LINKS_KEY, LOG, SHARED, SHOWN
from bot.store.lock import FolderLock
from bot.store.presence import has_strange_log


def begin_anew(folder: Path, now: float) -> Path:
    """Move database, blobs and exports into a new folder below `replaced/`, which is returned.

    If the database can be read, that folder is a backup that `restore` accepts. Every `restore` searches its blobs.
    Links given out earlier work again after a restore. Raises `BusyError` when a bot runs on the folder, `BackupError`
    when there is nothing to set aside, `StorageError`.
    """
    with FolderLock(folder):
        if not (folder / DATABASE).exists() and Blobs(folder / BLOBS).is_empty():
            raise BackupError(sentence=f"There is no data in {folder}: the bot can start there as it is.")
        former = new_place(folder, now)
        try:
            if not has_strange_log(folder):
                fold_log(folder / DATABASE)
            private.make_folder(former)
            # The database first: if this is interrupted, the next start reports files without a database.
            for name in (DATABASE, LOG, SHARED, BLOBS, EXPORTS, SHOWN):
                if (folder / name).exists():
                    (folder / name).rename(former / name)
            if (folder / LINKS_KEY).exists():
                write_secret(former / LINKS_KEY, (folder / LINKS_KEY).read_bytes())
            _make_backup(former, now)
            sync_folder(former)
            sync_folder(folder)
        except OSError as error:
            raise StorageError(
                sentence=(
                    f"The data in {folder} could not be moved ({error.strerror}): make the folder writable, "
                    "then try again."
                )
            ) from error
    return former


def _make_backup(former: Path, now: float) -> None:
    """Write the manifest that `restore` needs, if the database can be read."""
    if not (former / DATABASE).exists() or (former / LOG).exists():
        return
    try:
        with closing(sqlite3.connect(former / DATABASE, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
            connection.execute(bond.FORGET)
    except sqlite3.Error:
        return  # damaged, or older than the token: kept as it is
    write_manifest(former, now, schema, with_blobs=True)
