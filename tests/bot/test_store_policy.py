"""Settings, blocks, reports, usage, and the owner's notice: what a server's moderators rely on."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from bot import upkeep
from bot.errors import NotFoundError
from bot.jobs import JobRequest, Jobs, Limits, Outcome
from bot.outbox import Outbox, Target
from bot.store import Store
from bot.store.clock import utc_day
from bot.store.policy import (
    EVERYWHERE,
    Block,
    add_block,
    add_report,
    blocks,
    change_settings,
    get_settings,
    open_reports,
    remove_block,
    resolve_report,
    usage,
)
from bot.store.records import Interaction, NewVersion


async def test_settings_are_merged_and_can_be_taken_back(store: Store) -> None:
    assert await get_settings(store.db, "test:g") == {}
    async with store.db.transaction() as tx:
        await change_settings(tx, "test:g", {"language": "ko", "generative_models": "off"}, 0.0)
        assert await change_settings(tx, "test:g", {"language": None}, 1.0) == {"generative_models": "off"}
    assert await get_settings(store.db, "test:g") == {"generative_models": "off"}
    assert await get_settings(store.db, "test:other") == {}


async def test_blocks_hold_on_their_server_or_everywhere_whatever_the_case_or_width(store: Store) -> None:
    async with store.db.transaction() as tx:
        assert await add_block(tx, Block("test:g", "word", " Ｓpoiler ", "no", "mod"), 0.0)
        assert not await add_block(tx, Block("test:g", "word", "SPOILER", "no", "mod"), 0.0)
        assert await add_block(tx, Block(EVERYWHERE, "user", "test:Eve", "spam", "owner"), 0.0)
    assert [each.value for each in await blocks(store.db, "test:g", "word")] == ["spoiler"]
    assert await blocks(store.db, "test:other", "word") == []
    assert [each.value for each in await blocks(store.db, "test:other", "user")] == ["test:Eve"]
    async with store.db.transaction() as tx:
        assert await remove_block(tx, "test:g", "word", "spoiler")
        assert not await remove_block(tx, "test:g", "word", "spoiler")


async def test_what_is_kept_in_memory_is_never_older_than_the_last_commit(store: Store) -> None:
    for number in range(20):
        reading = [asyncio.create_task(get_settings(store.db, "test:g")) for _ in range(3)]
        async with store.db.transaction() as tx:
            await change_settings(tx, "test:g", {"ratio": str(number)}, 0.0)
            reading += [asyncio.create_task(get_settings(store.db, "test:g")) for _ in range(3)]
            await asyncio.sleep(0)
        assert await get_settings(store.db, "test:g") == {"ratio": str(number)}
        await asyncio.gather(*reading)
        assert await get_settings(store.db, "test:g") == {"ratio": str(number)}
    with contextlib.suppress(KeyError):
        async with store.db.transaction() as tx:
            await change_settings(tx, "test:g", {"ratio": "lost"}, 0.0)
            raise KeyError
    assert await get_settings(store.db, "test:g") == {"ratio": "19"}


async def test_a_report_counts_once_and_is_closed_once(store: Store) -> None:
    jobs = Jobs(store, Limits(floor_bytes=0))
    await jobs.accept(JobRequest(Interaction("test", "i", "test:ann", "test:g", "c"), "cover", {}))
    job = await jobs.start_next()
    assert job is not None
    await jobs.finish(job, Outcome({"say": "done"}, (NewVersion("cover", ()),), work_s=1.5))
    async with store.db.transaction() as tx:
        assert await add_report(tx, 1, "test:g", "test:bob", "not nice", 0.0)
        assert not await add_report(tx, 1, "test:g", "test:bob", "again", 0.0)
    (report,) = await open_reports(store.db, "test:g")
    assert (report.version_id, report.reason) == (1, "not nice")
    async with store.db.transaction() as tx:
        await resolve_report(tx, report.report_id, "mod", 1.0)
        with pytest.raises(NotFoundError):
            await resolve_report(tx, report.report_id, "mod", 1.0)
    assert await open_reports(store.db, "test:g") == []
    assert await usage(store.db, "test:ann", utc_day(store.clock.now())) == (1, 1.5)


async def test_the_owner_hears_of_low_space_once_a_day(store: Store) -> None:
    outbox, owner = Outbox(store, "test"), Target("test", "owner's channel")
    for _ in range(3):
        await upkeep.once(store, floor_bytes=1 << 60, max_print_bytes=None, owner=owner)
    (notice,) = await outbox.claim(9)
    assert notice.body["say"] == "space-low" and notice.target == owner and notice.mode == "post"
    await outbox.sent(notice, "m")
    store.clock.wall += 86400  # type: ignore[attr-defined]
    await upkeep.once(store, floor_bytes=1 << 60, max_print_bytes=None, owner=owner)
    assert len(await outbox.claim(9)) == 1
    await upkeep.once(store, floor_bytes=0, max_print_bytes=None, owner=owner)
    assert await outbox.unsent() == 1
