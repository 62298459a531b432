"""A server on Discord: polls, moderators, settings, the log channel, links, and pictures by themselves."""

from __future__ import annotations

import asyncio
import re
import socket
from pathlib import Path

from discord_bot import Bot, Place, a_bot, a_cover
from loopback.discord import Upload

from bot.outbox import Outbox, OutboxMessage, Target, enqueue

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def told(bot: Bot) -> None:
    outbox = Outbox(bot.app.store, "discord")
    async with asyncio.timeout(20):
        while await bot.app.jobs.open_jobs() or await outbox.unsent():
            await asyncio.sleep(0.02)


async def test_the_server_is_asked_and_its_votes_are_counted(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira, jun, ada = (place.person(name) for name in ("mira", "jun", "ada"))
        shown = await a_cover(mira)
        again = (await mira.press(shown, "Regenerate")).message
        assert again is not None
        shown = await mira.wait_until(again, lambda message: message.pictures)
        form = (await mira.press(shown, "Open a poll")).modal
        assert form is not None
        asked = (await mira.submit(form)).message
        assert asked is not None
        poll = await mira.wait_until(asked, lambda message: message.pictures)
        first, second = (label for label in poll.labels if re.search(r"\d", label))
        (_, alternative) = poll.pictures[0]
        for person, label in ((jun, first), (ada, first), (jun, second)):
            answer = (await person.press(poll, label)).message
            assert answer is not None
        now = mira.now(poll)
        assert now.files == poll.files
        assert now.pictures[0][1] == alternative
        assert now.text.count("one vote") == 2
        # And each of them is told in private.
        assert await place.state.until(lambda: len([each for each in jun.sees() if each.is_private]) == 2, 10)
        await told(bot)

        ends = next(label for label in poll.labels if not re.search(r"\d", label))
        stranger = (await jun.press(poll, ends)).message
        assert stranger is not None
        assert mira.now(poll).labels == poll.labels
        await mira.press(poll, ends)
        assert mira.now(poll).labels == []
        assert mira.now(poll).files == poll.files


async def test_moderators_see_requests_take_pictures_off_and_hear_reports(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira, jun, mo = place.person("mira"), place.person("jun"), place.person("mo", moderator=True)
        log = place.state.add_channel(place.guild, "log")
        await place.state.tell_of("CHANNEL_CREATE", log)
        set_ = (await mo.slash("settings", log_channel=log, jobs_per_person=3)).message
        assert set_ is not None
        assert set_.is_private
        assert f"<#{log.id}>" in set_.text
        assert "3" in set_.text
        shown = await a_cover(mira)

        form = (await jun.press(shown, "Report")).modal
        assert form is not None
        await jun.submit(form, {"Reason": "Not *nice*."})
        await told(bot)
        (reported,) = mo.sees(log)
        assert f"<@{jun.user.id}>" in reported.text
        assert r"Not \*nice\*." in reported.text

        listed = (await mo.slash("moderate")).message
        assert listed is not None
        assert listed.is_private
        assert f"<@{mira.user.id}>" in listed.text
        assert listed.menus
        sure = (await mo.choose(listed, listed.menus[0]["options"][0]["label"])).message
        assert sure is not None
        assert sure.is_private
        await mo.press(sure, next(label for label in sure.labels))
        assert await place.state.until(lambda: shown.id not in [each.id for each in mira.sees()], 10)

        reset = (await mo.slash("settings", reset="user_open")).message
        assert reset is not None


async def test_covers_are_made_in_the_channels_set_for_them_and_their_threads(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path):
        mira, mo = place.person("mira"), place.person("mo", moderator=True)
        wanted = place.state.add_channel(place.guild, "wanted")
        thread = place.state.add_channel(place.guild, "drafts", 11, wanted)
        await mo.slash("settings", channels=f"<#{wanted.id}>")
        refused = (await mira.slash("cover", title="Here")).message
        assert refused is not None
        assert refused.is_private
        assert f"<#{wanted.id}>" in refused.text
        for where in (wanted, thread):
            answer = (await mira.slash("cover", title="There", channel=where)).message
            assert answer is not None
            assert not answer.is_private


async def test_pictures_by_themselves(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        refused = (await mira.slash("upscale", picture=Upload("a.txt", b"x", "text/plain"))).message
        assert refused is not None
        assert refused.is_private
        answer = (await mira.slash("remove-text", picture=Upload("a.png", PNG))).message
        assert answer is not None
        assert answer.labels == ["Cancel"]
        await told(bot)


async def test_a_link_can_be_clicked_and_files_of_a_korean_title_keep_their_names(tmp_path: Path) -> None:
    settings = {"FILES__PUBLIC_URL": "https://covers.example/files", "HTTP__PORT": str(free_port())}
    async with Place(tmp_path) as place, a_bot(place, tmp_path, **settings) as bot:
        jun = place.person("jun", locale="ko")
        shown = await a_cover(jun, "고래_노래")
        place.guild.upload_limit_bytes = 60
        printed = (await jun.press(shown, "Print files")).message
        assert printed is not None
        await told(bot)
        now = jun.now(printed)
        assert now.files == ["book-1-v1-print.pdf"]
        assert "print.pdf" in now.text
        assert re.search(r"https://covers\.example/files/\S+", now.text)


async def test_the_owner_is_told_in_direct_messages(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        body = {"say": "space-low", "free_bytes": 5 << 20, "floor_bytes": 9 << 20}
        async with bot.app.store.db.transaction() as tx:
            now = bot.app.store.clock.now()
            await enqueue(tx, OutboxMessage("space:x", "owner", bot.platform.owner, body), now)
        assert isinstance(bot.platform.owner, Target)
        bot.app.store.notifier.notify()
        await told(bot)
        direct = [channel for channel in place.state.channels.values() if channel.recipient is not None]
        assert len(direct) == 1
        assert len(direct[0].messages) == 1
