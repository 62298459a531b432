"""SVG path data as Skia paths."""

from __future__ import annotations

import pytest

from articover.generate.illustrator.svgpath import contours


@pytest.mark.parametrize(
    ("data", "boxes"),
    [
        ("M1 2h3v4h-3z", [(1, 2, 4, 6)]),
        ("m1,2 3,0 0,4 -3,0z m10 0 l2 0 0 2z", [(1, 2, 4, 6), (11, 2, 13, 4)]),
        ("M0 0L2 0 2 2zL0 2 2 2z", [(0, 0, 2, 2), (0, 0, 2, 2)]),
        ("M0 0C0 4 4 4 4 0S8-4 8 0z", [(0, -3, 8, 3)]),
        ("M0 0Q2 4 4 0T8 0z", [(0, -2, 8, 2)]),
        ("M4 0a4 4 0 100 8 4 4 0 100-8z", [(0, 0, 8, 8)]),
        ("M4 0a4 4 0 0 0 0 8 4 4 0 0 0 0-8z", [(0, 0, 8, 8)]),
    ],
)
def test_each_contour_has_its_place(data: str, boxes: list[tuple[float, ...]]) -> None:
    found = [path.computeTightBounds() for path in contours(data)]
    assert [(box.left(), box.top(), box.right(), box.bottom()) for box in found] == [
        pytest.approx(box, abs=0.01) for box in boxes
    ]


def test_a_lone_move_draws_nothing() -> None:
    assert contours("M3 3M0 0h1v1z")[0].computeTightBounds().right() == 1
    assert contours("") == []
