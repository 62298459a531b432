"""A terminal off the event loop: one thread waits for lines, another writes them."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from typing import TextIO

_FLUSH_S = 2.0


class Terminal:
    """Lines in and out. A pipe that nobody reads holds up the writing thread, never the loop."""

    def __init__(self, incoming: TextIO, outgoing: TextIO) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._words: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="terminal out", daemon=True)

    def start(self) -> None:
        """Begin to read and write."""
        self._writer.start()
        loop = asyncio.get_running_loop()
        # A daemon: a thread that waits for a key must not keep the process from leaving.
        threading.Thread(target=self._read, args=(loop,), name="terminal in", daemon=True).start()

    async def next_line(self) -> str | None:
        """The next line without its end, None when there are no more."""
        return await self._lines.get()

    def print(self, text: str) -> None:
        """Write a line, in the order of the calls."""
        self._words.put(text)

    async def flush(self) -> None:
        """Wait until all is written, at most 2 s."""
        self._words.put(None)
        await asyncio.to_thread(self._writer.join, _FLUSH_S)

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        # The loop may be closed by the time a line comes.
        with contextlib.suppress(RuntimeError):
            try:
                for line in self._incoming:
                    loop.call_soon_threadsafe(self._lines.put_nowait, line.rstrip("\r\n"))
            except (OSError, UnicodeDecodeError, ValueError):
                pass  # as good as its end
            loop.call_soon_threadsafe(self._lines.put_nowait, None)

    def _write(self) -> None:
        while (text := self._words.get()) is not None:
            # A closed pipe: nobody reads any more, and the bot goes on until it is told to stop.
            with contextlib.suppress(OSError, ValueError):
                self._outgoing.write(f"{text}\n")
                self._outgoing.flush()
