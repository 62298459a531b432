"""The readers: equal means equal, and a wrong letter is seen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from articover.edit import readback
from articover.edit.typeset.drawing import paint
from articover.engine import Edited
from articover.trim import parse_trim, preview_canvas


@pytest.mark.parametrize(
    ("wanted", "got", "equal"),
    [
        ("The Keeper", "THE KEEPER", True),
        ("Don't—Stop!", "DONT STOP", True),
        ("Straße", "STRASSE", True),
        ("ﬁn", "fin", True),
        ("AI", "Al", True),
        ("Keeper", "Keepr", False),
        ("별을 삼킨 고래", "별을 삼긴 고래", False),
        ("cat", "act", False),
    ],
)
def test_similarity(wanted: str, got: str, equal: bool) -> None:
    assert (readback.similarity(wanted, got) == 1.0) is equal


def test_a_misspelled_title_is_seen(set_title: Callable[..., Edited]) -> None:
    """The reader reads the pixels, not the wish: another word in the same place does not pass."""
    edited = set_title("Whale", genre="literary")
    canvas = preview_canvas(parse_trim("6x9in"))
    title = next(layer for layer in edited.layers if layer.role == "title")
    line = title.lines[0]
    wrong = replace(title, lines=(replace(line, text="Whole"),))
    picture = paint([wrong], parse_trim("6x9in"), np.zeros((canvas.height, canvas.width, 3), np.uint8), canvas)
    x, y = line.x * canvas.width, line.y * canvas.height
    size = line.size_pt / 72 * canvas.px_per_in_x
    box = (x, y - 0.75 * size, x + line.width * canvas.width, y + 0.02 * size)
    reading = readback.read_lines(picture, [("Whale", box)])
    assert reading.similarity < 1.0
    assert reading.text.casefold() == "whole"


@pytest.mark.parametrize(
    ("text", "readable"), [("Whale", True), ("고래", True), ("鯨くじら", True), ("سلام", False), ("кит", False)]
)
def test_what_can_be_read(text: str, readable: bool) -> None:
    assert readback.can_read(text) is readable


def test_mixed_lines_are_parted() -> None:
    line = "AI 시대의 사랑 & Love 7"
    assert [line[a:b] for a, b in readback.pieces(line)] == ["AI", "시대의 사랑 &", "Love 7"]


def test_reading_is_silent(
    set_title: Callable[..., Edited], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        set_title("조용한 Night", genre="literary")
    assert not caplog.records
    assert capfd.readouterr() == ("", "")
