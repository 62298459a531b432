"""Ask the server: polls and votes."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from paper import START, Town, a_town, keys

from bot.conversation import asks, filled
from bot.executors.contract import CompareWork


async def test_a_poll_counts_one_vote_a_person_that_may_be_changed(town: Town, book: int) -> None:
    await town.makes(asks.Regenerate(book))
    form = (await town.says(asks.ShowCompare(book))).form
    assert form is not None and form.fields[0].value == "1, 2"
    poll = await town.makes(filled(form, {"numbers": "2, 1"}))
    (work,) = town.executor.tasks[-1].works
    assert isinstance(work, CompareWork) and len(work.pictures) == 2
    assert [file.name for file in poll.files] == [f"the-keeper-and-the-whale-v1-poll-{poll.job_id}.png"]
    assert [each.label.key for each in poll.buttons] == ["button-vote", "button-vote", "button-close-poll"]
    for who, choice in (("ben", 0), ("eve", 0), ("mira", 1), ("eve", 1), ("ben", 0)):
        voted = await town.says(poll.buttons[choice].request, who)
        assert voted.private and voted.update is not None and not voted.update.private
    assert [each.arguments["votes"] for each in voted.update.lines[1:]] == [1, 2]
    assert [each.arguments["number"] for each in voted.update.lines[1:]] == [2, 1]
    again, _ = await town.told(poll.job_id or 0)
    assert [each.arguments["votes"] for each in again.lines[1:]] == [1, 2]
    assert keys(await town.says(poll.buttons[0].request, "eve", server="away")) == ["refused-no-book"]
    assert keys(await town.says(poll.buttons[2].request, "ben")) == ["refused-stranger"]
    closed = await town.says(poll.buttons[2].request)
    assert keys(closed) == ["poll-closed", "poll-item", "poll-item"] and not closed.private
    assert closed.lines[0].arguments["total"] == 3
    assert keys(await town.says(poll.buttons[0].request, "ben")) == ["refused-poll-closed"]
    assert keys(await town.says(poll.buttons[2].request)) == ["refused-poll-closed"]
    taken = await town.says(closed.buttons[0].request)
    assert taken.lines[0].arguments["number"] == 1


async def test_a_poll_survives_a_restart_and_goes_with_its_book(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        book = (await town.makes(START)).session_id or 0
        await town.makes(asks.Regenerate(book))
        poll = await town.makes(asks.Compare(book))
        await town.says(poll.buttons[0].request, "ben")
    async with a_town(tmp_path) as town:
        await town.says(poll.buttons[1].request, "eve")
        again, _ = await town.told(poll.job_id or 0)
        assert [each.arguments["votes"] for each in again.lines[1:]] == [1, 1]
        await town.says(asks.ForgetMe(confirmed=True), "ben")
        again, _ = await town.told(poll.job_id or 0)
        assert [each.arguments["votes"] for each in again.lines[1:]] == [0, 1]
        await town.says(asks.Delete(book, confirmed=True))
        assert await town.app.store.db.all("SELECT * FROM votes") == []
        assert keys(await town.says(poll.buttons[0].request, "ben")) == ["refused-no-book"]


async def test_fifty_votes_at_once_are_all_counted(town: Town, book: int) -> None:
    await town.makes(asks.Regenerate(book))
    poll = await town.makes(asks.Compare(book))
    await asyncio.gather(*(town.says(poll.buttons[number % 2].request, f"p{number}") for number in range(50)))
    again, _ = await town.told(poll.job_id or 0)
    assert [each.arguments["votes"] for each in again.lines[1:]] == [25, 25]


async def test_a_poll_needs_two_to_four_versions_that_are_there(town: Town, book: int) -> None:
    assert keys(await town.says(asks.ShowCompare(book))) == ["refused-few-versions"]
    await town.makes(asks.Options(book))
    for numbers, key in (("1", "refused-poll-count"), ("1 2 3 4 5", "refused-poll-count"), ("1, 9", "refused-version")):
        assert keys(await town.says(asks.Compare(book, numbers))) == [key]
    assert len((await town.makes(asks.Compare(book))).buttons) == 5
