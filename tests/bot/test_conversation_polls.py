"""Ask the server: polls and votes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from simulated_users import START, SimulatedUsers, keys, simulated_users_of

from bot.conversation import filled, requests
from bot.executors.contract import CompareWork


async def test_a_poll_counts_one_vote_a_person_that_may_be_changed(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Regenerate(book))
    form = (await users.says(requests.ShowCompare(book))).form
    assert form is not None and form.fields[0].value == "1, 2"
    poll = await users.makes(filled(form, {"numbers": "2, 1"}))
    (work,) = users.executor.tasks[-1].works
    assert isinstance(work, CompareWork) and len(work.pictures) == 2
    assert [file.name for file in poll.files] == [f"the-keeper-and-the-whale-v1-poll-{poll.job_id}.png"]
    assert [each.label.key for each in poll.buttons] == ["button-vote", "button-vote", "button-close-poll"]
    for who, choice in (("ben", 0), ("eve", 0), ("mira", 1), ("eve", 1), ("ben", 0)):
        voted = await users.says(poll.buttons[choice].request, who)
        assert voted.private and voted.update is not None and not voted.update.private
    assert [each.arguments["votes"] for each in voted.update.lines[1:]] == [1, 2]
    assert [each.arguments["number"] for each in voted.update.lines[1:]] == [2, 1]
    again, _ = await users.told(poll.job_id or 0)
    assert [each.arguments["votes"] for each in again.lines[1:]] == [1, 2]
    assert keys(await users.says(poll.buttons[0].request, "eve", server="away")) == ["refused-no-book"]
    assert keys(await users.says(poll.buttons[2].request, "ben")) == ["refused-stranger"]
    closed = await users.says(poll.buttons[2].request)
    assert keys(closed) == ["poll-closed", "poll-item", "poll-item"] and not closed.private
    assert closed.lines[0].arguments["total"] == 3
    assert keys(await users.says(poll.buttons[0].request, "ben")) == ["refused-poll-closed"]
    assert keys(await users.says(poll.buttons[2].request)) == ["refused-poll-closed"]
    taken = await users.says(closed.buttons[0].request)
    assert taken.lines[0].arguments["number"] == 1


async def test_a_poll_survives_a_restart_and_goes_with_its_book(tmp_path: Path) -> None:
    async with simulated_users_of(tmp_path) as users:
        book = (await users.makes(START)).session_id or 0
        await users.makes(requests.Regenerate(book))
        poll = await users.makes(requests.Compare(book))
        await users.says(poll.buttons[0].request, "ben")
    async with simulated_users_of(tmp_path) as users:
        await users.says(poll.buttons[1].request, "eve")
        again, _ = await users.told(poll.job_id or 0)
        assert [each.arguments["votes"] for each in again.lines[1:]] == [1, 1]
        await users.says(requests.ForgetMe(confirmed=True), "ben")
        again, _ = await users.told(poll.job_id or 0)
        assert [each.arguments["votes"] for each in again.lines[1:]] == [0, 1]
        await users.says(requests.Delete(book, confirmed=True))
        assert await users.app.store.db.all("SELECT * FROM votes") == []
        assert keys(await users.says(poll.buttons[0].request, "ben")) == ["refused-no-book"]


async def test_fifty_votes_at_once_are_all_counted(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Regenerate(book))
    poll = await users.makes(requests.Compare(book))
    await asyncio.gather(*(users.says(poll.buttons[number % 2].request, f"p{number}") for number in range(50)))
    again, _ = await users.told(poll.job_id or 0)
    assert [each.arguments["votes"] for each in again.lines[1:]] == [25, 25]


async def test_a_poll_needs_two_to_four_versions_that_are_there(users: SimulatedUsers, book: int) -> None:
    assert keys(await users.says(requests.ShowCompare(book))) == ["refused-few-versions"]
    await users.makes(requests.Options(book))
    for numbers, key in (("1", "refused-poll-count"), ("1 2 3 4 5", "refused-poll-count"), ("1, 9", "refused-version")):
        assert keys(await users.says(requests.Compare(book, numbers))) == [key]
    assert len((await users.makes(requests.Compare(book))).buttons) == 5
