"""Errors of SQLite and of the system in plain words: `StorageError`s, one sentence that tells what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articover.errors import StorageError
from bot.errors import BusyError, DatabaseError

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what it came from, is a disk (or a share of it) that has no room left."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            return True
        error = error.__cause__
    return False


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Say SQLite's errors about the file `path` in plain words, as `StorageError`s; others pass through."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        translated = _translate(name, path)
        if translated is None:
            raise
        raise translated from error


@contextmanager
def folder_errors(folder: Path) -> Iterator[None]:
    """Say what the system refuses in `folder`, of data or of a backup, as `StorageError`s; others pass through."""
    try:
        yield
    except OSError as error:
        raise StorageError(refusal(folder, error)) from error


def refusal(folder: Path, error: OSError) -> str:
    """Why `folder` cannot be used, and the way out. In a container its user is known by number only."""
    if not isinstance(error, PermissionError):
        return (
            f"The folder {folder} cannot be written ({error.strerror}): "
            "make space there and make it writable, or name another one."
        )
    user = os.geteuid()
    what = Path(os.fsdecode(error.filename)).name if error.filename else folder.name
    return (
        f"The folder {folder} cannot be written by user {user} ({error.strerror}: {what}): "
        f"give it to that user by `chown -R {user} {folder}` and `chmod -R u+rwX {folder}`, or name another one."
    )


def _translate(name: str, path: Path) -> StorageError | None:
    if name == "SQLITE_FULL":
        return StorageError(f"The disk that holds {path} is full: free some space; nothing was changed.")
    if name.startswith("SQLITE_IOERR"):
        return StorageError(
            f"The disk refused to write or read {path}: check its space and health; nothing was changed."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        user = os.geteuid()
        return StorageError(
            f"The database {path} cannot be written by user {user}: give its folder to that user by "
            f"`chown -R {user} {path.parent}` and `chmod -R u+rwX {path.parent}`."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DatabaseError(
            f"The database {path} is damaged: stop the bot and put a backup back with `python -m bot restore`."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError(
            f"The database {path} is held by another program: close it and try again; nothing was changed."
        )
    return None
