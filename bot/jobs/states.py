"""What a job is and how it may change: values, and the state machine as a table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot import quotas
from bot.store.records import File, Interaction, Json, NewVersion

MAX_CRASHES = 1
"""How often a job is tried again after the worker died under it; twice is not bad luck."""

MAX_RECOVERIES = 10
"""How often a job is taken up again after the whole bot died under it, before the job is held to be the cause."""


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Event(StrEnum):
    START = "start"
    FINISH = "finish"
    FAIL = "fail"
    HAND_BACK = "hand back"
    CANCEL = "cancel"


TRANSITIONS: Mapping[tuple[State, Event], State] = {
    (State.QUEUED, Event.START): State.RUNNING,
    (State.QUEUED, Event.CANCEL): State.CANCELLED,
    (State.RUNNING, Event.FINISH): State.DONE,
    (State.RUNNING, Event.FAIL): State.FAILED,
    (State.RUNNING, Event.HAND_BACK): State.QUEUED,
    (State.RUNNING, Event.CANCEL): State.CANCELLED,
}
"""The whole state machine; a pair that is not here does not happen (the table `jobs` refuses it, too)."""

ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})


@dataclass(frozen=True)
class Limits:
    """How much one user or server may have. None is no limit."""

    user_open: int | None = quotas.USER_OPEN
    user_running: int | None = quotas.USER_RUNNING
    user_per_day: int | None = quotas.USER_PER_DAY
    server_open: int | None = quotas.SERVER_OPEN
    total_open: int | None = quotas.TOTAL_OPEN
    floor_bytes: int = quotas.FREE_SPACE_FLOOR_MB << 20


@dataclass(frozen=True)
class Request:
    """A command to be accepted. `session` is an existing book's id, or the brief of a new one.

    `needs_space` is False for what goes on below the free-space floor (new type on an old picture). `private`
    is of a new book. `limits` are this server's own, which may only be narrower than the queue's.
    """

    interaction: Interaction
    kind: str
    session: int | Json
    payload: Json = field(default_factory=dict)
    parent_id: int | None = None
    files: tuple[File, ...] = ()
    needs_space: bool = True
    private: bool = False
    limits: Limits | None = None


@dataclass(frozen=True)
class Job:
    """A row of the queue. `attempt` must be handed back with its result.

    `batch` are the jobs started with it, itself included, whose pictures are painted in one call; it is not stored.
    """

    job_id: int
    session_id: int
    user_key: str
    server_key: str
    platform: str
    interaction_id: str
    kind: str
    payload: Json
    parent_id: int | None
    state: State
    attempt: int
    crashes: int
    error: str | None
    batch: tuple[int, ...] = ()

    @property
    def lane(self) -> str:
        """Messages about one book are said in order."""
        return f"session:{self.session_id}"


@dataclass(frozen=True)
class Accepted:
    """The job of a command and its place in the queue: 1 is next, 0 is no longer waiting.

    `repeated` when the platform delivered the same interaction again.
    """

    job: Job
    place: int
    repeated: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a finished job leaves: versions in order, print files by version id, and what to say.

    `own_prints` are print files of the last of its new versions.
    """

    say: Json
    versions: tuple[NewVersion, ...] = ()
    prints: Mapping[int, Sequence[File]] = field(default_factory=dict)
    work_s: float = 0.0
    own_prints: Sequence[File] = ()


def job_of(row: sqlite3.Row) -> Job:
    """The job in a row of the table `jobs`."""
    return Job(
        row["job_id"],
        row["session_id"],
        row["user_key"],
        row["server_key"],
        row["platform"],
        row["interaction_id"],
        row["kind"],
        json.loads(row["payload"]),
        row["parent_id"],
        State(row["state"]),
        row["attempt"],
        row["crashes"],
        row["error"],
    )


def or_huge(limit: int | None) -> int:
    """A limit as a number."""
    return 1 << 62 if limit is None else limit
