"""Checks of a finished preview: the words are read back, and contrast and legibility in a thumbnail are measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from articover.cover import Check, Effect, Pixels, TextLayer, TextLine
from articover.edit import readback
from articover.edit.typeset import fonts, ink
from articover.edit.typeset.arrange import LEAST_TITLE_CAP_PX, THUMBNAIL_PX, page_of
from articover.edit.typeset.breaking import is_function_words
from articover.edit.typeset.drawing import Rect, faces_of, paint
from articover.edit.typeset.layout import Setting, measure
from articover.trim import POINTS_PER_IN, Canvas, Trim

SHORT_TITLE_CHARS = 40
"""Titles up to this long must be legible in a thumbnail."""


def title_checks(layers: Iterable[TextLayer], preview: Pixels, trim: Trim, canvas: Canvas) -> tuple[Check, ...]:
    """The checks of the title in `preview`, which fills `canvas`."""
    title = _title(layers)
    contrast = _contrast(title, preview, trim, canvas)
    return _reads_back(title, preview, trim, canvas), contrast, _legible(title, trim)


def other_checks(layers: Iterable[TextLayer], preview: Pixels, trim: Trim, canvas: Canvas) -> tuple[Check, ...]:
    """The checks of the other texts in `preview`; reading them back is advisory."""
    found: list[Check] = []
    for layer in layers:
        if layer.role != "title":
            found += [_reads_back(layer, preview, trim, canvas), _contrast(layer, preview, trim, canvas)]
    return tuple(found)


def excused(check: Check, layers: Iterable[TextLayer], trim: Trim, canvas: Canvas) -> Check:
    """`check`, a failed reading of the title, made advisory if the same letters are misread in black on white, too.

    Then the face is the reason, and the reading says nothing about this picture.
    """
    if check.ok or check.advisory or check.code != "reads-back" or check.role != "title":
        return check
    title = _title(layers)
    sheet = np.full((canvas.height, canvas.width, 3), 255, np.uint8)
    plain = paint([replace(title, color="#000000", effect=Effect())], trim, sheet, canvas)
    if _reads_back(title, plain, trim, canvas).ok:
        return check
    return replace(check, reason="unknown-face", advisory=True)


def _title(layers: Iterable[TextLayer]) -> TextLayer:
    return next(layer for layer in layers if layer.role == "title")


def _contrast(layer: TextLayer, preview: Pixels, trim: Trim, canvas: Canvas) -> Check:
    figure = ink.measured_contrast(preview, layer, trim, canvas)
    return Check("contrast", figure >= ink.CONTRAST_LIMIT, round(figure, 2), ink.CONTRAST_LIMIT, role=layer.role)


def _reads_back(layer: TextLayer, preview: Pixels, trim: Trim, canvas: Canvas) -> Check:
    """Whether the text reads back; advisory for handwriting, small texts and scripts without a reader."""
    if not readback.can_read(" ".join(line.text for line in layer.lines)):
        return Check("reads-back", False, None, 1.0, advisory=True, role=layer.role, reason="no-reader")
    advisory = fonts.families()[layer.font.family].script or layer.role != "title"
    pieces = [piece for line in layer.lines for piece in _pieces_to_read(layer, line, trim, canvas)]
    reading = readback.read_lines(preview, pieces)
    if reading.similarity == 1.0:
        return Check("reads-back", True, 1.0, 1.0, advisory, layer.role)
    return Check("reads-back", False, round(reading.similarity, 2), 1.0, advisory, layer.role, reading.text)


def _pieces_to_read(layer: TextLayer, line: TextLine, trim: Trim, canvas: Canvas) -> list[tuple[str, Rect]]:
    """Text and ink box (pixels) of the parts of a line, each for one reader: Korean is separated from the rest."""
    setting = Setting(faces_of(layer), layer.tracking_em)
    left, top, right, bottom = canvas.trim_box_of(trim)
    x, y = left + line.x * (right - left), top + line.y * (bottom - top)
    em_px = line.size_pt / POINTS_PER_IN * canvas.px_per_in_x
    found = []
    for start, end in readback.pieces(line.text):
        pen = x + (measure(line.text[:start], setting).advance + layer.tracking_em if start else 0.0) * em_px
        bounds = measure(line.text[start:end], setting)
        box = pen + bounds.left * em_px, y + bounds.top * em_px, pen + bounds.right * em_px, y + bounds.bottom * em_px
        found.append((line.text[start:end], box))
    return found


def _legible(title: TextLayer, trim: Trim) -> Check:
    """Whether the capitals are high enough in a thumbnail; lines of small words do not count."""
    cap_em = fonts.cap_height_em(fonts.face_of(title.font))
    sizes = [line.size_pt for line in title.lines if not is_function_words(line.text)] or [title.lines[0].size_pt]
    cap_px = min(sizes) * cap_em / page_of(trim).width * THUMBNAIL_PX
    long = len(title.text) > SHORT_TITLE_CHARS
    return Check("thumbnail", cap_px >= LEAST_TITLE_CAP_PX, round(cap_px, 1), LEAST_TITLE_CAP_PX, long, "title")
