"""`Surface`: a Skia surface in scene space, and the finish that turns it into pixels.

Half-float pixels, so that many soft layers leave no bands; the last step adds grain and half a level
of noise before rounding.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import skia
from PIL import Image

from articover.cover import Pixels
from articover.errors import EngineError
from articover.generate.illustrator.noise import Field
from articover.trim import Canvas, Trim

MARGIN = 0.2
"""How far beyond the trim everything is painted, in scene units: covers 0.125 in at the smallest trim."""

_GRAIN_CELLS = 900
"""Grain cells along the longer side: coarser than a preview pixel, so print and preview show the same grain."""
_STRIP_ROWS = 256
_TILE = 512


class Surface:
    """Paint with `canvas` in scene units. `page` is what to fill, beyond the bleed."""

    def __init__(self, canvas: Canvas, trim: Trim, seed: int) -> None:
        self.aspect = float(trim.aspect)
        self.page = skia.Rect.MakeLTRB(-MARGIN, -MARGIN, self.aspect + MARGIN, 1 + MARGIN)
        self._size = canvas.width, canvas.height
        self._scale = (
            canvas.px_per_in_x * float(trim.height_in),
            canvas.px_per_in_y * float(trim.height_in),
        )
        self._origin = canvas.left, canvas.top
        self._seed = seed
        info = skia.ImageInfo.Make(
            canvas.width,
            canvas.height,
            skia.kRGBA_F16_ColorType,
            skia.kPremul_AlphaType,
            skia.ColorSpace.MakeSRGB(),
        )
        surface = skia.Surface.MakeRaster(info)
        if surface is None:
            raise EngineError("paint_memory")
        self._surface = surface
        self.canvas: skia.Canvas = surface.getCanvas()
        self.canvas.translate(*self._origin)
        self.canvas.scale(*self._scale)

    def rng(self, key: int) -> np.random.Generator:
        """A stream of its own for each texture: `key` is any fixed number."""
        return np.random.default_rng([self._seed, key])

    @contextmanager
    def layer(self, paint: skia.Paint | None = None, bounds: skia.Rect | None = None) -> Iterator[skia.Canvas]:
        """Paint into a layer of its own, then lay it down with `paint` (blend mode, alpha, filter)."""
        self.canvas.saveLayer(bounds, paint)
        try:
            yield self.canvas
        finally:
            self.canvas.restore()

    @contextmanager
    def clip(self, path: skia.Path) -> Iterator[skia.Canvas]:
        """Paint inside `path` only."""
        self.canvas.save()
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        try:
            yield self.canvas
        finally:
            self.canvas.restore()

    def reflect(self, waterline: float, blur: float = 0.004) -> None:
        """Draws what stands above `waterline` (at least 0.5) upside down below it, smeared sideways."""
        picture = self._surface.makeImageSnapshot()
        width, height = self._size
        left, top = -self._origin[0] / self._scale[0], -self._origin[1] / self._scale[1]
        whole = skia.Rect.MakeXYWH(left, top, width / self._scale[0], height / self._scale[1])
        paint = skia.Paint(ImageFilter=skia.ImageFilters.Blur(blur, blur * 0.3, skia.TileMode.kClamp))
        self.canvas.save()
        self.canvas.clipRect(skia.Rect.MakeLTRB(self.page.left(), waterline, self.page.right(), self.page.bottom()))
        self.canvas.saveLayer(None, paint)
        self.canvas.translate(0, 2 * waterline)
        self.canvas.scale(1, -1)
        self.canvas.drawImageRect(picture, whole, skia.SamplingOptions(skia.FilterMode.kLinear))
        self.canvas.restore()
        self.canvas.restore()

    def pixels(self, grain: float = 0.018) -> Pixels:
        """RGB uint8 of the surface, with `grain` (standard deviation as a share of full scale) laid over."""
        width, height = self._size
        out = np.empty((height, width, 3), np.uint8)
        tile = _grain_tile(self._seed)
        dither = np.random.default_rng([self._seed, 7001])
        for top in range(0, height, _STRIP_ROWS):
            rows = min(_STRIP_ROWS, height - top)
            strip = np.empty((rows, width, 4), np.float32)
            info = skia.ImageInfo.Make(
                width, rows, skia.kRGBA_F32_ColorType, skia.kPremul_AlphaType, skia.ColorSpace.MakeSRGB()
            )
            self._surface.readPixels(info, strip, width * 16, 0, top)
            rgb = strip[..., :3]
            noise = self._grain(tile, top, rows, width) * np.float32(grain)
            # Less in the deepest shadow and the brightest light, as on film.
            tone = rgb.mean(axis=2)
            noise *= 0.45 + 2.2 * tone * (1 - np.clip(tone, 0, 1))
            rgb += noise[..., None]
            rgb *= 255
            rgb += dither.random((rows, width, 1), dtype=np.float32)
            out[top : top + rows] = np.clip(rgb, 0, 255).astype(np.uint8)
        return out

    def _grain(self, tile: Field, top: int, rows: int, width: int) -> Field:
        """The grain over rows `top`..`top + rows`, (rows, width) float32, sampled in scene space."""
        cells = _GRAIN_CELLS / max(self.aspect, 1.0)
        x0 = (0 - self._origin[0]) / self._scale[0] + MARGIN
        x1 = (width - self._origin[0]) / self._scale[0] + MARGIN
        y0 = (top - self._origin[1]) / self._scale[1] + MARGIN
        y1 = (top + rows - self._origin[1]) / self._scale[1] + MARGIN
        # A few cells more on every side, so that strips meet without a seam.
        left, right = int(x0 * cells) - 4, int(x1 * cells) + 6
        above, below = int(y0 * cells) - 4, int(y1 * cells) + 6
        size = tile.shape[0]
        patch = tile[np.arange(above, below)[:, None] % size, np.arange(left, right)[None, :] % size]
        box = (x0 * cells - left, y0 * cells - above, x1 * cells - left, y1 * cells - above)
        grown = Image.fromarray(patch).resize((width, rows), Image.Resampling.BICUBIC, box=box)
        return np.array(grown, dtype=np.float32)


def _grain_tile(seed: int) -> Field:
    """A tile of film grain at two sizes that repeats without a seam; deviation 1, (512, 512).

    Filtered in the frequency domain, so that it has no direction: a box filter would look woven.
    """
    rng = np.random.default_rng([seed, 7002])
    spectrum = np.fft.rfft2(rng.standard_normal((_TILE, _TILE)))
    fy, fx = np.fft.fftfreq(_TILE)[:, None], np.fft.rfftfreq(_TILE)[None, :]
    squared = fx * fx + fy * fy
    fine = np.fft.irfft2(spectrum * np.exp(-squared / (2 * 0.27**2)))
    coarse = np.fft.irfft2(spectrum * np.exp(-squared / (2 * 0.05**2)))
    tile = fine / fine.std() + 0.16 * coarse / coarse.std()
    return np.asarray(tile / tile.std(), dtype=np.float32)
