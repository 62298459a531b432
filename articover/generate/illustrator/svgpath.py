"""SVG path data to a Skia path, contour by contour (SVG 1.1, section 8.3): this Skia build has no parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import skia

_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARC_FLAGS = (3, 4)


def contours(data: str) -> list[skia.Path]:
    """The contours of a path's `d`, in order, each a path of its own. Raises `ValueError` when it is malformed."""
    pen = _Pen()
    for command, numbers in _segments(data):
        pen.draw(command, numbers)
    return [path for path in pen.paths if path.countVerbs() > 1]


def _segments(data: str) -> Iterator[tuple[str, list[float]]]:
    """(command letter, its numbers); a repeated move is a line, and arc flags may stand without a space."""
    at, command = 0, ""
    while at < len(data.rstrip()):
        if found := _COMMAND.match(data, at):
            command, at = found[1], found.end()
        elif command in ("M", "m"):
            command = "L" if command == "M" else "l"
        elif not command or command in "Zz":
            raise ValueError(f"path data is malformed at {at}")
        numbers: list[float] = []
        for i in range(_ARGUMENTS[command.upper()]):
            found = (_FLAG if command in "Aa" and i in _ARC_FLAGS else _NUMBER).match(data, at)
            if not found:
                raise ValueError(f"path data is malformed at {at}")
            numbers.append(float(found[1]))
            at = found.end()
        yield command, numbers


class _Pen:
    def __init__(self) -> None:
        self.paths: list[skia.Path] = []
        self._at = self._start = (0.0, 0.0)
        self._control: tuple[float, float] | None = None
        self._after = ""

    def draw(self, command: str, numbers: list[float]) -> None:
        kind = command.upper()
        if command.islower():
            numbers = self._absolute(kind, numbers)
        if kind == "M":
            self.paths.append(skia.Path())
            self._start = (numbers[0], numbers[1])
            self.paths[-1].moveTo(*self._start)
        elif not self.paths:
            raise ValueError("path data starts without a move")
        elif self._after == "Z" and kind != "Z":
            self.paths.append(skia.Path())
            self.paths[-1].moveTo(*self._start)
        path, mirrored, control = self.paths[-1], self._mirrored(kind), None
        if kind == "Z":
            path.close()
            self._at = self._start
        elif kind in "ML":
            if kind == "L":
                path.lineTo(numbers[0], numbers[1])
            self._at = (numbers[0], numbers[1])
        elif kind in "HV":
            self._at = (numbers[0], self._at[1]) if kind == "H" else (self._at[0], numbers[0])
            path.lineTo(*self._at)
        elif kind in "CS":
            first = (numbers[0], numbers[1]) if kind == "C" else mirrored
            control, self._at = (numbers[-4], numbers[-3]), (numbers[-2], numbers[-1])
            path.cubicTo(*first, *control, *self._at)
        elif kind in "QT":
            control = (numbers[0], numbers[1]) if kind == "Q" else mirrored
            self._at = (numbers[-2], numbers[-1])
            path.quadTo(*control, *self._at)
        else:
            size = skia.Path.ArcSize.kLarge_ArcSize if numbers[3] else skia.Path.ArcSize.kSmall_ArcSize
            way = skia.PathDirection.kCW if numbers[4] else skia.PathDirection.kCCW
            self._at = (numbers[5], numbers[6])
            path.arcTo(*numbers[:3], size, way, *self._at)
        self._control, self._after = control, kind

    def _mirrored(self, kind: str) -> tuple[float, float]:
        """The control point a smooth curve (S, T) starts with: the last one mirrored, if it was of the same degree."""
        family = {"S": "CS", "T": "QT"}.get(kind, "")
        if self._control is None or self._after not in family:
            return self._at
        return 2 * self._at[0] - self._control[0], 2 * self._at[1] - self._control[1]

    def _absolute(self, kind: str, numbers: list[float]) -> list[float]:
        x, y = self._at
        if kind == "H":
            return [numbers[0] + x]
        if kind == "V":
            return [numbers[0] + y]
        if kind == "A":
            return [*numbers[:5], numbers[5] + x, numbers[6] + y]
        return [value + (y if i % 2 else x) for i, value in enumerate(numbers)]
