"""Files and folders that people name: what is refused, how a file is written whole or not at all, how the
disk's errors are said."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from articover import durable
from articover.errors import RequestError, StorageError

_UNWRITABLE: dict[int | None, str] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "limit",
    errno.EROFS: "read-only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ENOENT: "no-folder",
    errno.ENOTDIR: "file",
    errno.EEXIST: "file",
    errno.ENAMETOOLONG: "long",
}
"""Why a file was not written, as its sentence tells the cases apart."""


def refuse_unsafe_path(path: Path) -> None:
    """Raise `RequestError` when `path` goes through `..`, holds a NUL, is too long, or is itself a symbolic link."""
    name = quoted(str(path))
    if ".." in path.parts:
        raise RequestError("path_upwards", name=name)
    if "\0" in str(path):
        raise RequestError("path_nul")
    try:
        # Path.is_symlink() tells of a name that is too long up to Python 3.13 alone.
        is_link = stat.S_ISLNK(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise RequestError("path_unusable", name=name, why=str(error.strerror)) from error
    if is_link:
        raise RequestError("path_link", name=name)


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn an `OSError` raised inside into one `StorageError` that names `path`."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise _unwritable(quoted(path.name), error) from error


def write_atomic(path: str | os.PathLike[str], data: bytes) -> None:
    """Write `data` to `path` wholly or not at all: a temporary file beside it, synced, then renamed.

    Raises `RequestError` for a path with ".." parts and for a target that is a symbolic link or no
    plain file, `StorageError` when the disk is full, read-only, or the folder is missing or not ours.
    """
    target = Path(path)
    name = quoted(target.name)
    if ".." in target.parts:
        raise RequestError("file_upwards", name=name)
    temporary = target.with_name(f".articover-{secrets.token_hex(8)}.tmp")
    with storage_errors(target):
        _refuse_special(target, name)
        # Mode 0666 under the umask: the same rights as any file that the user makes.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                durable.sync_stream(file)
            os.replace(temporary, target)  # noqa: PTH105 -- named for what it does: the atomic step
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    try_sync_folder(target.parent)


def try_sync_folder(folder: Path) -> None:
    """Make the rename itself durable; some file systems cannot, and the file is whole all the same."""
    with contextlib.suppress(OSError):
        durable.sync_folder(folder)


def quoted(name: str) -> str:
    """`name` for a message: quotes around it, nothing unprintable in it, at most 60 characters."""
    printable = "".join(char if char.isprintable() else "?" for char in name)
    return f'"{printable if len(printable) <= 60 else printable[:59] + "…"}"'


def _refuse_special(target: Path, name: str) -> None:
    """A link would be followed or replaced, a device destroyed: neither is what a writer means by --out."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise RequestError("file_link", name=name)
    if stat.S_ISDIR(mode):
        raise RequestError("file_folder", name=name)
    if not stat.S_ISREG(mode):
        raise RequestError("file_special", name=name)


def _unwritable(name: str, error: OSError | ValueError) -> StorageError:
    reason = getattr(error, "strerror", None)
    why = _UNWRITABLE.get(getattr(error, "errno", None), "other" if reason else "name")
    return StorageError("not_written", name=name, why=why, reason=str(reason or ""))
