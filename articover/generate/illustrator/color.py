"""Colours as sRGB triples in 0..1, mixed and shifted in OKLab (see `articover.oklab`)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from articover.oklab import LINEAR_TO_LMS, LMS_TO_LAB

RGB = tuple[float, float, float]
Lab = NDArray[np.float64]

_FROM_LAB = np.linalg.inv(LMS_TO_LAB)
_FROM_LMS = np.linalg.inv(LINEAR_TO_LMS)


def parse(text: str) -> RGB:
    """The colour "#rrggbb" names."""
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def to_hex(color: RGB) -> str:
    """ "#rrggbb", rounded."""
    return "#" + "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02x}" for part in color)


def to_int(color: RGB, alpha: float = 1.0) -> int:
    """0xAARRGGBB, as Skia's gradients take it."""
    parts = [round(min(max(part, 0.0), 1.0) * 255) for part in (alpha, *color)]
    return parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]


def to_linear(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    """sRGB 0..1 to linear light (IEC 61966-2-1)."""
    return np.where(srgb <= 0.04045, srgb / 12.92, ((np.maximum(srgb, 0) + 0.055) / 1.055) ** 2.4)


def from_linear(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear light to sRGB, clipped to 0..1."""
    clipped = np.clip(linear, 0.0, 1.0)
    return np.where(clipped <= 0.0031308, clipped * 12.92, 1.055 * clipped ** (1 / 2.4) - 0.055)


def to_oklab(srgb: NDArray[np.float64]) -> Lab:
    """(..., 3) sRGB 0..1 to (..., 3) L, a, b."""
    lab: Lab = np.cbrt(to_linear(srgb) @ LINEAR_TO_LMS.T) @ LMS_TO_LAB.T
    return lab


def from_oklab(lab: Lab) -> NDArray[np.float64]:
    """Inverse of `to_oklab`, clipped to sRGB."""
    return from_linear((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T)


def mix(first: RGB, second: RGB, share: float) -> RGB:
    """`share` 0..1 of the way from `first` to `second`."""
    a, b = to_oklab(np.array(first)), to_oklab(np.array(second))
    return _triple(from_oklab(a + (b - a) * share))


def shift(color: RGB, light: float = 0.0, chroma: float = 1.0, hue: float = 0.0) -> RGB:
    """`light` is added to L (0..1), `chroma` multiplies, `hue` turns by degrees."""
    lightness, a, b = to_oklab(np.array(color))
    radius, angle = np.hypot(a, b) * chroma, np.arctan2(b, a) + np.radians(hue)
    lightness = min(max(lightness + light, 0.0), 1.0)
    return _triple(from_oklab(np.array([lightness, radius * np.cos(angle), radius * np.sin(angle)])))


def lightness(color: RGB) -> float:
    """OKLab L, 0 black to 1 white."""
    return float(to_oklab(np.array(color))[0])


def luminance(color: RGB) -> float:
    """Relative luminance 0..1 (WCAG 2)."""
    return float(to_linear(np.array(color)) @ np.array([0.2126, 0.7152, 0.0722]))


def at_lightness(color: RGB, target: float, chroma: float = 1.0) -> RGB:
    """The same hue at OKLab lightness `target`."""
    return shift(color, target - lightness(color), chroma)


def _triple(values: NDArray[np.float64]) -> RGB:
    return float(values[0]), float(values[1]), float(values[2])
