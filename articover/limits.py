"""Limits of a request, defined in this one place. Imports no other module of the project."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

MAX_CHARS: Mapping[str, int] = MappingProxyType(
    {
        "title": 200,
        "subtitle": 200,
        "author": 120,
        "series": 120,
        "genre": 60,
        "synopsis": 4000,
        "requirements": 2000,
        "language": 35,
        "additions": 400,
        "strikes": 400,
    }
)
"""The longest text of each field of a `Brief`, in code points after NFC; the same on the command line and in chat."""
MIN_TEXT_SIZE, MAX_TEXT_SIZE = 0.3, 3.0
"""The range of the factor by which the size of a text may be changed."""
MIN_DPI, MAX_DPI = 72, 1200
"""The range of a print's resolution."""
MAX_BLEED_IN = Fraction(1)
