"""The versions of a book, and the messages in the chat that show them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from msgspec.structs import replace as changed
from simulated_users import MODERATOR, START, SimulatedUsers, button, keys, simulated_users_of

from bot.conversation import requests
from bot.executors.contract import CoverWork
from bot.store.records import Interaction


async def test_back_and_forward_go_through_the_versions(users: SimulatedUsers, book: int) -> None:
    await users.makes(requests.Regenerate(book))
    await users.makes(requests.Regenerate(book))
    assert keys(await users.says(requests.StepVersion(book, 1))) == ["refused-last-version"]
    for step, number in ((-1, 2), (-1, 1), (1, 2)):
        assert (await users.says(requests.StepVersion(book, step))).lines[0].arguments["number"] == number
    await users.says(requests.StepVersion(book, -1))
    assert keys(await users.says(requests.StepVersion(book, -1))) == ["refused-first-version"]


async def test_a_long_history_has_pages(users: SimulatedUsers, book: int) -> None:
    for _ in range(6):
        await users.makes(requests.Options(book))
    newest = await users.says(requests.History(book))
    assert newest.lines[-1].arguments["number"] == 25
    older = await users.says(button(newest, "button-older"))
    assert [each.arguments["number"] for each in older.lines[1:]] == [1, 2, 3, 4, 5]
    assert button(older, "button-newer") == requests.History(book, 1)
    menus = [each.menu.key for each in newest.buttons if each.menu is not None]
    assert set(menus) == {"menu-versions"} and len(menus) <= 25


async def test_a_result_that_could_not_be_shown_waits_among_my_books(users: SimulatedUsers, book: int) -> None:
    assert "books-late" not in keys(await users.says(requests.Books()))
    async with users.app.store.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'dropped'")
    listed = await users.says(requests.Books())
    assert keys(listed) == ["books", "books-item", "books-late"]
    assert (await users.says(listed.buttons[0].request)).files != ()
    assert keys(await users.says(requests.Books())) == ["books", "books-item"]


async def test_where_an_answer_stands_is_known_after_a_restart(tmp_path: Path) -> None:
    interaction = Interaction("test", "i1", "test:mira", "test:home", "42", "a token", 1e12)
    async with simulated_users_of(tmp_path) as users:
        users.executor.gate.clear()
        ask = replace(users.ask(), interaction=interaction)
        reply = await users.conversation.answer(ask, START)
        await users.conversation.answered(ask, "m7")
    async with simulated_users_of(tmp_path) as users:
        job = await users.app.jobs.get(reply.job_id or 0)
        where = await users.conversation.where(job)
        assert where is not None
        assert (where.channel_id, where.token, where.message_id, where.private) == ("42", "a token", "m7", False)
        await users.ended(job.job_id)
        await users.says(requests.Delete(job.session_id, confirmed=True))
        assert await users.conversation.where(job) is None


async def test_every_message_that_shows_a_book_is_known_when_it_goes(users: SimulatedUsers, book: int) -> None:
    for message, request in (
        ("m1", requests.ShowBook(book)),
        ("m2", requests.GoBack(book, 1)),
        ("m3", requests.History(book)),
    ):
        ask = users.ask()
        await users.conversation.answered(ask, message, await users.conversation.answer(ask, request))
    await users.says(requests.RemovePicture(book, confirmed=True), **MODERATOR)
    rows = await users.app.store.db.all("SELECT message_id FROM removals")
    assert {row["message_id"] for row in rows} == {"m1", "m2"}


async def test_the_next_book_shows_its_own_synopsis_only(users: SimulatedUsers) -> None:
    first = await users.makes(changed(START, requirements="Show the lighthouse and the whale."))
    await users.makes(requests.NextInSeries(first.session_id or 0, "Storm Song", "A train crosses the desert."))
    (work,) = users.executor.tasks[-1].works
    assert isinstance(work, CoverWork) and work.series is not None
    assert work.brief["synopsis"] == "A train crosses the desert."
    assert "whale" not in work.brief["requirements"]
