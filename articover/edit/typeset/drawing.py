"""Draw stored text layers on pixels of any size. The layers already contain lines, sizes and positions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
import skia
from numpy.typing import NDArray

from articover.cover import Effect, FontRef, Pixels, TextLayer, TextLine
from articover.edit.typeset.fonts import Face, face_of
from articover.edit.typeset.shaping import line_path, shape
from articover.trim import POINTS_PER_IN, Canvas, Trim

Rect = tuple[float, float, float, float]
Window = tuple[int, int, int, int]
Coverage = NDArray[np.uint8]

_ROWS_AT_ONCE = 256
_EDGE_REACH = 0.4
"""A text backing nearer to an edge than this share of the trim extends to that edge, like a vignette."""
_WIDE = 0.55
"""A block of text wider than this share of the trim has a backing across the whole page."""


def paint(layers: Iterable[TextLayer], trim: Trim, pixels: Pixels, canvas: Canvas, letters: bool = True) -> Pixels:
    """A copy of `pixels`, which fill `canvas`, with the effects of `layers` and, if `letters`, their letters."""
    drawn = tuple(layers)
    out = np.ascontiguousarray(pixels).copy()
    for backing in dict.fromkeys(layer.effect for layer in drawn if layer.effect.kind == "plate"):
        boxes = [layer_box(layer, trim, canvas) for layer in drawn if layer.effect == backing]
        sizes = [max(line.size_pt for line in layer.lines) for layer in drawn if layer.effect == backing]
        feather = backing.width_em * max(sizes) / POINTS_PER_IN * canvas.px_per_in_y
        _shade(out, backing, _union(boxes), feather, canvas.trim_box_of(trim))
    for only_effects in (True, False):
        for layer in drawn:
            if only_effects or letters:
                _draw(out, layer, trim, canvas, only_effects)
    return out


def layer_path(layer: TextLayer, trim: Trim, canvas: Canvas) -> skia.Path:
    """The outlines of a layer's letters in pixels of `canvas`."""
    path = skia.Path()
    for line in layer.lines:
        path.addPath(_line_path(layer, line, trim, canvas))
    return path


def layer_box(layer: TextLayer, trim: Trim, canvas: Canvas) -> Rect:
    """Ink bounds of a layer's letters in pixels of `canvas`: (left, top, right, bottom)."""
    bounds = layer_path(layer, trim, canvas).computeTightBounds()
    return bounds.left(), bounds.top(), bounds.right(), bounds.bottom()


def coverage(layer: TextLayer, trim: Trim, canvas: Canvas, window: Window, grow_em: float = 0.0) -> Coverage:
    """The coverage of each pixel of `window` (left, top, right, bottom) by the letters, 0..255.

    The letters are grown by `grow_em` of their line's size, by at least 2 px.
    """
    x0, y0, x1, y1 = window
    sheet = np.zeros((max(y1 - y0, 1), max(x1 - x0, 1), 4), np.uint8)  # the surface draws into it without owning it
    surface = skia.Surface(sheet)
    surface.getCanvas().translate(-x0, -y0)
    paint_ = skia.Paint(AntiAlias=True, Color=skia.ColorWHITE)
    for line in layer.lines:
        path = _line_path(layer, line, trim, canvas)
        surface.getCanvas().drawPath(path, paint_)
        if grow_em > 0:
            grow_px = max(grow_em * line.size_pt / POINTS_PER_IN * canvas.px_per_in_y, 2.0)
            surface.getCanvas().drawPath(path, _stroke(skia.ColorWHITE, 2 * grow_px))
    surface.flushAndSubmit()
    return np.ascontiguousarray(sheet[:, :, 3])


def rgb(color: str) -> tuple[int, int, int]:
    """(red, green, blue), 0..255, of "#rrggbb"."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _line_path(layer: TextLayer, line: TextLine, trim: Trim, canvas: Canvas) -> skia.Path:
    runs = shape(line.text, faces_of(layer), layer.tracking_em)
    left, top, right, bottom = canvas.trim_box_of(trim)
    matrix = skia.Matrix()
    matrix.setScaleTranslate(
        line.size_pt / POINTS_PER_IN * canvas.px_per_in_x,
        line.size_pt / POINTS_PER_IN * canvas.px_per_in_y,
        left + line.x * (right - left),
        top + line.y * (bottom - top),
    )
    path = skia.Path(line_path(runs))
    path.transform(matrix)
    return path


def faces_of(layer: TextLayer) -> tuple[Face, ...]:
    """The faces of a stored layer, first choice first; raises `MissingError` when one is not installed."""
    return tuple(_face(ref) for ref in (layer.font, *layer.fallbacks))


def _face(ref: FontRef) -> Face:
    return _face_by_value(ref.family, ref.style, ref.sha256, tuple(sorted(ref.axes.items())), ref.licence)


@lru_cache(maxsize=256)
def _face_by_value(family: str, style: str, sha256: str, axes: tuple[tuple[str, float], ...], licence: str) -> Face:
    values: Mapping[str, float] = dict(axes)
    return face_of(FontRef(family, style, sha256, values, licence))


def _draw(out: Pixels, layer: TextLayer, trim: Trim, canvas: Canvas, only_effects: bool) -> None:
    """Draw the effect of one layer, or its letters, into `out`; processes only the rows that change."""
    size_px = max((line.size_pt for line in layer.lines), default=0.0) / POINTS_PER_IN * canvas.px_per_in_y
    if only_effects and layer.effect.kind in ("none", "plate"):
        return
    reach = (3.5 * layer.effect.width_em + 0.1) * size_px if only_effects else 2.0
    left, top, right, bottom = layer_box(layer, trim, canvas)
    x0, x1 = max(int(left - reach), 0), min(int(right + reach) + 2, canvas.width)
    y0, y1 = max(int(top - reach), 0), min(int(bottom + reach) + 2, canvas.height)
    if x0 >= x1 or y0 >= y1:
        return
    patch = np.empty((y1 - y0, x1 - x0, 4), np.uint8)
    patch[:, :, :3], patch[:, :, 3] = out[y0:y1, x0:x1], 255
    surface = skia.Surface(patch)
    sheet = surface.getCanvas()
    sheet.translate(-x0, -y0)
    for line in layer.lines:
        path = _line_path(layer, line, trim, canvas)
        em_px = line.size_pt / POINTS_PER_IN * canvas.px_per_in_y
        if only_effects:
            _draw_effect(sheet, path, layer.effect, em_px)
        else:
            sheet.drawPath(path, skia.Paint(AntiAlias=True, Color=_argb(layer.color)))
    surface.flushAndSubmit()
    out[y0:y1, x0:x1] = patch[:, :, :3]


def _draw_effect(sheet: skia.Canvas, path: skia.Path, effect: Effect, em_px: float) -> None:
    width = effect.width_em * em_px
    color = _argb(effect.color, effect.opacity)
    if effect.kind == "outline":
        sheet.drawPath(path, _stroke(color, 2 * width))
        sheet.drawPath(path, skia.Paint(AntiAlias=True, Color=color))
    elif effect.kind == "glow":
        blurred = _stroke(color, 1.2 * width)
        blurred.setStyle(skia.Paint.kStrokeAndFill_Style)
        blurred.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(width, 0.1)))
        sheet.drawPath(path, blurred)
    elif effect.kind == "shadow":
        soft = skia.Paint(AntiAlias=True, Color=color)
        soft.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(0.5 * width, 0.1)))
        sheet.save()
        sheet.translate(0.5 * width, width)
        sheet.drawPath(path, soft)
        sheet.restore()


def _shade(out: Pixels, backing: Effect, box: Rect, feather: float, trim_box: Rect) -> None:
    """Blend the backing's colour over `box`: full inside, fading out over `feather` px without a visible edge.

    The backing of a wide block is a band, which extends to the top or bottom edge if that is near. The backing of a
    narrow block is an oval that extends to the near edges only.
    """
    height, width = out.shape[:2]
    left, top, right, bottom = box
    trim_height, trim_width = trim_box[3] - trim_box[1], trim_box[2] - trim_box[0]
    to_top, to_foot = top - trim_box[1], trim_box[3] - bottom
    to_left, to_right = left - trim_box[0], trim_box[2] - right
    at_edge = min(to_top, to_foot) < _EDGE_REACH * trim_height
    feather = max(feather, (0.17 if at_edge else 0.1) * trim_height)
    pad = 0.12 * feather
    y = np.arange(height, dtype=np.float32) + 0.5
    x = np.arange(width, dtype=np.float32) + 0.5
    up, down = np.maximum((top - pad) - y, 0.0), np.maximum(y - (bottom + pad), 0.0)
    if right - left > _WIDE * trim_width:
        across = np.zeros_like(x)
        if at_edge:
            up, down = (np.zeros_like(y), down) if to_top < to_foot else (up, np.zeros_like(y))
    else:
        near = _EDGE_REACH * trim_width
        edit = np.zeros_like(x) if to_left < near else np.maximum((left - pad) - x, 0.0)
        after = np.zeros_like(x) if to_right < near else np.maximum(x - (right + pad), 0.0)
        across = (edit + after) / (1.2 * feather)
        up = np.zeros_like(y) if to_top < _EDGE_REACH * trim_height else up
        down = np.zeros_like(y) if to_foot < _EDGE_REACH * trim_height else down
    rows = (up + down) / feather
    color = np.array(rgb(backing.color), np.float32)
    touched = np.flatnonzero(rows < 1.0)
    if not touched.size:
        return
    for start in range(int(touched[0]), int(touched[-1]) + 1, _ROWS_AT_ONCE):
        stop = min(start + _ROWS_AT_ONCE, int(touched[-1]) + 1)
        alpha = backing.opacity * _fade(np.hypot(rows[start:stop, None], across[None, :]))[:, :, None]
        part = out[start:stop].astype(np.float32)
        out[start:stop] = (part + (color - part) * alpha + 0.5).astype(np.uint8)


def _fade(distance: NDArray[Any]) -> NDArray[Any]:
    """A smooth step from 1 at 0 to 0 at 1 (smootherstep), 0 beyond."""
    t = np.clip(1.0 - distance, 0.0, 1.0)
    faded: NDArray[Any] = t * t * t * (t * (6.0 * t - 15.0) + 10.0)
    return faded


def _union(boxes: Iterable[Rect]) -> Rect:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _stroke(color: int, width: float) -> skia.Paint:
    return skia.Paint(
        AntiAlias=True,
        Color=color,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeJoin=skia.Paint.kRound_Join,
        StrokeCap=skia.Paint.kRound_Cap,
    )


def _argb(color: str, opacity: float = 1.0) -> int:
    return int(skia.Color(*rgb(color), round(255 * opacity)))
