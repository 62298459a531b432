"""Which database a blob folder belongs to, so that no other database's files are taken for orphans.

The same random token stands in the database and in `blobs/database`. It is renewed at each start, at each sweep and at
the end, and left out of backups, so a database that was restored, copied in by hand or begun anew does not match. It
then adopts the folder: files that lay there before are kept, because the database that was replaced may need them.
All functions block.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import sqlite3
import time
from pathlib import Path

from bot.store.blobs import Blobs
from bot.store.connection import BUSY_TIMEOUT_MS
from bot.store.durable import write_secret

log = logging.getLogger(__name__)

MARK = "database"
_LATER_S = 1.0
"""Added to the newest file's time where the clock is behind it."""

FORGET = "UPDATE blob_folder SET token = ''"
"""For copies of a database: they belong to no folder."""
REMEMBER = "UPDATE blob_folder SET token = ?"


def new_token() -> str:
    return secrets.token_hex(16)


def adopt(database: Path, blobs: Blobs) -> float:
    """Bind a migrated database to the blob folder; returns since when it is its own (system time).

    A full or read-only disk is no reason not to start: the binding then holds for this process alone.
    """
    connection = sqlite3.connect(database, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA synchronous = FULL")
        token, since = connection.execute("SELECT token, since FROM blob_folder").fetchone()
        if not token or token not in _tokens(blobs.root):
            since = max(time.time(), blobs.newest_s() + _LATER_S)
        new = new_token()
        with contextlib.suppress(OSError):
            write_mark(blobs.root, token, new)
            connection.execute("UPDATE blob_folder SET token = ?, since = ?", (new, since))
            write_mark(blobs.root, new)
        return float(since)
    except sqlite3.OperationalError as error:
        log.warning("the database could not be bound to its files: %s", error)
        return time.time()
    finally:
        connection.close()


def write_mark(root: Path, *tokens: str) -> None:
    """Say in the blob folder which tokens its database may have. Raises `OSError`.

    Both while the database changes from one to the other, because the two files cannot change in one step.
    """
    write_secret(root / MARK, "\n".join(each for each in tokens if each).encode("ascii"))


def _tokens(root: Path) -> list[str]:
    try:
        return (root / MARK).read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return []
