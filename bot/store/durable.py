"""Files that are on the disk when a call returns. All of these block, and raise `OSError`."""

from __future__ import annotations

import os
from pathlib import Path

from bot.store import private


def fsync_folder(folder: Path) -> None:
    """Make the names in `folder` durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def fsync_file(path: Path) -> None:
    """Make what `path` holds durable."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def write_secret(path: Path, data: bytes) -> None:
    """Write a file that only its owner may read (mode 0600), whole or not at all."""
    partial = path.with_name(f"{path.name}.part")
    partial.unlink(missing_ok=True)
    with private.create(partial) as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    fsync_folder(path.parent)
