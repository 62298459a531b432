"""`Series`: the features that the next book takes over: faces, colours, places of the type, the picture's look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from articover.cover import Background, Cover, Pixels, TextLayer, Zone
from articover.document import CoverDocument, read_document
from articover.folder import read_cover
from articover.genres import resolve_genre
from articover.pictures import resize
from articover.trim import POINTS_PER_IN, Trim

_MARGIN = 0.08
_ASCENT_EM, _DESCENT_EM = 0.8, 0.2
_PICTURE_PX = 256
"""The longer side of the stored copy of a picture, which is used only for light and colours."""
_TITLE_GROUP = ("series", "title", "subtitle")


@dataclass(frozen=True, eq=False)
class Series:
    """An earlier cover as an example. `scene` is its illustrator's, None when another engine painted it; then there is
    a small `picture` of its trim box where its pixels were at hand. `genre` is the key of its genre."""

    trim: Trim
    layers: tuple[TextLayer, ...]
    palette: tuple[str, ...]
    zones: tuple[Zone, ...] = ()
    scene: Mapping[str, Any] | None = None
    genre: str = ""
    picture: Pixels | None = None

    @classmethod
    def of(cls, cover: Cover) -> Series:
        ground, genre = cover.background, cover.brief.genre_key
        if ground.scene is not None:
            return cls(cover.trim, cover.layers, ground.palette, ground.zones, ground.scene, genre)
        from articover.colors import palette_of

        picture = _small(ground)
        palette = ground.palette or palette_of(picture)
        return cls(cover.trim, cover.layers, palette, ground.zones, None, genre, picture)

    @classmethod
    def of_document(cls, document: CoverDocument) -> Series:
        """The same from cover.json alone, so without a picture."""
        trim, genre = Trim.from_json(document.trim), resolve_genre(document.brief.get("genre", ""))
        return cls(trim, document.layers, document.palette, document.zones, document.scene, genre)

    @classmethod
    def of_folder(cls, folder: Path) -> Series:
        """The same from a cover folder, whose pictures are read only if they are needed."""
        document = read_document(folder)
        return cls.of_document(document) if document.scene is not None else cls.of(read_cover(folder))

    @property
    def look(self) -> Mapping[str, Any] | None:
        """The look for an engine to follow: the earlier scene, or colours, zones and picture; None without colours."""
        if self.scene is not None:
            return {**self.scene, "genre": self.genre}
        if not self.palette:
            return None
        zones = [asdict(zone) for zone in self.type_zones((), pinned=False)]
        aspect = float(self.trim.aspect)
        look = {"palette": list(self.palette), "genre": self.genre, "zones": zones, "aspect": aspect}
        return look if self.picture is None else {**look, "picture": self.picture}

    def type_zones(self, painted: tuple[Zone, ...], *, pinned: bool) -> tuple[Zone, ...]:
        """The zones of the next book's type: those that its engine `painted`, or else the places of this book's lines.

        With `pinned`, a title in the middle of its zone begins where this one begins, even with more or fewer lines.
        """
        title = self._zone_of(_TITLE_GROUP, "title")
        zones = painted or self.zones or tuple(zone for zone in (title, self._zone_of(("author",), "author")) if zone)
        if not pinned or title is None:
            return zones
        return tuple(
            replace(zone, top=min(title.top, zone.bottom), valign="top")
            if zone.role == "title" and zone.valign == "middle"
            else zone
            for zone in zones
        )

    def _zone_of(self, roles: tuple[str, ...], role: Any) -> Zone | None:
        layers = [layer for layer in self.layers if layer.role in roles and layer.lines]
        if not layers:
            return None
        high = float(self.trim.height_in) * POINTS_PER_IN
        lines = [line for layer in layers for line in layer.lines]
        top = min(line.y - _ASCENT_EM * line.size_pt / high for line in lines)
        bottom = max(line.y + _DESCENT_EM * line.size_pt / high for line in lines)
        align = next((layer.align for layer in layers if layer.role == "title"), layers[0].align)
        valign: Any = "middle" if role == "author" else "top" if (top + bottom) / 2 < 0.5 else "bottom"
        return Zone(role, _MARGIN, max(top, 0.0), 1 - _MARGIN, min(bottom, 1.0), align, valign)


def _small(ground: Background) -> Pixels:
    """A small copy of the trim box of `ground`."""
    left, top, right, bottom = ground.trim_box_px
    scale = min(1.0, _PICTURE_PX / max(right - left, bottom - top))
    size = max(1, round((right - left) * scale)), max(1, round((bottom - top) * scale))
    return resize(ground.pixels, size, ground.trim_box_px)
