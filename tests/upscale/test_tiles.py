"""Tiled equals whole: every size, no seam, progress and cancellation by tile."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from articover.cover import Pixels
from articover.engine import Progress, RunContext
from articover.errors import Cancelled
from articover.upscale.tiles import enlarge_tiled

RUN = RunContext("upscale")


def nearest(tile: Pixels, factor: int) -> NDArray[np.float32]:
    return tile.repeat(factor, 0).repeat(factor, 1).astype(np.float32)


def blurred(tile: Pixels, factor: int, reach_px: int = 4) -> NDArray[np.float32]:
    """Exact in whole numbers, sees `reach_px` to every side and goes wrong at the tile's border, as a network does."""
    values = np.pad(tile.astype(np.int64), ((reach_px, reach_px), (reach_px, reach_px), (0, 0)))
    height, width = tile.shape[:2]
    span = range(2 * reach_px + 1)
    total = sum(values[y : y + height, x : x + width] for y in span for x in span)
    return np.asarray((total // (2 * reach_px + 1) ** 2).repeat(factor, 0).repeat(factor, 1), np.float32)


def noise(height: int, width: int, seed: int) -> Pixels:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


@settings(max_examples=60, deadline=None)
@given(
    height=st.integers(1, 70),
    width=st.integers(1, 70),
    factor=st.integers(1, 4),
    tile_px=st.integers(1, 40),
    pad_px=st.integers(0, 30),
)
def test_nearest_in_tiles_is_nearest(height: int, width: int, factor: int, tile_px: int, pad_px: int) -> None:
    pixels = noise(height, width, 1)
    tiled = enlarge_tiled(pixels, factor, tile_px, pad_px, lambda tile: nearest(tile, factor), RUN)
    np.testing.assert_array_equal(tiled, nearest(pixels, factor).astype(np.uint8))


@settings(max_examples=30, deadline=None)
@given(height=st.integers(1, 60), width=st.integers(1, 60), tile_px=st.integers(8, 40))
def test_a_model_that_sees_its_surroundings_shows_no_seam(height: int, width: int, tile_px: int) -> None:
    pixels, pad_px = noise(height, width, 2), 12
    tiled = enlarge_tiled(pixels, 2, tile_px, pad_px, lambda tile: blurred(tile, 2), RUN)
    whole = enlarge_tiled(pixels, 2, max(height, width), pad_px, lambda tile: blurred(tile, 2), RUN)
    np.testing.assert_array_equal(tiled, whole)


def test_without_padding_the_same_model_shows_seams() -> None:
    """The test above can fail: the padding is what it proves."""
    pixels = noise(60, 60, 3)
    tiled = enlarge_tiled(pixels, 2, 20, 0, lambda tile: blurred(tile, 2), RUN)
    whole = enlarge_tiled(pixels, 2, 60, 12, lambda tile: blurred(tile, 2), RUN)
    assert np.abs(tiled.astype(int) - whole).mean() > 2


def test_overshoot_is_clipped() -> None:
    pixels = noise(9, 9, 4)
    tiled = enlarge_tiled(pixels, 1, 4, 3, lambda tile: tile.astype(np.float32) * 3 - 200, RUN)
    np.testing.assert_array_equal(tiled, np.clip(pixels.astype(int) * 3 - 200, 0, 255))


def test_every_tile_reports_and_may_stop() -> None:
    seen: list[Progress] = []
    run = RunContext("upscale", 0, seen.append, lambda: len(seen) >= 3)
    with pytest.raises(Cancelled):
        enlarge_tiled(noise(40, 40, 5), 2, 10, 4, lambda tile: nearest(tile, 2), run)
    assert [progress.fraction for progress in seen] == [1 / 16, 2 / 16, 3 / 16]
