"""A server's painter: only one that can run is offered and taken, and one that went is said to be gone, and why."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord_bot import Place, a_bot
from simulated_users import FakeExecutor, SimulatedUsers, simulated_users_of

from bot.conversation import requests
from bot.conversation.requests import Language
from bot.executors.contract import Health
from bot.locales import text
from bot.store import policy

ABLE = ("generate/illustrator", "detect/rapidocr", "edit/typeset")


@pytest.fixture
async def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SimulatedUsers]:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "no models"))
    async with simulated_users_of(tmp_path) as made:
        yield made


def able(monkeypatch: pytest.MonkeyPatch, *engines: str) -> None:
    monkeypatch.setattr(FakeExecutor, "health", lambda self: Health(True, False, 1, 0, engines=engines))


async def answer(users: SimulatedUsers, language: Language = "en", **changes: str) -> str:
    reply = await users.says(requests.Settings(changes), moderator=True, language=language)
    return "\n".join(text(each, language) for each in reply.lines)


@pytest.mark.heavy
async def test_an_engine_that_cannot_run_is_refused_with_why(
    users: SimulatedUsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    able(monkeypatch, *ABLE)
    said = await answer(users, engine="diffusion")
    assert said == (
        "diffusion cannot paint here: the model CompVis/stable-diffusion-v1-4 is not on this machine. "
        "The bot’s owner can download it with `articover models pull CompVis/stable-diffusion-v1-4`. "
        "Available: illustrator."
    )
    said = await answer(users, "ko", engine="diffusion")
    assert (
        said.startswith("diffusion 엔진으로는 이 서버에서 그릴 수 없습니다. 이유: ")
        and "모델이 이 컴퓨터에 없습니다" in said
    )
    assert "Painter: the best one available." in await answer(users)
    assert "Choose illustrator." in await answer(users, engine="crayon")


@pytest.mark.heavy
async def test_an_engine_that_went_is_told_in_the_settings(
    users: SimulatedUsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    able(monkeypatch, *ABLE, "generate/diffusion")
    said = await answer(users, engine="diffusion")
    assert "Painter: diffusion." in said and "cannot" not in said
    able(monkeypatch, *ABLE)
    said = await answer(users)
    assert "Painter: diffusion." in said
    assert "diffusion cannot paint here now, so another painter is used: the model CompVis/" in said
    # It stays chosen, for when it is back; the worker is asked for it and says why another painted.
    reply = await users.says(requests.Start("Night Tide"))
    assert reply.job_id is not None
    await users.ended(reply.job_id)
    assert users.executor.tasks[-1].works[0].engine == "diffusion"  # type: ignore[union-attr]


async def test_an_engine_that_no_version_knows_any_more_is_passed_over(
    users: SimulatedUsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    able(monkeypatch, *ABLE, "generate/diffusion")
    await answer(users, engine="diffusion")
    async with users.app.store.db.transaction() as tx:
        await policy.change_settings(tx, "test:home", {"engine": "crayon"}, 0.0)
    assert "crayon cannot paint here now, so another painter is used: this version does not know it." in await answer(
        users
    )
    reply = await users.says(requests.Start("Night Tide"))
    assert reply.job_id is not None
    await users.ended(reply.job_id)
    assert users.executor.tasks[-1].works[0].engine is None  # type: ignore[union-attr]


async def test_a_writers_own_choice_goes_before_the_servers_and_not_before_its_ban(
    users: SimulatedUsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    able(monkeypatch, *ABLE, "generate/diffusion")
    await answer(users, engine="diffusion")
    for wanted, engine in (("illustrator", "illustrator"), ("", "diffusion")):
        reply = await users.says(requests.Start("Night Tide", engine=wanted))
        assert reply.job_id is not None
        await users.ended(reply.job_id)
        assert users.executor.tasks[-1].works[0].engine == engine  # type: ignore[union-attr]
    await answer(users, generative_models="off")
    (refused,) = (await users.says(requests.Start("Night Tide", engine="diffusion"))).lines
    assert "switched off here" in text(refused, "en")
    reply = await users.says(requests.Start("Night Tide"))
    assert reply.job_id is not None
    await users.ended(reply.job_id)
    assert users.executor.tasks[-1].works[0].engine == "illustrator"  # type: ignore[union-attr]
    assert "light and colours" not in await answer(users), "nothing of a model is to be seen here"


async def test_discord_offers_what_can_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Place(tmp_path) as place, a_bot(place, tmp_path):
        boss = place.person("hana", moderator=True)
        able(monkeypatch, *ABLE)
        assert [each["value"] for each in await boss.complete("settings", "engine", "")] == ["illustrator"]
        able(monkeypatch, "generate/diffusion", *ABLE)
        assert [each["value"] for each in await boss.complete("settings", "engine", "Di")] == ["diffusion"]
