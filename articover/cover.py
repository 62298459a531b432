"""`Cover`, `Background`, `TextLayer`: the values that make up a cover; `folder.py` reads and writes them.

A cover is a background without text, plus text layers. Both are kept, so the type can be set again without changing the
picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from articover.brief import Brief
from articover.facts import Fact
from articover.trim import Trim

Pixels = NDArray[np.uint8]
"""RGB, shape (height, width, 3), dtype uint8, sRGB."""

Mask = NDArray[np.uint8]
"""Shape (height, width), dtype uint8: 255 where a pixel is to be filled, 0 where it is kept."""

Role = Literal["title", "subtitle", "author", "series"]
ROLES: tuple[Role, ...] = ("series", "title", "subtitle", "author")


@dataclass(frozen=True)
class Zone:
    """A calm area for type, in fractions of the trim box (0..1, origin top left).

    `role` is "title" (title, subtitle, series) or "author".
    """

    role: Literal["title", "author"]
    left: float
    top: float
    right: float
    bottom: float
    align: Literal["left", "center", "right"] = "center"
    valign: Literal["top", "middle", "bottom"] = "middle"


@dataclass(frozen=True, eq=False)
class Background:
    """A picture without text that covers the bleed box.

    `trim_box_px` is the trim box in `pixels`: (left, top, right, bottom), float pixels.
    `scene` is the illustrator's resolved drawing as JSON data, None for other engines; `prompt` what a model was told.
    `zones` are where type may stand; empty when the painter does not know, then typeset finds them.
    `palette` are colours of the picture, "#rrggbb": ground, middle, light, accent. `look` is the painter's name for
    how it painted, "" when it has none.
    """

    pixels: Pixels
    trim_box_px: tuple[float, float, float, float]
    scene: Mapping[str, Any] | None = None
    prompt: str | None = None
    zones: tuple[Zone, ...] = ()
    palette: tuple[str, ...] = ()
    look: str = ""


@dataclass(frozen=True)
class FontRef:
    """Refers to one face: `family` ("Cinzel"), `style` ("Regular"), `sha256` of the file, variable `axes`."""

    family: str
    style: str
    sha256: str
    axes: Mapping[str, float] = field(default_factory=dict)
    licence: str = "OFL-1.1"


@dataclass(frozen=True)
class TextLine:
    """One line as set. `x`, `y` are the left end of its baseline, `width` its advance, in fractions of the trim box.

    `size_pt` is the font size at trim size, in points (1/72 in).
    """

    text: str
    x: float
    y: float
    width: float
    size_pt: float


@dataclass(frozen=True)
class Effect:
    """An effect that separates letters from the picture. `width_em` is the outline's or blur's width in ems."""

    kind: Literal["none", "outline", "shadow", "glow", "plate"] = "none"
    color: str = "#000000"
    width_em: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True)
class TextLayer:
    """One text on the cover, resolved: what it says, its lines, face, place, colour and effect.

    `text` is exactly what the writer typed; `lines` carry the text as set (case applied).
    `fallbacks` are the faces used for characters that `font` lacks. `overrides` are the writer's own
    choices (size, place, colour, ...), kept apart so that a new layout respects them.
    """

    role: Role
    text: str
    lines: tuple[TextLine, ...]
    font: FontRef
    color: str
    tracking_em: float = 0.0
    align: Literal["left", "center", "right"] = "center"
    case: Literal["as-typed", "upper"] = "as-typed"
    effect: Effect = Effect()
    fallbacks: tuple[FontRef, ...] = ()
    overrides: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownMotif:
    """A thing that a picture shows: its `concept`, and whether the brief names it or the engine added it."""

    concept: str
    source: Literal["brief", "painter"]


@dataclass(frozen=True)
class EngineRecord:
    """The record of one engine's work, with all that is needed to repeat and to credit it.

    `weights` maps a file name to its SHA-256. `credits` are sentences owed on the copyright page.
    `generative` says whether a model painted pixels (KDP asks the author about that); `checked_by` what
    looked whether its picture may be shown to anybody, "" when nothing did.
    """

    stage: Literal["generate", "remove", "edit", "upscale"]
    engine: str
    version: str
    seconds: float = 0.0
    seed: int | None = None
    model: str = ""
    weights: Mapping[str, str] = field(default_factory=dict)
    credits: tuple[str, ...] = ()
    notes: tuple[str | Fact, ...] = ()
    motifs: tuple[ShownMotif, ...] = ()
    generative: bool = False
    checked_by: str = ""


CheckCode = Literal["contrast", "reads-back", "thumbnail", "letters", "letters-left"]
PICTURE_CHECKS: tuple[CheckCode, ...] = ("letters", "letters-left")
"""Checks of the picture; the others are checks of the type."""


@dataclass(frozen=True)
class Check:
    """A measurement and whether it is within its limit.

    By `code`: "contrast" is the WCAG contrast of a text; "reads-back" how much of it a reader reads as typed (0..1);
    "thumbnail" the height in pixels of the title's capitals on a page 160 px wide; "letters" and "letters-left" the
    number of places with letters in the picture, as painted and after they were erased. `role` is the text that was
    looked at. Of a text that was misread `read` is what was read, and `reason` why that proves nothing: "no-reader"
    where no reader knows the script, "unknown-face" where the same text is misread in black on white. An `advisory`
    check may fail.
    """

    code: CheckCode
    ok: bool
    figure: float | None = None
    limit: float | None = None
    advisory: bool = False
    role: Role | Literal[""] = ""
    read: str = ""
    reason: Literal["", "no-reader", "unknown-face"] = ""


@dataclass(frozen=True, eq=False)
class Cover:
    """One finished cover: the content of `cover.json` and the pixels.

    `preview` shows the trim box, longer side 1600 px. `understood` is what was read from the brief when the picture was
    made, as `articover.understand.Understanding` writes it; None for covers from before that was kept.
    """

    brief: Brief
    trim: Trim
    seed: int
    background: Background
    layers: tuple[TextLayer, ...]
    preview: Pixels
    engines: tuple[EngineRecord, ...] = ()
    checks: tuple[Check, ...] = ()
    notices: tuple[Fact, ...] = ()
    created: str = ""
    understood: Mapping[str, Any] | None = None
