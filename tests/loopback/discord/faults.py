"""What goes wrong on purpose: busy, broken, slow, or done and never answered."""

from __future__ import annotations

import random
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["refuse", "lose", "slow", "before", "after"]


@dataclass
class Fault:
    """For requests whose "METHOD /path" matches `pattern`: the next `times` of them, or `chance` of all.

    "refuse" answers `status` and does nothing. "lose" does it and cuts the line before the answer.
    "slow" waits `seconds` first. "before" and "after" call `action` instead of doing it, or once it is done, and cut
    the line.
    """

    pattern: str
    kind: Kind
    status: int = 0
    seconds: float = 0.0
    times: int = 1
    chance: float = 0.0
    met: int = 0
    action: Callable[[], Awaitable[object]] | None = None


class Faults:
    """The faults that stand; `dice` decides those of chance."""

    def __init__(self, seed: int = 0) -> None:
        self.dice = random.Random(seed)
        self._standing: list[Fault] = []

    def busy(self, pattern: str, retry_after_s: float = 0.1, times: int = 1, chance: float = 0.0) -> Fault:
        """429 with the time to wait."""
        return self._add(Fault(pattern, "refuse", 429, retry_after_s, times, chance))

    def broken(self, pattern: str, status: int = 503, times: int = 1, chance: float = 0.0) -> Fault:
        return self._add(Fault(pattern, "refuse", status, 0.0, times, chance))

    def unanswered(self, pattern: str, times: int = 1, chance: float = 0.0) -> Fault:
        """Done, but the connection ends before the answer is out."""
        return self._add(Fault(pattern, "lose", times=times, chance=chance))

    def slow(self, pattern: str, seconds: float, times: int = 1, chance: float = 0.0) -> Fault:
        return self._add(Fault(pattern, "slow", 0, seconds, times, chance))

    def instead(self, pattern: str, action: Callable[[], Awaitable[object]]) -> Fault:
        """The next such request is not done: `action` is, such as killing who sent it."""
        return self._add(Fault(pattern, "before", action=action))

    def afterwards(self, pattern: str, action: Callable[[], Awaitable[object]]) -> Fault:
        """`action` comes once the next such request is done and before its answer is out."""
        return self._add(Fault(pattern, "after", action=action))

    def clear(self) -> None:
        self._standing.clear()

    def meet(self, request: str) -> list[Fault]:
        """What happens to this one."""
        met = [each for each in self._standing if re.search(each.pattern, request) and self._strikes(each)]
        for each in met:
            each.met += 1
        return met

    def _strikes(self, fault: Fault) -> bool:
        return self.dice.random() < fault.chance if fault.chance else fault.met < fault.times

    def _add(self, fault: Fault) -> Fault:
        self._standing.append(fault)
        return fault
