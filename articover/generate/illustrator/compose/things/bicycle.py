"""A bicycle from the side: diamond frame, spoked wheels, drop chain, a basket on the handlebars."""

from __future__ import annotations

import math

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import Point, blob, circle, gathered, polygon, tapered, without

SHOWS = frozenset({"bicycle", "cyclist"})
NOT = frozenset({"tricycle"})
STANCE = ("alone", "tiny")
TALL = 0.62
EAST_TOO = True

_RADIUS = 0.33
_REAR, _FRONT = (-0.52, -_RADIUS), (0.52, -_RADIUS)
_CRANK, _SEAT, _HEAD = (-0.06, -0.3), (-0.2, -0.78), (0.36, -0.8)


def draw(rng: np.random.Generator, detail: float) -> list[Mark]:
    d = Drawing(1.0)
    for hub in (_REAR, _FRONT):
        _wheel(d, hub, detail)
    guard = [(_REAR[0] + 0.372 * math.cos(a), _REAR[1] + 0.372 * math.sin(a)) for a in np.linspace(-3.0, -0.5, 20)]
    front = [(_FRONT[0] + 0.372 * math.cos(a), _FRONT[1] + 0.372 * math.sin(a)) for a in np.linspace(-2.6, -0.7, 16)]
    d.shape(gathered([tapered(guard, 0.024, 2), tapered(front, 0.024, 2)]), "accent", 0.66)
    chain = [
        tapered([(_CRANK[0], _CRANK[1] - 0.085), (_REAR[0], _REAR[1] - 0.035)], 0.014),
        tapered([(_CRANK[0], _CRANK[1] + 0.085), (_REAR[0], _REAR[1] + 0.035)], 0.014),
    ]  # fmt: skip
    d.shape(gathered(chain), "dark", 0.67)
    tubes = [
        (_CRANK, _SEAT), (_CRANK, (0.39, -0.7)), ((-0.185, -0.72), _HEAD), (_REAR, (-0.185, -0.72)), (_REAR, _CRANK),
        ((0.345, -0.86), (0.4, -0.66)),
    ]  # fmt: skip
    fork = tapered([(0.4, -0.66), (0.44, -0.52), _FRONT], [0.04, 0.036, 0.022])
    d.shape(gathered([*(tapered(list(pair), 0.036) for pair in tubes), fork]), "accent", 0.68)
    d.shape(without(circle(*_CRANK, 0.092), circle(*_CRANK, 0.062)), "dark", 0.69)
    crank = [
        tapered([_CRANK, (_CRANK[0] + 0.1, _CRANK[1] + 0.13)], 0.026),
        tapered([_CRANK, (_CRANK[0] - 0.1, _CRANK[1] - 0.13)], 0.026),
        tapered([(_CRANK[0] + 0.05, _CRANK[1] + 0.145), (_CRANK[0] + 0.165, _CRANK[1] + 0.145)], 0.03),
        tapered([(_CRANK[0] - 0.165, _CRANK[1] - 0.145), (_CRANK[0] - 0.05, _CRANK[1] - 0.145)], 0.03),
    ]  # fmt: skip
    d.shape(gathered([*crank, circle(*_CRANK, 0.03), circle(*_REAR, 0.035), circle(*_FRONT, 0.03)]), "dark", 0.7)
    d.shape(tapered([_SEAT, (-0.225, -0.87)], 0.026), "dark", 0.7)
    saddle = blob(
        [
            (-0.36, -0.92),
            (-0.3, -0.935),
            (-0.2, -0.91),
            (-0.07, -0.905),
            (-0.065, -0.885),
            (-0.18, -0.875),
            (-0.25, -0.85),
            (-0.34, -0.855),
            (-0.37, -0.885),
        ]
    )
    d.shape(saddle, "second", 0.71)
    bars = [
        tapered([(0.345, -0.84), (0.325, -0.95), (0.26, -0.98), (0.14, -0.955)], 0.028),
        tapered([(0.2, -0.972), (0.1, -0.945)], 0.042),
    ]  # fmt: skip
    d.shape(gathered(bars), "dark", 0.72)
    basket: list[Point] = [(0.42, -0.95), (0.74, -0.95), (0.69, -0.7), (0.46, -0.7)]
    d.shape(polygon(basket), "second", 0.71)
    weave = [tapered([(0.42 + 0.32 * k / 6, -0.95), (0.46 + 0.23 * k / 6, -0.7)], 0.009) for k in range(1, 6)]
    weave += [
        tapered([(0.425 + 0.01 * k, -0.9 + 0.05 * k), (0.735 - 0.01 * k, -0.9 + 0.05 * k)], 0.009) for k in range(4)
    ]
    d.cut(gathered(weave), "dark", 0.72)
    d.shape(tapered([(0.4, -0.955), (0.76, -0.955)], 0.028), "dark", 0.73)
    d.shape(
        gathered([tapered([(-0.52, -0.74), (-0.2, -0.72)], 0.022), tapered([(-0.5, -0.74), _REAR], 0.012)]),
        "dark",
        0.69,
    )
    return d.marks


def _wheel(d: Drawing, hub: Point, detail: float) -> None:
    d.shape(without(circle(*hub, _RADIUS), circle(*hub, _RADIUS - 0.032)), "dark", 0.64)
    d.shape(without(circle(*hub, _RADIUS - 0.032), circle(*hub, _RADIUS - 0.046)), "light", 0.64)
    if detail < 0.08:
        return
    spokes = []
    for k in range(20):
        a = 2 * math.pi * k / 20
        lean = a + (0.35 if k % 2 else -0.35)
        start = (hub[0] + 0.024 * math.cos(lean), hub[1] + 0.024 * math.sin(lean))
        end = (hub[0] + (_RADIUS - 0.04) * math.cos(a), hub[1] + (_RADIUS - 0.04) * math.sin(a))
        spokes.append(tapered([start, end], 0.006))
    d.shape(gathered(spokes), "dark", 0.63)
