from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sampling import sample

from articover.cover import Mask, Pixels
from articover.engine import Availability, Box, Detector, Inpainter, Progress, RunContext
from articover.engine_description import EngineDescription
from articover.errors import Cancelled, WeightError
from articover.locales import text
from articover.pictures import read_picture
from articover.remove.detect_rapidocr import RapidOcrDetector
from articover.remove.inpaint_migan import MIGAN, MiganInpainter
from articover.remove.legibility import check_text_free
from articover.remove.loop import remove_text

SEED_COVERS = Path(__file__).parents[3] / "shared" / "data" / "seed-covers"
RUN = RunContext("remove")


class Rub(Inpainter):
    """A filler that paints the mask flat: what the loop does is seen without a network."""

    description = EngineDescription("rub", "fill")

    def availability(self) -> Availability:
        return Availability(True)

    def fill(self, pixels: Pixels, mask: Mask, run: RunContext) -> Pixels:
        run.progress(0.5)
        out = pixels.copy()
        out[mask > 0] = 77
        return out


class Insist(Detector):
    """A detector that finds the same boxes whatever is done."""

    description = EngineDescription("insist", "detect")

    def __init__(self, boxes: list[Box]) -> None:
        self.boxes = boxes

    def availability(self) -> Availability:
        return Availability(True)

    def detect(self, pixels: Pixels) -> list[Box]:
        return self.boxes


def psnr(first: Pixels, second: Pixels, where: np.ndarray) -> float:
    return float(10 * np.log10(255**2 / ((first.astype(float) - second)[where] ** 2).mean()))


def test_lettering_is_gone_and_the_ground_is_as_it_was(
    detector: RapidOcrDetector, inpainter: MiganInpainter, lettered: Callable[..., Pixels], dusk: Pixels
) -> None:
    pixels = lettered()
    seen: list[Progress] = []
    removed = remove_text(pixels, detector, inpainter, RunContext("remove", on_progress=seen.append))
    assert removed.left == () and removed.rounds >= 1
    assert not check_text_free(removed.pixels, detector)
    kept = removed.mask == 0
    assert np.array_equal(removed.pixels[kept], pixels[kept])
    inked = np.abs(pixels.astype(int) - dusk).max(axis=2) > 12
    assert psnr(removed.pixels, dusk, inked) > 28
    assert [step.fraction for step in seen] == sorted(step.fraction for step in seen) and seen[-1].fraction == 1
    record = removed.record
    assert record.engine == "rapidocr + migan" and record.generative
    assert record.weights[Path(MIGAN.path).name] == MIGAN.sha256 and len(record.weights) == 3
    assert any("MI-GAN" in credit for credit in record.credits)
    again = remove_text(pixels, detector, inpainter, RUN)
    assert np.array_equal(again.pixels, removed.pixels)


def test_a_picture_without_text_comes_back_as_it_is(
    detector: RapidOcrDetector, inpainter: MiganInpainter, dusk: Pixels
) -> None:
    removed = remove_text(dusk, detector, inpainter, RUN)
    assert removed.rounds == 0 and not removed.mask.any() and np.array_equal(removed.pixels, dusk)
    assert not removed.record.generative


def test_text_is_found_read_and_told_from_none(
    detector: RapidOcrDetector, lettered: Callable[..., Pixels], dusk: Pixels
) -> None:
    found = check_text_free(lettered(), detector)
    assert [box.text for box in found] == ["HARBOUR"]
    corners = np.array(found[0].corners)
    assert (corners >= 0).all() and (corners <= [256, 384]).all()
    noise = np.random.default_rng(2).integers(0, 256, (384, 256, 3), dtype=np.uint8)
    stripes = np.where(np.arange(384)[:, None, None] // 9 % 2, 200, 60) + np.zeros((1, 256, 3))
    for picture in (dusk, noise, stripes.astype(np.uint8)):
        assert check_text_free(picture, detector) == ()


def test_letters_cut_by_the_edge_are_found(detector: RapidOcrDetector, lettered: Callable[..., Pixels]) -> None:
    assert detector.detect(lettered(y=-18))


@pytest.mark.parametrize("size", sample([(1, 1), (3, 700), (33, 20)], (3, 700)))
def test_any_size_of_picture_can_be_searched_and_filled(
    detector: RapidOcrDetector, inpainter: MiganInpainter, size: tuple[int, int]
) -> None:
    pixels = np.random.default_rng(4).integers(0, 256, (*size, 3), dtype=np.uint8)
    detector.detect(pixels)
    mask = np.zeros(size, np.uint8)
    mask[: size[0] // 2 + 1, : size[1] // 2 + 1] = 255
    filled = inpainter.fill(pixels, mask, RUN)
    assert filled.shape == pixels.shape and np.array_equal(filled[mask == 0], pixels[mask == 0])


def test_wide_holes_are_filled_window_by_window_without_a_seam(inpainter: MiganInpainter) -> None:
    ramp = np.linspace(40, 150, 620)[None, :, None] + np.zeros((300, 1, 3))
    pixels = ramp.astype(np.uint8)
    mask = np.zeros((300, 620), np.uint8)
    mask[120:170, 20:600] = 255
    broken = pixels.copy()
    broken[124:166, 24:596] = 0
    filled = inpainter.fill(broken, mask, RUN)
    assert np.array_equal(filled[mask == 0], pixels[mask == 0])
    assert np.abs(filled.astype(int) - pixels).max() < 25
    steps = np.abs(np.diff(filled.astype(int), axis=1)).max(axis=2)
    assert steps[124:166, 24:596].max() < 24


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-10, 90), st.integers(-10, 90), st.integers(4, 60), st.integers(4, 40)), max_size=3),
    st.integers(1, 5),
)
def test_the_loop_never_touches_what_is_outside_its_mask(corners: list[tuple[int, int, int, int]], rounds: int) -> None:
    boxes = [Box(((x, y), (x + w, y), (x + w, y + h), (x, y + h))) for x, y, w, h in corners]
    pixels = np.random.default_rng(len(boxes)).integers(0, 256, (80, 90, 3), dtype=np.uint8)
    removed = remove_text(pixels, Insist(boxes), Rub(), RUN, max_rounds=rounds)
    assert np.array_equal(removed.pixels[removed.mask == 0], pixels[removed.mask == 0])
    assert (removed.pixels[removed.mask > 0] == 77).all()
    assert removed.rounds == (rounds if boxes else 0)
    assert set(removed.left) == set(boxes)
    assert ("still looks like text" in removed.record.notes[0]) == bool(boxes)


def test_a_cancelled_run_stops_between_windows(detector: RapidOcrDetector, lettered: Callable[..., Pixels]) -> None:
    asked = iter([False, True, True])
    with pytest.raises(Cancelled):
        remove_text(lettered(), detector, Rub(), RunContext("remove", cancelled=lambda: next(asked)))


def test_engines_say_whether_they_can_run_and_refuse_a_wrong_weight(tmp_path: Path) -> None:
    assert RapidOcrDetector().availability().ok and MiganInpainter().availability().ok
    wrong = tmp_path / "model.onnx"
    missing = MiganInpainter(wrong).availability()
    assert not missing.ok and "model.onnx" in text(missing.why)
    wrong.write_bytes(b"not the model")
    one = np.zeros((8, 8, 3), np.uint8)
    with pytest.raises(WeightError, match="not the pinned one"):
        MiganInpainter(wrong).fill(one, np.full((8, 8), 255, np.uint8), RUN)


@pytest.mark.soak
@pytest.mark.skipif(not SEED_COVERS.is_dir(), reason="the Stable Diffusion covers are not part of the repository")
@pytest.mark.parametrize("name", ["sample7", "sample11"])
def test_pseudo_letters_of_stable_diffusion_are_removed(
    detector: RapidOcrDetector, inpainter: MiganInpainter, name: str
) -> None:
    pixels = read_picture(SEED_COVERS / f"{name}.png")
    removed = remove_text(pixels, detector, inpainter, RUN)
    assert removed.left == ()
    assert np.array_equal(removed.pixels[removed.mask == 0], pixels[removed.mask == 0])
    assert 0.1 < (removed.mask > 0).mean() < 0.6
