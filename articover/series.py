"""`Series`: what a book hands on to the next one: faces, colours, the places of its type, its picture's look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from articover.cover import Cover, TextLayer, Zone
from articover.folder import CoverDocument
from articover.trim import POINTS_PER_IN, Trim

_MARGIN = 0.08
_ASCENT_EM, _DESCENT_EM = 0.8, 0.2
_TITLE_GROUP = ("series", "title", "subtitle")


@dataclass(frozen=True, eq=False)
class Series:
    """An earlier cover as an example. `scene` is its illustrator's, None when another engine painted it."""

    trim: Trim
    layers: tuple[TextLayer, ...]
    palette: tuple[str, ...]
    zones: tuple[Zone, ...] = ()
    scene: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, cover: Cover) -> Series:
        ground = cover.background
        return cls(cover.trim, cover.layers, ground.palette, ground.zones, ground.scene)

    @classmethod
    def of_document(cls, document: CoverDocument) -> Series:
        """The same from cover.json alone."""
        trim = Trim.from_json(document.trim)
        return cls(trim, document.layers, document.palette, document.zones, document.scene)

    @property
    def look(self) -> Mapping[str, Any]:
        """What a painter is to follow: the earlier scene, or at least its colours."""
        return self.scene if self.scene is not None else {"palette": list(self.palette)}

    def type_zones(self, painted: tuple[Zone, ...], *, pinned: bool) -> tuple[Zone, ...]:
        """Where the next book's type stands: its painter's zones, or else where this book's set lines are.

        `pinned`: a title in the middle of its zone begins where this one begins, however many lines either has.
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
