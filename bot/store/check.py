"""`check`: find the problems of a data folder. Changes nothing, and may run beside a running bot. Blocks."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articover.errors import ArtiCoverError
from bot.store import presence, private
from bot.store.backup import referenced
from bot.store.blobs import Blobs
from bot.store.faults import folder_errors, refusal, sqlite_errors
from bot.store.layout import BLOBS, DATABASE
from bot.store.migrate import MIGRATIONS, Migration, connect_read_only, load, pending

_PROBE_BYTES = 1 << 16
_RESTORE = "stop the bot and run `python -m bot restore BACKUP`"


@dataclass(frozen=True)
class Finding:
    """One sentence about the folder; `ok` is False when something has to be done."""

    ok: bool
    sentence: str


def check(folder: Path, *, floor_bytes: int = 0, migrations: Path = MIGRATIONS) -> list[Finding]:
    """Check the folder, its space, its database and every file that the database needs. Problems are never raised."""
    findings: list[Finding] = []
    try:
        with folder_errors(folder):
            if not folder.is_dir():
                said = f"The data folder {folder} does not exist: start the bot once, or name another with --data."
                return [Finding(False, said)]
            findings += [*_folder(folder, floor_bytes), *_rights(folder)]
            private.require_own(folder)
            findings += _contents(folder, load(migrations))
    except ArtiCoverError as error:
        # The same error on another file would add nothing.
        if all(finding.ok for finding in findings):
            findings.append(Finding(False, str(error)))
    return findings


def _contents(folder: Path, migrations: list[Migration]) -> Iterator[Finding]:
    """Raises `ArtiCoverError` and `OSError` when something cannot be read."""
    path = folder / DATABASE
    with sqlite_errors(path):
        missing = presence.problem(folder)
    if missing:
        yield Finding(False, missing)
        return
    if not path.exists():
        yield Finding(True, f"There is no database in {folder} yet: the bot makes it when it starts.")
        return
    todo = pending(path, migrations)
    with sqlite_errors(path):
        connection = connect_read_only(path)
        try:
            yield from _database(connection, path, len(todo))
            yield from _files(connection, Blobs(folder / BLOBS))
        finally:
            connection.close()


def _folder(folder: Path, floor_bytes: int) -> list[Finding]:
    findings = []
    try:
        # Write a probe, because a broken or full drive still grants the permission.
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(_PROBE_BYTES))
    except OSError as error:
        error.filename = None  # a name made up for the probe
        findings.append(Finding(False, refusal(folder, error)))
    free = shutil.disk_usage(folder).free
    if free < floor_bytes:
        findings.append(
            Finding(
                False,
                f"Only {free >> 20} MiB are free on the disk of {folder}, and new covers are refused below "
                f"{floor_bytes >> 20} MiB: free some space, or lower storage.free_space_floor_mb.",
            )
        )
    return findings


def _rights(folder: Path) -> list[Finding]:
    """Whether other accounts can read or change the folder."""
    open_parts, mode = private.exposed(folder), private.mode_of_folder(folder)
    findings = []
    if open_parts:
        names = ", ".join(path.name for path in open_parts)
        findings.append(
            Finding(
                False,
                f"Other accounts of this machine can read or change {names} in {folder}:"
                f" run `chmod -R go= {folder}`, or start the bot once, which does the same.",
            )
        )
    if mode & private.OTHERS_WRITE:
        said = f"Other accounts can replace files in {folder} (mode {mode:04o}): run `chmod 700 {folder}`."
        findings.append(Finding(False, said))
    elif mode & private.OTHERS and not open_parts:
        findings.append(
            Finding(
                True,
                f"Other accounts can list the names in {folder} (mode {mode:04o}), but not read the bot's files;"
                f" `chmod 700 {folder}` hides the names, too.",
            )
        )
    return findings


def _database(connection: sqlite3.Connection, path: Path, todo: int) -> list[Finding]:
    faults = [row[0] for row in connection.execute("PRAGMA integrity_check(5)")]
    if faults != ["ok"]:
        return [
            Finding(
                False,
                f"The database {path} is damaged ({faults[0]}): {_RESTORE}.",
            )
        ]
    findings = []
    if todo:
        findings.append(Finding(True, f"The next start will back up the database and apply {todo} migration(s)."))
    astray = len(connection.execute("PRAGMA foreign_key_check").fetchall())
    if astray:
        findings.append(
            Finding(
                False,
                f"{astray} row(s) of the database refer to missing rows: {_RESTORE}.",
            )
        )
    for server, settings in connection.execute("SELECT server_key, settings FROM servers"):
        if not isinstance(json.loads(settings), dict):
            findings.append(
                Finding(False, f"The settings of server {server} are damaged: set them again with /settings.")
            )
    waiting = connection.execute("SELECT count(*) FROM outbox WHERE state = 'waiting' AND tries > 10").fetchone()[0]
    if waiting:
        findings.append(
            Finding(False, f"{waiting} message(s) were not delivered in 10 tries: the log has the reasons.")
        )
    # The folder may not have been migrated to a version with this table.
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'removals'").fetchone():
        left = connection.execute("SELECT count(*) FROM removals WHERE tries > 10").fetchone()[0]
        if left:
            said = f"{left} message(s) of deleted books are still in the chat after 10 tries: the log has the reasons."
            findings.append(Finding(False, said))
    versions = connection.execute("SELECT count(*) FROM versions").fetchone()[0]
    queued = connection.execute("SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')").fetchone()[0]
    return [
        *findings,
        Finding(True, f"The database is intact: {versions} version(s), {queued} job(s) queued or running."),
    ]


def _files(connection: sqlite3.Connection, blobs: Blobs) -> list[Finding]:
    needed = referenced(connection)
    missing = [sha for sha in needed if not blobs.has(sha)]
    damaged = [sha for sha in needed if sha not in missing and not blobs.intact(sha)]
    findings = []
    if missing:
        findings.append(
            Finding(
                False,
                f"{len(missing)} picture file(s) are missing (one is {missing[0][:12]}): {_RESTORE}.",
            )
        )
    if damaged:
        findings.append(
            Finding(
                False,
                f"{len(damaged)} picture file(s) are damaged (one is {damaged[0][:12]}): {_RESTORE}.",
            )
        )
    if not findings:
        findings.append(Finding(True, f"All {len(needed)} picture files exist and are intact."))
    others = {blob.sha256: blob.size for blob in blobs.all()}
    for sha in needed:
        others.pop(sha, None)
    if others:
        said = (
            f"{len(others)} file(s) of {sum(others.values()) >> 20} MiB belong to no book: the bot keeps those that "
            "are older than this database, which `restore` may need, and removes the others while it runs."
        )
        findings.append(Finding(True, said))
    return findings
