"""Print files of a cover or of an uploaded picture, optionally within the file size limit of a chat."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articover.chain import Print, print_cover
from articover.engine import PrintSize, RunContext
from articover.engines import Engines
from articover.errors import RatioError
from articover.facts import to_json
from articover.print_options import checked_dpi, parse_bleed
from articover.trim import MAX_PIXELS, Trim, parse_trim, print_canvas
from bot.executors.contract import PREVIEW_NAME, EnlargeWork, Made, PrintWork
from bot.executors.files import engine_facts, made_of, preview_jpeg, read_source, upload
from bot.executors.painter import require_shown

if TYPE_CHECKING:
    from articover.upscale.press import PrintFiles

_MOST_TIMES = 4
"""The scale factor of the upscaling networks; a larger one would only blur."""
_LONGEST_SIDE_IN = 60


def print_work(work: PrintWork, folder: Path, engines: Engines, context: RunContext, sources: Path) -> Made:
    """See `works.do_work`."""
    cover = read_source(work.source, sources)
    require_shown(engines, cover.engines, cover.background.pixels)
    size = _print_size(work.dpi, work.bleed_in, cover.trim if work.trim is None else parse_trim(work.trim))
    printed = print_cover(cover, size, engines, reframe=work.reframe, context=context)
    folder.mkdir()
    return made_of(work, folder, _write_print(printed, size, folder, work.max_bytes))


def enlarge_work(work: EnlargeWork, folder: Path, engines: Engines, context: RunContext, sources: Path) -> Made:
    """See `works.do_work`."""
    from articover.pictures import picture_size
    from articover.upscale.press import print_picture

    picture = upload(work.picture, sources)
    width, height = picture_size(picture)
    trim = _own_shape(width, height, work.dpi) if work.trim is None else parse_trim(work.trim)
    size = _print_size(work.dpi, "0", trim)
    printed = print_picture(picture, size, engines.upscaler(), context.at("upscale"))
    folder.mkdir()
    (folder / PREVIEW_NAME).write_bytes(preview_jpeg(printed.pixels))
    return made_of(work, folder, _write_print(printed, size, folder, work.max_bytes))


def _write_print(printed: Print | PrintFiles, size: PrintSize, folder: Path, max_bytes: int) -> dict[str, Any]:
    """Write the print files; returns their summary, with the JPEG quality chosen to fit a size limit."""
    from articover.edit.typeset.pdf_size import pdf_within

    pdf, quality = pdf_within(printed.pdf, max_bytes) if max_bytes else (printed.pdf, None)
    (folder / "print.png").write_bytes(printed.png)
    (folder / "print.pdf").write_bytes(pdf)
    height, width = printed.pixels.shape[:2]
    return {
        "width_px": width,
        "height_px": height,
        "dpi": size.dpi,
        "bleed_in": str(size.bleed_in),
        "trim": size.trim.to_json(),
        "engines": [engine_facts(printed.record)],
        "seconds": {"upscale": printed.record.seconds},
        "pdf_jpeg_quality": quality,
        "notices": [to_json(notice) for notice in printed.notices],
    }


def _own_shape(width_px: int, height_px: int, dpi: int) -> Trim:
    """A page of the picture's own shape: four times its pixels a side, or as many as a picture may have.

    Raises `RatioError` when that is no larger than the picture.
    """
    checked_dpi(dpi)
    pixels_most = math.sqrt(0.99 * MAX_PIXELS / (width_px * height_px))
    times = min(float(_MOST_TIMES), pixels_most, _LONGEST_SIDE_IN * dpi / max(width_px, height_px))
    if times <= 1:
        raise RatioError(
            "no_larger_picture",
            width=str(width_px),
            height=str(height_px),
            dpi=str(dpi),
        )
    sides = (Fraction(max(dpi, round(side * times)), dpi) for side in (width_px, height_px))
    return Trim("its own shape", *sides)


def _print_size(dpi: int, bleed: str, trim: Trim) -> PrintSize:
    bleed_in = parse_bleed(bleed, unit="in")
    size = PrintSize(trim, checked_dpi(dpi), bleed_in)
    print_canvas(size.trim, size.dpi, size.bleed_in)
    return size
