"""A picture in another shape: the subject stays, what is kept is untouched, what is new is calm."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sampling import sample

from articover import notices
from articover.brief import Brief
from articover.chain import make_cover, print_cover
from articover.cover import Background, Pixels
from articover.engine import PrintSize
from articover.engines import Engines
from articover.errors import RatioError
from articover.generate.reframe import extended, reframe
from articover.pictures import picture_bytes_png
from articover.trim import background_canvas, parse_trim, print_canvas
from articover.upscale.fidelity import SAME_SSIM

BRIEF = Brief("The Keeper and the Whale", genre="mystery", author="Ingrid Holm", subtitle="A novel")
FORMATS = ("5.3333x8.5333in", "6x9in", "3.6x3.6in", "5x1.6667in")


def photo(width: int, height: int, subject: tuple[float, float] = (0.5, 0.5)) -> Pixels:
    """A grained ramp with one orange disc at `subject`, in shares of the picture."""
    y, x = np.mgrid[:height, :width]
    grain = np.random.default_rng(5).normal(0, 2, (height, width))
    pixels = np.stack([60 + 60 * x / width + grain, 70 + 50 * y / height + grain, 110 + grain], axis=-1)
    radius = 0.12 * min(width, height)
    pixels[np.hypot(x - subject[0] * width, y - subject[1] * height) < radius] = (230, 120, 40)
    return np.clip(pixels, 0, 255).astype(np.uint8)


def background(pixels: Pixels) -> Background:
    height, width = pixels.shape[:2]
    return Background(pixels, (0.0, 0.0, float(width), float(height)))


def orange(pixels: Pixels) -> float:
    """How many pixels belong to the disc."""
    return float(((pixels[..., 0] > 215) & (pixels[..., 2] < 60)).sum())


def lies_in(part: Pixels, whole: Pixels) -> bool:
    """Whether one row in the middle of `part` is found in `whole`, bit for bit."""
    row = part[part.shape[0] // 2]
    return any(np.array_equal(whole[y, x : x + len(row)], row)
               for y in range(whole.shape[0]) for x in range(whole.shape[1] - len(row) + 1)
               if np.array_equal(whole[y, x], row[0]))  # fmt: skip


@pytest.mark.parametrize("name", [*FORMATS, "16:9", "A4"])
@pytest.mark.parametrize("size", [(400, 600), (600, 400), (500, 500), (900, 300)])
def test_every_shape_is_filled_and_keeps_the_subject(name: str, size: tuple[int, int]) -> None:
    trim = parse_trim(name)
    pixels = photo(*size, subject=(0.5, 0.3))
    found = reframe(background(pixels), trim, 4000)
    canvas = background_canvas(trim)
    page = found.background.pixels
    assert page.shape[1] / page.shape[0] == pytest.approx(canvas.width / canvas.height, rel=0.01)
    left, top, right, bottom = found.background.trim_box_px
    assert (right - left) / (bottom - top) == pytest.approx(float(trim.aspect), rel=0.01)
    assert 0 < left < right < page.shape[1] and 0 < top < bottom < page.shape[0]
    assert orange(page) >= 0.9 * orange(pixels)


def test_what_is_kept_is_untouched() -> None:
    pixels = photo(120, 180)
    page = reframe(background(pixels), parse_trim("5x1.6667in"), 4000).background.pixels
    kept = pixels[60:110]  # whatever was cut, the middle is there
    assert lies_in(kept, page)


@given(
    sides=st.tuples(*[st.integers(0, 90)] * 4),
    size=st.tuples(st.integers(8, 60), st.integers(8, 60)),
)
@settings(max_examples=25, deadline=None)
def test_extending_changes_no_pixel_of_the_picture(sides: tuple[int, int, int, int], size: tuple[int, int]) -> None:
    left, right, top, bottom = sides
    pixels = photo(*size)
    page = extended(pixels, left, right, top, bottom)
    assert page.shape == (size[1] + top + bottom, size[0] + left + right, 3)
    assert np.array_equal(page[top : top + size[1], left : left + size[0]], pixels)
    assert np.array_equal(page, extended(pixels, left, right, top, bottom))


def test_the_seam_is_not_seen_and_the_far_side_is_calm() -> None:
    pixels = photo(300, 300, subject=(0.2, 0.5))
    page = extended(pixels, 600, 0, 0, 0).astype(float)
    steps = np.abs(np.diff(page.mean(axis=(0, 2))))
    assert steps[599] <= 3 * np.median(steps[590:620]) + 0.5
    far = page[:, :200].mean(axis=2)
    assert np.abs(np.diff(far, axis=1)).mean() < 4
    assert far.std() < 12
    assert orange(page[:, :500].astype(np.uint8)) == 0


def test_a_small_change_of_ratio_is_a_crop_and_says_little() -> None:
    found = reframe(background(photo(400, 600)), parse_trim("5.3333x8.5333in"), 4000)
    assert not any(notice in notices.EXTENDED for notice in found.said)
    assert not found.background.zones


def test_the_page_is_no_larger_than_the_print_needs() -> None:
    page = reframe(background(photo(900, 600)), parse_trim("5x1.6667in"), 500).background.pixels
    assert max(page.shape[:2]) <= 502


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


@pytest.mark.parametrize("size", sample([(400, 600), (600, 400)], (600, 400)))
def test_an_upload_comes_in_every_format(engines: Engines, size: tuple[int, int], tmp_path: Path) -> None:
    (tmp_path / "mine.png").write_bytes(picture_bytes_png(photo(*size, subject=(0.5, 0.35))))
    own = parse_trim("2:3" if size[1] > size[0] else "3:2")
    cover = make_cover(BRIEF, own, 1, engines, generator=engines.upload(tmp_path / "mine.png"))
    for name in FORMATS:
        wanted = PrintSize(parse_trim(name), 72)
        printed = print_cover(cover, wanted, engines, reframe=True)
        canvas = print_canvas(wanted.trim, 72, wanted.bleed_in)
        assert printed.pixels.shape == (canvas.height, canvas.width, 3)
        assert not any(notice in notices.DIFFERS for notice in printed.notices)
        assert not any(notice in notices.CONTRAST or notice in notices.SMALL for notice in printed.notices), (
            printed.notices
        )
        (note,) = [note for note in printed.record.notes if "SSIM" in note]
        assert float(note.rpartition(" ")[2]) >= SAME_SSIM
    with pytest.raises(RatioError, match="choose"):
        print_cover(cover, PrintSize(parse_trim("5x1.6667in"), 72), engines)
