"""Words inside a picture are changed by an `Editor`; without one the command says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from articover.cover import EngineRecord, Pixels
from articover.edit.change_words import change_words
from articover.engine import Availability, Box, Detector, Editor, RecognizedText, RunContext
from articover.engine_description import EngineDescription
from articover.engines import Engines
from articover.errors import MissingError, RequestError

RUN = RunContext("edit")
PICTURE = np.zeros((40, 60, 3), np.uint8)
LINES = {"The Rain": 4, "of May": 24}


def box(top: float) -> Box:
    return Box(((5, top), (55, top), (55, top + 10), (5, top + 10)))


class TwoLines(Detector):
    description = EngineDescription("two lines", "detect", reads_text=True)

    def availability(self) -> Availability:
        return Availability(True)

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        return [box(top) for top in LINES.values()]

    def read(self, pixels: Pixels, boxes: Sequence[Box]) -> list[RecognizedText]:
        return [RecognizedText(each, text, 0.9) for each, text in zip(boxes, LINES, strict=True)]


class WhiteBoxes(Editor):
    """Fills the place with white and notes what it was asked to write."""

    description = EngineDescription("white boxes", "edit_text")

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def availability(self) -> Availability:
        return Availability(True)

    def edit(self, pixels: Pixels, place: Box, old: str, new: str, run: RunContext) -> tuple[Pixels, EngineRecord]:
        self.asked.append((old, new))
        (left, top), (right, bottom) = place.corners[0], place.corners[2]
        changed = pixels.copy()
        changed[int(top) : int(bottom), int(left) : int(right)] = 255
        return changed, EngineRecord("edit", self.name, "1")


def test_a_word_is_changed_where_it_stands_and_nowhere_else() -> None:
    editor = WhiteBoxes()
    changed, record = change_words(PICTURE, "rain", "Snow", TwoLines(), editor, RUN)
    assert editor.asked == [("The Rain", "The Snow")]
    assert record.engine == "white boxes"
    assert (changed[4:14, 5:55] == 255).all() and not changed[20:].any() and not PICTURE.any()


def test_a_word_that_is_not_in_the_picture_is_named() -> None:
    with pytest.raises(RequestError, match='"Wind"'):
        change_words(PICTURE, "Wind", "Snow", TwoLines(), WhiteBoxes(), RUN)


def test_without_an_editor_the_way_round_is_named() -> None:
    with pytest.raises(MissingError, match="remove-text"):
        Engines().editor()
