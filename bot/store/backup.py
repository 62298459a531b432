"""`back_up` copies a data folder while the bot runs; `restore` restores a copy while no bot runs.

A backup is a folder: `bot.sqlite3` as of one moment, the blobs it refers to, the key that signs links to them, and
`manifest.json` (schema number, SHA-256 of database and key). It is written under a temporary name and renamed when
complete. All of it is readable by its owner only (folders 0700, files 0600). The database that a restore replaces
becomes such a folder, too, so that it can be restored; its blobs stay in place. These functions block.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articover.durable import sync_file, sync_folder
from articover.errors import StorageError
from bot.errors import BackupError
from bot.store import bond, private
from bot.store.blobs import Blobs, hash_file
from bot.store.clock import utc_stamp
from bot.store.durable import write_secret
from bot.store.faults import folder_errors, sqlite_errors
from bot.store.layout import BLOBS, DATABASE, LINKS_KEY, LOG, MANIFEST, REPLACED, SHARED
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
    """The content of a backup. `missing` counts files that were missing from the data folder."""

    path: Path
    schema: int
    blobs: int
    missing: int


@dataclass(frozen=True)
class Restored:
    """The result of a restore: the folder of the former database (None if there was none), whether that could be read,
    and how many files that the books need were not found."""

    former: Path | None
    former_readable: bool
    missing: int


def back_up(folder: Path, target: Path, now: float) -> Backup:
    """Copy the data folder `folder` to the new folder `target`, as of one moment, while a bot may be running.

    Print files evicted during the copy are marked so in it. Raises `BackupError`, `StorageError`.
    """
    return _write(folder, target, now, with_blobs=True)


def back_up_database(folder: Path, target: Path, now: float) -> Backup:
    """Copy only the database, because a migration changes nothing else. Restoring it leaves the blobs in place."""
    return _write(folder, target, now, with_blobs=False)


def restore(
    source: Path, folder: Path, now: float, *, incomplete: bool = False, migrations: Path = MIGRATIONS
) -> Restored:
    """Restore the backup `source` into the data folder `folder`; the database that it replaces moves to `replaced/`.

    The backup is verified before anything is changed. Blobs are added, never removed; blobs that the backup lacks are
    searched in the data folder and in `replaced/`. Raises `BusyError` when a bot runs on the folder, `BackupError` when
    the backup is damaged or files that it needs are not found (unless `incomplete`), `StorageError` when the disk
    fails.
    """
    with FolderLock(folder):
        manifest = _verified(source, migrations)
        try:
            wanted, missing = _blobs_for(source, folder)
            if missing > manifest.get("missing", 0) and not incomplete:
                raise BackupError(
                    sentence=(
                        f"{missing} files that the books of {source} need are neither in it nor in "
                        f"{folder}: use another "
                        "backup, or add `--incomplete` to restore it without them; nothing was changed."
                    )
                )
            former, readable = _put_back(source, folder, manifest, wanted, now)
            return Restored(former, readable, missing)
        except OSError as error:
            (folder / STAGED).unlink(missing_ok=True)
            raise StorageError(
                sentence=(
                    f"The backup could not be restored to {folder} ({error.strerror}): "
                    "free some space or make the folder writable, then restore again."
                )
            ) from error


def referenced(connection: sqlite3.Connection) -> list[str]:
    """The hashes of all blobs that rows of this database need."""
    # A backup may precede the migration that adds drafts.
    newer = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'drafts'").fetchone()
    return sorted(row[0] for row in connection.execute(REFERENCED if newer else _REFERENCED_AT_FIRST))


def _write(folder: Path, target: Path, now: float, *, with_blobs: bool) -> Backup:
    with folder_errors(folder):
        if not (folder / DATABASE).is_file():
            raise BackupError(sentence=f"There is no database in {folder}: name the data folder of a bot.")
    with folder_errors(target.parent):
        if target.exists():
            raise BackupError(sentence=f"The folder {target} already exists: name a new one for the backup.")
    partial = target.with_name(target.name + ".partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        private.make_folder(partial)
        _copy_database(folder / DATABASE, partial / DATABASE)
        schema, blobs, missing = _collect(folder, partial, now, with_blobs)
        if (folder / LINKS_KEY).exists():
            write_secret(partial / LINKS_KEY, (folder / LINKS_KEY).read_bytes())
        write_manifest(partial, now, schema, with_blobs=with_blobs, missing=missing)
        partial.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise StorageError(
            sentence=(
                f"The backup {target} could not be written ({error.strerror}): free some space, "
                "or name another place with --out."
            )
        ) from error
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return Backup(target, schema, blobs, missing)


def write_manifest(folder: Path, now: float, schema: int, *, with_blobs: bool, missing: int = 0) -> None:
    """Make `folder`, which holds a database and possibly blobs and a key, a backup that `restore` accepts."""
    manifest = {
        "format": _FORMAT,
        "schema": schema,
        "with_blobs": with_blobs,
        "missing": missing,
        "made_at": now,
        "database_sha256": hash_file(folder / DATABASE),
        "links_key_sha256": _hash_of_key(folder),
    }
    write_secret(folder / MANIFEST, json.dumps(manifest, indent=1).encode())


def new_place(folder: Path, now: float) -> Path:
    """The path of a new folder below `replaced/`."""
    former = folder / REPLACED / utc_stamp(now)
    repeat = 1
    while former.exists():
        repeat += 1
        former = folder / REPLACED / f"{utc_stamp(now)}-{repeat}"
    return former


def fold_log(path: Path) -> None:
    """Write the log of the database `path` into the database; a damaged database stays as it is."""
    if not path.exists():
        return
    with closing(sqlite3.connect(path)) as connection, suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy_database(source: Path, target: Path) -> None:
    private.touch(target)
    with sqlite_errors(source):
        reader = connect_read_only(source)
        try:
            with sqlite_errors(target):
                writer = sqlite3.connect(target)
                try:
                    # All pages in one read transaction, for a consistent copy; in WAL mode this blocks no writer.
                    reader.backup(writer)
                    writer.execute("PRAGMA journal_mode = DELETE")  # one file, no log beside it
                finally:
                    writer.close()
        finally:
            reader.close()
    sync_file(target)


def _collect(folder: Path, partial: Path, now: float, with_blobs: bool) -> tuple[int, int, int]:
    """Copy the blobs the copied database needs; returns its schema number, blobs copied, blobs missing."""
    copied = missing = 0
    copy = sqlite3.connect(partial / DATABASE, isolation_level=None)
    try:
        schema = int(copy.execute("PRAGMA user_version").fetchone()[0])
        if copy.execute("SELECT 1 FROM sqlite_schema WHERE name = 'blob_folder'").fetchone():
            copy.execute(bond.FORGET)
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
        # Backups of earlier versions have no key.
        whole = whole and manifest.get("links_key_sha256") == _hash_of_key(source)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupError(
            sentence=f"The folder {source} is not a backup of this bot: name a folder that `backup` made."
        ) from error
    if not whole:
        raise BackupError(sentence=f"The backup {source} is damaged: use another one; nothing was changed.")
    if manifest["schema"] > len(load(migrations)):
        raise BackupError(
            sentence=f"The backup {source} was made by a newer version: update the bot first; nothing was changed."
        )
    blobs = Blobs(source / BLOBS)
    with folder_errors(source):
        damaged = [blob.sha256 for blob in blobs.all() if not blobs.intact(blob.sha256)]
    if damaged:
        raise BackupError(
            sentence=(
                f"The backup {source} is damaged ({len(damaged)} files differ from their names): use another one; "
                "nothing was changed."
            )
        )
    return dict(manifest)


def _blobs_for(source: Path, folder: Path) -> tuple[dict[str, Blobs], int]:
    """The blobs that the data folder lacks, with the source of each, and the number of needed blobs that were not
    found."""
    here, there = Blobs(folder / BLOBS), Blobs(source / BLOBS)
    with closing(connect_read_only(source / DATABASE)) as connection:
        needed = set(referenced(connection))
        again = {row[0] for row in connection.execute("SELECT sha256 FROM print_files")}
    aside = [Blobs(path) for path in sorted((folder / REPLACED).glob(f"*/{BLOBS}"))]
    wanted: dict[str, Blobs] = {}
    missing = 0
    for sha in sorted(needed | {blob.sha256 for blob in there.all()}):
        if here.intact(sha):
            continue
        place = next((each for each in (there, *aside) if each.intact(sha)), None)
        if place is not None:
            wanted[sha] = place
        elif sha not in again:  # print files can be made again from their version
            missing += 1
    return wanted, missing


def _put_back(
    source: Path, folder: Path, manifest: dict[str, Any], wanted: dict[str, Blobs], now: float
) -> tuple[Path | None, bool]:
    here = Blobs(folder / BLOBS)
    private.make_folder(here.root)
    for sha, place in wanted.items():
        here.put_file(place.path(sha))
    staged = folder / STAGED
    private.copy(source / DATABASE, staged)
    sync_file(staged)
    if hash_file(staged) != manifest["database_sha256"]:
        staged.unlink()
        raise StorageError(
            sentence=f"The disk that holds {folder} returned other data than was written: check the disk."
        )
    _mark_evicted(staged, here, now)
    former, readable = _set_aside(folder, now)
    # The log of the former database would corrupt the new one. It is first folded into the former database, so that an
    # interruption leaves a consistent database, the former or the new one.
    fold_log(folder / DATABASE)
    for name in (LOG, SHARED):
        (folder / name).unlink(missing_ok=True)
    sync_folder(folder)
    staged.replace(folder / DATABASE)
    sync_folder(folder)
    if (source / LINKS_KEY).exists():
        write_secret(folder / LINKS_KEY, (source / LINKS_KEY).read_bytes())
    return former, readable


def _mark_evicted(database: Path, blobs: Blobs, now: float) -> None:
    """Mark missing print files as evicted in a database without a log; they can be made again."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        kept = [row[0] for row in connection.execute("SELECT sha256 FROM print_files WHERE evicted_at IS NULL")]
        for sha in kept:
            if not blobs.has(sha):
                connection.execute("UPDATE print_files SET evicted_at = ? WHERE sha256 = ?", (now, sha))


def _hash_of_key(folder: Path) -> str | None:
    return hash_file(folder / LINKS_KEY) if (folder / LINKS_KEY).exists() else None


def _set_aside(folder: Path, now: float) -> tuple[Path | None, bool]:
    """Copy the current database to `replaced/`; returns the folder, and whether it can be restored.

    A database that cannot be read is kept as it is, with its log.
    """
    database = folder / DATABASE
    if not database.exists() or not database.stat().st_size:
        return None, True
    former = new_place(folder, now)
    if _is_sound(database):
        back_up_database(folder, former, now)
        return former, True
    private.make_folder(former)
    for path in _files_of(folder):
        private.copy(path, former / path.name)
        sync_file(former / path.name)
    sync_folder(former)
    return former, False


def _files_of(folder: Path) -> Sequence[Path]:
    names: Iterable[str] = (DATABASE, LOG, SHARED, LINKS_KEY)
    return [folder / name for name in names if (folder / name).exists()]


def _is_sound(database: Path) -> bool:
    """Whether a database can be read completely and belongs to this bot."""
    try:
        with closing(connect_read_only(database)) as connection:
            connection.execute("SELECT count(*) FROM migrations")
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
