"""A thing of the book stands in the title as one of its letters: upright for an I, round for an O."""

from __future__ import annotations

import numpy as np

from articover.cover import Zone
from articover.edit.typeset.fallback import installed
from articover.edit.typeset.fonts import Face
from articover.generate.illustrator.compose import Fit
from articover.generate.illustrator.compose.book import Book
from articover.generate.illustrator.compose.drawing import Drawing
from articover.generate.illustrator.compose.lettering import line_with, lines_of, set_with_thing
from articover.generate.illustrator.compose.scene import Scene, Subject
from articover.generate.illustrator.compose.things import put, thing, thing_for, width_of

NAME = "thing as letter"
VERSION = 1
FAMILY = "letter"
SHELVES = {"": 2.2}
LOCKUPS = ("heavy stack",)
EXCLUDES: dict[str, str] = {}

_STANCES = {"I": "upright", "O": "round"}
_FACES = ("League Spartan:800", "Archivo:900", "Anton", "Barlow Condensed:800", "Josefin Sans:700")
_MOST_LETTERS = 24


def fit(book: Book) -> Fit | None:
    """A thing the brief speaks of, and a title whose capitals have the letter that it is shaped like."""
    title = " ".join(book.words)
    if len(title) > _MOST_LETTERS or not title.isascii() or len(lines_of(book.words)) > 4:
        return None
    lines = lines_of(book.words)
    for item in book.items:
        for letter, stance in _STANCES.items():
            at = line_with(lines, letter)
            thing = thing_for(item.concept, stance, east=book.is_east_asian)
            if thing and at is not None:
                subject = Subject(thing, item.concept, "one", "hero" if item.role == "subject" else "prop")
                why = f"the book's {item.concept} is the {letter} of {lines[at]}"
                return Fit(0.55 + 0.4 * book.weight(item), why, (subject,), relation=f"letter {letter}")
    return None


def draw(scene: Scene, rng: np.random.Generator) -> Drawing:
    """The title heavy at the foot, the thing rising out of its line as high as the page allows."""
    a = scene.aspect
    drawing = Drawing(a)
    drawing.page("ground")
    words = scene.words or ("TITLE",)
    subject = scene.subjects[0] if scene.subjects else Subject("lighthouse", "lighthouse")
    letter = scene.relation.removeprefix("letter ") or "I"
    thing(subject.draws, "round" if letter == "O" else "upright")
    broad = width_of(subject.draws)
    margin = 0.075 * min(a, 1.0)
    bottom = float(rng.uniform(0.84, 0.87))
    face = _face(rng)
    at = line_with(lines_of(words), letter)
    first = at is not None and all(word in ("THE", "A", "AN") for line in lines_of(words)[:at] for word in line.split())
    tall = 1.0
    lettering = None
    alone = len(lines_of(words)) == 1 or (first and len(lines_of(words)) <= 2)
    for _ in range(5):
        # The thing's height and the letters' size depend on each other.
        lettering = set_with_thing(words, letter, face, margin, a - margin, bottom, broad, tall)
        if lettering is None or lettering.cap <= 0:
            break
        if letter == "O":
            tall = min(3.4, 0.4 * (a - 2 * margin) / lettering.cap) if alone else 1.06
        elif first:
            room = (lettering.foot - 0.075) / lettering.cap
            tall = max(1.0, min(room, (0.4 if alone else 0.3) * (a - 2 * margin) / (broad * lettering.cap)))
        else:
            tall = 1.22
    if lettering and letter == "I" and first:
        # A page is filled: what a broad thing leaves free above it is shared by head and foot.
        spare = lettering.foot - tall * lettering.cap - 0.08
        if spare > 0.06:
            bottom -= spare * 0.45
            lettering = set_with_thing(words, letter, face, margin, a - margin, bottom, broad, tall)
    elif lettering and alone:
        bottom = float(rng.uniform(0.56, 0.62))
        lettering = set_with_thing(words, letter, face, margin, a - margin, bottom, broad, tall)
    if lettering is None:
        put(drawing, subject.draws, (a / 2, 0.8), 0.6, rng, 0.6)
        drawing.zones = (Zone("title", 0.08, 0.05, 0.92, 0.2), Zone("author", 0.08, 0.9, 0.92, 0.95))
        return drawing
    drawing.lettering = lettering
    height = tall * lettering.cap
    # A round letter reaches a little beyond its line; a large one has its middle where the letters have theirs.
    lift = (0.03 * lettering.cap if tall < 1.2 else (height - lettering.cap) / 2) if letter == "O" else 0.0
    put(drawing, subject.draws, (lettering.x, lettering.foot + lift), height, rng, 0.7)
    top = lettering.top
    drawing.zones = (
        Zone("title", margin / a, max(top, 0.04), 1 - margin / a, bottom, "left", "bottom"),
        Zone("author", margin / a, 0.91, 1 - margin / a, 0.955, "left", "middle"),
    )
    drawing.focus = (lettering.x, lettering.foot - height / 2)
    drawing.shown = (subject.concept,)
    return drawing


def _face(rng: np.random.Generator) -> Face:
    """A heavy face without frills: its I is a bar, its O nearly a circle."""
    known = [face for face in (installed(spec) for spec in _FACES) if face]
    return known[int(rng.integers(len(known)))]
