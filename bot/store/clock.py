"""Time, handed in so that a test can make it jump.

Wall time is only ever shown, or compared with what a platform says (token expiry); order comes from row
ids and durations from the monotonic clock, so a jump of the wall clock loses and doubles nothing.
"""

from __future__ import annotations

import time
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


def utc_day(now: float) -> str:
    """The UTC date of `now`, as "2026-01-31"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d")


def utc_date_time(now: float) -> str:
    """The UTC time of `now` for people, as "2026-01-31 12:00 UTC"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC")


def utc_stamp(now: float) -> str:
    """The UTC time of `now` in a form that suits file names, as "20260131T120000Z"."""
    return datetime.fromtimestamp(now, UTC).strftime("%Y%m%dT%H%M%SZ")
