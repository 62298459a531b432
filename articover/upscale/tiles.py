"""Enlarge a picture tile by tile, with padding and blending, in bounded memory.

A convolution near a tile's border would see padding instead of the picture, which causes a visible seam. Therefore each
tile includes `pad_px` of its neighbours (at the picture's border: of its reflection), keeps a third of that beyond its
core, and blends with its neighbours across that strip. The result is exactly that of the whole picture if the model's
receptive field reaches at most two thirds of `pad_px`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from articover import progress
from articover.cover import Pixels
from articover.engine import RunContext

RunTile = Callable[[Pixels], NDArray[np.float32]]
"""One tile, uint8 (h, w, 3), enlarged: float32 (h x factor, w x factor, 3), 0..255, may overshoot."""


def enlarge_tiled(pixels: Pixels, factor: int, tile_px: int, pad_px: int, run_tile: RunTile, run: RunContext) -> Pixels:
    """`pixels` (h, w, 3) enlarged `factor` times in both directions, in tiles of at most `tile_px` plus padding.

    Reports progress and checks for cancellation after each tile. Besides the result it holds one row of tiles in
    float32.
    """
    height, width = pixels.shape[:2]
    out = np.empty((height * factor, width * factor, 3), np.uint8)
    top = 0
    for band in _bands(pixels, factor, tile_px, pad_px, run_tile, run):
        out[top : top + len(band)] = band
        top += len(band)
    return out


def _bands(
    pixels: Pixels, factor: int, tile_px: int, pad_px: int, run_tile: RunTile, run: RunContext
) -> Iterator[NDArray[np.uint8]]:
    """The finished rows of the enlarged picture from top to bottom, for one row of tiles at a time."""
    height, width = pixels.shape[:2]
    padded = np.pad(pixels, ((pad_px, pad_px), (pad_px, pad_px), (0, 0)), mode="reflect")
    rows, columns = _spans(height, tile_px, pad_px), _spans(width, tile_px, pad_px)
    carried: NDArray[np.float32] | None = None
    for row, (top, bottom, fade_top, fade_bottom) in enumerate(rows):
        band = np.zeros(((bottom + fade_bottom - top + fade_top) * factor, width * factor, 3), np.float32)
        fade_y = _weights(bottom - top, fade_top, fade_bottom, factor)[:, None, None]
        for column, (left, right, fade_left, fade_right) in enumerate(columns):
            tile = padded[top : bottom + 2 * pad_px, left : right + 2 * pad_px]
            large = run_tile(np.ascontiguousarray(tile))
            kept = large[
                (pad_px - fade_top) * factor : (pad_px + bottom - top + fade_bottom) * factor,
                (pad_px - fade_left) * factor : (pad_px + right - left + fade_right) * factor,
            ]
            weight = fade_y * _weights(right - left, fade_left, fade_right, factor)[None, :, None]
            band[:, (left - fade_left) * factor : (right + fade_right) * factor] += kept * weight
            run.progress((row * len(columns) + column + 1) / (len(rows) * len(columns)), progress.ENLARGING())
        if carried is not None:
            band[: len(carried)] += carried
        finished = len(band) - 2 * fade_bottom * factor
        carried = band[finished:].copy()
        yield np.clip(np.rint(band[:finished]), 0, 255).astype(np.uint8)


def _spans(length: int, tile_px: int, pad_px: int) -> list[tuple[int, int, int, int]]:
    """(start, end, fade before, fade after) of even cores that cover 0..length; no fade at the ends."""
    count = -(-length // tile_px)
    edges = [round(index * length / count) for index in range(count + 1)]
    fade_px = min(pad_px // 3, length // count // 2)
    return [
        (start, end, fade_px if start else 0, fade_px if end < length else 0)
        for start, end in itertools.pairwise(edges)
    ]


def _weights(length: int, before: int, after: int, factor: int) -> NDArray[np.float32]:
    """A trapezoid over core and fades; the ramps of two neighbours sum to one across their shared strip."""
    weights = np.ones((length + before + after) * factor, np.float32)
    for ramp_px, part in (
        (before, slice(None, 2 * before * factor)),
        (after, slice(None, -2 * after * factor - 1, -1)),
    ):
        if ramp_px:
            steps = 2 * ramp_px * factor
            weights[part] = (np.arange(steps, dtype=np.float32) + 0.5) / steps
    return weights
