"""The bot dies between any two steps of a conversation, and at every request that matters: people only wait longer."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image

from loopback.discord import Discord, NotAnsweredError, Person, Shown, Upload
from loopback.running import BotProcess, running

SYNOPSIS = "A keeper hides a whale."


@dataclass
class Scene:
    place: Discord
    bot: BotProcess
    mira: Person

    async def dead(self) -> None:
        """The bot was killed and is back."""
        await self.bot.kill()
        await self.bot.start()

    async def shown(self, wanted: str | Callable[[Shown], object]) -> Shown:
        return await self.mira.wait_for(wanted, timeout_s=30)


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async with Discord(tmp_path / "discord") as place:
        place.state.patient = False
        async with running(tmp_path, place) as bot:
            yield Scene(place, bot, place.person("mira"))


@pytest.mark.soak
async def test_dead_between_any_two_steps(scene: Scene) -> None:
    mira = scene.mira
    form = (await mira.slash("cover")).modal
    assert form is not None
    await scene.dead()
    title = next(iter(form.values))
    answer = await mira.submit(form, {title: "Night Tide", "Synopsis": "takes 0.5"})
    assert answer.message is not None
    await scene.dead()
    shown = await mira.wait_until(answer.message, lambda each: each.pictures, 30)
    await scene.dead()
    form = (await mira.press(shown, "Change brief")).modal
    assert form is not None and form.values["Synopsis"] == "takes 0.5"
    await scene.dead()
    answer = await mira.submit(form, {"Synopsis": SYNOPSIS})
    assert answer.message is not None
    await scene.dead()
    shown = await mira.wait_until(answer.message, lambda each: each.pictures, 30)
    answer = await mira.press(shown, "Print files")
    assert answer.message is not None
    await scene.dead()
    printed = await mira.wait_until(answer.message, lambda each: any(name.endswith(".pdf") for name in each.files), 30)
    assert printed.id != shown.id
    answer = await mira.press(shown, "Four options")
    await scene.dead()
    assert answer.message is not None
    sheet = await mira.wait_until(answer.message, lambda each: each.pictures, 30)
    await scene.dead()
    history = (await mira.press(sheet, "History")).message
    assert history is not None and "6" in history.text
    await scene.dead()
    sure = (await mira.press(shown, "Delete")).message
    assert sure is not None and sure.is_private
    await scene.dead()
    gone = (await mira.press(sure, sure.labels[0])).message
    assert gone is not None
    await scene.bot.drained()
    assert [
        row["state"] for row in scene.bot.rows("SELECT state FROM jobs WHERE state NOT IN ('done', 'cancelled')")
    ] == []


FINAL = "PATCH /webhooks/.*@original|PATCH /webhooks/.*/messages/"
CALLBACK, POST = "POST /interactions/", "POST /channels/[0-9]+/messages"


@pytest.mark.parametrize(
    ("pattern", "late"),
    [
        (CALLBACK, False),
        (FINAL, False),
        pytest.param(POST, True, marks=pytest.mark.soak),
        pytest.param(CALLBACK, True, marks=pytest.mark.soak),
    ],
)
async def test_dead_at_every_request_that_matters(scene: Scene, pattern: str, late: bool) -> None:
    """Whether or not it was carried out: the cover stands there once."""
    faults = scene.place.faults
    for number, strike in enumerate((faults.instead, faults.afterwards)):
        if late:
            # The token ends before the cover is there. Its interaction has an old id, by which a bot that has seen no
            # other would take its own clock for fast.
            await scene.mira.slash("queue")
            scene.place.state.token_life_s = 30.2
        strike(pattern, scene.bot.kill)
        await _one_death(scene, f"Night Tide {number}", "takes 0.6" if late else SYNOPSIS)


async def _one_death(scene: Scene, title: str, synopsis: str) -> None:
    with suppress(NotAnsweredError):
        await scene.mira.slash("cover", title=title, synopsis=synopsis)
    assert await scene.place.state.until(lambda: scene.bot.process is None, 20), f"{title}: the request never came"
    scene.place.faults.clear()
    scene.place.state.token_life_s = 900.0
    await scene.bot.start()
    await scene.bot.drained()
    jobs = scene.bot.rows("SELECT state FROM jobs ORDER BY job_id DESC LIMIT 1")
    covers = [each for each in scene.mira.sees() if each.pictures and title in each.text]
    assert [row["state"] for row in jobs] == ["done"] and len(covers) == 1, title


async def test_dead_while_somebody_hands_a_picture_in(scene: Scene) -> None:
    made = io.BytesIO()
    Image.new("RGB", (48, 72), "navy").save(made, "PNG")
    answer = await scene.mira.slash("cover", title="Night Tide", background=Upload("sea.png", made.getvalue()))
    assert answer.message is not None
    await scene.dead()
    await scene.mira.wait_until(answer.message, lambda each: each.pictures, 30)
    await scene.bot.drained()
