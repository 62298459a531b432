"""Files and folders that only their owner can read, whatever the umask and the mode of the parent folder.

A data folder holds private books, pictures and tokens that answer interactions. The mode of the folder itself is its
owner's choice (systemd's default is 0755), so each part has a private mode of its own. All functions block and raise
`OSError`.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from pathlib import Path
from typing import BinaryIO

from bot.store.layout import PARTS

FOLDER_MODE, FILE_MODE = 0o700, 0o600
UMASK = 0o077
"""For the whole process, because libraries and SQLite create files, too."""
OTHERS, OTHERS_WRITE = 0o077, 0o022


def make_folder(folder: Path) -> None:
    """Make `folder` and its missing parents with mode 0700. Existing folders keep their mode."""
    if not folder.parent.exists():
        make_folder(folder.parent)
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def create(path: Path) -> BinaryIO:
    """A new file of mode 0600, opened for writing. Raises `FileExistsError` when it exists."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE), "wb")


def touch(path: Path) -> None:
    """Make `path` an empty file of mode 0600 unless it exists."""
    with contextlib.suppress(FileExistsError):
        create(path).close()


def copy(source: Path, target: Path) -> None:
    """Copy `source` to `target`, a new file of mode 0600."""
    target.unlink(missing_ok=True)
    with source.open("rb") as read, create(target) as written:
        shutil.copyfileobj(read, written, 1 << 20)


def exposed(folder: Path) -> list[Path]:
    """The parts of the data folder `folder` that other accounts than the owner's can read or change."""
    return [path for path in _parts(folder) if _mode(path) & OTHERS]


def tighten(folder: Path) -> list[Path]:
    """Make the parts of the data folder `folder` private; returns those that were not.

    Earlier versions, copies and restored archives may have other modes. A private folder protects all that is in it.
    """
    closed = []
    for path in exposed(folder):
        with contextlib.suppress(OSError):  # owned by another account: `check` reports it
            path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
            closed.append(path)
    return closed


def require_own(folder: Path) -> None:
    """Raise `PermissionError` for the first part of the data folder `folder` that this user cannot read and write."""
    effective = os.access in os.supports_effective_ids
    for path in _parts(folder):
        wanted = os.R_OK | os.W_OK | (os.X_OK if path.is_dir() else 0)
        if not os.access(path, wanted, effective_ids=effective):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def mode_of_folder(folder: Path) -> int:
    """The permission bits of the data folder itself."""
    return stat.S_IMODE(folder.stat().st_mode)


def _parts(folder: Path) -> list[Path]:
    return [path for name in PARTS if (path := folder / name).exists() and not path.is_symlink()]


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0
