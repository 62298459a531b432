"""Trim sizes, ratios and bleed, and the exact pixels and points they come to.

Lengths are kept as exact fractions of an inch, so a size is rounded once, at the very end:
pixels = round(dpi x whole box), never trim + 2 x rounded bleed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from articover.errors import RatioError

MM_PER_IN = Fraction(254, 10)
POINTS_PER_IN = 72
BLEED_IN = Fraction(1, 8)
"""KDP, IngramSpark and Lulu all ask for 0.125 in on every outer side."""
PREVIEW_MAX_PX = 1600
MAX_PIXELS = 150_000_000
"""The largest picture we read or write, in pixels."""
MAX_ASPECT = 5
"""Wider or taller than 1:5 there is no room for both a picture and a title."""
_MIN_SIDE_IN, _MAX_SIDE_IN = Fraction(1), Fraction(60)
SAME_RATIO_TOLERANCE = Fraction(1, 100)


@dataclass(frozen=True)
class Trim:
    """The finished page, in exact inches. `name` is how people call it ("A4", "6x9in", "신국판").

    Raises `RatioError` when a side is outside 1..60 in or the shape is beyond 1:5.
    """

    name: str
    width_in: Fraction
    height_in: Fraction

    def __post_init__(self) -> None:
        for side in (self.width_in, self.height_in):
            if not _MIN_SIDE_IN <= side <= _MAX_SIDE_IN:
                raise RatioError(
                    "size_range",
                    name=self.name,
                )
        if max(self.aspect, 1 / self.aspect) > MAX_ASPECT:
            raise RatioError("too_narrow", name=self.name)

    @property
    def aspect(self) -> Fraction:
        """Width over height."""
        return self.width_in / self.height_in

    def box_px(self, dpi: Fraction | int, bleed_in: Fraction | int = 0) -> tuple[int, int]:
        """(width, height) in pixels of the trim box, grown by `bleed_in` on every side."""
        return (
            _round_half_up(dpi * (self.width_in + 2 * bleed_in)),
            _round_half_up(dpi * (self.height_in + 2 * bleed_in)),
        )

    def box_pt(self, bleed_in: Fraction | int = 0) -> tuple[Fraction, Fraction]:
        """(width, height) in PDF points, exact, of the trim box grown by `bleed_in` on every side."""
        return (
            POINTS_PER_IN * (self.width_in + 2 * bleed_in),
            POINTS_PER_IN * (self.height_in + 2 * bleed_in),
        )

    @property
    def preview_dpi(self) -> Fraction:
        """Dots per inch at which the longer side of the trim is 1600 px."""
        return Fraction(PREVIEW_MAX_PX) / max(self.width_in, self.height_in)

    def has_ratio_of(self, other: Trim) -> bool:
        """Whether both ratios differ by at most 1 %."""
        return abs(self.aspect / other.aspect - 1) <= SAME_RATIO_TOLERANCE

    def to_json(self) -> dict[str, str]:
        """Exact fractions as text, so that reading back gives the same trim."""
        return {"name": self.name, "width_in": str(self.width_in), "height_in": str(self.height_in)}

    @classmethod
    def from_json(cls, data: Any) -> Trim:
        """Inverse of `to_json`; raises `RatioError` on anything else."""
        try:
            return cls(str(data["name"]), Fraction(data["width_in"]), Fraction(data["height_in"]))
        except (KeyError, TypeError, ValueError, ZeroDivisionError) as error:
            raise RatioError("trim_damaged") from error


@dataclass(frozen=True)
class Canvas:
    """A pixel grid laid over the trim box: where the trim lies in a picture of `width` x `height` px.

    `left`, `top` are the trim's corner in pixels (0 when the picture is the trim itself, fractional
    where the bleed is not a whole number of pixels); `px_per_in` is the scale.
    """

    width: int
    height: int
    left: float
    top: float
    px_per_in_x: float
    px_per_in_y: float

    def trim_box_of(self, trim: Trim) -> tuple[float, float, float, float]:
        """The trim box in pixels of this canvas: (left, top, right, bottom)."""
        return (
            self.left,
            self.top,
            self.left + float(trim.width_in) * self.px_per_in_x,
            self.top + float(trim.height_in) * self.px_per_in_y,
        )


def preview_canvas(trim: Trim) -> Canvas:
    """The trim box alone, longer side 1600 px."""
    return _canvas(trim, *trim.box_px(trim.preview_dpi), Fraction(0), Fraction(0))


def background_canvas(trim: Trim) -> Canvas:
    """The preview grid grown by whole pixels until it covers the bleed box.

    Whole pixels, so that cutting the preview out of it never resamples.
    """
    width, height = trim.box_px(trim.preview_dpi)
    bleed_px = math.ceil(BLEED_IN * trim.preview_dpi)
    inner = preview_canvas(trim)
    return Canvas(width + 2 * bleed_px, height + 2 * bleed_px, bleed_px, bleed_px, inner.px_per_in_x, inner.px_per_in_y)


def print_canvas(trim: Trim, dpi: int, bleed_in: Fraction = Fraction(0)) -> Canvas:
    """The trim box with `bleed_in` on every side at `dpi`; raises `RatioError` above 150 megapixels."""
    width, height = trim.box_px(dpi, bleed_in)
    if width * height > MAX_PIXELS:
        raise RatioError(
            "too_many_pixels",
            size=f"{width}x{height}",
        )
    if dpi < 1:
        raise RatioError("dpi_below_one")
    return _canvas(trim, width, height, bleed_in, bleed_in)


def _canvas(trim: Trim, width: int, height: int, bleed_x: Fraction, bleed_y: Fraction) -> Canvas:
    scale_x = width / (trim.width_in + 2 * bleed_x)
    scale_y = height / (trim.height_in + 2 * bleed_y)
    return Canvas(width, height, float(bleed_x * scale_x), float(bleed_y * scale_y), float(scale_x), float(scale_y))


def _mm(width: int | str, height: int | str) -> tuple[Fraction, Fraction]:
    return Fraction(width) / MM_PER_IN, Fraction(height) / MM_PER_IN


def _in(width: str, height: str) -> tuple[Fraction, Fraction]:
    return Fraction(width), Fraction(height)


NAMED_TRIMS: dict[str, tuple[Fraction, Fraction]] = {
    "A3": _mm(297, 420),
    "A4": _mm(210, 297),
    "A5": _mm(148, 210),
    "A6": _mm(105, 148),
    "B5": _mm(176, 250),
    "B6": _mm(125, 176),
    "Letter": _in("8.5", "11"),
    "Digest": _in("5.5", "8.5"),
    "신국판": _mm(152, 225),
    "국판": _mm(148, 210),
    "46판": _mm(128, 188),
    "크라운판": _mm(176, 248),
    "4x6배판": _mm(188, 257),
    "四六判": _mm(127, 188),
    "新書判": _mm(103, 182),
    "文庫判": _mm(105, 148),
    "菊判": _mm(150, 220),
    "ebook": (Fraction(1600, 300), Fraction(2560, 300)),
    "audiobook": (Fraction(8), Fraction(8)),
}
"""ISO 216, the US sizes of KDP, the Korean and Japanese book trade, and the shops' digital shapes."""

_ALIASES = {
    "사륙판": "46판",
    "4x6판": "46판",
    "사륙배판": "4x6배판",
    "46배판": "4x6배판",
    "신국": "신국판",
    "kindle": "ebook",
    "전자책": "ebook",
    "電子書籍": "ebook",
    "오디오북": "audiobook",
    "square": "1:1",
}

_RATIO_TRIMS: dict[Fraction, tuple[Fraction, Fraction]] = {
    Fraction(2, 3): _in("6", "9"),
    Fraction(5, 8): NAMED_TRIMS["ebook"],
    Fraction(1): _in("8", "8"),
    Fraction(4, 5): _in("8", "10"),
    Fraction(3, 4): _in("6", "8"),
}
_DEFAULT_LONG_SIDE_IN = Fraction(9)

_NUMBER = r"(\d{1,5}(?:\.\d{1,4})?)"
_RATIO = re.compile(rf"{_NUMBER}\s*[:/]\s*{_NUMBER}")
_SIZE = re.compile(rf"{_NUMBER}\s*(in|inch|inches|\"|mm|cm)?\s*[x*]\s*{_NUMBER}\s*(in|inch|inches|\"|mm|cm)?")
_UNIT_IN = {
    "in": Fraction(1),
    "inch": Fraction(1),
    "inches": Fraction(1),
    '"': Fraction(1),
    "mm": 1 / MM_PER_IN,
    "cm": 10 / MM_PER_IN,
}


def parse_trim(text: str) -> Trim:
    """The trim that `text` names: a name (`A5`, `신국판`), a size (`6x9in`, `152x225mm`) or a ratio (`2:3`).

    A bare ratio becomes a default trim of that ratio at once. A size without a unit is in inches up
    to 30 and in millimetres above. Raises `RatioError` on anything else.
    """
    plain = unicodedata.normalize("NFKC", text).strip().replace("×", "x")
    folded = plain.casefold()
    folded = _ALIASES.get(folded, folded)
    for name, (width, height) in NAMED_TRIMS.items():
        if folded == name.casefold():
            return Trim(name, width, height)
    if match := _RATIO.fullmatch(folded):
        return _from_ratio(plain, Fraction(match[1]), Fraction(match[2]))
    if match := _SIZE.fullmatch(folded):
        return _from_size(plain, match)
    raise RatioError(
        "ratio_unknown",
        text=_shorten(text),
    )


def _from_ratio(text: str, width: Fraction, height: Fraction) -> Trim:
    if not width or not height:
        raise RatioError("ratio_zero", text=text)
    ratio = width / height
    if not Fraction(1, MAX_ASPECT) <= ratio <= MAX_ASPECT:
        raise RatioError("too_narrow", name=text)
    for known, (known_width, known_height) in _RATIO_TRIMS.items():
        if ratio == known:
            return Trim(text, known_width, known_height)
    long_side = _DEFAULT_LONG_SIDE_IN
    return Trim(text, long_side, long_side / ratio) if ratio > 1 else Trim(text, long_side * ratio, long_side)


def _from_size(text: str, match: re.Match[str]) -> Trim:
    width, height = Fraction(match[1]), Fraction(match[3])
    unit = match[4] or match[2] or ("in" if max(width, height) <= 30 else "mm")
    return Trim(text, width * _UNIT_IN[match[2] or unit], height * _UNIT_IN[unit])


def _round_half_up(value: Fraction) -> int:
    return math.floor(value + Fraction(1, 2))


def _shorten(text: str) -> str:
    printable = "".join(char if char.isprintable() else "?" for char in text)
    return printable if len(printable) <= 40 else printable[:39] + "…"
