"""Files arrive as far as the chat takes them, and the words name exactly those that are there."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from discord_bot import Bot, Person, Place, Shown, a_bot, a_cover
from test_discord_delivery import told
from test_discord_server import free_port

SMALL = 500
"""More than the PDF and the credits of the fake executor have, less than its PNG."""


async def asked_to_print(place: Place, bot: Bot, who: Person) -> Shown:
    """The first answer to a press of the button that makes print files, while the work is held back."""
    shown = await a_cover(who)
    bot.executor.gate.clear()
    printed = (await who.press(shown, "Print files")).message
    assert printed is not None
    return printed


def attached(message: Shown) -> set[str]:
    return {each["filename"] for each in message.data["attachments"]}


def named_as_attached(message: Shown) -> set[str]:
    """The kinds of files that the words say are attached."""
    found = re.search(r"Attached: (.*)", message.text.replace("\\", ""))
    return set(re.findall(r"(print\.pdf|print\.png|credits\.txt)", found[1])) if found else set()


def kinds(message: Shown) -> set[str]:
    return {name.rpartition("-")[2] for name in attached(message)}


@pytest.mark.parametrize("late", [False, True], ids=["edit", "late"])
async def test_a_limit_that_shrank_keeps_only_the_large_files_back(tmp_path: Path, late: bool) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        printed = await asked_to_print(place, bot, mira)
        place.guild.upload_limit_bytes = SMALL
        if late:
            place.clock.advance(16 * 60)
        bot.executor.gate.set()
        await told(place, bot)
        shown = mira.sees()[-1] if late else mira.now(printed)
        assert kinds(shown) == named_as_attached(shown) == {"print.pdf", "credits.txt"}
        assert "print.png" in shown.text and "too big" in shown.text


async def test_a_late_result_counts_with_the_servers_limit_not_the_persons(tmp_path: Path) -> None:
    """Somebody with a subscription may attach more than the bot itself may."""
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        mira.user.upload_limit_bytes = 500 * 1024 * 1024
        place.guild.upload_limit_bytes = SMALL
        printed = await asked_to_print(place, bot, mira)
        bot.executor.gate.set()
        await told(place, bot)
        assert kinds(mira.now(printed)) == {"print.pdf", "print.png", "credits.txt"}
        printed = await asked_to_print(place, bot, mira)
        place.clock.advance(16 * 60)
        bot.executor.gate.set()
        await told(place, bot)
        shown = mira.sees()[-1]
        assert shown.id != printed.id
        assert kinds(shown) == named_as_attached(shown) == {"print.pdf", "credits.txt"}


async def test_what_was_refused_is_behind_a_link_where_there_are_links(tmp_path: Path) -> None:
    settings = {"FILES__PUBLIC_URL": "https://covers.example", "HTTP__PORT": str(free_port())}
    async with Place(tmp_path) as place, a_bot(place, tmp_path, **settings) as bot:
        mira = place.person("mira")
        printed = await asked_to_print(place, bot, mira)
        place.guild.upload_limit_bytes = SMALL
        bot.executor.gate.set()
        await told(place, bot)
        shown = mira.now(printed)
        assert kinds(shown) == named_as_attached(shown) == {"print.pdf", "credits.txt"}
        assert re.search(r"https://covers\.example/files/\S+print\.png", shown.text)


async def test_files_that_are_too_large_together_come_as_far_as_they_fit(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        printed = await asked_to_print(place, bot, mira)
        place.state.request_limit_bytes = SMALL
        bot.executor.gate.set()
        await told(place, bot)
        shown = mira.now(printed)
        assert named_as_attached(shown) == kinds(shown)
        assert "print.pdf" in kinds(shown)


async def test_in_direct_messages_a_late_result_keeps_to_their_limit(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        mira.user.upload_limit_bytes = 500 * 1024 * 1024
        dm = place.state.dm_with(mira.user)
        place.state.dm_upload_limit_bytes = SMALL
        answer = (await mira.slash("cover", title="Night Tide", synopsis="A whale.", channel=dm)).message
        assert answer is not None
        shown = await mira.wait_until(answer, lambda message: message.pictures)
        bot.executor.gate.clear()
        await mira.press(shown, "Print files")
        place.clock.advance(16 * 60)
        bot.executor.gate.set()
        await told(place, bot)
        shown = mira.sees_dms()[-1]
        assert kinds(shown) == named_as_attached(shown) == {"print.pdf", "credits.txt"}


async def test_an_export_comes_in_as_small_parts_as_the_chat_takes(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        mira.user.upload_limit_bytes = 50 * 1024 * 1024
        await a_cover(mira)
        for number in range(12):
            blob = bot.app.store.blobs.put_bytes(bytes([number]) * 1_500_000)
            async with bot.app.store.db.transaction() as tx:
                await tx.execute("INSERT INTO version_files VALUES (1, ?, ?, ?)", (f"{number}", blob.sha256, blob.size))
        # The limit was true of the person, and the chat takes less.
        place.state.request_limit_bytes = 3_500_000
        await mira.slash("export-me")
        names: list[str] = []
        parts = 0
        await mira.wait_for(lambda message: any("-6.zip" in name for name in attached(message)), timeout_s=30)
        for message in mira.sees():
            for each in message.data["attachments"]:
                if each["filename"].endswith(".zip"):
                    assert message.is_private
                    parts += 1
                    with zipfile.ZipFile(place.state.cdn.stored[each["id"]].path) as archive:
                        names += archive.namelist()
        assert parts == 6
        assert "me.json" in names
        assert len(set(names)) == len(names) == 1 + 5 + 12
