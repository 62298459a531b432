"""Sizes that are asked for in print, however they were written."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from articover.errors import RatioError
from articover.trim import parse_trim
from bot.executors.prints import _print_size


@pytest.mark.parametrize(("text", "bleed_in"), [("0", 0), ("0.125", Fraction(1, 8)), ("1/8", Fraction(1, 8))])
def test_a_bleed_is_written_as_people_write_one(text: str, bleed_in: Fraction) -> None:
    assert _print_size(300, text, parse_trim("2:3")).bleed_in == bleed_in


@pytest.mark.parametrize("text", ["", "1e9", "1e3000000", "-1/8", "1/0", "9" * 5000, "0." + "1" * 5000, "1_0", "x"])
def test_what_is_no_bleed_costs_no_time(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(RatioError):
        _print_size(300, text, parse_trim("2:3"))
    assert time.perf_counter() - began < 0.5
