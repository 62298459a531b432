"""The dpi and the bleed of a print, as they are typed."""

from __future__ import annotations

import re
from fractions import Fraction

from articover.errors import RatioError
from articover.limits import MAX_BLEED_IN, MAX_DPI, MIN_DPI
from articover.trim import MM_PER_IN

_BLEED = re.compile(r"(-?[0-9]{1,3}(?:\.[0-9]{1,6})?(?:/[0-9]{1,4})?)\s*(in|mm)?", re.ASCII)


def checked_dpi(dpi: int) -> int:
    """`dpi`, if a print can have it. Raises `RatioError`."""
    if not MIN_DPI <= dpi <= MAX_DPI:
        raise RatioError(
            "dpi_range",
            dpi=str(dpi),
            least=str(MIN_DPI),
            most=str(MAX_DPI),
        )
    return dpi


def parse_bleed(text: str, unit: str = "") -> Fraction:
    """A bleed in inches from "0.125in", "1/8in", "3mm" or "0"; a bare number is in `unit`, "in" or "mm".

    Raises `RatioError` for anything else, for a bare number without `unit`, and beyond 0 to 1 in.
    """
    try:
        # Not by `Fraction` alone: it would write out all the zeros of "1e999999999".
        match = _BLEED.fullmatch(text.strip())
        length = Fraction(match[1]) if match else None
        unit = (match[2] if match else "") or unit
        if length is None or (not unit and length != 0):
            raise ValueError(text)
    except (ValueError, ZeroDivisionError):
        raise RatioError("bleed_unknown", text=text[:40]) from None
    bleed_in = length / MM_PER_IN if unit == "mm" else length
    if not 0 <= bleed_in <= MAX_BLEED_IN:
        raise RatioError("bleed_range")
    return bleed_in
