"""Whether each chat can be reached: its connection stands, and messages go out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

LOOK_S = 1.0
"""Between two looks at the connections."""
GRACE_S = 60.0
"""A chat that was connected may be away for so long: Discord asks for a new connection now and then, and a lost one
is back within seconds."""
BEHIND_S = 300.0
"""Messages that all failed for so long are not going out: the longest wait between two tries of one."""


@dataclass
class Chat:
    """One chat. `connected` is the share of its connection that stands, 0 to 1; `behind_s` for how long messages have
    been tried without any success, in seconds."""

    name: str
    connected: Callable[[], float]
    behind_s: Callable[[], float]
    _was_connected: bool = field(default=False, init=False)
    _lost_at: float | None = field(default=None, init=False)

    def look(self) -> None:
        """Note whether the connection stands now."""
        if self.connected() >= 1:
            self._was_connected, self._lost_at = True, None
        elif self._lost_at is None:
            self._lost_at = time.monotonic()

    def state(self) -> str:
        """ "ok", or in a few words what is wrong; `is_well` tells the two that pass by themselves apart."""
        self.look()
        if self._lost_at is None:
            return "not delivering" if self.behind_s() > BEHIND_S else "ok"
        if not self._was_connected:
            return "connecting"
        if time.monotonic() - self._lost_at < GRACE_S:
            return "reconnecting"
        return "partly disconnected" if self.connected() > 0 else "disconnected"


def is_well(state: str) -> bool:
    """Whether nothing need be done about a chat in this state."""
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
        """Look at the connections until cancelled, so that it is known since when one is gone."""
        while True:
            for chat in self._chats:
                chat.look()
            await asyncio.sleep(LOOK_S)
