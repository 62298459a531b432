"""What painters do with light and air: fields, glow, shafts, fog, rim light, cut paper, stars, water.

Every length is in scene units.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia
from numpy.typing import NDArray

from articover.cover import Zone
from articover.generate.illustrator.color import RGB, mix, shift
from articover.generate.illustrator.noise import Field, fractal
from articover.generate.illustrator.outlines import polygon
from articover.generate.illustrator.ramps import Stop, falloff, ink, linear, radial, stops
from articover.generate.illustrator.surface import MARGIN, Surface

WHITE: RGB = (1.0, 1.0, 1.0)


def backdrop(surface: Surface, ramp: Sequence[Stop], top: float = 0.0, bottom: float = 1.0) -> None:
    """Fills the page with a vertical gradient from `top` to `bottom`."""
    surface.canvas.drawRect(surface.page, ink(shader=linear((0, top), (0, bottom), ramp)))


def glow(surface: Surface, x: float, y: float, radius: float, color: RGB, strength: float = 1.0) -> None:
    """Light spilling from a point: one radial gradient with a Gaussian fall, screened."""
    shader = radial((x, y), radius, falloff(color, strength))
    surface.canvas.drawCircle(x, y, radius, ink(shader=shader, blend=skia.BlendMode.kScreen))


def shade(surface: Surface, x: float, y: float, radius: float, color: RGB, strength: float) -> None:
    """A soft dark (or any colour) pool laid over what is there."""
    surface.canvas.drawCircle(x, y, radius, ink(shader=radial((x, y), radius, falloff(color, strength))))


def shaft(
    surface: Surface,
    source: tuple[float, float],
    ends: tuple[tuple[float, float], tuple[float, float]],
    color: RGB,
    strength: float = 0.5,
    width: float = 0.004,
    blur: float = 0.012,
) -> None:
    """A beam from `source` to the line between `ends`, fading as it goes, screened."""
    (x0, y0), (ax, ay), (bx, by) = source, *ends
    length = float(np.hypot((ax + bx) / 2 - x0, (ay + by) / 2 - y0))
    nx, ny = -((ay + by) / 2 - y0) / length * width, ((ax + bx) / 2 - x0) / length * width
    path = polygon([(x0 + nx, y0 + ny), (ax, ay), (bx, by), (x0 - nx, y0 - ny)])
    ramp = stops(color, color, color, at=[0, 0.35, 1], alpha=[strength, strength * 0.45, 0])
    shader = radial(source, length, ramp)
    surface.canvas.drawPath(path, ink(shader=shader, blur=blur, blend=skia.BlendMode.kScreen))


def lit(
    surface: Surface,
    shape: skia.Path | Sequence[skia.Path],
    fill: RGB | skia.Shader,
    light: RGB,
    toward: tuple[float, float],
    width: float = 0.004,
    soft: float = 0.002,
    strength: float = 1.0,
    near: tuple[float, float, float] | None = None,
) -> None:
    """A silhouette with rim light on the edges that face `toward` (a vector to the light).

    Several paths are lit as one: no light falls where they join. `near` is (x, y, radius): the rim
    fades with the distance from there.
    """
    paths = [shape] if isinstance(shape, skia.Path) else list(shape)
    bounds = skia.Rect.MakeEmpty()
    for path in paths:
        bounds.join(path.getBounds())
    bounds.outset(4 * soft + width, 4 * soft + width)
    bounds.intersect(surface.page)
    norm = float(np.hypot(*toward)) or 1.0
    dx, dy = -toward[0] / norm * width, -toward[1] / norm * width
    body = ink(shader=fill) if isinstance(fill, skia.Shader) else ink(fill)
    over = ink(blend=skia.BlendMode.kSrcATop)
    shader = radial(near[:2], near[2], falloff(light, strength)) if near else None
    with surface.layer(None, bounds) as canvas:
        for path in paths:
            canvas.drawPath(path, body)
        with surface.layer(over, bounds):
            canvas.drawRect(bounds, ink(light, strength, shader=shader))
            canvas.translate(dx, dy)
            for path in paths:
                canvas.drawPath(path, ink(blur=soft, blend=skia.BlendMode.kDstOut))


def cut_paper(
    surface: Surface,
    path: skia.Path,
    fill: RGB | skia.Shader,
    shadow: RGB,
    lift: float = 0.008,
    toward: tuple[float, float] = (-0.5, -1.0),
    hairline: float = 0.0012,
) -> None:
    """A sheet lifted off the page: soft hued shadow away from the light, a white hairline inside its edge."""
    dropped = skia.Path(path)
    norm = float(np.hypot(*toward)) or 1.0
    dropped.offset(-toward[0] / norm * lift, -toward[1] / norm * lift)
    surface.canvas.drawPath(dropped, ink(shadow, 0.34, blur=lift * 0.75))
    contact = skia.Path(path)
    contact.offset(-toward[0] / norm * lift * 0.3, -toward[1] / norm * lift * 0.3)
    surface.canvas.drawPath(contact, ink(shadow, 0.28, blur=lift * 0.2))
    surface.canvas.drawPath(path, ink(shader=fill) if isinstance(fill, skia.Shader) else ink(fill))
    if hairline > 0:
        with surface.clip(path) as canvas:
            canvas.drawPath(path, ink(WHITE, 0.32, stroke=hairline * 2))


def tint(
    surface: Surface,
    alpha: Field,
    color: RGB,
    box: skia.Rect | None = None,
    blend: skia.BlendMode | None = None,
) -> None:
    """Lays `color` over `box` (the page) as thickly as `alpha` (rows, cols; 0..1) says, enlarged smoothly."""
    rgba = np.empty((*alpha.shape, 4), np.float32)
    rgba[..., :3] = color
    rgba[..., 3] = np.clip(alpha, 0, 1)
    image(surface, rgba, box, blend)


def image(
    surface: Surface, rgba: NDArray[np.float32], box: skia.Rect | None = None, blend: skia.BlendMode | None = None
) -> None:
    """Draws (rows, cols, 4) float RGBA, not premultiplied, over `box` (the page)."""
    picture = skia.Image.fromarray(np.ascontiguousarray(rgba), colorType=skia.kRGBA_F32_ColorType)
    sampling = skia.SamplingOptions(skia.FilterMode.kLinear)
    surface.canvas.drawImageRect(picture, box or surface.page, sampling, ink(blend=blend))


def fog(surface: Surface, top: float, bottom: float, color: RGB, alpha: float, key: int, patchy: float = 0.5) -> None:
    """A bank of mist, thickest near its foot, torn by stretched noise."""
    rows, cols = 120, max(60, round(120 * (surface.aspect + 2 * MARGIN)))
    noise = fractal(surface.rng(key), rows, cols, cells=3, octaves=4, stretch=3.5)
    y = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    band = np.clip(y / 0.75, 0, 1) ** 1.5 * np.clip((1 - y) / 0.25, 0, 1)
    tint(
        surface,
        band * (1 - patchy + patchy * 1.6 * noise) * np.float32(alpha),
        color,
        skia.Rect.MakeLTRB(surface.page.left(), top, surface.page.right(), bottom),
    )


def clouds(
    surface: Surface,
    color: RGB,
    alpha: float,
    key: int,
    box: skia.Rect | None = None,
    cells: float = 3.0,
    stretch: float = 2.2,
    cover: float = 0.5,
    blend: skia.BlendMode | None = None,
) -> None:
    """Cloud or nebula over `box`: noise above a threshold; `cover` 0..1 is how much of it is filled."""
    area = box or surface.page
    rows = 220
    cols = max(40, round(rows * area.width() / area.height()))
    noise = fractal(surface.rng(key), rows, cols, cells=cells, octaves=5, stretch=stretch)
    low = np.float32(np.quantile(noise, 1 - cover))
    thick = np.clip((noise - low) / max(float(noise.max() - low), 1e-6), 0, 1)
    thick = thick * thick * (3 - 2 * thick)
    edge = _feather(rows, cols) if box is not None else 1.0
    tint(surface, thick * edge * np.float32(alpha), color, area, blend)


def stars(
    surface: Surface,
    count: int,
    color: RGB,
    key: int,
    bottom: float = 1.0,
    size: float = 0.0011,
    calm: Sequence[Zone] = (),
) -> None:
    """A sky of stars: many faint, few bright, the brightest with a halo; thinner toward `bottom`.

    Where `calm` keeps room for type all are faint: a bright dot over a letter reads as an accent.
    """
    rng = surface.rng(key)
    span = surface.aspect + 2 * MARGIN
    for _ in range(round(count * span)):
        x, y = rng.uniform(-MARGIN, surface.aspect + MARGIN), -MARGIN + rng.random() ** 1.3 * (bottom + MARGIN)
        power = rng.pareto(2.2)
        if any(
            zone.left * surface.aspect < x < zone.right * surface.aspect and zone.top < y < zone.bottom for zone in calm
        ):
            power = min(power, 0.1)
        tint = mix(color, WHITE, rng.uniform(0.2, 0.9))
        radius = size * min(0.45 + 0.35 * power, 2.2)
        fade = np.clip((bottom - y) / 0.25, 0, 1)
        surface.canvas.drawCircle(x, y, radius, ink(tint, min(0.25 + 0.3 * power, 0.95) * fade))
        if power > 3.5:
            glow(surface, x, y, radius * 7, color, 0.5 * fade)


def vignette(surface: Surface, color: RGB, strength: float = 0.35, center: tuple[float, float] = (0.5, 0.5)) -> None:
    """Darkens the corners with a hue, not with black. `center` in fractions of the trim."""
    x, y = center[0] * surface.aspect, center[1]
    reach = float(np.hypot(max(x, surface.aspect - x), max(y, 1 - y))) * 1.12
    ramp = stops(color, color, color, color, at=[0, 0.55, 0.8, 1], alpha=[0, 0.04, strength * 0.45, strength])
    surface.canvas.drawRect(surface.page, ink(shader=radial((x, y), reach, ramp)))


def gleam(
    surface: Surface,
    x: float,
    top: float,
    bottom: float,
    color: RGB,
    key: int,
    width: float = 0.06,
    strength: float = 0.8,
) -> None:
    """A light's path on water: short level strokes, wider and sparser as they come near."""
    rng = surface.rng(key)
    depth = bottom - top
    for _ in range(150):
        t = float(rng.random() ** 1.25)
        y = top + t * depth
        spread = width * (0.25 + 1.1 * t)
        at = x + float(rng.normal(0, spread * 0.55))
        half = float(rng.uniform(0.3, 1.0)) * spread * 0.5
        near = 1 - min(abs(at - x) / (spread * 1.6), 1.0)
        thick = 0.0008 + 0.0042 * t * float(rng.uniform(0.5, 1))
        stroke = skia.Rect.MakeXYWH(at - half, y - thick / 2, half * 2, thick)
        surface.canvas.drawOval(
            stroke, ink(color, strength * near * (1 - 0.65 * t), blur=0.0006, blend=skia.BlendMode.kScreen)
        )


def ripples(surface: Surface, top: float, bottom: float, color: RGB, key: int, alpha: float = 0.3) -> None:
    """Level streaks on still water, finer toward the horizon at `top`."""
    rng = surface.rng(key)
    for _ in range(110):
        t = float(rng.random() ** 1.7)
        y = top + t * (bottom - top)
        half = float(rng.uniform(0.02, 0.12)) * (0.3 + t)
        at = float(rng.uniform(-MARGIN, surface.aspect + MARGIN))
        thick = 0.0006 + 0.004 * t
        oval = skia.Rect.MakeXYWH(at - half, y - thick / 2, half * 2, thick)
        surface.canvas.drawOval(oval, ink(color, alpha * float(rng.uniform(0.3, 1.0)), blur=0.0008))


def deepen(color: RGB, by: float = 0.08) -> RGB:
    """A darker tone that keeps its hue: shadow is never plain black."""
    return shift(color, -by, 1.05)


def _feather(rows: int, cols: int) -> Field:
    """1 inside, falling to 0 at every edge, so that a box of cloud has none."""
    y = np.sin(np.linspace(0, np.pi, rows, dtype=np.float32))[:, None]
    x = np.sin(np.linspace(0, np.pi, cols, dtype=np.float32))[None, :]
    return np.asarray(np.sqrt(np.clip(x * y, 0, 1)), dtype=np.float32)
