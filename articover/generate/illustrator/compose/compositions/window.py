"""An opening in a plain page (arch, disc, door, porthole) and the book's place in it; whoever is there is tiny."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.adding import spots_beside
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import Drawing, Ink, Mark
from articover.generate.illustrator.compose.forms.curves import circle, placed, polygon, rectangle, without
from articover.generate.illustrator.compose.places import View, all_places, is_afloat, place_in
from articover.generate.illustrator.compose.scene import Scene
from articover.generate.illustrator.compose.things import beside_a_person, put

NAME = "window on a place"
VERSION = 2
FAMILY = "window"
SHELVES = {"": 0.9, "literary": 1.6, "memoir": 1.6, "essays": 1.6, "poetry": 1.6, "travel": 1.5, "historical": 1.2,
           "short-stories": 1.6, "slice-of-life": 1.5, "romance": 1.2, "mystery": 1.1, "nature": 1.3, "children": 1.0,
           "business": 0.3, "computer": 0.1}  # fmt: skip
LOCKUPS = ("quiet serif", "quiet capitals", "didone")
EXCLUDES: dict[str, str] = {}


def fit(book: Book) -> Fit | None:
    """A place of the book that we can build; better with the hero in it."""
    found = place_in(book)
    if found is None:
        return None
    item, name, subjects = found
    worth = 0.48 * book.weight(item) + (0.42 if subjects else 0.12 if book.hero is None else 0.03)
    return Fit(worth, f"the book's {item.concept}, seen through an opening", subjects, name)


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """The title above the opening on tall pages, beside it on wide ones."""
    a = scene.aspect
    drawing = Drawing(a, light=(-0.8 if rng.random() < 0.5 else 0.8, -0.5))
    # The page is a wall in a colour of its own; in the opening the place has the palette's ground for its sky.
    wall: tuple[Ink, ...] = ("middle", "accent", "second", "dark")
    drawing.page(wall[int(rng.integers(4))])
    wide = a > 1.15
    high = 0.84 if wide else float(rng.uniform(0.5, 0.55))
    middle = a * (0.72 if wide else 0.5)
    bottom = 0.92 if wide else 0.875
    broad = min(0.5 * a if wide else 0.8 * a, high * float(rng.choice([0.72, 0.84, 1.0])))
    left, right, top = middle - broad / 2, middle + broad / 2, bottom - high
    kind = ("arch", "disc", "tall", "double")[int(rng.integers(4))]
    if kind == "disc":
        top = bottom - min(broad, high)
    frame = _opening(kind, left, top, right, bottom)
    # The place is built on a page of the opening's own shape, then laid into it.
    view_high = bottom - top
    inner = Drawing(max((right - left) / view_high, 0.5), light=drawing.light)
    inner.page("ground")
    summit = (inner.aspect * float(rng.uniform(0.35, 0.65)), float(rng.uniform(0.26, 0.36)))
    start = len(inner.marks)
    ground = all_places()[scene.place or "mountains"].build(
        inner, View(0.6, summit, scene.time, scene.season, scene.weather), rng
    )
    if scene.time in ("dawn", "dusk", "night"):
        side = -1 if ground.spot[0] > summit[0] else 1
        x = min(max(summit[0] + side * inner.aspect * 0.24, 0.12), inner.aspect - 0.12)
        inner.marks.insert(
            start, Mark(circle(x, summit[1], 0.075), "light" if scene.time == "night" else "accent", 0.05)
        )
    spots = spots_beside(inner, ground, 1, ground.height * 1.7, on_water=is_afloat(scene.place))
    if scene.hero:
        tall = ground.height * 1.7 * beside_a_person(scene.hero.draws)
        put(inner, scene.hero.draws, ground.spot, tall, rng, ground.depth)
    corner = middle - inner.aspect * view_high / 2
    for mark in inner.marks:
        path = placed(mark.path, corner, top, view_high)
        fade = mark.fade and replace(
            mark.fade,
            start=(corner + mark.fade.start[0] * view_high, top + mark.fade.start[1] * view_high),
            end=(corner + mark.fade.end[0] * view_high, top + mark.fade.end[1] * view_high),
        )
        drawing.marks.append(replace(mark, path=path, fade=fade, depth=mark.depth * 0.4, clip=frame))
    drawing.spots = tuple(
        replace(
            spot,
            foot=(corner + spot.foot[0] * view_high, top + spot.foot[1] * view_high),
            height=spot.height * view_high,
            depth=spot.depth * 0.4,
            clip=frame,
        )
        for spot in spots
    )
    # The reveal of the opening: a dark inner side towards the light, a thin rule round it.
    reveal = without(frame, placed(frame, 0.012 if drawing.light[0] < 0 else -0.012, 0.012))
    drawing.shape(reveal, "dark", 0.6)
    grown = placed(frame, middle - middle * 1.035, (top + bottom) / 2 * (1 - 1.035), 1.035)
    shrunk = placed(frame, middle - middle * 1.022, (top + bottom) / 2 * (1 - 1.022), 1.022)
    if kind == "double":
        drawing.shape(without(grown, shrunk), "light", 0.6)
    drawing.focus = (corner + ground.spot[0] * view_high, top + ground.spot[1] * view_high)
    drawing.shown = tuple(each.concept for each in scene.subjects)
    if wide:
        drawing.zones = (
            Zone("title", 0.05, 0.12, (left / a) - 0.04, 0.7, "left", "middle"),
            Zone("author", 0.05, 0.86, (left / a) - 0.04, 0.93, "left", "middle"),
        )
    else:
        drawing.zones = (
            Zone("title", 0.08, 0.055, 0.92, max(top - 0.04, 0.2), "center", "middle"),
            Zone("author", 0.08, 0.915, 0.92, 0.965, "center", "middle"),
        )
    return drawing


def _opening(kind: str, left: float, top: float, right: float, bottom: float) -> skia.Path:
    """The outline of the opening; an arch has half a circle for its head."""
    middle, broad = (left + right) / 2, right - left
    if kind == "disc":
        return circle(middle, (top + bottom) / 2, (bottom - top) / 2)
    if kind == "tall":
        return rectangle(left, top, right, bottom)
    t = np.linspace(np.pi, 2 * np.pi, 40)
    head = np.stack([middle + broad / 2 * np.cos(t), top + broad / 2 + broad / 2 * np.sin(t)], 1)
    return polygon(np.concatenate([head, [(right, bottom), (left, bottom)]]))
