"""Clocks, passed as arguments so that a test can make them jump.

Wall time is only shown or compared with times of a platform (token expiry). Order comes from row ids and durations from
the monotonic clock, so a jump of the wall clock loses and doubles nothing. `ReferenceClock` corrects a wrong wall clock
by the platform's time.
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
        """Seconds since an arbitrary moment; never decreases."""
        ...


class SystemClock:
    def now(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()


CORRECTED_FROM_S = 10.0
"""Smaller errors are not corrected: they neither expire a token nor miss a message."""
_OBSERVATIONS = 32


class ReferenceClock:
    """The system's clock, corrected by the time of a chat.

    The chat's time is stored as an offset to a clock that never jumps, so a jump of the system's clock is noticed at
    once and has no effect.
    """

    def __init__(self, system: Clock | None = None) -> None:
        self._system = system or SystemClock()
        self._by_id: deque[float] = deque(maxlen=_OBSERVATIONS)
        self._by_header: deque[float] = deque(maxlen=_OBSERVATIONS)

    def now(self) -> float:
        """The chat's time if it differs from the system's by 10 s or more, else the system's."""
        now, ahead_s = self._system.now(), self.ahead_s()
        return now - ahead_s if abs(ahead_s) >= CORRECTED_FROM_S else now

    def monotonic(self) -> float:
        return self._system.monotonic()

    def ahead_s(self) -> float:
        """How far the system's clock is ahead of the chat's, in seconds; 0 before the first observation."""
        # Each observation is late by its transport time, so the latest of the times is the most accurate.
        known = self._by_id or self._by_header
        return self._system.now() - (max(known) + _since_boot_s()) if known else 0.0

    def observe_id(self, theirs_s: float) -> None:
        """Record the time in the id of an event that has just happened. Tokens expire by this time, so it takes
        precedence over headers."""
        self._by_id.append(theirs_s - _since_boot_s())

    def observe_header(self, theirs_s: float) -> None:
        """Record the time in the Date header of a response that has just arrived; it may be a proxy's."""
        self._by_header.append(theirs_s - _since_boot_s())


def _since_boot_s() -> float:
    """A clock that never jumps and, where the system has one, also counts while the machine sleeps."""
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
