"""What a concept looks like: one silhouette each, from game-icons or drawn in code.

A path is filled by the nonzero rule inside the unit square: y down, standing on y = 1, centred, upright.
Which icon, and which parts of it, is data: `icons.toml`.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import skia

from articover.errors import MissingError
from articover.generate.illustrator.drawn import drawn, normalised
from articover.generate.illustrator.sketched import sketched
from articover.generate.illustrator.svgpath import contours
from articover.weights import Weight, package_file

ICON_SET = Weight(
    name="game-icons",
    package="npm:@iconify-json/game-icons",
    path="icons.json",
    sha256="b948029964d549d0ae3b17afead9c9d6f019ddcbdc34f52cb915dc460575c4cd",
    licence="CC-BY-3.0",
    source="https://game-icons.net",
)
CREDIT = (
    "Some silhouettes are adapted from the game-icons.net collection by Lorc, Delapouite and contributors, "
    "licensed CC BY 3.0; the package does not name the artist of each icon."
)
"""Owed on the copyright page when `borrowed` is true of a concept on the picture."""

_GRID = 512.0
_TRIES = (512.0, 777.0, 1301.0)
"""Scales at which a silhouette is closed: where one fails, another does not."""
_GAP = 0.042
"""The white lines inside these icons are about 0.03 of their width: anything narrower than this is a detail."""
_DETAIL_AREA = 0.0035
"""Holes of an open shape below this share of the unit square are details all the same."""


@dataclass(frozen=True)
class _Cut:
    """How an icon is used: `keep` as (left, top, right, bottom) of 0..1, `turn` in degrees clockwise."""

    icon: str
    keep: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    turn: float = 0.0
    open: bool = False


def outline(concept: str, icons: bool = True) -> skia.Path | None:
    """The shape of `concept`, or None when there is none. `icons` false: only what we drew ourselves.

    Raises `MissingError` when the icon set is needed and absent, `WeightError` when it is not the pinned one.
    """
    path = _outline(concept, icons)
    return skia.Path(path) if path is not None else None


def silhouette(concept: str, icons: bool = True) -> skia.Path | None:
    """The shape of `concept` as one solid: lines and eyes inside it filled, so that details can be painted over it."""
    path = _silhouette(concept, icons)
    return skia.Path(path) if path is not None else None


def borrowed(concept: str, icons: bool = True) -> bool:
    """Whether `outline(concept, icons)` comes from the icon set, so that `CREDIT` is owed."""
    return icons and concept in _cuts()


def is_open(concept: str) -> bool:
    """Whether you see through `concept` (a ring, a gate): its holes are not to be filled."""
    return concept in _cuts() and _cuts()[concept].open


@lru_cache(maxsize=512)
def _outline(concept: str, icons: bool) -> skia.Path | None:
    if borrowed(concept, icons):
        return _from_icon(_cuts()[concept])
    own = sketched(concept) or drawn(concept)
    return own if own is not None else None


@lru_cache(maxsize=512)
def _silhouette(concept: str, icons: bool) -> skia.Path | None:
    path = _outline(concept, icons)
    if path is None:
        return None
    if not borrowed(concept, icons) and _is_one_contour(path):
        return path  # Our own drawings have no slits by accident: the hollow of a crescent is meant.
    for scale in _TRIES:
        solid = _closed(path, scale, _DETAIL_AREA if is_open(concept) else 2.0)
        if solid is not None and _covers(solid, path):
            return solid
    filled = _without_holes(path, _DETAIL_AREA if is_open(concept) else 2.0)
    return filled if _covers(filled, path) else path


def _is_one_contour(path: skia.Path) -> bool:
    return bool(sum(verb == skia.Path.kMove_Verb for verb, _ in path) == 1)


def _closed(path: skia.Path, scale: float, least: float) -> skia.Path | None:
    """Morphological closing: grow until the lines inside have shut, drop the holes, shrink back."""
    try:
        large = _scaled(path, scale)
        gap = _GAP * scale
        grown = skia.Op(large, _border(large, gap), skia.PathOp.kUnion_PathOp)
        solid = _without_holes(grown, least * scale**2)
        shrunk = skia.Op(solid, _border(solid, gap), skia.PathOp.kDifference_PathOp)
        return _scaled(skia.Op(shrunk, large, skia.PathOp.kUnion_PathOp), 1 / scale)
    except RuntimeError:
        return None


def _covers(solid: skia.Path, path: skia.Path) -> bool:
    """Whether `solid` is `path` and what lies inside it: Skia's path operations drop whole parts of some tangles."""
    spill = 0.006
    if not path.computeTightBounds().makeOutset(spill, spill).contains(solid.computeTightBounds()):
        return False
    cells = 96
    masks = []
    for shape in (solid, path):
        alpha = np.zeros((cells, cells, 4), np.uint8)
        canvas = skia.Surface(alpha).getCanvas()
        canvas.scale(cells, cells)
        canvas.drawPath(shape, skia.Paint(AntiAlias=True))
        masks.append(alpha[..., 3].astype(np.int16))
    return bool((masks[1] - masks[0] > 128).sum() <= 4)


def _scaled(path: skia.Path, factor: float) -> skia.Path:
    """Path operations and stroking are exact to a fraction of a unit, so they are done at a large scale."""
    copy, matrix = skia.Path(path), skia.Matrix()
    matrix.setScale(factor, factor)
    copy.transform(matrix)
    return copy


def _border(path: skia.Path, width: float) -> skia.Path:
    line = skia.Paint(Style=skia.Paint.kStroke_Style, StrokeWidth=width, StrokeJoin=skia.Paint.kRound_Join)
    band = skia.Path()
    line.getFillPath(path, band)
    return band


def _without_holes(path: skia.Path, least: float) -> skia.Path:
    """`path` without its holes of less than `least` area."""
    parts = split(skia.Simplify(path))
    solid = skia.Path()
    for i, part in enumerate(parts):
        start = part.getPoint(0)
        box = part.computeTightBounds()
        depth = sum(
            other.computeTightBounds().contains(box) and other.contains(start.x(), start.y())
            for j, other in enumerate(parts)
            if j != i
        )
        hole = depth % 2 == 1
        if not hole or box.width() * box.height() >= least:
            solid.addPath(part)
    solid.setFillType(skia.PathFillType.kEvenOdd)
    return solid


def split(path: skia.Path) -> list[skia.Path]:
    """The contours of `path`, each a path of its own."""
    parts: list[skia.Path] = []
    for verb, points in path:
        tail = [(point.x(), point.y()) for point in points]
        if verb == skia.Path.kMove_Verb:
            parts.append(skia.Path())
            parts[-1].moveTo(*tail[0])
        elif verb == skia.Path.kLine_Verb:
            parts[-1].lineTo(*tail[1])
        elif verb == skia.Path.kQuad_Verb:
            parts[-1].quadTo(*tail[1], *tail[2])
        elif verb == skia.Path.kCubic_Verb:
            parts[-1].cubicTo(*tail[1], *tail[2], *tail[3])
        elif verb == skia.Path.kClose_Verb:
            parts[-1].close()
    return [part for part in parts if part.countVerbs() > 2]


def _from_icon(cut: _Cut) -> skia.Path:
    left, top, right, bottom = cut.keep
    path = skia.Path()
    for part in contours(_icon_data(cut.icon)):
        box = part.computeTightBounds()
        if left <= box.centerX() / _GRID <= right and top <= box.centerY() / _GRID <= bottom:
            path.addPath(part)
    path.setFillType(skia.PathFillType.kWinding)
    if cut.turn:
        matrix = skia.Matrix()
        matrix.setRotate(cut.turn, _GRID / 2, _GRID / 2)
        path.transform(matrix)
    return normalised(path)


@lru_cache(maxsize=1)
def _cuts() -> dict[str, _Cut]:
    text = resources.files("articover.generate.illustrator").joinpath("icons.toml").read_text("utf-8")
    return {
        concept: _Cut(
            entry["icon"],
            tuple(entry.get("keep", (0.0, 0.0, 1.0, 1.0))),
            float(entry.get("turn", 0.0)),
            bool(entry.get("open", False)),
        )
        for concept, entry in tomllib.loads(text).items()
    }


def mapped() -> dict[str, str]:
    """Concept -> name of its icon in the set."""
    return {concept: cut.icon for concept, cut in _cuts().items()}


def _icon_data(name: str) -> str:
    if package_file(ICON_SET.package, ICON_SET.path) is None:
        raise MissingError("icons_missing")
    return _all_icons(ICON_SET.locate())[name]


@lru_cache(maxsize=1)
def _all_icons(file: Path) -> dict[str, str]:
    """Name -> path data, of the icons we use."""
    wanted = set(mapped().values())
    icons = json.loads(file.read_text("utf-8"))["icons"]
    found = {name: re.search(r' d="([^"]+)"', icons[name]["body"]) for name in wanted if name in icons}
    return {name: match[1] for name, match in found.items() if match}
