"""What is asked about no book in particular: mine, pictures by themselves, polls, forms to correct."""

from __future__ import annotations

from pathlib import Path

from bot.conversation.requests.actions import (
    ANYBODY,
    ANYBODY_ANYWHERE,
    BOOK,
    ONESELF,
    PATH_CHARS,
    Action,
    Input,
    Request,
)

_PICTURE = Input("picture", PATH_CHARS, required=True)


@Action(ONESELF, private=True, word="books", typed=("find",))
class Books(Request, frozen=True, tag="books"):
    """My books, the newest first: a page of them (1 ..), of those whose title holds every word of `find`."""

    page: int = 1
    find: str = ""


@Action(ANYBODY_ANYWHERE, private=True, word="queue")
class Queue(Request, frozen=True, tag="queue"):
    """What is under way: mine with its place, and how many in all."""


@Action(ONESELF, private=True, word="forget")
class ForgetMe(Request, frozen=True, tag="forget"):
    """Delete everything about me, once `confirmed`."""

    confirmed: bool = False


@Action(ONESELF, private=True, repeatable=True, word="export")
class ExportMe(Request, frozen=True, tag="export"):
    """A copy of everything about me."""


@Action(ANYBODY, form=True)
class ShowFix(Request, frozen=True, tag="fix"):
    """The form of a refused request again, with everything still filled in."""

    draft_id: int


@Action(ANYBODY_ANYWHERE, changes=True)
class Vote(Request, frozen=True, tag="vote"):
    """My choice (1 ..) in a poll; a later one takes its place."""

    poll_id: int
    choice: int


@Action(BOOK, label="button-close-poll", changes=True)
class ClosePoll(Request, frozen=True, tag="close-poll"):
    """End a poll and say its result."""

    poll_id: int


@Action(ANYBODY, kept=True, word="remove-text", typed=("picture",), inputs=(_PICTURE,))
class RemoveText(Request, frozen=True, tag="remove-text"):
    """A picture (a local file, copied before the answer comes) without the letters in it.

    `name` is what people call it, "" for the file's own.
    """

    picture: Path = Path()
    private: bool = False
    name: str = ""


@Action(ANYBODY, prose=True, word="edit-text", typed=("picture", "find", "replace"))
class EditText(Request, frozen=True, tag="edit-text"):
    """A picture with a word in it changed, in its own style."""

    picture: Path = Path()
    find: str = ""
    replace: str = ""
    private: bool = False
    name: str = ""


@Action(
    ANYBODY,
    kept=True,
    word="upscale",
    typed=("picture", "size"),
    inputs=(_PICTURE, Input("size", 40)),
)
class UpscalePicture(Request, frozen=True, tag="upscale"):
    """A picture enlarged for print, by itself. `size` "" keeps its shape at four times its pixels at most."""

    picture: Path = Path()
    size: str = ""
    dpi: int = 300
    private: bool = False
    name: str = ""


@Action(ONESELF, private=True, word="help")
class Help(Request, frozen=True, tag="help"):
    """What can be asked."""
