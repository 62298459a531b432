from collections.abc import Callable

import cv2
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articover.clusters import hex_color, kmeans, oklab
from articover.cover import Pixels
from articover.engine import Box
from articover.remove.masks import box_height_px, box_mask, feathered, grown_corners, regrown_mask, stroke_mask


def level(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(((left, top), (right, top), (right, bottom), (left, bottom)))


def turned(x: float, y: float, width: float, height: float, angle: float) -> Box:
    """As detectors give them: a rectangle, level or not, its first corner at (x, y)."""
    along = np.array([np.cos(angle), np.sin(angle)])
    down = height * np.array([-along[1], along[0]])
    corners = np.array([x, y]) + np.stack([0 * along, width * along, width * along + down, down])
    return Box(tuple((float(across), float(deep)) for across, deep in corners))


coordinates = st.floats(-40, 140, allow_nan=False)
boxes = st.builds(
    turned, coordinates, coordinates, st.floats(0, 120), st.floats(0, 60), st.just(0.0) | st.floats(-1.6, 1.6)
)


def speckled(seed: int) -> np.ndarray:
    return np.where(np.random.default_rng(seed).random((40, 50)) < 0.3, 255, 0).astype(np.uint8)


masks = st.integers(0, 2**32 - 1).map(speckled)


@settings(max_examples=12, deadline=None)
@given(st.lists(boxes, max_size=3), st.integers(0, 3))
def test_any_boxes_give_a_mask_of_the_picture_near_the_boxes_only(found: list[Box], seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (90, 100, 3), dtype=np.uint8)
    mask = stroke_mask(pixels, found)
    assert mask.shape == (90, 100) and mask.dtype == np.uint8 and set(np.unique(mask)) <= {0, 255}
    assert np.array_equal(mask, stroke_mask(pixels, found))
    near = cv2.dilate(box_mask(mask.shape, found, 0.35), np.ones((17, 17), np.uint8))
    assert not mask[near == 0].any()


@settings(max_examples=12, deadline=None)
@given(masks, st.floats(0, 6))
def test_feathering_stays_inside_the_mask(mask: np.ndarray, inside_px: float) -> None:
    weights = feathered(mask, inside_px)
    assert weights.min() >= 0 and weights.max() <= 1
    assert not weights[mask == 0].any()
    assert (weights[mask > 0] > 0).all()


@settings(max_examples=20, deadline=None)
@given(masks, boxes)
@example(speckled(850), Box(((-22, 1.5), (70, 16.5), (55, 16.5), (-37, 1.5))))
def test_a_regrown_mask_holds_what_was_filled_in_the_box(mask: np.ndarray, box: Box) -> None:
    again = regrown_mask(mask, [box])
    inside = box_mask(mask.shape, [box], 0) > 0
    assert (again[inside & (mask > 0)] == 255).all()


def test_a_box_grows_by_its_height_on_every_side() -> None:
    box = level(10, 20, 110, 40)
    assert box_height_px(box) == 20
    assert np.allclose(grown_corners(box, 0.5), [[0, 10], [120, 10], [120, 50], [0, 50]])
    assert np.allclose(grown_corners(box, -0.25), [[15, 25], [105, 25], [105, 35], [15, 35]])


@pytest.mark.parametrize("fill", ["#ffe14d", "#ffffff", "#120505"])
@pytest.mark.parametrize("family", ["Anton", "Playfair Display"])
def test_strokes_are_covered_and_most_of_the_ground_is_kept(
    lettered: Callable[..., Pixels], dusk: Pixels, family: str, fill: str
) -> None:
    size = 52 if family == "Anton" else 40
    # Dark letters stand on the light part of the sky.
    pixels = lettered(family=family, size=size, fill=fill, y=300 if fill == "#120505" else 60)
    inked = np.abs(pixels.astype(int) - dusk).max(axis=2) > 12
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    box = level(columns[0] - 8, rows[0] - 10, columns[-1] + 8, rows[-1] + 10)
    mask = stroke_mask(pixels, [box])
    assert (mask[inked] > 0).mean() > 0.995
    assert (mask > 0).sum() < 0.85 * (box_mask(mask.shape, [box]) > 0).sum()


def test_an_upright_line_is_studied_along_its_length(lettered: Callable[..., Pixels], dusk: Pixels) -> None:
    pixels, clean = np.rot90(lettered()).copy(), np.rot90(dusk)
    inked = np.abs(pixels.astype(int) - clean).max(axis=2) > 12
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    mask = stroke_mask(pixels, [level(columns[0] - 10, rows[0] - 8, columns[-1] + 10, rows[-1] + 8)])
    assert (mask[inked] > 0).mean() > 0.99


def test_colours_and_clusters() -> None:
    corners = np.array([[0, 0, 0], [255, 255, 255], [255, 0, 0]], np.uint8)
    # Reference values of Ottosson's article for sRGB red.
    assert np.allclose(oklab(corners), [[0, 0, 0], [1, 0, 0], [0.62796, 0.22486, 0.12585]], atol=2e-4)
    assert hex_color(corners[2]) == "#ff0000"
    points = np.repeat(oklab(corners), [10, 30, 20], axis=0)
    centres, shares = kmeans(points, 5)
    assert np.allclose(shares, [0.5, 1 / 3, 1 / 6]) and np.allclose(centres, oklab(corners)[[1, 2, 0]], atol=1e-5)
