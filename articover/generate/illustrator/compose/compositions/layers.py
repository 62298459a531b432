"""A way in: sheets of dark leaves, rocks or waves, one behind the other and each with a smaller opening, and far inside
in the light whoever the book is about."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import LIVING, outline_in, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Ink
from articover.generate.illustrator.compose.forms.curves import blob, circle, polygon, rectangle, tapered, turned
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import thing

NAME = "a way in"
VERSION = 1
ASKS_NIGHT = True
FAMILY = "layers"
SHELVES = {"": 0.8, "fantasy": 1.8, "fairy-tale": 2.2, "children": 1.8, "picture-book": 1.8, "young-adult": 1.8,
           "adventure": 1.6, "romantasy": 1.5, "horror": 1.2, "nature": 1.6, "gothic": 1.2, "literary": 0.8,
           "cookbook": 0.0, "business": 0.0, "computer": 0.0}  # fmt: skip
LOCKUPS = ("cartouche", "full stack", "quiet capitals")
EXCLUDES: dict[str, str] = {}
_GREEN = frozenset({"forest", "jungle", "garden", "orchard", "meadow", "island", "swamp", "tree", "park",
                    "bamboo_forest", "mountain", "valley", "moor"})  # fmt: skip
"""Where leaves or branches hang into the view."""


def fit(book: Book) -> Fit | None:
    """Somebody or something that stands, in open country; creatures anywhere."""
    shown = shown_of(book, "alone", "tiny", kinds=LIVING, most=1)
    if not shown:
        return None
    wild = book.find(_GREEN)
    item, subject = shown[0]
    if (
        item.kind == "vehicle"
        or "swims" in thing(subject.draws).STANCE
        or (wild is None and item.kind not in ("animal", "creature"))
    ):
        return None
    worth = worth_of(book, shown, first=0.46, others=0.0) + (0.22 if wild else 0.0)
    where = f" in the {wild.concept}" if wild else ""
    return Fit(min(worth, 1.0), f"the {item.concept}{where}, seen through leaves", (subject,))


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """Five sheets from near and dark to far and light; pines where it is winter, leaves where it is not."""
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(0.0, -0.6))
    night = scene.inks.is_night
    drawing.page("light" if not night else "far")
    centre = (a * (0.7 if wide else 0.5), 0.585 if not wide else 0.5)
    base = (a * 0.2, 0.36) if wide else (a * 0.32, 0.225)
    sun = circle(centre[0] + a * float(rng.uniform(-0.08, 0.08)), centre[1] - base[1] * 0.3, base[1] * 0.55)
    drawing.shape(sun, "accent" if not night else "light", 0.02)
    floor = centre[1] + base[1] * 0.74
    drawing.shape(_ground(drawing, floor, rng), "far" if not night else "middle", 0.1)
    hero = scene.first_subject()
    tall = base[1] * (0.86 if hero.draws in ("walker", "child_walker") else 1.0)
    shape = outline_in(hero.draws, scene.seed, (centre[0] - base[0] * 0.85, floor + 0.012 - tall,
                                                centre[0] + base[0] * 0.85, floor + 0.012))  # fmt: skip
    down = floor + 0.012 - shape.computeTightBounds().bottom()
    shape.offset(0, down)
    drawing.shape(shape, "dark", 0.15)
    inks: tuple[Ink, ...] = ("far", "second", "middle", "dark", "dark")
    if night:
        inks = ("middle", "second", "middle", "ground", "dark")
    pines = scene.season == "winter" or scene.weather == "snow" or scene.place in ("mountains", "forest")
    for number, ink in enumerate(inks[1:]):
        grow = 1.0 + 0.15 * number
        radius = base[0] * grow, base[1] * grow
        _sheet(drawing, centre, radius, floor + 0.03 + 0.035 * number, ink, 0.3 + 0.15 * number, rng, pines=pines)
    drawing.focus = (centre[0], floor - tall / 2)
    drawing.shown = tuple(each.concept for each in scene.subjects)
    if wide:
        drawing.zones = zones((0.05, 0.12, 0.42, 0.7), (0.05, 0.84, 0.42, 0.92), "left", "middle")
    else:
        drawing.zones = zones((0.1, 0.05, 0.9, 0.225), (0.1, 0.915, 0.9, 0.96), "center", "middle")
    return drawing


def _ground(drawing: Drawing, top: float, rng: np.random.Generator) -> skia.Path:
    xs = np.linspace(-BLEED, drawing.aspect + BLEED, 8)
    ys = top + rng.uniform(-0.008, 0.008, 8)
    return polygon(np.concatenate([np.stack([xs, ys], 1), [(xs[-1], 1.2), (xs[0], 1.2)]]))


def _sheet(
    drawing: Drawing,
    centre: tuple[float, float],
    radius: tuple[float, float],
    floor: float,
    ink: Ink,
    depth: float,
    rng: np.random.Generator,
    *,
    pines: bool,
) -> None:
    """The whole page but for an opening, and what grows into it from its rim."""
    angles = np.linspace(0, 2 * np.pi, 26, endpoint=False)
    rough = 1.05 + rng.uniform(-0.07, 0.07, 26)
    rim = np.stack([centre[0] + radius[0] * rough * np.cos(angles), centre[1] + radius[1] * rough * np.sin(angles)], 1)
    rim[:, 1] = np.minimum(rim[:, 1], floor)
    sheet = rectangle(-BLEED, -BLEED, drawing.aspect + BLEED, 1 + BLEED)
    sheet.addPath(blob(rim))
    sheet.setFillType(skia.PathFillType.kEvenOdd)
    drawing.shape(sheet, ink, depth)
    for point in rim:
        x, y = float(point[0]), float(point[1])
        if y > floor - 0.01:
            if pines and rng.random() < 0.7:
                drawing.shape(conifer(x, floor + 0.02, float(rng.uniform(0.03, 0.08)), rng), ink, depth)
            elif not pines:
                _blades(drawing, (x, floor + 0.01), ink, depth, rng)
            continue
        inward = float(np.degrees(np.arctan2(y - centre[1], x - centre[0]))) + 180
        for _ in range(3):
            # Leaves hang: they are drawn down as much as inward.
            long, turn = float(rng.uniform(0.045, 0.08)), _between(inward, 90.0, 0.35) + float(rng.uniform(-38, 38))
            root = np.array([x, y]) + rng.uniform(-0.012, 0.012, 2)
            if pines:
                twig = turned(np.array([(-0.3, 0.0), (0.4, 0.03), (1.0, 0.0)]) * long, turn) + root
                drawing.shape(tapered(twig, [0.006, 0.004, 0.001]), ink, depth)
                for along in np.linspace(0.1, 0.9, 6):
                    for side in (-38, 38):
                        foot = turned(np.array([(along * long, 0.0)]), turn)[0] + root
                        needle = turned(np.array([(0.0, 0.0), (0.011 + 0.016 * (1 - along), 0.0)]), turn + side) + foot
                        drawing.shape(tapered(needle, [0.0045, 0.001]), ink, depth)
            else:
                outline = [
                    (-0.2, 0),
                    (0.1, -0.15),
                    (0.45, -0.2),
                    (0.8, -0.1),
                    (1, 0),
                    (0.8, 0.1),
                    (0.45, 0.2),
                    (0.1, 0.15),
                ]
                drawing.shape(blob(turned(np.array(outline) * long, turn) + root), ink, depth)


def _between(one: float, other: float, share: float) -> float:
    """The direction a `share` of the shorter way from `one` to `other`, in degrees."""
    return one + ((other - one + 180) % 360 - 180) * share


def _blades(drawing: Drawing, at: tuple[float, float], ink: Ink, depth: float, rng: np.random.Generator) -> None:
    """A tuft of grass."""
    for _ in range(4):
        lean, tall = float(rng.uniform(-0.02, 0.02)), float(rng.uniform(0.02, 0.05))
        drawing.shape(
            tapered([at, (at[0] + lean * 0.3, at[1] - tall * 0.6), (at[0] + lean, at[1] - tall)], [0.007, 0.005, 0.0]),
            ink, depth,
        )  # fmt: skip
