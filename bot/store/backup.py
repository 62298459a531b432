"""`back_up` copies a data folder while the bot runs; `restore` puts a copy back, never under a running bot.

A backup is a folder: `bot.sqlite3` as of one moment, the blobs it refers to, the key that signs links to them, and
`manifest.json` (schema number, SHA-256 of database and key). It is written beside its name and renamed when whole.
The key is a secret (mode 0600) in a folder that only its owner enters (0700), and gives out no more than the files
beside it hold. These functions block.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articover.errors import StorageError
from bot.errors import BackupError
from bot.store.blobs import Blobs, hash_file
from bot.store.clock import utc_stamp
from bot.store.durable import fsync_file, fsync_folder, write_durably, write_secret
from bot.store.faults import sqlite_errors
from bot.store.layout import BLOBS, DATABASE, LINKS_KEY, MANIFEST, REPLACED
from bot.store.lock import FolderLock
from bot.store.migrate import MIGRATIONS, connect_read_only, load

_REFERENCED_AT_FIRST = """
    SELECT sha256 FROM version_files UNION SELECT sha256 FROM job_files
    UNION SELECT sha256 FROM print_files WHERE evicted_at IS NULL
"""
REFERENCED = f"{_REFERENCED_AT_FIRST} UNION SELECT sha256 FROM drafts WHERE sha256 IS NOT NULL"
"""Every blob that a row still needs."""

STAGED = f"{DATABASE}.restoring"
_FORMAT = 1


@dataclass(frozen=True)
class Backup:
    """What a backup holds. `missing` counts files that were already gone from the data folder."""

    path: Path
    schema: int
    blobs: int
    missing: int


def back_up(folder: Path, target: Path, now: float) -> Backup:
    """Copy the data folder `folder` to the new folder `target`, as of one moment, while a bot may be running.

    Print files evicted during the copy are marked so in it. Raises `BackupError`, `StorageError`.
    """
    return _write(folder, target, now, with_blobs=True)


def back_up_database(folder: Path, target: Path, now: float) -> Backup:
    """Copy only the database: what a migration can spoil. Restoring it leaves the blobs in place."""
    return _write(folder, target, now, with_blobs=False)


def restore(source: Path, folder: Path, now: float, *, migrations: Path = MIGRATIONS) -> Path | None:
    """Put the backup `source` back into the data folder `folder`; returns where the former database went.

    The backup is verified before anything is changed. Blobs are added, never removed. Raises `BusyError`
    when a bot runs on the folder, `BackupError` when the backup is damaged, `StorageError` on a bad disk.
    """
    with FolderLock(folder):
        manifest = _verified(source, migrations)
        try:
            return _put_back(source, folder, manifest, now)
        except OSError as error:
            (folder / STAGED).unlink(missing_ok=True)
            raise StorageError(
                f"The backup could not be put back into {folder} ({error.strerror}): "
                "make space or make it writable, then restore again."
            ) from error


def referenced(connection: sqlite3.Connection) -> list[str]:
    """The hashes of all blobs that rows of this database need."""
    # A backup may be taken before the update of a folder that has no drafts yet.
    newer = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'drafts'").fetchone()
    return sorted(row[0] for row in connection.execute(REFERENCED if newer else _REFERENCED_AT_FIRST))


def _write(folder: Path, target: Path, now: float, *, with_blobs: bool) -> Backup:
    if target.exists():
        raise BackupError(f"The folder {target} is already there: name a new one for the backup.")
    if not (folder / DATABASE).is_file():
        raise BackupError(f"There is no database in {folder}: name the data folder of a bot.")
    partial = target.with_name(target.name + ".partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700, parents=True)
        _copy_database(folder / DATABASE, partial / DATABASE)
        schema, blobs, missing = _collect(folder, partial, now, with_blobs)
        if with_blobs and (folder / LINKS_KEY).exists():
            write_secret(partial / LINKS_KEY, (folder / LINKS_KEY).read_bytes())
        manifest = {
            "format": _FORMAT,
            "schema": schema,
            "with_blobs": with_blobs,
            "made_at": now,
            "database_sha256": hash_file(partial / DATABASE),
            "links_key_sha256": _hash_of_key(partial),
        }
        write_durably(partial / MANIFEST, json.dumps(manifest, indent=1).encode())
        fsync_folder(partial)
        partial.rename(target)
        fsync_folder(target.parent)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise StorageError(
            f"The backup {target} could not be written ({error.strerror}): make space for it."
        ) from error
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return Backup(target, schema, blobs, missing)


def _copy_database(source: Path, target: Path) -> None:
    with sqlite_errors(source):
        reader = connect_read_only(source)
        try:
            with sqlite_errors(target):
                writer = sqlite3.connect(target)
                try:
                    # All pages in one step: one read transaction, so one moment; in WAL nobody waits for it.
                    reader.backup(writer)
                    writer.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
                finally:
                    writer.close()
        finally:
            reader.close()
    with target.open("rb") as stream:
        os.fsync(stream.fileno())


def _collect(folder: Path, partial: Path, now: float, with_blobs: bool) -> tuple[int, int, int]:
    """Copy the blobs the copied database needs; returns its schema number, blobs copied, blobs missing."""
    copied = missing = 0
    copy = sqlite3.connect(partial / DATABASE, isolation_level=None)
    try:
        schema = int(copy.execute("PRAGMA user_version").fetchone()[0])
        if with_blobs:
            source, target = Blobs(folder / BLOBS), Blobs(partial / BLOBS)
            for sha in referenced(copy):
                if source.has(sha) and target.put_file(source.path(sha)).sha256 == sha:
                    copied += 1
                    continue
                evicted = copy.execute("UPDATE print_files SET evicted_at = ? WHERE sha256 = ?", (now, sha)).rowcount
                missing += not evicted
    finally:
        copy.close()
    return schema, copied, missing


def _verified(source: Path, migrations: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((source / MANIFEST).read_text(encoding="utf-8"))
        whole = manifest["format"] == _FORMAT and manifest["database_sha256"] == hash_file(source / DATABASE)
        # One made before backups held the key has none.
        whole = whole and manifest.get("links_key_sha256") == _hash_of_key(source)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(f"The folder {source} is not a backup of this bot: name the folder `backup` made.") from error
    if not whole:
        raise BackupError(f"The backup {source} is damaged: use another one; nothing was changed.")
    if manifest["schema"] > len(load(migrations)):
        raise BackupError(
            f"The backup {source} was made by a newer version: update the bot first; nothing was changed."
        )
    blobs = Blobs(source / BLOBS)
    damaged = [blob.sha256 for blob in blobs.all() if not blobs.intact(blob.sha256)]
    if damaged:
        raise BackupError(
            f"The backup {source} is damaged ({len(damaged)} files differ from their names): use another one; "
            "nothing was changed."
        )
    return dict(manifest)


def _put_back(source: Path, folder: Path, manifest: dict[str, Any], now: float) -> Path | None:
    here = Blobs(folder / BLOBS)
    here.root.mkdir(parents=True, exist_ok=True)
    there = Blobs(source / BLOBS)
    for blob in there.all():
        if not here.intact(blob.sha256):
            here.put_file(there.path(blob.sha256))
    staged = folder / STAGED
    shutil.copyfile(source / DATABASE, staged)
    fsync_file(staged)
    if hash_file(staged) != manifest["database_sha256"]:
        staged.unlink()
        raise StorageError(f"The disk that holds {folder} did not keep what was written: check its health.")
    former = _set_aside(folder, now)
    # A log that belongs to the former database would spoil the new one. It is folded into the former one first,
    # so that whatever stops this in between leaves a database that is whole, the former or the new.
    _fold_log(folder / DATABASE)
    for suffix in ("-wal", "-shm"):
        (folder / f"{DATABASE}{suffix}").unlink(missing_ok=True)
    fsync_folder(folder)
    staged.replace(folder / DATABASE)
    fsync_folder(folder)
    if (source / LINKS_KEY).exists():
        write_secret(folder / LINKS_KEY, (source / LINKS_KEY).read_bytes())
    return former


def _hash_of_key(folder: Path) -> str | None:
    return hash_file(folder / LINKS_KEY) if (folder / LINKS_KEY).exists() else None


def _fold_log(path: Path) -> None:
    if not path.exists():
        return
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        pass  # damaged, which is why it is being replaced; a copy has been set aside
    finally:
        connection.close()


def _set_aside(folder: Path, now: float) -> Path | None:
    """Copy the present database, with its log and the key of its links, out of the way."""
    if not (folder / DATABASE).exists():
        return None
    former = folder / REPLACED / utc_stamp(now)
    repeat = 1
    while former.exists():
        repeat += 1
        former = folder / REPLACED / f"{utc_stamp(now)}-{repeat}"
    former.mkdir(parents=True)
    for suffix in ("", "-wal", "-shm"):
        path = folder / f"{DATABASE}{suffix}"
        if path.exists():
            shutil.copyfile(path, former / path.name)
            fsync_file(former / path.name)
    if (folder / LINKS_KEY).exists():
        write_secret(former / LINKS_KEY, (folder / LINKS_KEY).read_bytes())
    fsync_folder(former)
    return former
