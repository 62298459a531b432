"""Decide whether a picture contains text, with more certainty than a detector alone, because a hit discards it."""

from __future__ import annotations

from dataclasses import replace

from articover.cover import Pixels
from articover.engine import Box, Detector, RecognizedText
from articover.pictures import resize

_LETTERS, _CONFIDENCE = 2, 0.6
"""Letters and confidence needed for text; a check of a whole picture needs more, because it has many places to err."""
_LOOK_PX = 512
"""Longer side of the copy that is checked: letters of 2 % of the height are still read, in 0.2 s."""
_SURE_LETTERS, _SURE_CONFIDENCE, _SURE_SCORE = 3, 0.75, 0.6


def legible(reading: RecognizedText, letters: int = _LETTERS, confidence: float = _CONFIDENCE) -> bool:
    """Whether a reading is text: at least `letters` letters or digits, read with at least `confidence`."""
    return sum(char.isalnum() for char in reading.text) >= letters and reading.confidence >= confidence


def check_text_free(pixels: Pixels, detector: Detector) -> tuple[Box, ...]:
    """The boxes of text in a picture that should have none; empty when it is free of text.

    Boxes count from a score of 0.6 on and, if the detector reads, with at least three letters of confidence 0.75. The
    caller paints the picture again after a hit, so a false alarm costs only a second.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, _LOOK_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = resize(pixels, size)
    sure = [box for box in detector.detect(small) if box.score >= _SURE_SCORE]
    if detector.description.reads_text:
        readings = detector.read(small, sure)
        sure = [reading.box for reading in readings if legible(reading, _SURE_LETTERS, _SURE_CONFIDENCE)]
    across, down = width / size[0], height / size[1]
    return tuple(replace(box, corners=tuple((x * across, y * down) for x, y in box.corners)) for box in sure)
