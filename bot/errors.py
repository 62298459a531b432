"""The bot's errors, subclasses of `articover.errors`. Each message is one sentence that says what to do.

RequestError
├── LimitError          a limit for a user or server is reached
├── NotFoundError       the session, version or job does not exist
└── BackupError         a backup cannot be made or restored as requested
StorageError
├── BusyError           another process uses the data folder or the database
├── DatabaseError       the database is damaged, belongs to another program, or is newer than this one
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
    """The session, version or job does not exist or was deleted."""


class BackupError(RequestError):
    """A backup cannot be made or restored as requested; nothing was changed."""


class BusyError(StorageError):
    """Another process uses the data folder or the database."""


class DatabaseError(StorageError):
    """The database is damaged, belongs to another program or to a newer version; it was not changed."""


class BlobMissingError(StorageError):
    """A file that a version needs is not in the data folder; the version was not committed."""


class SpaceError(StorageError):
    """Less space is free than the floor allows; nothing was queued."""


class WorkerCrashed(EngineError):  # noqa: N818 -- names the event
    """The worker process died, hung or was killed while it worked."""
