"""Refused requests, kept for a day so that their forms can be corrected."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.errors import NotFoundError
from bot.store.db import Database
from bot.store.records import File, Json, dump
from bot.store.transaction import Transaction

LIVES_S = 24 * 3600.0
KEPT = 5
"""Drafts per user, so that refusals cannot fill the disk."""


@dataclass(frozen=True)
class Draft:
    """A refused request as JSON, with its uploaded picture, if any."""

    draft_id: int
    user_key: str
    request: Json
    picture: File | None


async def add_draft(tx: Transaction, user_key: str, request: Json, picture: File | None, now: float) -> int:
    """Store a request; returns the draft's id."""
    return await tx.insert(
        "INSERT INTO drafts (user_key, request, sha256, size, expires_at) VALUES (?, ?, ?, ?, ?)",
        (user_key, dump(request), picture and picture.sha256, picture and picture.size, now + LIVES_S),
    )


async def get_draft(reader: Database | Transaction, draft_id: int, user_key: str, now: float) -> Draft:
    """A draft of this user. Raises `NotFoundError` when it is deleted or belongs to another user."""
    row = await reader.one(
        "SELECT * FROM drafts WHERE draft_id = ? AND user_key = ? AND expires_at > ?", (draft_id, user_key, now)
    )
    if row is None:
        raise NotFoundError(sentence="This form is no longer here: fill in a new one.")
    picture = None if row["sha256"] is None else File("picture", row["sha256"], row["size"])
    return Draft(row["draft_id"], row["user_key"], json.loads(row["request"]), picture)


async def newest_draft(reader: Database | Transaction, user_key: str, now: float) -> Draft | None:
    """The user's newest draft, or None."""
    row = await reader.one(
        "SELECT draft_id FROM drafts WHERE user_key = ? AND expires_at > ? ORDER BY draft_id DESC LIMIT 1",
        (user_key, now),
    )
    return None if row is None else await get_draft(reader, row["draft_id"], user_key, now)


async def trim_drafts(tx: Transaction, user_key: str) -> list[str]:
    """Keep only the user's newest drafts; returns the hashes of pictures that may no longer be needed."""
    newest = "SELECT draft_id FROM drafts WHERE user_key = ? ORDER BY draft_id DESC LIMIT ?"
    older = f"user_key = ? AND draft_id NOT IN ({newest})"
    arguments = (user_key, user_key, KEPT)
    rows = await tx.all(f"SELECT sha256 FROM drafts WHERE {older} AND sha256 IS NOT NULL", arguments)
    await tx.execute(f"DELETE FROM drafts WHERE {older}", arguments)
    return [row["sha256"] for row in rows]


async def expire_drafts(tx: Transaction, now: float) -> list[str]:
    """Delete old drafts; returns the hashes of pictures that may no longer be needed."""
    rows = await tx.all("SELECT sha256 FROM drafts WHERE expires_at <= ? AND sha256 IS NOT NULL", (now,))
    await tx.execute("DELETE FROM drafts WHERE expires_at <= ?", (now,))
    return [row["sha256"] for row in rows]
