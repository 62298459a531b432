"""`python -m bot check` says which engine each stage would take, and how to fix what cannot run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from test_console import ROOT, run_bot

LIGHT = """
import sys
from articover.settings import Settings
from bot.diagnostics import check_engines
assert check_engines(Settings())
loaded = {"torch", "onnxruntime", "ncnn", "rapidocr", "diffusers", "transformers"} & set(sys.modules)
assert not loaded, loaded
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stages") / "data"
    assert run_bot("migrate", "--data", str(folder)).returncode == 0
    return folder


def checked(data: Path, config: str) -> tuple[int, str]:
    file = data.parent / "config.toml"
    file.write_text(config + "\n[storage]\nfree_space_floor_mb = 0\n", encoding="utf-8")
    ended = run_bot("check", "--config", str(file), "--data", str(data))
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


def test_every_stage_is_named_with_its_engine(data: Path) -> None:
    code, said = checked(data, '[engines]\ngenerate = "illustrator"')
    assert code == 0
    assert "Painting pictures: the engine illustrator is used, as configured.\n" in said
    for line in (
        "Finding letters in pictures: the engine rapidocr is used.",
        "Erasing letters: the engine migan is used.",
        "Setting type: the engine typeset is used.",
        "Enlarging pictures: the engine ncnn is used.",
    ):
        assert line in said


def test_what_cannot_run_is_said_with_its_fix(data: Path) -> None:
    code, said = checked(data, '[weights]\nmigan = "/nowhere/migan.onnx"')
    assert code == 1
    wrong = [line for line in said.splitlines() if line.startswith("! ")]
    assert wrong
    assert all("migan" in line for line in wrong)


def test_an_engine_that_does_not_exist_is_refused_with_the_config(data: Path) -> None:
    file = data.parent / "config.toml"
    file.write_text('[engines]\nfill = "paintbrush"\n', encoding="utf-8")
    ended = run_bot("check", "--config", str(file), "--data", str(data))
    assert ended.returncode == 2
    assert ended.stderr == "engines.fill is not an engine: it must be migan, sd-inpaint or auto.\n"


@pytest.mark.heavy
def test_what_looks_at_a_models_pictures_is_told(data: Path, tmp_path: Path) -> None:
    import tiny_pipelines

    own = f'[diffusion]\nmodel = "{tiny_pipelines.save("sd1-clean", tmp_path / "own")}"\n'
    none = f'[diffusion]\nmodel = "{tiny_pipelines.save("sd1", tmp_path / "none")}"\n'
    models = f'[engines]\ngenerate = "diffusion"\n[models]\nfolder = "{tmp_path / "models"}"\n'
    assert "checked by its own safety checker" in checked(data, models + own)[1]
    code, said = checked(data, models + none)
    assert code == 1
    assert (
        "! Pictures of models are not shown, because no safety checker can run: " in said
        and "articover models pull" in said
    )
    code, said = checked(data, models + none + "[safety]\nunchecked_pictures = true\n")
    assert code == 0 and "shown without a safety check" in said
    named = f'[safety]\nmodel = "{tmp_path / "own" / "safety_checker"}"\n'
    assert f"are checked by {tmp_path / 'own' / 'safety_checker'}" in checked(data, models + none + named)[1]
    filling = models.replace("[engines]", '[engines]\nfill = "sd-inpaint"')
    # What another model fills in comes after the first one's look.
    assert "no safety checker can run" in checked(data, filling + own)[1]


def test_no_model_is_loaded_to_say_so() -> None:
    subprocess.run([sys.executable, "-c", LIGHT], cwd=ROOT, check=True)
