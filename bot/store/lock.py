"""One process per data folder: `flock` on a file in it, so the lock ends with its process, however that ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType

from bot.errors import BusyError
from bot.store.faults import folder_errors
from bot.store.layout import LOCK


class FolderLock:
    """Holds the lock of `folder` from construction until `release` or the end of the process.

    Raises `BusyError` when another process holds it, `StorageError` when the folder cannot be written.
    Children do not inherit it across `exec`, so a spawned worker never keeps it alive.
    """

    def __init__(self, folder: Path) -> None:
        with folder_errors(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # the folder contains tokens and users' texts
            self._fd = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.pread(self._fd, 32, 0).decode("ascii", "replace").strip()
            os.close(self._fd)
            who = f"process {holder}" if holder else "another process"
            raise BusyError(
                sentence=f"The data folder {folder} is in use by {who}: stop that bot first, or name another folder."
            ) from error
        try:
            os.ftruncate(self._fd, 0)
            os.pwrite(self._fd, f"{os.getpid()}\n".encode("ascii"), 0)
        except OSError:
            pass  # the number is only for information: a full disk must not prevent the start

    def release(self) -> None:
        """Release the folder; a second call does nothing."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> FolderLock:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.release()
