"""What must be said is said, once, in order, where it can still be said."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import pairwise

import pytest

from bot.outbox import (
    TOKEN_MARGIN_S,
    Delivery,
    NotSent,
    Outbox,
    OutboxMessage,
    Target,
    TokenGone,
    Undeliverable,
    enqueue,
)
from bot.retries import FIRST_RETRY_S, MAX_RETRY_S
from bot.store import Store
from bot.store.clock import SystemClock
from bot.store.interactions import remember_answer, remember_interaction
from bot.store.records import Interaction

PRESS = Interaction("test", "i1", "test:ann", "", "c", "token", 0.0)


async def put(store: Store, key: str, lane: str = "a", interaction_id: str | None = None) -> bool:
    async with store.db.transaction() as tx:
        target = Target("test", "c", interaction_id)
        return await enqueue(tx, OutboxMessage(key, lane, target, {"say": key}), store.clock.now())


async def press(store: Store, lives_s: float) -> None:
    async with store.db.transaction() as tx:
        expires = store.clock.now() + lives_s
        await remember_interaction(tx, Interaction("test", "i1", "test:ann", "", "c", "token", expires), 0.0)


async def test_the_same_key_is_the_same_message(store: Store) -> None:
    assert await put(store, "k") and not await put(store, "k")
    assert len(await Outbox(store, "test").claim(9)) == 1


async def test_one_lane_is_said_in_order_and_lanes_do_not_wait_for_each_other(store: Store) -> None:
    outbox = Outbox(store, "test")
    for key, lane in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        await put(store, key, lane)
    first = await outbox.claim(9)
    assert [each.key for each in first] == ["a1", "b1"] and await outbox.claim(9) == []
    await outbox.not_sent(first[0], NotSent("busy"))
    await outbox.sent(first[1], "m")
    assert await outbox.claim(9) == [], "a2 waits for a1"
    assert await outbox.unsent() == 2


@pytest.mark.parametrize(("lives_s", "mode"), [(900, "edit"), (TOKEN_MARGIN_S - 1, "post"), (-5, "post")])
async def test_a_living_token_is_edited_and_a_dead_one_posted(store: Store, lives_s: float, mode: str) -> None:
    await press(store, lives_s)
    await put(store, "k", interaction_id="i1")
    async with store.db.transaction() as tx:
        await remember_answer(tx, PRESS, "m7")
    (delivery,) = await Outbox(store, "test").claim()
    assert (delivery.mode, delivery.message_id) == (mode, "m7")
    assert 0 < len(delivery.nonce) <= 25


async def test_from_edit_to_post_there_is_no_way_back(store: Store) -> None:
    outbox = Outbox(store, "test")
    await press(store, 900)
    await put(store, "k", interaction_id="i1")
    (first,) = await outbox.claim()
    await outbox.not_sent(first, TokenGone("unknown webhook"))
    (second,) = await outbox.claim()
    assert (first.mode, second.mode, second.uncertain) == ("edit", "post", False)
    assert first.nonce == second.nonce
    assert await outbox.recover() == 1
    (third,) = await outbox.claim()
    assert (third.mode, third.uncertain, third.tried_at) == ("post", True, store.clock.now())


async def test_only_a_try_without_an_answer_is_uncertain(store: Store) -> None:
    outbox = Outbox(store, "test")
    await put(store, "k")
    (delivery,) = await outbox.claim()
    await outbox.not_sent(delivery, NotSent("too many requests", 0.0))
    (delivery,) = await outbox.claim()
    assert not delivery.uncertain
    await outbox.not_sent(delivery, ConnectionError("reset"))
    store.clock.wall += MAX_RETRY_S  # type: ignore[attr-defined]
    (delivery,) = await outbox.claim()
    assert delivery.uncertain and delivery.tries == 3


async def test_waits_double_and_have_an_end(store: Store) -> None:
    outbox = Outbox(store, "test")
    await put(store, "k")
    waits = []
    for _ in range(14):
        (delivery,) = await outbox.claim()
        await outbox.not_sent(delivery, OSError("down"))
        row = await store.db.one("SELECT next_try_at FROM outbox")
        assert row is not None
        waits.append(row["next_try_at"] - store.clock.now())
        assert await outbox.claim() == []
        store.clock.wall += waits[-1]  # type: ignore[attr-defined]
    assert waits[0] == FIRST_RETRY_S and waits[-1] == MAX_RETRY_S
    assert all(later in (2 * earlier, MAX_RETRY_S) for earlier, later in pairwise(waits))


async def test_what_can_never_be_said_does_not_hold_up_the_rest(store: Store) -> None:
    outbox = Outbox(store, "test")
    await put(store, "a1")
    await put(store, "a2")
    (delivery,) = await outbox.claim()
    await outbox.not_sent(delivery, Undeliverable("the channel is gone"))
    (delivery,) = await outbox.claim()
    assert delivery.key == "a2" and await outbox.unsent() == 1


async def test_another_platforms_messages_are_not_ours(store: Store) -> None:
    await put(store, "k")
    assert await Outbox(store, "other").claim(9) == [] and await Outbox(store, "other").recover() == 0


async def test_run_says_everything_once_and_in_order_over_a_bad_line(store: Store) -> None:
    store.clock = SystemClock()
    outbox, said, tries = Outbox(store, "test"), list[str](), Counter[str]()
    saying = most = 0

    async def say(delivery: Delivery) -> str:
        nonlocal saying, most
        saying += 1
        most = max(most, saying)
        await asyncio.sleep(0.001)
        saying -= 1
        tries[delivery.key] += 1
        if tries[delivery.key] < 2:
            raise ConnectionError("reset") if delivery.key < "03" else NotSent("slow down", 0.01)
        said.append(delivery.key)
        return f"m-{delivery.key}"

    task = asyncio.create_task(outbox.run(say, at_once=3))
    for number in range(24):
        await put(store, f"{number:02d}", lane=str(number % 6))
        store.notifier.notify()
    async with asyncio.timeout(20):
        while await outbox.unsent():
            await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert sorted(said) == [f"{number:02d}" for number in range(24)] and most == 3
    for lane in range(6):
        mine = [key for key in said if int(key) % 6 == lane]
        assert mine == sorted(mine)
    rows = await store.db.all("SELECT key, message_id FROM outbox")
    assert all(row["message_id"] == f"m-{row['key']}" for row in rows)


async def test_what_was_being_said_when_the_bot_left_is_uncertain_at_the_next_start(store: Store) -> None:
    outbox, begun = Outbox(store, "test"), asyncio.Event()

    async def say(delivery: Delivery) -> str:
        begun.set()
        await asyncio.sleep(60)
        return "never"

    await put(store, "k")
    task = asyncio.create_task(outbox.run(say, leave_s=0.01))
    await begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await outbox.recover() == 1
    (delivery,) = await outbox.claim()
    assert delivery.uncertain


async def test_leaving_lets_a_message_under_way_arrive(store: Store) -> None:
    outbox, begun = Outbox(store, "test"), asyncio.Event()

    async def say(delivery: Delivery) -> str:
        begun.set()
        await asyncio.sleep(0.1)
        return "m"

    await put(store, "a1")
    await put(store, "a2")
    task = asyncio.create_task(outbox.run(say))
    await begun.wait()
    task.cancel()
    assert isinstance((await asyncio.gather(task, return_exceptions=True))[0], asyncio.CancelledError)
    assert await outbox.recover() == 0 and await outbox.unsent() == 1
