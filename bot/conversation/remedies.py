"""What can be done after a refusal or a failure: every one keeps what was typed and leads back to what is wrong.

Buttons stand only where they can work. A test walks all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from articover.brief import PRINTED_FIELDS
from bot.conversation import requests
from bot.conversation.reply import Button, button, localized
from bot.conversation.showing import book_buttons
from bot.jobs import Job
from bot.store.records import Version


class Remedy(Enum):
    """What helps after a refusal."""

    FORM = "the form again, with the field that is wrong"
    LATER = "the same again, some time later"
    ELSEWHERE = "the same in another channel"
    NONE = "nothing: what was asked cannot be had, or lost nothing"


REMEDIES: Mapping[str, Remedy] = {
    **dict.fromkeys(
        (
            "refused-no-title", "refused-long-title", "refused-long-text", "refused-ratio", "refused-word",
            "refused-emoji", "refused-sentence", "refused-no-picture", "refused-big-picture", "refused-color",
            "refused-poll-count", "refused-version", "discord-emoji", "discord-upload-type", "discord-upload-size",
        ),
        Remedy.FORM,
    ),
    **dict.fromkeys(
        (
            "refused-no-version", "refused-limit-user", "refused-limit-day", "refused-limit-server",
            "refused-limit-total", "refused-space", "refused-disk-full", "refused-storage", "discord-upload-fetch",
        ),
        Remedy.LATER,
    ),
    "refused-channel": Remedy.ELSEWHERE,
    **dict.fromkeys(
        (
            "refused-stranger", "refused-not-moderator", "refused-blocked", "refused-no-book",
            "refused-models", "refused-no-layer", "refused-no-style", "refused-place", "refused-choice",
            "refused-setting", "refused-no-block", "refused-user", "refused-block-self", "refused-report",
            "refused-draft", "refused-private", "refused-not-a-cover", "refused-first-version",
            "refused-last-version", "refused-private-poll", "refused-elsewhere-poll", "refused-poll-closed",
            "refused-few-versions", "refused-edit-text", "refused-channel-name", "refused-limit-number",
            "refused-engine", "refused-space-copy",
        ),
        Remedy.NONE,
    ),
}  # fmt: skip
"""By the message that refuses."""

TEXT_FAULTS = frozenset({"no_title", "not_text", "too_long_text", "unprintable", "no_glyph", "title_unset"})
"""Codes of errors that other words on the cover can correct."""
PICTURE_FAULTS = frozenset(
    {
        "picture_folder", "picture_not_file", "picture_empty", "picture_big_file", "picture_large", "picture_format",
        "picture_memory", "picture_unreadable", "picture_damaged", "picture_small", "upload_flagged",
    }
)  # fmt: skip
"""Codes of errors that another picture mends."""
BRIEF_FAULTS = frozenset({"brief_flagged", "picture_flagged", "picture_unchecked"})
"""Codes of errors that a changed brief may avoid, but painting the same again may not."""


def wrong_field(code: str, field: object) -> str:
    """The field of a request that an error is about, "" when it does not say."""
    if field:
        return str(field)
    return "picture" if code in PICTURE_FAULTS else "title" if code in TEXT_FAULTS else ""


def after_failure(job: Job, code: str, parent: Version | None) -> tuple[Button, ...]:
    """What can be done after a job that made nothing; `parent` is the version it was to change, if that is there."""
    book = job.session_id
    delete = button(requests.Delete(book))
    another = Button(localized("button-other-picture"), requests.ShowPicture(book), "main")
    if job.kind in ("remove_text", "enlarge"):
        return another, delete
    title = button(requests.ShowTitle(book, job.job_id), "main")
    brief = button(requests.ShowBrief(book, job.job_id), "main")
    first = title if code in TEXT_FAULTS else another if code in PICTURE_FAULTS else None
    first = brief if code in BRIEF_FAULTS else first
    if job.parent_id is None:
        again = button(requests.Regenerate(book), "plain")
        if first is title:
            return title, brief, delete
        return (*([first] if first else []), again, *([] if first is brief else [brief]), delete)
    if parent is None:
        return ()
    # Of a change only what it was to change is asked again; the rest stands below the version it was made from.
    changed = {"title": title, "brief": brief, "picture": another}.get(str(job.payload.get("action")))
    lead = first if first is not None and job.kind != "compare" else changed
    rest = tuple(each for each in book_buttons(parent) if lead is None or type(each.request) is not type(lead.request))
    return (*([lead] if lead else []), *rest)


def other_form(book: int, field: str) -> Button | None:
    """The form that holds `field` of a book's brief, for a request that has no form of its own."""
    if field in PRINTED_FIELDS:
        return button(requests.ShowTitle(book), "main")
    if field in ("genre", "synopsis", "requirements", "mood", "palette"):
        return button(requests.ShowBrief(book), "main")
    return Button(localized("button-other-picture"), requests.ShowPicture(book), "main") if field == "picture" else None
