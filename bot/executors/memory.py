"""How much memory a worker may use, and whether an uploaded picture fits into it."""

from __future__ import annotations

import os
from pathlib import Path

from bot.executors.contract import CoverWork, EnlargeWork, RemoveTextWork, Work

_SHARE = 0.75
"""Share of the machine's memory for workers; the rest is for the bot, the system and its file cache."""
_LEAST_MB = 1200
"""A lower limit would prevent all painting, because a cover takes about 1 GB."""
_CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
_BYTES_PER_PIXEL = {CoverWork: 9, RemoveTextWork: 12, EnlargeWork: 8}
"""Memory per pixel of an uploaded picture beyond the idle worker's, in bytes; measured with 149 megapixels."""


def limit_mb(configured: int, machine_bytes: int | None = None) -> int:
    """The limit in MB: the configured one, or for 0 a share of the memory of the machine or container."""
    if configured:
        return configured
    total = memory_bytes() if machine_bytes is None else machine_bytes
    return max(_LEAST_MB, int(_SHARE * total / 1_000_000))


def memory_bytes() -> int:
    """The memory of this machine, or of the container that this process is in."""
    found = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in _CGROUP_LIMITS:
        try:
            found.append(int(path.read_text(encoding="ascii")))
        except (OSError, ValueError):  # no container, or "max"
            continue
    return min(found)


def taken_bytes(pid: int | str = "self") -> int:
    """Memory of a process that is not backed by files: models mapped from disk are not counted.

    Raises `OSError` where there is no /proc, or no such process.
    """
    _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")


def require_memory(work: Work, most_mb: int) -> None:
    """Raise `PictureError` when the uploaded picture of `work` needs more than the memory left of `most_mb`.

    Only the header is read, before any pixel is decoded: a few hundred kilobytes of PNG can hold 150 megapixels.
    """
    if not isinstance(work, CoverWork | RemoveTextWork | EnlargeWork) or work.picture is None:
        return
    picture = Path(work.picture)
    if not picture.is_file():
        return  # the work reports it when it reads the file
    # Imported here, in the worker: the bot's own process imports no image libraries.
    from articover.pictures import no_memory_for, picture_size
    from bot.executors.files import YOUR_PICTURE

    width, height = picture_size(picture)
    try:
        taken = taken_bytes()
    except OSError:
        return
    if taken + width * height * _BYTES_PER_PIXEL[type(work)] > most_mb * 1_000_000:
        raise no_memory_for(YOUR_PICTURE)
