"""The local executor keeps the contract, and what is its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
pytest.register_assert_rewrite("executor_contract")

from executor_contract import ExecutorContract, Wanted  # noqa: E402

from bot.executors.local import LocalExecutor, Patience  # noqa: E402
from bot.executors.process import WorkerOptions  # noqa: E402


class TestLocalExecutor(ExecutorContract):
    @staticmethod
    def build(scratch: Path, wanted: Wanted) -> LocalExecutor:
        options = WorkerOptions(
            engines=wanted.engines,
            memory_limit_mb=wanted.memory_limit_mb,
            warm_up=wanted.warm_up,
            environment=wanted.environment,
        )
        patience = Patience(hang_s=wanted.hang_s, cancel_s=wanted.cancel_s)
        return LocalExecutor(
            scratch,
            options,
            Patience(
                hang_s=wanted.hang_s, cancel_s=wanted.cancel_s, total_s={**patience.total_s, "cover": wanted.cover_s}
            ),
        )
