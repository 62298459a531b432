"""From chat, in both languages: the next book of a series by a model, after the illustrator and after itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import tiny_pipelines
from test_console import Talk
from test_console_diffusion import BOOK, talking

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

LED = "The model was guided by the colours, light and composition of the previous book’s picture"


def documents(folder: Path) -> dict[str, dict[str, Any]]:
    """Every stored cover.json, by its title."""
    blobs = (blob.read_bytes() for blob in (folder / "data" / "blobs").glob("??/*"))
    return {found["brief"]["title"]: found for blob in blobs if blob[:1] == b"{" and (found := json.loads(blob))}


@pytest.mark.soak
def test_a_series_by_a_model_keeps_its_colours_and_places(tmp_path: Path) -> None:
    model = tiny_pipelines.save("sd1-clean", tmp_path / "model")
    with talking(tmp_path, str(model)) as talk:
        # By the illustrator first: what a server may choose is known once the worker is up.
        talk.type(f"/cover {BOOK} | | The Tide Stories 1")
        talk.hears("version 1 is done")
        follow = talk.button("Next in series")
        talk.type("/settings engine=diffusion")
        talk.hears("Painter: diffusion")
        answer(talk, follow, "Whale Song", "A whale sings to a ship.")
        talk.hears("“Whale Song”, version 1 is done")
        talk.hears("Kept from the previous book: typefaces, text colours, text positions and author line. The picture")
        talk.hears(LED)
        talk.hears(r"Painted by diffusion \(model\)")
        follow = talk.button("Next in series")
        talk.type("/settings language=ko")
        talk.hears("언어: 한국어")
        answer(talk, follow, "Whale Bones", "A house of bones by the sea.")
        talk.hears("“Whale Bones” 버전 1 완성")
        talk.hears("앞 권에서 이어받은 것: 글꼴, 글자 색, 글자 위치, 저자 이름. 그림의 소재")
        talk.hears("모델이 앞 권 그림의 색, 빛, 구도를 참고했습니다")
        assert talk.ends() == 0
    made = documents(tmp_path)
    first, second, third = (made[title] for title in ("The Keeper and the Whale", "Whale Song", "Whale Bones"))
    assert first["scene"] is not None and second["scene"] is None and third["scene"] is None
    assert len(first["palette"]) == 4 and first["palette"] == second["palette"] == third["palette"]
    assert second["zones"] == third["zones"]
    for book in (second, third):
        assert "color palette of" in book["prompt"] or any(
            "color palette of" in note for record in book["engines"] for note in record["notes"]
        ), "what the tiny model could not read any more is told as left out"
        faces = [{layer["role"]: layer["font"]["sha256"] for layer in each["layers"]} for each in (first, book)]
        assert faces[0] == faces[1]


def answer(talk: Talk, button: str, title: str, synopsis: str) -> None:
    """Fill in the form of the next book; the series line stays as it is proposed."""
    talk.type(button)
    for answer in (title, synopsis, ""):
        talk.type(answer)
