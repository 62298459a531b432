"""Coming up and going: the token, the network, the commands Discord is told, and what the log keeps to itself."""

from __future__ import annotations

import asyncio
import copy
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from discord_bot import Place, a_bot, a_cover
from loopback.running import BotProcess

from bot.platforms.discord.sync import canonical

Change = Callable[[list[dict[str, Any]]], object]
COMMANDS = "PUT /applications"
ROOT = Path(__file__).resolve().parents[2]
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.not-a-real-one.aaaaaaaaaaaaaaaaaaaaaaaa"


def start_bot(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ARTICOVER_", "DISCORD_"))}
    settings = {
        "BOT__DATA_FOLDER": str(folder / "data"),
        "STORAGE__FREE_SPACE_FLOOR_MB": "0",
        "HTTP__PORT": "0",
        "WORKER__WARM_UP": "false",
        "BOT__LOG_LEVEL": "error",
        **environment,
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=ROOT,
        env=clean | {"DISCORD_TOKEN": TOKEN} | {f"ARTICOVER_BOT__{name}": value for name, value in settings.items()},
    )


async def test_a_token_that_is_not_accepted_is_one_sentence_and_the_end(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        urls = {"DISCORD__API_URL": place.api_url, "DISCORD__GATEWAY_URL": place.gateway_url}
        ended = await asyncio.to_thread(start_bot, tmp_path, **urls)
        assert ended.returncode == 2
        assert ended.stderr.count("\n") == 1
        assert "DISCORD_TOKEN" in ended.stderr
        assert TOKEN not in ended.stderr
        assert len(place.calls) == 1


def test_without_a_network_it_says_so_and_ends(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/api/v10"
        ended = start_bot(tmp_path, DISCORD__API_URL=url)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "cannot be reached" in ended.stderr


def test_switched_off_it_names_what_is_missing(tmp_path: Path) -> None:
    ended = start_bot(tmp_path, DISCORD__ENABLED="false")
    assert ended.returncode == 3
    assert ended.stderr.count("\n") == 1


async def test_commands_are_told_again_only_when_they_changed(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        for _ in range(3):
            async with a_bot(place, tmp_path):
                await place.state.until(lambda: place.asked(COMMANDS), 10)
        assert len(place.asked(COMMANDS)) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda commands: commands.clear(),
        lambda commands: commands.pop(),
        lambda commands: commands.append({**commands[0], "name": "imagine", "id": "1"}),
        lambda commands: commands[0].update(description="Something else"),
        lambda commands: commands[0]["description_localizations"].update(ko="다른 것"),
        lambda commands: commands[0]["options"].reverse(),
        lambda commands: commands[0]["options"][0].update(required=True),
        lambda commands: commands[0]["options"][0].update(max_length=100),
        lambda commands: commands[-1].update(default_member_permissions=None),
        lambda commands: commands[0].update(contexts=[0]),
        lambda commands: commands[0].update(nsfw=True),
    ],
    ids=["none", "fewer", "more", "words", "korean", "order", "required", "length", "permissions", "contexts", "adult"],
)
async def test_commands_that_another_program_changed_are_told_again(tmp_path: Path, change: Change) -> None:
    async with Place(tmp_path) as place:
        async with a_bot(place, tmp_path):
            assert await place.state.until(lambda: place.asked(COMMANDS), 10)
        ours = copy.deepcopy(place.state.commands)
        assert len(ours) >= 10
        change(place.state.commands)
        async with a_bot(place, tmp_path):
            assert await place.state.until(lambda: len(place.asked(COMMANDS)) == 2, 10)
            await a_cover(place.person("mira"))
        assert canonical(place.state.commands) == canonical(ours)


async def test_commands_are_told_again_while_the_bot_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.discord.sync.LOOK_S", 0.05)
    async with Place(tmp_path) as place, a_bot(place, tmp_path):
        assert await place.state.until(lambda: len(place.state.commands) > 9, 10)
        place.state.commands.clear()
        assert await place.state.until(lambda: len(place.state.commands) > 9, 10)


@pytest.mark.parametrize("pattern", ["GET /applications/[0-9]+/commands", "PUT /applications/[0-9]+/commands"])
@pytest.mark.parametrize("status", [503, 403])
async def test_commands_that_could_not_be_told_are_told_later(
    tmp_path: Path, pattern: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.retries.FIRST_RETRY_S", 0.1)
    async with Place(tmp_path) as place:
        place.faults.broken(pattern, status)
        async with a_bot(place, tmp_path) as bot:
            assert not bot.running.done()
            assert await place.state.until(lambda: len(place.state.commands) > 9, 20)
            await a_cover(place.person("mira"))


async def test_the_entry_point_of_an_activity_stays(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        entry = {"id": "7", "name": "launch", "description": "", "type": 4, "handler": 2}
        place.state.commands.append(entry)
        for _ in range(2):
            async with a_bot(place, tmp_path):
                assert await place.state.until(lambda: len(place.state.commands) > 9, 10)
        assert [each["id"] for each in place.state.commands if each["type"] == 4] == ["7"]
        assert len(place.asked(COMMANDS)) == 1


async def test_the_log_tells_everything_but_the_tokens(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        bot = BotProcess(tmp_path, place, BOT__LOG_LEVEL="debug")
        try:
            await bot.start()
            mira = place.person("mira")
            place.faults.broken("PATCH /webhooks", 404)
            answer = (await mira.slash("cover", title="Night Tide")).message
            assert answer is not None
            await mira.wait_for(lambda message: message.pictures)
            await bot.drained()
        finally:
            if bot.process is not None:
                await bot.leave()
        assert "Start by" in bot.log
        assert place.token not in bot.log
        tokens = [each.token for each in place.interactions.every.values()]
        assert tokens
        assert not [token for token in tokens if token in bot.log]


async def test_a_gateway_that_is_gone_is_not_well_after_a_grace_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        monitor = bot.app.monitor
        assert (await monitor.condition()).chats == {"discord": "ok"}
        place.gateway.closed = True
        await place.gateway.drop()
        async with asyncio.timeout(10):
            while (await monitor.condition()).chats != {"discord": "reconnecting"}:
                await asyncio.sleep(0.05)
        assert (await monitor.condition()).well
        monkeypatch.setattr("bot.health.chats.GRACE_S", 0.5)
        async with asyncio.timeout(10):
            while (condition := await monitor.condition()).well:
                await asyncio.sleep(0.05)
        assert condition.chats == {"discord": "disconnected"}
        assert b"articover_well 0.0" in await monitor.metrics()
        place.gateway.closed = False
        await place.connected()
        async with asyncio.timeout(10):
            while not (await monitor.condition()).well:
                await asyncio.sleep(0.05)
        assert b"articover_well 1.0" in await monitor.metrics()


async def test_messages_that_do_not_go_out_are_not_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.health.chats.BEHIND_S", 0.5)
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer = (await mira.slash("cover", title="Night Tide")).message
        assert answer is not None
        place.faults.busy("PATCH /webhooks", retry_after_s=0.2, times=10_000)
        bot.executor.gate.set()
        async with asyncio.timeout(20):
            while (await bot.app.monitor.condition()).chats != {"discord": "not delivering"}:
                await asyncio.sleep(0.05)
        assert b"articover_well 0.0" in await bot.app.monitor.metrics()
        place.faults.clear()
        await mira.wait_until(answer, lambda message: message.pictures)
        async with asyncio.timeout(20):
            while not (await bot.app.monitor.condition()).well:
                await asyncio.sleep(0.05)


async def test_the_metrics_tell_whether_the_connection_stands(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        assert b'articover_chat_connected{platform="discord"} 1.0' in await bot.app.monitor.metrics()
        place.gateway.closed = True
        await place.gateway.drop()
        async with asyncio.timeout(10):
            while b'articover_chat_connected{platform="discord"} 0.0' not in await bot.app.monitor.metrics():
                await asyncio.sleep(0.05)
        place.gateway.closed = False
        await place.connected()
