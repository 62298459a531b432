"""The messages between the bot and its worker: a frame is a length of four bytes, then JSON of that many bytes.

A stream socket keeps the order but may split data anywhere; the length restores the frames. When a peer dies, the other
reads an end of file and never treats a truncated message as complete.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from typing import Any

import msgspec

from bot.executors.contract import Batching, Task, TaskFailed, TaskProgress, TaskResult

MAX_FRAME_BYTES = 8 << 20
_LENGTH = struct.Struct(">I")


class Setup(msgspec.Struct, frozen=True, tag="setup"):
    """The first message to the worker. `engines` is "module:callable" of one argument, `articover.settings.Settings`.

    `memory_limit_mb` is the limit at which the bot kills the worker.
    """

    engines: str
    settings: dict[str, Any]
    scratch: str
    warm_up: bool
    log_level: int
    memory_limit_mb: int


class Do(msgspec.Struct, frozen=True, tag="do"):
    """Run one task, or a batch of tasks. Each is answered by `Done` or `Failed`, in any order."""

    tasks: tuple[Task, ...]


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    job_id: int
    attempt: int


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The worker can take a task. `engines` as in `Health`."""

    engines: tuple[str, ...]
    seconds: float


class Batches(msgspec.Struct, frozen=True, tag="batches"):
    """The generators that paint several pictures in one call, as in `Health`; sent before `Ready` and after each
    change.
    """

    batches: dict[str, Batching]


class Progressed(msgspec.Struct, frozen=True, tag="progress"):
    progress: TaskProgress


class Done(msgspec.Struct, frozen=True, tag="done"):
    result: TaskResult


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The task failed; `traceback` is for the log."""

    failure: TaskFailed
    traceback: str = ""


class Logged(msgspec.Struct, frozen=True, tag="log"):
    """A log record of the worker: `logger` name, `level` number, the formatted `text`, and the task's trace."""

    logger: str
    level: int
    text: str
    trace: str = ""


ToWorker = Setup | Do | Cancel
ToBot = Ready | Batches | Progressed | Done | Failed | Logged


def pack(message: ToWorker | ToBot) -> bytes:
    """One frame. Raises `ValueError` when it would be longer than the reader accepts."""
    body = msgspec.json.encode(message, enc_hook=_plain)
    if len(body) > MAX_FRAME_BYTES:
        raise ValueError(f"a message of {len(body)} bytes is too long")
    return _LENGTH.pack(len(body)) + body


async def read_from_worker(reader: asyncio.StreamReader) -> ToBot | None:
    """The next message, or None when the worker has ended. Raises `ValueError` on anything that is not a message."""
    try:
        (length,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
        _check(length)
        body = await reader.readexactly(length)
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    try:
        message: ToBot = msgspec.json.decode(body, type=ToBot)
        return message
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a message of the worker: {error}") from error


class WorkerConnection:
    """The worker's end of the connection: blocking reads by one thread, atomic writes by any."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._writing = threading.Lock()

    def send(self, message: ToBot) -> None:
        """Send a message. Raises `OSError` when the bot has ended."""
        frame = pack(message)
        with self._writing:
            self._connection.sendall(frame)

    def receive(self) -> ToWorker | None:
        """The next message, or None when the bot has ended."""
        head = self._exactly(_LENGTH.size)
        if head is None:
            return None
        (length,) = _LENGTH.unpack(head)
        _check(length)
        body = self._exactly(length)
        return None if body is None else msgspec.json.decode(body, type=ToWorker)

    def _exactly(self, count: int) -> bytes | None:
        data = bytearray()
        while len(data) < count:
            try:
                piece = self._connection.recv(count - len(data))
            except ConnectionError:
                return None
            if not piece:
                return None
            data += piece
        return bytes(data)


def _plain(value: Any) -> Any:
    """Convert numpy's numbers, which engines return, to Python's own."""
    if callable(tolist := getattr(value, "tolist", None)):
        return tolist()
    raise TypeError(f"{type(value).__name__} cannot be encoded")


def _check(length: int) -> None:
    if length > MAX_FRAME_BYTES:
        raise ValueError(f"a message of {length} bytes is too long")
