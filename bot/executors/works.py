"""From a work of the contract to the chain and back to files. Runs in the worker; heavy imports stay in the engines."""

from __future__ import annotations

import io
import math
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from articover import notices
from articover.brief import Brief
from articover.chain import Print, Watch, edit_texts, make_cover, print_cover
from articover.cover import Cover, EngineRecord, Pixels
from articover.engine import Generator, PrintSize
from articover.engines import Engines
from articover.errors import RatioError, RequestError
from articover.folder import credits_of, disclosure_of, read_cover, read_document, write_cover
from articover.series import Series
from articover.trim import MAX_PIXELS, Trim, parse_trim, print_canvas
from bot.errors import BlobMissingError
from bot.executors.contract import (
    PREVIEW_MAX_BYTES,
    PREVIEW_NAME,
    CompareWork,
    CoverWork,
    EditWork,
    EnlargeWork,
    Made,
    PrintWork,
    RemoveTextWork,
    SheetWork,
    Work,
    kind_of,
)
from bot.executors.painter import paint, shown

if TYPE_CHECKING:
    from articover.upscale.press import PrintFiles

_MIN_DPI, _MAX_DPI = 72, 1200
_MAX_BLEED_IN = 1
_MOST_TIMES = 4
"""What the enlarging networks make of a pixel; more would only be blur."""
_LONGEST_SIDE_IN = 60
_YOUR_PICTURE = "your picture"
"""What a sentence about an unreadable upload calls it; stored files are named by their content."""
_JPEG_QUALITIES = (90, 80, 65, 50, 35)


def do_work(
    work: Work,
    folder: Path,
    engines: Engines,
    watch: Watch,
    before: Sequence[Made],
    sources: Path,
) -> Made:
    """Do `work` and write what it makes into the new `folder`.

    `before` is what earlier works of the task made; stored files are laid out as cover folders under
    `sources`. Raises what the chain raises, and `BlobMissingError` when a file of `source` is not there.
    """
    match work:
        case CoverWork():
            return _cover(work, folder, engines, watch, sources)
        case EditWork():
            old = _read(work.source, sources)
            brief = old.brief if work.brief is None else Brief.from_json(work.brief)
            made = edit_texts(old, brief, engines, overrides=work.overrides, watch=watch)
            return _finish_cover(work, made, folder, watch)
        case PrintWork():
            return _print(work, folder, engines, watch, sources)
        case RemoveTextWork():
            return _remove_text(work, folder, engines, watch, sources)
        case EnlargeWork():
            return _enlarge(work, folder, engines, watch, sources)
        case CompareWork():
            return _compare(work, folder)
        case SheetWork():
            return _sheet(folder, before)


def _cover(work: CoverWork, folder: Path, engines: Engines, watch: Watch, sources: Path) -> Made:
    brief, trim = Brief.from_json(work.brief), parse_trim(work.trim)
    if work.picture is not None and work.engine not in (None, "upload"):
        raise RequestError("A picture of your own needs no engine: leave the engine out.", "picture_and_engine")
    like = () if work.like is None else read_document(_laid_out(work.like, sources)).layers
    series = None if work.series is None else Series.of_document(read_document(_laid_out(work.series, sources)))

    def make(generator: Generator) -> Cover:
        return make_cover(
            brief,
            trim,
            work.seed,
            engines,
            generator=generator,
            text_in_picture=work.text_in_picture,
            like=like,
            series=series,
            watch=watch,
        )

    if work.picture is None:
        made = paint(engines, work.engine, make)
    else:
        made = shown(engines, make(engines.upload(_lay(work.picture, _new_folder(sources) / _YOUR_PICTURE))))
    return _finish_cover(work, made, folder, watch)


def _finish_cover(work: CoverWork | EditWork, cover: Cover, folder: Path, watch: Watch) -> Made:
    watch.run("edit").progress(1.0, "writing the files")
    write_cover(cover, folder)
    (folder / PREVIEW_NAME).write_bytes(preview_jpeg(cover.preview))
    return _made(work, folder, cover_summary(cover))


def _print(work: PrintWork, folder: Path, engines: Engines, watch: Watch, sources: Path) -> Made:
    cover = _read(work.source, sources)
    size = _print_size(work.dpi, work.bleed_in, cover.trim if work.trim is None else parse_trim(work.trim))
    printed = print_cover(cover, size, engines, reframe=work.reframe, watch=watch)
    folder.mkdir()
    return _made(work, folder, _write_print(printed, size, folder, work.max_bytes))


def _enlarge(work: EnlargeWork, folder: Path, engines: Engines, watch: Watch, sources: Path) -> Made:
    from articover.pictures import read_picture
    from articover.upscale.press import print_picture

    picture = _lay(work.picture, _new_folder(sources) / _YOUR_PICTURE)
    height, width = read_picture(picture).shape[:2]
    trim = _own_shape(width, height, work.dpi) if work.trim is None else parse_trim(work.trim)
    size = _print_size(work.dpi, "0", trim)
    printed = print_picture(picture, size, engines.upscaler(), watch.run("upscale"))
    folder.mkdir()
    (folder / PREVIEW_NAME).write_bytes(preview_jpeg(printed.pixels))
    return _made(work, folder, _write_print(printed, size, folder, work.max_bytes))


def _write_print(printed: Print | PrintFiles, size: PrintSize, folder: Path, max_bytes: int) -> dict[str, Any]:
    """Write the print files; returns their summary. A PDF that is to fit takes its JPEG quality along."""
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
        "engines": [_engine(printed.record)],
        "seconds": {"upscale": printed.record.seconds},
        "pdf_jpeg_quality": quality,
        "notices": list(printed.notices),
    }


def _own_shape(width_px: int, height_px: int, dpi: int) -> Trim:
    """A page of the picture's own shape: four times its pixels, or as many as a picture may have."""
    if not _MIN_DPI <= dpi <= _MAX_DPI:
        raise _wrong_dpi(dpi)
    pixels_most = math.sqrt(0.99 * MAX_PIXELS / (width_px * height_px))
    times = min(float(_MOST_TIMES), pixels_most, _LONGEST_SIDE_IN * dpi / max(width_px, height_px))
    sides = (Fraction(max(dpi, round(side * times)), dpi) for side in (width_px, height_px))
    return Trim("its own shape", *sides)


def _print_size(dpi: int, bleed: str, trim: Trim) -> PrintSize:
    try:
        bleed_in = Fraction(bleed)
    except (ValueError, ZeroDivisionError):
        raise RatioError(
            '"{text}" is not a bleed: write it in inches, as 0.125.', "bleed_unknown", text=bleed[:40]
        ) from None
    if not 0 <= bleed_in <= _MAX_BLEED_IN:
        raise RatioError("The bleed can be 0 to 1 in.", "bleed_range")
    if not _MIN_DPI <= dpi <= _MAX_DPI:
        raise _wrong_dpi(dpi)
    size = PrintSize(trim, dpi, bleed_in)
    print_canvas(size.trim, size.dpi, size.bleed_in)
    return size


def _wrong_dpi(dpi: int) -> RatioError:
    return RatioError(
        "{dpi} dpi is not usable for print: choose {least} to {most}.",
        "dpi_range",
        dpi=str(dpi),
        least=str(_MIN_DPI),
        most=str(_MAX_DPI),
    )


def _remove_text(work: RemoveTextWork, folder: Path, engines: Engines, watch: Watch, sources: Path) -> Made:
    from articover.pictures import picture_bytes_png, read_picture
    from articover.remove.loop import remove_text

    pixels = read_picture(_lay(work.picture, _new_folder(sources) / _YOUR_PICTURE))
    removed = remove_text(pixels, engines.detector(), engines.filler(), watch.run("remove"))
    folder.mkdir()
    (folder / "picture.png").write_bytes(picture_bytes_png(removed.pixels))
    (folder / "mask.png").write_bytes(picture_bytes_png(removed.mask))
    (folder / PREVIEW_NAME).write_bytes(preview_jpeg(removed.pixels))
    left = [box.text or "?" for box in removed.left]
    summary = {
        "rounds": removed.rounds,
        "left": left,
        "filled_share": round(float((removed.mask > 0).mean()), 4),
        "engines": [_engine(removed.record)],
        "notices": [notices.LETTERS_LEFT.said(words=", ".join(left))] if left else [],
    }
    return _made(work, folder, summary)


def _compare(work: CompareWork, folder: Path) -> Made:
    from bot.executors.sheet import shop_shelf

    folder.mkdir()
    shelf = shop_shelf([Path(path) for path in work.pictures])
    (folder / "compare.png").write_bytes(_png(shelf))
    return _made(work, folder, {"count": len(work.pictures), "notices": []})


def _png(picture: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _sheet(folder: Path, before: Sequence[Made]) -> Made:
    from bot.executors.sheet import numbered_sheet

    pictures = [made.path("cover.png") for made in before if "cover.png" in made.files]
    if not pictures:
        raise RequestError("A sheet needs at least one cover before it.", "sheet_empty")
    folder.mkdir()
    (folder / "sheet.jpg").write_bytes(_jpeg_within(numbered_sheet(pictures), PREVIEW_MAX_BYTES))
    return _made(SheetWork(), folder, {"count": len(pictures), "notices": []})


def cover_summary(cover: Cover) -> dict[str, Any]:
    """What people and the bot ask about a cover, as JSON data: cover.json without layers, scene and zones."""
    height, width = cover.preview.shape[:2]
    failed = [check.name for check in cover.checks if not check.ok and not check.advisory]
    return {
        "brief": cover.brief.to_json(),
        "genre_key": cover.brief.genre_key,
        "trim": cover.trim.to_json(),
        "seed": cover.seed,
        "look": cover.background.look,
        "palette": list(cover.background.palette),
        "repaintable": cover.background.scene is not None,
        "width_px": width,
        "height_px": height,
        "fonts": {layer.role: layer.font.family for layer in cover.layers},
        "engines": [_engine(record) for record in cover.engines],
        "seconds": {record.stage: record.seconds for record in cover.engines},
        "checks": [asdict(check) for check in cover.checks],
        "credits": list(credits_of(cover)),
        "disclosure": asdict(disclosure_of(cover)),
        "notices": [*cover.notices, *(notices.FAILED_CHECK.said(check=name) for name in failed)],
    }


def preview_jpeg(pixels: Pixels) -> bytes:
    """`pixels` as a JPEG for chat, longer side at most 1600 px, at most `PREVIEW_MAX_BYTES`."""
    from PIL import Image

    picture = Image.fromarray(pixels)
    picture.thumbnail((1600, 1600), Image.Resampling.LANCZOS)
    return _jpeg_within(picture, PREVIEW_MAX_BYTES)


def _jpeg_within(picture: Any, max_bytes: int) -> bytes:
    for quality in _JPEG_QUALITIES:
        buffer = io.BytesIO()
        # Chroma at full resolution: reduced, it smears coloured letters. Not optimized: Pillow's buffer for that
        # holds a byte a pixel, and a noisy picture takes more.
        picture.save(buffer, "JPEG", quality=quality, subsampling=0)
        if buffer.tell() <= max_bytes:
            break
    return buffer.getvalue()


def _engine(record: EngineRecord) -> dict[str, Any]:
    return {
        "stage": record.stage,
        "engine": record.engine,
        "version": record.version,
        "model": record.model,
        "seed": record.seed,
        "generative": record.generative,
    }


def _read(source: Mapping[str, str], sources: Path) -> Cover:
    return read_cover(_laid_out(source, sources))


def _laid_out(source: Mapping[str, str], sources: Path) -> Path:
    """A folder under `sources` that holds the stored files of a cover."""
    folder = _new_folder(sources)
    for name, path in source.items():
        if Path(name).name != name:
            raise RequestError('"{name}" is not a file name.', "not_file_name", name=name[:40])
        _lay(path, folder / name)
    return folder


def _new_folder(parent: Path) -> Path:
    folder = parent / str(sum(1 for _ in parent.iterdir()))
    folder.mkdir()
    return folder


def _lay(path: str, target: Path) -> Path:
    """The stored file at `path` under the name `target`, without a copy where the disk allows it."""
    if not Path(path).is_file():
        raise BlobMissingError(f"{path} is not there.")
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
    return target


def _made(work: Work, folder: Path, summary: dict[str, Any]) -> Made:
    files = {file.name: file.stat().st_size for file in sorted(folder.iterdir()) if file.is_file()}
    return Made(kind_of(work), str(folder), files, summary)
