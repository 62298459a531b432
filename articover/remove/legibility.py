"""Is there text in this picture? Sure enough to throw a picture away, unlike a detector's first guess."""

from __future__ import annotations

from dataclasses import replace

from articover.cover import Pixels
from articover.engine import Box, Detector, RecognizedText
from articover.pictures import resize

_LETTERS, _CONFIDENCE = 2, 0.6
"""Two letters read with this confidence are text: lower than for a whole picture, where many places may look alike."""
_LOOK_PX = 512
"""Longer side at which a whole picture is checked: letters of 2 % of its height are still read, at 0.2 s a look."""
_SURE_LETTERS, _SURE_CONFIDENCE, _SURE_SCORE = 3, 0.75, 0.6


def legible(reading: RecognizedText, letters: int = _LETTERS, confidence: float = _CONFIDENCE) -> bool:
    """Whether a reading is one of letters: at least `letters` letters or digits, read with `confidence`."""
    return sum(char.isalnum() for char in reading.text) >= letters and reading.confidence >= confidence


def check_text_free(pixels: Pixels, detector: Detector) -> tuple[Box, ...]:
    """The text in a picture that should have none: boxes with what was read; empty when it is free of text.

    Counts only what the detector is sure of (score 0.6) and, when it reads, reads as three letters or
    more with confidence 0.75: for pictures painted anew on a hit, where a false alarm costs a second.
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
