"""`Sheet`: a window of the pixel grid, what a drawing covers in it, and textures that stay put at any size.

Every texture is sampled in scene space, so a print shows the preview's own, only finer. Cells smaller than a pixel
fade out instead of flickering.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from articover.generate.illustrator.compose.drawing import INKS, Drawing, Ink, Mark

Plate = NDArray[np.float32]
"""Shape (rows, columns), 0 where there is no ink, 1 where it is solid."""
Picture = NDArray[np.float32]
"""Shape (rows, columns, 3), sRGB 0..1."""

_TILE = 256
_COLORED: tuple[tuple[Ink, ...], ...] = (("far", "middle", "dark"), ("light", "accent", "second"))


@dataclass(frozen=True, eq=False)
class Plates:
    """A drawing taken apart by ink.

    `of` holds the coverage of every ink, "ground" included; they add up to 1. `depth` is how near what is seen is,
    `body` a number 0..1 that differs from one shape to the next.
    """

    of: Mapping[Ink, Plate]
    depth: Plate
    body: Plate

    def printed(self, order: Iterable[Ink]) -> Iterator[tuple[Ink, Plate]]:
        """The inks that are used, in `order`, each with what it has to cover so that those after it may lie on top.

        A plate reaches under the later ones where they only partly cover it: no paper shows at a shared edge.
        """
        inks = list(order)
        later = np.zeros_like(self.depth)
        found: list[tuple[Ink, Plate]] = []
        for ink in reversed(inks):
            plate = self.of[ink]
            if plate.any():
                found.append((ink, np.clip(plate / np.maximum(1 - later, np.float32(0.004)), 0, 1)))
            later = later + plate
        return reversed(found)


@dataclass(frozen=True)
class Sheet:
    """`rows` x `columns` pixels; pixel (0, 0) begins at (`left`, `top`) of the whole grid, in pixels.

    `scale_x`, `scale_y` are pixels in a scene unit, (`origin_x`, `origin_y`) the trim's corner in the whole grid.
    """

    rows: int
    columns: int
    left: int
    top: int
    scale_x: float
    scale_y: float
    origin_x: float
    origin_y: float
    seed: int

    @property
    def scale(self) -> float:
        """Pixels in a scene unit, the mean of both directions."""
        return (self.scale_x + self.scale_y) / 2

    def px(self, length: float) -> float:
        """A length of scene space in pixels."""
        return length * self.scale

    def grid(self) -> tuple[Plate, Plate]:
        """Scene coordinates of the pixels' middles: x of shape (1, columns), y of shape (rows, 1)."""
        x = (np.arange(self.columns, dtype=np.float32) + np.float32(self.left + 0.5 - self.origin_x)) / self.scale_x
        y = (np.arange(self.rows, dtype=np.float32) + np.float32(self.top + 0.5 - self.origin_y)) / self.scale_y
        return x[None, :].astype(np.float32), y[:, None].astype(np.float32)

    def plates(self, drawing: Drawing) -> Plates:
        """The coverage of every ink, depth and body numbers."""
        of: dict[Ink, Plate] = {}
        left = np.ones((self.rows, self.columns), np.float32)
        for inks in _COLORED:
            planes = self._render(drawing.marks, inks)
            for index, ink in enumerate(inks):
                of[ink] = planes[index]
                left -= planes[index]
        of["ground"] = np.clip(left, 0, 1)
        depth, body, _ = self._render(drawing.marks, None)
        return Plates(of, depth, body)

    def mask(self, paths: Iterable[skia.Path], soft: float = 0.0) -> Plate:
        """What any of the paths covers; `soft` is a blur in scene units."""
        sheet = np.zeros((self.rows, self.columns), np.uint8)
        surface = skia.Surface(sheet, colorType=skia.kAlpha_8_ColorType)
        canvas = surface.getCanvas()
        self._place(canvas)
        paint = skia.Paint(AntiAlias=True)
        if soft:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, soft))
        for path in paths:
            canvas.drawPath(path, paint)
        surface.flushAndSubmit()
        return cast(Plate, sheet.astype(np.float32) / np.float32(255))

    def _render(self, marks: Iterable[Mark], inks: tuple[Ink, ...] | None) -> tuple[Plate, Plate, Plate]:
        """Three channels: coverage of three `inks`, or (depth, body, 0) with None."""
        sheet = np.zeros((self.rows, self.columns, 4), np.uint8)
        surface = skia.Surface(sheet, colorType=skia.kRGBA_8888_ColorType)
        canvas = surface.getCanvas()
        canvas.clear(skia.ColorBLACK)
        self._place(canvas)
        for number, mark in enumerate(marks):
            if inks is None:
                if mark.soft:
                    continue
                body = (number * 97 % 251) + 2 if mark.kind == "shape" else 0
                color = skia.Color(round(255 * mark.depth), body, 0)
                if mark.kind == "cut":
                    continue
            else:
                color = _code(mark.ink, inks)
            paint = skia.Paint(AntiAlias=True, Color=color)
            if mark.fade and inks is not None:
                paint.setShader(
                    skia.GradientShader.MakeLinear(
                        [skia.Point(*mark.fade.start), skia.Point(*mark.fade.end)], [color, _code(mark.fade.ink, inks)]
                    )
                )
            if mark.soft:
                paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, mark.soft))
            if mark.clip is not None:
                canvas.save()
                canvas.clipPath(mark.clip, skia.ClipOp.kIntersect, True)
            canvas.drawPath(mark.path, paint)
            if mark.clip is not None:
                canvas.restore()
        surface.flushAndSubmit()
        planes = [np.ascontiguousarray(sheet[..., i]).astype(np.float32) / np.float32(255) for i in range(3)]
        return planes[0], planes[1], planes[2]

    def _place(self, canvas: skia.Canvas) -> None:
        canvas.translate(self.origin_x - self.left, self.origin_y - self.top)
        canvas.scale(self.scale_x, self.scale_y)

    def noise(
        self,
        cell: float,
        key: int,
        octaves: int = 1,
        *,
        stretch: tuple[float, float] = (1.0, 1.0),
        turn: float = 0.0,
        gain: float = 0.5,
    ) -> Plate:
        """Value noise about 0, roughly -0.5..0.5; its largest cells measure `cell` scene units.

        `stretch` draws the cells out along x and y before they are turned by `turn` degrees.
        """
        total = np.zeros((self.rows, self.columns), np.float32)
        weight, norm = 1.0, 0.0
        for octave in range(octaves):
            size = cell / 2**octave
            seen = float(np.clip((self.px(size * min(stretch)) - 0.7) / 0.9, 0, 1))
            if seen > 0:
                total += np.float32(weight * seen) * self._cells(size, key * 31 + octave, stretch, turn)
            norm += weight
            weight *= gain
        return cast(Plate, total / np.float32(norm))

    def _cells(self, size: float, key: int, stretch: tuple[float, float], turn: float) -> Plate:
        tile = _tile(self.seed, key)
        angle = np.radians(turn)
        c, s = float(np.cos(angle)), float(np.sin(angle))
        # Pixel -> scene -> cells of the tile.
        x0, y0 = (self.left + 0.5 - self.origin_x) / self.scale_x, (self.top + 0.5 - self.origin_y) / self.scale_y
        across, along = 1 / (size * stretch[0]), 1 / (size * stretch[1])
        shift = (key * 37.7) % _TILE, (key * 91.3) % _TILE
        matrix = np.array(
            [
                [c * across / self.scale_x, s * across / self.scale_y, (c * x0 + s * y0) * across + shift[0]],
                [-s * along / self.scale_x, c * along / self.scale_y, (-s * x0 + c * y0) * along + shift[1]],
            ],
            np.float64,
        )
        # Wrapped by hand near 0, so that float32 keeps its precision far from the corner.
        matrix[:, 2] %= _TILE
        grown = cv2.warpAffine(
            tile,
            matrix,
            (self.columns, self.rows),
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_WRAP,
        )
        return cast(Plate, grown)

    def blurred(self, plate: Plate, radius: float) -> Plate:
        """`plate` blurred by a Gaussian of `radius` scene units."""
        sigma = self.px(radius)
        return plate if sigma < 0.3 else cast(Plate, cv2.GaussianBlur(plate, (0, 0), sigma))

    def moved(self, plate: Plate, dx: float, dy: float) -> Plate:
        """`plate` moved by (dx, dy) scene units; its edge runs on."""
        matrix = np.array([[1, 0, dx * self.scale_x], [0, 1, dy * self.scale_y]], np.float64)
        return cast(
            Plate,
            cv2.warpAffine(
                plate, matrix, (self.columns, self.rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
            ),
        )


def step(low: float, high: float, value: Plate) -> Plate:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((value - np.float32(low)) / np.float32(high - low), 0, 1)
    return cast(Plate, t * t * (np.float32(3) - np.float32(2) * t))


def _code(ink: Ink, inks: tuple[Ink, ...]) -> int:
    return int(skia.Color(*(255 if ink == each else 0 for each in inks)))


@lru_cache(maxsize=64)
def _tile(seed: int, key: int) -> Plate:
    """White noise about 0 that repeats without a seam, (256, 256)."""
    rng = np.random.default_rng([seed, 5, key])
    return cast(Plate, (rng.random((_TILE, _TILE), dtype=np.float32) - np.float32(0.5)))


assert set(INKS) == {"ground", *_COLORED[0], *_COLORED[1]}
