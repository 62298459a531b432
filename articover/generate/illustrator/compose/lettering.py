"""Titles set before the picture is drawn, so that a thing can stand in a letter's place on the letters' own axis.

The rows go to the typesetter as they are: picture and type cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from articover.edit.typeset.fonts import Face
from articover.edit.typeset.layout import Setting, measure

_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "my"})
_GAP = 0.13
"""Between a letter and the thing beside it, in heights of the capitals."""
_LEADING = 0.2
"""Between two lines, in heights of the capitals of the larger one."""


@dataclass(frozen=True)
class Row:
    """One piece of a title: the left end of its baseline and its font size, in scene units."""

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Lettering:
    """A title in rows. The missing letter stood on the baseline `foot`, about the upright axis `x`; capitals there are
    `cap` high, and the thing has `width` between its neighbours. `top` is where the letters begin."""

    face: Face
    rows: tuple[Row, ...]
    x: float
    foot: float
    cap: float
    width: float
    top: float


def lines_of(words: tuple[str, ...]) -> list[str]:
    """A title in capitals, a line for each word that carries it; small words stand together on lines of their own."""
    lines: list[tuple[bool, list[str]]] = []
    for word in words:
        small = word.casefold() in _SMALL
        if lines and small and lines[-1][0]:
            lines[-1][1].append(word)
        else:
            lines.append((small, [word]))
    return [" ".join(group).upper() for _, group in lines]


def line_with(lines: list[str], letter: str) -> int | None:
    """The line that can best spare `letter`: of the weightiest words, one with it inside; None when none has it."""
    able = [
        (len(line) + (3 if 0 < line.find(letter) < len(line) - 1 else 0) - index, -index)
        for index, line in enumerate(lines)
        if letter in line and line.casefold() not in _SMALL and len(line) > 1
    ]
    return -max(able)[1] if able else None


def set_with_thing(
    words: tuple[str, ...],
    letter: str,
    face: Face,
    left: float,
    right: float,
    bottom: float,
    width_of: float,
    tall: float,
    top: float = 0.08,
) -> Lettering | None:
    """The title between `left` and `right`, its last line on `bottom`, a thing instead of one `letter`.

    `width_of` is the thing's width as a share of its height; `tall` its height in capitals. Nothing stands above `top`.
    None without the letter.
    """
    lines = lines_of(words)
    at = line_with(lines, letter)
    if at is None:
        return None
    setting = Setting((face,), 0.0)
    cap_em = setting.cap_em
    column = right - left
    middle = len(lines[at]) / 2
    spots = [i for i, char in enumerate(lines[at]) if char == letter]
    spot = min(spots, key=lambda i: abs(i + 0.5 - middle))
    before, after = lines[at][:spot], lines[at][spot + 1 :]
    inks = [measure(part, setting) if part.strip() else None for part in (before, after)]
    letters_em = sum(ink.width for ink in inks if ink)
    thing_em = width_of * tall * cap_em + 2 * _GAP * cap_em
    sizes = []
    for index, line in enumerate(lines):
        small = line.casefold() in _SMALL or all(word.casefold() in _SMALL for word in line.split())
        wide = letters_em + thing_em if index == at else measure(line, setting).width
        sizes.append(min(column / wide, 0.34 / cap_em) * (1.0 if not small else 0.0))
    biggest = max(sizes)
    sizes = [
        size or min(0.3 * biggest, column / max(measure(line, setting).width, 1e-6))
        for size, line in zip(sizes, lines, strict=True)
    ]
    high = sum(cap_em * size * (1 + _LEADING) + 0.012 for size in sizes)
    if high > bottom - top:
        sizes = [size * (bottom - top) / high for size in sizes]
    rows: list[Row] = []
    y = bottom
    found = Lettering(face, (), left, bottom, 0.0, 0.0, bottom)
    for index in range(len(lines) - 1, -1, -1):
        size = sizes[index]
        pieces: list[Row] = []
        if index == at:
            x = left
            for part, ink in zip((before, after), inks, strict=True):
                if ink:
                    pieces.append(Row(part.strip(), x - ink.left * size, y, size))
                    x += ink.width * size
                if part is before:
                    width = thing_em * size
                    found = Lettering(face, (), x + width / 2, y, cap_em * size, width - 2 * _GAP * cap_em * size, y)
                    x += width
        else:
            ink_ = measure(lines[index], setting)
            pieces.append(Row(lines[index], left - ink_.left * size, y, size))
        rows = pieces + rows
        y -= cap_em * size + _LEADING * cap_em * max(size, sizes[index - 1] if index else 0) * 0.6 + 0.012
    top = min(row.y - cap_em * row.size for row in rows)
    return Lettering(face, tuple(rows), found.x, found.foot, found.cap, found.width, top)
