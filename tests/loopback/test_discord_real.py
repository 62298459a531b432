"""The bot as a server runs it, real engines and all: from `/cover` to the files that a print shop takes."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image

from loopback.discord import Discord, Shown
from loopback.running import REAL_RUN, running

LIMIT_BYTES = 1_500_000
WAIT_S = 120.0


async def test_from_the_command_to_the_print_shop(tmp_path: Path) -> None:
    async with Discord(tmp_path / "discord") as place, running(tmp_path, place, REAL_RUN):
        # So little that neither the PNG nor a lossless PDF fits.
        place.guild.upload_limit_bytes = LIMIT_BYTES
        mira = place.person("mira")
        answer = await mira.slash(
            "cover",
            title="The Keeper and the Whale",
            author="Ingrid Holm",
            synopsis="A lighthouse keeper hides a whale.",
            seed=7,
        )
        assert answer.message is not None
        shown = await mira.wait_until(answer.message, lambda each: each.pictures, WAIT_S)
        picture = Image.open(io.BytesIO(content(place, shown, ".jpg")))
        assert picture.width >= 360 and len(content(place, shown, ".jpg")) < 1_500_000
        assert "The Keeper and the Whale" in shown.pictures[0][1] and "whale" in shown.pictures[0][1].lower()

        answer = await mira.press(shown, "Print files")
        assert answer.message is not None
        printed = await mira.wait_until(answer.message, lambda each: each.files, WAIT_S)
        document = pypdfium2.PdfDocument(content(place, printed, ".pdf"))
        assert [round(side) for side in document[0].get_size()] == [450, 666]  # 6 x 9 in and 1/8 in of bleed, in points
        document.close()
        credits = content(place, printed, ".txt").decode("utf-8")
        assert "OFL-1.1" in credits and "No generative model made any part of this picture." in credits
        assert not [name for name in printed.files if name.endswith(".png")]
        assert all(each["size"] <= LIMIT_BYTES for each in printed.data["attachments"])
        assert all(name in printed.text for name in ("print.pdf", "credits.txt", "print.png"))


def content(place: Discord, message: Shown, suffix: str) -> bytes:
    """What is in the one attached file of this kind."""
    (found,) = [each for each in message.data["attachments"] if each["filename"].endswith(suffix)]
    return place.state.cdn.stored[found["id"]].path.read_bytes()
