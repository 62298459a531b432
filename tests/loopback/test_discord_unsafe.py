"""On Discord: what a safety checker stops is seen by nobody, by whichever way it would have come."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import tiny_pipelines
from PIL import Image, ImageDraw, ImageFont

from loopback.discord import Discord, Person, Shown, Upload
from loopback.running import REAL_RUN, running

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

QUICK = {"WORKER__WARM_UP": "false", "TIMEOUTS__START_S": "300"}
WAIT_S = 240.0
BOOK = {"title": "Night Tide", "genre": "mystery", "synopsis": "A keeper hides a whale.", "seed": 7}


def lettered() -> Upload:
    """A picture with letters in it, for the filler to paint over."""
    picture = Image.fromarray(np.full((480, 320, 3), (70, 90, 120), np.uint8))
    ImageDraw.Draw(picture).text((40, 200), "STOP", fill="white", font=ImageFont.load_default(size=96))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return Upload("sign.png", file.getvalue())


async def test_what_is_stopped_is_shown_nowhere(tmp_path: Path) -> None:
    model = tiny_pipelines.save("sd1-flagged", tmp_path / "model")
    inpaint = tiny_pipelines.save("sd1-inpaint", tmp_path / "inpaint")
    config = tmp_path / "bot.toml"
    config.write_text(
        f'[engines]\ngenerate = "diffusion"\nfill = "sd-inpaint"\n[diffusion]\nmodel = "{model}"\nsteps = 4\n'
        f'[inpaint]\nmodel = "{inpaint}"\nsteps = 2\n[safety]\nmodel = "{model / "safety_checker"}"\n'
        f'[models]\nfolder = "{tmp_path / "models"}"\n',
        encoding="utf-8",
    )
    async with Discord(tmp_path / "discord") as place, running(tmp_path, place, REAL_RUN, config, **QUICK) as bot:
        mira, jun = place.person("mira"), place.person("jun", locale="ko")
        for wishes in ({}, {"options": 2}, {"private": True}):
            stopped = await ended(mira, "cover", **BOOK, **wishes)
            assert "stopped every picture for this brief" in stopped.text
            assert stopped.labels == ["Change brief", "Regenerate", "Delete"]
        again = await mira.press(stopped, "Regenerate")
        assert again.message is not None
        assert "stopped every picture" in (await mira.wait_until(again.message, is_ended, WAIT_S)).text
        stopped = await ended(jun, "cover", channel=place.state.dm_with(jun.user), **BOOK)
        assert "모델의 안전 검사가 이 내용으로 그린 그림을 모두 차단했습니다" in stopped.text
        erased = await ended(mira, "remove-text", picture=lettered())
        assert "stopped your picture with its letters painted over" in erased.text
        # Their own picture is theirs to show; no model paints anything into it.
        large = await ended(mira, "upscale", picture=lettered(), dpi=72)
        assert "sign-png-v1-print.png" in large.files
        await bot.drained()
        # Whatever else came up to Discord was light and colours.
        theirs = {"sign.png", *large.files}
        assert {each.data["filename"] for each in place.state.cdn.stored.values()} - theirs <= {"painting.jpg"}


async def ended(person: Person, name: str, **options: object) -> Shown:
    answer = await person.slash(name, **options)  # type: ignore[arg-type]
    assert answer.message is not None
    return await person.wait_until(answer.message, is_ended, WAIT_S)


def is_ended(message: Shown) -> bool:
    assert not any("painting" not in name for name in message.files) or "sign" in message.text
    return len(message.labels) != 1
