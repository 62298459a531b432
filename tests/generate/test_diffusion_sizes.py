"""Buckets cover the bleed box, keep near the model's native area, and are few."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articover.brief import Brief
from articover.generate.diffusion.sizes import bucket_for
from articover.generate.diffusion.text_region import make_text_region
from articover.trim import BLEED_IN, NAMED_TRIMS, Trim, parse_trim

SIDES_IN = st.fractions(min_value=2, max_value=30, max_denominator=100)


@settings(max_examples=60, deadline=None)
@given(width=SIDES_IN, aspect=st.fractions(min_value=Fraction(1, 4), max_value=4, max_denominator=50))
def test_any_page_is_covered_with_its_bleed(width: Fraction, aspect: Fraction) -> None:
    height = width / aspect
    if not 1 <= height <= 60:
        return
    trim = Trim("any", width, height)
    bucket = bucket_for(trim, 512, 8)
    canvas = bucket.canvas
    left, top, right, bottom = canvas.trim_box_of(trim)
    bleed = float(BLEED_IN) * canvas.px_per_in_x
    assert canvas.px_per_in_x == canvas.px_per_in_y, "a picture is never stretched"
    assert min(left, top) >= bleed - 1e-6
    assert right + bleed <= bucket.width + 1e-6 and bottom + bleed <= bucket.height + 1e-6
    assert bucket.width % 64 == bucket.height % 64 == 0


@pytest.mark.parametrize("native", [512, 768, 1024])
@pytest.mark.parametrize("name", [*NAMED_TRIMS, "2:3", "6x9in", "16:9"])
def test_sizes_are_near_the_native_area_and_shape(name: str, native: int) -> None:
    trim = parse_trim(name)
    bucket = bucket_for(trim, native, 8)
    assert 0.7 <= bucket.width * bucket.height / native**2 <= 1.42
    left, top, right, bottom = bucket.canvas.trim_box_of(trim)
    assert (right - left) * (bottom - top) >= 0.78 * bucket.width * bucket.height, "little is painted for nothing"


def test_all_named_sizes_share_a_handful_of_buckets() -> None:
    sizes = {(bucket.width, bucket.height) for bucket in (bucket_for(parse_trim(name), 512, 8) for name in NAMED_TRIMS)}
    assert len(sizes) <= 6


def test_a_network_of_toy_size_keeps_its_own_step() -> None:
    bucket = bucket_for(parse_trim("2:3"), 64, 8)
    assert (bucket.width, bucket.height) == (56, 80)


def test_choosing_an_engine_loads_no_torch() -> None:
    program = (
        "import sys; from articover.engines import Engines; Engines().choose('generate'); Engines().survey(); "
        "print([name for name in ('torch', 'diffusers', 'transformers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("ratio", ["2:3", "1:1", "16:9", "1:5"])
def test_the_titles_room_is_a_soft_edged_place_of_the_picture(ratio: str) -> None:
    trim = parse_trim(ratio)
    bucket = bucket_for(trim, 512, 64)
    room = make_text_region(Brief("Neon", genre="sci-fi", synopsis="A robot in the city."), trim, bucket, 7)
    assert room is not None
    assert room.calm.shape == (bucket.height, bucket.width, 3)
    assert room.mask.shape == (bucket.height, bucket.width)
    assert room.mask.min() == 0 and room.mask.max() == 1 and 0.05 < room.mask.mean() < 0.6
    assert max(np.abs(np.diff(room.mask, axis=axis)).max() for axis in (0, 1)) < 0.1
    assert np.abs(np.diff(room.calm.astype(int), axis=0)).max() <= 6, "no edge in it"
    zone = next(zone for zone in room.zones if zone.role == "title")
    left, top, right, bottom = bucket.canvas.trim_box_of(trim)
    middle = (
        round(top + (zone.top + zone.bottom) / 2 * (bottom - top)),
        round(left + (zone.left + zone.right) / 2 * (right - left)),
    )
    assert room.mask[middle] == 1
