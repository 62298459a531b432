"""Where the worker process begins: `python -m bot.executors.entry FD PARENT_PID NICE THREADS`.

Priority, cores and thread counts belong to threads on Linux, and some libraries start theirs as they are
imported; so this module imports nothing but the standard library before it has set them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import sys
from pathlib import Path

_OOM_SCORE = 500
"""Added to the worker's badness (-1000..1000): when memory runs out the kernel takes it, not the bot."""
_PR_SET_PDEATHSIG = 1


def main() -> None:
    fd, parent_pid, nice, threads = (int(argument) for argument in sys.argv[1:])
    _die_with(parent_pid)
    # As the bot's own: what it writes is for nobody else on this machine, whoever started it.
    os.umask(0o077)
    _be_modest(nice, threads)
    connection = socket.socket(fileno=fd)
    connection.set_inheritable(False)

    from bot.executors.worker import serve

    serve(connection)


def _die_with(parent_pid: int) -> None:
    """Have the kernel kill this process with the thread that started it (Linux); elsewhere the end of file does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        # The parent died before the kernel was told.
        os._exit(0)


def _be_modest(nice: int, threads: int) -> None:
    """The chat goes first: lower priority, a bounded number of cores, and the first to go when memory runs out."""
    os.nice(nice)
    if sys.platform != "linux":
        return
    cores = sorted(os.sched_getaffinity(0))
    if 0 < threads < len(cores):
        # Thread counts in the environment bind some libraries; this binds all of them.
        os.sched_setaffinity(0, cores[-threads:])
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(_OOM_SCORE), encoding="ascii")


if __name__ == "__main__":
    main()
