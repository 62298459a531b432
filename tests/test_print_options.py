"""Bleed and dpi as they are typed, on the command line and in chat."""

from __future__ import annotations

from fractions import Fraction

import pytest

from articover.errors import RatioError
from articover.print_options import checked_dpi, parse_bleed


@pytest.mark.parametrize(
    ("text", "unit", "inches"),
    [
        ("0", "", Fraction(0)),
        ("0.125in", "", Fraction(1, 8)),
        ("1/8 in", "", Fraction(1, 8)),
        ("3mm", "", Fraction(30, 254)),
        ("3mm", "in", Fraction(30, 254)),
        ("0.125", "in", Fraction(1, 8)),
        ("1", "in", Fraction(1)),
    ],
)
def test_a_bleed_is_an_exact_length_in_inches(text: str, unit: str, inches: Fraction) -> None:
    assert parse_bleed(text, unit) == inches


@pytest.mark.parametrize("text", ["0.125", "3", "", "in", "1e9in", "1/0in", "3cm", "٣mm", "1e999999999"])
def test_what_is_no_bleed_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(RatioError, match=r"0\.125in or 3mm") as refused:
        parse_bleed(text)
    assert refused.value.code == "bleed_unknown"


@pytest.mark.parametrize("text", ["1.01in", "26mm", "-0.1in"])
def test_a_bleed_is_at_most_an_inch(text: str) -> None:
    with pytest.raises(RatioError, match="0 to 1 in"):
        parse_bleed(text)


def test_a_print_has_72_to_1200_dpi() -> None:
    assert (checked_dpi(72), checked_dpi(1200)) == (72, 1200)
    for dpi in (71, 1201, 0, -300):
        with pytest.raises(RatioError, match="72 to 1200"):
            checked_dpi(dpi)
