"""Measure the similarity of a print to the approved picture, and correct the print towards it.

A super-resolution network smooths grain and shifts tones. The loss is the difference between its result, reduced to the
stored picture's grid, and the stored picture. Adding the enlarged difference is one step of iterative back-projection
(Irani & Peleg 1991): it restores tones and texture and keeps the network's sharp edges.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from articover.cover import Pixels
from articover.pictures import resize

SAME_SSIM = 0.98
"""Structural similarity from which a print, reduced to preview size, counts as equal to the preview."""
_WANTED_SSIM = 0.985
"""The target of the correction, with a margin for rounding and for other methods of reduction."""
_TONE_SIGMA_PX = 2.0
"""Differences wider than this, in pixels of the stored picture, count as tone, which is always corrected."""
_STEPS = ((0.0, 0.0), (0.25, 0.0), (0.5, 0.0), (0.75, 0.0), (1.0, 0.0), (1.0, 0.25), (1.0, 0.5), (1.0, 0.75))
"""(share of the lost texture restored, share of plain Lanczos mixed in), the least correction first."""
_BAND_PIXELS = 8_000_000

Box = tuple[float, float, float, float]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Correction:
    """The correction: shares of restored `texture` and of `plain` Lanczos, 0..1."""

    texture: float
    plain: float


def ssim(first: Pixels, second: Pixels) -> float:
    """Mean structural similarity of two pictures of one size, -1..1, on luma (BT.601).

    Wang et al. 2004, "Image quality assessment": Gaussian window of 11 px, sigma 1.5, K1 0.01, K2 0.03.
    """
    return _ssim(_luma(first.astype(np.float32)), _luma(second.astype(np.float32)))


def match(large: Pixels, stored: Pixels, box: Box, seen_size: tuple[int, int]) -> tuple[Pixels, Correction]:
    """`large`, an enlargement of `box` in `stored`, with the tones and the texture of `stored`.

    The correction is the smallest with which `large`, reduced to `seen_size` (width, height: the size that users saw),
    equals the stored picture by `_WANTED_SSIM`. Works in bands of rows.
    """
    height, width = large.shape[:2]
    grid = (max(round(box[2] - box[0]), 1), max(round(box[3] - box[1]), 1))
    lost = resize(stored, grid, box).astype(np.float32) - resize(large, grid)
    tone = np.asarray(cv2.GaussianBlur(lost, (0, 0), _TONE_SIGMA_PX, borderType=cv2.BORDER_REFLECT), np.float32)
    correction = _least(large, stored, box, (min(seen_size[0], width), min(seen_size[1], height)), lost, tone)
    given_back = tone + np.float32(correction.texture) * (lost - tone)
    out = np.empty_like(large)
    rows = max(_BAND_PIXELS // width, 1)
    for top in range(0, height, rows):
        bottom = min(top + rows, height)
        band = large[top:bottom] + _enlarged(given_back, (width, bottom - top), top / height, bottom / height)
        if correction.plain:
            tall = (box[3] - box[1]) / height
            part = (box[0], box[1] + top * tall, box[2], box[1] + bottom * tall)
            plain = resize(stored, (width, bottom - top), part).astype(np.float32)
            band += np.float32(correction.plain) * (plain - band)
        out[top:bottom] = np.clip(np.rint(band), 0, 255)
    return out, correction


def _least(large: Pixels, stored: Pixels, box: Box, seen: tuple[int, int], lost: Floats, tone: Floats) -> Correction:
    """The first of `_STEPS` that is similar enough; tried at the size that users saw, where it is cheap and linear."""
    wanted = resize(stored, seen, box).astype(np.float32)
    now = resize(large, seen) + _enlarged(tone, seen)
    texture = _enlarged(lost - tone, seen)
    aim = _luma(wanted)
    for texture_share, plain_share in _STEPS:
        tried = now + np.float32(texture_share) * texture
        tried += np.float32(plain_share) * (wanted - tried)
        if _ssim(_luma(np.clip(tried, 0, 255)), aim) >= _WANTED_SSIM:
            return Correction(texture_share, plain_share)
    return Correction(1.0, 1.0)


def _enlarged(values: Floats, size: tuple[int, int], start: float = 0.0, end: float = 1.0) -> Floats:
    """Rows `start`..`end` (shares of the height) of `values`, bicubic, at `size`."""
    height, width = values.shape[:2]
    box = (0.0, start * height, float(width), end * height)
    planes = [Image.fromarray(np.ascontiguousarray(values[..., channel])) for channel in range(3)]
    return np.stack([np.asarray(plane.resize(size, Image.Resampling.BICUBIC, box=box)) for plane in planes], axis=-1)


def _luma(values: Floats) -> Floats:
    luma: Floats = values @ np.array([0.299, 0.587, 0.114], np.float32)
    return luma


def _ssim(first: Floats, second: Floats) -> float:
    def mean(values: Floats) -> Floats:
        return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5, borderType=cv2.BORDER_REFLECT), np.float32)

    mean_1, mean_2 = mean(first), mean(second)
    variance_1 = mean(first * first) - mean_1 * mean_1
    variance_2 = mean(second * second) - mean_2 * mean_2
    covariance = mean(first * second) - mean_1 * mean_2
    c1, c2 = np.float32((0.01 * 255) ** 2), np.float32((0.03 * 255) ** 2)
    alike = (2 * mean_1 * mean_2 + c1) * (2 * covariance + c2)
    return float((alike / ((mean_1**2 + mean_2**2 + c1) * (variance_1 + variance_2 + c2))).mean())
