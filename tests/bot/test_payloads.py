"""Jobs and books that earlier versions stored are read as well as those of this one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation.payloads import (
    AnyPayload,
    AskedCover,
    AskedPicture,
    CoverPayload,
    EditPayload,
    EnlargePayload,
    OptionsPayload,
    kind_of,
    payload_of,
    read_asked,
    stored,
)
from bot.jobs import Job, State

BRIEF = {"title": "Rain", "genre": "mystery"}
ASKED = {"brief": BRIEF, "trim": "2:3", "mood": "calm", "palette": "", "engine": ""}
COMMON: dict[str, Any] = {"language": "ko", "upload_limit": 5}


def a_job(kind: str, payload: dict[str, Any]) -> Job:
    return Job(1, 1, "u", "s", "p", "i", kind, payload, None, State.QUEUED, 0, 0, None)


EARLIER: list[tuple[str, dict[str, Any], AnyPayload]] = [
    (
        "cover",
        {"action": "start", "asked": ASKED, **COMMON, "engine": None, "seed": 7},
        CoverPayload(action="start", asked=AskedCover(BRIEF, "2:3", "calm"), **COMMON, seed=7),
    ),
    (
        "options",
        {"action": "option", "asked": {**ASKED, "series_of": 3}, **COMMON, "engine": "sdxl", "seeds": [1, 17]},
        OptionsPayload(
            action="option",
            asked=AskedCover(BRIEF, "2:3", "calm", series_of=3),
            **COMMON,
            engine="sdxl",
            seeds=[1, 17],
        ),
    ),
    (
        "edit",
        {"action": "style", "asked": ASKED, **COMMON, "layer": "title", "style": {"font": "Anton"}, "size_steps": 1},
        EditPayload(
            action="style",
            asked=AskedCover(BRIEF, "2:3", "calm"),
            **COMMON,
            layer="title",
            style={"font": "Anton"},
            size_steps=1,
        ),
    ),
    (
        "enlarge",
        {
            "action": "enlarge",
            "asked": {"kind": "picture", "brief": {"title": "a.png"}, "trim": "", "mood": "", "palette": ""},
            **COMMON,
            "size": None,
            "dpi": 300,
        },
        EnlargePayload(action="enlarge", asked=AskedPicture({"title": "a.png"}), **COMMON),
    ),
]


@pytest.mark.parametrize(("kind", "earlier", "wanted"), EARLIER, ids=[each[0] for each in EARLIER])
def test_a_job_of_an_earlier_version_is_read(kind: str, earlier: dict[str, Any], wanted: AnyPayload) -> None:
    assert payload_of(a_job(kind, earlier)) == wanted
    assert payload_of(a_job(kind_of(wanted), stored(wanted))) == wanted


def test_a_book_of_an_earlier_version_is_read() -> None:
    assert read_asked(ASKED) == AskedCover(BRIEF, "2:3", "calm")
    assert read_asked(stored(AskedPicture({"title": "a.png"}))) == AskedPicture({"title": "a.png"})
