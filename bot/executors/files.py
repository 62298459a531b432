"""Files of the worker: stored files arranged as cover folders, and the files that a work made."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from articover.cover import Cover, EngineRecord, Pixels
from articover.errors import RequestError
from articover.folder import read_cover
from bot.errors import BlobMissingError
from bot.executors.contract import PREVIEW_MAX_BYTES, Made, Work, kind_of

YOUR_PICTURE = "your picture"
"""The name of an upload in error messages; stored files are named by their hash."""
_LIVE_PREVIEW_CELLS, _LIVE_PREVIEW_PX = 16, 320
"""Longer side of a live preview: in cells of colour, and in pixels of its file."""
_JPEG_QUALITIES = (90, 80, 65, 50, 35)


def read_source(source: Mapping[str, str], sources: Path) -> Cover:
    """The cover of stored files, name -> path; arranged under `sources`. Raises `BlobMissingError`."""
    return read_cover(laid_out(source, sources))


def laid_out(source: Mapping[str, str], sources: Path) -> Path:
    """A folder under `sources` that holds the stored files of a cover."""
    folder = new_folder(sources)
    for name, path in source.items():
        if Path(name).name != name:
            raise RequestError("not_file_name", name=name[:40])
        lay(path, folder / name)
    return folder


def new_folder(parent: Path) -> Path:
    """A new folder below `parent`."""
    folder = parent / str(sum(1 for _ in parent.iterdir()))
    folder.mkdir()
    return folder


def lay(path: str, target: Path) -> Path:
    """Place the stored file at `path` under the name `target`, as a hard link where the file system allows it."""
    if not Path(path).is_file():
        raise BlobMissingError(sentence=f"{path} is not there.")
    try:
        os.link(path, target)
    except OSError:
        shutil.copyfile(path, target)
    return target


def upload(path: str, sources: Path) -> Path:
    """An uploaded picture under a name that fits into an error message. Raises `BlobMissingError`."""
    return lay(path, new_folder(sources) / YOUR_PICTURE)


def preview_jpeg(pixels: Pixels) -> bytes:
    """`pixels` as a JPEG for chat, longer side at most 1600 px, at most `PREVIEW_MAX_BYTES`."""
    from PIL import Image

    picture = Image.fromarray(pixels)
    picture.thumbnail((1600, 1600), Image.Resampling.LANCZOS)
    return jpeg_within(picture, PREVIEW_MAX_BYTES)


def live_preview_jpeg(pixels: Pixels) -> bytes:
    """A small, coarse JPEG of the light and colours of a picture that is being painted.

    The picture has not passed the safety check yet, so the resolution is too low to show details.
    """
    from PIL import Image

    picture = Image.fromarray(pixels)
    longer = max(picture.size)

    def at_most(longer_px: int) -> tuple[int, int]:
        return max(1, round(picture.width * longer_px / longer)), max(1, round(picture.height * longer_px / longer))

    coarse = picture.resize(at_most(_LIVE_PREVIEW_CELLS), Image.Resampling.BOX)
    return jpeg_within(coarse.resize(at_most(_LIVE_PREVIEW_PX), Image.Resampling.BICUBIC), PREVIEW_MAX_BYTES)


def jpeg_within(picture: Any, max_bytes: int) -> bytes:
    """A Pillow picture as a JPEG of at most `max_bytes`, or at the lowest quality if none fits."""
    for quality in _JPEG_QUALITIES:
        buffer = io.BytesIO()
        # Chroma at full resolution, because subsampling smears coloured letters. Without `optimize`, because Pillow's
        # buffer for it has one byte per pixel, which is too small for a noisy picture.
        picture.save(buffer, "JPEG", quality=quality, subsampling=0)
        if buffer.tell() <= max_bytes:
            break
    return buffer.getvalue()


def engine_facts(record: EngineRecord) -> dict[str, Any]:
    """The part of an engine's record that is stored with a version."""
    return {
        "stage": record.stage,
        "engine": record.engine,
        "version": record.version,
        "model": record.model,
        "seed": record.seed,
        "generative": record.generative,
    }


def made_of(work: Work, folder: Path, summary: dict[str, Any]) -> Made:
    """The result of `work`, from the files in its folder."""
    files = {file.name: file.stat().st_size for file in sorted(folder.iterdir()) if file.is_file()}
    return Made(kind_of(work), str(folder), files, summary)
