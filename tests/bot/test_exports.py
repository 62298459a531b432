"""Copies of what is one's own: each for one person and one time, several at once, and never what fills the disk."""

from __future__ import annotations

import asyncio
import os
import time
import zipfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
import pytest_asyncio
from discord_bot import Place, a_bot, a_cover
from simulated_users import START, SimulatedUsers, simulated_users_of
from test_links import free_port

from bot.conversation import requests
from bot.jobs import Limits
from bot.store import exports


@pytest_asyncio.fixture
async def linked(tmp_path: Path) -> AsyncIterator[tuple[SimulatedUsers, str]]:
    """A bot with a public address, and where its server answers."""
    port = free_port()
    async with simulated_users_of(tmp_path, HTTP__PORT=str(port), FILES__PUBLIC_URL="https://covers.example") as users:
        yield users, f"http://127.0.0.1:{port}"


async def status_of(url: str) -> int:
    async with aiohttp.ClientSession() as client, client.get(url) as answer:
        return answer.status


async def test_a_link_to_an_old_copy_never_opens_a_new_one(linked: tuple[SimulatedUsers, str]) -> None:
    users, server = linked

    async def link() -> str:
        reply = await users.says(requests.ExportMe(), upload_limit_bytes=10)
        return server + urlsplit(str(reply.lines[1].arguments["url"])).path

    await users.makes(START)
    first = await link()
    assert await status_of(first) == 200
    await users.says(requests.ForgetMe(confirmed=True))
    assert await status_of(first) == 410
    await users.makes(START)
    second = await link()
    assert second != first
    assert (await status_of(first), await status_of(second)) == (410, 200)
    third = await link()
    await users.says(requests.ForgetMe(confirmed=True))
    assert [await status_of(each) for each in (first, second, third)] == [410, 410, 410]


async def test_the_name_of_a_copy_cannot_be_computed_from_the_user(linked: tuple[SimulatedUsers, str]) -> None:
    users, _ = linked
    await users.makes(START)
    made = [await users.says(requests.ExportMe()) for _ in range(2)]
    names = [each.files[0].path.name for each in made]
    tokens = {name.removesuffix(".zip").split("-")[1] for name in names}
    assert len(tokens) == 2 and all(len(token) == 64 for token in tokens)
    assert exports.find(users.app.store, names[0].split("-")[0]) is None


async def test_several_copies_at_once_all_arrive(users: SimulatedUsers, book: int) -> None:
    replies = await asyncio.gather(
        *(users.says(requests.ExportMe()) for _ in range(5)), users.says(requests.ExportMe(), "ben")
    )
    for reply in replies:
        assert [line.key for line in reply.lines] == ["exported"]
        with zipfile.ZipFile(reply.files[0].path) as archive:
            assert archive.testzip() is None and "me.json" in archive.namelist()
    mine, bens = {str(reply.files[0].path) for reply in replies[:5]}, str(replies[5].files[0].path)
    assert bens not in mine and len(mine) == 1
    assert users.conversation.context.exporting == {}


async def test_three_copies_at_once_arrive_on_discord(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path):
        mira = place.person("mira")
        await a_cover(mira)
        answers = await asyncio.gather(*(mira.slash("export-me") for _ in range(3)))
        for answer in answers:
            assert answer.message is not None
            shown = await mira.wait_until(answer.message, lambda message: message.files)
            assert shown.files == ["my-covers.zip"] and shown.text.startswith("Your data: one book")


async def test_copies_that_were_sent_make_way_for_the_next(users: SimulatedUsers, book: int) -> None:
    first = (await users.says(requests.ExportMe())).files[0].path
    long_ago = time.time() - 1000
    os.utime(first, (long_ago, long_ago))
    (half,) = [first.with_suffix(".part")]
    half.write_bytes(b"of a bot that was killed")
    os.utime(half, (long_ago, long_ago))
    second = (await users.says(requests.ExportMe())).files[0].path
    assert second.exists() and not first.exists() and not half.exists()


async def test_forgetting_waits_for_a_copy_that_is_being_written(
    users: SimulatedUsers, book: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = exports.Export.whole

    def slowly(*arguments: object) -> object:
        time.sleep(0.3)
        return write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(exports.Export, "whole", slowly)
    copying = asyncio.create_task(users.says(requests.ExportMe()))
    while not users.conversation.context.exporting:
        await asyncio.sleep(0)
    await users.says(requests.ForgetMe(confirmed=True))
    await copying
    assert list((users.app.store.folder / "exports").iterdir()) == []


async def test_without_room_for_a_copy_the_disk_is_named(users: SimulatedUsers, book: int) -> None:
    users.conversation.context.jobs.limits = Limits(floor_bytes=1 << 60)
    reply = await users.says(requests.ExportMe())
    assert [line.key for line in reply.lines] == ["refused-space-copy"]
    assert not (users.app.store.folder / "exports").exists()


async def test_a_disk_that_fills_while_a_copy_is_written_is_named(
    users: SimulatedUsers, book: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    for limit in (0, 1_100_000):
        reply = await users.says(requests.ExportMe(), upload_limit_bytes=limit)
        assert [line.key for line in reply.lines] == ["refused-space-copy"]
    assert list((users.app.store.folder / "exports").iterdir()) == []
    assert replace(reply, lines=()).files == ()
