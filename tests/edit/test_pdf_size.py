"""A PDF made to fit: its boxes, fonts and words are as they were, its picture is the best JPEG that fits."""

from __future__ import annotations

import io
from fractions import Fraction

import numpy as np
import pikepdf
import pytest
from PIL import Image

from articover.edit.typeset.pdf import cover_pdf
from articover.edit.typeset.pdf_size import BEST, WORST, pdf_within
from articover.engine import PrintSize
from articover.trim import parse_trim, print_canvas


@pytest.fixture(scope="module")
def lossless() -> bytes:
    trim = parse_trim("2x3in")
    size = PrintSize(trim, 150, Fraction(1, 8))
    canvas = print_canvas(trim, 150, size.bleed_in)
    rng = np.random.default_rng(7)
    slope = np.linspace(0, 200, canvas.height)[:, None, None]
    noise = rng.integers(0, 55, (canvas.height, canvas.width, 3))
    return cover_pdf((slope + noise).astype(np.uint8), (), trim, canvas, size)


def picture_of(opened: pikepdf.Pdf) -> pikepdf.Object:
    return opened.pages[0].Resources.XObject.Picture


def test_what_fits_stays_lossless(lossless: bytes) -> None:
    assert pdf_within(lossless, len(lossless)) == (lossless, None)


@pytest.mark.parametrize("share", [0.9, 0.5, 0.3, 0.2])
def test_the_best_quality_that_fits_is_taken(lossless: bytes, share: float) -> None:
    limit = int(share * len(lossless))
    made, quality = pdf_within(lossless, limit)
    assert len(made) <= limit
    assert quality is not None and WORST <= quality <= BEST
    assert pdf_within(lossless, limit) == (made, quality)
    if quality < BEST:
        # One step better would be too large, give or take what the frame of a PDF takes.
        larger, better = pdf_within(lossless, limit + 4000)
        assert better is not None and better >= quality
        assert len(larger) >= len(made)
    with pikepdf.open(io.BytesIO(lossless)) as old, pikepdf.open(io.BytesIO(made)) as new:
        before, after = picture_of(old), picture_of(new)
        assert (after.Width, after.Height, after.Filter) == (before.Width, before.Height, "/DCTDecode")
        assert "/DecodeParms" not in after
        for box in ("/MediaBox", "/TrimBox", "/BleedBox"):
            assert [str(side) for side in new.pages[0][box]] == [str(side) for side in old.pages[0][box]]
        assert new.pages[0].Contents.read_bytes() == old.pages[0].Contents.read_bytes()
        shown = Image.open(io.BytesIO(after.read_raw_bytes()))
        pixels = np.frombuffer(before.read_bytes(), np.uint8).reshape(shown.height, shown.width, 3)
        assert np.abs(pixels.astype(int) - np.asarray(shown).astype(int)).mean() < 16


def test_what_cannot_fit_says_so_by_its_length(lossless: bytes) -> None:
    made, quality = pdf_within(lossless, 1000)
    assert quality == WORST
    assert 1000 < len(made) < len(lossless)
