"""Files that hold secrets, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from articover.durable import sync_folder, sync_stream
from bot.store import private


def write_secret(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read (mode 0600), atomically. Blocks; raises `OSError`."""
    partial = path.with_name(f"{path.name}.part")
    partial.unlink(missing_ok=True)
    with private.create(partial) as stream:
        stream.write(data)
        sync_stream(stream)
    partial.replace(path)
    sync_folder(path.parent)
