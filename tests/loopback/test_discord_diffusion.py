"""On Discord: a server that chose the diffusion engine, the bot as a server runs it, a tiny model in a folder."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
import tiny_pipelines
from PIL import Image

from loopback.discord import Discord, Person, Shown
from loopback.running import REAL_RUN, running

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

QUICK = {"WORKER__WARM_UP": "false", "TIMEOUTS__START_S": "300"}
WAIT_S = 240.0
BOOK = {
    "title": "The Keeper and the Whale",
    "author": "Ingrid Holm",
    "genre": "mystery",
    "synopsis": "A lighthouse keeper shelters a wounded whale.",
    "seed": 7,
}


@pytest.mark.soak
async def test_from_a_servers_own_model_to_the_print_shop_and_on_when_the_model_is_gone(tmp_path: Path) -> None:
    model = tiny_pipelines.save("sd1-clean", tmp_path / "model")
    (model / "README.md").write_text("---\nlicense: creativeml-openrail-m\n---\n", encoding="utf-8")
    config = tmp_path / "bot.toml"
    # Where nothing was chosen the illustrator paints: what is seen is the server's choice. So many steps that painting
    # outlasts the 2 s between two edits, or nothing of it would be seen.
    config.write_text(
        f'[engines]\ngenerate = "illustrator"\n[diffusion]\nmodel = "{model}"\nsteps = 120\n'
        f'[models]\nfolder = "{tmp_path / "models"}"\n',
        encoding="utf-8",
    )
    async with Discord(tmp_path / "discord") as place, running(tmp_path, place, REAL_RUN, config, **QUICK) as bot:
        mira = place.person("mira", moderator=True)
        # What a server may choose is known once the worker is up, and work is how it is seen to be.
        await cover(mira, title="Up", genre="mystery")
        answer = await mira.slash("settings", engine="diffusion")
        assert answer.message is not None and "Painter: diffusion" in answer.message.text
        assert [each["value"] for each in await mira.complete("settings", "engine", "")] == ["diffusion", "illustrator"]

        answer = await mira.slash("cover", **BOOK)
        assert answer.message is not None
        painting = await mira.wait_until(answer.message, lambda each: each.pictures, WAIT_S)
        assert painting.pictures[0][1] == f"“{BOOK['title']}” in progress: only light and colours so far."
        assert painting.labels == ["Cancel"]
        with Image.open(io.BytesIO(content(place, painting, ".jpg"))) as opened:
            # What nobody has looked at yet is too coarse to show more: sixteen spots of colour along its longer side.
            assert max(opened.size) == 320 and sharpness(opened) < 30
        shown = await mira.wait_until(answer.message, is_done, WAIT_S)
        assert "Painted by diffusion (model), seed 7" in shown.text
        assert "The Keeper and the Whale" in shown.pictures[0][1]
        picture = Image.open(io.BytesIO(content(place, shown, ".jpg")))
        assert max(picture.size) == 1600

        # The same brief and seed, asked for anew: the same picture, bit for bit.
        again = await cover(mira, **BOOK)
        assert content(place, again, ".jpg") == content(place, shown, ".jpg")

        await look_at_the_print(place, mira, shown)

        document_of_cover = next(each for each in documents(tmp_path) if each["brief"]["title"] == BOOK["title"])
        ran = {record["stage"]: record for record in document_of_cover["engines"]}
        assert list(ran) == ["generate", "remove", "edit"]
        assert (ran["generate"]["engine"], ran["generate"]["model"]) == ("diffusion", "model")
        assert ran["generate"]["generative"] and ran["generate"]["checked_by"] == "the model's own safety checker"

        # The same server, after somebody has moved the model away.
        await bot.leave()
        model.rename(tmp_path / "elsewhere")
        await bot.start()
        shown = await cover(mira, **BOOK)
        assert (
            "The illustrator painted this cover because diffusion cannot paint here now: "
            "the folder or file of the model no longer exists."
        ) in shown.text
        assert "Painted by the illustrator, seed 7" in shown.text and str(tmp_path) not in shown.text
        answer = await mira.slash("settings", engine="diffusion")
        assert answer.message is not None
        assert "diffusion cannot paint here: the folder or file of the model no longer exists." in answer.message.text
        assert str(tmp_path) not in answer.message.text
        await mira.slash("settings", language="ko")
        shown = await cover(mira, **BOOK)
        assert (
            "지금은 diffusion 엔진으로 그릴 수 없어 일러스트레이터가 표지를 그렸습니다. "
            "이유: 모델이 있던 폴더나 파일이 없습니다."
        ) in shown.text
        assert "그림 엔진: 일러스트레이터" in shown.text and str(tmp_path) not in shown.text


async def look_at_the_print(place: Discord, mira: Person, shown: Shown) -> None:
    """What **Print files** brings: exact sizes, what the picture has of its own, and what is owed for it."""
    answer = await mira.press(shown, "Print files")
    assert answer.message is not None
    printed = await mira.wait_until(answer.message, lambda each: each.files, WAIT_S)
    document = pypdfium2.PdfDocument(content(place, printed, ".pdf"))
    # 6 x 9 in and 1/8 in of bleed, in points.
    assert [round(side) for side in document[0].get_size()] == [450, 666]
    document.close()
    with Image.open(io.BytesIO(content(place, printed, ".png"))) as opened:
        assert opened.size == (1875, 2775)
    assert "The picture itself has " in printed.text
    credits = content(place, printed, ".txt").decode()
    assert "Picture painted with the model model (creativeml-openrail-m)." in credits
    assert "generative model: model" in credits


async def cover(person: Person, **brief: str | int) -> Shown:
    """The message of `/cover` once it is done."""
    answer = await person.slash("cover", **brief)
    assert answer.message is not None
    return await person.wait_until(answer.message, is_done, WAIT_S)


def is_done(message: Shown) -> bool:
    """Under what is still being painted there is nothing but "Cancel"."""
    return bool(message.pictures) and len(message.labels) > 1


def sharpness(picture: Image.Image) -> float:
    """The largest difference between neighbours, in grey levels of 255."""
    grey = np.asarray(picture.convert("L"), np.float32)
    return float(max(np.abs(np.diff(grey, axis=0)).max(), np.abs(np.diff(grey, axis=1)).max()))


def documents(folder: Path) -> list[dict[str, Any]]:
    """Every cover.json that the bot has stored."""
    blobs = (blob.read_bytes() for blob in (folder / "data" / "blobs").glob("??/*"))
    return [json.loads(blob) for blob in blobs if blob[:1] == b"{"]


def content(place: Discord, message: Shown, suffix: str) -> bytes:
    """What is in the one attached file of this kind."""
    (found,) = [each for each in message.data["attachments"] if each["filename"].endswith(suffix)]
    return place.state.cdn.stored[found["id"]].path.read_bytes()
