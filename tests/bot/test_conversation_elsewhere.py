"""What was made in one place and is asked for in another: what nobody showed there is not shown there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from simulated_users import SimulatedUsers, keys, simulated_users_of

from bot.conversation import requests

START = requests.Start("Whale Song", "fantasy", "A whale in a storm.", series="Tides 1")


@pytest_asyncio.fixture
async def users(tmp_path: Path) -> AsyncIterator[SimulatedUsers]:
    async with simulated_users_of(tmp_path, LIMITS__USER_OPEN="0", LIMITS__USER_PER_DAY="0") as made:
        yield made


@pytest.mark.parametrize("made_in", ["", "away"])
async def test_a_book_from_elsewhere_is_shown_to_who_asked_only(users: SimulatedUsers, made_in: str) -> None:
    book = (await users.makes(START, server=made_in)).session_id or 0
    assert (await users.says(requests.ShowBook(book))).private
    assert not (await users.says(requests.ShowBook(book), server=made_in)).private
    again = await users.says(requests.Regenerate(book))
    assert again.private
    told = await users.ended(again.job_id or 0)
    assert told.private
    job = await users.app.jobs.get(again.job_id or 0)
    where = await users.conversation.where(job)
    assert where is not None and where.private
    assert keys(await users.says(requests.Compare(book))) == ["refused-elsewhere-poll"]
    following = await users.says(requests.NextInSeries(book, "Storm Song"))
    assert following.private
    assert (await users.ended(following.job_id or 0)).private


async def test_the_next_of_a_private_series_is_private(users: SimulatedUsers) -> None:
    first = await users.says(requests.Start("Whale Song", series="Tides 1", private=True))
    assert (await users.ended(first.job_id or 0)).private
    following = await users.says(requests.NextInSeries(first.session_id or 0, "Storm Song"))
    assert following.private
    assert (await users.ended(following.job_id or 0)).private
    shown = await users.says(requests.ShowBook(following.session_id or 0), "mo", moderator=True)
    assert keys(shown) == ["refused-private"]


async def test_words_that_a_server_blocks_do_not_come_in_by_another_door(users: SimulatedUsers) -> None:
    book = (await users.makes(START)).session_id or 0
    await users.says(requests.Block("word", "kraken"), "mo", moderator=True)
    for server in ("home", "", "away"):
        assert keys(await users.says(requests.EditTitle(book, title="Kraken"), server=server)) == ["refused-word"]


async def test_a_moderator_looks_at_a_book_without_showing_it_to_all(users: SimulatedUsers) -> None:
    book = (await users.makes(START)).session_id or 0
    await users.says(requests.Report(book, "too grim"), "ben")
    shown = await users.says(requests.ShowBook(book), "mo", moderator=True)
    assert shown.files and shown.private


async def test_nobody_reports_or_votes_on_what_they_cannot_have_seen(users: SimulatedUsers) -> None:
    book = (await users.makes(START)).session_id or 0
    for server in ("", "away"):
        assert keys(await users.says(requests.Report(book, "spam"), "eve", server=server)) == ["refused-no-book"]
        assert keys(await users.says(requests.ShowReport(book), "eve", server=server)) == ["refused-no-book"]
    assert keys(await users.says(requests.Report(book, "mine"), server="")) == ["reported"]
    assert len((await users.says(requests.Reports(), "mo", moderator=True)).lines) == 2

    mine = (await users.makes(START, server="")).session_id or 0
    await users.makes(requests.Regenerate(mine), server="")
    poll = (await users.makes(requests.Compare(mine), server="")).job_id or 0
    # In direct messages everybody is on the same server: none.
    assert keys(await users.says(requests.Vote(poll, 1), "eve", server="")) == ["refused-no-book"]
    assert keys(await users.says(requests.Vote(poll, 1), server=""))[0] == "voted"

    await users.makes(requests.Regenerate(book), channel="back-room")
    poll = (await users.makes(requests.Compare(book), channel="back-room")).job_id or 0
    assert keys(await users.says(requests.Vote(poll, 1), "eve")) == ["refused-no-book"]
    assert keys(await users.says(requests.Vote(poll, 1), "ben", channel="back-room"))[0] == "voted"
