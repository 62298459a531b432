"""Colours and effects for letters, chosen by their contrast with the picture.

Contrast is WCAG 2.2's ratio of relative luminances. Against a picture it is the contrast with the worst five per cent
of the pixels right around the letters, so a bright streak behind a single letter counts.
"""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from articover.cover import Effect, Pixels, TextLayer
from articover.edit.typeset.drawing import Window, coverage, layer_box, rgb
from articover.trim import POINTS_PER_IN, Canvas, Trim

CONTRAST_LIMIT = 4.5
_AIM = 4.7
"""The contrast that a colour is chosen for: 4.5 with a margin for rounding and anti-aliasing."""
_WORST_PERCENT = 5.0
_RING_EM = 0.1
_SAMPLES = 20_000

_COLOR_LOVING = frozenset({"thriller", "horror", "comics", "children", "computer", "cookbook", "business"})
_OUTLINED = frozenset({"children", "comics"})
"""Genres whose heavy titles get a thick outline."""
OUTLINE_EM = 0.075
_DIM = 0.4
"""Mean luminance of a background below which a dark backing looks better than a pale one."""
_EDGE_APART = 1.7
"""Contrast with the background above which an edge is visible."""


@dataclass(frozen=True)
class InkChoice:
    """A colour, the effect behind it, and their expected contrast."""

    color: str
    effect: Effect
    contrast: float


def luminance(pixels: NDArray[Any]) -> NDArray[Any]:
    """WCAG relative luminance, 0..1, of sRGB values 0..255 in the last axis."""
    red, green, blue = (_LINEAR[pixels[..., channel]] for channel in range(3))
    result: NDArray[Any] = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return result


def color_luminance(color: str) -> float:
    """WCAG relative luminance of "#rrggbb"."""
    return float(luminance(np.array([rgb(color)], np.uint8))[0])


def contrast_ratio(one: float, other: float) -> float:
    """WCAG contrast of two relative luminances, 1..21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def ground_around(pixels: Pixels, layer: TextLayer, trim: Trim, canvas: Canvas) -> NDArray[np.uint8]:
    """The pixels right around the letters, shape (n, 3), n at most 20,000. `pixels` shows `canvas`."""
    reach = 0.8 * layer.effect.width_em if layer.effect.kind == "outline" else _RING_EM
    window = _window(layer, trim, canvas, reach)
    letters = coverage(layer, trim, canvas, window)
    near = coverage(layer, trim, canvas, window, reach)
    around = _seen(pixels, window)[(near > 127) & (letters == 0)]
    step = max(1, -(-len(around) // _SAMPLES))
    return np.ascontiguousarray(around[::step])


def worst_contrast(color: str, ground: NDArray[np.uint8]) -> float:
    """Contrast of `color` with the worst five per cent of `ground` (n, 3)."""
    ratios = _ratios(color_luminance(color), luminance(ground))
    return float(np.percentile(ratios, _WORST_PERCENT)) if ratios.size else 21.0


def measured_contrast(pixels: Pixels, layer: TextLayer, trim: Trim, canvas: Canvas) -> float:
    """The contrast of a finished layer; the colours of letters and background are read from the finished `pixels`."""
    window = _window(layer, trim, canvas, 0.0)
    inside = _seen(pixels, window)[coverage(layer, trim, canvas, window) == 255]
    if len(inside):
        red, green, blue = np.median(inside, axis=0).astype(int)
        color = f"#{red:02x}{green:02x}{blue:02x}"
    else:
        color = layer.color
    return worst_contrast(color, ground_around(pixels, layer, trim, canvas))


def choose_ink(
    ground: NDArray[np.uint8],
    palette: Sequence[str],
    genre: str,
    seed: int,
    *,
    heavy: bool,
    fixed: str = "",
    partner: str = "",
) -> InkChoice:
    """The colour and effect for letters on `ground` (n, 3): a colour of the picture, or else tinted black or white.

    `fixed` is a colour that the user chose: it is kept, and only the effect is chosen. `partner` is the title's colour
    for texts other than the title: if a backing is needed, they are light or dark like the title.
    """
    title = not partner
    if title and heavy and genre in _OUTLINED and not fixed:
        return _outlined(ground, palette, seed)
    candidates = [(fixed, 0.0)] if fixed else _candidates(ground, palette, genre, title)
    scored = [(worst_contrast(color, ground), liking, color) for color, liking in candidates]
    taste = np.random.default_rng([seed, 0x1A4]).uniform(0.0, 0.12, len(scored))
    good = [
        (liking + shade + 0.02 * min(reached, 10.0), reached, color)
        for (reached, liking, color), shade in zip(scored, taste, strict=True)
        if reached >= _AIM
    ]
    if good:
        _, reached, color = max(good)
        return InkChoice(color, Effect(), reached)
    backed = [_with_backing(color, ground) for _, _, color in scored]
    side = color_luminance(partner) > 0.5 if partner else None
    dim = bool(len(ground)) and float(luminance(ground).mean()) < _DIM

    def cost(choice: InkChoice) -> float:
        light = color_luminance(choice.color) > 0.5
        washed = 0.2 if dim and not light else 0.0  # a pale backing flattens a dim picture
        return choice.effect.opacity + washed - (0.3 if light == side else 0.0)

    return min(backed, key=cost)


def stronger(choice: InkChoice, ground: NDArray[np.uint8], *, heavy: bool) -> InkChoice:
    """The next stronger effect for the same colour: a backing, a denser backing, then an edge around the letters."""
    backed = _with_backing(choice.color, ground)
    if choice.effect.kind == "none":
        return backed
    if choice.effect.kind == "plate" and choice.effect.opacity < 0.9:
        denser = min(choice.effect.opacity + 0.2, 0.92)
        return InkChoice(
            choice.color, Effect("plate", choice.effect.color, choice.effect.width_em, denser), CONTRAST_LIMIT
        )
    if heavy:
        return InkChoice(choice.color, Effect("outline", backed.effect.color, 0.05), CONTRAST_LIMIT)
    return InkChoice(choice.color, Effect("glow", backed.effect.color, 0.12), CONTRAST_LIMIT)


def _window(layer: TextLayer, trim: Trim, canvas: Canvas, reach_em: float) -> Window:
    """The part of the canvas, in pixels, that contains the letters with a margin of `reach_em`."""
    left, top, right, bottom = layer_box(layer, trim, canvas)
    pad = reach_em * max(line.size_pt for line in layer.lines) / POINTS_PER_IN * canvas.px_per_in_y + 3
    return (
        max(int(left - pad), 0),
        max(int(top - pad), 0),
        min(int(right + pad) + 1, canvas.width),
        min(int(bottom + pad) + 1, canvas.height),
    )


def _seen(pixels: Pixels, window: Window) -> Pixels:
    return pixels[window[1] : window[3], window[0] : window[2]]


def _outlined(ground: NDArray[np.uint8], palette: Sequence[str], seed: int) -> InkChoice:
    """Bright letters in a palette colour with a thick outline, white or dark, depending on the background's tone."""
    tone = float(np.median(luminance(ground))) if len(ground) else 0.5
    colors = [color for color in palette if _saturation(color) > 0.35] or ["#e4002b", "#0047bb"]
    white, dark = _tinted(palette, ground, 0.97), _dark(palette, ground)
    options = []
    for color in colors:
        light, deep = _until(color, dark, 1), _until(color, white, -1)
        for letters, edge, liking in ((deep, white, 0.0), (light, dark, 0.0), (white, deep, -0.05)):
            changed = letters if edge != deep else deep
            faded = abs(color_luminance(changed) - color_luminance(color)) * (0.7 if edge == deep else 1.4)
            apart = contrast_ratio(color_luminance(edge), tone) >= _EDGE_APART
            options.append((0.5 * _saturation(changed) + (0.35 if apart else 0.0) + liking - faded, letters, edge))
    options.sort(reverse=True)
    _, color, edge = options[seed % min(2, len(options))]
    reached = contrast_ratio(color_luminance(color), color_luminance(edge))
    return InkChoice(color, Effect("outline", edge, OUTLINE_EM, 1.0), reached)


def _until(color: str, edge: str, direction: int) -> str:
    """`color` made darker (-1) or lighter (1) at the same hue until its contrast with `edge` is sufficient."""
    hue, light, saturation = colorsys.rgb_to_hls(*(value / 255 for value in rgb(color)))
    while contrast_ratio(color_luminance(_hex(hue, light, saturation)), color_luminance(edge)) < _AIM and 0 < light < 1:
        light = min(max(light + 0.02 * direction, 0.0), 1.0)
    return _hex(hue, light, saturation)


def _candidates(ground: NDArray[np.uint8], palette: Sequence[str], genre: str, title: bool) -> list[tuple[str, float]]:
    """(colour, preference) for the palette's light and accent colours, tinted white and tinted black."""
    found = [(_tinted(palette, ground, 0.96), 0.35), (_dark(palette, ground), 0.3), (_dark(palette, ground, 0.05), 0.2)]
    for index, color in enumerate(palette):
        light = color_luminance(color)
        if index == len(palette) - 1 and len(palette) > 3:
            found.append((color, 0.5 if title and genre in _COLOR_LOVING else 0.05))
        elif light > 0.55 or light < 0.06:
            found.append((color, 0.4 if title or light > 0.55 else 0.3))
        elif title and _saturation(color) > 0.5:
            found.append((color, 0.15))
    return found


def _with_backing(color: str, ground: NDArray[np.uint8]) -> InkChoice:
    """The weakest backing, in a hue of the background, that gives `color` the required contrast."""
    mean = ground.mean(0) if len(ground) else np.full(3, 128.0)
    hue, _, saturation = colorsys.rgb_to_hls(*(float(value) / 255 for value in mean))
    light = color_luminance(color)
    # Every colour has a contrast of at least 4.58 (the square root of 21) with black or with white: use that one.
    dark = contrast_ratio(light, 0.0) >= contrast_ratio(light, 1.0)
    backing = _hex(hue, 0.045, min(saturation, 0.6)) if dark else _hex(hue, 0.965, min(saturation, 0.5))
    to = np.array(rgb(backing), np.float32)
    opacity, reached = 1.0, worst_contrast(color, to[None].astype(np.uint8))
    for share in np.arange(0.15, 1.0, 0.05):
        mixed = (ground + (to - ground) * share + 0.5).astype(np.uint8)
        found = worst_contrast(color, mixed)
        if found >= _AIM:
            opacity, reached = float(round(share + 0.03, 3)), found
            break
    return InkChoice(color, Effect("plate", backing, 1.5, min(opacity, 1.0)), reached)


def _tinted(palette: Sequence[str], ground: NDArray[np.uint8], light: float) -> str:
    """Nearly white, in the hue of the palette's lightest colour."""
    source = max(palette, key=color_luminance, default="") or _mean_color(ground)
    hue, _, saturation = colorsys.rgb_to_hls(*(value / 255 for value in rgb(source)))
    return _hex(hue, light, min(saturation, 0.7))


def _dark(palette: Sequence[str], ground: NDArray[np.uint8], most: float = 0.12) -> str:
    """Nearly black, in the hue of the palette's darkest colour."""
    source = min(palette, key=color_luminance, default="") or _mean_color(ground)
    hue, light, saturation = colorsys.rgb_to_hls(*(value / 255 for value in rgb(source)))
    return _hex(hue, min(light, most), min(saturation, 0.5))


def _mean_color(ground: NDArray[np.uint8]) -> str:
    red, green, blue = (int(value) for value in (ground.mean(0) if len(ground) else (128, 128, 128)))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _saturation(color: str) -> float:
    """HSV saturation times value, a measure of how colourful the colour looks."""
    _, saturation, value = colorsys.rgb_to_hsv(*(part / 255 for part in rgb(color)))
    return saturation * value


def _hex(hue: float, light: float, saturation: float) -> str:
    return "#{:02x}{:02x}{:02x}".format(*(round(255 * part) for part in colorsys.hls_to_rgb(hue, light, saturation)))


def _ratios(letter: float, ground: NDArray[Any]) -> NDArray[Any]:
    result: NDArray[Any] = (np.maximum(ground, letter) + 0.05) / (np.minimum(ground, letter) + 0.05)
    return result


def _linear_table() -> NDArray[Any]:
    """sRGB 0..255 to linear light (IEC 61966-2-1)."""
    value = np.arange(256) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4).astype(np.float32)


_LINEAR = _linear_table()
