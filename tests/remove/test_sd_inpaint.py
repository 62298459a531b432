"""The filler `sd-inpaint` on a tiny pipeline that is saved and loaded by the calls a real one goes through."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import tiny_pipelines

from articover.cover import Mask, Pixels
from articover.engine import Progress, RunContext
from articover.engines import Engines
from articover.errors import Cancelled, EngineError, WeightError
from articover.locales import text
from articover.progress import FILLING_PLACE
from articover.remove.detect_rapidocr import RapidOcrDetector
from articover.remove.inpaint_options import InpaintSettings
from articover.remove.inpaint_sd import SdInpainter
from articover.remove.loop import remove_text
from articover.settings import EngineNames, ModelSettings, Settings

pytestmark = [pytest.mark.heavy, pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_pipelines.save("sd1-inpaint", tmp_path_factory.mktemp("inpaint"))


@pytest.fixture(scope="module")
def inpaint(folder: Path) -> SdInpainter:
    return inpainter(folder)


def inpainter(folder: Path, **wishes: object) -> SdInpainter:
    return SdInpainter(InpaintSettings(model=str(folder), steps=2, **wishes))  # type: ignore[arg-type]


def scene(height: int, width: int) -> Pixels:
    return np.random.default_rng(3).integers(0, 256, (height, width, 3), dtype=np.uint8)


def masked(shape: tuple[int, ...], *boxes: tuple[int, int, int, int]) -> Mask:
    mask = np.zeros(shape[:2], np.uint8)
    for top, left, height, width in boxes:
        mask[top : top + height, left : left + width] = 255
    return mask


def test_what_is_masked_is_painted_and_no_other_bit_changes(inpaint: SdInpainter) -> None:
    pixels = scene(150, 210)
    mask = masked(pixels.shape, (20, 20, 12, 60), (120, 150, 14, 50))
    filled = inpaint.fill(pixels, mask, RunContext("remove", seed=5))
    assert filled.shape == pixels.shape and filled.dtype == np.uint8
    assert np.array_equal(filled[mask == 0], pixels[mask == 0])
    inner = masked(pixels.shape, (24, 24, 4, 52), (124, 154, 6, 42)) > 0
    assert (filled != pixels).any(axis=2)[inner].mean() > 0.95
    # At the mask's rim the old picture still shows through, so that no edge is seen.
    rim, core = (slice(20, 21), slice(30, 70)), (slice(25, 26), slice(30, 70))
    assert np.abs(filled[rim].astype(int) - pixels[rim]).mean() < np.abs(filled[core].astype(int) - pixels[core]).mean()


def test_a_seed_repeats_and_another_does_not(inpaint: SdInpainter, folder: Path) -> None:
    pixels = scene(80, 90)
    mask = masked(pixels.shape, (30, 30, 16, 40))
    first = inpaint.fill(pixels, mask, RunContext("remove", seed=5))
    assert np.array_equal(first, inpainter(folder).fill(pixels, mask, RunContext("remove", seed=5)))
    assert not np.array_equal(first, inpaint.fill(pixels, mask, RunContext("remove", seed=6)))


@pytest.mark.parametrize(
    ("size", "box"),
    [((1, 1), (0, 0, 1, 1)), ((7, 150), (0, 20, 7, 60)), ((170, 160), (10, 10, 150, 140)), ((64, 64), (0, 0, 64, 64))],
    ids=["a pixel", "a sliver", "thicker than the model", "everything"],
)
def test_any_size_of_picture_and_hole(
    inpaint: SdInpainter, size: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    pixels, mask = scene(*size), masked(size, box)
    filled = inpaint.fill(pixels, mask, RunContext("remove", seed=1))
    assert filled.shape == pixels.shape and np.array_equal(filled[mask == 0], pixels[mask == 0])
    assert (filled != pixels).any()


@pytest.mark.parametrize("kind", ["sd1", "sdxl", "flux"])
def test_models_that_were_not_made_for_it_fill_too(kind: str, tmp_path: Path) -> None:
    pixels, mask = scene(70, 100), masked((70, 100), (30, 30, 14, 40))
    filled = inpainter(tiny_pipelines.save(kind, tmp_path)).fill(pixels, mask, RunContext("remove", seed=1))
    assert np.array_equal(filled[mask == 0], pixels[mask == 0]) and (filled != pixels)[mask > 0].mean() > 0.5


def test_nothing_masked_is_nothing_done(inpaint: SdInpainter) -> None:
    pixels = scene(20, 20)
    assert np.array_equal(inpaint.fill(pixels, np.zeros((20, 20), np.uint8), RunContext("remove")), pixels)


def test_progress_is_told_step_by_step_and_a_cancelled_run_stops_between_two(inpaint: SdInpainter) -> None:
    pixels = scene(200, 200)
    mask = masked(pixels.shape, (10, 10, 8, 30), (180, 150, 8, 30))
    seen: list[Progress] = []
    inpaint.fill(pixels, mask, RunContext("remove", on_progress=seen.append))
    fractions = [step.fraction for step in seen]
    assert fractions == sorted(fractions) and fractions[-1] == 1 and len(fractions) >= 7
    assert FILLING_PLACE(number=2, count=2) in [step.doing for step in seen]

    late = len(seen) - 2
    count = iter(range(1000))
    with pytest.raises(Cancelled):
        inpaint.fill(pixels, mask, RunContext("remove", cancelled=lambda: next(count) >= late))


def test_it_is_a_filler_like_any_other(
    folder: Path, tmp_path: Path, detector: RapidOcrDetector, lettered: Callable[..., Pixels]
) -> None:
    model = tmp_path / "model"
    shutil.copytree(folder, model)
    (model / "README.md").write_text("---\nlicense: creativeml-openrail-m\n---\n", encoding="utf-8")
    inpaint = InpaintSettings(model=str(model), steps=1)
    engine = Engines(Settings(engines=EngineNames(fill="sd-inpaint"), inpaint=inpaint)).inpainter()
    pixels = lettered()
    removed = remove_text(pixels, detector, engine, RunContext("remove", seed=2), max_rounds=1)
    kept = removed.mask == 0
    assert removed.rounds == 1 and not kept.all() and np.array_equal(removed.pixels[kept], pixels[kept])
    record = removed.record
    assert record.engine == "rapidocr + sd-inpaint" and record.model == str(model) and record.generative
    assert {"unet:diffusion_pytorch_model.safetensors", "vae:diffusion_pytorch_model.safetensors"} < set(record.weights)
    assert all(len(digest) == 64 for digest in record.weights.values())
    assert f"Lettering removed from the picture with the model {model}, creativeml-openrail-m." in record.credits


def test_without_the_model_it_says_how_to_get_it(tmp_path: Path) -> None:
    missing = SdInpainter(models=ModelSettings(folder=str(tmp_path)))
    found = missing.availability()
    assert not found.ok
    assert "articover models pull stable-diffusion-v1-5/stable-diffusion-inpainting" in text(found.why)
    with pytest.raises(WeightError, match="is not on this machine"):
        missing.fill(scene(8, 8), np.full((8, 8), 255, np.uint8), RunContext("remove"))
    assert SdInpainter(models=ModelSettings(folder=str(tmp_path), download=True)).availability().ok
    # By its place in the list of engines, `auto` goes on with the one that needs nothing.
    assert Engines(Settings(models=ModelSettings(folder=str(tmp_path)))).choose("fill").engine.name == "migan"


def test_what_is_no_inpainting_model_is_told_in_one_sentence(folder: Path, tmp_path: Path) -> None:
    def fails(changed: Path) -> str:
        with pytest.raises((WeightError, EngineError)) as caught:
            inpainter(changed).fill(scene(32, 32), np.full((32, 32), 255, np.uint8), RunContext("remove"))
        assert "\n" not in str(caught.value)
        return str(caught.value)

    assert "no model_index.json" in fails(tmp_path)
    cut = tmp_path / "cut"
    shutil.copytree(folder, cut)
    weights = cut / "unet" / "diffusion_pytorch_model.safetensors"
    weights.write_bytes(weights.read_bytes()[:5000])
    assert "cannot be loaded as an inpainting model" in fails(cut)
    (cut / "model_index.json").write_text("{", encoding="utf-8")
    assert "damaged" in fails(cut)
    (cut / "model_index.json").write_text(json.dumps({"_class_name": "DDPMPipeline"}), encoding="utf-8")
    assert "cannot be loaded as an inpainting model" in fails(cut)
