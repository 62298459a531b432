"""From the hub to a cover: a tiny model is fetched with consent and paints; what cannot be had is one sentence."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
import tiny_pipelines
from loopback_hub import Hub

from articover.cli import main

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]

NAME = "someone/tiny"
UNET = "unet/diffusion_pytorch_model.safetensors"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tiny_pipelines.save("sd1", tmp_path_factory.mktemp("tiny"))
    card = {"README.md": b"---\nlicense: creativeml-openrail-m\n---\n"}
    return card | {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def cover(tmp_path: Path, cache: Path, *more: str, download: bool = True) -> int:
    config = tmp_path / "config.toml"
    settings = (
        f'[diffusion]\nmodel = "{NAME}"\nsteps = 2\n[models]\nfolder = "{cache}"\ndownload = {str(download).lower()}\n'
    )
    config.write_text(settings + "".join(more), encoding="utf-8")
    wanted = ["--title", "Rain", "--genre", "mystery", "--engine", "diffusion", "--seed", "7"]
    return main(["cover", *wanted, "--config", str(config), "--out", str(tmp_path / "out")])


def test_a_model_is_fetched_with_consent_and_paints_and_later_needs_no_hub(
    hub: Hub, cache: Path, files: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.add(NAME, files)
    assert cover(tmp_path, cache, download=False) == 3
    assert f"fetch it with `articover models pull {NAME}`" in capsys.readouterr().err
    assert hub.asked == []

    assert cover(tmp_path, cache) == 0
    document = json.loads((tmp_path / "out" / "cover.json").read_text(encoding="utf-8"))
    (painted,) = [record for record in document["engines"] if record["stage"] == "generate"]
    assert painted["engine"] == "diffusion" and painted["model"] == NAME
    assert len(painted["weights"][UNET]) == 64
    assert any("creativeml-openrail-m" in credit for credit in document["credits"])

    asked = len(hub.asked)
    assert cover(tmp_path, cache, download=False) == 0
    assert len(hub.asked) == asked
    again = json.loads((tmp_path / "out" / "cover.json").read_text(encoding="utf-8"))
    assert again["background"] == document["background"]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        ("absent", f"The hub has no model {NAME}, or it is private"),
        ("gated", "accept them on its page on the hub"),
        ("garbled", "arrived damaged and was thrown away"),
        ("no network", "The model hub cannot be reached"),
        ("no pipeline", "holds no weights that can be used here"),
    ],
)
def test_what_cannot_be_had_is_one_sentence_and_exit_code_3(
    hub: Hub,
    cache: Path,
    files: dict[str, bytes],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    sentence: str,
) -> None:
    if fault == "no network":
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{nobody.getsockname()[1]}")
    elif fault == "no pipeline":
        hub.add(NAME, {"README.md": b"words only"})
    elif fault != "absent":
        hub.add(NAME, files, gated=fault == "gated", garbled=frozenset({UNET} if fault == "garbled" else ()))
    assert cover(tmp_path, cache) == 3
    printed = capsys.readouterr()
    assert sentence in printed.err
    assert len(printed.err.strip().splitlines()) == 1 and printed.out == ""
    assert not (tmp_path / "out").exists()
