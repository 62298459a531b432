"""Generator `upload`: the writer's own picture, cropped around its subject to cover the bleed box; never stretched."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path

import numpy as np

from articover import __version__, notices, progress
from articover.brief import Brief
from articover.clusters import Floats, oklab
from articover.colors import palette_of
from articover.cover import Background, EngineRecord, Pixels
from articover.engine import Availability, Generator, RunContext
from articover.engine_description import UPLOADED_PICTURE
from articover.errors import PictureError
from articover.facts import Fact
from articover.pictures import read_picture, resize
from articover.trim import Canvas, Trim, background_canvas

PRINT_DPI = 300
"""What KDP, IngramSpark and Lulu ask of pictures."""
_MAX_DPI = 600
"""No press resolves more."""
_MIN_SIDE_PX = 64
_STUDY_PX = 192
"""The subject is looked for in a small copy of this longer side: it is large, or it is no subject."""
_NOTEWORTHY_CUT = 0.05


class UploadedPicture(Generator):
    """The picture at `path`. EXIF, GPS and every other metadata are dropped on reading."""

    description = UPLOADED_PICTURE

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def availability(self) -> Availability:
        return Availability(True)

    def generate(self, brief: Brief, trim: Trim, run: RunContext) -> tuple[Background, EngineRecord]:
        """The picture as a background: native pixels, reduced only to 600 dpi.

        The record's `notes` say the effective dpi at the trim, and warn below 300. Raises
        `PictureError` when the file cannot be read or is smaller than 64 px.
        """
        began = time.monotonic()
        run.progress(0, progress.READING_PICTURE())
        pixels = read_picture(self._path)
        run.progress(0.6, progress.CROPPING())
        canvas = background_canvas(trim)
        left, top, width, height = crop_box(pixels, canvas.width / canvas.height)
        if min(width, height) < _MIN_SIDE_PX:
            raise PictureError(
                "picture_small",
                name=self._path.name,
            )
        dpi = width / (canvas.width / canvas.px_per_in_x)
        size = _size_px(width, height, canvas)
        cropped = resize(pixels, size, (left, top, left + width, top + height))
        notes = _notes(dpi, trim, cut=1 - width * height / (pixels.shape[0] * pixels.shape[1]))
        run.progress(1, progress.CROPPED())
        background = Background(cropped, _trim_box_px(canvas, trim, size), palette=palette_of(cropped))
        seconds = round(time.monotonic() - began, 3)
        return background, EngineRecord("generate", self.name, __version__, seconds, notes=notes)


def dpi_warning(dpi: float, trim: Trim) -> Fact | None:
    """What to tell the writer when `dpi` at `trim` is below 300, else None."""
    if round(dpi) >= PRINT_DPI:
        return None
    width, height = (f"{float(side):.2f}".rstrip("0").rstrip(".") for side in (trim.width_in, trim.height_in))
    notice = notices.SLIGHTLY_SOFT if dpi >= PRINT_DPI * 2 / 3 else notices.SOFT
    return notice(dpi=round(dpi), size=f"{width}x{height}")


def crop_box(pixels: Pixels, aspect: float) -> tuple[int, int, int, int]:
    """The largest box of `aspect` (width / height) in `pixels`, moved to its subject: (left, top, width, height)."""
    height, width = pixels.shape[:2]
    if width / height > aspect:
        crop_width = max(1, min(width, round(height * aspect)))
        return best_start(saliency(pixels).sum(axis=0), width, crop_width), 0, crop_width, height
    crop_height = max(1, min(height, round(width / aspect)))
    return 0, best_start(saliency(pixels).sum(axis=1), height, crop_height), width, crop_height


def saliency(pixels: Pixels) -> Floats:
    """How much each place draws the eye, shape of a copy whose longer side is 192 px; sums to 1.

    The sum of two well-tried measures, each of mean 1: how far a place's colour is from the picture's
    mean (Achanta et al., CVPR 2009) and what its spectrum has beyond the expected (Hou and Zhang,
    CVPR 2007); times a mild preference for the middle.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _STUDY_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    lab = oklab(resize(pixels, size))
    smooth = np.stack([_blur(lab[..., channel], 2) for channel in range(3)], axis=-1)
    contrast = np.linalg.norm(smooth - lab.mean(axis=(0, 1)), axis=2)
    eye = _of_mean_one(contrast) + _of_mean_one(_spectral_residual(lab[..., 0]))
    y, x = np.mgrid[-1 : 1 : eye.shape[0] * 1j, -1 : 1 : eye.shape[1] * 1j]
    eye = eye * (1 - 0.35 * np.clip(x * x + y * y, 0, 1))
    total: Floats = (eye / eye.sum()).astype(np.float32)
    return total


def _spectral_residual(lightness: Floats) -> Floats:
    """Saliency as the part of the log amplitude spectrum that its own average does not foretell."""
    if float(np.ptp(lightness)) < 1e-4:
        return np.ones_like(lightness)
    spectrum = np.fft.fft2(lightness)
    amplitude = np.log(np.abs(spectrum) + 1e-8)
    padded = np.pad(amplitude, 1, mode="wrap")
    rows, columns = amplitude.shape
    average = sum(padded[dy : dy + rows, dx : dx + columns] for dy in range(3) for dx in range(3)) / 9
    residual = np.exp(amplitude - average + 1j * np.angle(spectrum))
    return _blur((np.abs(np.fft.ifft2(residual)) ** 2).astype(np.float32), 4)


def best_start(profile: Floats, length: int, window: int) -> int:
    """Where a window of `window` in 0..`length` px begins so that it holds the most of `profile`, well inside it."""
    free = length - window
    if free <= 0:
        return 0
    cells = len(profile)
    share = window / length * cells
    centres = (np.arange(cells) + 0.5)[None]
    starts = np.linspace(0, cells - share, 129)[:, None]
    # Half a sine: what lies in the middle counts fully, what the edge would cut hardly at all.
    inside = np.clip((centres - starts) / share, 0, 1)
    scores = (np.sin(math.pi * inside) * profile[None]).sum(axis=1)
    scores -= 1e-4 * np.abs(np.linspace(-1, 1, len(scores)))
    return round(float(np.argmax(scores)) / (len(scores) - 1) * free)


def _size_px(width: int, height: int, canvas: Canvas) -> tuple[int, int]:
    """Native size, at most 600 dpi or the preview grid.

    A small picture is not enlarged here: the press does that better, and once.
    """
    most = max(_MAX_DPI / canvas.px_per_in_x, 1.0)
    if width > canvas.width * most:
        return round(canvas.width * most), round(canvas.height * most)
    return width, height


def _trim_box_px(canvas: Canvas, trim: Trim, size: tuple[int, int]) -> tuple[float, float, float, float]:
    left, top, right, bottom = canvas.trim_box_of(trim)
    across, down = size[0] / canvas.width, size[1] / canvas.height
    return left * across, top * down, right * across, bottom * down


def _notes(dpi: float, trim: Trim, cut: float) -> tuple[Fact, ...]:
    notes = [notices.DPI(dpi=round(dpi))]
    if warning := dpi_warning(dpi, trim):
        notes = [warning]
    if cut > _NOTEWORTHY_CUT:
        notes.append(notices.CUT(percent=f"{100 * cut:.0f}"))
    return tuple(notes)


def _of_mean_one(values: Floats) -> Floats:
    scaled: Floats = values / max(float(values.mean()), 1e-9)
    return scaled


def _blur(values: Floats, radius: float) -> Floats:
    """Gaussian of standard deviation `radius` px, edges extended."""
    reach = math.ceil(3 * radius)
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / radius) ** 2).astype(np.float32)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padding = [(reach, reach) if axis == other else (0, 0) for other in (0, 1)]
        values = np.apply_along_axis(np.convolve, axis, np.pad(values, padding, mode="edge"), kernel, "valid")
    return values.astype(np.float32)
