"""What is asked about no book in particular: mine, pictures by themselves, polls, forms to mend."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Books:
    """My books, the newest first: a page of them (1 ..), of those whose title holds every word of `find`."""

    page: int = 1
    find: str = ""


@dataclass(frozen=True)
class Queue:
    """What is under way: mine with its place, and how many in all."""


@dataclass(frozen=True)
class ForgetMe:
    """Delete everything about me, once `confirmed`."""

    confirmed: bool = False


@dataclass(frozen=True)
class ExportMe:
    """A copy of everything about me."""


@dataclass(frozen=True)
class ShowFix:
    """The form of a refused request again, with everything still filled in."""

    draft_id: int


@dataclass(frozen=True)
class Vote:
    """My choice (1 ..) in a poll; a later one takes its place."""

    poll_id: int
    choice: int


@dataclass(frozen=True)
class ClosePoll:
    """End a poll and say its result."""

    poll_id: int


@dataclass(frozen=True)
class RemoveText:
    """A picture (a local file, copied before the answer comes) without the letters in it.

    `name` is what people call it, "" for the file's own.
    """

    picture: Path = field(default_factory=Path)
    private: bool = False
    name: str = ""


@dataclass(frozen=True)
class EditText:
    """A picture with a word in it changed, in its own style."""

    picture: Path = field(default_factory=Path)
    find: str = ""
    replace: str = ""
    private: bool = False
    name: str = ""


@dataclass(frozen=True)
class UpscalePicture:
    """A picture enlarged for print, by itself. `size` "" keeps its shape at four times its pixels at most."""

    picture: Path = field(default_factory=Path)
    size: str = ""
    dpi: int = 300
    private: bool = False
    name: str = ""


@dataclass(frozen=True)
class Help:
    """What can be asked."""
