"""A quiet room: a tall window in a panelled wall, its light on the floor, a chair turned towards it."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.camera import Camera
from articover.generate.illustrator.compose.forms.curves import curve, polygon, rectangle, tapered
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"room", "bedroom", "living_room", "window", "apartment"})
NOT = frozenset[str]()
INDOORS = True
EAST_TOO = False

_WALL = 5.2
"""How far the wall is, in metres."""


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The window's head lies at `view.summit`; above it the wall is bare."""
    left, right = -BLEED, drawing.aspect + BLEED
    at, top = view.summit
    low = top < 0.3
    metre = 0.15 if low else 0.158
    head, floor = top + 0.015, top + 0.015 + metre * 2.6
    camera = Camera((at, floor - metre * 1.5), 1.5, metre * _WALL)
    dark = view.time == "night"
    wall: Ink = "middle"
    drawing.shape(rectangle(left, -BLEED, right, floor), wall, 0.2)
    side = 1 if at <= drawing.aspect / 2 else -1  # the light falls towards the room's middle
    window = (at - metre * 0.62, head, at + metre * 0.62, head + metre * 1.95)
    drawing.shape(rectangle(left, floor, right, 1.13), "dark", 0.3)
    if not low:
        _boards(drawing, camera, left, right)
    _panels(drawing, left, right, window, floor, metre)
    _window(drawing, window, metre, dark, view, rng)
    _light(drawing, camera, window, metre, side, dark)
    _chair(drawing, at + side * metre * 1.35, floor + metre * 0.42, metre * 1.05, -side)
    spot = (at - side * metre * 0.05, floor + metre * 0.16)
    drawing.focus = (at, head + metre)
    return Ground(spot, metre * 1.62, 0.62)


def _boards(drawing: Drawing, camera: Camera, left: float, right: float) -> None:
    """Floor boards that run to the vanishing point."""
    for k in range(-9, 10):
        far, near = camera.at(0.42 * k, 0, _WALL), camera.at(0.42 * k, 0, 1.35)
        drawing.cut(tapered([far, near], [0.0008, 0.004]), "middle", 0.3)


def _panels(
    drawing: Drawing, left: float, right: float, window: tuple[float, float, float, float], floor: float, metre: float
) -> None:
    """Wainscot to the height of the sill, in fields with a lit and a shaded edge, and a skirting board."""
    rail = floor - metre * 0.86
    drawing.cut(rectangle(left, rail - metre * 0.035, right, rail), "light", 0.22)
    drawing.cut(rectangle(left, rail, right, rail + metre * 0.02), "dark", 0.22)
    pitch = metre * 0.92
    for k in range(int(left // pitch) - 1, int(right // pitch) + 2):
        a, b = k * pitch + metre * 0.1, (k + 1) * pitch - metre * 0.1
        c, d = rail + metre * 0.13, floor - metre * 0.26
        line = metre * 0.017
        for box in ((a, c, b, c + line), (a, c, a + line, d)):
            drawing.cut(rectangle(*box), "dark", 0.22)
        for box in ((a, d - line, b, d), (b - line, c, b, d)):
            drawing.cut(rectangle(*box), "far", 0.22)
    drawing.shape(rectangle(left, floor - metre * 0.16, right, floor), "far", 0.25)
    drawing.cut(rectangle(left, floor - metre * 0.03, right, floor), "dark", 0.25)


def _window(
    drawing: Drawing, box: tuple[float, float, float, float], metre: float, dark: bool, view: View,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """A sash window with what lies outside, a deep sill, a curtain drawn back on one side."""
    left, top, right, bottom = box
    frame = metre * 0.09
    drawing.shape(rectangle(left - frame, top - frame, right + frame, bottom + frame), "light", 0.3)
    drawing.cut(rectangle(left, top, right, bottom), "ground" if dark else "far", 0.3)
    # Outside: a hill, a bare tree or a leafy one.
    hill = curve(
        [(left, bottom - metre * 0.42), ((left + right) / 2, bottom - metre * 0.62), (right, bottom - metre * 0.36)], 10
    )
    drawing.cut(polygon(np.concatenate([hill, [(right, bottom), (left, bottom)]])), "dark" if dark else "middle", 0.3)
    trunk = left + (right - left) * 0.68
    drawing.cut(
        tapered(
            [
                (trunk, bottom - metre * 0.4),
                (trunk + metre * 0.02, bottom - metre * 0.8),
                (trunk - metre * 0.03, bottom - metre * 1.3),
            ],
            [metre * 0.07, metre * 0.045, metre * 0.01],
        ),
        "dark",
        0.3,
    )
    for k in range(9):
        up = 0.62 + 0.075 * k
        reach = metre * (0.36 - 0.028 * k) * (1 if k % 2 else -1)
        start = (trunk, bottom - metre * up)
        end = (min(max(trunk + reach, left + metre * 0.02), right - metre * 0.02), bottom - metre * (up + 0.22))
        drawing.cut(
            tapered(
                [start, ((start[0] + end[0]) / 2, start[1] - metre * 0.05), end],
                [metre * 0.026, metre * 0.014, metre * 0.004],
            ),
            "dark",
            0.3,
        )
    bar = metre * 0.028
    middle = (left + right) / 2
    drawing.cut(rectangle(middle - bar, top, middle + bar, bottom), "light", 0.31)
    for share in (0.25, 0.75):
        y = top + (bottom - top) * share
        drawing.cut(rectangle(left, y - bar * 0.6, right, y + bar * 0.6), "light", 0.31)
    meeting = top + (bottom - top) * 0.5
    drawing.cut(rectangle(left, meeting - bar * 1.2, right, meeting + bar * 1.2), "light", 0.31)
    drawing.shape(
        rectangle(left - frame * 1.9, bottom + frame * 0.5, right + frame * 1.9, bottom + frame * 1.4), "light", 0.33
    )
    drawing.cut(
        rectangle(left - frame * 1.9, bottom + frame * 1.3, right + frame * 1.9, bottom + frame * 1.75), "dark", 0.33
    )
    for way, edge in ((-1, left), (1, right)):
        _curtain(drawing, edge, way, top - frame * 1.6, bottom + metre * 0.58, metre)
    rod = top - frame * 1.7
    drawing.shape(tapered([(left - metre * 0.34, rod), (right + metre * 0.34, rod)], metre * 0.03), "dark", 0.36)


def _curtain(drawing: Drawing, edge: float, way: int, top: float, bottom: float, metre: float) -> None:
    """A curtain held back by a cord: full above, gathered at two thirds, falling straight below."""
    tie = top + (bottom - top) * 0.66
    inner = [
        (edge - way * metre * 0.24, top), (edge - way * metre * 0.17, top + (tie - top) * 0.5),
        (edge + way * metre * 0.1, tie), (edge + way * metre * 0.02, bottom),
    ]  # fmt: skip
    outer = [(edge + way * metre * 0.3, bottom), (edge + way * metre * 0.22, tie), (edge + way * metre * 0.31, top)]
    drawing.shape(polygon(np.concatenate([curve(inner, 10), curve(outer, 10)])), "accent", 0.35)
    for share in (0.25, 0.5, 0.75):
        line = [
            (edge - way * metre * (0.24 - 0.55 * share), top), (edge + way * metre * 0.2 * share, (top + tie) / 2),
            (edge + way * metre * (0.11 + 0.09 * share), tie), (edge + way * metre * (0.03 + 0.26 * share), bottom),
        ]  # fmt: skip
        drawing.cut(tapered(line, [metre * 0.012, metre * 0.02, metre * 0.03, metre * 0.012]), "dark", 0.35)
    drawing.cut(
        tapered([(edge + way * metre * 0.08, tie), (edge + way * metre * 0.24, tie - metre * 0.02)], metre * 0.05),
        "second",
        0.36,
    )


def _light(
    drawing: Drawing, camera: Camera, box: tuple[float, float, float, float], metre: float, side: int, dark: bool
) -> None:
    """The panes laid on the floor by a sun (or moon) that stands to one side: real rays through real corners."""
    left, _top, right, _bottom = box
    middle, sill, head = (left + right) / 2, 0.66, 2.6
    ray = (side * 0.62, -1.0, -1.12)  # metres right, up, towards us for each metre down

    def fallen(x: float, up: float) -> tuple[float, float]:
        return camera.at((x - camera.vanishing[0]) / metre + ray[0] * up, 0.0, max(_WALL + ray[2] * up, 1.2))

    gap = metre * 0.035
    for a, b in ((left, middle - gap), (middle + gap, right)):
        for share in range(4):
            low = sill + (head - sill) * (share + 0.05) / 4
            high = sill + (head - sill) * (share + 0.95) / 4
            pane = [fallen(a, low), fallen(b, low), fallen(b, high), fallen(a, high)]
            drawing.cut(polygon(pane), "far" if dark else "light", 0.4)


def _chair(drawing: Drawing, x: float, foot: float, high: float, way: int) -> None:
    """A bentwood chair in three-quarter view, its back away from the window, and its shadow."""

    def at(px: float, py: float) -> tuple[float, float]:
        return x + way * high * px, foot + high * py

    drawing.cut(polygon([at(-0.25, 0.0), at(0.2, 0.02), at(-0.35, 0.26), at(-0.75, 0.22)]), "dark", 0.55)
    leg = high * 0.045
    for a, b in (
        ((-0.2, -0.46), (-0.27, 0.0)), ((0.19, -0.46), (0.25, 0.03)), ((-0.1, -0.5), (-0.13, -0.09)),
        ((0.24, -0.5), (0.29, -0.08)),
    ):  # fmt: skip
        drawing.shape(tapered([at(*a), at(*b)], [leg, leg * 0.7]), "second", 0.58)
    drawing.shape(polygon([at(-0.25, -0.44), at(0.23, -0.43), at(0.3, -0.53), at(-0.13, -0.55)]), "second", 0.6)
    drawing.cut(polygon([at(-0.25, -0.44), at(0.23, -0.43), at(0.23, -0.395), at(-0.25, -0.405)]), "dark", 0.6)
    hoop = [
        at(-0.22, -0.45), at(-0.29, -0.8), at(-0.26, -1.0), at(-0.17, -1.06), at(-0.12, -0.98), at(-0.13, -0.8),
        at(-0.12, -0.54),
    ]  # fmt: skip
    drawing.shape(tapered(hoop, leg), "second", 0.61)
    for off in (-0.215, -0.165):
        drawing.shape(tapered([at(off, -0.5), at(off - 0.03, -1.0)], leg * 0.55), "second", 0.61)
