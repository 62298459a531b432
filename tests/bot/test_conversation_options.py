"""Options and formats are counted for people: while they are made, when one is chosen, and in the history."""

from __future__ import annotations

import pytest
from simulated_users import SimulatedUsers, words

from bot.conversation import progress_line, requests
from bot.jobs import JobProgress
from bot.locales import text


@pytest.mark.parametrize(
    ("request_of", "count", "steps"),
    [(requests.Options, 4, 5), (requests.Formats, 4, 4), (requests.Regenerate, 1, 1)],
    ids=["options and their sheet", "formats", "one picture"],
)
async def test_progress_says_which_of_how_many(
    users: SimulatedUsers, book: int, request_of: type[requests.Options], count: int, steps: int
) -> None:
    reply = await users.says(request_of(book))
    job = await users.app.jobs.get(reply.job_id or 0)
    lines = [text(progress_line(job, JobProgress("generate", 0.55, step=step)), "en") for step in range(1, steps + 1)]
    places = [f"{min(step, count)} of {count}: " if count > 1 else "" for step in range(1, steps + 1)]
    assert [line.partition("”: ")[2] for line in lines] == [f"{place}painting, 50 %" for place in places]


async def test_options_keep_their_number_when_chosen_and_in_the_history(users: SimulatedUsers, book: int) -> None:
    offered = await users.makes(requests.Options(book))
    assert "option 4 is used" in words(offered)
    chosen = await users.says(offered.buttons[1].request)
    assert "option 2 (version 3) is now the current version" in words(chosen)
    assert "시안 2번(버전 3)이 현재 버전입니다" in words(chosen, "ko")
    shown = await users.says(requests.History(book))
    history = words(shown)
    assert "Version 5 (option 4)" in [text(button.label, "en") for button in shown.buttons]
    assert "2: option 1" in history
    assert "3: option 2 (current)" in history
    assert "5: option 4" in history
