"""The libraries of both chat platforms make their clients, without a connection."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


async def test_a_slack_app_answers_a_command() -> None:
    from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
    from slack_bolt.authorization import AuthorizeResult

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-made-up", bot_user_id="U0")

    app = AsyncApp(authorize=authorize, request_verification_enabled=False, process_before_response=True)

    @app.command("/cover")
    async def cover(ack, command) -> None:  # type: ignore[no-untyped-def]
        await ack(f"Painting {command['text']}.")

    body = "command=%2Fcover&text=The+Whale&team_id=T1&user_id=U1&channel_id=C1"
    headers = {"content-type": ["application/x-www-form-urlencoded"]}
    response = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    assert (response.status, response.body) == (200, "Painting The Whale.")


def test_a_discord_client_is_made_without_a_gateway() -> None:
    import discord

    client = discord.Client(intents=discord.Intents.none())
    tree = discord.app_commands.CommandTree(client)
    assert tree.get_commands() == []
