"""How much memory the painting process may take, and whether a picture that somebody handed in fits into it."""

from __future__ import annotations

import os
from pathlib import Path

from bot.executors.contract import CoverWork, EnlargeWork, RemoveTextWork, Work

_SHARE = 0.75
"""Of the machine's memory: the rest is for the bot, the system, and its cache of files."""
_LEAST_MB = 1200
"""A cover of its own takes about 1 GB: with less, nothing could be painted at all."""
_CGROUP_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
_BYTES_PER_PIXEL = {CoverWork: 9, RemoveTextWork: 12, EnlargeWork: 8}
"""What a picture of 149 megapixels was measured to take, decoded and worked on, above the idle worker."""


def limit_mb(configured: int, machine_bytes: int | None = None) -> int:
    """The limit in MB: as configured, or for 0 what suits the machine or the container."""
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
    """What a process holds that cannot be read from a file again: models mapped from disk are not counted.

    Raises `OSError` where there is no /proc, or no such process.
    """
    _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")


def require_memory(work: Work, most_mb: int) -> None:
    """Raise `PictureError` when the picture handed in for `work` needs more than is left of `most_mb`.

    Told by its header, before a pixel is decoded: a few hundred kilobytes of PNG can hold 150 megapixels.
    """
    if not isinstance(work, CoverWork | RemoveTextWork | EnlargeWork) or work.picture is None:
        return
    picture = Path(work.picture)
    if not picture.is_file():
        return  # told by whoever reads it
    # Here, in the worker: the bot's own process loads nothing that opens pictures.
    from articover.pictures import no_memory_for, picture_size
    from bot.executors.files import YOUR_PICTURE

    width, height = picture_size(picture)
    try:
        taken = taken_bytes()
    except OSError:
        return
    if taken + width * height * _BYTES_PER_PIXEL[type(work)] > most_mb * 1_000_000:
        raise no_memory_for(YOUR_PICTURE)
