"""PP-OCRv6 (small), run by ONNX Runtime: where lines of text are in a picture, and what one line says.

The two networks come in the `rapidocr` package, of which only these files are read: its own code loads a configuration
library and an HTTP client, which takes longer than a look at a picture.
"""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from articover.cover import Pixels
from articover.threads import network_threads
from articover.weights import Weight

Floats = NDArray[np.float32]

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

LINE_HEIGHT_PX = 48
"""The height of every line that the recogniser is given."""
GRID_PX = 32
"""Both sides of a picture for the detector are multiples of this: it halves them five times."""
_LETTER_PROBABILITY, _BOX_SCORE, _UNCLIP_RATIO = 0.3, 0.5, 1.6
"""PP-OCR's own thresholds for a pixel and a box, and how far a box grows from the strip the network marks."""
_LEAST_STRIP_PX, _LEAST_LINE_PX = 3, 5
_LEAST_PADDED_PX, _BATCH = 320, 6
"""Lines are padded to this width at least, and read this many at a time, as the recogniser was trained."""


@dataclass(frozen=True, eq=False)
class DetectedLine:
    """A line of text: `corners` (4, 2) in pixels (x, y), clockwise from the top left; `score` is 0..1."""

    corners: Floats
    score: float


def find_lines(pixels: Pixels) -> list[DetectedLine]:
    """The lines of text in a picture (height, width, 3; RGB) whose sides are multiples of 32, in no special order.

    The network gives each pixel's probability to lie in the shrunken middle strip of a line; what is likely is
    gathered into rectangles, which grow by area x 1.6 / perimeter, as in "Real-time Scene Text Detection with
    Differentiable Binarization" (Liao et al., 2020). Corners may lie outside the picture.
    """
    session = _session(DETECTION)
    [probability] = session.run(None, {session.get_inputs()[0].name: _planes(pixels)[None]})[0][0]
    likely = cv2.dilate((probability > _LETTER_PROBABILITY).astype(np.uint8), np.ones((2, 2), np.uint8))
    outlines, _ = cv2.findContours(likely, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for outline in outlines:
        centre, (across, down), degrees = cv2.minAreaRect(outline)
        if min(across, down) < _LEAST_STRIP_PX:
            continue
        score = _mean_inside(probability, cv2.boxPoints((centre, (across, down), degrees)))
        if score < _BOX_SCORE:
            continue
        grow = across * down * _UNCLIP_RATIO / (across + down)  # on both sides, hence twice the distance
        if min(across, down) + grow < _LEAST_LINE_PX:
            continue
        corners = cv2.boxPoints((centre, (across + grow, down + grow), degrees))
        found.append(DetectedLine(_clockwise(corners), score))
    return found


def cut_line(pixels: Pixels, corners: Sequence[tuple[float, float]]) -> Pixels:
    """The part of `pixels` inside four corners, clockwise from the top left, made upright; a tall one is turned."""
    quadrilateral = np.array(corners, np.float32)
    sides = np.linalg.norm(quadrilateral - np.roll(quadrilateral, -1, axis=0), axis=1)
    width, height = max(1, int(max(sides[0], sides[2]))), max(1, int(max(sides[1], sides[3])))
    upright = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    cut = cv2.warpPerspective(
        pixels,
        cv2.getPerspectiveTransform(quadrilateral, upright),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REPLICATE,
    )
    turned = np.rot90(cut) if height >= 1.5 * width else cut
    return np.ascontiguousarray(turned, np.uint8)


def read_cut_lines(lines: Sequence[Pixels]) -> list[tuple[str, float]]:
    """What each of `lines` (height, width, 3; RGB) says and with what confidence, 0..1, in their order."""
    readings: dict[int, tuple[str, float]] = {}
    widths = [math.ceil(LINE_HEIGHT_PX * line.shape[1] / line.shape[0]) for line in lines]
    by_width = sorted(range(len(lines)), key=widths.__getitem__)
    for start in range(0, len(lines), _BATCH):
        together = by_width[start : start + _BATCH]
        padded = np.zeros((len(together), 3, LINE_HEIGHT_PX, max(_LEAST_PADDED_PX, widths[together[-1]])), np.float32)
        for place, index in enumerate(together):
            small = cv2.resize(lines[index], (widths[index], LINE_HEIGHT_PX))
            padded[place, :, :, : widths[index]] = _planes(np.asarray(small, np.uint8))
        readings |= zip(together, _read(padded), strict=True)
    return [readings[index] for index in range(len(lines))]


def read_line(line: Pixels) -> str:
    """What a line (48, width, 3; RGB) says."""
    return _read(_planes(line)[None])[0][0]


@lru_cache(maxsize=1)
def characters() -> tuple[str, ...]:
    """What each output class of the recogniser stands for: nothing, the characters it knows, a space."""
    listed = _session(RECOGNITION).get_modelmeta().custom_metadata_map["character"].split("\n")
    return ("", *listed, " ")


def _read(planes: Floats) -> list[tuple[str, float]]:
    """Greedy CTC decoding (Graves et al., 2006) of lines (count, 3, 48, width): the text and its mean score."""
    session, known = _session(RECOGNITION), characters()
    scores: Floats = session.run(None, {session.get_inputs()[0].name: planes})[0]
    readings = []
    for line in scores:
        classes = line.argmax(-1)
        kept = (classes != 0) & (classes != np.concatenate([[0], classes[:-1]])) & (classes < len(known))
        confidence = float(line.max(-1)[kept].mean()) if kept.any() else 0.0
        readings.append(("".join(known[index] for index in classes[kept]), confidence))
    return readings


def _planes(pixels: Pixels) -> Floats:
    """(3, height, width) from -1 to 1, blue first, as both networks take it."""
    return np.ascontiguousarray(pixels[..., ::-1].transpose(2, 0, 1), np.float32) / np.float32(127.5) - np.float32(1)


def _mean_inside(values: Floats, corners: NDArray[Any]) -> float:
    """The mean of `values` (height, width) inside a rectangle, which may reach beyond them."""
    height, width = values.shape
    left, top = np.clip(np.floor(corners.min(axis=0)).astype(int), 0, (width - 1, height - 1))
    right, bottom = np.clip(np.ceil(corners.max(axis=0)).astype(int), 0, (width - 1, height - 1)) + 1
    inside = np.zeros((bottom - top, right - left), np.uint8)
    cv2.fillPoly(inside, [(corners - (left, top)).astype(np.int32)], (1,))
    return float(cv2.mean(values[top:bottom, left:right], inside)[0])


def _clockwise(corners: NDArray[Any]) -> Floats:
    """The corners of a rectangle from the top left on: of the two leftmost the upper one, of the others too."""
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = (pair[np.argsort(pair[:, 1], kind="stable")] for pair in (by_x[:2], by_x[2:]))
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def open_meanwhile(*weights: Weight) -> None:
    """Open networks in a thread of its own while the caller does something else: it takes 0.1 s each.

    What goes wrong is raised where the network is used.
    """

    def opened() -> None:
        for weight in weights:
            with contextlib.suppress(Exception):
                _session(weight)

    if any(weight not in _sessions for weight in weights):
        threading.Thread(target=opened, name="ppocr").start()


_sessions: dict[Weight, Any] = {}
_opening = {DETECTION: threading.Lock(), RECOGNITION: threading.Lock()}


def _session(weight: Weight) -> Any:
    """A network, opened once and shared by detector and reader."""
    with _opening[weight]:
        if weight not in _sessions:
            _sessions[weight] = _opened(weight)
        return _sessions[weight]


def _opened(weight: Weight) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = network_threads()
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # pictures differ in size: what each needed would be kept
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other work shares the cores
    return onnxruntime.InferenceSession(str(weight.locate()), options, providers=["CPUExecutionProvider"])
