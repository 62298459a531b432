"""The bot's own branch of `articover.errors`: messages are one sentence that tells its reader what to do.

RequestError
├── LimitError          somebody asked for more than the limits allow
├── NotFoundError       a session, version or job that is not there
└── BackupError         a backup that cannot be made or put back as asked
StorageError
├── BusyError           another process holds the data folder or the database
├── DatabaseError       the database is damaged, foreign, or newer than this program
├── BlobMissingError    a picture that a version needs is not in the data folder
└── SpaceError          less space is free than the floor allows
EngineError
└── WorkerCrashed       the worker process died or hung while it worked
"""

from __future__ import annotations

from articover.errors import EngineError, RequestError, StorageError


class LimitError(RequestError):
    """A limit for a user or server is reached; nothing was queued."""


class NotFoundError(RequestError):
    """The session, version or job is not there, or is deleted."""


class BackupError(RequestError):
    """A backup cannot be made or put back as asked; nothing was changed."""


class BusyError(StorageError):
    """Another process holds the data folder or the database."""


class DatabaseError(StorageError):
    """The database is damaged, not ours, or written by a newer version; it was not changed."""


class BlobMissingError(StorageError):
    """A file that a version needs is not in the data folder; the version was not committed."""


class SpaceError(StorageError):
    """Less space is free than the floor allows; nothing was queued."""


class WorkerCrashed(EngineError):  # noqa: N818 -- says what happened, to the worker
    """The worker process died, hung or was killed while it worked."""
