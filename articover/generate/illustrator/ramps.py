"""Paints and the ramps of colour in them, mixed in OKLab, so that a gradient has no grey middle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import skia

from articover.generate.illustrator.color import RGB, mix, to_int

Stop = tuple[float, RGB, float]
"""(position 0..1, colour, alpha 0..1)."""

_SUBDIVISIONS = 6


def ink(
    color: RGB = (0.0, 0.0, 0.0),
    alpha: float = 1.0,
    *,
    blur: float = 0.0,
    shader: skia.Shader | None = None,
    blend: skia.BlendMode | None = None,
    stroke: float = 0.0,
) -> skia.Paint:
    """A smooth paint. `blur` is the softness of its edge (a standard deviation), `stroke` a line's width."""
    paint = skia.Paint(AntiAlias=True, Dither=True)
    paint.setColor4f(skia.Color4f(*color, alpha))
    if shader is not None:
        paint.setShader(shader)
    if blur > 0:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if blend is not None:
        paint.setBlendMode(blend)
    if stroke > 0:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(stroke)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def stops(*colors: RGB, at: Sequence[float] | None = None, alpha: Sequence[float] | None = None) -> list[Stop]:
    """Stops from bare colours, evenly spread and opaque unless told."""
    where = at or np.linspace(0, 1, len(colors)).tolist()
    return list(zip(where, colors, alpha or [1.0] * len(colors), strict=True))


def linear(start: tuple[float, float], end: tuple[float, float], ramp: Sequence[Stop]) -> skia.Shader:
    """A straight gradient."""
    colors, positions = _resolve(ramp)
    flags = skia.GradientShader.kInterpolateColorsInPremul_Flag
    points = [skia.Point(*start), skia.Point(*end)]
    return skia.GradientShader.MakeLinear(points, colors, positions, skia.TileMode.kClamp, flags)


def radial(center: tuple[float, float], radius: float, ramp: Sequence[Stop]) -> skia.Shader:
    """A round gradient, centre to rim."""
    colors, positions = _resolve(ramp)
    flags = skia.GradientShader.kInterpolateColorsInPremul_Flag
    return skia.GradientShader.MakeRadial(
        skia.Point(*center), max(radius, 1e-4), colors, positions, skia.TileMode.kClamp, flags
    )


def falloff(color: RGB, strength: float = 1.0) -> list[Stop]:
    """Stops of a Gaussian that reaches zero at the rim."""
    at = np.linspace(0, 1, 9)
    fall = (np.exp(-((at / 0.42) ** 2)) - np.exp(-((1 / 0.42) ** 2))) * strength
    return [(float(p), color, float(min(max(a, 0.0), 1.0))) for p, a in zip(at, fall, strict=True)]


def _resolve(ramp: Sequence[Stop]) -> tuple[list[int], list[float]]:
    """Skia's colours and positions, with steps between mixed in OKLab."""
    colors: list[int] = []
    positions: list[float] = []
    for (p0, c0, a0), (p1, c1, a1) in pairwise(ramp):
        steps = 1 if c0 == c1 else _SUBDIVISIONS
        for i in range(steps):
            t = i / steps
            colors.append(to_int(mix(c0, c1, t) if t else c0, a0 + (a1 - a0) * t))
            positions.append(p0 + (p1 - p0) * t)
    last = ramp[-1]
    return [*colors, to_int(last[1], last[2])], [*positions, last[0]]
