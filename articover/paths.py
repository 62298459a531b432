"""Paths that people give us: what is refused, and how the disk's errors are said."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from articover.errors import RequestError, StorageError

_SAID = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "we may not write there",
    errno.EPERM: "we may not write there",
    errno.EFBIG: "the file would be larger than this disk or account allows",
    errno.ENOTDIR: "a part of that path is a file, not a folder",
    errno.EEXIST: "a part of that path is a file, not a folder",
    errno.ENAMETOOLONG: "the name is too long",
}


def refuse_unsafe_path(path: Path) -> None:
    """Raise `RequestError` when `path` goes through `..`, holds a NUL, or is itself a symbolic link."""
    if ".." in path.parts:
        raise RequestError(f'"{path}" goes up through "..": name the place directly.')
    if "\0" in str(path):
        raise RequestError("A path cannot hold a NUL character: remove it.")
    if path.is_symlink():
        raise RequestError(f'"{path}" is a symbolic link: name the place it points to.')


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn an `OSError` raised inside into one `StorageError` sentence that names `path`."""
    try:
        yield
    except OSError as error:
        said = _SAID.get(error.errno or 0, error.strerror or "it failed")
        raise StorageError(f'"{path}" could not be written or read: {said}. Nothing was changed.') from error
