"""`Drawing`: what is where, in which ink and how far away. No pixels and no medium in it.

Scene space: the trim box is x in [0, aspect], y in [0, 1], y down; one unit is the trim's height. Everything is drawn
out to `BLEED` beyond the trim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

import skia

from articover.cover import Zone
from articover.generate.illustrator.compose.forms.curves import Point, polygon, tapered
from articover.generate.illustrator.compose.lettering import Lettering

Ink = Literal["ground", "far", "middle", "dark", "light", "accent", "second"]
"""What a mark is printed in. "ground" is the page's own colour, "far" lies between it and "middle"; "dark" and "light"
are the ends of the palette; "accent" is used once, "second" is another hue beside it."""
INKS: tuple[Ink, ...] = get_args(Ink)

BLEED = 0.13
"""How far beyond the trim a drawing reaches, in scene units: 0.125 in of the smallest trim."""


@dataclass(frozen=True)
class Fade:
    """A mark that turns from its ink into `ink` between two points; "ground" lets it run out."""

    ink: Ink
    start: Point
    end: Point


@dataclass(frozen=True, eq=False)
class Mark:
    """One filled outline.

    `depth` runs from 0 (far) to 1 (near). A "shape" is a body with an edge of its own, a "cut" is drawing inside one:
    a fold, a glint, a gouge. `soft` is a blur in scene units (light, mist). Nothing of it is seen outside `clip`.
    """

    path: skia.Path
    ink: Ink
    depth: float
    kind: Literal["shape", "cut"] = "shape"
    fade: Fade | None = None
    soft: float = 0.0
    clip: skia.Path | None = None


@dataclass(frozen=True, eq=False)
class Spot:
    """Where one thing more may stand: its foot, how tall a thing is there (scene units), and how near.

    `stance` is how the thing has to be drawable (see `things`); `on_water`: only what floats. Nothing is seen outside
    `clip`.
    """

    foot: Point
    height: float
    depth: float
    stance: str = "tiny"
    on_water: bool = False
    clip: skia.Path | None = None


@dataclass
class Drawing:
    """Marks back to front, and what a composition promises about its page.

    `zones` are kept calm for type. `focus` is where the eye should go first. `light` is the direction that light comes
    from, a unit vector. `shown` are the concepts that can be seen. `lettering` is the title where the picture needs
    it set just so. `spots` are where things may be added, the best first; they lie clear of what the composition shows.
    """

    aspect: float
    zones: tuple[Zone, ...] = ()
    focus: Point = (0.5, 0.5)
    light: Point = (-0.7, -0.7)
    shown: tuple[str, ...] = ()
    marks: list[Mark] = field(default_factory=list)
    lettering: Lettering | None = None
    spots: tuple[Spot, ...] = ()

    def shape(
        self, path: skia.Path, ink: Ink, depth: float = 0.5, *, fade: Fade | None = None, soft: float = 0.0
    ) -> None:
        """A body with an edge of its own."""
        self.marks.append(Mark(path, ink, depth, "shape", fade, soft))

    def cut(
        self, path: skia.Path, ink: Ink, depth: float = 0.5, *, fade: Fade | None = None, soft: float = 0.0
    ) -> None:
        """Drawing inside a body."""
        self.marks.append(Mark(path, ink, depth, "cut", fade, soft))

    def stroke(self, points: Sequence[Point], widths: Sequence[float] | float, ink: Ink, depth: float = 0.5) -> None:
        """A brush stroke or gouge through `points` with a width (scene units) at each, or one width throughout."""
        self.marks.append(Mark(tapered(points, widths), ink, depth, "cut"))

    def page(self, ink: Ink, *, fade: Fade | None = None) -> None:
        """The whole page, bleed and all, in one ink."""
        self.shape(self.band(-BLEED, 1 + BLEED), ink, 0.0, fade=fade)

    def band(self, top: float, bottom: float) -> skia.Path:
        """From edge to edge between two heights."""
        left, right = -BLEED, self.aspect + BLEED
        return polygon([(left, top), (right, top), (right, bottom), (left, bottom)])

    def add(self, marks: Iterable[Mark]) -> None:
        self.marks.extend(marks)
