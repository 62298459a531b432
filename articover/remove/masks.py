"""Masks of letters: strokes found by colour inside each box, or whole boxes.

A stroke mask keeps the art between the letters. Colours that are common in a box and rare around it belong to the
letters. The mask then grows until it contains outlines, shadows and glows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from articover.clusters import Floats, kmeans, oklab, squared_distances
from articover.cover import Mask, Pixels
from articover.engine import Box

Bools = NDArray[np.bool_]

_COLORS = 7
"""Colour clusters per box: enough for a letter with a gradient, its outline and shadow, and a textured background."""
_SAMPLES = 8000
_WORK_HEIGHT_PX = 120
"""Boxes are analysed at most at this height, which keeps strokes several pixels wide at a low cost."""
_RING = 0.45
"""Width of the ring around a box that shows the background, in box heights."""
_CORE_INSET = 0.19
"""Share of a box's height cut off above and below to get the core, which its letters certainly fill."""
_LEAST_RING = 0.15
"""The smallest width of the ring; it may then include letters of other lines."""
_RIM = 0.1
"""The outer share of a box's height that is mostly background, because PP-OCR's boxes are higher than the letters."""
_LETTER_RATIO = 2.0
"""A colour belongs to the letters if its share of the core is this many times its share of the ring."""
_FAINT_RATIO = 1.3
_MIN_SHARE = 0.015
_SAME_COLOR, _BORROWED_RATIO = 0.04, 1.2
"""A colour this close (OKLab) to a letter colour elsewhere in the line belongs to the letters, too, if its ratio is at
least `_BORROWED_RATIO`."""
_SLIVER_PX = 3
_SEGMENT = 2.0
_REACH = 0.15
"""How far letters may extend beyond their box, in box heights."""
_STRAY = 0.5
"""A patch of letter colour with a larger share outside the box is art of the same colour, not a letter."""
_MIN_GROW_PX, _LEAST_GROW, _MAX_GROW = 3, 0.06, 0.17
"""A mask grows by at least 3 px and 0.06 of the box height (for antialiasing and ringing), and by at most 0.17."""
_MAX_REGROW_PX = 16
_FEW_PIXELS = 30
_SETTLED = 0.02
"""A ring around the strokes is background if its mean colour is this close to the background's (OKLab; one just
noticeable difference)."""


def stroke_mask(pixels: Pixels, boxes: Sequence[Box]) -> Mask:
    """255 on the letters in `boxes` with their outlines and halos, 0 elsewhere; same height and width as `pixels`."""
    mask = np.zeros(pixels.shape[:2], np.uint8)
    for box in boxes:
        left, top, right, bottom = _window(box, pixels.shape[:2], _RING)
        if right - left < 3 or bottom - top < 3:
            continue
        window = np.s_[top:bottom, left:right]
        others = box_mask(pixels.shape[:2], [other for other in boxes if other is not box], -_CORE_INSET)[window]
        strokes = _strokes_of(pixels[window], _shifted(box, left, top), others)
        mask[window] |= strokes
    # Narrow gaps between letters contain the fringes of both and would be mistaken for background.
    return _closed(mask)


def box_mask(shape: tuple[int, ...], boxes: Sequence[Box], grow: float = 0.08) -> Mask:
    """255 inside `boxes`, each grown by `grow` of its height on every side; `shape` begins (height, width)."""
    mask = np.zeros(shape[:2], np.uint8)
    for box in boxes:
        cv2.fillPoly(mask, [np.rint(grown_corners(box, grow)).astype(np.int32)], (255,))
    return mask


def regrown_mask(filled: Mask, boxes: Sequence[Box], grow: float = 0.12) -> Mask:
    """The filled mask in and around `boxes`, grown by `grow` of their height to cover traces at its edges."""
    mask = np.zeros_like(filled)
    for box in boxes:
        radius = min(max(_MIN_GROW_PX, round(grow * box_height_px(box))), _MAX_REGROW_PX)
        left, top, right, bottom = _window(box, filled.shape, 2 * grow)
        if right <= left or bottom <= top:
            continue
        # Add the box itself, because rounding the corners to pixels may remove more of a slanted box than it grew.
        about = box_mask(filled.shape, [box], grow) | box_mask(filled.shape, [box], 0)
        near = about[top:bottom, left:right] & filled[top:bottom, left:right]
        disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
        mask[top:bottom, left:right] |= np.asarray(cv2.dilate(near, disc), np.uint8)
    return mask


def _closed(mask: Mask) -> Mask:
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * _SLIVER_PX + 1, 2 * _SLIVER_PX + 1))
    closed: Mask = np.asarray(cv2.morphologyEx(np.pad(mask, _SLIVER_PX), cv2.MORPH_CLOSE, disc), np.uint8)
    return closed[_SLIVER_PX:-_SLIVER_PX, _SLIVER_PX:-_SLIVER_PX]


def box_height_px(box: Box) -> float:
    """The shorter side of the box, which is the line height for both directions of the line."""
    corners = np.array(box.corners, np.float32)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return float(min(sides[0] + sides[2], sides[1] + sides[3]) / 2)


def grown_corners(box: Box, grow: float) -> Floats:
    """Corners (4, 2) of the box with every side moved outward by `grow` box heights; negative shrinks."""
    corners = np.array(box.corners, np.float32)
    by = grow * box_height_px(box)
    along, down = corners[1] - corners[0], corners[3] - corners[0]
    along = along / max(float(np.linalg.norm(along)), 1e-6) * by
    down = down / max(float(np.linalg.norm(down)), 1e-6) * by
    moved: Floats = corners + np.stack([-along - down, along - down, along + down, down - along])
    return moved


def feathered(mask: Mask, inside_px: float) -> Floats:
    """Blend weights 0..1 for a filled `mask`: 0 outside it, rising to 1 over `inside_px` within it."""
    depth = cv2.distanceTransform(np.pad(mask, 1, mode="edge"), cv2.DIST_L2, 3)[1:-1, 1:-1]
    weights: Floats = np.clip(depth / (inside_px + 1), 0, 1).astype(np.float32)
    return weights


def _strokes_of(pixels: Pixels, box: Box, others: Mask) -> Mask:
    """The stroke mask of one box in a window around it, analysed at `_WORK_HEIGHT_PX`; `others` are the cores of other
    lines."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _WORK_HEIGHT_PX / max(box_height_px(box), 1.0))
    size = (max(3, round(width * scale)), max(3, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    taken = cv2.resize(others, size, interpolation=cv2.INTER_NEAREST) if scale < 1 else others
    corners = tuple((x * size[0] / width, y * size[1] / height) for x, y in box.corners)
    line = _TextRow(Box(corners, box.score, box.text), (size[1], size[0]))
    lab = oklab(np.ascontiguousarray(small))
    letters = _letter_pixels(lab, line, taken > 0)
    letters = _belonging(letters, line.strip(0, 1, 0, 1), line.strip(-_REACH, 1 + _REACH, -_REACH, 1 + _REACH))
    grown = _with_halo(lab, letters, taken > 0, line.height_px)
    if scale == 1:
        return grown
    smooth = cv2.resize(grown, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.where(smooth > 64, 255, 0).astype(np.uint8)


class _TextRow:
    """A box as a line of text: `along` runs with the longer side, `down` across it; both are 0..1 in the box."""

    def __init__(self, box: Box, shape: tuple[int, int]) -> None:
        corners = np.array(box.corners, np.float32)
        if np.linalg.norm(corners[3] - corners[0]) > np.linalg.norm(corners[1] - corners[0]):
            corners = np.roll(corners, 1, axis=0)
        self._origin, self._along, self._down = corners[0], corners[1] - corners[0], corners[3] - corners[0]
        self._shape = shape
        self.height_px = float(np.linalg.norm(self._down))

    def segments(self) -> list[tuple[float, float]]:
        """(start, end) of pieces about `_SEGMENT` heights long, to compare colours with the background nearby."""
        heights = float(np.linalg.norm(self._along)) / max(1.0, self.height_px)
        count = max(1, round(heights / _SEGMENT))
        cuts = [piece / count for piece in range(count + 1)]
        cuts[0], cuts[-1] = -_REACH / max(heights, 1.0), 1 + _REACH / max(heights, 1.0)
        return list(pairwise(cuts))

    def strip(self, start: float, end: float, top: float, bottom: float) -> Bools:
        """Pixels of the part between `start` and `end` along the line, `top` and `bottom` across it."""
        corners = [
            self._origin + along * self._along + down * self._down
            for along, down in ((start, top), (end, top), (end, bottom), (start, bottom))
        ]
        mask = np.zeros(self._shape, np.uint8)
        cv2.fillPoly(mask, [np.rint(np.stack(corners)).astype(np.int32)], (1,))
        return mask > 0


@dataclass(frozen=True, eq=False)
class _Segment:
    """The colours of one piece of a line: `centres`, `labels` of its pixels (-1 outside), and which belong to letters.

    `ratio` is a colour's share of the core divided by its share of the ring.
    """

    centres: Floats
    labels: NDArray[np.int64]
    ratio: NDArray[np.float64]
    chosen: Bools


def _letter_pixels(lab: Floats, line: _TextRow, others: Bools) -> Bools:
    """The pixels of letter colours in all segments; a letter colour of one segment counts in the others, too."""
    segments = [segment for ends in line.segments() if (segment := _segment(lab, line, *ends, others))]
    letters = np.zeros(lab.shape[:2], bool)
    if not segments:
        return letters
    colors = np.concatenate([segment.centres[segment.chosen] for segment in segments])
    for segment in segments:
        taken = segment.chosen
        if len(colors):
            near = squared_distances(segment.centres, colors).min(axis=1) < _SAME_COLOR**2
            taken = taken | (near & (segment.ratio > _BORROWED_RATIO))
        letters |= np.isin(segment.labels, np.flatnonzero(taken))
    return letters


def _segment(lab: Floats, line: _TextRow, start: float, end: float, others: Bools) -> _Segment | None:
    """The colours of one segment; those much more common in the core than above and below it belong to letters."""
    inside = line.strip(start, end, -_REACH, 1 + _REACH)
    core = line.strip(start, end, _CORE_INSET, 1 - _CORE_INSET) & inside
    ring = line.strip(start, end, -_RING, 1 + _RING) & ~line.strip(start, end, _RIM, 1 - _RIM)
    if (ring & ~others).sum() > _LEAST_RING * core.sum():
        ring &= ~others
    if not core.any() or not ring.any():
        return None
    points = lab[inside | ring]
    centres, _ = kmeans(points[:: max(1, len(points) // _SAMPLES)], _COLORS)
    labels = np.full(lab.shape[:2], -1, np.int64)
    labels[inside | ring] = squared_distances(points, centres).argmin(axis=1)
    in_share = np.bincount(labels[core], minlength=len(centres)) / core.sum()
    out_share = np.bincount(labels[ring], minlength=len(centres)) / ring.sum()
    ratio = in_share / (out_share + 0.01)
    chosen = (ratio > _LETTER_RATIO) & (in_share > _MIN_SHARE)
    if not chosen.any():
        best = int(ratio.argmax())
        chosen[best] = ratio[best] > _FAINT_RATIO
    labels[~inside] = -1
    return _Segment(centres, labels, ratio, chosen)


def _belonging(colored: Bools, box: Bools, reach: Bools) -> Bools:
    """The coloured pixels in the box, with patches that extend a little beyond it; larger patches end at its border."""
    count, patches = cv2.connectedComponents((colored & reach).astype(np.uint8), connectivity=8)
    total = np.bincount(patches.ravel(), minlength=count)
    within = np.bincount(patches[box], minlength=count)
    whole = (within > 0) & (within >= (1 - _STRAY) * total)
    whole[0] = False
    kept: Bools = whole[patches] | (box & colored)
    return kept


def _with_halo(lab: Floats, letters: Bools, others: Bools, height_px: float) -> Mask:
    """The letters grown until their surroundings no longer differ from the background farther away."""
    if not letters.any():
        return np.zeros(letters.shape, np.uint8)
    away: Floats = np.asarray(cv2.distanceTransform((~letters).astype(np.uint8), cv2.DIST_L2, 5), np.float32)
    least = max(_MIN_GROW_PX, round(_LEAST_GROW * height_px))
    most = max(least + 1, round(_MAX_GROW * height_px))
    ground = (away > most) & (away <= 2.5 * most) & ~others
    grow = least
    if ground.sum() >= _FEW_PIXELS:
        weight = cv2.GaussianBlur(ground.astype(np.float32), (0, 0), 1.5 * most) + 1e-6
        local = cv2.GaussianBlur(lab * ground[..., None], (0, 0), 1.5 * most) / weight[..., None]
        deviation = lab - local
        near = ~others & (weight > 0.02)
        down, across = np.gradient(away)
        for sector in (down > 0) * 2 + (across > 0) == np.arange(4)[:, None, None]:
            grow = max(grow, _settled_at(deviation, away, near & sector, grow, most))
    return np.where(away <= grow, 255, 0).astype(np.uint8)


def _settled_at(deviation: Floats, away: Floats, near: Bools, least: int, most: int) -> int:
    """The distance from the strokes, `least`..`most` px, from which `deviation` from the background no longer changes.

    It compares mean vectors, not mean lengths, because grain then cancels out, unlike a shadow or a glow. It examines
    one sector of directions at a time, because a shadow is on one side.
    """
    sums = [deviation[near & (away > ring - 1) & (away <= ring)] for ring in range(most + 1)]
    if len(sums[most]) < _FEW_PIXELS:
        return least
    far = sums[most].mean(axis=0)
    for ring in range(least + 1, most):
        if len(sums[ring]) < _FEW_PIXELS or float(np.linalg.norm(sums[ring].mean(axis=0) - far)) <= _SETTLED:
            return ring - 1
    return most


def _window(box: Box, shape: tuple[int, ...], grow: float) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of the part of the picture that contains the box grown by `grow` heights."""
    corners = grown_corners(box, grow)
    left, top = np.floor(corners.min(axis=0)).astype(int)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int) + 1
    return max(0, int(left)), max(0, int(top)), min(shape[1], int(right)), min(shape[0], int(bottom))


def _shifted(box: Box, left: int, top: int) -> Box:
    return Box(tuple((x - left, y - top) for x, y in box.corners), box.score, box.text)
