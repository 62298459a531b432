"""Servers' settings, blocked users and words, reports and usage, as plain rows."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.errors import NotFoundError
from bot.store.db import Database
from bot.store.records import dump
from bot.store.transaction import Transaction

EVERYWHERE = ""
"""The server key of a block that holds on all servers."""

BlockKind = Literal["user", "word"]


@dataclass(frozen=True)
class Block:
    """A user key or a word that is blocked on a server (or `EVERYWHERE`), by whom and why."""

    server_key: str
    kind: BlockKind
    value: str
    reason: str
    blocked_by: str


@dataclass(frozen=True)
class Report:
    """A user's report about a version; open until resolved."""

    report_id: int
    version_id: int
    server_key: str
    reported_by: str
    reason: str
    reported_at: float


async def get_settings(reader: Database | Transaction, server_key: str) -> dict[str, Any]:
    """A server's settings; {} when it has none."""
    rows = await reader.all_kept("SELECT settings FROM servers WHERE server_key = ?", (server_key,))
    return dict(json.loads(rows[0]["settings"])) if rows else {}


async def change_settings(tx: Transaction, server_key: str, changes: Mapping[str, Any], now: float) -> dict[str, Any]:
    """Change settings, where None resets one to its default; returns all settings."""
    merged = {**await get_settings(tx, server_key), **changes}
    settings = {name: value for name, value in merged.items() if value is not None}
    await tx.execute(
        "INSERT INTO servers VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET settings = excluded.settings, updated_at = excluded.updated_at",
        (server_key, dump(settings), now),
    )
    tx.forget_kept()
    return settings


async def add_block(tx: Transaction, block: Block, now: float) -> bool:
    """Block a user or word; False when it was blocked already."""
    tx.forget_kept()
    return bool(
        await tx.execute(
            "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (block.server_key, block.kind, _value(block.kind, block.value), block.reason, block.blocked_by, now),
        )
    )


async def remove_block(tx: Transaction, server_key: str, kind: BlockKind, value: str) -> bool:
    """Lift a block; False when there was none."""
    tx.forget_kept()
    return bool(
        await tx.execute(
            "DELETE FROM blocks WHERE server_key = ? AND kind = ? AND value = ?",
            (server_key, kind, _value(kind, value)),
        )
    )


async def blocks(reader: Database | Transaction, server_key: str, kind: BlockKind) -> list[Block]:
    """The blocks that apply on this server. Words are in the form that `folded` returns."""
    rows = await reader.all_kept(
        "SELECT server_key, kind, value, reason, blocked_by FROM blocks WHERE server_key IN (?, ?) AND kind = ?"
        " ORDER BY value, server_key",
        (server_key, EVERYWHERE, kind),
    )
    return [Block(*row) for row in rows]


async def add_report(tx: Transaction, version_id: int, server_key: str, by: str, reason: str, now: float) -> bool:
    """Store a report; False when this user has already reported this version."""
    return bool(
        await tx.execute(
            "INSERT INTO reports (version_id, server_key, reported_by, reason, reported_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (version_id, reported_by) DO NOTHING",
            (version_id, server_key, by, reason, now),
        )
    )


async def open_reports(reader: Database | Transaction, server_key: str) -> list[Report]:
    """A server's unresolved reports, oldest first."""
    rows = await reader.all(
        "SELECT report_id, version_id, server_key, reported_by, reason, reported_at FROM reports"
        " WHERE server_key = ? AND resolved_at IS NULL ORDER BY report_id",
        (server_key,),
    )
    return [Report(*row) for row in rows]


async def is_reported(reader: Database | Transaction, session_id: int) -> bool:
    """Whether an unresolved report is about a version of this book."""
    return (
        await reader.one(
            "SELECT 1 FROM reports JOIN versions USING (version_id) WHERE session_id = ? AND resolved_at IS NULL",
            (session_id,),
        )
        is not None
    )


async def resolve_report(tx: Transaction, report_id: int, by: str, now: float) -> None:
    """Close a report. Raises `NotFoundError` when it is not open."""
    if not await tx.execute(
        "UPDATE reports SET resolved_at = ?, resolved_by = ? WHERE report_id = ? AND resolved_at IS NULL",
        (now, by, report_id),
    ):
        raise NotFoundError(sentence="This report is closed already, or its book was deleted.")


async def usage(reader: Database | Transaction, user_key: str, day: str) -> tuple[int, float]:
    """The number of a user's accepted jobs on a UTC day ("2026-01-31"), and the seconds spent on them."""
    row = await reader.one("SELECT jobs, work_s FROM usage WHERE user_key = ? AND day = ?", (user_key, day))
    return (0, 0.0) if row is None else (row["jobs"], row["work_s"])


def folded(text: str) -> str:
    """Text in the form in which words are compared: NFKC and casefolded, so that width and case do not matter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _value(kind: BlockKind, value: str) -> str:
    return folded(value).strip() if kind == "word" else value
