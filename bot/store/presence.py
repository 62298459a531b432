"""Detect a data folder whose parts were moved, emptied, damaged, or copied in by hand. All functions block.

The bot never starts on a database without its files, or on files without their database, because it would treat the
remaining part as complete and the other part would be lost.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.store.backup import referenced
from bot.store.blobs import Blobs
from bot.store.layout import BACKUPS, BLOBS, DATABASE, LOG, MANIFEST, REPLACED
from bot.store.migrate import connect_read_only

_HEADER_BYTES = 100
_WRITE_VERSION = 18
"""Offset of the journal mode in the header of an SQLite file: 1 is a rollback journal, 2 a log (WAL)."""
_ROLLBACK = 1
_UNTOUCHED = "nothing was changed."


def problem(folder: Path) -> str | None:
    """Why the bot must not start on the data folder `folder`, as one sentence that says what to do; None when it may.

    Raises `sqlite3.Error` when the disk prevents reading the database.
    """
    path = folder / DATABASE
    if has_strange_log(folder):
        return (
            f"The log {folder / LOG} was not written for the database beside it, which was copied in by hand:"
            f" move the log away, then {_restored(folder)}; {_UNTOUCHED}"
        )
    if not _is_whole(path):
        return f"The database {path} is damaged: {_restored(folder)}; {_UNTOUCHED}"
    state = _absence(path)
    if state is None:
        return _files_gone(folder)
    blobs = Blobs(folder / BLOBS).count()
    log = folder / LOG
    if log.exists() and log.stat().st_size:
        return (
            f"The database {path} {state}, but its log {LOG} is there: put the database back beside it,"
            f" or {_restored(folder)}, or {_anew(folder)}; {_UNTOUCHED}"
        )
    if blobs:
        return (
            f"The database {path} {state}, but {folder / BLOBS} holds {blobs} files of its books: put it back,"
            f" or {_restored(folder)}, or {_anew(folder)}; {_UNTOUCHED}"
        )
    return None


def newest_backup(folder: Path) -> Path | None:
    """The newest backup in the usual places: in the data folder, beside it, and in the working folder."""
    found = []
    for path in _backups(folder):
        try:
            found.append((float(json.loads((path / MANIFEST).read_text(encoding="utf-8"))["made_at"]), path))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return max(found)[1] if found else None


def has_strange_log(folder: Path) -> bool:
    """Whether there is a log beside a database that was never written with one; SQLite would mix the two.

    Backups are such databases, so that each is one file.
    """
    path, log = folder / DATABASE, folder / LOG
    try:
        if not log.stat().st_size:
            return False
        with path.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
    except OSError:
        return False
    return len(header) == _HEADER_BYTES and header[_WRITE_VERSION] == _ROLLBACK


def _is_whole(path: Path) -> bool:
    """Whether the database, if it exists, can be read completely."""
    if not path.exists() or not path.stat().st_size:
        return True
    try:
        with closing(connect_read_only(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise


def _absence(path: Path) -> str | None:
    """In what way the database is absent; None when it exists."""
    if not path.exists():
        return "is missing"
    if not path.stat().st_size:
        return "is empty"
    with closing(connect_read_only(path)) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    return None if tables else "has no tables"


def _files_gone(folder: Path) -> str | None:
    """The problem of a database without any of its files, as when their disk is not mounted."""
    blobs = Blobs(folder / BLOBS)
    if not blobs.is_empty():
        return None
    with closing(connect_read_only(folder / DATABASE)) as connection:
        try:
            needed = len(referenced(connection))
        except sqlite3.OperationalError:  # a database of another program, which `pending` reports
            return None
    if not needed:
        return None
    return (
        f"The folder {blobs.root} is missing or empty, but the database needs {needed} files in it: put it back,"
        f" or {_restored(folder)}, or {_anew(folder)}; {_UNTOUCHED}"
    )


def _restored(folder: Path) -> str:
    newest = newest_backup(folder)
    if newest is None:
        return "restore a backup with `python -m bot restore BACKUP` (none was found here)"
    return f"restore the newest backup with `python -m bot restore {newest}`"


def _anew(folder: Path) -> str:
    return f"start without data by `python -m bot begin-anew`, which moves the rest to {folder / REPLACED}"


def _backups(folder: Path) -> Iterator[Path]:
    for place in (folder / BACKUPS, folder / REPLACED, folder.absolute().parent, Path.cwd()):
        yield from (path.parent for path in place.glob(f"*/{MANIFEST}"))
