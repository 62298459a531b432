"""Entry point of the worker process: `python -m bot.executors.entry FD PARENT_PID NICE THREADS`.

On Linux, priority, cores and thread counts belong to threads, and some libraries start threads when they are
imported; so this module imports only the standard library before it has set them.
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
"""Added to the worker's OOM score (-1000..1000): when memory runs out, the kernel kills the worker, not the bot."""
_PR_SET_PDEATHSIG = 1


def main() -> None:
    fd, parent_pid, nice, threads = (int(argument) for argument in sys.argv[1:])
    _die_with(parent_pid)
    # The worker's files must be private like the bot's, whatever umask it inherited.
    os.umask(0o077)
    _be_modest(nice, threads)
    connection = socket.socket(fileno=fd)
    connection.set_inheritable(False)

    from bot.executors.worker import serve

    serve(connection)


def _die_with(parent_pid: int) -> None:
    """On Linux, have the kernel kill this process when the thread that started it ends; elsewhere end of file does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        # The parent died before the death signal was set.
        os._exit(0)


def _be_modest(nice: int, threads: int) -> None:
    """Give the bot precedence: lower priority, limited cores, and the first to be killed when memory runs out."""
    os.nice(nice)
    if sys.platform != "linux":
        return
    cores = sorted(os.sched_getaffinity(0))
    if 0 < threads < len(cores):
        # Environment variables limit some libraries; this limits all of them.
        os.sched_setaffinity(0, cores[-threads:])
    # Where the kernel shares time by session first (sched_autogroup), the worker's own session would weigh as much as
    # the bot's, whatever the niceness of the process within it.
    _write_own("autogroup", nice)
    _write_own("oom_score_adj", _OOM_SCORE)


def _write_own(name: str, value: int) -> None:
    """Set a property of this process in /proc, where the kernel has it and allows it."""
    with contextlib.suppress(OSError):
        Path("/proc/self", name).write_text(str(value), encoding="ascii")


if __name__ == "__main__":
    main()
