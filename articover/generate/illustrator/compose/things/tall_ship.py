"""A full-rigged ship under sail, seen from the quarter: three masts, square sails that belly, jibs, a gilded stern."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import curve, gathered, gouge, polygon, rectangle, tapered

SHOWS = frozenset({"sailing_ship", "pirate_ship", "ship", "ghost_ship"})
NOT = frozenset({"warship", "submarine", "viking_ship", "wreck", "spaceship"})
STANCE = ("alone", "afloat")
TALL = 5.0
EAST_TOO = True

_MASTS = ((-0.3, -0.83, 0.8), (0.02, -1.0, 1.0), (0.31, -0.9, 0.88))
"""(foot, head, size of its sails) of mizzen, main and fore."""


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    d.shape(tapered([(0.46, -0.2), (0.82, -0.36)], [0.022, 0.008]), "dark", 0.6)
    ropes = []
    for foot, head, _ in _MASTS:
        for spread_ in (-0.075, -0.05, 0.05, 0.075):
            ropes.append(tapered([(foot + spread_, -0.16), (foot, head + 0.28)], 0.0035))
    ropes += [
        tapered([(0.82, -0.36), (0.31, -0.84)], 0.004),
        tapered([(0.7, -0.305), (0.31, -0.66)], 0.004),
        tapered([(0.31, -0.84), (0.02, -0.7)], 0.0035),
        tapered([(0.02, -0.92), (-0.3, -0.6)], 0.0035),
        tapered([(-0.3, -0.78), (-0.56, -0.3)], 0.0035),
    ]
    d.shape(gathered(ropes), "dark", 0.6)
    jibs = [
        [(0.8, -0.355), (0.36, -0.78), (0.4, -0.55), (0.5, -0.36)],
        [(0.68, -0.3), (0.36, -0.6), (0.4, -0.43), (0.46, -0.32)],
    ]  # fmt: skip
    for tack, peak, belly, clew in jibs:
        luff = curve([tack, peak], 2)
        leech = curve([peak, belly, clew], 8)
        foot_line = curve([clew, ((clew[0] + tack[0]) / 2, clew[1] + 0.035), tack], 8)
        d.shape(polygon(np.concatenate([luff, leech, foot_line])), "light", 0.62)
    for foot, head, size in _MASTS:
        _mast(d, foot, head, size)
    spanker = [(-0.31, -0.54), (-0.31, -0.24), (-0.6, -0.27), (-0.56, -0.42), (-0.5, -0.58)]
    d.shape(
        polygon(
            np.concatenate(
                [
                    spanker[:2],
                    curve([spanker[1], (-0.46, -0.22), spanker[2]], 6),
                    curve([spanker[2], (-0.585, -0.43), spanker[4]], 6),
                ]
            )
        ),
        "light",
        0.64,
    )
    d.cut(
        gathered([tapered([(-0.3, -0.22), (-0.63, -0.27)], 0.01), tapered([(-0.3, -0.52), (-0.52, -0.6)], 0.01)]),
        "dark",
        0.65,
    )
    _hull(d)
    return d.marks


def _mast(d: Drawing, foot: float, head: float, size: float) -> None:
    """Courses, topsail and topgallant on their yards; the wind comes over the left quarter."""
    d.shape(tapered([(foot, -0.14), (foot, head)], [0.022, 0.008]), "dark", 0.63)
    tiers = ((0.27, 0.185, 0.23), (0.205, 0.15, 0.225), (0.145, 0.105, 0.15))
    low = -0.215
    for foot_share, head_share, tall_share in tiers:
        broad, narrow = foot_share * size * 0.71, head_share * size * 0.775
        tall = tall_share * (abs(head) - 0.2) / 0.8
        top = low - tall
        left = curve(
            [(foot - narrow, top), (foot - narrow * 0.96 + 0.012, (top + low) / 2), (foot - broad + 0.012, low)], 7
        )
        right = curve(
            [(foot + broad + 0.03, low), (foot + broad + 0.068, (top + low) / 2 + 0.02), (foot + narrow, top)], 7
        )
        hollow = curve([(foot - broad + 0.012, low), (foot + 0.02, low - tall * 0.15), (foot + broad + 0.03, low)], 8)
        sail = np.concatenate([left, hollow, right])
        d.shape(polygon(sail), "light", 0.66)
        shade = np.concatenate(
            [
                right[::-1],
                [
                    right[0] - np.array((broad * 0.42, tall * 0.06)),
                    (foot + narrow * 0.45, (top + low) / 2),
                    (foot + narrow * 0.5, top),
                ],
            ]
        )
        d.cut(polygon(shade), "middle", 0.67)
        seams = [
            gouge(
                [
                    (foot + narrow * s, top + 0.006),
                    (foot + (narrow * s + broad * s) / 2 + 0.03, (top + low) / 2),
                    (foot + broad * s + 0.02, low - tall * (0.13 - 0.1 * abs(s))),
                ],
                0.004,
            )
            for s in (-0.5, 0.0, 0.5)
        ]
        d.cut(gathered(seams), "middle", 0.68)
        reef = top * 0.72 + low * 0.28
        d.cut(
            gathered(
                [
                    gouge(
                        [
                            (foot - narrow * 0.8 + 0.012 * k * size, reef),
                            (foot - narrow * 0.8 + 0.012 * k * size, reef + 0.014),
                        ],
                        0.004,
                    )
                    for k in range(int(narrow * 1.7 / (0.012 * size)))
                ]
            ),
            "middle",
            0.68,
        )
        d.shape(tapered([(foot - narrow * 1.18, top), (foot + narrow * 1.18, top)], 0.011), "dark", 0.69)
        low = top - 0.012
    d.shape(
        polygon(
            [
                (foot, head),
                (foot + 0.085, head + 0.012),
                (foot + 0.06, head + 0.024),
                (foot + 0.09, head + 0.038),
                (foot, head + 0.03),
            ]
        ),
        "accent",
        0.69,
    )


def _hull(d: Drawing) -> None:
    """Sheer from the high stern to the beak, a band of gun ports, the copper below, foam at the waterline."""
    sheer = curve([(-0.6, -0.235), (-0.4, -0.17), (-0.1, -0.135), (0.2, -0.14), (0.42, -0.175), (0.56, -0.23)], 8)
    bow = curve([(0.56, -0.23), (0.52, -0.14), (0.47, -0.06), (0.42, 0.0)], 5)
    d.shape(polygon(np.concatenate([sheer, bow, [(-0.5, 0.0), (-0.575, -0.08)]])), "dark", 0.72)
    band = curve([(-0.585, -0.165), (-0.4, -0.115), (-0.1, -0.085), (0.2, -0.088), (0.48, -0.135)], 8)
    d.cut(polygon(np.concatenate([band, (band + np.array((0, 0.034)))[::-1]])), "second", 0.73)
    ports = []
    for x in np.linspace(-0.5, 0.42, 14):
        y = float(np.interp(x, band[:, 0], band[:, 1]))
        ports.append(rectangle(x - 0.012, y + 0.006, x + 0.012, y + 0.028))
    d.cut(gathered(ports), "dark", 0.74)
    d.cut(
        gathered(
            [tapered(sheer + np.array((0, 0.018)), 0.006, 1), tapered(band + np.array((-0.004, 0.062)), 0.004, 1)]
        ),
        "accent",
        0.74,
    )
    d.shape(gathered([polygon([(-0.61, -0.26), (-0.57, -0.25), (-0.56, -0.1), (-0.59, -0.1)])]), "second", 0.74)
    d.cut(gathered([rectangle(-0.596, -0.22, -0.58, -0.195), rectangle(-0.592, -0.175, -0.577, -0.15)]), "light", 0.75)
    foam = [
        gouge([(x, 0.0), (x + 0.05, -0.018 - 0.01 * (x > 0.35)), (x + 0.11, 0.004)], 0.022)
        for x in np.linspace(-0.58, 0.4, 11)
    ]
    d.shape(gathered(foam), "light", 0.76)
