"""`Inks`: the seven colours of a picture, and whether their values hold it together."""

from __future__ import annotations

from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from articover.generate.illustrator.color import lightness, parse
from articover.generate.illustrator.compose.drawing import INKS, Ink

Color = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]
"""#rrggbb."""


class Inks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A colour "#rrggbb" for every ink of a drawing. `name` is the palette's key, "" when it was mixed."""

    ground: Annotated[Color, Meta(description="The page itself. A dark one makes a night picture.")]
    far: Annotated[Color, Meta(description="What is far away, between ground and middle.")]
    middle: Annotated[Color, Meta(description="The middle tone.")]
    dark: Annotated[Color, Meta(description="The darkest colour.")]
    light: Annotated[Color, Meta(description="The lightest colour.")]
    accent: Annotated[Color, Meta(description="The one colour that calls; used sparingly.")]
    second: Annotated[Color, Meta(description="A second hue beside the accent.")]
    name: Annotated[
        str, Meta(max_length=60, description="What the palette is called; left out for one of your own.")
    ] = ""

    def of(self, ink: Ink) -> NDArray[np.float32]:
        """The colour as sRGB 0..1, shape (3,)."""
        return np.array(parse(getattr(self, ink)), np.float32)

    @property
    def is_night(self) -> bool:
        """Whether the page is dark and what is lit on it is pale."""
        return lightness(parse(self.ground)) < 0.5

    def value(self, ink: Ink) -> float:
        """OKLab lightness of an ink, 0..1."""
        return lightness(parse(getattr(self, ink)))

    @property
    def spread(self) -> float:
        """The least difference in lightness between dark, middle and light: below 0.15 the picture is mud in grey."""
        low, middle, high = self.value("dark"), self.value("middle"), self.value("light")
        return min(middle - low, high - middle)

    @property
    def four(self) -> tuple[str, str, str, str]:
        """Ground, middle, light or dark (what stands off the ground), accent: what the typesetter and a series read."""
        return self.ground, self.middle, self.light if self.is_night else self.dark, self.accent

    def to_colors(self) -> dict[Ink, str]:
        return {ink: getattr(self, ink) for ink in INKS}
