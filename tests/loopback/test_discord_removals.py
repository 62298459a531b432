"""The bot dies while it takes a deleted book out of the channel: at its next start the rest goes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from loopback.discord import Discord, NotAnsweredError, Person, Shown
from loopback.running import running


def pictures(person: Person) -> list[Shown]:
    return [each for each in person.sees() if each.pictures]


@pytest.mark.parametrize("kind", ["instead", "afterwards"])
async def test_dead_while_messages_of_a_deleted_book_go(tmp_path: Path, kind: str) -> None:
    async with Discord(tmp_path / "discord") as place, running(tmp_path, place) as bot:
        mira = place.person("mira")
        answer = (await mira.slash("cover", title="Night Tide", synopsis="A keeper hides a whale.")).message
        assert answer is not None
        shown = await mira.wait_until(answer, lambda each: each.pictures, 30)
        again = (await mira.press(shown, "Regenerate")).message
        assert again is not None
        second = await mira.wait_until(again, lambda each: each.pictures, 30)
        assert len(pictures(mira)) == 2
        sure = (await mira.press(second, "Delete")).message
        assert sure is not None
        getattr(place.faults, kind)("DELETE /channels", bot.kill)
        with suppress(NotAnsweredError):  # on a slow machine it dies before it can answer
            await mira.press(sure, "Yes, delete it")
        assert await place.state.until(lambda: bot.process is None, 20)
        assert pictures(mira)
        place.faults.clear()
        await bot.start()
        assert await place.state.until(lambda: not pictures(mira), 20)
        await bot.drained()
