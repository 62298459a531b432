"""Above and below the water line: somebody tiny on the surface, something huge beneath."""

from __future__ import annotations

import numpy as np

from articover.cover import Zone
from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import BLEED, Drawing, Fade, Spot
from articover.generate.illustrator.compose.forms.curves import circle, curve, gouge, polygon
from articover.generate.illustrator.compose.scene import Scene, Subject
from articover.generate.illustrator.compose.things import fitted, put, recolored, thing_for

NAME = "below the water line"
VERSION = 1
FAMILY = "section"
SHELVES = {"": 1.3, "adventure": 2.2, "literary": 1.5, "children": 1.5, "fantasy": 1.5, "horror": 1.6, "sci-fi": 1.2,
           "business": 0.4}  # fmt: skip
LOCKUPS = ("full stack", "quiet capitals", "wide capitals")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit | None:
    """Whatever swims and is of the book; better with a boat above it."""
    found = [
        (item, name)
        for item in book.items
        if item.role in ("subject", "companion") and (name := thing_for(item.concept, "swims", east=book.is_east_asian))
    ]
    if not found:
        return None
    item, name = max(found, key=lambda each: book.weight(each[0]))
    boat = next(
        (
            Subject("sailing_boat", other.concept, role="companion")
            for other in book.items
            if thing_for(other.concept, "afloat", east=book.is_east_asian) == "sailing_boat"
        ),
        None,
    )
    subjects = (Subject(name, item.concept), *((boat,) if boat else ()))
    return Fit(
        0.6 * book.weight(item) + 0.25 + (0.15 if boat else 0.0), f"a {item.concept} below the surface", subjects
    )


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """Sky over the title, the animal pale in the dark of the water."""
    a = scene.aspect
    wide = a > 1.15
    line = 0.3 if wide else float(rng.uniform(0.4, 0.46))
    drawing = Drawing(a, light=(0.0, -1.0))
    drawing.page("ground")
    if scene.time in ("dawn", "dusk", "night"):
        drawing.shape(circle(a * float(rng.uniform(0.2, 0.8)), line - 0.02, 0.07), "accent", 0.1)
    xs = np.linspace(-BLEED, a + BLEED, 9)
    ys = line + rng.uniform(-0.006, 0.006, 9)
    crest = curve(np.stack([xs, ys], 1), 14)
    drawing.shape(
        polygon(np.concatenate([crest, [(a + BLEED, 1 + BLEED), (-BLEED, 1 + BLEED)]])),
        "middle",
        0.3,
        fade=Fade("dark", (0, line + 0.06), (0, 0.98)),
    )
    for _ in range(26):
        x, y = float(rng.uniform(0, a)), line + 0.012 + float(rng.uniform(0, 1)) ** 2 * 0.12
        reach = float(rng.uniform(0.03, 0.09))
        drawing.cut(gouge([(x, y), (x + reach / 2, y - 0.003), (x + reach, y)], 0.0032), "light", 0.4)
    beast = scene.first_subject()
    room = (a * 0.06, line + 0.1, a * 0.94, 0.86) if not wide else (a * 0.5, line + 0.08, a * 0.97, 0.94)
    foot, scale = fitted(beast.draws, scene.seed, room)
    before = len(drawing.marks)
    put(drawing, beast.draws, foot, scale, np.random.default_rng([scene.seed, 5]), 0.6)
    drawing.marks[before:] = recolored(drawing.marks[before:], dark="light", middle="far", light="dark")
    for companion in scene.of("companion"):
        x = a * float(rng.uniform(0.24, 0.36) if rng.random() < 0.5 else rng.uniform(0.62, 0.76))
        put(drawing, companion.draws, (x, line + 0.008), 0.085, rng, 0.5)
    drawing.spots = tuple(Spot((a * at, line + 0.008), 0.085, 0.5, "afloat") for at in (0.16, 0.86, 0.5))
    drawing.focus = ((room[0] + room[2]) / 2, (room[1] + room[3]) / 2)
    drawing.shown = tuple(each.concept for each in scene.subjects)
    if wide:
        drawing.zones = (
            Zone("title", 0.05, 0.4, 0.47, 0.82, "left", "middle"),
            Zone("author", 0.05, 0.87, 0.47, 0.95, "left", "middle"),
        )
    else:
        drawing.zones = (
            Zone("title", 0.08, 0.06, 0.92, line - 0.12, "center", "middle"),
            Zone("author", 0.08, 0.905, 0.92, 0.955, "center", "middle"),
        )
    return drawing
