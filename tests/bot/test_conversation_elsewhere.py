"""What was made in one place and is asked for in another: what nobody showed there is not shown there."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

sys.path.insert(0, str(Path(__file__).parent))

from paper import Town, a_town, keys

from bot.conversation import asks

START = asks.Start("Whale Song", "fantasy", "A whale in a storm.", series="Tides 1")


@pytest_asyncio.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, LIMITS__USER_OPEN="0", LIMITS__USER_PER_DAY="0") as made:
        yield made


@pytest.mark.parametrize("made_in", ["", "away"])
async def test_a_book_from_elsewhere_is_shown_to_who_asked_only(town: Town, made_in: str) -> None:
    book = (await town.makes(START, server=made_in)).session_id or 0
    assert (await town.says(asks.ShowBook(book))).private
    assert not (await town.says(asks.ShowBook(book), server=made_in)).private
    again = await town.says(asks.Regenerate(book))
    assert again.private
    told = await town.ended(again.job_id or 0)
    assert told.private
    job = await town.app.jobs.get(again.job_id or 0)
    where = await town.conversation.where(job)
    assert where is not None and where.private
    assert keys(await town.says(asks.Compare(book))) == ["refused-elsewhere-poll"]
    following = await town.says(asks.NextInSeries(book, "Storm Song"))
    assert following.private
    assert (await town.ended(following.job_id or 0)).private


async def test_the_next_of_a_private_series_is_private(town: Town) -> None:
    first = await town.says(asks.Start("Whale Song", series="Tides 1", private=True))
    assert (await town.ended(first.job_id or 0)).private
    following = await town.says(asks.NextInSeries(first.session_id or 0, "Storm Song"))
    assert following.private
    assert (await town.ended(following.job_id or 0)).private
    shown = await town.says(asks.ShowBook(following.session_id or 0), "mo", moderator=True)
    assert keys(shown) == ["refused-private"]


async def test_words_that_a_server_blocks_do_not_come_in_by_another_door(town: Town) -> None:
    book = (await town.makes(START)).session_id or 0
    await town.says(asks.Block("word", "kraken"), "mo", moderator=True)
    for server in ("home", "", "away"):
        assert keys(await town.says(asks.EditTitle(book, title="Kraken"), server=server)) == ["refused-word"]


async def test_a_moderator_looks_at_a_book_without_showing_it_to_all(town: Town) -> None:
    book = (await town.makes(START)).session_id or 0
    await town.says(asks.Report(book, "too grim"), "ben")
    shown = await town.says(asks.ShowBook(book), "mo", moderator=True)
    assert shown.files and shown.private


async def test_nobody_reports_or_votes_on_what_they_cannot_have_seen(town: Town) -> None:
    book = (await town.makes(START)).session_id or 0
    for server in ("", "away"):
        assert keys(await town.says(asks.Report(book, "spam"), "eve", server=server)) == ["refused-no-book"]
        assert keys(await town.says(asks.ShowReport(book), "eve", server=server)) == ["refused-no-book"]
    assert keys(await town.says(asks.Report(book, "mine"), server="")) == ["reported"]
    assert len((await town.says(asks.Reports(), "mo", moderator=True)).lines) == 2

    mine = (await town.makes(START, server="")).session_id or 0
    await town.makes(asks.Regenerate(mine), server="")
    poll = (await town.makes(asks.Compare(mine), server="")).job_id or 0
    # In direct messages everybody is on the same server: none.
    assert keys(await town.says(asks.Vote(poll, 1), "eve", server="")) == ["refused-no-book"]
    assert keys(await town.says(asks.Vote(poll, 1), server=""))[0] == "voted"

    await town.makes(asks.Regenerate(book), channel="back-room")
    poll = (await town.makes(asks.Compare(book), channel="back-room")).job_id or 0
    assert keys(await town.says(asks.Vote(poll, 1), "eve")) == ["refused-no-book"]
    assert keys(await town.says(asks.Vote(poll, 1), "ben", channel="back-room"))[0] == "voted"
