"""The commands as Discord knows them, told anew only when their definition changed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from pathlib import Path

import discord
from discord import app_commands

log = logging.getLogger(__name__)

KNOWN = "discord-commands.sha256"
"""The file that holds the digest of what Discord was told last."""


class Vocabulary:
    """Which commands Discord knows, kept in a file of `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / KNOWN

    async def sync(self, tree: app_commands.CommandTree[discord.Client]) -> bool:
        """Tell Discord the commands of `tree` if they changed; whether they had. Raises `HTTPException`, `OSError`."""
        digest = await digest_of(tree)
        if await asyncio.to_thread(self._read) == digest:
            return False
        await tree.sync()
        await asyncio.to_thread(self._file.write_text, digest, "ascii")
        log.info("Discord was told the commands anew")
        return True

    def _read(self) -> str:
        try:
            return self._file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""


async def digest_of(tree: app_commands.CommandTree[discord.Client]) -> str:
    """The SHA-256 of the definitions with their translations, and of whose they are."""
    payload = (
        [await command.get_translated_payload(tree, tree.translator) for command in tree.get_commands()]
        if (tree.translator)
        else [command.to_dict(tree) for command in tree.get_commands()]
    )
    whose = {"application": tree.client.application_id, "commands": payload}
    return hashlib.sha256(json.dumps(whose, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
