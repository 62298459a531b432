"""A horse in profile: proportions of a riding horse, body as long as its withers are high; it walks to the right."""

from __future__ import annotations

from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import (
    Point,
    blob,
    circle,
    curve,
    gathered,
    gouge,
    polygon,
    shaded,
    tapered,
)

_OUTLINE = [
    (0.6, -0.7), (0.612, -0.735), (0.575, -0.795), (0.52, -0.872), (0.47, -0.94), (0.425, -0.968), (0.36, -0.955),
    (0.28, -0.885), (0.2, -0.795), (0.13, -0.742), (0.05, -0.712), (-0.08, -0.69), (-0.2, -0.706), (-0.31, -0.712),
    (-0.4, -0.668), (-0.437, -0.58), (-0.41, -0.47), (-0.26, -0.445), (-0.18, -0.425), (0.0, -0.4), (0.15, -0.418),
    (0.23, -0.45), (0.288, -0.53), (0.302, -0.62), (0.345, -0.715), (0.4, -0.775), (0.44, -0.79), (0.475, -0.752),
    (0.53, -0.7), (0.572, -0.68),
]  # fmt: skip
_EARS = ((0.443, -0.955), (0.413, -0.955))
_WIDTHS = {"hind": [0.21, 0.15, 0.075, 0.042, 0.04, 0.045], "fore": [0.15, 0.1, 0.058, 0.042, 0.037, 0.045]}
_WALK: tuple[tuple[str, list[Point], bool], ...] = (
    ("hind", [(-0.34, -0.57), (-0.29, -0.42), (-0.32, -0.25), (-0.23, -0.12), (-0.2, -0.055), (-0.17, -0.012)], True),
    ("fore", [(0.2, -0.52), (0.19, -0.4), (0.15, -0.22), (0.065, -0.12), (0.04, -0.06), (0.05, -0.012)], True),
    ("hind", [(-0.35, -0.57), (-0.3, -0.42), (-0.415, -0.25), (-0.43, -0.12), (-0.425, -0.06), (-0.39, -0.012)], False),
    ("fore", [(0.22, -0.52), (0.22, -0.4), (0.275, -0.22), (0.3, -0.12), (0.305, -0.06), (0.335, -0.012)], False),
)
"""Each leg from the hip or shoulder to the hoof; far legs first."""


def horse(d: Drawing, body: Ink, line: Ink, *, mane: Ink = "dark", bridle: Ink | None = None) -> None:
    """Draw a walking horse on (0, 0), 1 high at the poll, from -0.55 to 0.61 across."""
    tail = [(-0.41, -0.655), (-0.475, -0.6), (-0.505, -0.45), (-0.485, -0.28), (-0.53, -0.17)]
    d.shape(tapered(tail, [0.035, 0.07, 0.085, 0.07, 0.0]), mane, 0.65)
    for name, joints, far in _WALK:
        if far:
            _leg(d, name, joints, body if body != "light" else "far")
    trunk = blob(_OUTLINE, 6)
    d.shape(trunk, body, 0.7)
    for name, joints, far in _WALK:
        if not far:
            _leg(d, name, joints, body)
    ears = [
        polygon([(0.425, -0.955), (0.43, -1.035), (0.465, -0.945)]),
        polygon([(0.4, -0.96), (0.395, -1.02), (0.43, -0.96)]),
    ]  # fmt: skip
    d.shape(gathered(ears), body, 0.7)
    d.cut(shaded(trunk, 0.008, -0.03), line, 0.71)
    crest = curve([(0.435, -0.965), (0.35, -0.965), (0.27, -0.895), (0.19, -0.8), (0.13, -0.75)], 8)
    locks = []
    for k in range(1, len(crest) - 2, 2):
        x, y = crest[k]
        locks.append(gouge([(x, y - 0.012), (x - 0.005, y + 0.05), (x - 0.045, y + 0.115)], 0.034))
    locks.append(gouge([(0.43, -0.975), (0.475, -0.93), (0.478, -0.87)], 0.03))
    d.shape(gathered(locks), mane if mane != body else line, 0.72)
    lines = [
        gouge([(0.28, -0.76), (0.19, -0.66), (0.16, -0.54), (0.2, -0.44)], 0.012),
        gouge([(-0.2, -0.62), (-0.25, -0.53), (-0.23, -0.46)], 0.012),
        gouge([(0.455, -0.8), (0.4, -0.81), (0.405, -0.86), (0.43, -0.9)], 0.011),
        gouge([(0.24, -0.6), (0.265, -0.53), (0.245, -0.47)], 0.01),
        gouge([(-0.34, -0.63), (-0.39, -0.56), (-0.37, -0.48)], 0.011),
        circle(0.588, -0.727, 0.008),
        gouge([(0.553, -0.695), (0.575, -0.702), (0.592, -0.7)], 0.006),
    ]  # fmt: skip
    d.cut(gathered(lines), line, 0.73)
    d.cut(gouge([(0.472, -0.885), (0.488, -0.887), (0.498, -0.872)], 0.02), "light" if body == "dark" else "dark", 0.73)
    if bridle:
        straps = [
            tapered([(0.53, -0.86), (0.5, -0.76), (0.515, -0.71)], 0.012),
            tapered([(0.43, -0.955), (0.455, -0.86), (0.51, -0.755)], 0.011),
            tapered([(0.51, -0.755), (0.35, -0.7), (0.12, -0.79)], 0.009),
        ]  # fmt: skip
        d.cut(gathered(straps), bridle, 0.74)


def _leg(d: Drawing, name: str, joints: list[Point], ink: Ink) -> None:
    """A leg tapers to the cannon, swells at hock or knee and at the fetlock, and stands on a hoof."""
    d.shape(tapered(joints, _WIDTHS[name]), ink, 0.68)
    (ax, _ay), (x, y) = joints[-2:]
    lean = (x - ax) * 0.5
    hoof = [(x - 0.026, y - 0.02), (x + 0.02 + lean, y - 0.024), (x + 0.036 + lean, y + 0.012), (x - 0.03, y + 0.012)]
    d.shape(polygon(hoof), "dark", 0.69)
