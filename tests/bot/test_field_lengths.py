"""No field of a command or form takes more than a cover does: what was typed is never refused for its length."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from simulated_users import simulated_users_of

from articover.brief import PRINTED_FIELDS, Brief
from articover.limits import MAX_CHARS
from bot.conversation import requests
from bot.platforms.discord.commands import add_commands


async def test_discord_offers_the_lengths_that_a_cover_takes(tmp_path: Path) -> None:
    async with simulated_users_of(tmp_path) as users:
        tree: app_commands.CommandTree[Any] = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))
        add_commands(tree, users.app.conversation, None)  # type: ignore[arg-type]  # nobody calls a command here
        command = tree.get_command("cover")
        assert isinstance(command, app_commands.Command)
        offered = {parameter.name: parameter.max_value for parameter in command.parameters}
        assert {name: offered[name] for name in PRINTED_FIELDS} == {name: MAX_CHARS[name] for name in PRINTED_FIELDS}
        assert offered["synopsis"] == MAX_CHARS["synopsis"]
        # Mood and colours are added to the requirements later.
        assert 0 < offered["requirements"] <= MAX_CHARS["requirements"] - 2 * 200

        texts = {name: "a" * int(most) for name, most in offered.items() if name in MAX_CHARS and most}
        assert set(texts) >= {*PRINTED_FIELDS, "synopsis", "requirements"}
        Brief(**texts)
        reply = await users.says(requests.ShowStart())
        assert reply.form is not None
        for field in reply.form.fields:
            if field.name in MAX_CHARS:
                assert field.max_chars <= MAX_CHARS[field.name], field.name
