"""`SeriesConditioning`: the features that the next book of a series takes from an earlier one.

When the illustrator painted the earlier book, its scene is stored: the illustrator lays out the next book in the same
look, and the sampling is conditioned on that layout. Otherwise it is conditioned on the earlier picture and colours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from articover.brief import Brief
from articover.clusters import oklab
from articover.cover import Pixels, Zone
from articover.errors import EngineError
from articover.generate.diffusion.sizes import Bucket
from articover.generate.illustrator.look import Look
from articover.pictures import resize
from articover.trim import Trim

_COLOR_NAMES: dict[str, str] = {
    "black": "#070d0d", "charcoal": "#343837", "slate": "#516572", "gray": "#929591", "warm gray": "#978a84",
    "light gray": "#d8dcd6", "silver": "#c5c9c7", "white": "#ffffff", "off white": "#ffffe4", "linen": "#faf0e6",
    "antique white": "#faebd7", "cream": "#ffffc2", "beige": "#e6daa6", "sand": "#e2ca76", "wheat": "#fbdd7e",
    "tan": "#d1b26f", "taupe": "#b9a281", "light brown": "#ad8150", "mocha": "#9d7651", "cocoa brown": "#875f42",
    "brown": "#653700", "chocolate brown": "#411900", "dark brown": "#341c02", "sienna": "#a9561e",
    "copper": "#b66325", "terracotta": "#ca6641", "rust": "#a83c09", "orange": "#f97306", "burnt orange": "#c04e01",
    "light peach": "#ffd8b1", "peach": "#ffb07c", "coral": "#fc5a50", "salmon": "#ff796c", "vermilion": "#f4320c",
    "red": "#e50000", "scarlet": "#be0119", "dusty red": "#b9484e", "brick red": "#a03623", "crimson": "#8c000f",
    "dark red": "#840000", "maroon": "#650021", "wine red": "#7b0323", "pale pink": "#ffcfdc", "pink": "#ff81c0",
    "rose": "#cf6275", "dusty pink": "#d58a94", "hot pink": "#ff028d", "mauve": "#ae7181", "plum": "#580f41",
    "magenta": "#c20078", "purple": "#7e1e9c", "dusty purple": "#825f87", "dark purple": "#35063e",
    "violet": "#9a0eea", "lavender": "#c79fef", "indigo": "#380282", "midnight blue": "#020035",
    "navy blue": "#001146", "dark blue gray": "#1f3b4d", "dark slate blue": "#214761", "twilight blue": "#0a437a",
    "royal blue": "#0504aa", "blue": "#0343df", "cobalt blue": "#1e488f", "denim blue": "#3b5b92",
    "ocean blue": "#03719c", "steel blue": "#5a7d9a", "blue gray": "#607c8e", "dusty blue": "#5a86ad",
    "sky blue": "#75bbfd", "powder blue": "#b1d1fc", "ice blue": "#d7fffe", "cyan": "#00ffff", "turquoise": "#06c2ac",
    "teal": "#029386", "dusty teal": "#4c9085", "petrol blue": "#005f6a", "dark teal": "#014d4e",
    "mint green": "#8fff9f", "jade": "#1fa774", "sage green": "#88b378", "dusty green": "#76a973",
    "gray green": "#789b73", "green": "#15b01a", "emerald green": "#028f1e", "moss green": "#658b38",
    "pine green": "#2b5d34", "forest green": "#06470c", "dark green": "#033500", "olive green": "#677a04",
    "dark olive": "#373e02", "lime green": "#89fe05", "khaki": "#aaa662", "yellow": "#ffff14",
    "golden yellow": "#fec615", "pale gold": "#fdde6c", "mustard": "#ceb301", "gold": "#dbb40c", "amber": "#feb308",
    "ochre": "#bf9005",
}  # fmt: skip
"""Common names of colours, which also occur in captions: from Randall Munroe's survey (xkcd.com/color/rgb.txt, CC0),
whose "almost black" is called black here, and two paper whites of CSS Color 4."""


@dataclass(frozen=True, eq=False)
class SeriesConditioning:
    """`look` is what the illustrator repeats; `genre` is the key of the earlier book's genre, "" if unknown.

    Without a stored scene, `picture` is a small copy of the earlier trim box, with its type in `zones` on a page of
    `aspect` (width / height).
    """

    look: Look
    genre: str = ""
    zones: tuple[Zone, ...] = ()
    aspect: float = 0.0
    picture: Pixels | None = None
    scene: Mapping[str, Any] | None = None
    """The stored scene, where the illustrator's director chose it."""

    @classmethod
    def of(cls, look: Mapping[str, Any]) -> SeriesConditioning:
        """The conditioning from a stored scene, or from a mapping with a "palette" and other known features.

        Raises `EngineError` when `look` is neither.
        """
        followed = Look.of(look)
        if len(followed.palette) < 4:
            raise EngineError("series_damaged")
        genre = str(look.get("genre", ""))
        from articover.generate.illustrator.directed import is_directed

        if is_directed(look):
            zones = tuple(Zone(**zone) for zone in look["zones"])
            return cls(followed, genre, zones, float(look["aspect"]), scene=look)
        if followed.recipe:
            return cls(followed, genre, followed.zones, followed.aspect)
        zones = tuple(Zone(**zone) for zone in look.get("zones", ()))
        return cls(followed, genre, zones, float(look.get("aspect", 0.0)), look.get("picture"))

    @property
    def palette(self) -> tuple[str, ...]:
        return self.look.palette

    @property
    def prompt_phrase(self) -> str:
        """The colours as a phrase of the prompt."""
        names = tuple(dict.fromkeys(map(color_name, self.palette)))
        return f"color palette of {', '.join(names[:-1])} and {names[-1]}" if names[1:] else f"all in {names[0]}"

    def layout(self, brief: Brief, trim: Trim, bucket: Bucket, seed: int) -> tuple[Pixels, tuple[Zone, ...]]:
        """The picture that conditions `brief`, RGB of the bucket's size, and the zones of its type.

        The earlier picture itself where its page has the shape of this one, else a layout by the illustrator.
        """
        from articover.generate.illustrator.illustrator import compose, paint

        aspect = float(trim.aspect)
        same_shape = Look(self.palette, aspect=self.aspect).fits(aspect)
        if self.scene is not None:
            from articover.generate.illustrator import directed
            from articover.generate.illustrator.direct import director

            chosen = director.choose(brief, aspect, seed, kept=directed.kept_from(self.scene))
            layout = directed.painted(chosen.scene, chosen.drawing, trim, bucket.canvas)
            return layout, self.zones if same_shape else chosen.drawing.zones
        if self.picture is not None and same_shape and self.zones:
            return _padded(self.picture, trim, bucket), self.zones
        scene = compose(brief, aspect, seed, look=self.look)
        return paint(scene, trim, bucket.canvas), self.zones if same_shape and self.zones else scene.zones

    def color_reference(self, layout: Pixels) -> Pixels:
        """The picture that has the colours of the series: the earlier one where it is stored, else `layout`."""
        return layout if self.picture is None else self.picture


def color_name(color: str) -> str:
    """The colour name nearest to "#rrggbb" in OKLab."""
    codes = np.array([[int(text[at : at + 2], 16) for at in (1, 3, 5)] for text in (color, *_COLOR_NAMES.values())])
    lab = oklab(codes.astype(np.uint8))
    return list(_COLOR_NAMES)[int(np.linalg.norm(lab[1:] - lab[0], axis=1).argmin())]


def _padded(picture: Pixels, trim: Trim, bucket: Bucket) -> Pixels:
    """`picture` resized to the bucket's trim box; its edge pixels are repeated over the bleed."""
    left, top, right, bottom = (round(side) for side in bucket.canvas.trim_box_of(trim))
    inside = resize(picture, (right - left, bottom - top))
    return np.pad(inside, ((top, bucket.height - bottom), (left, bucket.width - right), (0, 0)), mode="edge")
