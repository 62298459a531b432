"""What was posted of a deleted book goes from the chat, whatever dies, refuses or arrives late."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from discord_bot import Bot, Person, Place, Shown, a_bot, a_cover
from simulated_users import SimulatedUsers

from bot.conversation import requests
from bot.jobs import JobRequest, Jobs, Outcome
from bot.outbox import NotSent, Outbox
from bot.removals import Removal, Removals
from bot.store import Store
from bot.store.deletion import delete_session
from bot.store.records import Interaction

PRESS = Interaction("test", "i1", "test:ann", "", "c", "token", 0.0)


async def a_job(store: Store) -> int:
    """A job that has ended, whose end is to be said; returns its session."""
    jobs = Jobs(store)
    await jobs.accept(JobRequest(PRESS, "cover", {"title": "T"}))
    job = await jobs.start_next()
    assert job is not None
    assert await jobs.finish(job, Outcome({"say": "made"})) is not None
    return job.session_id


async def removing(store: Store, remove: Callable[[Removal], Awaitable[None]]) -> None:
    """Run until none is left."""
    removals = Removals(store, "test")
    task = asyncio.create_task(removals.run(remove))
    async with asyncio.timeout(5):
        while await removals.left():
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait({task})


async def test_a_message_goes_however_often_its_platform_fails(store: Store) -> None:
    """Each wait is longer than the last, unless the platform says how long."""
    session = await a_job(store)
    outbox, removals = Outbox(store, "test"), Removals(store, "test")
    (delivery,) = await outbox.claim()
    await outbox.sent(delivery, "m1")
    await delete_session(store, session)
    errors: list[Exception] = [ConnectionError("a"), ConnectionError("b"), NotSent("slow down", 90.0)]

    async def remove(removal: Removal) -> None:
        if removal.tries < len(errors):
            raise errors[removal.tries]

    waits = []
    for _ in errors:
        (due,) = await removals._due()
        await removals._try(due, remove)
        row = await store.db.one("SELECT next_try_at FROM removals")
        assert row is not None
        waits.append(row["next_try_at"] - store.clock.now())
        store.clock.wall = row["next_try_at"]  # type: ignore[attr-defined]
    assert waits == [1.0, 2.0, 90.0]
    await removing(store, remove)


async def test_what_arrives_while_its_book_is_deleted_goes_at_once(store: Store) -> None:
    outbox, gone = Outbox(store, "test"), list[str | None]()
    session = await a_job(store)
    (delivery,) = await outbox.claim()
    await delete_session(store, session)
    await outbox.sent(delivery, "m9")

    async def remove(removal: Removal) -> None:
        gone.append(removal.message_id)

    await removing(store, remove)
    assert gone == ["m9"]


@pytest.mark.parametrize("known", [False, True], ids=["dead while it was said", "its answer was lost"])
async def test_what_may_have_arrived_is_looked_for_after_a_restart(store: Store, known: bool) -> None:
    outbox, removals, looked_for = Outbox(store, "test"), Removals(store, "test"), list[Removal]()
    session = await a_job(store)
    (delivery,) = await outbox.claim()
    if known:
        await outbox.not_sent(delivery, ConnectionError("reset"))
    await delete_session(store, session)
    assert await removals.left() == 1
    assert await removals._due() == [], "it may still be under way"

    async def remove(removal: Removal) -> None:
        looked_for.append(removal)

    assert await removals.recover() == 1
    await removing(store, remove)
    (removal,) = looked_for
    assert (removal.message_id, removal.outbox_id, removal.nonce) == (None, delivery.outbox_id, delivery.nonce)
    assert removal.tried_at == store.clock.now()


async def test_what_was_refused_or_never_tried_is_not_looked_for(store: Store) -> None:
    outbox = Outbox(store, "test")
    session = await a_job(store)
    (delivery,) = await outbox.claim()
    await outbox.not_sent(delivery, NotSent("busy"))
    await delete_session(store, session)
    assert await Removals(store, "test").left() == 0


async def test_an_answer_that_arrives_after_its_book_was_deleted_goes(users: SimulatedUsers, book: int) -> None:
    ask = users.ask()
    shown = await users.conversation.answer(ask, requests.ShowBook(book))
    await users.says(requests.Delete(book, confirmed=True))
    await users.conversation.answered(ask, "late", shown)
    rows = await users.app.store.db.all("SELECT message_id FROM removals")
    assert "late" in {row["message_id"] for row in rows}


async def deleted(person: Person, shown: Shown) -> None:
    sure = (await person.press(shown, "Delete")).message
    assert sure is not None
    await person.press(sure, "Yes, delete it")
    assert "was deleted" in person.now(sure).text


def pictures(person: Person) -> list[Shown]:
    return [each for each in person.sees() if each.pictures]


async def left(bot: Bot) -> int:
    return await Removals(bot.app.store, "discord").left()


async def test_messages_that_would_not_go_go_after_a_restart(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        mira = place.person("mira")
        async with a_bot(place, tmp_path) as bot:
            shown = await a_cover(mira)
            place.faults.broken("DELETE /channels", 503, times=100)
            await deleted(mira, shown)
            assert pictures(mira)
            assert await left(bot)
        place.faults.clear()
        async with a_bot(place, tmp_path) as bot:
            assert await place.state.until(lambda: not pictures(mira), 10)
            async with asyncio.timeout(5):
                while await left(bot):
                    await asyncio.sleep(0.01)


async def test_a_result_whose_arrival_nobody_saw_goes_with_its_book_after_a_restart(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        mira = place.person("mira")
        async with a_bot(place, tmp_path, held=True) as bot:
            answer = (await mira.slash("cover", title="Night Tide", synopsis="A whale.")).message
            assert answer is not None
            place.clock.advance(16 * 60)
            lost = place.faults.unanswered("POST /channels/[0-9]+/messages", times=100)
            bot.executor.gate.set()
            assert await place.state.until(lambda: pictures(mira) and lost.met, 10)
            (late,) = pictures(mira)
            await deleted(mira, late)
        place.faults.clear()
        async with a_bot(place, tmp_path):
            assert await place.state.until(lambda: not pictures(mira), 10)


async def test_a_message_somebody_else_took_away_is_asked_for_once(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path) as bot:
        mira = place.person("mira")
        shown = await a_cover(mira)
        gone = place.faults.broken("DELETE /channels", 404, times=100)
        await deleted(mira, shown)
        async with asyncio.timeout(5):
            while await left(bot):
                await asyncio.sleep(0.01)
        assert gone.met == 1
