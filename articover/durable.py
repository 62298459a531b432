"""Files that are on the disk when a call returns. All of these block, and raise `OSError`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO


def sync_stream(stream: IO[bytes]) -> None:
    """Make durable what was written to `stream`."""
    stream.flush()
    os.fsync(stream.fileno())


def sync_file(path: Path) -> None:
    """Make durable what `path` holds."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make durable the names in `folder`. Some file systems cannot."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
