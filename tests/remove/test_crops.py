"""Crops take every masked pixel exactly once, at native size, with surroundings to paint from."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from articover.cover import Mask
from articover.remove.crops import plan_crops, thick_parts
from articover.remove.tone import in_tone

NATIVE, CONTEXT, UNIT = 64, 8, 4


def masked(shape: tuple[int, int], *boxes: tuple[int, int, int, int]) -> Mask:
    mask = np.zeros(shape, np.uint8)
    for top, left, height, width in boxes:
        mask[top : top + height, left : left + width] = 255
    return mask


def windows(mask: Mask) -> list[tuple[int, int, int, int]]:
    return [
        (crop.window.top, crop.window.left, crop.window.height, crop.window.width)
        for crop in plan_crops(mask, NATIVE, CONTEXT, UNIT)
    ]


def test_one_word_is_one_crop_of_native_size_around_it() -> None:
    assert windows(masked((200, 300), (90, 140, 12, 30))) == [(64, 123, 64, 64)]


def test_masks_far_apart_are_crops_apart_and_neighbours_share_one() -> None:
    far = windows(masked((300, 200), (10, 20, 10, 40), (280, 120, 10, 40)))
    assert len(far) == 2 and far[0][0] == 0 and far[1][0] == 300 - NATIVE
    assert len(windows(masked((300, 200), (100, 20, 10, 12), (118, 44, 10, 12)))) == 1


def test_a_wide_title_is_several_crops_and_none_is_larger_than_half_as_much_again() -> None:
    wide = windows(masked((200, 400), (90, 10, 12, 380)))
    assert len(wide) == 5
    assert all(height == NATIVE and width <= NATIVE * 3 // 2 for _, _, height, width in wide)


def test_a_page_smaller_than_the_model_is_one_crop() -> None:
    assert windows(masked((30, 41), (5, 5, 9, 9))) == [(0, 0, 30, 41)]


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(st.integers(1, 260), st.integers(1, 260)),
    st.lists(st.tuples(st.integers(0, 250), st.integers(0, 250), st.integers(1, 200), st.integers(1, 200)), max_size=6),
)
def test_every_masked_pixel_is_taken_and_has_surroundings(
    shape: tuple[int, int], boxes: list[tuple[int, int, int, int]]
) -> None:
    mask = masked(shape, *boxes)
    left = mask > 0
    for crop in plan_crops(mask, NATIVE, CONTEXT, UNIT):
        window, core = crop.window, crop.core
        assert 0 <= window.top < window.bottom <= shape[0] and 0 <= window.left < window.right <= shape[1]
        for side, length in ((window.height, shape[0]), (window.width, shape[1])):
            assert side == length or (side % UNIT == 0 and NATIVE <= side <= NATIVE * 3 // 2)
        assert core.top - window.top >= CONTEXT or window.top == 0
        assert core.left - window.left >= CONTEXT or window.left == 0
        assert window.bottom - core.bottom >= CONTEXT or window.bottom == shape[0]
        assert window.right - core.right >= CONTEXT or window.right == shape[1]
        left[core.slices] = False
    assert not left.any()


def test_only_parts_too_thick_to_see_around_are_thick() -> None:
    mask = masked((300, 300), (10, 10, 8, 280), (100, 100, 120, 120))
    thick = thick_parts(mask, NATIVE)
    assert thick[150, 150] and not thick[12, 100]
    assert thick.sum() == 120 * 120


def test_a_drift_of_tone_is_taken_back_where_the_picture_is_not_known() -> None:
    ramp = np.linspace(40, 200, 160)[None, :, None] + np.zeros((120, 1, 3))
    original = ramp.astype(np.uint8)
    mask = masked((120, 160), (40, 50, 30, 60))
    drifted = np.clip(ramp + np.array([9, -7, 4]), 0, 255).astype(np.uint8)
    unknown = np.where((mask > 0)[..., None], 0, original).astype(np.uint8)
    corrected = in_tone(drifted, unknown, mask)
    assert np.abs(corrected.astype(int) - original)[mask > 0].max() <= 2
    assert np.array_equal(in_tone(drifted, unknown, np.full_like(mask, 255)), drifted)
