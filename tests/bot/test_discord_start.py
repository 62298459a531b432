"""Coming up and going: the token, the network, the commands Discord is told, and what the log keeps to itself."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from discord_bot import Place, a_bot, a_cover
from loopback.running import BotProcess

from bot.platforms.discord.sync import KNOWN

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
        for _ in range(2):
            async with a_bot(place, tmp_path):
                pass
        assert len(place.asked("PUT /applications")) == 1
        (tmp_path / "data" / KNOWN).write_text("an older definition")
        async with a_bot(place, tmp_path):
            pass
        assert len(place.asked("PUT /applications")) == 2


async def test_commands_that_could_not_be_told_are_told_at_the_next_start(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        place.faults.broken("PUT /applications", 503)
        async with a_bot(place, tmp_path) as bot:
            assert not bot.running.done()
        async with a_bot(place, tmp_path):
            await a_cover(place.person("mira"))


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
