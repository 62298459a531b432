"""How a picture came to be is said when it was painted: of options on their sheet, if it is true of all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace as changed
from simulated_users import FakeExecutor, SimulatedUsers, simulated_users_of

from articover import notices
from articover.facts import Fact, to_json
from bot.conversation import Reply, requests
from bot.executors.contract import STOPPED, CoverWork, EditWork, Made, Task, Work

TAKEN = to_json(notices.WORDS_TAKEN(words=("moon", "night")))
WHY = to_json(notices.FALLBACK(engine="diffusion", why=Fact("", {}, "it is asleep.")))
OF_ONE = to_json(notices.CONTRAST(role="title"))
START = requests.Start("Night Tide", seed=7)


class Telling(FakeExecutor):
    """Every cover has notes of its painting, that of seed 23 one of its own; that of seed 39 is stopped."""

    def _make(self, task: Task, number: int, work: Work) -> Made:
        if isinstance(work, CoverWork) and work.seed == 39:
            return Made(STOPPED, str(self.scratch), {}, {"notices": []})
        made = super()._make(task, number, work)
        if not isinstance(work, CoverWork | EditWork):
            return made
        own = [OF_ONE] if isinstance(work, CoverWork) and work.seed == 23 else []
        summary: dict[str, Any] = {**made.summary, "notices": [WHY, TAKEN, *own]}
        return replace(made, summary=summary)


@pytest.fixture
async def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SimulatedUsers]:
    monkeypatch.setattr("simulated_users.FakeExecutor", Telling)
    async with simulated_users_of(tmp_path) as made:
        yield made


def keys(reply: Reply) -> list[str]:
    return [each.key for each in reply.lines]


async def test_a_new_title_does_not_say_again_how_the_picture_was_painted(users: SimulatedUsers) -> None:
    made = await users.makes(START)
    assert {"notice-fallback", "notice-words-taken", "painted"} <= set(keys(made))
    assert made.session_id is not None
    edited = await users.makes(requests.EditTitle(made.session_id, title="Day Tide"))
    assert "painted" in keys(edited) and not {"notice-fallback", "notice-words-taken"} & set(keys(edited))


async def test_a_sheet_says_what_is_true_of_all_and_how_many_were_stopped(users: SimulatedUsers) -> None:
    sheet = await users.makes(changed(START, options=4))
    assert keys(sheet) == ["options", "options-stopped", "notice-fallback", "notice-words-taken", "painted"]
    assert sheet.lines[0].arguments["count"] == 3 and sheet.lines[1].arguments["count"] == 1
    assert sheet.lines[-1].arguments["seed"] == "7, 23, 55"
    chosen = await users.says(sheet.buttons[1].request)
    assert keys(chosen) == ["back", "notice-contrast", "painted"]
    chosen = await users.says(sheet.buttons[0].request)
    assert keys(chosen) == ["back", "painted"]
