"""Outlines that grow: ridges, pines, bare trees, grass. Scene units; every choice from the given generator."""

from __future__ import annotations

import numpy as np
import skia

from articover.generate.illustrator.noise import profile
from articover.generate.illustrator.outlines import polygon
from articover.generate.illustrator.surface import MARGIN

_RIDGE_POINTS = 420
_FLOOR = 1 + MARGIN


def ridge(
    rng: np.random.Generator,
    aspect: float,
    level: float,
    height: float,
    *,
    cells: float = 4.0,
    gain: float = 0.5,
    smooth: bool = False,
    tilt: float = 0.0,
    floor: float = _FLOOR,
    lift: tuple[float, float, float] | None = None,
    crag: float = 0.2,
) -> skia.Path:
    """Land from side to side: its skyline swings `height` around `level` and drops by `tilt` across the page.

    `lift` is a mountain in it: (x, how much higher, half width). Its summit is levelled a little
    and its slopes are broken by `crag` (a share of its height).
    """
    x = np.linspace(-MARGIN, aspect + MARGIN, _RIDGE_POINTS)
    span = aspect + 2 * MARGIN
    y = level - height * profile(rng, _RIDGE_POINTS, cells * span, 7 if not smooth else 4, gain, smooth)
    y = y + tilt * (x / aspect - 0.5)
    if lift:
        away = np.abs(x - lift[0]) / lift[2]
        breaks = profile(rng, _RIDGE_POINTS, 7.0 * span, 6, 0.6)
        slope = np.exp(-(np.maximum(away - 0.18, 0) ** 1.15) * 1.6)
        level_off = np.clip((away - 0.1) / 0.25, 0, 1)
        y = level + (y - level) * level_off - lift[1] * slope - breaks * lift[1] * crag * level_off * slope
    outline = [(-MARGIN, floor), *zip(x, y, strict=True), (aspect + MARGIN, floor)]
    return polygon(outline)


def top_of(path: skia.Path, x: float) -> float:
    """The y of a land's skyline at `x`."""
    points = [(point.x(), point.y()) for point in path.getPoints(path.countPoints())]
    points = [point for point in points if point[1] < _FLOOR - 1e-6]
    points.sort()
    xs, ys = zip(*points, strict=True)
    return float(np.interp(x, xs, ys))


def pine(rng: np.random.Generator, x: float, base: float, height: float) -> skia.Path:
    """A conifer: drooping, uneven tiers around a straight stem."""
    tiers = max(7, round(height * 60))
    left: list[tuple[float, float]] = []
    right: list[tuple[float, float]] = []
    for i in range(tiers):
        t = (i + 1) / tiers
        y = base - height * (1 - 0.93 * t)
        reach = height * 0.2 * t**0.85
        a, b = rng.uniform(0.75, 1.12, 2)
        drop = height * 0.035
        left += [(x - reach * a, y + drop * rng.uniform(0.3, 1)), (x - reach * 0.42, y + drop * 0.2)]
        right += [(x + reach * b, y + drop * rng.uniform(0.3, 1)), (x + reach * 0.42, y + drop * 0.2)]
    trunk = height * 0.022
    outline = [(x, base - height), *right, (x + trunk, base - height * 0.05), (x + trunk, base + height * 0.05)]
    outline += [(x - trunk, base + height * 0.05), (x - trunk, base - height * 0.05), *reversed(left)]
    return polygon(outline)


def pine_row(
    rng: np.random.Generator, land: skia.Path, left: float, right: float, height: float, count: int
) -> skia.Path:
    """Pines along a skyline, in clumps of unlike heights."""
    grove = skia.Path()
    centers = rng.uniform(left, right, max(2, count // 5))
    for _ in range(count):
        x = float(np.clip(rng.choice(centers) + rng.normal(0, (right - left) * 0.06), left, right))
        tall = height * float(rng.uniform(0.35, 1.0))
        grove.addPath(pine(rng, x, top_of(land, x) + tall * 0.06, tall))
    return grove


def bare_tree(
    rng: np.random.Generator, x: float, base: float, height: float, lean: float = 0.0, spread: float = 0.5
) -> skia.Path:
    """A leafless tree: tapering, forking limbs joined into one outline."""
    limbs: list[skia.Path] = []

    def grow(px: float, py: float, angle: float, length: float, width: float, depth: int) -> None:
        bends = 4
        points = [(px, py)]
        for _ in range(bends):
            angle += float(rng.normal(0, 0.16))
            px += np.sin(angle) * length / bends
            py -= np.cos(angle) * length / bends
            points.append((px, py))
        limbs.append(_taper(points, width, width * 0.6))
        if depth == 0 or width < height * 0.0012:
            return
        for side in (-1, 1) if rng.random() < 0.85 else (-1, 0, 1):
            turn = side * float(rng.uniform(0.4, 1.0)) * spread * 1.5
            grow(px, py, angle + turn, length * float(rng.uniform(0.62, 0.85)), width * 0.6, depth - 1)
        if rng.random() < 0.6:
            i = int(rng.integers(1, bends))
            twig = float(rng.choice([-1.0, 1.0]))
            grow(*points[i], angle + twig, length * 0.5, width * 0.4, max(depth - 2, 0))

    grow(x, base + height * 0.02, lean, height * 0.32, height * 0.055, 5)
    tree = skia.Path()
    for limb in limbs:
        tree.addPath(limb)
    tree.setFillType(skia.PathFillType.kWinding)
    return tree


def grass(rng: np.random.Generator, land: skia.Path, left: float, right: float, height: float, count: int) -> skia.Path:
    """Blades along a skyline, bent by one wind."""
    blades = skia.Path()
    wind = float(rng.uniform(-0.5, 0.5))
    for _ in range(count):
        x = float(rng.uniform(left, right))
        tall = height * float(rng.uniform(0.3, 1.0))
        y = top_of(land, x) + tall * 0.1
        bend = tall * (wind + float(rng.normal(0, 0.25)))
        half = tall * 0.035
        blade = skia.Path()
        blade.moveTo(x - half, y)
        blade.quadTo(x - half + bend * 0.2, y - tall * 0.6, x + bend, y - tall)
        blade.quadTo(x + half + bend * 0.2, y - tall * 0.6, x + half, y)
        blade.close()
        blades.addPath(blade)
    return blades


def _taper(points: list[tuple[float, float]], wide: float, thin: float) -> skia.Path:
    """A limb along `points`, `wide` at its foot and `thin` at its tip, with a round tip."""
    line = np.array(points)
    along = np.gradient(line, axis=0)
    normal = np.stack([along[:, 1], -along[:, 0]], 1)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-9)
    half = np.linspace(wide, thin, len(line))[:, None] / 2
    outline = np.concatenate([line + normal * half, (line - normal * half)[::-1]])
    path = polygon(outline)
    path.addCircle(float(line[-1, 0]), float(line[-1, 1]), thin / 2)
    return path
