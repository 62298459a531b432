"""`Store`: an open data folder with its lock, database, blobs and clock.

lock            one process per folder
bot.sqlite3     sessions, versions, jobs, outbox ...
blobs/          pictures and cover files by content
backups/        made before a migration
replaced/       databases that `restore` or `begin-anew` replaced

Only the bot's user can read them, whatever the mode of the folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from articover.errors import StorageError
from bot.errors import DatabaseError
from bot.store import backup, bond, presence, private
from bot.store.blobs import Blobs
from bot.store.clock import Clock, SystemClock, utc_stamp
from bot.store.db import Database
from bot.store.faults import folder_errors, sqlite_errors
from bot.store.layout import BACKUPS, BLOBS, DATABASE
from bot.store.lock import FolderLock
from bot.store.migrate import MIGRATIONS, load, migrate
from bot.store.notifier import Notifier

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables."""


@dataclass
class Store:
    """An open data folder: `async with await Store.open(folder) as store`. `notifier` wakes those that wait for a
    change.

    `own_since` is when this database was bound to the blob folder (system time); older blobs may belong to another
    database.
    """

    folder: Path
    db: Database
    blobs: Blobs
    clock: Clock
    lock: FolderLock
    notifier: Notifier
    own_since: float

    @classmethod
    async def open(cls, folder: Path, *, clock: Clock | None = None, migrations: Path = MIGRATIONS) -> Store:
        """Lock the folder, bring its database up to date (after a backup) and connect.

        Raises `BusyError` when another process has the folder, `DatabaseError` when the database is damaged, newer or
        of another program, or when the database or its files are missing, `StorageError` when the disk is full or
        read-only. The folder is then unchanged.
        """
        clock = clock or SystemClock()
        lock = await asyncio.to_thread(FolderLock, folder)
        try:
            await asyncio.to_thread(prepare, folder, clock.now(), migrations)
            own_since = await asyncio.to_thread(bond.adopt, folder / DATABASE, Blobs(folder / BLOBS))
            db = await Database.open(folder / DATABASE)
        except BaseException:
            lock.release()
            raise
        return cls(folder, db, Blobs(folder / BLOBS), clock, lock, Notifier(), own_since)

    async def renew_bond(self) -> None:
        """Change the token that database and blob folder share, so that earlier copies no longer match.

        Raises `StorageError`; the two then match as before.
        """
        row = await self.db.one("SELECT token FROM blob_folder")
        assert row is not None
        old, new = str(row["token"]), bond.new_token()
        try:
            await asyncio.to_thread(bond.write_mark, self.blobs.root, old, new)
            async with self.db.transaction() as tx:
                await tx.execute(bond.REMEMBER, (new,))
            await asyncio.to_thread(bond.write_mark, self.blobs.root, new)
        except OSError as error:
            raise StorageError(
                sentence=f"The folder {self.blobs.root} cannot be written ({error.strerror})."
            ) from error

    async def close(self) -> None:
        """Close the database, then release the folder."""
        try:
            with contextlib.suppress(StorageError, sqlite3.Error):  # a full disk must not prevent the shutdown
                await self.renew_bond()
        finally:
            await self.db.close()
            self.lock.release()

    async def __aenter__(self) -> Store:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        await self.close()


def prepare(folder: Path, now: float, migrations: Path = MIGRATIONS) -> list[str]:
    """Prepare a locked folder: make its parts, check and migrate its database.

    Returns the names of the migrations applied. Blocks; see `Store.open` for what it raises.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StorageError(
            sentence=f"SQLite {sqlite3.sqlite_version} is too old: use a Python that comes with 3.37 or newer."
        )
    path = folder / DATABASE
    scripts = load(migrations)
    with folder_errors(folder):
        private.require_own(folder)
        with sqlite_errors(path):
            problem = presence.problem(folder)
        if problem:
            raise DatabaseError(sentence=problem)
        private.tighten(folder)
        private.make_folder(folder / BLOBS)
        private.touch(path)
        Blobs(folder / BLOBS).clear_temporary()
    return migrate(path, scripts, now, before=partial(_back_up_before, folder, now))


def _back_up_before(folder: Path, now: float, number: int) -> None:
    name = f"before-{number + 1:04d}-{utc_stamp(now)}"
    target = folder / BACKUPS / name
    # A second try within one second, after a failed migration.
    repeat = 1
    while target.exists():
        repeat += 1
        target = folder / BACKUPS / f"{name}-{repeat}"
    backup.back_up_database(folder, target, now)
