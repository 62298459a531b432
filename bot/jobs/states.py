"""The values of a job, and its state machine as a table."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot import quotas
from bot.store.records import File, Interaction, Json, NewVersion

MAX_CRASHES = 1
"""How often a job is tried again after its worker died; a second crash is probably the job's fault."""

MAX_RECOVERIES = 10
"""How often a job is queued again after the bot died while it ran; after that the job is assumed to be the cause."""


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
"""The whole state machine; there are no other transitions, and a trigger of the table `jobs` keeps ended jobs ended."""

ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED})


@dataclass(frozen=True)
class Limits:
    """The limits for a user, a server and the whole bot. None means no limit."""

    user_open: int | None = quotas.USER_OPEN
    user_running: int | None = quotas.USER_RUNNING
    user_per_day: int | None = quotas.USER_PER_DAY
    server_open: int | None = quotas.SERVER_OPEN
    total_open: int | None = quotas.TOTAL_OPEN
    floor_bytes: int = quotas.FREE_SPACE_FLOOR_MB << 20


@dataclass(frozen=True)
class JobRequest:
    """A command to accept. `session` is the id of an existing book, or the brief of a new one.

    `needs_space` is False for jobs that are allowed below the free-space floor (new type on an old picture). `private`
    applies to a new book. `limits` are the server's limits, which can only be lower than the queue's.
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
    """A row of the queue. A result is accepted only for the current `attempt`.

    `batch` are the ids of the jobs started together, including this one, whose pictures are painted in one call; it is
    not stored.
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
        """The outbox lane: messages about one book are sent in order."""
        return f"session:{self.session_id}"


@dataclass(frozen=True)
class Accepted:
    """The job of a command and its place in the queue: 1 is next, 0 means that it no longer waits.

    `repeated` means that the platform delivered the same interaction again.
    """

    job: Job
    place: int
    repeated: bool = False


@dataclass(frozen=True)
class Outcome:
    """The result of a job: versions in order, print files by version id, and the body of the message about it.

    `own_prints` are print files of the last new version.
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
    """The limit as a number, very large for None."""
    return 1 << 62 if limit is None else limit
