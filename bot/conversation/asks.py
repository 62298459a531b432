"""What people ask for: frozen values, free of any platform. `Ask` is who asks, where and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from articover.cover import Role
from bot.store.records import Interaction

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True)
class Ask:
    """Who asks, as the platform tells it. `name` is for display; `interaction.user_key` says who it is.

    `language` is what the platform says the person reads, None when it does not say.
    """

    interaction: Interaction
    name: str
    is_moderator: bool = False
    language: Language | None = None

    @property
    def user_key(self) -> str:
        return self.interaction.user_key

    @property
    def server_key(self) -> str:
        return self.interaction.server_key


@dataclass(frozen=True)
class Start:
    """A new book. `ratio` "" is the server's usual one; `engine` "" is the configured one; `seed` None is any."""

    title: str
    genre: str = ""
    synopsis: str = ""
    ratio: str = ""
    author: str = ""
    subtitle: str = ""
    series: str = ""
    requirements: str = ""
    engine: str = ""
    seed: int | None = None


@dataclass(frozen=True)
class ShowStart:
    """The form for a new book."""


@dataclass(frozen=True)
class OfBook:
    """Anything about one book."""

    session_id: int


@dataclass(frozen=True)
class ShowBrief(OfBook):
    """The form to change the brief, filled in with what is asked for now."""


@dataclass(frozen=True)
class ChangeBrief(OfBook):
    """Paint anew from changed words. None leaves a field as it is."""

    synopsis: str | None = None
    requirements: str | None = None
    genre: str | None = None
    mood: str | None = None
    palette: str | None = None


@dataclass(frozen=True)
class Regenerate(OfBook):
    """The same brief, another picture."""


@dataclass(frozen=True)
class Options(OfBook):
    """Four other pictures on one numbered sheet."""


@dataclass(frozen=True)
class ShowTitle(OfBook):
    """The form to change the words on the cover."""


@dataclass(frozen=True)
class EditTitle(OfBook):
    """Other words on the same picture. None leaves a text as it is, "" takes it off."""

    title: str | None = None
    subtitle: str | None = None
    author: str | None = None
    series: str | None = None


@dataclass(frozen=True)
class ShowLayers(OfBook):
    """Which text to style."""


@dataclass(frozen=True)
class ShowStyle(OfBook):
    """What can be changed about one text."""

    layer: Role = "title"


@dataclass(frozen=True)
class ShowColor(OfBook):
    """The form for a colour of one's own."""

    layer: Role = "title"


@dataclass(frozen=True)
class Style(OfBook):
    """One choice about one text. `size` steps up (1) or down (-1); the others are what typeset calls them."""

    layer: Role = "title"
    face: str = ""
    size: int = 0
    place: str = ""
    color: str = ""
    case: str = ""


@dataclass(frozen=True)
class ShowPicture(OfBook):
    """How to hand in a picture of one's own."""


@dataclass(frozen=True)
class ReplacePicture(OfBook):
    """A picture of one's own instead of the painted one, from a local file; `erase` takes letters out of it."""

    picture: Path = field(default_factory=Path)
    erase: bool = False


@dataclass(frozen=True)
class Upscale(OfBook):
    """Print files of the current version. `size` "" is the cover's own trim; `bleed_in` in inches."""

    size: str = ""
    dpi: int = 300
    bleed_in: str = "0.125"


@dataclass(frozen=True)
class Formats(OfBook):
    """The current version as e-book, paperback, square and banner."""


@dataclass(frozen=True)
class ShowNext(OfBook):
    """The form for the next book of the series."""


@dataclass(frozen=True)
class NextInSeries(OfBook):
    """A new book that looks like this one. `series` "" counts this book's series on."""

    title: str = ""
    synopsis: str = ""
    series: str = ""


@dataclass(frozen=True)
class History(OfBook):
    """All versions of the book."""


@dataclass(frozen=True)
class GoBack(OfBook):
    """Make version `number` the current one again."""

    number: int = 0


@dataclass(frozen=True)
class ShowBook(OfBook):
    """The book's current version and what can be done with it."""


@dataclass(frozen=True)
class Delete(OfBook):
    """Delete the book with everything in it, once `confirmed`."""

    confirmed: bool = False


@dataclass(frozen=True)
class Report(OfBook):
    """Somebody thinks the current version should not be here."""

    reason: str = ""


@dataclass(frozen=True)
class ShowReport(OfBook):
    """The form for a report."""


@dataclass(frozen=True)
class Cancel(OfBook):
    """End what is under way for the book."""


@dataclass(frozen=True)
class Books:
    """My books."""


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
class Settings:
    """The server's settings; `changes` sets some, "" takes one back to the default."""

    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Block:
    """Block a user or word on this server, or lift that."""

    kind: Literal["user", "word"]
    value: str
    reason: str = ""
    lift: bool = False


@dataclass(frozen=True)
class Blocks:
    """What is blocked on this server."""


@dataclass(frozen=True)
class Reports:
    """The server's open reports."""


@dataclass(frozen=True)
class ResolveReport:
    """Close a report."""

    report_id: int


@dataclass(frozen=True)
class Help:
    """What can be asked."""


Request = (
    Start
    | ShowStart
    | ShowBrief
    | ChangeBrief
    | Regenerate
    | Options
    | ShowTitle
    | EditTitle
    | ShowLayers
    | ShowStyle
    | ShowColor
    | Style
    | ShowPicture
    | ReplacePicture
    | Upscale
    | Formats
    | ShowNext
    | NextInSeries
    | History
    | GoBack
    | ShowBook
    | Delete
    | Report
    | ShowReport
    | Cancel
    | Books
    | Queue
    | ForgetMe
    | ExportMe
    | Settings
    | Block
    | Blocks
    | Reports
    | ResolveReport
    | Help
)
