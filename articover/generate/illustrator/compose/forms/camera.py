"""One camera for streets and rooms: metres (right, up, ahead) seen in one-point perspective."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import skia

from articover.generate.illustrator.compose.forms.curves import Point, polygon

Space = tuple[float, float, float]
"""Metres right of the camera, above the ground, ahead of the camera."""


@dataclass(frozen=True)
class Camera:
    """Looks level along z. `vanishing` is where lines along z meet, `eye` the camera's height above the ground in
    metres, `scale` what a metre measures on the page one metre ahead, in scene units."""

    vanishing: Point
    eye: float
    scale: float

    def at(self, right: float, up: float, ahead: float) -> Point:
        """Where a point in space is seen; `ahead` above 0."""
        size = self.scale / ahead
        return self.vanishing[0] + size * right, self.vanishing[1] + size * (self.eye - up)

    def metre(self, ahead: float) -> float:
        """What a metre measures at a distance, in scene units."""
        return self.scale / ahead

    def face(self, corners: Iterable[Space]) -> skia.Path:
        """A flat face through points in space."""
        return polygon([self.at(*corner) for corner in corners])

    def side(self, right: float, near: float, far: float, low: float, high: float) -> skia.Path:
        """An upright rectangle along z: the wall of a street or room."""
        return self.face([(right, low, near), (right, high, near), (right, high, far), (right, low, far)])

    def floor(self, left: float, right: float, near: float, far: float, up: float = 0.0) -> skia.Path:
        """A level rectangle: a pavement, a board, a ceiling."""
        return self.face([(left, up, near), (right, up, near), (right, up, far), (left, up, far)])

    def front(self, left: float, right: float, low: float, high: float, ahead: float) -> skia.Path:
        """An upright rectangle that faces the camera."""
        return self.face([(left, low, ahead), (right, low, ahead), (right, high, ahead), (left, high, ahead)])
