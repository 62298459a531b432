"""While a model paints, its light and colours stand under the progress; never for long, and never as the result."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from discord_bot import Bot, Person, Place, Shown, a_bot
from PIL import Image
from test_discord_delivery import asked_for, told

from bot.executors.files import live_preview_jpeg
from bot.jobs import Job, JobProgress
from bot.platforms import progress_reporter
from bot.platforms.progress_reporter import Pace
from bot.store.deletion import delete_session

SAYS = "in progress: only light and colours so far."


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_reporter, "PACE", Pace(edit_s=0.2))
    monkeypatch.setattr(progress_reporter, "PLACES_S", 0.2)


def live_preview(folder: Path, name: str = "preview.jpg") -> str:
    picture = np.random.default_rng(3).integers(0, 256, (160, 112, 3), np.uint8)
    (folder / name).write_bytes(live_preview_jpeg(picture))
    return str(folder / name)


async def painting(bot: Bot, person: Person, folder: Path, **options: bool) -> tuple[Shown, Job]:
    """The answer to a new book, with its first live preview."""
    answer = await asked_for(person, **options)
    await person.wait_until(answer, lambda message: "painting" in message.text)
    (job,) = await bot.app.jobs.open_jobs()
    bot.platform.progress(job, JobProgress("generate", 0.3, None, live_preview(folder)))
    await person.wait_until(answer, lambda message: message.pictures)
    return answer, job


def live_previews_sent(place: Place) -> int:
    return sum(SAYS in repr(call.body) for call in place.asked("PATCH /webhooks"))


async def test_the_result_takes_its_place(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer, job = await painting(bot, mira, tmp_path)
        ((_, alternative),) = mira.now(answer).pictures
        assert alternative == f"“Night Tide” {SAYS}"
        assert mira.now(answer).files == ["painting.jpg"]
        assert not mira.now(answer).data["components"][0].get("accent_color"), "it is not done"
        # Words that come without a new one leave it there.
        bot.platform.progress(job, JobProgress("generate", 0.6))
        shown = await mira.wait_until(answer, lambda message: "60" in message.text)
        assert shown.files == ["painting.jpg"] and shown.labels == ["Cancel"]
        bot.executor.gate.set()
        await told(place, bot)
        assert mira.now(answer).files == ["night-tide-v1.jpg"]
        assert SAYS not in repr(mira.now(answer).data)


@pytest.mark.parametrize("how", ["cancelled", "failed"])
async def test_nothing_of_it_stays_where_nothing_was_made(tmp_path: Path, how: str) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer, job = await painting(bot, mira, tmp_path)
        if how == "cancelled":
            await mira.press(mira.now(answer), "Cancel")
        else:
            bot.executor.tasks[-1].works[0].brief["synopsis"] = "impossible"  # type: ignore[union-attr]
            bot.executor.gate.set()
        await told(place, bot)
        assert not mira.now(answer).files and not mira.now(answer).pictures
        assert how.removesuffix("ed") in mira.now(answer).text or "could not be made" in mira.now(answer).text
        bot.platform.progress(job, JobProgress("generate", 0.9, None, live_preview(tmp_path, "late.jpg")))
        await asyncio.sleep(0.6)
        assert not mira.now(answer).pictures


async def test_of_a_private_book_only_its_writer_sees_it(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira, jun = place.person("mira"), place.person("jun")
        answer, _ = await painting(bot, mira, tmp_path, private=True)
        assert mira.now(answer).is_private and mira.now(answer).pictures
        assert jun.sees() == []


async def test_after_a_restart_nothing_of_it_is_left_until_painting_goes_on(tmp_path: Path) -> None:
    async with Place(tmp_path) as place:
        mira = place.person("mira")
        async with a_bot(place, tmp_path, held=True) as bot:
            answer, _ = await painting(bot, mira, tmp_path)
            # The one the work waits for is opened by nobody: it is handed back, as at a restart.
            bot.executor.gate = asyncio.Event()
        assert mira.now(answer).pictures
        Path(tmp_path / "preview.jpg").unlink()
        async with a_bot(place, tmp_path, held=True) as bot:
            await mira.wait_until(answer, lambda message: not message.pictures)
            bot.executor.gate.set()
            await told(place, bot)
            assert mira.now(answer).files == ["night-tide-v1.jpg"]


async def test_another_attempt_begins_without_the_live_preview_of_the_last(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer, job = await painting(bot, mira, tmp_path)
        again = replace(job, attempt=job.attempt + 1)
        bot.platform.progress(again, JobProgress("generate", 0.1))
        shown = await mira.wait_until(answer, lambda message: "10" in message.text)
        assert not shown.pictures


async def test_the_words_come_when_its_file_is_gone(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer, job = await painting(bot, mira, tmp_path)
        bot.platform.progress(job, JobProgress("generate", 0.8, None, str(tmp_path / "never.jpg")))
        shown = await mira.wait_until(answer, lambda message: "80" in message.text)
        assert not shown.pictures


async def test_a_server_can_do_without(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira", moderator=True)
        settings = await mira.slash("settings")
        assert settings.message is not None and "while a model paints: on" in settings.message.text
        settings = await mira.slash("settings", glimpses="off")
        assert settings.message is not None and "while a model paints: off" in settings.message.text
        answer = await asked_for(mira)
        await mira.wait_until(answer, lambda message: "painting" in message.text)
        (job,) = await bot.app.jobs.open_jobs()
        bot.platform.progress(job, JobProgress("generate", 0.4, None, live_preview(tmp_path)))
        shown = await mira.wait_until(answer, lambda message: "40" in message.text)
        assert not shown.pictures and live_previews_sent(place) == 0


async def test_where_somebody_deleted_the_answer_nothing_more_is_tried(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira", moderator=True)
        answer, job = await painting(bot, mira, tmp_path)
        mira.delete(answer)
        for percent in (5, 6, 7):
            bot.platform.progress(job, JobProgress("generate", percent / 10))
            await asyncio.sleep(0.5)
        edits = len(place.asked("PATCH /webhooks"))
        bot.platform.progress(job, JobProgress("generate", 0.9))
        await asyncio.sleep(0.6)
        assert len(place.asked("PATCH /webhooks")) == edits
        bot.executor.gate.set()
        await told(place, bot)
        assert not mira.sees()


async def test_when_discord_has_us_wait_the_live_preview_goes_first(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer, job = await painting(bot, mira, tmp_path)
        busy = place.faults.busy("PATCH /webhooks", retry_after_s=0.4)
        bot.platform.progress(job, JobProgress("generate", 0.5, None, live_preview(tmp_path, "second.jpg")))
        await mira.wait_until(answer, lambda message: "50" in message.text)
        assert busy.met == 1
        bot.platform.progress(job, JobProgress("generate", 0.6, None, live_preview(tmp_path, "third.jpg")))
        shown = await mira.wait_until(answer, lambda message: "60" in message.text)
        assert not shown.pictures
        sent = len(place.asked("PATCH /webhooks"))
        bot.platform.progress(job, JobProgress("generate", 0.6, None, live_preview(tmp_path, "fourth.jpg")))
        await asyncio.sleep(0.6)
        assert len(place.asked("PATCH /webhooks")) == sent, "nothing is edited for a live preview alone"


async def test_many_at_once_stay_below_ten_edits_a_second_and_without_live_previews(tmp_path: Path) -> None:
    many = {"LIMITS__SERVER_OPEN": "0", "LIMITS__TOTAL_OPEN": "0"}
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True, **many) as bot:
        people = [place.person(f"writer {number}") for number in range(30)]
        answers = [await asked_for(each, f"Book {each.user.name}") for each in people]
        jobs = await bot.app.jobs.open_jobs()
        before = len(place.asked("PATCH /webhooks"))
        picture = live_preview(tmp_path)
        loop = asyncio.get_running_loop()
        began = loop.time()
        for tenth in range(30):
            for job in jobs:
                bot.platform.progress(job, JobProgress("generate", (tenth % 10) / 10, None, picture))
            await asyncio.sleep(0.1)
        edits, took_s = len(place.asked("PATCH /webhooks")) - before, loop.time() - began
        assert 0 < edits <= 10 * took_s + 1
        assert live_previews_sent(place) <= 1, "the first may go out while the others are still being counted"
        bot.executor.gate.set()
        await told(place, bot)
        assert all(each.now(answer).pictures for each, answer in zip(people, answers, strict=True))


@pytest.mark.parametrize("private", [False, True])
async def test_before_an_answer_can_change_no_more_it_says_so_without_a_live_preview(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        answer, job = await painting(bot, mira, tmp_path, private=private)
        monkeypatch.setattr(progress_reporter, "LATE_S", 900.0)
        # Nothing happens: it is for the clock to bring this.
        shown = await mira.wait_until(answer, lambda message: not message.pictures)
        assert ("/history" if private else "as a new message") in shown.text
        assert shown.labels == ["Cancel"]
        bot.platform.progress(job, JobProgress("generate", 0.9, None, live_preview(tmp_path, "late.jpg")))
        await asyncio.sleep(0.6)
        assert not mira.now(answer).pictures
        place.clock.advance(16 * 60)
        bot.executor.gate.set()
        await told(place, bot)
        assert not mira.now(answer).pictures
        results = [each for each in mira.sees() if each.pictures]
        assert len(results) == (0 if private else 1)


async def test_a_deleted_book_leaves_nothing_that_slows_the_others(tmp_path: Path) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path, held=True) as bot:
        mira = place.person("mira")
        _, job = await painting(bot, mira, tmp_path)
        await delete_session(bot.app.store, job.session_id)
        bot.platform.progress(job, JobProgress("generate", 0.7))
        async with asyncio.timeout(5):
            while bot.platform._progress._told:
                await asyncio.sleep(0.05)


def test_sixteen_spots_show_no_more_than_light_and_colours() -> None:
    """A page of fine detail and the same page with all detail taken out look alike to a grey level or two."""
    rng = np.random.default_rng(5)
    coarse = rng.integers(60, 196, (16, 11, 3)).astype(np.uint8)
    page = np.asarray(Image.fromarray(coarse).resize((704, 1024), Image.Resampling.NEAREST))
    # Whatever is smaller than a spot: strokes that cancel out over it.
    strokes = np.where((np.indices((1024, 704)).sum(0) // 8) % 2, 40, -40)[..., None]
    detailed = np.clip(page.astype(int) + strokes, 0, 255).astype(np.uint8)
    shown = [np.asarray(Image.open(io.BytesIO(live_preview_jpeg(each))), np.float32) for each in (page, detailed)]
    assert shown[0].shape == (320, 220, 3)
    assert np.abs(shown[0] - shown[1]).mean() < 1.5
    # And a thing of a twentieth of the page's height is a shade, not a shape.
    spot = page.copy()
    spot[500:550, 330:380] = 255
    coarse = np.asarray(Image.open(io.BytesIO(live_preview_jpeg(spot))), np.float32)
    grey = np.abs(coarse - shown[0]).mean(axis=2)
    assert np.abs(np.diff(grey, axis=0)).max() < 20
