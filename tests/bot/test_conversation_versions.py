"""The versions of a book, and the messages in the chat that show them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from paper import MODERATOR, START, Town, a_town, button, keys

from bot.conversation import asks
from bot.executors.contract import CoverWork
from bot.store.records import Interaction


async def test_back_and_forward_go_through_the_versions(town: Town, book: int) -> None:
    await town.makes(asks.Regenerate(book))
    await town.makes(asks.Regenerate(book))
    assert keys(await town.says(asks.StepVersion(book, 1))) == ["refused-last-version"]
    for step, number in ((-1, 2), (-1, 1), (1, 2)):
        assert (await town.says(asks.StepVersion(book, step))).lines[0].arguments["number"] == number
    await town.says(asks.StepVersion(book, -1))
    assert keys(await town.says(asks.StepVersion(book, -1))) == ["refused-first-version"]


async def test_a_long_history_has_pages(town: Town, book: int) -> None:
    for _ in range(6):
        await town.makes(asks.Options(book))
    newest = await town.says(asks.History(book))
    assert newest.lines[-1].arguments["number"] == 25
    older = await town.says(button(newest, "button-older"))
    assert [each.arguments["number"] for each in older.lines[1:]] == [1, 2, 3, 4, 5]
    assert button(older, "button-newer") == asks.History(book, 1)
    menus = [each.menu.key for each in newest.buttons if each.menu is not None]
    assert set(menus) == {"menu-versions"} and len(menus) <= 25


async def test_a_result_that_could_not_be_shown_waits_among_my_books(town: Town, book: int) -> None:
    assert "books-late" not in keys(await town.says(asks.Books()))
    async with town.app.store.db.transaction() as tx:
        await tx.execute("UPDATE outbox SET state = 'dropped'")
    listed = await town.says(asks.Books())
    assert keys(listed) == ["books", "books-item", "books-late"]
    assert (await town.says(listed.buttons[0].request)).files != ()
    assert keys(await town.says(asks.Books())) == ["books", "books-item"]


async def test_where_an_answer_stands_is_known_after_a_restart(tmp_path: Path) -> None:
    interaction = Interaction("test", "i1", "test:mira", "test:home", "42", "a token", 1e12)
    async with a_town(tmp_path) as town:
        town.executor.gate.clear()
        ask = replace(town.ask(), interaction=interaction)
        reply = await town.conversation.answer(ask, START)
        await town.conversation.answered(ask, "m7")
    async with a_town(tmp_path) as town:
        job = await town.app.jobs.get(reply.job_id or 0)
        where = await town.conversation.where(job)
        assert where is not None
        assert (where.channel_id, where.token, where.message_id, where.private) == ("42", "a token", "m7", False)
        await town.ended(job.job_id)
        await town.says(asks.Delete(job.session_id, confirmed=True))
        assert await town.conversation.where(job) is None


async def test_every_message_that_shows_a_book_is_known_when_it_goes(town: Town, book: int) -> None:
    for message, request in (("m1", asks.ShowBook(book)), ("m2", asks.GoBack(book, 1)), ("m3", asks.History(book))):
        ask = town.ask()
        await town.conversation.answered(ask, message, await town.conversation.answer(ask, request))
    await town.says(asks.RemovePicture(book, confirmed=True), **MODERATOR)
    rows = await town.app.store.db.all("SELECT message_id FROM removals")
    assert {row["message_id"] for row in rows} == {"m1", "m2"}


async def test_the_next_book_shows_its_own_synopsis_only(town: Town) -> None:
    first = await town.makes(replace(START, requirements="Show the lighthouse and the whale."))
    await town.makes(asks.NextInSeries(first.session_id or 0, "Storm Song", "A train crosses the desert."))
    (work,) = town.executor.tasks[-1].works
    assert isinstance(work, CoverWork) and work.series is not None
    assert work.brief["synopsis"] == "A train crosses the desert."
    assert "whale" not in work.brief["requirements"]
