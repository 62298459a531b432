"""Real stores in real folders, and a town of people who talk to the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from simulated_users import START, SimulatedUsers, simulated_users_of

from bot.store import Store

pytest.register_assert_rewrite("executor_contract")


@dataclass
class HandClock:
    """A clock that stands where it is put."""

    wall: float = 1_800_000_000.0
    steady: float = 0.0

    def now(self) -> float:
        return self.wall

    def monotonic(self) -> float:
        return self.steady


@pytest_asyncio.fixture
async def clock() -> HandClock:
    return HandClock()


@pytest_asyncio.fixture
async def store(tmp_path: Path, clock: HandClock) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "data", clock=clock) as opened:
        yield opened


@pytest_asyncio.fixture
async def users(tmp_path: Path) -> AsyncIterator[SimulatedUsers]:
    async with simulated_users_of(tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def book(users: SimulatedUsers) -> int:
    """The first cover of `simulated_users.START`."""
    return (await users.makes(START)).session_id or 0
