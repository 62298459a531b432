"""A vast place that fills the page, somebody tiny in it: scale tells the story."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from articover.cover import Zone
from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.adding import spots_beside
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import Drawing, Mark
from articover.generate.illustrator.compose.forms.curves import circle
from articover.generate.illustrator.compose.places import View, all_places, is_afloat, place_in
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import beside_a_person, put

NAME = "vast and tiny"
VERSION = 3
FAMILY = "landscape"
SHELVES = {"": 1.0, "adventure": 2.0, "memoir": 1.4, "travel": 1.8, "literary": 1.4, "nature": 1.8,
           "fantasy": 1.3, "western": 2.0, "war": 1.2, "sci-fi": 1.2, "cookbook": 0.0, "business": 0.3,
           "computer": 0.0, "romance": 0.8}  # fmt: skip
LOCKUPS = ("quiet capitals", "full stack", "wide capitals")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit | None:
    """A place of the book that we can build; better with the hero in it."""
    found = place_in(book)
    if found is None:
        return None
    item, name, subjects = found
    worth = 0.5 * book.weight(item) + (0.45 if subjects else 0.1 if book.hero is None else 0.0)
    who = f", {subjects[0].concept} in it" if subjects else ""
    return Fit(worth, f"the book's {item.concept}{who}", subjects, name)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """The place from edge to edge; a disc in the sky only where the hour has one."""
    aspect = scene.aspect
    wide = aspect > 1.15
    drawing = Drawing(aspect, light=(-0.8 if rng.random() < 0.5 else 0.8, -0.5))
    place = all_places()[scene.place or "mountains"]
    # Where the ground is calm the type may stand on it, below the place.
    head = not wide and (not getattr(place, "CALM_BELOW", False) or rng.random() < 0.6)
    if wide:
        title = Zone("title", 0.05, 0.1, 0.47, 0.7, "left", "middle")
        author = Zone("author", 0.05, 0.87, 0.47, 0.95, "left", "middle")
        summit = (aspect * float(rng.uniform(0.68, 0.76)), float(rng.uniform(0.14, 0.24)))
    elif head:
        title = Zone("title", 0.08, 0.07, 0.92, 0.34, "center", "top")
        author = Zone("author", 0.08, 0.9, 0.92, 0.955, "center", "middle")
        summit = (aspect * float(rng.uniform(0.36, 0.64)), float(rng.uniform(0.41, 0.47)))
    else:
        title = Zone("title", 0.08, 0.66, 0.92, 0.88, "left", "bottom")
        author = Zone("author", 0.08, 0.91, 0.92, 0.955, "left", "middle")
        summit = (aspect * float(rng.uniform(0.4, 0.7)), float(rng.uniform(0.13, 0.22)))
    drawing.zones = (title, author)
    drawing.page("ground")
    view = View(0.62, summit, scene.time, scene.season, scene.weather)
    behind = len(drawing.marks)
    ground = place.build(drawing, view, rng)
    if scene.time in ("dawn", "dusk", "night") and rng.random() < 0.75:
        # The disc stands away from whoever is there, partly behind the land.
        side = -1 if ground.spot[0] > summit[0] else 1
        x = min(max(summit[0] + side * aspect * float(rng.uniform(0.18, 0.3)), 0.1), aspect - 0.1)
        disc = circle(x, summit[1] + float(rng.uniform(-0.04, 0.05)), float(rng.uniform(0.045, 0.08)))
        drawing.marks.insert(behind, Mark(disc, "light" if scene.time == "night" else "accent", 0.05))
    if ground.spot[1] > 0.8 and not wide:
        title = replace(title, top=0.105, bottom=max(title.bottom, 0.36)) if head else title
        drawing.zones = (title, Zone("author", 0.08, 0.04, 0.92, 0.085, title.align, "middle"))
    hero = scene.hero
    count = {"one": 1, "pair": 2, "many": 4}[hero.number] if hero else 0
    drawing.spots = spots_beside(drawing, ground, max(count, 1), ground.height, on_water=is_afloat(scene.place))
    if hero:
        tall = ground.height * beside_a_person(hero.draws)
        for index in range(count):
            x = ground.spot[0] + index * tall * 1.1
            y = ground.line(x) if ground.line else ground.spot[1] + index * tall * 0.25
            size = tall * float(rng.uniform(0.9, 1.1) if index else 1.0)
            put(drawing, hero.draws, (x, y), size, rng, ground.depth)
        drawing.focus = ground.spot
    drawing.shown = tuple(each.concept for each in scene.subjects)
    return drawing
