"""Durable writes: the data is on the disk when a call returns. All functions block and raise `OSError`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def sync_stream(stream: IO[bytes]) -> None:
    """Make the data written to `stream` durable."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_file(path: Path) -> None:
    """Make the content of `path` durable."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable. Some file systems do not support this."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
