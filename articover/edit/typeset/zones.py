"""Zones for type: calm places of a picture, found from its pixels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from articover.cover import Pixels, Zone

Field = NDArray[Any]

_MAP_LONG_SIDE = 160
_MARGIN = 0.08
_FACE_SHARES = 0.006, 0.15
"""Smallest and largest area of a patch of skin colour that may be a face, as shares of the picture."""
_HAIR = 0.7
"""How far a head extends above the skin of its face, as a share of the face's height."""
_ABOVE_FOOT = 0.86
"""The bottom of a title zone at the foot of the page, above the author."""
_SHIFT_MOST = 0.07
"""How far a block may leave its zone for a calmer place, as a share of the height."""


def busy_map(pixels: Pixels) -> Field:
    """The busyness of each place, 0 (flat) upwards: local contrast and gradients of lightness.

    `pixels` are the trim box; the longer side of the result is about 160.
    """
    height, width = pixels.shape[:2]
    scale = _MAP_LONG_SIDE / max(height, width)
    fine = max(round(width * scale * 3), 3), max(round(height * scale * 3), 3)
    gray = np.asarray(Image.fromarray(pixels).convert("L").resize(fine, Image.Resampling.BOX), np.float32) / 255
    gy, gx = np.gradient(gray)
    energy = np.hypot(gx, gy)
    rows, columns = gray.shape[0] // 3, gray.shape[1] // 3
    energy = energy[: rows * 3, : columns * 3].reshape(rows, 3, columns, 3).mean((1, 3))
    cells = gray[: rows * 3, : columns * 3].reshape(rows, 3, columns, 3)
    busy: Field = 6.0 * energy + 2.0 * cells.std((1, 3))
    return busy


def restlessness(busy: Field, left: float, top: float, right: float, bottom: float) -> float:
    """Mean of `busy` over a box given in fractions of the trim box; infinite outside the trim."""
    if top < 0 or bottom > 1:
        return float("inf")
    rows, columns = busy.shape
    y0, y1 = int(top * rows), max(int(np.ceil(bottom * rows)), int(top * rows) + 1)
    x0, x1 = int(left * columns), max(int(np.ceil(right * columns)), int(left * columns) + 1)
    part = busy[y0:y1, x0:x1]
    return float(part.mean() + 0.5 * np.quantile(part, 0.9))


def find_zones(pixels: Pixels, busy: Field) -> tuple[Zone, Zone]:
    """A title zone and an author zone for a picture without zones; `busy` is its `busy_map`.

    Bands across the width are compared by busyness and by variation of tone. The upper and the lower third are
    preferred to the middle, where the subject usually is, and likely faces are avoided.
    """
    tone = _tone(pixels, busy.shape)
    faces = likely_faces(pixels)
    high = 0.34 if pixels.shape[0] >= pixels.shape[1] else 0.44
    tops = np.linspace(0.05, 0.95 - high, 13)
    costs = [
        _band_cost(busy, tone, top, top + high) + _place_cost(top, high) + _face_cost(faces, top, top + high)
        for top in tops
    ]
    top = float(tops[int(np.argmin(costs))])
    upper = top + high / 2 < 0.5
    foot, head = (0.88, 0.95), (0.05, 0.12)
    places = [foot] if upper else [head, foot]
    best = min(places, key=lambda place: _band_cost(busy, tone, *place) + _face_cost(faces, *place))
    if best == foot and not upper:
        top = min(top, _ABOVE_FOOT - high)
    title = Zone("title", _MARGIN, top, 1 - _MARGIN, top + high, valign="top" if upper else "bottom")
    return title, Zone("author", _MARGIN, best[0], 1 - _MARGIN, best[1])


def likely_faces(pixels: Pixels) -> list[tuple[float, float, float, float]]:
    """Boxes that may be heads, in fractions of the picture: compact patches of skin colour with the hair above.

    It is a hint for placing type, not a detector. Skin: 133 <= Cr <= 173 and 77 <= Cb <= 127 (Chai and Ngan, 1999),
    narrowed to exclude beige walls.
    """
    height, width = pixels.shape[:2]
    scale = _MAP_LONG_SIDE / max(height, width)
    size = max(round(width * scale), 3), max(round(height * scale), 3)
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    luma = cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb)
    skin = cv2.inRange(luma, np.array([60, 139, 77]), np.array([245, 173, 122]))
    skin = cv2.morphologyEx(skin, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(skin)
    found = []
    for x, y, wide, high, area in stats[1:]:
        share = area / (size[0] * size[1])
        cut = x == 0 or y == 0 or x + wide == size[0] or y + high == size[1]  # walls, tables, arms: rarely faces
        if (
            not cut
            and _FACE_SHARES[0] < share < _FACE_SHARES[1]
            and 0.7 < high / wide < 2.4
            and area > 0.45 * wide * high
        ):
            top = max(y - _HAIR * high, 0)
            found.append((x / size[0], top / size[1], (x + wide) / size[0], (y + high) / size[1]))
    return found


def calmer(busy: Field, box: tuple[float, float, float, float], low: float, high: float) -> float:
    """How far to move a block to a clearly calmer place, as a share of the height; down is positive.

    `box` is its ink in fractions of the trim box; it stays between `low` and `high`. 0 if no place within reach is
    calmer by at least a quarter.
    """
    left, top, right, bottom = box
    here = restlessness(busy, left, top, right, bottom)
    best, shift = 0.75 * here, 0.0
    for step in np.linspace(-_SHIFT_MOST, _SHIFT_MOST, 15):
        if top + step < low or bottom + step > high:
            continue
        there = restlessness(busy, left, top + step, right, bottom + step) * (1 + 1.5 * abs(step))
        if there < best:
            best, shift = there, float(step)
    return shift


def inside(zone: Zone, margin_x: float, margin_y: float) -> Zone:
    """The zone cut to the safe part of the trim, `margin_*` in fractions of it."""
    return replace(
        zone,
        left=max(zone.left, margin_x),
        right=min(zone.right, 1 - margin_x),
        top=max(zone.top, margin_y),
        bottom=min(zone.bottom, 1 - margin_y),
    )


def _tone(pixels: Pixels, shape: tuple[int, ...]) -> Field:
    small = Image.fromarray(pixels).convert("L").resize((shape[1], shape[0]), Image.Resampling.BOX)
    return np.asarray(small, np.float32) / 255


def _band_cost(busy: Field, tone: Field, top: float, bottom: float) -> float:
    rows, columns = tone.shape
    part = tone[
        int(top * rows) : max(int(bottom * rows), int(top * rows) + 1),
        int(_MARGIN * columns) : int((1 - _MARGIN) * columns),
    ]
    return restlessness(busy, _MARGIN, top, 1 - _MARGIN, bottom) + 0.8 * float(part.std())


def _face_cost(faces: list[tuple[float, float, float, float]], top: float, bottom: float) -> float:
    """A cost above that of any busyness: the share of a face below the band, or of the band on a face."""
    hidden = [
        max(min(bottom, face[3]) - max(top, face[1]), 0.0) / min(face[3] - face[1], bottom - top) for face in faces
    ]
    return 1.5 * max(hidden, default=0.0)


def _place_cost(top: float, high: float) -> float:
    """The cost of a band's place: none in the upper third, little in the lower third, high in the middle."""
    middle = top + high / 2
    return 0.12 * float(np.exp(-(((middle - 0.52) / 0.17) ** 2))) + (0.02 if middle > 0.5 else 0.0)
