"""An emblem: the hero in an arch with rays and stars, companions or blades at its sides, all in one precious frame."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import lay, main_ink, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import (
    blob,
    circle,
    curve,
    polygon,
    rectangle,
    tapered,
    turned,
    without,
)
from articover.generate.illustrator.compose.scene import Scene

NAME = "emblem"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "emblem"
SHELVES = {"": 0.15, "fantasy": 2.4, "romantasy": 2.6, "gothic": 1.8, "fairy-tale": 2.0, "young-adult": 1.4,
           "horror": 1.0, "historical": 0.9, "religion": 1.2, "poetry": 0.7, "classic": 1.0}  # fmt: skip
LOCKUPS = ("cartouche", "quiet capitals")
EXCLUDES = {"mist": "ornament wants edges"}


def fit(book: Book) -> Fit | None:
    shown = [each for each in shown_of(book, "alone", most=4) if each[0].kind != "person"][:2]
    if not shown:
        return None
    named = " with ".join(item.concept.replace("_", " ") for item, _ in shown)
    return Fit(
        worth_of(book, shown, first=0.56, others=0.16), f"{named}, as an emblem", tuple(each for _, each in shown)
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(0.0, -1.0))
    drawing.page("ground")
    night = scene.inks.is_night
    gold: Ink = "light" if night else "dark"
    unit = min(a, 0.75)
    subjects = scene.subjects or (scene.first_subject(),)
    middle = (a * 0.75, 0.5) if wide else (a * 0.5, 0.29)
    radius = 0.34 if wide else unit * 0.33
    # Rays, then a round field, then the hero on it.
    for k in range(32):
        angle = k * 360 / 32
        reach = radius * (1.2 if k % 2 else 1.12)
        points = turned(np.array([(radius * 1.06, -0.004), (reach, 0.0), (radius * 1.06, 0.004)]), angle)
        drawing.shape(polygon(points + np.array(middle)), gold, 0.2)
    drawing.shape(circle(*middle, radius * 1.02), gold, 0.25)
    field: Ink = "accent" if rng.random() < 0.5 and main_ink(subjects[0].draws, scene.seed) != "accent" else "far"
    drawing.shape(circle(*middle, radius), field, 0.26)
    ring = without(circle(*middle, radius * 0.95), circle(*middle, radius * 0.937))
    drawing.shape(ring, gold, 0.27)
    lay(drawing, subjects[0].draws, scene.seed, (middle[0], middle[1] - radius * 0.01), (radius * 1.3, radius * 1.36),
        depth=0.6)  # fmt: skip
    _frame(drawing, a, unit, gold)
    if not wide:
        if len(subjects) > 1:
            for side in (-1, 1):
                lay(drawing, subjects[1].draws, scene.seed, (a * 0.5 + side * a * 0.35, 0.8),
                    (unit * 0.2, unit * 0.25), flip=side > 0, depth=0.5)  # fmt: skip
        _sprays(drawing, a, unit, gold)
        _moons(drawing, a, 0.075 * unit + 0.035, unit, gold)
        drawing.zones = zones((0.14, 0.565, 0.86, 0.745), (0.27, 0.8, 0.73, 0.85), "center", "middle")
    else:
        drawing.zones = zones((0.07, 0.16, 0.5, 0.7), (0.07, 0.78, 0.5, 0.86), "center", "middle")
    drawing.focus = middle
    drawing.shown = tuple(each.concept for each in subjects)
    return drawing


def _frame(drawing: Drawing, a: float, unit: float, gold: Ink) -> None:
    for inset, width in ((0.05, 0.006), (0.068, 0.0022)):
        e = unit * inset
        outer = rectangle(e, e, a - e, 1 - e)
        drawing.shape(without(outer, rectangle(e + width, e + width, a - e - width, 1 - e - width)), gold, 0.4)
    e = unit * 0.06
    for x, y, turn in ((e, e, 0), (a - e, e, 90), (a - e, 1 - e, 180), (e, 1 - e, 270)):
        drawing.shape(circle(x, y, unit * 0.028), "ground", 0.42)
        for k in (0, 45, 90):
            leaf = turned(np.array([(0.1, 0), (0.45, -0.12), (1, 0), (0.45, 0.12)]) * unit * 0.12, turn + k)
            drawing.shape(blob(leaf + np.array((x, y))), gold, 0.45)
        drawing.shape(circle(x, y, unit * 0.013), "accent", 0.46)


def _sprays(drawing: Drawing, a: float, unit: float, gold: Ink) -> None:
    """Two branches that rise from the foot's middle along both sides of the author's name."""
    for side in (-1, 1):
        line = curve(np.array([(0.0, 0.935), (0.12, 0.925), (0.22, 0.9), (0.3, 0.9)]) * (side, 1) + (a / 2, 0), 10)
        drawing.shape(tapered(line[::6], [0.005, 0.003, 0.0015]), gold, 0.45)
        for number, point in enumerate(line[4::5]):
            for up in (-1, 1):
                turn = (0 if side > 0 else 180) + up * 48 * side
                leaf = turned(np.array([(0, 0), (0.4, -0.2), (1, 0), (0.4, 0.2)]) * 0.028, turn)
                drawing.shape(blob(leaf + point), gold if number % 2 else "middle", 0.45)


def _moons(drawing: Drawing, a: float, y: float, unit: float, gold: Ink) -> None:
    """Phases of the moon along the head, and small stars."""
    for k in range(-2, 3):
        x, r = a / 2 + k * unit * 0.15, unit * (0.03 if k == 0 else 0.022)
        disc = circle(x, y, r)
        if k:
            disc = without(disc, circle(x + (r * 0.75 if k < 0 else -r * 0.75) * (1 if abs(k) == 2 else 1.35), y, r))
        drawing.shape(disc, gold, 0.45)
    for x, dy in ((-0.37, 0.16), (0.37, 0.16), (-0.4, 0.32), (0.4, 0.32)):
        points = []
        for k in range(8):
            reach = unit * (0.022 if k % 2 == 0 else 0.006)
            points.append((a / 2 + x * a + reach * np.cos(k * np.pi / 4), y + dy + reach * np.sin(k * np.pi / 4)))
        drawing.shape(polygon(points), gold, 0.45)
