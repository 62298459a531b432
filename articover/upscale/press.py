"""Make print files of a cover: the background at the exact pixels of the print box, with the type drawn again."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
import PIL

from articover import __version__, notices, progress
from articover.cover import Background, Cover, EngineRecord, Pixels, TextLayer
from articover.edit.typeset.pdf import cover_pdf
from articover.engine import PrintSize, RunContext, SceneRenderer, Typesetter, Upscaler
from articover.errors import EngineError, RatioError
from articover.facts import Fact
from articover.pictures import picture_bytes_png, read_picture, resize
from articover.trim import (
    MM_PER_IN,
    NAMED_TRIMS,
    SAME_RATIO_TOLERANCE,
    Canvas,
    Trim,
    parse_trim,
    preview_canvas,
    print_canvas,
)
from articover.upscale.fidelity import SAME_SSIM, Box, match, ssim

_SHARP_ENOUGH = 1.2
"""Up to this factor Lanczos is as good as the network and a hundred times faster."""
_FEW_DPI = 200
"""Below this resolution a picture is soft in print, or shows detail that the network invented."""
_LARGE_PIXELS = 40_000_000
"""The largest enlarged piece in memory, in pixels; larger pictures are enlarged in bands."""
_MARGIN_PX = 32
"""The overlap of neighbouring bands: the network's 18 px and Lanczos' 3, rounded up."""
_PNG_LEVEL = 4
"""Half the time of level 6 for the same size, measured on a print of A4."""
_MORE_TRIMS = ("5x8in", "5.25x8in", "5.5x8.5in", "6x9in", "7x10in", "8x10in", "8.5x11in", "8x8in")


@dataclass(frozen=True, eq=False)
class PrintFiles:
    """`pixels` of the whole print box with type, `png` and `pdf` as bytes, the engine's record, and notices."""

    pixels: Pixels
    png: bytes
    pdf: bytes
    record: EngineRecord
    notices: tuple[Fact, ...] = ()


def make_print(
    cover: Cover,
    size: PrintSize,
    upscaler: Callable[[], Upscaler],
    scene_renderer: Callable[[], SceneRenderer],
    typesetter: Typesetter,
    run: RunContext,
) -> PrintFiles:
    """`cover` at `size`: exact pixels with dpi, and a PDF with exact boxes and real text.

    A scene is rendered again; other pictures, and scenes whose recipe has changed, are enlarged. The engines are passed
    as functions, so that only the needed one is made. Raises `RatioError` when the ratio of `size` differs from the
    cover's by more than 1 %.
    """
    if not size.trim.has_ratio_of(cover.trim):
        raise _wrong_ratio(float(cover.trim.aspect), cover.trim.name, size.trim)
    started = time.monotonic()
    canvas = _canvas_over(cover.trim, size)
    seen = preview_canvas(cover.trim)
    background = cover.background
    said: list[Fact] = []
    painted: tuple[Pixels, EngineRecord] | None = None
    if background.scene is not None:
        try:
            painted = _render_scene(scene_renderer(), background, cover.trim, canvas, run.part(0, 0.7))
        except EngineError as error:
            said.append(notices.ENLARGED(why=error.fact))
    if painted is None:
        box, stored, mirrored_px = _shown(background, cover.trim, canvas)
        if mirrored_px > 1:
            said.append(notices.MIRRORED())
        own_dpi = size.dpi * min((box[2] - box[0]) / canvas.width, (box[3] - box[1]) / canvas.height)
        if own_dpi < min(_FEW_DPI, size.dpi / _SHARP_ENOUGH):
            said.append(notices.OWN_DPI(dpi=round(own_dpi)))
        painted = _enlarge(stored, box, canvas, seen, upscaler, run.part(0, 0.7))
    picture, record = painted
    run.progress(0.7, progress.SETTING_TYPE())
    pixels = typesetter.paint(cover.layers, cover.trim, picture, canvas)
    alike = _likeness(pixels, cover, canvas, seen)
    if alike < SAME_SSIM:
        said.append(notices.DIFFERS(alike=f"{alike:.3f}"))
    effects = typesetter.paint(cover.layers, cover.trim, picture, canvas, letters=False)
    record = replace(record, notes=(*record.notes, f"print reduced to preview: SSIM {alike:.4f}"))
    return _files(pixels, effects, cover.layers, cover.trim, size, canvas, record, tuple(said), started, run)


def print_picture(path: str | os.PathLike[str], size: PrintSize, upscaler: Upscaler, run: RunContext) -> PrintFiles:
    """A picture file at the pixels of the print box, centred; a notice says when these are fewer than the picture's.

    Raises `PictureError`, or `RatioError` when its ratio differs by more than 1 % from the trim's and the print box's.
    """
    started = time.monotonic()
    pixels = read_picture(path)
    canvas = print_canvas(size.trim, size.dpi, size.bleed_in)
    height, width = pixels.shape[:2]
    aspects = (float(size.trim.aspect), canvas.width / canvas.height)
    if all(abs(width / height / aspect - 1) > SAME_RATIO_TOLERANCE for aspect in aspects):
        raise _wrong_ratio(width / height, f"{width}x{height} px", size.trim)
    scale = min(width / canvas.width, height / canvas.height)
    # Clipped, because rounding may make the side that fits exactly slightly longer than the picture.
    across, down = min(canvas.width * scale, float(width)), min(canvas.height * scale, float(height))
    left, top = (width - across) / 2, (height - down) / 2
    box = (left, top, left + across, top + down)
    picture, record = _enlarge(pixels, box, canvas, preview_canvas(size.trim), lambda: upscaler, run.part(0, 0.7))
    said = (notices.REDUCED(width=width, height=height, dpi=size.dpi),) if scale > 1 else ()
    return _files(picture, picture, (), size.trim, size, canvas, record, said, started, run)


def nearest_trims(aspect: float, like: Trim) -> tuple[str, ...]:
    """Up to three trims of ratio `aspect` (width / height), about as high as `like`; the last is a custom size."""
    known = [Trim(name, *sides) for name, sides in NAMED_TRIMS.items()] + [parse_trim(name) for name in _MORE_TRIMS]
    fitting = [trim for trim in known if abs(float(trim.aspect) / aspect - 1) <= SAME_RATIO_TOLERANCE]
    fitting.sort(key=lambda trim: abs(trim.height_in - like.height_in))
    height_mm = float(like.height_in * MM_PER_IN)
    return (*(trim.name for trim in fitting[:2]), f"{round(height_mm * aspect)}x{round(height_mm)}mm")


def _wrong_ratio(aspect: float, name: str, wanted: Trim) -> RatioError:
    return RatioError("other_ratio", name=name, wanted=wanted.name, known=nearest_trims(aspect, wanted))


def _canvas_over(trim: Trim, size: PrintSize) -> Canvas:
    """The print box as a canvas on the cover's trim, scaled equally on both axes to cover the print's trim."""
    box = print_canvas(size.trim, size.dpi, size.bleed_in)
    scale = max(size.trim.width_in / trim.width_in, size.trim.height_in / trim.height_in)
    beyond_x = float(size.trim.width_in - scale * trim.width_in) / 2
    beyond_y = float(size.trim.height_in - scale * trim.height_in) / 2
    return Canvas(
        box.width,
        box.height,
        box.left + beyond_x * box.px_per_in_x,
        box.top + beyond_y * box.px_per_in_y,
        box.px_per_in_x * float(scale),
        box.px_per_in_y * float(scale),
    )


def _render_scene(
    scene_renderer: SceneRenderer, background: Background, trim: Trim, canvas: Canvas, run: RunContext
) -> tuple[Pixels, EngineRecord]:
    pixels = scene_renderer.render(background, trim, canvas, run)
    version = f"{__version__}+scene{(background.scene or {}).get('version', 0)}"
    return pixels, EngineRecord("upscale", scene_renderer.name, version, notes=("painted anew at print size",))


def _shown(background: Background, trim: Trim, canvas: Canvas) -> tuple[Box, Pixels, int]:
    """The box of `canvas` in the background, the background mirrored outward as far as needed, and by how many px."""
    left, top, right, bottom = background.trim_box_px
    to_left, to_top, to_right, to_bottom = canvas.trim_box_of(trim)
    scale_x, scale_y = (right - left) / (to_right - to_left), (bottom - top) / (to_bottom - to_top)
    box = (
        left - to_left * scale_x,
        top - to_top * scale_y,
        left + (canvas.width - to_left) * scale_x,
        top + (canvas.height - to_top) * scale_y,
    )
    height, width = background.pixels.shape[:2]
    beyond = math.ceil(max(-box[0], -box[1], box[2] - width, box[3] - height, 0) - 1e-6)
    if not beyond:
        clipped = (max(box[0], 0.0), max(box[1], 0.0), min(box[2], float(width)), min(box[3], float(height)))
        return clipped, background.pixels, 0
    grown = np.pad(background.pixels, ((beyond, beyond), (beyond, beyond), (0, 0)), mode="reflect")
    return (box[0] + beyond, box[1] + beyond, box[2] + beyond, box[3] + beyond), grown, beyond


def _enlarge(
    stored: Pixels, box: Box, canvas: Canvas, seen: Canvas, upscaler: Callable[[], Upscaler], run: RunContext
) -> tuple[Pixels, EngineRecord]:
    """`box` of `stored` resampled to `canvas`; the upscaler is used only if the stored picture has too few pixels."""
    size = (canvas.width, canvas.height)
    needed = max(size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1]))
    if needed <= _SHARP_ENOUGH:
        run.progress(0.5, progress.RESAMPLING())
        return resize(stored, size, box), EngineRecord(
            "upscale", "lanczos", PIL.__version__, notes=(f"resampled {needed:.2f}x",)
        )
    large, record = _by_bands(stored, box, size, upscaler(), run.part(0, 0.9))
    run.progress(0.9, progress.MATCHING())
    matched, given = match(large, stored, box, (seen.width, seen.height))
    notes = (f"enlarged {needed:.2f}x; given back: texture {given.texture:.2f}, plain Lanczos {given.plain:.2f}",)
    return matched, replace(record, notes=notes)


def _by_bands(
    stored: Pixels, box: Box, size: tuple[int, int], upscaler: Upscaler, run: RunContext
) -> tuple[Pixels, EngineRecord]:
    """Enlarge, then resample to `size`, in bands of rows that limit the size of the enlarged piece."""
    left, top, right, bottom = box
    width, height = size
    factor = upscaler.factor
    count = max(math.ceil((right - left) * (bottom - top) * factor**2 / _LARGE_PIXELS), 1)
    out = np.empty((height, width, 3), np.uint8)
    first_column = max(math.floor(left) - _MARGIN_PX, 0)
    last_column = math.ceil(right) + _MARGIN_PX
    records = []
    for band in range(count):
        start, end = band * height // count, (band + 1) * height // count
        y0, y1 = (top + row * (bottom - top) / height for row in (start, end))
        first_row = max(math.floor(y0) - _MARGIN_PX, 0)
        piece = stored[first_row : math.ceil(y1) + _MARGIN_PX, first_column:last_column]
        large, record = upscaler.enlarge(piece, run.part(band / count, (band + 1) / count))
        part = (left - first_column, y0 - first_row, right - first_column, y1 - first_row)
        limit = (large.shape[1], large.shape[0]) * 2
        shown = tuple(min(side * factor, float(most)) for side, most in zip(part, limit, strict=True))
        out[start:end] = resize(large, (width, end - start), (shown[0], shown[1], shown[2], shown[3]))
        records.append(record)
    return out, replace(records[0], seconds=sum(record.seconds for record in records))


def _likeness(pixels: Pixels, cover: Cover, canvas: Canvas, seen: Canvas) -> float:
    """SSIM of the print, cut to the cover's trim and reduced, to the preview."""
    size = (min(seen.width, canvas.width), min(seen.height, canvas.height))
    left, top, right, bottom = canvas.trim_box_of(cover.trim)
    inside = (max(left, 0.0), max(top, 0.0), min(right, float(canvas.width)), min(bottom, float(canvas.height)))
    share_x, share_y = cover.preview.shape[1] / (right - left), cover.preview.shape[0] / (bottom - top)
    same = (
        (inside[0] - left) * share_x,
        (inside[1] - top) * share_y,
        cover.preview.shape[1] - (right - inside[2]) * share_x,
        cover.preview.shape[0] - (bottom - inside[3]) * share_y,
    )
    return ssim(resize(pixels, size, inside), resize(cover.preview, size, same))


def _files(
    pixels: Pixels,
    picture: Pixels,
    layers: tuple[TextLayer, ...],
    trim: Trim,
    size: PrintSize,
    canvas: Canvas,
    record: EngineRecord,
    notices: tuple[Fact, ...],
    started: float,
    run: RunContext,
) -> PrintFiles:
    run.progress(0.85, progress.WRITING_PRINT())
    with ThreadPoolExecutor(1) as beside:  # compression releases the GIL, so the two files use two cores
        pdf = beside.submit(cover_pdf, picture, layers, trim, canvas, size)
        png = picture_bytes_png(pixels, size.dpi, _PNG_LEVEL)
        files = PrintFiles(pixels, png, pdf.result(), record, notices)
    run.progress(1.0, progress.PRINT_WRITTEN())
    return replace(files, record=replace(record, seconds=round(time.monotonic() - started, 3)))
