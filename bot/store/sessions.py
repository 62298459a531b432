"""Sessions and their versions: reading, adding, deleting. Functions that write take an open transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from bot.errors import NotFoundError
from bot.store.db import Database
from bot.store.records import File, Interaction, Json, NewVersion, Session, Version, dump
from bot.store.transaction import Transaction


async def create_session(
    tx: Transaction, interaction: Interaction, brief: Json, now: float, *, private: bool = False
) -> int:
    """A new session for the user who sent `interaction`; returns its id."""
    return await tx.insert(
        "INSERT INTO sessions (platform, server_key, channel_id, user_key, brief, created_at, private)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            interaction.platform,
            interaction.server_key,
            interaction.channel_id,
            interaction.user_key,
            dump(brief),
            now,
            private,
        ),
    )


async def get_session(reader: Database | Transaction, session_id: int) -> Session:
    """The session. Raises `NotFoundError` when there is none or it is deleted."""
    row = await reader.one("SELECT * FROM sessions WHERE session_id = ? AND deleted_at IS NULL", (session_id,))
    if row is None:
        raise NotFoundError("no_book")
    return Session.of(row)


async def is_there(reader: Database | Transaction, session_id: int) -> bool:
    """Whether the session has not been deleted."""
    row = await reader.one("SELECT 1 FROM sessions WHERE session_id = ? AND deleted_at IS NULL", (session_id,))
    return row is not None


async def sessions_of(reader: Database, user_key: str, limit: int = 25) -> list[Session]:
    """The user's newest sessions, newest first."""
    rows = await reader.all(
        "SELECT * FROM sessions WHERE user_key = ? AND deleted_at IS NULL ORDER BY session_id DESC LIMIT ?",
        (user_key, limit),
    )
    return [Session.of(row) for row in rows]


async def sessions_by_id(reader: Database, session_ids: Sequence[int]) -> list[Session]:
    """The sessions that are not deleted, in the order of `session_ids`."""
    rows = await reader.all(
        "SELECT s.* FROM json_each(?) AS wanted JOIN sessions s ON s.session_id = wanted.value"
        " WHERE s.deleted_at IS NULL ORDER BY wanted.key",
        (json.dumps(list(session_ids)),),
    )
    return [Session.of(row) for row in rows]


async def titles_of(reader: Database, user_key: str) -> dict[int, str]:
    """The titles of all the user's sessions by id, newest first.

    The title is that of the newest queued or running change, else of the current version, else of the first request.
    """
    rows = await reader.all(
        "SELECT s.session_id, coalesce("
        " (SELECT json_extract(j.payload, '$.asked.brief.title') FROM jobs j WHERE j.session_id = s.session_id"
        "  AND j.state IN ('queued', 'running') ORDER BY j.job_id DESC LIMIT 1),"
        " json_extract(v.data, '$.asked.brief.title'), json_extract(s.brief, '$.brief.title'), '') AS title"
        " FROM sessions s LEFT JOIN versions v ON v.version_id = s.current_version_id"
        " WHERE s.user_key = ? AND s.deleted_at IS NULL ORDER BY s.session_id DESC",
        (user_key,),
    )
    return {row["session_id"]: str(row["title"]) for row in rows}


async def set_current(tx: Transaction, session_id: int, version_id: int) -> None:
    """Make a version the current one. Raises `NotFoundError` when it does not belong to the session."""
    changed = await tx.execute(
        "UPDATE sessions SET current_version_id = :version WHERE session_id = :session AND deleted_at IS NULL"
        " AND EXISTS (SELECT 1 FROM versions WHERE version_id = :version AND session_id = :session)",
        {"version": version_id, "session": session_id},
    )
    if not changed:
        raise NotFoundError("other_version")


async def history(reader: Database | Transaction, session_id: int) -> list[Version]:
    """All versions of a session in order; evicted print files are listed as such."""
    return await _versions(reader, "session_id = ?", session_id)


async def get_version(reader: Database | Transaction, version_id: int) -> Version:
    """One version. Raises `NotFoundError`."""
    found = await _versions(reader, "version_id = ?", version_id)
    if not found:
        raise NotFoundError("no_version")
    return found[0]


async def made_before(
    reader: Database | Transaction, job_id: int, server_key: str, user_key: str, most: int
) -> list[Json]:
    """What is remembered of the last covers of a server, newest first, by jobs older than `job_id`.

    In direct messages, which have no server, those of the user.
    """
    rows = await reader.all(
        "SELECT versions.data FROM jobs JOIN versions USING (job_id)"
        " WHERE jobs.server_key = ? AND jobs.job_id < ? AND (jobs.server_key <> '' OR jobs.user_key = ?)"
        " ORDER BY jobs.job_id DESC, versions.ordinal DESC LIMIT ?",
        (server_key, job_id, user_key, most),
    )
    return [json.loads(row["data"]) for row in rows]


async def add_versions(
    tx: Transaction, session_id: int, job_id: int, new: Sequence[NewVersion], now: float
) -> list[int]:
    """Append versions of a job and make the last of them current; returns their ids."""
    row = await tx.one("SELECT coalesce(max(number), 0) AS last FROM versions WHERE session_id = ?", (session_id,))
    assert row is not None
    ids = []
    for ordinal, version in enumerate(new):
        version_id = await tx.insert(
            "INSERT INTO versions (session_id, number, parent_id, action, data, job_id, ordinal, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                session_id,
                row["last"] + 1 + ordinal,
                version.parent_id,
                version.action,
                dump(version.data),
                job_id,
                ordinal,
                now,
            ),
        )
        for file in version.files:
            await tx.execute(
                "INSERT INTO version_files VALUES (?, ?, ?, ?)", (version_id, file.name, file.sha256, file.size)
            )
        ids.append(version_id)
    if ids:
        await tx.execute("UPDATE sessions SET current_version_id = ? WHERE session_id = ?", (ids[-1], session_id))
    return ids


async def add_print_files(tx: Transaction, job_id: int, prints: Mapping[int, Sequence[File]]) -> None:
    """Add print files by version id; they replace evicted ones of the same name."""
    for version_id, files in prints.items():
        for file in files:
            await tx.execute(
                "INSERT OR REPLACE INTO print_files (version_id, name, sha256, size, job_id) VALUES (?, ?, ?, ?, ?)",
                (version_id, file.name, file.sha256, file.size, job_id),
            )


async def _versions(reader: Database | Transaction, where: str, value: int) -> list[Version]:
    """Versions with their files. `where` is a condition from this module, never user input."""
    rows = await reader.all(f"SELECT * FROM versions WHERE {where} ORDER BY number", (value,))
    chosen = f"SELECT version_id FROM versions WHERE {where}"
    kept = await _files(
        reader, f"SELECT *, NULL AS evicted_at FROM version_files WHERE version_id IN ({chosen})", value
    )
    prints = await _files(reader, f"SELECT * FROM print_files WHERE version_id IN ({chosen})", value)
    return [
        Version(
            row["version_id"],
            row["session_id"],
            row["number"],
            row["parent_id"],
            row["action"],
            json.loads(row["data"]),
            row["job_id"],
            row["created_at"],
            tuple(kept.get(row["version_id"], ())),
            tuple(prints.get(row["version_id"], ())),
        )
        for row in rows
    ]


async def _files(reader: Database | Transaction, sql: str, value: int) -> dict[int, list[File]]:
    found: dict[int, list[File]] = {}
    for row in await reader.all(f"{sql} ORDER BY name", (value,)):
        file = File(row["name"], row["sha256"], row["size"], row["evicted_at"] is not None)
        found.setdefault(row["version_id"], []).append(file)
    return found
