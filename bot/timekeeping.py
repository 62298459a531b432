"""Compare this machine's clock with the chat's; report differences to the owner and in `check`."""

from __future__ import annotations

import asyncio
import logging
import urllib.error
import urllib.request
from datetime import datetime
from email.utils import parsedate_to_datetime

from articover.errors import StorageError
from bot.config import Discord
from bot.outbox import OutboxMessage, Target, enqueue
from bot.store import Store
from bot.store.check import Finding
from bot.store.clock import ReferenceClock, SystemClock, utc_day

log = logging.getLogger(__name__)

LOOK_S = 10.0
TOLD_FROM_S = 60.0
"""Clocks that are set by NTP differ by much less."""
_CHECK_TIMEOUT_S = 5.0
_API = "https://discord.com/api/v10"


def clock_state(ahead_s: float) -> str:
    """ "ok", or the error of the clock, such as "20 min ahead"."""
    if abs(ahead_s) < TOLD_FROM_S:
        return "ok"
    return f"{_minutes(ahead_s)} min {'ahead' if ahead_s > 0 else 'behind'}"


async def watch(clock: ReferenceClock, store: Store, owner: Target | None) -> None:
    """Report a clock that is wrong by a minute or more to the log and the owner, once a day, until cancelled."""
    told = ""
    while True:
        await asyncio.sleep(LOOK_S)
        state, day = clock_state(clock.ahead_s()), utc_day(clock.now())
        if state == "ok":
            told = ""
        elif told != day:
            log.error("This machine's clock is %s of the chat's: set it. The chat's time is used until then.", state)
            try:
                await _tell(store, owner, clock)
            except StorageError as error:
                log.error("The owner could not be told that the clock is wrong: %s", error)
                continue
            told = day


async def _tell(store: Store, owner: Target | None, clock: ReferenceClock) -> None:
    if owner is None:
        return
    now, ahead_s = clock.now(), clock.ahead_s()
    body = {"say": "clock-off", "minutes": _minutes(ahead_s), "way": "ahead" if ahead_s > 0 else "behind"}
    async with store.db.transaction() as tx:
        await enqueue(tx, OutboxMessage(f"clock:{utc_day(now)}", "owner", owner, body), now)
    store.notifier.notify()


def check_clock(settings: Discord) -> Finding | None:
    """Compare the clock with the Date header of Discord's API; None without a token. Blocks on the network."""
    if not settings.enabled or not settings.token:
        return None
    there = _date_of(f"{settings.api_url.rstrip('/') or _API}/gateway")
    if there is None:
        return Finding(True, "Discord could not be reached, so the clock was not compared with Discord's.")
    state = clock_state(SystemClock().now() - there.timestamp())
    if state == "ok":
        return Finding(True, "The clock agrees with Discord's.")
    return Finding(False, f"The clock of this machine is {state} of Discord's: set it, preferably by NTP.")


def _date_of(url: str) -> datetime | None:
    """The Date header of the response, whatever its status; None if there is none."""
    try:
        with urllib.request.urlopen(url, timeout=_CHECK_TIMEOUT_S) as answer:
            headers = answer.headers
    except urllib.error.HTTPError as refused:
        headers = refused.headers
    except (OSError, ValueError):
        return None
    try:
        return parsedate_to_datetime(headers["Date"])
    except (TypeError, ValueError):
        return None


def _minutes(ahead_s: float) -> int:
    return max(1, round(abs(ahead_s) / 60))
