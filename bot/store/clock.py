"""Time, handed in so that a test can make it jump.

Wall time is only ever shown, or compared with what a platform says (token expiry); order comes from row
ids and durations from the monotonic clock, so a jump of the wall clock loses and doubles nothing. A wall clock that is
wrong is corrected by what the platform says the time is (`ReferenceClock`).
"""

from __future__ import annotations

import time
from collections import deque
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> float:
        """Seconds since 1970-01-01 UTC; may jump either way."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        ...


class SystemClock:
    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()


CORRECTED_FROM_S = 10.0
"""A clock that is wrong by less is left as it is: no token ends and no message is missed by so little."""
_OBSERVATIONS = 32


class ReferenceClock:
    """The system's clock, corrected by what a chat says the time is.

    The chat's time is kept as an offset to a clock that never jumps, so a jump of the system's clock while the bot runs
    is noticed at once, and changes nothing.
    """

    def __init__(self, system: Clock | None = None) -> None:
        self._system = system or SystemClock()
        self._by_id: deque[float] = deque(maxlen=_OBSERVATIONS)
        self._by_header: deque[float] = deque(maxlen=_OBSERVATIONS)

    def now(self) -> float:
        """The chat's time where the system's differs by 10 s or more, else the system's."""
        now, ahead_s = self._system.now(), self.ahead_s()
        return now - ahead_s if abs(ahead_s) >= CORRECTED_FROM_S else now

    def monotonic(self) -> float:
        return self._system.monotonic()

    def ahead_s(self) -> float:
        """By how much the system's clock is ahead of the chat's, in seconds; 0 before anything was observed."""
        # Whatever was observed was on its way for a while, so the latest of the times is the right one.
        known = self._by_id or self._by_header
        return self._system.now() - (max(known) + _since_boot_s()) if known else 0.0

    def observe_id(self, theirs_s: float) -> None:
        """The time in the id of something that has just happened there. It is the time by which tokens end, and counts
        before any header."""
        self._by_id.append(theirs_s - _since_boot_s())

    def observe_header(self, theirs_s: float) -> None:
        """The time in the Date header of an answer that has just come; a proxy may have put its own there."""
        self._by_header.append(theirs_s - _since_boot_s())


def _since_boot_s() -> float:
    """A clock that never jumps, and goes on while the machine sleeps where the system has such a one."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


def utc_day(now: float) -> str:
    """The UTC date of `now`, as "2026-01-31"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")


def utc_date_time(now: float) -> str:
    """The UTC time of `now` for people, as "2026-01-31 12:00 UTC"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC")


def utc_stamp(now: float) -> str:
    """The UTC time of `now` in a form that suits file names, as "20260131T120000Z"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
