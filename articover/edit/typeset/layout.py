"""Lines of text with sizes and positions: measure, stack and align them.

All lengths are in points (1/72 in) at trim size; the origin is the trim's top left corner, y points down. Positions are
based on the ink of the letters, not on their advance widths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from articover.edit.typeset.breaking import Lines
from articover.edit.typeset.fonts import Face, cap_height_em
from articover.edit.typeset.pairings import Style
from articover.edit.typeset.shaping import line_path, line_width_em, shape

Align = Literal["left", "center", "right"]

_LEAST_INK_GAP_EM = 0.07
"""The smallest gap between the ink of two lines, in ems of the smaller line."""


@dataclass(frozen=True)
class Setting:
    """How one text is set, independent of its size."""

    faces: tuple[Face, ...]
    tracking_em: float = 0.0
    leading: float = 1.1
    style: Style = "even"

    @property
    def cap_em(self) -> float:
        """Height of the capitals in ems."""
        return cap_height_em(self.faces[0])


@dataclass(frozen=True)
class Ink:
    """Bounds of a line's letters in ems from the left end of its baseline, y down, and its advance."""

    left: float
    top: float
    right: float
    bottom: float
    advance: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class PlacedLine:
    """One placed line: `x`, `y` of the left end of its baseline, `size` of the font, in points."""

    text: str
    x: float
    y: float
    size: float
    ink: Ink

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Ink bounds in points: (left, top, right, bottom)."""
        ink, size = self.ink, self.size
        return self.x + ink.left * size, self.y + ink.top * size, self.x + ink.right * size, self.y + ink.bottom * size

    def moved(self, dx: float, dy: float) -> PlacedLine:
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True)
class TextBlock:
    """Lines set together; `raggedness` is 0 when they are even."""

    lines: tuple[PlacedLine, ...]
    raggedness: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Ink bounds in points: (left, top, right, bottom)."""
        boxes = [line.box for line in self.lines]
        return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    def moved(self, dx: float, dy: float) -> TextBlock:
        return replace(self, lines=tuple(line.moved(dx, dy) for line in self.lines))


@lru_cache(maxsize=8192)
def measure(text: str, setting: Setting) -> Ink:
    """Ink bounds of one line in ems; a line of white space has an empty box."""
    runs = shape(text, setting.faces, setting.tracking_em)
    bounds = line_path(runs).computeTightBounds()
    advance = line_width_em(runs)
    if bounds.isEmpty():
        return Ink(0.0, 0.0, advance, 0.0, advance)
    return Ink(bounds.left(), bounds.top(), bounds.right(), bounds.bottom(), advance)


def aligned(block: TextBlock, left: float, right: float, align: Align) -> TextBlock:
    """The block with the ink of each line aligned to the left, centre or right of the column."""
    moved = []
    for line in block.lines:
        start, _, end, _ = line.box
        target = {"left": left, "right": right - (end - start), "center": (left + right - (end - start)) / 2}[align]
        moved.append(line.moved(target - start, 0.0))
    return replace(block, lines=tuple(moved))


def compose(lines: Lines, setting: Setting, sizes: Sequence[float]) -> TextBlock:
    """Lines one below another; the ink of each line starts at x = 0, and that of the first line at y = 0."""
    placed: list[PlacedLine] = []
    inks = [measure(text, setting) for text in lines.texts]
    y = -inks[0].top * sizes[0]
    rows = list(zip(lines.texts, inks, sizes, strict=True))
    for index, (text, ink, size) in enumerate(rows):
        if index:
            y += _step(rows[index - 1][1], rows[index - 1][2], ink, size, setting)
        placed.append(PlacedLine(text, -ink.left * size, y, size, ink))
    return TextBlock(tuple(placed), lines.raggedness)


def _step(above: Ink, above_size: float, below: Ink, below_size: float, setting: Setting) -> float:
    """The distance between two baselines: the family's leading, or more where ink would touch."""
    gap = max(setting.leading - setting.cap_em, 0.1)
    step = setting.cap_em * below_size + gap * (0.35 * max(above_size, below_size) + 0.65 * min(above_size, below_size))
    ink = above.bottom * above_size - below.top * below_size + _LEAST_INK_GAP_EM * min(above_size, below_size)
    return max(step, ink)
