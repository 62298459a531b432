"""Whether each chat can be reached: it is connected, and messages can be sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LOOK_S = 1.0
"""Time between two checks of the connections."""
GRACE_S = 60.0
"""How long a lost connection may last: Discord sometimes asks for a new connection, which takes a few seconds."""
BEHIND_S = 300.0
"""When all messages have failed for longer than this, the chat counts as not delivering: the longest wait between two
tries of a message."""


@dataclass
class Chat:
    """One chat. `connected` returns the connected share of its connections, 0 to 1; `behind_s` the seconds since the
    first of the tries to send that have all failed."""

    name: str
    connected: Callable[[], float]
    behind_s: Callable[[], float]
    _was_connected: bool = field(default=False, init=False)
    _lost_at: float | None = field(default=None, init=False)

    def look(self) -> None:
        """Record whether the chat is connected now."""
        if self.connected() >= 1:
            self._was_connected, self._lost_at = True, None
        elif self._lost_at is None:
            self._lost_at = time.monotonic()

    def state(self) -> str:
        """ "ok", or the problem in a few words, such as "disconnected". See `is_well`."""
        self.look()
        if self._lost_at is None:
            return "not delivering" if self.behind_s() > BEHIND_S else "ok"
        if not self._was_connected:
            return "connecting"
        if time.monotonic() - self._lost_at < GRACE_S:
            return "reconnecting"
        return "partly disconnected" if self.connected() > 0 else "disconnected"


def is_well(state: str) -> bool:
    """Whether a chat in this state needs no attention."""
    return state in ("ok", "reconnecting")


class Chats:
    """The chats of one bot."""

    def __init__(self) -> None:
        self._chats: list[Chat] = []

    def add(self, chat: Chat) -> None:
        self._chats.append(chat)

    def states(self) -> dict[str, str]:
        """The state of each chat by its name."""
        return {chat.name: chat.state() for chat in self._chats}

    async def run(self) -> None:
        """Check the connections until cancelled, to record when one is lost."""
        while True:
            for chat in self._chats:
                chat.look()
            await asyncio.sleep(LOOK_S)
