"""Detector `rapidocr`: PP-OCRv6 (small) by ONNX Runtime, models and code from the rapidocr wheel, never a download."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import cv2
import numpy as np

from articover.cover import Pixels
from articover.engine import Availability, Box, Detector, RecognizedText
from articover.engine_description import RAPIDOCR
from articover.errors import EngineError, MissingError
from articover.remove.legibility import legible
from articover.remove.masks import box_height_px
from articover.threads import network_threads
from articover.weights import Weight

if TYPE_CHECKING:
    from rapidocr import RapidOCR

_SOURCE = "https://github.com/RapidAI/RapidOCR"
DETECTION = Weight(
    "PP-OCRv6 text detection (small)",
    "pypi:rapidocr",
    "rapidocr/models/PP-OCRv6_det_small.onnx",
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    "Apache-2.0",
    _SOURCE,
)
RECOGNITION = Weight(
    "PP-OCRv6 text recognition (small)",
    "pypi:rapidocr",
    "rapidocr/models/PP-OCRv6_rec_small.onnx",
    "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    "Apache-2.0",
    _SOURCE,
)

_LONG_SIDE_PX = 1600
"""Detection size: 8 px letters on a 1600 px preview are 3 pt on a 6x9 in page, smaller than anyone sets."""
_SHORT_SIDE_PX = 320
"""Smaller pictures are enlarged to this: the detector was trained on lines of 10 px and more."""
_MARGIN_PX = 16
"""The picture's edge is drawn out this far: letters that it cuts are found as well."""
_SECOND_LOOK = 0.5
"""A second, half-size look finds letters too tall for the first look's field of view."""
_SAME_BOX = 0.6
"""A box of the second look that is covered this far by the first look's boxes is nothing new."""
_LARGE = 0.25
"""A box higher than this part of the picture's shorter side is as often a figure or a tree: it must be legible."""
_LETTER_PROBABILITY, _BOX_SCORE, _UNCLIP_RATIO = 0.3, 0.5, 1.6
"""PP-OCR's own thresholds for a pixel and a box, and how far a box grows from the strip the network marks."""


class RapidOcrDetector(Detector):
    """Finds text of any script; reads Latin and Chinese letters."""

    description = RAPIDOCR

    def availability(self) -> Availability:
        if importlib.util.find_spec("rapidocr") is None or importlib.util.find_spec("cv2") is None:
            return Availability(False, "The package rapidocr is not installed.", "Run `make setup`.")
        try:
            DETECTION.locate(verify=False)
            RECOGNITION.locate(verify=False)
        except MissingError as error:
            return Availability(False, str(error))
        return Availability(True)

    @property
    def weights(self) -> tuple[Weight, ...]:
        return (DETECTION, RECOGNITION)

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
        """What stands in each of `boxes`, in their order."""
        from rapidocr.ch_ppocr_rec.typings import TextRecInput
        from rapidocr.utils.process_img import get_rotate_crop_image

        if not boxes:
            return []
        bgr = np.ascontiguousarray(pixels[..., ::-1])
        crops = [get_rotate_crop_image(bgr, np.array(box.corners, np.float32)) for box in boxes]
        recognise = _load(self._engine, "rec")
        try:
            found = recognise(TextRecInput(img=crops))
        except Exception as error:  # ONNX Runtime and rapidocr raise types of their own.
            raise EngineError(
                "The text reader failed on this picture: try another picture or size.", "reader_failed"
            ) from error
        texts = found.txts or ("",) * len(boxes)
        return [
            RecognizedText(replace(box, text=text), text, float(score))
            for box, text, score in zip(boxes, texts, found.scores, strict=True)
        ]

    def _look(self, pixels: Pixels, scale: float) -> list[Box]:
        """One pass of the detector over the picture enlarged by `scale`."""
        height, width = pixels.shape[:2]
        size = (max(32, round(width * scale)), max(32, round(height * scale)))
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        scaled = cv2.resize(pixels, size, interpolation=interpolation) if size != (width, height) else pixels
        margin = _MARGIN_PX
        padded = cv2.copyMakeBorder(scaled[..., ::-1], margin, margin, margin, margin, cv2.BORDER_REPLICATE)
        find = _load(self._engine, "det")
        try:
            found = find(padded)
        except Exception as error:  # As above.
            raise EngineError(
                "The text detector failed on this picture: try another picture or size.", "reader_failed"
            ) from error
        if found.boxes is None:
            return []
        back = np.array([width / size[0], height / size[1]])
        boxes = []
        for corners, score in zip(found.boxes, found.scores, strict=True):
            inside = np.clip((corners - margin) * back, 0, (width, height))
            boxes.append(Box(tuple((float(x), float(y)) for x, y in inside), float(score)))
        return boxes

    @cached_property
    def _engine(self) -> RapidOCR:
        from rapidocr import RapidOCR

        return RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "EngineConfig.onnxruntime.intra_op_num_threads": network_threads(),
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": str(DETECTION.locate()),
                "Det.limit_side_len": 32,  # We scale ourselves; the library only rounds to multiples of 32.
                "Det.thresh": _LETTER_PROBABILITY,
                "Det.box_thresh": _BOX_SCORE,
                "Det.unclip_ratio": _UNCLIP_RATIO,
                "Rec.model_path": str(RECOGNITION.locate()),
            }
        )


def _load(engine: RapidOCR, part: Literal["det", "rec"]) -> Callable[..., Any]:
    """One of the engine's models, opened on first use."""
    model: Callable[..., Any] = getattr(engine, f"_load_{part}_model")()
    return model


def _covered(box: Box, others: Sequence[Box]) -> float:
    """The part of `box` (0..1) that `others` cover, on a grid fine enough to tell."""
    corners = np.array(box.corners, np.float32)
    low = corners.min(axis=0)
    scale = 64 / max(1.0, float((corners.max(axis=0) - low).max()))
    masks = np.zeros((2, 66, 66), np.uint8)
    cv2.fillPoly(masks[0], [np.rint((corners - low) * scale).astype(np.int32)], (1,))
    for other in others:
        cv2.fillPoly(masks[1], [np.rint((np.array(other.corners, np.float32) - low) * scale).astype(np.int32)], (1,))
    return float((masks[0] & masks[1]).sum() / max(1, masks[0].sum()))
