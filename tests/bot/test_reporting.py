"""What the bot hears of a task under way: all that is begun, and not every step of it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from articover.engine import Progress
from articover.facts import Fact
from articover.progress import LOADING, LOOKING_FOR_MODEL, PAINTING_STEP, PAINTING_WITH
from bot.executors.contract import SheetWork, Task
from bot.executors.reporting import Reporter
from bot.executors.wire import ToBot, WorkerConnection


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def heard(connection: socket.socket) -> list[Fact]:
    connection.settimeout(0.1)
    data, messages = b"", []
    try:
        while piece := connection.recv(65536):
            data += piece
    except TimeoutError:
        pass
    while data:
        length = int.from_bytes(data[:4], "big")
        messages.append(msgspec.json.decode(data[4 : 4 + length], type=ToBot).progress.doing)
        data = data[4 + length :]
    return messages


def test_what_is_begun_soon_after_something_else_is_told_and_counting_is_not(
    ends: tuple[socket.socket, socket.socket], tmp_path: Path
) -> None:
    ours, theirs = ends
    reporter = Reporter(WorkerConnection(theirs), Task(1, 0, (SheetWork(),)), 1, tmp_path)
    said = [PAINTING_WITH(engine="diffusion"), LOOKING_FOR_MODEL(), LOADING(model="v1-4")]
    steps = [PAINTING_STEP(step=number, count=28) for number in range(1, 29)]
    for doing in (*said, *steps):
        reporter.on_progress(Progress("generate", 0.01, doing))
    told = heard(ours)
    assert told[:4] == [*said, steps[0]]
    assert len(told) < 10, "steps that take no time are not told one by one"
