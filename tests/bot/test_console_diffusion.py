"""From chat: a server that chose the diffusion engine, a tiny model in a folder, the real worker and the real chain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tiny_pipelines
from PIL import Image
from test_console import Talk

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

QUICK = {"ARTICOVER_BOT__WORKER__WARM_UP": "false", "ARTICOVER_BOT__TIMEOUTS__START_S": "300"}
BOOK = "The Keeper and the Whale | mystery | A lighthouse keeper shelters a wounded whale. | 2:3 | Ingrid Holm"


def config(folder: Path, model: str, more: str = "") -> str:
    """A config whose painter is `model`, and whose folder of models is empty."""
    path = folder / "bot.toml"
    text = f'[diffusion]\nmodel = "{model}"\nsteps = 3\n[models]\nfolder = "{folder / "models"}"\n{more}'
    path.write_text(text, encoding="utf-8")
    return str(path)


def talking(folder: Path, model: str, more: str = "") -> Talk:
    return Talk(folder / "data", "--config", config(folder, model, more), **QUICK)


@pytest.mark.soak
def test_a_cover_by_the_servers_model_goes_through_every_stage_to_its_print(tmp_path: Path) -> None:
    model = tiny_pipelines.save("sd1-clean", tmp_path / "model")
    with talking(tmp_path, str(model)) as talk:
        # What a server may choose is known once the worker is up, and work is how it is seen to be.
        talk.type("/cover Up | mystery")
        talk.hears("“Up”, version 1 is done")
        talk.type("/settings engine=diffusion")
        talk.hears("Painter: diffusion")
        talk.type(f"/cover {BOOK}")
        talk.hears("Whale”, version 1 is done")
        talk.hears(r"Painted by diffusion \(model\), seed")
        first = Path(talk.hears(r"File: (.+\.jpg)")[1])
        with Image.open(first) as opened:
            assert max(opened.size) == 1600

        talk.type("/title Whale Song")
        talk.hears("“Whale Song”, version 2 is done")
        assert Path(talk.hears(r"File: (.+\.jpg)")[1]).read_bytes() != first.read_bytes()

        talk.type(talk.button("Print files"))
        talk.hears("Print: 1875 × 2775 px, 300 dpi")
        files = [Path(talk.hears(r"File: (.+\.(?:pdf|png))")[1]) for _ in range(2)]
        assert {file.suffix for file in files} == {".pdf", ".png"}
        with Image.open(next(file for file in files if file.suffix == ".png")) as opened:
            assert opened.size == (1875, 2775)
        assert talk.ends() == 0
    documents = [
        json.loads(blob.read_text(encoding="utf-8"))
        for blob in (tmp_path / "data" / "blobs").glob("??/*")
        if blob.read_bytes()[:1] == b"{"
    ]
    whale = [document for document in documents if document["brief"]["title"] != "Up"]
    painted = [record for document in whale for record in document["engines"] if record["stage"] == "generate"]
    assert len(painted) == 2
    assert all(record["engine"] == "diffusion" and record["generative"] for record in painted)
    assert {record["checked_by"] for record in painted} == {"the model's own safety checker"}
    stages = {record["stage"] for document in whale for record in document["engines"]}
    assert {"generate", "remove", "edit"} <= stages


def test_a_model_that_cannot_be_had_does_not_stop_the_bot(tmp_path: Path) -> None:
    with talking(tmp_path, "nobody/no-such-model", '[engines]\ngenerate = "diffusion"\n') as talk:
        talk.type(f"/cover {BOOK}")
        talk.hears("version 1 is done")
        talk.hears("The illustrator painted this cover because diffusion cannot paint here now: .*not on this machine")
        talk.hears(r"File: (.+\.jpg)")
        assert talk.ends() == 0


@pytest.mark.soak
def test_a_picture_that_the_safety_checker_stops_is_never_shown(tmp_path: Path) -> None:
    model = tiny_pipelines.save("sd1-flagged", tmp_path / "model")
    with talking(tmp_path, str(model), '[engines]\ngenerate = "diffusion"\n') as talk:
        talk.type(f"/cover {BOOK}")
        talk.hears("safety check")
        assert talk.ends() == 0
    assert "File:" not in talk.heard


def test_a_picture_that_nothing_can_look_at_is_not_shown(tmp_path: Path) -> None:
    model = tiny_pipelines.save("sd1", tmp_path / "model")
    with talking(tmp_path, str(model), '[engines]\ngenerate = "diffusion"\n') as talk:
        talk.type(f"/cover {BOOK}")
        talk.hears("no safety checker can look at it here")
        assert talk.ends() == 0
    assert "File:" not in talk.heard
