"""The one tree of errors. Each has a code; its sentence, in every language, tells its reader what to do.

ArtiCoverError              anything that we raise on purpose; exit code 1
├── RequestError            the request is wrong; exit code 2
│   ├── TextError           a title or other text that cannot be set
│   ├── RatioError          a ratio, trim or print size that cannot be made
│   ├── PictureError        a picture that cannot be read or is too big
│   ├── SceneError          a scene that somebody wrote, or wants changed, cannot be painted
│   └── CoverFolderError    a cover folder that cannot be read
├── MissingError            an engine, weight or font is missing; exit code 3
│   └── WeightError         a weight file is missing, unreadable or not the pinned one
├── StorageError            the disk is full, read-only or not ours; exit code 1
├── EngineError             an engine failed while it worked; exit code 1
└── Cancelled               the user asked to stop; exit code 130
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articover.facts import Argument, Fact


_KEY = "sentence-"
"""Begins the key of an error's sentence."""


def code_of(fact: Fact) -> str:
    """The code of the error that `fact` tells of, "" when it has none."""
    return fact.code.removeprefix(_KEY)


class ArtiCoverError(Exception):
    """Base of every error raised on purpose. `exit_code` is what the command line returns.

    `code` names its sentence in every language ("sentence-CODE" in `errors.ftl` of `articover/locales`), which
    `arguments` fill. An error without a code has an English `sentence`, for the log or the terminal of its owner.
    """

    exit_code = 1

    def __init__(self, code: str = "", /, *, sentence: str = "", **arguments: Argument) -> None:
        super().__init__(code or sentence)
        self.code, self.sentence, self.arguments = code, sentence, arguments

    @property
    def fact(self) -> Fact:
        """What went wrong, to be put into words by `articover.locales.text`."""
        from articover.facts import Fact  # only where something went wrong

        return Fact(f"{_KEY}{self.code}" if self.code else "", dict(self.arguments), self.sentence)

    def __str__(self) -> str:
        """The English sentence; the code, where there is no sentence or its arguments are others."""
        from articover.locales import text

        fact = self.fact
        try:
            said = text(fact)
        except ValueError:
            return self.code
        return self.code if self.code and said == fact.code else said


class RequestError(ArtiCoverError):
    """The request itself is wrong; nothing was written."""

    exit_code = 2


class TextError(RequestError):
    """A text is empty, too long, holds control characters, or no installed font covers it."""


class RatioError(RequestError):
    """A ratio, trim or print size is not understood or cannot be made."""


class PictureError(RequestError):
    """A picture is truncated, of an unknown format, or too large."""


class SceneError(RequestError):
    """A scene that somebody wrote is wrong, or a picture cannot be changed as somebody wants."""


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
