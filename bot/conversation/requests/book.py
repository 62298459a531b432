"""What is asked for a new book or about one."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from articover.cover import Role


@dataclass(frozen=True)
class Start:
    """A new book. `ratio` "" is the server's usual one; `engine` "" is the configured one; `seed` None is any.

    `options` pictures (1..4) are painted, more than one on a numbered sheet. `picture` is a local file used
    instead of painting; it is copied before the answer comes. `private` books are shown to their owner only.
    `draft_id` names a refused request: what a form cannot hold is taken from there.
    """

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
    options: int = 1
    picture: Path | None = None
    private: bool = False
    draft_id: int = 0


@dataclass(frozen=True)
class ShowStart:
    """The form for a new book."""


@dataclass(frozen=True)
class OfBook:
    """Anything about one book."""

    session_id: int


@dataclass(frozen=True)
class ShowBrief(OfBook):
    """The form to change the brief, filled in with what is asked for now, or what the job `job_id` asked for."""

    job_id: int = 0


@dataclass(frozen=True)
class ChangeBrief(OfBook):
    """Paint anew from changed words. None leaves a field as it is."""

    synopsis: str | None = None
    requirements: str | None = None
    genre: str | None = None
    mood: str | None = None
    palette: str | None = None


@dataclass(frozen=True)
class ShowUnderstood(OfBook):
    """What was read from the brief of the current version."""


@dataclass(frozen=True)
class ShowReread(OfBook):
    """The form to strike and add things, filled in as `ShowBrief` is."""

    job_id: int = 0


@dataclass(frozen=True)
class Reread(OfBook):
    """Paint anew with things struck or added, each with commas between. None leaves them as they are."""

    additions: str | None = None
    strikes: str | None = None


@dataclass(frozen=True)
class Regenerate(OfBook):
    """The same brief, another picture."""


@dataclass(frozen=True)
class Options(OfBook):
    """Four other pictures on one numbered sheet."""


@dataclass(frozen=True)
class ShowTitle(OfBook):
    """The form to change the words on the cover, filled in as `ShowBrief` is."""

    job_id: int = 0


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
    """All versions of the book, the newest page (1) first."""

    page: int = 1


@dataclass(frozen=True)
class StepVersion(OfBook):
    """One version back (-1) or forward (1) of the current one, by number."""

    step: int = -1


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
class ShowCompare(OfBook):
    """The form that asks which versions the server should choose between."""


@dataclass(frozen=True)
class Compare(OfBook):
    """Ask the server: a poll of 2 to 4 versions, shown as a shop shows them. `numbers` "" is the newest ones."""

    numbers: str = ""
