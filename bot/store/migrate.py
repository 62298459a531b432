"""Ordered migrations: `migrations/NNNN_name.sql`, each applied once and atomically.

A script holds plain statements and no BEGIN or COMMIT: the runner wraps each script, together with the row
that records it, into one transaction. (`sqlite3.executescript` would commit before it fails.)
These functions block; call them before the connections open, in a thread.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articover.errors import StorageError
from bot.errors import DatabaseError
from bot.store.connection import BUSY_TIMEOUT_MS
from bot.store.faults import sqlite_errors

_INSTALLED = Path(__file__).resolve().with_name("migrations")
MIGRATIONS = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).resolve().parents[2] / "migrations"
"""`migrations/` at the top of the repository; an installed wheel has them beside this module."""
APPLICATION_ID = 0x41525443
"""SQLite's application id ("ARTC"), so that a database of another program is never migrated."""

_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
_CONTROL = re.compile(r"\s*(BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|VACUUM|ATTACH)\b", re.IGNORECASE)
_COMMENTS = re.compile(r"\A(?:\s+|--[^\n]*\n?|/\*.*?\*/)*", re.DOTALL)
_ENDS = re.compile(r"(?<=;)")


@dataclass(frozen=True)
class Migration:
    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


def load(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations in order. Raises `StorageError` when one is missing or misnamed."""
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.fullmatch(path.name)
        if match is None:
            raise StorageError(sentence=f"The migration {path} must be named like 0001_name.sql: rename it.")
        found.append(Migration(int(match[1]), path.stem, path.read_text(encoding="utf-8")))
    if [each.number for each in found] != list(range(1, len(found) + 1)):
        raise StorageError(
            sentence=f"The migrations in {folder} are not numbered 1, 2, 3 ... without a gap: install again."
        )
    return found


def pending(path: Path, migrations: list[Migration]) -> list[Migration]:
    """The migrations not yet applied to the database `path` (all of them when it does not exist or is empty).

    Raises `DatabaseError` when the database belongs to another program, is newer than this one, or was made by a script
    that has changed since. It is opened read-only.
    """
    if not path.exists() or path.stat().st_size == 0:
        return list(migrations)
    with sqlite_errors(path):
        connection = connect_read_only(path)
        try:
            return migrations[_applied(connection, path, migrations) :]
        finally:
            connection.close()


def migrate(
    path: Path, migrations: list[Migration], now: float, before: Callable[[int], None] = lambda number: None
) -> list[str]:
    """Bring the database `path` up to date; returns the names of the migrations applied.

    `before(number)` is called once with the current schema number before an existing database changes; it makes the
    backup. When it raises, nothing is changed. Raises as `pending` does, and `DatabaseError` with the name of a script
    that failed; that script is rolled back.
    """
    todo = pending(path, migrations)
    if todo and todo[0].number > 1:
        before(todo[0].number - 1)
    done = []
    with sqlite_errors(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            # Off, so that a script may rebuild a table; the keys are checked before its commit.
            connection.execute("PRAGMA foreign_keys = OFF")
            for migration in todo:
                _apply(connection, migration, now)
                done.append(migration.name)
        finally:
            connection.close()
    return done


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection to the database `path`."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    return connection


def statements(sql: str) -> Iterator[str]:
    """The statements of a script, one by one; a trigger's body stays in one piece."""
    piece = ""
    for part in _ENDS.split(sql):
        piece += part
        if sqlite3.complete_statement(piece):
            yield piece
            piece = ""
    if _COMMENTS.sub("", piece):
        yield piece


def _applied(connection: sqlite3.Connection, path: Path, migrations: list[Migration]) -> int:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if not tables:
        return 0
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID or "migrations" not in tables:
        raise DatabaseError(sentence=f"The file {path} is the database of another program: name another data folder.")
    rows = connection.execute("SELECT number, name, sha256 FROM migrations ORDER BY number").fetchall()
    if len(rows) > len(migrations):
        raise DatabaseError(
            sentence=(
                f"The database {path} was written by a newer version (schema {len(rows)}, this one knows "
                f"{len(migrations)}): update the bot, or restore an older backup; the database was not changed."
            )
        )
    for (number, name, sha), migration in zip(rows, migrations, strict=False):
        if (number, sha) != (migration.number, migration.sha256):
            raise DatabaseError(
                sentence=(
                    f"The migration {name} has changed since it made the database {path}: "
                    "put its original text back; the database was not changed."
                )
            )
    return len(rows)


def _apply(connection: sqlite3.Connection, migration: Migration, now: float) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in statements(migration.sql):
            if _CONTROL.match(_COMMENTS.sub("", statement)):
                raise sqlite3.OperationalError("a migration must not begin or end transactions itself")
            connection.execute(statement)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations"
            " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at REAL NOT NULL) STRICT"
        )
        connection.execute(
            "INSERT INTO migrations VALUES (?, ?, ?, ?)", (migration.number, migration.name, migration.sha256, now)
        )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {migration.number}")
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.IntegrityError("some rows would refer to missing rows")
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        # Errors of the script itself; `sqlite_errors` translates those of the disk.
        name = getattr(error, "sqlite_errorname", "")
        if isinstance(error, sqlite3.Error) and (name in ("", "SQLITE_ERROR") or name.startswith("SQLITE_CONSTRAINT")):
            raise DatabaseError(
                sentence=(
                    f"The migration {migration.name} failed and was rolled back ({error}): "
                    "the database was not changed; report this to the project."
                )
            ) from error
        raise
