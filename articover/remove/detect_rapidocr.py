"""Detector `rapidocr`: PP-OCRv6 (small) searches a picture at two scales and reads the text; downloads nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from articover.cover import Pixels
from articover.engine import Availability, Box, Detector, RecognizedText
from articover.engine_description import RAPIDOCR
from articover.errors import ArtiCoverError, EngineError, MissingError
from articover.ppocr import DETECTION, GRID_PX, RECOGNITION, cut_line, find_lines, open_meanwhile, read_cut_lines
from articover.remove.legibility import legible
from articover.remove.masks import box_height_px
from articover.weights import Weight

_LONG_SIDE_PX = 1600
"""Detection size: letters of 8 px in a preview of 1600 px are 3 pt on a 6x9 in page, smaller than any text in use."""
_SHORT_SIDE_PX = 320
"""Smaller pictures are enlarged to this size, because the detector was trained on lines of at least 10 px."""
_MARGIN_PX = 16
"""The picture is extended by this border, so that letters cut off at its edge are found, too."""
_SECOND_LOOK = 0.5
"""A second pass at half size finds letters that are too tall for the detector's field of view in the first."""
_SAME_BOX = 0.6
"""A box of the second pass is skipped if boxes of the first cover this share of it."""
_LARGE = 0.25
"""A box higher than this share of the shorter side must be legible, because it is often a figure or a tree."""
_LEAST_PX = 3
"""A box is dropped if a side of its part inside the picture is not longer than this."""


class RapidOcrDetector(Detector):
    """Finds text of any script; reads Latin and Chinese letters."""

    description = RAPIDOCR

    def availability(self) -> Availability:
        try:
            DETECTION.locate(verify=False)
            RECOGNITION.locate(verify=False)
        except MissingError as error:
            return Availability.because(error)
        return Availability(True)

    @property
    def weights(self) -> tuple[Weight, ...]:
        return (DETECTION, RECOGNITION)

    def prepare(self) -> None:
        open_meanwhile(DETECTION, RECOGNITION)

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        """Boxes around lines of text, top to bottom, scored by the detector (0.5..1); corners lie in the picture."""
        height, width = pixels.shape[:2]
        first = min(_LONG_SIDE_PX / max(height, width), max(1.0, _SHORT_SIDE_PX / min(height, width)))
        boxes = self._look(pixels, first)
        boxes += [box for box in self._look(pixels, first * _SECOND_LOOK) if _covered(box, boxes) < _SAME_BOX]
        large = [box for box in boxes if box_height_px(box) > _LARGE * min(height, width)]
        illegible = [reading.box for reading in self.read(pixels, large) if not legible(reading)]
        corners = {box.corners for box in illegible}
        boxes = [box for box in boxes if box.corners not in corners]
        return sorted(boxes, key=lambda box: box.corners[0][::-1])

    def read(self, pixels: Pixels, boxes: Sequence[Box]) -> list[RecognizedText]:
        """The text in each of `boxes`, in their order."""
        if not boxes:
            return []
        lines = [cut_line(pixels, box.corners) for box in boxes]
        with _failures():
            readings = read_cut_lines(lines)
        return [
            RecognizedText(replace(box, text=text), text, confidence)
            for box, (text, confidence) in zip(boxes, readings, strict=True)
        ]

    def _look(self, pixels: Pixels, scale: float) -> list[Box]:
        """One pass of the detector over the picture enlarged by `scale`."""
        height, width = pixels.shape[:2]
        size = (max(32, round(width * scale)), max(32, round(height * scale)))
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        scaled = cv2.resize(pixels, size, interpolation=interpolation) if size != (width, height) else pixels
        margin = _MARGIN_PX
        right, bottom = (margin + -(side + 2 * margin) % GRID_PX for side in size)
        padded = cv2.copyMakeBorder(scaled, margin, bottom, margin, right, cv2.BORDER_REPLICATE)
        with _failures():
            lines = find_lines(np.asarray(padded, np.uint8))
        back = np.array([width / size[0], height / size[1]])
        boxes = []
        for line in lines:
            inside = np.clip((line.corners - margin) * back, 0, (width, height))
            if min(np.linalg.norm(inside[1] - inside[0]), np.linalg.norm(inside[3] - inside[0])) > _LEAST_PX:
                boxes.append(Box(tuple((float(x), float(y)) for x, y in inside), line.score))
        return boxes


@contextlib.contextmanager
def _failures() -> Iterator[None]:
    """Raise any error inside as an `EngineError`, because ONNX Runtime has its own error types."""
    try:
        yield
    except ArtiCoverError:
        raise
    except Exception as error:
        raise EngineError("reader_failed") from error


def _covered(box: Box, others: Sequence[Box]) -> float:
    """The share of `box` (0..1) that `others` cover, estimated on a grid."""
    corners = np.array(box.corners, np.float32)
    low = corners.min(axis=0)
    scale = 64 / max(1.0, float((corners.max(axis=0) - low).max()))
    masks = np.zeros((2, 66, 66), np.uint8)
    cv2.fillPoly(masks[0], [np.rint((corners - low) * scale).astype(np.int32)], (1,))
    for other in others:
        cv2.fillPoly(masks[1], [np.rint((np.array(other.corners, np.float32) - low) * scale).astype(np.int32)], (1,))
    return float((masks[0] & masks[1]).sum() / max(1, masks[0].sum()))
