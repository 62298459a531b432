"""The cover folder: write it whole or not at all, read it back or refuse.

    cover.json      everything but pixels; see `document`
    background.png  covers the bleed box
    cover.png       the preview of the trim box
    credits.txt     the sentences for the copyright page

A new folder appears by one rename. An existing cover is replaced through a redo folder: the new
files are complete in `.cover-ready` before the first old one is replaced, and the next process that opens
the folder finishes the move, so a process killed at any point leaves the old cover or the new one.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from weakref import WeakKeyDictionary

import msgspec
import numpy as np

from articover.brief import Brief
from articover.cover import Background, Cover, Pixels
from articover.document import PictureRecord, document_of, read_document
from articover.durable import sync_stream
from articover.errors import CoverFolderError, RequestError
from articover.files import refuse_unsafe_path, storage_errors, try_sync_folder
from articover.pictures import decode_picture, picture_bytes_png
from articover.trim import Trim

_PREPARING, _READY = ".cover-new", ".cover-ready"
# cover.json goes last: a folder without it is not a cover yet.
_FILES = ("background.png", "cover.png", "credits.txt", "cover.json")
_STAGING_NAME_CHARS = 60
"""At most 240 bytes of UTF-8, so that a long name that fits the disk does so with a suffix too."""
_STALE_AFTER_EDIT = ("print.png", "print.pdf")
_READ_FROM: WeakKeyDictionary[Background, tuple[Path, str]] = WeakKeyDictionary()
"""The file that a picture was read from, and its SHA-256: whoever changes a picture makes another `Background`."""


def write_cover(cover: Cover, folder: str | os.PathLike[str]) -> None:
    """Write `cover` into `folder`, replacing the cover that may be there; print files of it are removed.

    Raises `StorageError` (disk full, read-only, not permitted) or `RequestError` (symlink or `..` in
    the path) with the old content untouched.
    """
    folder = Path(folder)
    refuse_unsafe_path(folder)
    if folder.exists() and not folder.is_dir():
        raise RequestError("cover_folder_file", folder=str(folder))
    with storage_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        if not folder.exists() and _made_new(cover, folder):
            return
        with _alone_in(folder):
            finish_interrupted(folder)
            staging = folder / _PREPARING
            shutil.rmtree(staging, ignore_errors=True)
            with _staged(cover, staging):
                staging.replace(folder / _READY)
                try_sync_folder(folder)
            finish_interrupted(folder)


def read_cover(folder: str | os.PathLike[str], *, preview: bool = True) -> Cover:
    """The cover in `folder`; raises `CoverFolderError` when it is absent, damaged or from a newer version.

    Without `preview` that of the cover has no pixels: the file is checked and not decoded, for who sets the type anew.
    """
    folder = Path(folder)
    refuse_unsafe_path(folder)
    if not folder.is_dir():
        raise CoverFolderError("cover_folder_absent", folder=str(folder))
    with _alone_in(folder):
        with storage_errors(folder):
            finish_interrupted(folder)
        document = read_document(folder)
        pixels = decode_picture(_stored_file(folder, document.background), document.background.file)
        stored_preview = _stored_file(folder, document.preview)
    background = Background(
        pixels=pixels,
        trim_box_px=document.background.trim_box_px,
        scene=document.scene,
        prompt=document.prompt,
        zones=document.zones,
        palette=document.palette,
        look=document.look,
    )
    _READ_FROM[background] = (folder / Path(document.background.file).name, document.background.sha256)
    return Cover(
        brief=Brief.from_json(document.brief),
        trim=Trim.from_json(document.trim),
        seed=document.seed,
        background=background,
        layers=document.layers,
        preview=decode_picture(stored_preview, document.preview.file) if preview else np.zeros((0, 0, 3), np.uint8),
        engines=document.engines,
        checks=document.checks,
        notices=document.notices,
        created=document.disclosure.date,
        understood=document.understood,
    )


def finish_interrupted(folder: Path) -> None:
    """Carry a complete `.cover-ready` into place; what an unfinished write left is ignored."""
    ready = folder / _READY
    if not ready.is_dir():
        return
    for name in _STALE_AFTER_EDIT:
        (folder / name).unlink(missing_ok=True)
    for name in _FILES:
        if (ready / name).exists():
            (ready / name).replace(folder / name)
    try_sync_folder(folder)
    shutil.rmtree(ready, ignore_errors=True)


def _made_new(cover: Cover, folder: Path) -> bool:
    """Create `folder` by one rename; False when another process has created it meanwhile."""
    staging = folder.parent / f".{folder.name[:_STAGING_NAME_CHARS]}-{uuid.uuid4().hex[:8]}"
    with _staged(cover, staging):
        try:
            staging.replace(folder)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
            shutil.rmtree(staging, ignore_errors=True)
            return False
        try_sync_folder(folder.parent)
    return True


@contextlib.contextmanager
def _staged(cover: Cover, staging: Path) -> Iterator[None]:
    """The files of `cover` complete in `staging`; the folder is cleared away when what follows fails."""
    staging.mkdir()
    try:
        _write_files(cover, staging)
        yield
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Two commands on one folder take turns, by a lock on the folder itself, which leaves no file behind.

    Where a folder cannot be locked (some network disks), they are as safe from each other as without.
    """
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            held.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def _write_files(cover: Cover, staging: Path) -> None:
    with ThreadPoolExecutor(1) as pool:  # Pillow lets two run at once, and each takes 0.1 s
        compressing = pool.submit(_png, cover.preview)
        background = _stored_png(cover.background) or _png(cover.background.pixels)
        preview = compressing.result()
    height, width = cover.preview.shape[:2]
    document = document_of(
        cover,
        _record("background.png", background, cover.background.pixels, cover.background.trim_box_px),
        _record("cover.png", preview, cover.preview, (0.0, 0.0, float(width), float(height))),
    )
    text = "\n".join([*document.credits, document.disclosure.statement]) + "\n"
    contents = {
        "background.png": background,
        "cover.png": preview,
        "credits.txt": text.encode(),
        "cover.json": msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n",
    }
    for name in _FILES:
        with (staging / name).open("wb") as file:
            file.write(contents[name])
            sync_stream(file)
    try_sync_folder(staging)


def _png(pixels: Pixels) -> bytes:
    return picture_bytes_png(pixels, grainy=True)


def _stored_png(background: Background) -> bytes | None:
    """The file that `background` was read from, if it still holds this picture, which a new title leaves alone."""
    path, sha256 = _READ_FROM.get(background, (None, ""))
    if path is None:
        return None
    with contextlib.suppress(OSError):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == sha256:
            return data
    return None


def _record(name: str, data: bytes, pixels: Pixels, trim_box_px: tuple[float, float, float, float]) -> PictureRecord:
    left, top, right, bottom = (float(edge) for edge in trim_box_px)
    height, width = pixels.shape[:2]
    return PictureRecord(name, hashlib.sha256(data).hexdigest(), width, height, (left, top, right, bottom))


def _stored_file(folder: Path, record: PictureRecord) -> bytes:
    """A picture's file, if it is the one that cover.json names."""
    path = folder / Path(record.file).name
    if not path.is_file():
        raise CoverFolderError("cover_folder_lacks", folder=str(folder), file=record.file)
    with storage_errors(path):
        data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise CoverFolderError("cover_file_changed", path=str(path))
    return data
