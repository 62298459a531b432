"""Bind a blob folder to its database, so that files of another database are not treated as orphans.

The database and the file `blobs/database` hold the same random token. It is renewed at each start, at each sweep and at
shutdown, and left out of backups, so a database that was restored, copied in by hand or newly created does not match.
Such a database adopts the folder: files from before are kept, because the database that was replaced may need them. All
functions block.
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
"""Added to the time of the newest file when the clock is behind it."""

FORGET = "UPDATE blob_folder SET token = ''"
"""Run on copies of a database, which belong to no folder."""
REMEMBER = "UPDATE blob_folder SET token = ?"


def new_token() -> str:
    return secrets.token_hex(16)


def adopt(database: Path, blobs: Blobs) -> float:
    """Bind a migrated database to the blob folder; returns the time since which the folder is its own (system time).

    On a full or read-only disk the binding holds for this process only, so that the bot can still start.
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
    """Write the tokens that the database may have into the blob folder. Raises `OSError`.

    While the token changes there are two, because the two files cannot change in one step.
    """
    write_secret(root / MARK, "\n".join(each for each in tokens if each).encode("ascii"))


def _tokens(root: Path) -> list[str]:
    try:
        return (root / MARK).read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return []
