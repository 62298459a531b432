"""`articover models` and what doctor says of models, over a real hub on this machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("huggingface_hub")

from loopback_hub import Hub
from small_repos import pipeline_files, safetensors

from articover.cli import main
from articover.doctor import examine
from articover.engines import Engines
from articover.hub.refs import parse_ref
from articover.hub.verify import verify
from articover.remove.inpaint_options import InpaintSettings
from articover.settings import ModelSettings, Settings
from bot.__main__ import main as bot_main

SD = "someone/stable-diffusion"
UNET = "unet/diffusion_pytorch_model.safetensors"


@pytest.fixture
def config(tmp_path: Path, cache: Path) -> Path:
    path = tmp_path / "articover.toml"
    path.write_text(f'[models]\nfolder = "{cache}"\n[diffusion]\nmodel = "{SD}"\n', encoding="utf-8")
    return path


def told(
    config: Path, capsys: pytest.CaptureFixture[str], *arguments: str, exit_code: int = 0
) -> tuple[dict[str, Any], str]:
    """What a command prints for machines, and for people."""
    assert main(["models", *arguments, "--config", str(config), "--json"]) == exit_code
    found = json.loads(capsys.readouterr().out)
    assert main(["models", *arguments, "--config", str(config)]) == exit_code
    return found, capsys.readouterr().out


def test_list_pull_list_verify(hub: Hub, cache: Path, config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub.add(SD, pipeline_files())
    found, said = told(config, capsys, "list")
    assert found["models"] == [] and f"`articover models pull {SD}` fetches it" in said
    assert hub.asked == []

    found, said = told(config, capsys, "pull", SD)
    (model,) = found["models"]
    assert model["licence"] == "creativeml-openrail-m" and model["weights"] == "safetensors"
    assert model["bytes"] > 200_000 and model["folder"].startswith(str(cache))
    assert f"{SD}: 0.2 MB, creativeml-openrail-m" in said

    found, said = told(config, capsys, "list")
    (model,) = found["models"]
    assert model["model"] == SD and model["revisions"] == ["main"] and model["commit"] == "c" * 40
    assert f"diffusion uses {SD}: 0.2 MB, creativeml-openrail-m, {model['folder']}" in said

    found, _ = told(config, capsys, "pull", f"{SD}/safety_checker")
    assert [model["licence"] for model in found["models"]] == ["creativeml-openrail-m"]

    found, said = told(config, capsys, "verify")
    assert all(row["ok"] and row["hashed"] for row in found["files"]) and len(found["files"]) == 9
    assert "9 of 9 files as fetched" in said


def test_what_a_cut_fetch_left_is_no_model(
    hub: Hub, cache: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.add(SD, pipeline_files(), garbled=frozenset({UNET}))
    assert main(["models", "pull", SD, "--config", str(config)]) == 3
    left = cache / f"models--{SD.replace('/', '--')}" / "blobs" / f"{'a' * 64}.articover.incomplete"
    left.write_bytes(b"x" * 2_000_000)
    capsys.readouterr()
    for action in ("list", "verify"):
        found, said = told(config, capsys, action)
        assert f"{SD}: not whole, its fetch was cut after 2.0 MB" in said and f"`articover models pull {SD}`" in said
        assert "ok " not in said and [model["whole"] for model in found.get("models", [])] in ([False], [])


def test_verify_finds_one_changed_byte_and_a_missing_file(
    hub: Hub, cache: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.add(SD, pipeline_files())
    found, _ = told(config, capsys, "pull", SD)
    folder = Path(found["models"][0]["folder"])
    blob = (folder / UNET).resolve()
    blob.write_bytes(blob.read_bytes()[:-1] + b"\xff")
    (folder / "tokenizer" / "vocab.json").unlink()
    found, said = told(config, capsys, "verify", SD, exit_code=3)
    assert {row["file"]: row["problem"] for row in found["files"] if not row["ok"]} == {
        UNET: "is not what was fetched",
        "tokenizer/vocab.json": "is missing",
    }
    assert f"fetch it again with `articover models pull {SD}`" in said
    told(config, capsys, "pull", SD)
    told(config, capsys, "verify", SD)


def test_what_another_program_fetched_is_verified_by_the_names_of_its_blobs(hub: Hub, cache: Path) -> None:
    from huggingface_hub import constants, snapshot_download

    hub.add(SD, pipeline_files())
    constants.HF_HUB_OFFLINE = False
    folder = Path(snapshot_download(SD, cache_dir=cache, endpoint=hub.url, ignore_patterns=["*.ckpt", "*.bin"]))
    checks = verify(parse_ref(SD), cache=cache)
    assert checks and all(check.compared and not check.problem for check in checks)
    (folder / "unet/config.json").resolve().write_bytes(b'{"sample_size": 65}')
    (folder / UNET).resolve().unlink()
    bad = {check.name: check.problem for check in verify(parse_ref(SD), cache=cache) if check.problem}
    assert bad == {"unet/config.json": "is not what was fetched", UNET: "is missing"}


def test_a_folder_of_ones_own_is_looked_through(
    tmp_path: Path, config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(safetensors(5000))
    found, said = told(config, capsys, "verify", str(folder))
    assert [row["hashed"] for row in found["files"]] == [False] and "no hash to compare with" in said
    for broken in (safetensors(5000)[:-1], safetensors(5000)[:20], b"", b"\x80" * 400):
        (folder / "model.safetensors").write_bytes(broken)
        found, _ = told(config, capsys, "verify", str(folder / "model.safetensors"), exit_code=3)
        assert "safetensors" in found["files"][0]["problem"] or "cut short" in found["files"][0]["problem"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pull", "someone/nothing"], "The hub has no model someone/nothing"),
        (["pull", "no id"], "write an id as author/name"),
        (["verify", "someone/nothing"], "is not on this machine: fetch it with"),
    ],
)
def test_what_fails_is_one_sentence_and_exit_code_3(
    hub: Hub, config: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(["models", *arguments, "--config", str(config)]) == 3
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err.count("\n") == 1 and sentence in printed.err


def test_doctor_names_the_model_of_each_engine_and_what_fetches_it(hub: Hub, cache: Path, tmp_path: Path) -> None:
    local = tmp_path / "inpaint"
    local.mkdir()
    (local / "model.safetensors").write_bytes(safetensors())
    (local / "README.md").write_text("---\nlicense: other\nlicense_name: my-own\n---\n", encoding="utf-8")
    settings = Settings(models=ModelSettings(folder=str(cache)), inpaint=InpaintSettings(model=str(local)))
    report = examine(Engines(settings))
    by_engine = {row["engine"]: row for row in report["models"]}
    assert not by_engine["diffusion"]["ok"]
    assert "(CreativeML OpenRAIL-M)" in by_engine["diffusion"]["said"]
    assert "`articover models pull CompVis/stable-diffusion-v1-4`" in by_engine["diffusion"]["said"]
    assert by_engine["sd-inpaint"]["ok"] and "my-own" in by_engine["sd-inpaint"]["said"]
    # Models from the hub are extra: every stage has an engine without them.
    assert report["exit_code"] == 0
    assert not any(line.startswith("NO") for line in report["said"])
    assert hub.asked == []


def test_the_bot_fetches_what_its_environment_names(
    hub: Hub, cache: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`docker compose run gpu models pull MODEL`: a container has no config file, only its environment."""
    hub.add(SD, pipeline_files())
    monkeypatch.setenv("ARTICOVER_BOT__MODELS__FOLDER", str(cache))
    monkeypatch.setenv("ARTICOVER_BOT__DIFFUSION__MODEL", SD)
    assert bot_main(["models", "list"]) == 0
    assert f"diffusion would use {SD}" in capsys.readouterr().out
    assert bot_main(["models", "pull", SD]) == 0
    assert bot_main(["models", "list"]) == 0
    shown = capsys.readouterr().out
    assert f"{cache}: 1 model" in shown and f"diffusion uses {SD}" in shown
    assert bot_main(["models", "pull"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
