"""The one tree of errors. Every message is one sentence that tells its reader what to do.

ArtiCoverError              anything that we raise on purpose; exit code 1
├── RequestError            the request is wrong; exit code 2
│   ├── TextError           a title or other text that cannot be set
│   ├── RatioError          a ratio, trim or print size that cannot be made
│   ├── PictureError        a picture that cannot be read or is too big
│   └── CoverFolderError    a cover folder that cannot be read
├── MissingError            an engine, weight or font is missing; exit code 3
│   └── WeightError         a weight file is missing, unreadable or not the pinned one
├── StorageError            the disk is full, read-only or not ours; exit code 1
├── EngineError             an engine failed while it worked; exit code 1
└── Cancelled               the user asked to stop; exit code 130
"""

from __future__ import annotations


class ArtiCoverError(Exception):
    """Base of every error raised on purpose. `exit_code` is what the command line returns.

    `sentence` with a `code` is a template that `arguments` fill ("The {field} must be on one line.");
    other languages have a sentence for each code, which takes the same arguments.
    Without a code it is taken as it is.
    """

    exit_code = 1

    def __init__(self, sentence: str = "", code: str = "", **arguments: str | int) -> None:
        super().__init__(sentence.format(**arguments) if code else sentence)
        self.code = code
        self.arguments: dict[str, str | int] = arguments


class RequestError(ArtiCoverError):
    """The request itself is wrong; nothing was written."""

    exit_code = 2


class TextError(RequestError):
    """A text is empty, too long, holds control characters, or no installed font covers it."""


class RatioError(RequestError):
    """A ratio, trim or print size is not understood or cannot be made."""


class PictureError(RequestError):
    """A picture is truncated, of an unknown format, or too large."""


class CoverFolderError(RequestError):
    """A cover folder is absent, damaged, or written by a newer version."""


class MissingError(ArtiCoverError):
    """An engine, weight, font or package is missing; the message says how to get it."""

    exit_code = 3


class WeightError(MissingError):
    """A weight file is absent, unreadable, or its SHA-256 is not the pinned one."""


class StorageError(ArtiCoverError):
    """A file could not be written: disk full, read-only, or not permitted."""


class EngineError(ArtiCoverError):
    """An engine failed while it worked."""


class Cancelled(ArtiCoverError):  # noqa: N818 -- not a fault, so not an "Error"
    """The run was cancelled between two steps; nothing was written."""

    exit_code = 130
