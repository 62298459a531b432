"""The values that the store takes and returns: frozen, independent of SQL and of platforms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Interaction:
    """A command or button press as the platform sent it: the user, the place, and the data needed to answer it.

    `interaction_id` is the platform's id and is unique. `token_expires_at` is in seconds since 1970; 0 for platforms
    without tokens. `user_key` and `server_key` are "platform:id"; a direct message has server_key "".
    """

    platform: str
    interaction_id: str
    user_key: str
    server_key: str
    channel_id: str
    token: str = field(default="", repr=False)
    token_expires_at: float = 0.0


@dataclass(frozen=True)
class Session:
    """One book. `brief` is the current request; `current_version_id` is the version shown, None before the first.

    A `private` book is shown to its owner only.
    """

    session_id: int
    platform: str
    server_key: str
    channel_id: str
    user_key: str
    brief: Json
    current_version_id: int | None
    created_at: float
    private: bool = False

    @classmethod
    def of(cls, row: sqlite3.Row) -> Session:
        return cls(
            row["session_id"],
            row["platform"],
            row["server_key"],
            row["channel_id"],
            row["user_key"],
            json.loads(row["brief"]),
            row["current_version_id"],
            row["created_at"],
            bool(row["private"]),
        )


@dataclass(frozen=True)
class File:
    """A named blob: `name` is unique within its version or job ("cover.json"), `size` is in bytes."""

    name: str
    sha256: str
    size: int
    evicted: bool = False


@dataclass(frozen=True)
class Version:
    """One picture of a session; never changed. `number` counts 1, 2, 3 ... within the session."""

    version_id: int
    session_id: int
    number: int
    parent_id: int | None
    action: str
    data: Json
    job_id: int
    created_at: float
    files: tuple[File, ...] = ()
    print_files: tuple[File, ...] = ()


@dataclass(frozen=True)
class NewVersion:
    """A version to commit with its job. Its files are already in the blob folder."""

    action: str
    files: tuple[File, ...]
    data: Json = field(default_factory=dict)
    parent_id: int | None = None


def dump(value: Json) -> str:
    """JSON text for a column; non-ASCII text is kept readable."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
