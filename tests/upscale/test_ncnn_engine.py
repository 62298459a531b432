"""The real network on small pictures: bits repeat, seams do not show, weights are the pinned ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from articover import weights
from articover.cover import Pixels
from articover.engine import RunContext
from articover.errors import MissingError, WeightError
from articover.locales import text
from articover.upscale import ncnn_engine
from articover.upscale.ncnn_engine import MODELS, NcnnUpscaler
from articover.upscale.tiles import enlarge_tiled

RUN = RunContext("upscale")


@pytest.fixture(scope="module")
def picture() -> Pixels:
    """A gradient, a disc, a line and some grain; odd sides."""
    image = Image.new("RGB", (157, 133))
    image.putdata([(x, y, 255 - x) for y in range(133) for x in range(157)])
    draw = ImageDraw.Draw(image)
    draw.ellipse((40, 20, 120, 100), fill=(240, 200, 60))
    draw.line((0, 130, 156, 5), fill=(10, 10, 40), width=3)
    grain = np.random.default_rng(7).integers(-6, 7, (133, 157, 3))
    return np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def upscaler() -> NcnnUpscaler:
    return NcnnUpscaler()


def test_four_times_as_large_and_the_same_picture(picture: Pixels, upscaler: NcnnUpscaler) -> None:
    large, record = upscaler.enlarge(picture, RUN)
    assert large.shape == (4 * 133, 4 * 157, 3)
    reduced = np.asarray(Image.fromarray(large).reduce(4)).astype(int)
    assert np.abs(reduced - picture).mean() < 8
    assert record.model == "animevideov3"
    assert set(record.weights) == {"realesr-animevideov3-x4.param", "realesr-animevideov3-x4.bin"}
    assert record.credits


def test_bits_repeat_whatever_the_threads(picture: Pixels, upscaler: NcnnUpscaler) -> None:
    first, _ = upscaler.enlarge(picture, RUN)
    again, _ = upscaler.enlarge(picture, RUN)
    single, _ = NcnnUpscaler(threads=1).enlarge(picture, RUN)
    np.testing.assert_array_equal(first, again)
    np.testing.assert_array_equal(first, single)


def test_no_seam_between_tiles(picture: Pixels, upscaler: NcnnUpscaler) -> None:
    net = upscaler._load()
    tiled = enlarge_tiled(picture, 4, 64, ncnn_engine.PAD_PX, lambda tile: ncnn_engine._run(net, tile), RUN)
    whole, _ = upscaler.enlarge(picture, RUN)
    difference = np.abs(tiled.astype(int) - whole)
    assert difference.max() <= 1
    assert difference.mean() < 0.01


@pytest.mark.parametrize("size", [(1, 1), (2, 7), (5, 3)])
def test_tiny_pictures(size: tuple[int, int], upscaler: NcnnUpscaler) -> None:
    pixels = np.full((*size, 3), 90, np.uint8)
    large, _ = upscaler.enlarge(pixels, RUN)
    assert large.shape == (4 * size[0], 4 * size[1], 3)
    assert np.abs(large.astype(int) - 90).max() < 12


def test_the_weights_need_no_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights.sysconfig, "get_path", lambda scheme: str(tmp_path))
    for weight in MODELS["animevideov3"]:
        assert weight.locate().is_relative_to(Path(ncnn_engine.__file__).parent)


def test_a_missing_weight_names_its_own_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "package_file", lambda package, path: None)
    found = NcnnUpscaler("x4plus").availability()
    assert not found.ok and "arti-cover[x4plus]" in text(found.why)


@pytest.mark.parametrize("model", ["x4plus-anime", "x4plus"])
def test_the_larger_models_run(model: str, picture: Pixels) -> None:
    found = NcnnUpscaler(model).availability()
    if not found.ok:
        pytest.skip(text(found.why))
    large, record = NcnnUpscaler(model).enlarge(picture[20:28, 40:50], RUN)
    assert large.shape == (32, 40, 3)
    assert record.model == model


def test_availability_opens_nothing(upscaler: NcnnUpscaler) -> None:
    assert upscaler.availability().ok


def test_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(MissingError, match="animevideov3, x4plus-anime, x4plus"):
        NcnnUpscaler("x8")


def test_a_wrong_weight_is_refused(monkeypatch: pytest.MonkeyPatch, picture: Pixels) -> None:
    param, binary = MODELS["animevideov3"]
    monkeypatch.setitem(MODELS, "animevideov3", (param, replace(binary, sha256="0" * 64)))
    with pytest.raises(WeightError, match="not the pinned one"):
        NcnnUpscaler().enlarge(picture, RUN)
