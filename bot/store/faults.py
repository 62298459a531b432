"""Translate errors of SQLite and of the system into `StorageError`s: one sentence that says what to do."""

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
    """Whether an error, or one of its causes, is a full disk or quota."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            return True
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            return True
        error = error.__cause__
    return False


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Raise SQLite's errors about the file `path` as `StorageError`s; other exceptions pass through."""
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
    """Raise `OSError`s about `folder` as `StorageError`s; other exceptions pass through."""
    try:
        yield
    except OSError as error:
        raise StorageError(sentence=refusal(folder, error)) from error


def refusal(folder: Path, error: OSError) -> str:
    """Why `folder` cannot be used, and what to do. Users have numbers only, because containers have no names for
    them."""
    if not isinstance(error, PermissionError):
        return (
            f"The folder {folder} cannot be written ({error.strerror}): "
            "free some space and make it writable, or name another one."
        )
    user = os.geteuid()
    what = Path(os.fsdecode(error.filename)).name if error.filename else folder.name
    return (
        f"The folder {folder} cannot be written by user {user} ({error.strerror}: {what}): "
        f"run `chown -R {user} {folder}` and `chmod -R u+rwX {folder}` to give it to that user, or name another one."
    )


def _translate(name: str, path: Path) -> StorageError | None:
    if name == "SQLITE_FULL":
        return StorageError(sentence=f"The disk that holds {path} is full: free some space; nothing was changed.")
    if name.startswith("SQLITE_IOERR"):
        return StorageError(
            sentence=f"The disk failed to read or write {path}: check its space and health; nothing was changed."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        user = os.geteuid()
        return StorageError(
            sentence=(
                f"The database {path} cannot be written by user {user}: give its folder to that user by "
                f"`chown -R {user} {path.parent}` and `chmod -R u+rwX {path.parent}`."
            )
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return DatabaseError(
            sentence=f"The database {path} is damaged: stop the bot and run `python -m bot restore BACKUP`."
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BusyError(
            sentence=f"The database {path} is in use by another program: close that and try again; nothing was changed."
        )
    return None
