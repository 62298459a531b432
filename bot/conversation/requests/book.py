"""What is asked for a new book or about one. The order is that of the buttons below a cover."""

from __future__ import annotations

from pathlib import Path

from articover.cover import Role
from articover.limits import MAX_CHARS
from bot.conversation.requests.actions import (
    ANYBODY,
    ANYBODY_ANYWHERE,
    BOOK,
    OWN_BOOK_AWAY,
    OWN_JOB_AWAY,
    PATH_CHARS,
    PICTURE_TOO,
    Action,
    ButtonRow,
    Input,
    OfBook,
    Request,
)

_LOOK_CHARS = 200
_GENRE = Input("genre", MAX_CHARS["genre"])
_SYNOPSIS = Input("synopsis", MAX_CHARS["synopsis"], long=True)
_AUTHOR, _SERIES = (Input(name, MAX_CHARS[name]) for name in ("author", "series"))
_REQUIREMENTS = Input("requirements", MAX_CHARS["requirements"] - 2 * _LOOK_CHARS - 100, long=True)
"""Requirements, mood and palette become one text with words between, which has to fit the requirements of a brief."""
_PICTURE = Input("picture", PATH_CHARS, required=True)


@Action(
    ANYBODY,
    kept=True,
    prose=True,
    word="cover",
    typed=("title", "genre", "synopsis", "ratio", "author", "subtitle", "series"),
    inputs=(
        Input("title", MAX_CHARS["title"], required=True),
        _GENRE,
        _SYNOPSIS,
        Input("ratio", 40),
        _AUTHOR,
        Input("subtitle", MAX_CHARS["subtitle"]),
        _SERIES,
        _REQUIREMENTS,
        Input("picture", PATH_CHARS, label="field-picture-or-none"),
    ),
)
class Start(Request, frozen=True, tag="start"):
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


@Action(ANYBODY, opens=Start)
class ShowStart(Request, frozen=True, tag="new"):
    """The form for a new book."""


@Action(BOOK, label="button-regenerate", style="main", on=(ButtonRow.COVER,), word="again")
class Regenerate(OfBook, frozen=True, tag="again"):
    """The same brief, another picture."""


@Action(
    BOOK,
    kept=True,
    prose=True,
    inputs=(_SYNOPSIS, _REQUIREMENTS, _GENRE, Input("mood", _LOOK_CHARS), Input("palette", _LOOK_CHARS)),
)
class ChangeBrief(OfBook, frozen=True, tag="brief"):
    """Paint anew from changed words. None leaves a field as it is."""

    synopsis: str | None = None
    requirements: str | None = None
    genre: str | None = None
    mood: str | None = None
    palette: str | None = None


@Action(BOOK, label="button-brief", on=(ButtonRow.COVER, ButtonRow.OPTIONS), opens=ChangeBrief, word="brief")
class ShowBrief(OfBook, frozen=True, tag="ask-brief"):
    """The form to change the brief, filled in with what is asked for now, or what the job `job_id` asked for."""

    job_id: int = 0


@Action(BOOK, label="button-read", on=(ButtonRow.COVER,), private=True, word="read")
class ShowUnderstood(OfBook, frozen=True, tag="read"):
    """What was read from the brief of the current version."""


@Action(BOOK, kept=True, prose=True, inputs=tuple(Input(name, MAX_CHARS[name]) for name in ("additions", "strikes")))
class Reread(OfBook, frozen=True, tag="reread"):
    """Paint anew with things struck or added, each with commas between. None leaves them as they are."""

    additions: str | None = None
    strikes: str | None = None


@Action(BOOK, label="button-reread", style="main", opens=Reread)
class ShowReread(OfBook, frozen=True, tag="ask-reread"):
    """The form to strike and add things, filled in as `ShowBrief` is."""

    job_id: int = 0


@Action(
    BOOK,
    kept=True,
    prose=True,
    word="title",
    typed=("title",),
    inputs=(
        Input("title", MAX_CHARS["title"], long=True, required=True),
        Input("subtitle", MAX_CHARS["subtitle"]),
        _AUTHOR,
        _SERIES,
    ),
)
class EditTitle(OfBook, frozen=True, tag="title"):
    """Other words on the same picture. None leaves a text as it is, "" takes it off."""

    title: str | None = None
    subtitle: str | None = None
    author: str | None = None
    series: str | None = None


@Action(BOOK, label="button-title", on=(ButtonRow.COVER, ButtonRow.PRINTED), opens=EditTitle)
class ShowTitle(OfBook, frozen=True, tag="ask-title"):
    """The form to change the words on the cover, filled in as `ShowBrief` is."""

    job_id: int = 0


@Action(BOOK, label="button-style", on=(ButtonRow.COVER,))
class ShowLayers(OfBook, frozen=True, tag="layers"):
    """Which text to style."""


@Action(BOOK)
class ShowStyle(OfBook, frozen=True, tag="ask-style"):
    """What can be changed about one text."""

    layer: Role = "title"


@Action(BOOK, kept=True, inputs=(Input("color", 20, required=True),))
class Style(OfBook, frozen=True, tag="style"):
    """One choice about one text. `size` steps up (1) or down (-1); the others are what typeset calls them."""

    layer: Role = "title"
    face: str = ""
    size: int = 0
    place: str = ""
    color: str = ""
    case: str = ""


@Action(BOOK, opens=Style)
class ShowColor(OfBook, frozen=True, tag="ask-color"):
    """The form for a colour of one's own."""

    layer: Role = "title"


@Action(BOOK, label="button-options", on=(ButtonRow.COVER,), word="options")
class Options(OfBook, frozen=True, tag="options"):
    """Four other pictures on one numbered sheet."""


@Action(
    BOOK,
    label="button-print",
    style="main",
    on=(ButtonRow.COVER, ButtonRow.PRINTED),
    word="print",
    typed=("size",),
)
class Upscale(OfBook, frozen=True, tag="print"):
    """Print files of the current version. `size` "" is the cover's own trim; `bleed_in` in inches."""

    size: str = ""
    dpi: int = 300
    bleed_in: str = "0.125"


@Action(BOOK, label="button-formats", on=(ButtonRow.COVER, ButtonRow.PRINTED), word="formats")
class Formats(OfBook, frozen=True, tag="formats"):
    """The current version as e-book, paperback, square and banner."""


@Action(BOOK, label="button-download", on=(ButtonRow.COVER,), private=True, repeatable=True, word="download")
class Download(OfBook, frozen=True, tag="download"):
    """The cover of the current version as a JPEG of full size."""


@Action(BOOK, kept=True, word="picture", typed=("picture",), inputs=(_PICTURE,))
class ReplacePicture(OfBook, frozen=True, tag="picture"):
    """A picture of one's own instead of the painted one, from a local file; `erase` takes letters out of it."""

    picture: Path = Path()
    erase: bool = False


@Action(PICTURE_TOO, label="button-picture", on=(ButtonRow.COVER,), opens=ReplacePicture)
class ShowPicture(OfBook, frozen=True, tag="ask-picture"):
    """How to hand in a picture of one's own."""


@Action(
    BOOK,
    kept=True,
    prose=True,
    inputs=(Input("title", MAX_CHARS["title"], required=True), _SYNOPSIS, _SERIES),
)
class NextInSeries(OfBook, frozen=True, tag="next"):
    """A new book that looks like this one. `series` "" counts this book's series on."""

    title: str = ""
    synopsis: str = ""
    series: str = ""


@Action(BOOK, label="button-next", on=(ButtonRow.COVER, ButtonRow.PRINTED), opens=NextInSeries, word="next")
class ShowNext(OfBook, frozen=True, tag="ask-next"):
    """The form for the next book of the series."""


@Action(BOOK, kept=True, word="poll", typed=("numbers",), inputs=(Input("numbers", 40, required=True),))
class Compare(OfBook, frozen=True, tag="compare"):
    """Ask the server: a poll of 2 to 4 versions, shown as a shop shows them. `numbers` "" is the newest ones."""

    numbers: str = ""


@Action(BOOK, label="button-compare", on=(ButtonRow.COVER, ButtonRow.OPTIONS), opens=Compare)
class ShowCompare(OfBook, frozen=True, tag="ask-compare"):
    """The form that asks which versions the server should choose between."""


@Action(
    PICTURE_TOO, label="button-history", on=(ButtonRow.COVER_END, ButtonRow.PRINTED, ButtonRow.OPTIONS), word="history"
)
class History(OfBook, frozen=True, tag="history"):
    """All versions of the book, the newest page (1) first."""

    page: int = 1


@Action(PICTURE_TOO, turns=True)
class StepVersion(OfBook, frozen=True, tag="step"):
    """One version back (-1) or forward (1) of the current one, by number."""

    step: int = -1


@Action(PICTURE_TOO)
class GoBack(OfBook, frozen=True, tag="back"):
    """Make version `number` the current one again."""

    number: int = 0


@Action(PICTURE_TOO)
class ShowBook(OfBook, frozen=True, tag="book"):
    """The book's current version and what can be done with it."""


@Action(
    ANYBODY_ANYWHERE,
    private=True,
    prose=True,
    word="report",
    typed=("reason",),
    inputs=(Input("reason", 500, long=True),),
)
class Report(OfBook, frozen=True, tag="report"):
    """Somebody thinks the current version should not be here."""

    reason: str = ""


@Action(ANYBODY_ANYWHERE, label="button-report", on=(ButtonRow.COVER_END, ButtonRow.PICTURE), opens=Report)
class ShowReport(OfBook, frozen=True, tag="ask-report"):
    """The form for a report."""


@Action(
    OWN_BOOK_AWAY,
    label="button-delete",
    style="danger",
    on=(ButtonRow.COVER_END, ButtonRow.PICTURE),
    private=True,
    word="delete",
)
class Delete(OfBook, frozen=True, tag="delete"):
    """Delete the book with everything in it, once `confirmed`."""

    confirmed: bool = False


@Action(OWN_JOB_AWAY, label="button-cancel", private=True, word="cancel")
class Cancel(OfBook, frozen=True, tag="cancel"):
    """End what is under way for the book."""
