"""Interactions of the platforms: each is accepted once and stored with the data needed to answer it."""

from __future__ import annotations

import sqlite3

from bot.store.db import Database
from bot.store.records import Interaction
from bot.store.transaction import Transaction


async def remember_interaction(tx: Transaction, interaction: Interaction, now: float) -> bool:
    """Store an interaction; False when it was stored before, so that a repeated press has one effect."""
    return bool(
        await tx.execute(
            "INSERT INTO interactions (platform, interaction_id, user_key, channel_id, token, token_expires_at,"
            " accepted_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (
                interaction.platform,
                interaction.interaction_id,
                interaction.user_key,
                interaction.channel_id,
                interaction.token,
                interaction.token_expires_at,
                now,
            ),
        )
    )


async def answer_of(reader: Database | Transaction, platform: str, interaction_id: str) -> sqlite3.Row | None:
    """The place of the answer to an interaction: channel_id, token, token_expires_at, message_id."""
    return await reader.one(
        "SELECT channel_id, token, token_expires_at, message_id FROM interactions"
        " WHERE platform = ? AND interaction_id = ?",
        (platform, interaction_id),
    )


async def remember_answer(tx: Transaction, interaction: Interaction, message_id: str) -> None:
    """Store the message id of the (deferred) answer to an interaction, for later messages."""
    await tx.execute(
        "UPDATE interactions SET message_id = ? WHERE platform = ? AND interaction_id = ?",
        (message_id, interaction.platform, interaction.interaction_id),
    )


async def remember_shown(tx: Transaction, interaction: Interaction, message_id: str, session_id: int) -> None:
    """Store a message that shows a book but belongs to no job."""
    await tx.execute(
        "INSERT INTO shown VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (interaction.platform, interaction.channel_id, message_id, session_id),
    )
