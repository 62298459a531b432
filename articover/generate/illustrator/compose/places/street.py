"""A street of old houses in perspective, its lamps lit, the pavement wet: windows and lamps lie in it as streaks."""

from __future__ import annotations

import itertools

import numpy as np

from articover.generate.illustrator.compose.drawing import Drawing, Fade, Ink
from articover.generate.illustrator.compose.forms.camera import Camera
from articover.generate.illustrator.compose.forms.curves import circle, gouge, joined, polygon, rectangle, tapered
from articover.generate.illustrator.compose.places import Ground, View

SHOWS = frozenset({"street", "alley", "square", "london", "paris", "suburb"})
NOT = frozenset[str]()
CALM_BELOW = True
EAST_TOO = False

_HALF = 5.6
"""Half the street's width, wall to wall, in metres."""
_PAVEMENT = 1.7
_LAMPS = (58.0, 38.0, 26.0, 18.0, 12.4)
_END = 70.0


def build(drawing: Drawing, view: View, rng: np.random.Generator) -> Ground:
    """The street runs to a tower under `view.summit`; whoever walks there is on the carriageway."""
    at = view.summit[0]
    low = view.summit[1] < 0.3  # the type lies below: a calm carriageway
    eyes = view.summit[1] + (0.26 if low else 0.27)
    camera = Camera((at, eyes), 1.7, 0.62)
    lit = view.time in ("", "dusk", "night") or view.weather in ("rain", "storm", "fog")
    wet = view.weather in ("rain", "storm") or (view.weather == "" and lit)
    snowy = view.season == "winter" or view.weather == "snow"
    drawing.shape(drawing.band(eyes - 0.004, 1.13), "far", 0.2)
    _tower(drawing, at + 0.01, eyes, view.summit[1])
    for side in (-1, 1):
        _row(drawing, camera, side, lit, snowy, rng)
    _carriageway(drawing, camera, snowy, low)
    if wet:
        _streaks(drawing, camera, low, rng)
    for ahead in _LAMPS:
        for side in (-1, 1):
            _lamp(drawing, camera, side, ahead, lit)
    if view.weather in ("rain", "storm"):
        _rain(drawing, rng)
    spot = camera.at(-0.4, 0.0, 11.0)
    drawing.focus = spot
    return Ground(spot, camera.metre(11.0) * 1.75, 0.75)


def _tower(drawing: Drawing, x: float, foot: float, top: float) -> None:
    """The church at the street's end, pale with distance."""
    drawing.shape(rectangle(x - 0.022, top + 0.075, x + 0.022, foot), "far", 0.15)
    drawing.shape(polygon([(x - 0.026, top + 0.078), (x, top), (x + 0.026, top + 0.078)]), "far", 0.15)
    drawing.cut(
        rectangle(x + 0.004, top + 0.08, x + 0.022, foot), "middle", 0.15, fade=Fade("far", (0, top), (0, foot))
    )
    drawing.cut(circle(x - 0.007, top + 0.105, 0.0075), "light", 0.15)


def _row(drawing: Drawing, camera: Camera, side: int, lit: bool, snowy: bool, rng: np.random.Generator) -> None:
    """One side's houses from far to near; the side away from the light is a step darker."""
    shaded = (side > 0) == (drawing.light[0] > 0)
    edges = [_END]
    while edges[-1] > 4.2:
        edges.append(edges[-1] - float(rng.uniform(4.5, 8.0)) * (0.55 + edges[-1] / 90))
    edges[-1] = 3.2
    wall = side * _HALF
    for far, near in itertools.pairwise(edges):
        high = float(rng.uniform(6.6, 9.4)) if near > 9 else float(rng.uniform(5.6, 6.6))
        ink, trim = _inks(near, shaded)
        # The gable end that looks over a lower neighbour, then the front, then the roof behind its gutter.
        drawing.shape(camera.front(min(wall, wall + side * 9), max(wall, wall + side * 9), 0, high, far), ink, 0.3)
        drawing.shape(camera.side(wall, near, far, 0, high), ink, 0.35)
        ridge = high + float(rng.uniform(1.6, 2.6))
        back = wall + side * 3.0
        roof = camera.face([(wall, high, near), (wall, high, far), (back, ridge, far), (back, ridge, near)])
        drawing.shape(roof, "light" if snowy else trim, 0.36)
        pot = (near + far) / 2 + float(rng.uniform(-0.2, 0.2)) * (far - near)
        stack = camera.side(back, pot, pot + 0.9, ridge - 0.6, ridge + 1.1)
        drawing.shape(joined(stack, camera.front(back - 0.35, back + 0.35, ridge - 0.6, ridge + 1.1, pot)), trim, 0.34)
        drawing.cut(camera.side(wall, near, far, high - 0.22, high), "dark" if ink != "dark" else "middle", 0.37)
        if far < 50:
            _windows(drawing, camera, wall, near, far, high, lit, ink, rng)


def _inks(near: float, shaded: bool) -> tuple[Ink, Ink]:
    """(wall, roof): what is near is dark."""
    if near > 34:
        return "far", "far" if not shaded else "middle"
    if near > 15:
        return ("middle", "dark") if shaded else ("far", "middle")
    return ("dark", "dark") if shaded else ("middle", "dark")


def _windows(
    drawing: Drawing, camera: Camera, wall: float, near: float, far: float, high: float, lit: bool, ink: Ink,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """A shop or door below, sashes above; some are lit."""
    count = max(1, int((far - near) / 2.1))
    pitch = (far - near) / count
    glass: Ink = "dark" if ink != "dark" else "middle"
    for column in range(count):
        z = near + (column + 0.5) * pitch
        half = pitch * 0.24
        if rng.random() < 0.75:
            shown: Ink = "accent" if lit and rng.random() < 0.5 else glass
            drawing.cut(camera.side(wall, z - half * 1.5, z + half * 1.5, 0.7, 2.5), shown, 0.4)
            drawing.cut(camera.side(wall, z - 0.04, z + 0.04, 0.7, 2.5), ink, 0.4)
        else:
            drawing.cut(camera.side(wall, z - half, z + half, 0.1, 2.4), glass, 0.4)
        for floor in range(int((high - 3.2) / 2.1)):
            sill = 3.5 + floor * 2.1
            shown = "accent" if lit and rng.random() < 0.26 else glass
            drawing.cut(camera.side(wall, z - half, z + half, sill, sill + 1.35), shown, 0.4)
            if near < 22:
                drawing.cut(camera.side(wall, z - half, z + half, sill + 0.64, sill + 0.72), ink, 0.4)
                drawing.cut(camera.side(wall, z - half * 1.25, z + half * 1.25, sill - 0.16, sill - 0.02), "light", 0.4)


def _carriageway(drawing: Drawing, camera: Camera, snowy: bool, low: bool) -> None:
    near = 1.1
    drawing.shape(camera.floor(-_HALF, _HALF, near, _END), "light" if snowy else "middle", 0.5)
    lane = _HALF - _PAVEMENT
    road: Ink = "far" if snowy else "dark"
    drawing.shape(
        camera.floor(-lane, lane, near, _END), road, 0.55, fade=Fade("middle", camera.at(0, 0, 9), camera.at(0, 0, 60))
    )
    for side in (-1, 1):
        kerb = camera.face(
            [
                (side * lane, 0, near),
                (side * lane, 0, _END),
                (side * (lane + 0.16), 0, _END),
                (side * (lane + 0.16), 0, near),
            ]
        )
        drawing.cut(kerb, "light", 0.55)
        if not low:
            for z in np.geomspace(2.2, 30, 12):
                ends = camera.at(side * lane, 0, float(z)), camera.at(side * _HALF, 0, float(z))
                drawing.stroke(ends, 0.02 / float(z), "dark", 0.55)


def _streaks(drawing: Drawing, camera: Camera, low: bool, rng: np.random.Generator) -> None:
    """Each lamp's light in the wet road: a broken upright lane below it, paler and longer the nearer it is."""
    for ahead in _LAMPS[:-1]:
        for side in (-1, 1):
            x, top = camera.at(side * (_HALF - _PAVEMENT - 0.4), 0, ahead)
            size = camera.metre(ahead)
            y = top + size * 0.3
            while y < min(top + size * 5.0, 0.62 if low else 1.12):
                broad = size * float(rng.uniform(0.35, 1.0)) * (1 - 0.1 * (y - top) / size)
                slip = size * float(rng.uniform(-0.16, 0.16))
                drawing.cut(
                    gouge(
                        [(x - broad / 2 + slip, y), (x + slip, y + size * 0.05), (x + broad / 2 + slip, y)], size * 0.17
                    ),
                    "accent",
                    0.6,
                )
                y += size * float(rng.uniform(0.18, 0.42))
    # The sky lies in the middle of the road.
    for z in np.geomspace(5.5, 50, 20):
        x, y = camera.at(float(rng.uniform(-1.3, 1.3)), 0, float(z))
        if low and y > 0.62:
            continue
        long = camera.metre(float(z)) * float(rng.uniform(0.35, 1.1))
        drawing.cut(
            gouge([(x - long, y), (x, y + long * 0.03), (x + long, y)], camera.metre(float(z)) * 0.11), "far", 0.6
        )


def _lamp(drawing: Drawing, camera: Camera, side: int, ahead: float, lit: bool) -> None:
    """A cast-iron street lamp: a post that thins, a crossbar, a six-sided lantern with a cap."""
    x, foot = camera.at(side * (_HALF - _PAVEMENT + 0.35), 0, ahead)
    size = camera.metre(ahead)
    depth = 0.62
    top = foot - size * 3.6
    if lit:
        drawing.cut(circle(x, top - size * 0.3, size * 0.72), "accent", depth)
    drawing.shape(
        tapered([(x, foot), (x, foot - size * 0.9), (x, top)], [size * 0.2, size * 0.11, size * 0.08]), "dark", depth
    )
    drawing.shape(rectangle(x - size * 0.17, foot - size * 0.3, x + size * 0.17, foot), "dark", depth)
    drawing.shape(
        tapered([(x - size * 0.4, top + size * 0.3), (x + size * 0.4, top + size * 0.3)], size * 0.07), "dark", depth
    )
    glass = [
        (x - size * 0.15, top), (x + size * 0.15, top), (x + size * 0.26, top - size * 0.55),
        (x - size * 0.26, top - size * 0.55),
    ]  # fmt: skip
    drawing.shape(polygon(glass), "light" if lit else "far", depth)
    cap = [(x - size * 0.32, top - size * 0.54), (x, top - size * 0.86), (x + size * 0.32, top - size * 0.54)]
    drawing.shape(polygon(cap), "dark", depth)
    drawing.shape(circle(x, top - size * 0.88, size * 0.06), "dark", depth)
    drawing.cut(tapered([(x, top), (x, top - size * 0.55)], size * 0.035), "dark", depth)


def _rain(drawing: Drawing, rng: np.random.Generator) -> None:
    for _ in range(60):
        x, y = float(rng.uniform(-0.1, drawing.aspect + 0.1)), float(rng.uniform(0.36, 1.05))
        long = float(rng.uniform(0.02, 0.05))
        drawing.cut(gouge([(x, y), (x - long * 0.22, y + long)], 0.0022), "light", 0.9)
