"""Geometry: the figures a printer checks, and what must hold for any size."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articover.errors import RatioError
from articover.trim import (
    BLEED_IN,
    MAX_PIXELS,
    NAMED_TRIMS,
    PREVIEW_MAX_PX,
    Trim,
    background_canvas,
    parse_trim,
    preview_canvas,
    print_canvas,
)

GOLDEN = [
    ("A4", (2480, 3508), (2555, 3583)),
    ("A5", (1748, 2480), (1823, 2555)),
    ("6x9in", (1800, 2700), (1875, 2775)),
    ("2:3", (1800, 2700), (1875, 2775)),
    ("신국판", (1795, 2657), (1870, 2732)),
    ("1:1.6", (1600, 2560), (1675, 2635)),
    ("audiobook", (2400, 2400), (2475, 2475)),
    ("오디오북", (2400, 2400), (2475, 2475)),
    ("8.5x11in", (2550, 3300), (2625, 3375)),
]


@pytest.mark.parametrize(("text", "trim_px", "bleed_px"), GOLDEN)
def test_print_pixels_are_what_printers_ask_for(text, trim_px, bleed_px):
    trim = parse_trim(text)
    assert trim.box_px(300) == trim_px
    assert trim.box_px(300, BLEED_IN) == bleed_px


def test_pdf_points_are_exact():
    assert parse_trim("6x9in").box_pt(BLEED_IN) == (Fraction(450), Fraction(666))
    assert parse_trim("A4").box_pt() == (Fraction(210 * 720, 254), Fraction(297 * 720, 254))


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("a5", "A5"),
        ("152x225mm", "신국판"),
        ("152×225 mm", "신국판"),
        ("15.2x22.5cm", "신국판"),
        ("6x9", "6x9in"),
        ("６:９", "2:3"),
        ("10:16", "1:1.6"),
        ("사륙판", "46판"),
        ("128x188", "46판"),
    ],
)
def test_one_size_has_many_names(text, same_as):
    one, other = parse_trim(text), parse_trim(same_as)
    assert (one.width_in, one.height_in) == (other.width_in, other.height_in)


@pytest.mark.parametrize(
    "text",
    [
        "0:3",
        "3:0",
        "1:50",
        "50:1",
        "abc",
        "",
        "2:3:4",
        "-2:3",
        "1e9:1",
        "nan:1",
        "0x9in",
        "6x900in",
        "2:3\x00",
        "9" * 50,
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(text):
    with pytest.raises(RatioError) as caught:
        parse_trim(text)
    said = str(caught.value)
    assert said.endswith(".") and "\n" not in said and len(said) < 160


@given(st.text(max_size=30))
def test_any_text_is_a_trim_or_one_clear_error(text):
    try:
        trim = parse_trim(text)
    except RatioError:
        return
    assert 1 <= trim.width_in <= 60 and 1 <= trim.height_in <= 60


sides = st.fractions(min_value=2, max_value=20, max_denominator=300)
shapes = st.tuples(sides, sides).filter(lambda s: max(s[0] / s[1], s[1] / s[0]) <= 5)


@given(shapes)
def test_preview_is_the_trim_at_1600_px(shape):
    trim = Trim("any", *shape)
    canvas = preview_canvas(trim)
    assert max(canvas.width, canvas.height) == PREVIEW_MAX_PX
    assert abs(canvas.width - canvas.height * trim.aspect) <= max(1, trim.aspect)


@given(shapes)
def test_background_covers_the_bleed_and_cuts_to_the_preview_without_resampling(shape):
    trim = Trim("any", *shape)
    outer, inner = background_canvas(trim), preview_canvas(trim)
    assert outer.left == int(outer.left) and outer.top == int(outer.top)
    assert outer.left >= BLEED_IN * trim.preview_dpi
    assert (outer.width - inner.width, outer.height - inner.height) == (2 * outer.left, 2 * outer.top)
    left, top, right, bottom = outer.trim_box_of(trim)
    assert (right - left, bottom - top) == pytest.approx((inner.width, inner.height))


@given(shapes, st.integers(72, 600), st.sampled_from([Fraction(0), BLEED_IN, Fraction(3) / Fraction(254, 10)]))
def test_the_whole_box_is_rounded_once(shape, dpi, bleed):
    trim = Trim("any", *shape)
    width, height = trim.box_px(dpi, bleed)
    assert abs(width - dpi * (trim.width_in + 2 * bleed)) <= Fraction(1, 2)
    assert abs(height - dpi * (trim.height_in + 2 * bleed)) <= Fraction(1, 2)
    if width * height <= MAX_PIXELS:
        canvas = print_canvas(trim, dpi, bleed)
        left, top, right, bottom = canvas.trim_box_of(trim)
        assert left + right == pytest.approx(canvas.width) and top + bottom == pytest.approx(canvas.height)


@given(shapes)
def test_a_trim_reads_back_exactly(shape):
    trim = Trim("any", *shape)
    assert Trim.from_json(trim.to_json()) == trim


def test_a_print_over_150_megapixels_is_refused():
    with pytest.raises(RatioError, match="150 megapixels"):
        print_canvas(parse_trim("A3"), 1200)


def test_every_named_trim_parses_to_itself():
    for name in NAMED_TRIMS:
        assert parse_trim(name).name == name
