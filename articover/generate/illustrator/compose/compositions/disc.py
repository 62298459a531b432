"""A great disc of sun or moon, and before it on a dark ridge the hero as a silhouette: read across a street."""

from __future__ import annotations

import numpy as np

from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.compositions._things import LIVING, OUTDOORS, outline_in, shown_of, worth_of
from articover.generate.illustrator.compose.compositions._type import zones
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade, Ink
from articover.generate.illustrator.compose.forms.curves import Points, circle, curve, gouge, polygon, tapered
from articover.generate.illustrator.compose.forms.trees import conifer
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import marks_in, thing

NAME = "before the disc"
VERSION = 1
FAMILY = "disc"
SHELVES = {"": 1.0, "fantasy": 1.8, "adventure": 1.8, "horror": 1.6, "thriller": 1.3, "western": 2.0, "gothic": 1.8,
           "young-adult": 1.5, "sci-fi": 1.2, "children": 1.1, "fairy-tale": 1.5, "literary": 1.1, "war": 1.2,
           "cookbook": 0.0, "business": 0.2, "computer": 0.0, "self-help": 0.3}  # fmt: skip
LOCKUPS = ("full stack", "wide capitals", "quiet capitals")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit | None:
    """Whoever or whatever of the book can stand on a hill."""
    shown = shown_of(book, "alone", "tiny", kinds=LIVING, most=1)
    if not shown or book.denied & {"sun", "moon"}:
        return None
    item, subject = shown[0]
    if "swims" in thing(subject.draws).STANCE:
        return None
    # A lone figure before the sun stands on too many books to be taken gladly, and never for one who stays indoors.
    if item.kind == "person" and not book.find(OUTDOORS):
        return None
    first = 0.42 if item.kind == "person" else 0.62
    return Fit(worth_of(book, shown, first=first, others=0.0), f"the book's {item.concept} against the sky", (subject,))


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    a = scene.aspect
    wide = a > 1.15
    drawing = Drawing(a, light=(0.0, -1.0))
    drawing.page("ground", fade=Fade("far", (0, 0.3), (0, 0.85)))
    centre = a * (0.72 if wide else float(rng.uniform(0.44, 0.56)))
    radius = min(0.36 * a, 0.27) if not wide else 0.34
    below = not wide and rng.random() < 0.35  # the title on the dark ground instead of in the sky
    middle = (0.33 if below else 0.56) if not wide else 0.46
    ridge = middle + radius * 0.72
    drawing.shape(circle(centre, middle, radius), "light" if scene.time == "night" else "accent", 0.06)
    hero = scene.first_subject()
    afloat = "afloat" in thing(hero.draws).STANCE
    behind: tuple[tuple[float, Ink], ...] = ((-0.035, "far"), (-0.005, "middle"))
    for down, ink in behind:
        _hills(drawing, rng, ridge + down, 0.004 if afloat else 0.024, ink, 0.25 + down)
    front = _hills(drawing, rng, ridge + 0.045, 0.004 if afloat else 0.02, "dark", 0.7,
                   mound=(centre, 0.012 if afloat else 0.05))  # fmt: skip
    left, top, right, bottom = marks_in(hero.draws, scene.seed)
    person = hero.draws in ("walker", "child_walker")
    tall = min(radius * (0.92 if person else 1.28), radius * 1.45 * (bottom - top) / (right - left))
    foot = float(np.interp(centre, front[:, 0], front[:, 1])) + 0.006
    broad = tall * (right - left) / (bottom - top)
    count = 2 if hero.number == "pair" else 1
    for number in range(count):
        x = centre + (number - (count - 1) / 2) * broad * 0.85
        path = outline_in(
            hero.draws, scene.seed, (x - broad, foot - tall, x + broad, foot), flip=bool(number) or rng.random() < 0.5
        )
        drawing.shape(path, "dark", 0.72)
    if afloat:
        _swell(drawing, rng, ridge + 0.06, centre)
    else:
        _grass(drawing, rng, front)
    # Trees close the page at one side, where nothing of the hero is hidden.
    side = -1 if rng.random() < 0.5 else 1
    for step in range(0 if afloat else 3):
        x = centre + side * (radius * 1.25 + 0.07 * step + float(rng.uniform(0, 0.03)))
        y = float(np.interp(x, front[:, 0], front[:, 1])) + 0.01
        drawing.shape(conifer(x, y, float(rng.uniform(0.1, 0.17)) + 0.05 * step, rng), "dark", 0.74)
    drawing.focus = (centre, foot - tall / 2)
    drawing.shown = tuple(each.concept for each in scene.subjects)
    if wide:
        drawing.zones = zones((0.05, 0.1, 0.46, 0.66), (0.05, 0.86, 0.46, 0.94), "left", "top")
    elif below:
        drawing.zones = zones((0.08, ridge + 0.14, 0.92, 0.88), (0.08, 0.905, 0.92, 0.955), "center", "middle")
    else:
        drawing.zones = zones((0.08, 0.06, 0.92, middle - radius - 0.03), (0.08, 0.9, 0.92, 0.955), "center", "middle")
    return drawing


def _hills(
    drawing: Drawing,
    rng: np.random.Generator,
    top: float,
    swell: float,
    ink: Ink,
    depth: float,
    mound: tuple[float, float] | None = None,
) -> Points:
    xs = np.linspace(-BLEED, drawing.aspect + BLEED, 7)
    ys = top + rng.uniform(-swell, swell, 7)
    if mound:
        ys = ys + 0.012 - mound[1] * np.exp(-(((xs - mound[0]) / 0.16) ** 2))
    crest = curve(np.stack([xs, ys], 1), 16)
    drawing.shape(polygon(np.concatenate([crest, [(xs[-1], 1.2), (xs[0], 1.2)]])), ink, depth)
    return crest


def _swell(drawing: Drawing, rng: np.random.Generator, top: float, lane: float) -> None:
    """Cuts of light on water, more of them below the disc."""
    for _ in range(90):
        y = top + float(rng.uniform(0, 1)) ** 1.5 * (1.0 - top)
        near = (y - top) / (1 - top)
        x = lane + float(rng.normal(0, 0.06 + 0.2 * near))
        long = float(rng.uniform(0.02, 0.06)) * (1 + near)
        drawing.cut(gouge([(x, y), (x + long / 2, y - 0.002), (x + long, y)], 0.003 + 0.003 * near), "middle", 0.72)


def _grass(drawing: Drawing, rng: np.random.Generator, crest: Points) -> None:
    """Single blades along a ridge, in tufts."""
    for _ in range(26):
        spot = crest[int(rng.integers(4, len(crest) - 4))]
        for _ in range(int(rng.integers(2, 5))):
            x, lean, tall = (float(rng.uniform(*ends)) for ends in ((-0.01, 0.01), (-0.012, 0.012), (0.012, 0.034)))
            foot = (float(spot[0]) + x, float(spot[1]) + 0.006)
            drawing.shape(
                tapered([foot, (foot[0] + lean * 0.3, foot[1] - tall * 0.6), (foot[0] + lean, foot[1] - tall)],
                        [0.0035, 0.0025, 0.0]), "dark", 0.72,
            )  # fmt: skip
