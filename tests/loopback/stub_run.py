"""`python -m bot`, but the worker's engines make tiny pictures at once: `python -m loopback.stub_run console`.

Everything else is the real thing; the environment configures it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bot.__main__ import main
from bot.config import Config
from bot.executors.local import LocalExecutor
from bot.executors.pending_task import TaskTimeouts
from bot.executors.process import WorkerOptions

STUBS = Path(__file__).resolve().parents[1] / "bot"
HANG_S = 3.0


def tiny(cls: type[LocalExecutor], config: Config, scratch: Path) -> LocalExecutor:
    options = WorkerOptions(
        engines="fake_engines:TinyPress", threads=1, nice=0, warm_up=False, environment={"PYTHONPATH": str(STUBS)}
    )
    return cls(scratch, options, TaskTimeouts(start_s=60.0, hang_s=HANG_S, cancel_s=0.5))


if __name__ == "__main__":
    LocalExecutor.configured = classmethod(tiny)  # type: ignore[method-assign, assignment]
    sys.exit(main(sys.argv[1:]))
