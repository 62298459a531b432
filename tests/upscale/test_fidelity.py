"""Likeness, and giving a print the stored picture's tones and texture back."""

from __future__ import annotations

import numpy as np
from skimage.metrics import structural_similarity

from articover.cover import Pixels
from articover.pictures import resize
from articover.upscale.fidelity import SAME_SSIM, match, ssim


def grainy(height: int = 150, width: int = 120) -> Pixels:
    y, x = np.mgrid[0:height, 0:width]
    base = np.stack([x * 255 / width, y * 255 / height, 128 + 60 * np.sin(x / 9)], axis=-1)
    return np.clip(base + np.random.default_rng(3).normal(0, 12, base.shape), 0, 255).astype(np.uint8)


def test_ssim_agrees_with_scikit_image() -> None:
    first = grainy()
    second = np.clip(first.astype(int) + np.random.default_rng(4).integers(-30, 31, first.shape), 0, 255).astype(
        np.uint8
    )
    luma = [picture @ np.array([0.299, 0.587, 0.114]) for picture in (first, second)]
    expected = structural_similarity(
        *luma, data_range=255, gaussian_weights=True, sigma=1.5, use_sample_covariance=False
    )
    assert abs(ssim(first, second) - expected) < 0.01
    assert ssim(first, first) == 1.0


def test_a_smooth_and_tinted_print_becomes_the_stored_picture() -> None:
    stored = grainy()
    box = (4.5, 3.25, 110.0, 140.75)
    wanted = resize(stored, (211, 275), box)
    smooth = resize(resize(stored, (30, 40), box), (422, 550)).astype(int) + np.array([9, -6, 4])
    print_ = np.clip(smooth, 0, 255).astype(np.uint8)
    assert ssim(resize(print_, (211, 275)), wanted) < 0.8
    matched, given = match(print_, stored, box, (211, 275))
    assert ssim(resize(matched, (211, 275)), wanted) >= SAME_SSIM
    assert np.abs(matched.mean((0, 1)) - wanted.mean((0, 1))).max() < 0.5
    assert given.texture > 0


def test_a_print_that_is_alike_keeps_its_edges() -> None:
    """Only tone is corrected where nothing else is lost."""
    y, x = np.mgrid[0:400, 0:400]
    disc = (np.hypot(x - 200, y - 200) < 120)[..., None] * np.array([200, 150, 60]) + 30
    sharp = disc.astype(np.uint8)
    matched, given = match(sharp, resize(sharp, (200, 200)), (0.0, 0.0, 200.0, 200.0), (200, 200))
    assert (given.texture, given.plain) == (0.0, 0.0)
    assert np.abs(matched.astype(int) - sharp).mean() < 1
