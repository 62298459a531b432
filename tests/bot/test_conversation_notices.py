"""Engines' sentences, as the engines really write them, reach the reader in the reader's language."""

from __future__ import annotations

from pathlib import Path

import pytest

from articover.brief import Brief
from articover.generate.upload import _notes, dpi_warning
from articover.trim import parse_trim
from bot.conversation.notices import notice_lines
from bot.executors import works
from bot.locales import text

TRIM = parse_trim("6x9in")
FAILED = "Look at this before you use it: {} did not hold."


@pytest.mark.parametrize(
    "sentence",
    [
        *Brief("Rain", "dinosaur erotica").notices,
        *_notes(320.4, TRIM, 0.31),
        dpi_warning(288.0, TRIM),
        dpi_warning(72.0, parse_trim("A5")),
        *(FAILED.format(f"{role} contrast") for role in ("title", "subtitle", "author", "series")),
        FAILED.format("title reads back"),
        FAILED.format("title legible at 160 px"),
        FAILED.format("no letters in the picture"),
        FAILED.format("no letters left in the picture"),
    ],
)
def test_what_engines_say_is_translated(sentence: str) -> None:
    (line,) = notice_lines([sentence])
    assert line.key != "notice"
    assert text(line, "en") != text(line, "ko")


def test_the_sentence_about_a_check_is_still_written_that_way() -> None:
    assert FAILED.replace("{}", "{name}") in Path(works.__file__).read_text(encoding="utf-8")


def test_an_unknown_sentence_is_passed_on_and_each_is_said_once() -> None:
    lines = notice_lines(["It rained.", "It rained.", FAILED.format("spine contrast")])
    assert [line.key for line in lines] == ["notice", "notice"]
    assert text(lines[0], "en") == "Note: It rained."
