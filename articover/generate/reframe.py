"""A picture in another shape: cropped around its subject where that keeps most of it, else continued past its edges.

Pixels that are kept do not change. The area beyond an edge is the picture mirrored there and blurred more with the
distance, like a background out of focus: nothing is invented, no letter or face appears twice in focus, and type is
legible on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from articover import notices
from articover.clusters import Floats
from articover.cover import Background, Pixels, Zone
from articover.edit.typeset.zones import likely_faces
from articover.facts import Fact
from articover.generate.upload import best_start, saliency
from articover.pictures import resize
from articover.trim import Canvas, Trim, background_canvas

CROP_KEEPS = 0.68
CROP_CUTS = 0.4
"""A crop alone is used when it keeps this share of the saliency and cuts off no more than that share of the picture: a
larger cut would leave room for the type only on the subject."""
EXTEND_KEEPS = 0.86
"""A picture that is extended may first be cropped to this share of its saliency."""
_COLUMN = 0.52
"""Type beside the kept part of a wide page needs this share of the page; the picture is cut by at most that."""
_FACE = 0.35
"""What a likely face adds to the saliency, whose total is 1 without: a head is not to be cut off."""
_NOTEWORTHY = 0.02
_SOFTNESS = (0.0, 0.004, 0.012, 0.03, 0.07)
"""Standard deviations of the blurs the new part passes through, in shares of its longer side."""
_REACH = (0.0, 0.012, 0.04, 0.1, 0.22)
"""How far from the edge each is reached, in the same shares."""
_BESIDE = 0.3
"""From this share of new area on, the type is set on it, beside or above the kept part."""
_EDGE = 0.08
"""The strip along an edge that is mirrored first, as a share of the side."""
_GRAIN_SEED = 0x5EF


@dataclass(frozen=True, eq=False)
class Reframed:
    """The `background` in its new shape, and what to tell the writer."""

    background: Background
    said: tuple[Fact, ...]


def reframe(background: Background, to: Trim, most_px: int) -> Reframed:
    """`background` in the shape of `to`, bleed included, its longer side at most `most_px`.

    `zones` say where type may stand when much of the page is new; otherwise they are left to be found.
    """
    canvas = background_canvas(to)
    aspect = canvas.width / canvas.height
    pixels = background.pixels
    height, width = pixels.shape[:2]
    left, top, kept_width, kept_height = _window(pixels, aspect)
    kept = pixels[top : top + kept_height, left : left + kept_width]
    cut = 1 - kept_width * kept_height / (width * height)
    page_width, page_height = max(kept_width, round(kept_height * aspect)), max(kept_height, round(kept_width / aspect))
    shrink = min(1.0, most_px / max(page_width, page_height))
    if shrink < 1:
        kept = resize(kept, (max(1, round(kept_width * shrink)), max(1, round(kept_height * shrink))))
        kept_height, kept_width = kept.shape[:2]
        page_width, page_height = (
            max(kept_width, round(kept_height * aspect)),
            max(kept_height, round(kept_width / aspect)),
        )
    new = 1 - kept_width * kept_height / (page_width * page_height)
    across, down = page_width - kept_width, page_height - kept_height
    zones: tuple[Zone, ...] = ()
    before_x, before_y = _calmer_side(kept, across, 1), _calmer_side(kept, down, 0)
    if new >= _BESIDE and across > down:
        before_x, zones = _beside(kept, across, page_width)
    elif new >= _BESIDE:
        before_y, zones = _above(down, page_height)
    page = extended(kept, before_x, across - before_x, before_y, down - before_y) if across or down else kept
    said = []
    if cut > _NOTEWORTHY:
        said.append(notices.RECUT(percent=f"{100 * cut:.0f}"))
    if new > _NOTEWORTHY:
        said.append(notices.EXTENDED(percent=f"{100 * new:.0f}"))
    shaped = replace(background, pixels=page, trim_box_px=_trim_box_px(canvas, to, page), zones=zones)
    return Reframed(shaped, tuple(said))


def extended(pixels: Pixels, left: int, right: int, top: int, bottom: int) -> Pixels:
    """`pixels` with so many more px on each side; those in the middle are bit-identical."""
    height, width = pixels.shape[:2]
    grown = np.pad(pixels, ((top, bottom), (left, right), (0, 0)), mode="symmetric")
    side = max(grown.shape[:2])
    y = np.arange(grown.shape[0], dtype=np.float32)
    x = np.arange(grown.shape[1], dtype=np.float32)
    beyond_y = np.maximum(np.maximum(top - y, y - (top + height - 1)), 0)[:, None]
    beyond_x = np.maximum(np.maximum(left - x, x - (left + width - 1)), 0)[None, :]
    distance = np.hypot(beyond_y, beyond_x) / side
    out = grown.astype(np.float32)
    for low, high, softness in zip(_REACH, _REACH[1:], _SOFTNESS[1:], strict=False):
        share = np.clip((distance - low) / (high - low), 0, 1)[..., None]
        if share.max() > 0:
            out += (_blurred(grown, softness * side) - out) * share
    grain = _grain_of(pixels)
    rng = np.random.default_rng([_GRAIN_SEED, grown.shape[0], grown.shape[1]])
    out += rng.normal(0.0, grain, grown.shape[:2]).astype(np.float32)[..., None]
    # Half a level of noise before rounding leaves no bands in what is smooth.
    page: Pixels = np.clip(out + rng.random(grown.shape[:2], dtype=np.float32)[..., None], 0, 255).astype(np.uint8)
    page[top : top + height, left : left + width] = pixels
    return page


def _window(pixels: Pixels, aspect: float) -> tuple[int, int, int, int]:
    """What of the picture is kept on a page of `aspect`: (left, top, width, height).

    The whole crop where it keeps enough; else the smallest cut toward it that still does.
    """
    height, width = pixels.shape[:2]
    across = width / height > aspect
    profile = _profile(pixels, 0 if across else 1)
    length = width if across else height
    full = min(length, round(height * aspect) if across else round(width / aspect))
    start, size = best_start(profile, length, full), full
    if _share(profile, length, start, size) < CROP_KEEPS or 1 - size / length > CROP_CUTS:
        # A tall page has its type above and below; a wide one beside, and that wants a column.
        least = full if across else min(length, round(full / (1 - _COLUMN)))
        for size in np.linspace(least, length, 40).astype(int).tolist():
            start = best_start(profile, length, size)
            if _share(profile, length, start, size) >= EXTEND_KEEPS:
                break
    return (start, 0, size, height) if across else (0, start, width, size)


def _profile(pixels: Pixels, axis: int) -> Floats:
    """What draws the eye, summed along `axis`, faces added; it sums to 1."""
    eye = saliency(pixels)
    rows, columns = eye.shape
    for left, top, right, bottom in likely_faces(pixels):
        y, x = (
            slice(int(top * rows), max(round(bottom * rows), 1)),
            slice(int(left * columns), max(round(right * columns), 1)),
        )
        if eye[y, x].size:
            eye[y, x] += _FACE / eye[y, x].size
    profile: Floats = eye.sum(axis=axis) / eye.sum()
    return profile


def _share(profile: Floats, length: int, start: int, size: int) -> float:
    """How much of `profile`, which sums to 1 over `length` px, lies in `start` .. `start` + `size`."""
    cells = len(profile)
    edges = np.arange(cells + 1) * length / cells
    inside = np.clip(np.minimum(edges[1:], start + size) - np.maximum(edges[:-1], start), 0, None)
    return float((profile * inside / (length / cells)).sum())


def _calmer_side(kept: Pixels, more: int, axis: int) -> int:
    """How many of `more` px go before the kept part: most where its edge is calm, and makes no strange mirror image."""
    gray = cv2.cvtColor(kept, cv2.COLOR_RGB2GRAY).astype(np.float32)
    strip = max(round(_EDGE * gray.shape[axis]), 2)
    restless = [float(np.abs(np.diff(part, axis=0)).mean() + np.abs(np.diff(part, axis=1)).mean() + 0.5)
                for part in np.split(gray, [strip, gray.shape[axis] - strip], axis)[::2]]  # fmt: skip
    return round(more * float(np.clip(restless[1] / sum(restless), 0.15, 0.85)))


def _beside(kept: Pixels, across: int, page_width: int) -> tuple[int, tuple[Zone, ...]]:
    """The kept part at the right of a wide page, where the eye ends, and the type left of it."""
    after = round(0.04 * page_width) if across > 0.6 * page_width else 0
    before = across - after
    reach = max(before / page_width - 0.02, _COLUMN - 0.04)
    return before, (
        Zone("title", 0.05, 0.16, reach, 0.7, "left", "middle"),
        Zone("author", 0.05, 0.82, reach, 0.92, "left", "middle"),
    )


def _above(down: int, page_height: int) -> tuple[int, tuple[Zone, ...]]:
    """The kept part low on a tall page, the title over it, the author's line under it."""
    before = round(down * 0.68)
    head, foot = before / page_height, 1 - (down - before) / page_height
    return before, (
        Zone("title", 0.08, 0.055, 0.92, max(head - 0.02, 0.2), "center", "middle"),
        Zone("author", 0.1, min(foot + 0.02, 0.9), 0.9, 0.96, "center", "middle"),
    )


def _blurred(pixels: Pixels, sigma: float) -> Floats:
    """Gaussian blur; wide ones on a reduced copy, which makes no visible difference."""
    factor = max(int(sigma / 4), 1)
    if factor == 1:
        soft = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), max(sigma, 0.3), borderType=cv2.BORDER_REFLECT)
        return np.asarray(soft, np.float32)
    height, width = pixels.shape[:2]
    size = max(width // factor, 2), max(height // factor, 2)
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    soft = cv2.GaussianBlur(small, (0, 0), sigma / factor, borderType=cv2.BORDER_REFLECT)
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


def _grain_of(pixels: Pixels) -> float:
    """Standard deviation of a picture's own grain, in levels, at most 4: the median of its finest differences."""
    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = gray - cv2.GaussianBlur(gray, (0, 0), 1.0)
    return min(1.4826 * float(np.median(np.abs(fine))), 4.0)


def _trim_box_px(canvas: Canvas, trim: Trim, page: Pixels) -> tuple[float, float, float, float]:
    left, top, right, bottom = canvas.trim_box_of(trim)
    across, down = page.shape[1] / canvas.width, page.shape[0] / canvas.height
    return left * across, top * down, right * across, bottom * down
