"""A botanical border: blooms and leaves heavy at two corners, a calm middle, and one small thing in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, lightness, mix, shift
from articover.generate.illustrator.paint import clouds, glow, vignette
from articover.generate.illustrator.ramps import ink, linear, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import Surface

NAME = "garland"
SCENE_VERSION = 1
GENRES = {"romance": 1.2, "poetry": 1.4, "literary": 0.4, "religion": 0.5, "cookbook": 0.4, "general": 0.25}
WANTS = frozenset(
    {"flower", "rose", "ring", "letter", "heart", "wedding", "butterfly", "bird", "key", "lily", "leaf", "bee"}
)

_EMBLEMS = ("butterfly", "bird", "heart", "ring", "letter")
_GREENERY = frozenset({"flower", "rose", "lily", "leaf", "tree", "daisy", "sunflower", "vine", "olive", "sprout"})


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses which corners bloom, what each stem carries, and the thing in the middle."""
    aspect = request.aspect
    wide = request.is_wide
    placeable = [
        concept for concept in request.motifs if concept not in _GREENERY and request.kinds.get(concept) != "place"
    ]
    fitting = [
        c
        for c in placeable
        if request.kinds.get(c)
        in ("object", "symbol", "creature", "celestial", "person", "vehicle", "building", "food")
    ]
    emblem = next(iter(fitting), "") or ("butterfly" if rng.random() < 0.6 else str(rng.choice(_EMBLEMS)))
    falling = request.kept("falling", bool(rng.random() < 0.5))
    if wide:
        zones = (
            Zone("title", 0.3, 0.3, 0.7, 0.72, "center", "middle"),
            Zone("author", 0.32, 0.86, 0.68, 0.91, "center", "middle"),
        )
        at, size = [aspect / 2, 0.19], 0.13
    else:
        zones = (
            Zone("title", 0.14, 0.4, 0.86, 0.66, "center", "middle"),
            Zone("author", 0.2, 0.735, 0.8, 0.775, "center", "middle"),
        )
        at, size = [aspect / 2, 0.315], min(0.125, aspect * 0.2)
    corners = [(0.0, 0.0), (aspect, 1.0)] if falling else [(aspect, 0.0), (0.0, 1.0)]
    half = size * 0.72
    clear = Zone("title", (at[0] - half) / aspect, at[1] - half * 0.8, (at[0] + half) / aspect, at[1] + half * 0.8)
    params: dict[str, Any] = {
        "wide": wide,
        "emblem": emblem,
        "at": at,
        "size": size,
        "light": request.kept("light", bool(rng.random() < 0.55)),
        "bunches": [_bunch(rng, corner, aspect, wide, (*zones, clear)) for corner in corners],
        "strays": [_stray(rng, corner) for corner in corners],
        "falling": falling,
        "flip": bool(rng.random() < 0.5),
    }
    return Composition(params, zones, (emblem,))


def _bunch(
    rng: np.random.Generator, corner: tuple[float, float], aspect: float, wide: bool, zones: tuple[Zone, ...]
) -> dict[str, Any]:
    """Blooms as [x, y, radius, kind, hue, turn] and sprigs as [x, y, angle, length, kind, hue], none over the type."""
    cx, cy = corner
    inward = np.array([1.0 if cx == 0 else -1.0, 1.0 if cy == 0 else -1.0])
    across = min(aspect * (0.42 if wide else 0.92), 0.8)
    down = 0.62 if wide else 0.36
    blooms: list[list[float]] = []
    largest = min(0.115, aspect * 0.15)
    for size, count in ((1.0, 2), (0.72, 3), (0.48, 5), (0.28, 8)):
        for _ in range(160):
            if sum(bloom[6] == size for bloom in blooms) >= count:
                break
            u, v = rng.random(2) ** 1.15
            if (u**1.5 + v**1.5) > 0.95:
                continue
            x, y = cx + inward[0] * u * across, cy + inward[1] * v * down
            radius = largest * size * float(rng.uniform(0.86, 1.12))
            near = [np.hypot(x - b[0], y - b[1]) < (radius + b[2]) * 0.86 for b in blooms]
            if not any(near) and not _over_type(x, y, radius * 1.1, aspect, zones):
                blooms.append(
                    [
                        float(x),
                        float(y),
                        radius,
                        int(rng.integers(3)),
                        int(rng.integers(4)),
                        float(rng.uniform(0, 360)),
                        size,
                    ]
                )
    sprigs: list[list[float]] = []
    for x, y, radius, *_ in sorted(blooms, key=lambda bloom: -bloom[2])[:9]:
        for _ in range(4):
            angle = float(np.arctan2(inward[1] * rng.uniform(-0.5, 1.0), inward[0] * rng.uniform(-0.5, 1.0)))
            length = radius + float(rng.uniform(0.07, 0.15))
            tip = (x + length * 1.1 * np.cos(angle), y + length * 1.1 * np.sin(angle))
            mid = (x + length * 0.7 * np.cos(angle), y + length * 0.7 * np.sin(angle))
            if not _over_type(*tip, 0.03, aspect, zones) and not _over_type(*mid, 0.03, aspect, zones):
                sprigs.append([x, y, angle, length, int(rng.integers(4)), int(rng.integers(3))])
    return {"blooms": [bloom[:6] for bloom in blooms], "sprigs": sprigs}


def _over_type(x: float, y: float, reach: float, aspect: float, zones: tuple[Zone, ...]) -> bool:
    return any(
        zone.left * aspect - reach < x < zone.right * aspect + reach
        and zone.top - reach - 0.02 < y < zone.bottom + reach + 0.02
        for zone in zones
    )


def _stray(rng: np.random.Generator, corner: tuple[float, float]) -> list[list[float]]:
    """Petals blown a little way from their bunch: [x, y, size, turn, hue]."""
    cx, cy = corner
    ix, iy = (1.0 if cx == 0 else -1.0), (1.0 if cy == 0 else -1.0)
    strays: list[list[float]] = []
    for _ in range(4):
        x, y = cx + ix * float(rng.uniform(0.02, 0.5)), cy + iy * float(rng.uniform(0.3, 0.42))
        strays.append([x, y, float(rng.uniform(0.006, 0.013)), float(rng.uniform(0, 360)), int(rng.integers(4))])
    return strays


def paint(scene: Scene, surface: Surface) -> None:
    """Paper, the shade the bunches cast on it, leaves, blooms from the smallest up; then the emblem."""
    p = scene.params
    ground, inks, leaves, deep = _inks(scene)
    a = surface.aspect
    surface.canvas.drawRect(
        surface.page,
        ink(
            shader=radial((a / 2, 0.5), max(a, 1.0) * 0.75, stops(shift(ground, 0.025), ground, shift(ground, -0.035)))
        ),
    )
    clouds(surface, shift(ground, -0.05 if p["light"] else 0.04), 0.5, 71, cells=3, stretch=1.3, cover=0.5)
    shade = deep if p["light"] else shift(ground, -0.1)
    for bunch in p["bunches"]:
        mass = skia.Path()
        for x, y, radius, *_ in bunch["blooms"]:
            mass.addCircle(x + 0.006, y + 0.01, radius * 1.02)
        mass.setFillType(skia.PathFillType.kWinding)
        for sprig in bunch["sprigs"]:
            _sprig(surface, sprig, leaves, inks, shade)
        surface.canvas.drawPath(mass, ink(shade, 0.35, blur=0.016))
        for bloom in sorted(bunch["blooms"], key=lambda bloom: bloom[2]):
            _bloom(surface, bloom, inks, deep)
    for strays in p["strays"]:
        for x, y, size, turn, hue in strays:
            if not _over_type(x, y, 0.02, a, scene.zones):
                _petal(surface, x, y, size, turn, inks[hue % len(inks)])
    _emblem(scene, surface, ground, inks, deep)
    vignette(surface, deep, 0.16 if p["light"] else 0.34)


def _inks(scene: Scene) -> tuple[RGB, list[RGB], list[RGB], RGB]:
    """(paper, bloom colours, leaf colours, the darkest)."""
    colors = sorted(
        (scene.palette.ground, scene.palette.middle, scene.palette.light, scene.palette.accent), key=lightness
    )
    deep = at_lightness(colors[0], 0.25)
    warm = max(colors[:3], key=lambda color: max(color) - min(color))
    ground = (
        at_lightness(mix(colors[3], warm, 0.1), 0.935)
        if scene.params["light"]
        else at_lightness(mix(deep, warm, 0.15), 0.245, 1.1)
    )
    inks = [
        at_lightness(warm, 0.56, 1.15),
        at_lightness(mix(warm, colors[3], 0.45), 0.73, 1.2),
        at_lightness(shift(warm, hue=38), 0.74, 1.1),
        at_lightness(mix(colors[3], warm, 0.12), 0.9),
    ]
    green = shift(at_lightness((0.36, 0.5, 0.4), 0.5), chroma=1.0, hue=float(12 * (lightness(warm) - 0.5)))
    leaves = [
        at_lightness(green, 0.36, 0.9),
        at_lightness(green, 0.5, 1.0),
        at_lightness(mix(green, colors[3], 0.35), 0.64),
    ]
    return ground, inks, leaves, deep


def _sprig(surface: Surface, sprig: list[float], leaves: list[RGB], inks: list[RGB], shade: RGB) -> None:
    """A stem from under a bloom: a great leaf, a row of small ones, berries, or grass-like fronds."""
    x, y, angle, length, kind, hue = sprig
    tone = leaves[int(hue) % len(leaves)]
    canvas = surface.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(float(np.degrees(angle)))
    _greens(canvas, length, int(kind), int(hue), tone, inks, shade)
    canvas.restore()


def _greens(canvas: skia.Canvas, length: float, kind: int, hue: int, tone: RGB, inks: list[RGB], shade: RGB) -> None:
    """What the stem carries, along the x axis."""
    if kind == 0:
        leaf = _leaf(length * 0.35, length, length * 0.24)
        soft = skia.Path(leaf)
        soft.offset(0.003, 0.006)
        canvas.drawPath(soft, ink(shade, 0.3, blur=0.006))
        canvas.drawPath(
            leaf,
            ink(
                shader=linear((0, -length * 0.2), (0, length * 0.2), stops(shift(tone, 0.06), tone, shift(tone, -0.07)))
            ),
        )
        canvas.drawLine(0, 0, length * 0.93, 0, ink(shift(tone, 0.13), 0.8, stroke=0.0014))
        for t in np.linspace(0.45, 0.85, 5):
            for side in (-1, 1):
                canvas.drawLine(
                    length * t,
                    0,
                    length * (t + 0.09),
                    side * length * 0.15 * (1.15 - t),
                    ink(shift(tone, 0.1), 0.55, stroke=0.0009),
                )
        return
    canvas.drawLine(0, 0, length, 0, ink(shift(tone, -0.05), stroke=0.0019))
    for i, t in enumerate(np.linspace(0.42, 1.0, 6)):
        side = 1 if i % 2 else -1
        reach = length * 0.27 * (1.2 - 0.6 * t)
        if kind == 3:
            end = (length * t + reach * 0.4, side * reach * 0.75)
            canvas.drawLine(length * (t - 0.08), 0, *end, ink(shift(tone, -0.05), stroke=0.0013))
            berry = inks[(int(hue) + 1) % 3]
            canvas.drawCircle(*end, 0.0062, ink(shift(berry, -0.08)))
            canvas.drawCircle(end[0] - 0.0014, end[1] - 0.0018, 0.0024, ink(shift(berry, 0.16), 0.8))
            continue
        canvas.save()
        canvas.translate(length * t * 0.97, 0)
        canvas.rotate(side * (38 if kind == 1 else 22))
        leaf = _leaf(0.0, reach * (1.0 if kind == 1 else 1.5), reach * (0.26 if kind == 1 else 0.13))
        canvas.drawPath(
            leaf,
            ink(shader=linear((0, -reach * 0.25), (0, reach * 0.25), stops(shift(tone, 0.05), shift(tone, -0.06)))),
        )
        canvas.restore()


def _leaf(start: float, end: float, half: float) -> skia.Path:
    leaf = skia.Path()
    leaf.moveTo(start, 0)
    leaf.cubicTo(start + (end - start) * 0.3, -half * 1.25, start + (end - start) * 0.7, -half * 0.95, end, 0)
    leaf.cubicTo(start + (end - start) * 0.7, half * 0.95, start + (end - start) * 0.3, half * 1.25, start, 0)
    leaf.close()
    return leaf


def _bloom(surface: Surface, bloom: list[float], inks: list[RGB], deep: RGB) -> None:
    """A rose (rings of petals turning inward), an open flower with stamens, or a ball of small florets."""
    x, y, radius, kind, hue, turn = bloom
    tone = inks[int(hue) % len(inks)]
    dim = mix(shift(tone, -0.16, 1.05), deep, 0.08)
    canvas = surface.canvas
    if kind == 1:
        petals, heart = 7, 0.27
        for ring, scale in ((0, 1.0), (1, 0.74)):
            look = _petal_paints(mix(tone, dim, 0.22 * ring), dim)
            for i in range(petals):
                angle = np.radians(turn + 360 * (i + 0.5 * ring) / petals)
                _wide_petal(surface, x, y, float(angle), radius * scale, look)
        canvas.drawCircle(
            x,
            y,
            radius * heart,
            ink(shader=radial((x, y), radius * heart, stops(mix(inks[2], deep, 0.25), mix(deep, inks[2], 0.45)))),
        )
        for i in range(22):
            angle = np.radians(turn + i * 137.5)
            reach = radius * (0.12 + 0.3 * ((i * 0.618) % 1.0))
            canvas.drawCircle(
                x + float(np.cos(angle)) * reach,
                y + float(np.sin(angle)) * reach,
                radius * 0.03,
                ink(mix(inks[2], inks[3], 0.5)),
            )
        return
    rings = _LOOSE if kind == 0 else _FULL
    if radius < 0.035:
        rings = rings[::2]
    for k, (petals, scale) in enumerate(rings):
        share = k / (len(rings) - 1)
        look = _petal_paints(mix(shift(tone, 0.045), dim, share**0.9 * 0.85), dim)
        for i in range(petals):
            angle = np.radians(turn + 360 * i / petals + 47 * k)
            _wide_petal(surface, x, y, float(angle), radius * scale, look)
    canvas.drawCircle(x, y, radius * 0.07, ink(shift(dim, -0.08)))


_LOOSE: tuple[tuple[int, float], ...] = ((9, 1.0), (8, 0.8), (7, 0.6), (5, 0.42), (4, 0.25))
_FULL: tuple[tuple[int, float], ...] = ((11, 1.0), (10, 0.84), (9, 0.66), (8, 0.5), (6, 0.33), (4, 0.18))


def _petal_paints(tone: RGB, dim: RGB) -> tuple[skia.Paint, skia.Paint]:
    """(fill, edge) of a petal of unit length: pale at its lip, in shade at its root, an edge of light."""
    ramp = stops(dim, mix(tone, dim, 0.35), tone, shift(tone, 0.05), at=[0, 0.4, 0.85, 1])
    return ink(shader=linear((0.1, 0), (1, 0), ramp)), ink(shift(tone, 0.1), 0.45, stroke=0.018)


def _unit_petal() -> skia.Path:
    """A petal from the heart at (0, 0) to its lip at x = 1."""
    path, half = skia.Path(), 0.44
    path.moveTo(0, 0)
    path.cubicTo(0.25, -half * 1.25, 0.85, -half * 1.15, 1, -half * 0.18)
    path.quadTo(0.95, 0, 1, half * 0.2)
    path.cubicTo(0.85, half * 1.15, 0.25, half * 1.25, 0, 0)
    path.close()
    return path


_PETAL = _unit_petal()


def _wide_petal(
    surface: Surface, x: float, y: float, angle: float, reach: float, look: tuple[skia.Paint, skia.Paint]
) -> None:
    canvas = surface.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(float(np.degrees(angle)))
    canvas.scale(reach, reach)
    for paint_ in look:
        canvas.drawPath(_PETAL, paint_)
    canvas.restore()


def _petal(surface: Surface, x: float, y: float, size: float, turn: float, tone: RGB) -> None:
    canvas = surface.canvas
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(turn)
    canvas.drawPath(
        _leaf(-size, size, size * 0.55),
        ink(shader=linear((-size, 0), (size, 0), stops(shift(tone, -0.08), shift(tone, 0.04)))),
    )
    canvas.restore()


def _emblem(scene: Scene, surface: Surface, ground: RGB, inks: list[RGB], deep: RGB) -> None:
    """The small thing over the title, in the bloom's own colour, as if printed on the paper; a fine rule under it."""
    p = scene.params
    x, y = p["at"]
    tone = mix(inks[0], deep, 0.28) if p["light"] else mix(inks[3], inks[2], 0.35)
    placed = placement.put(p["emblem"], scene.icons, x, 1.0, 1.0, flip=p["flip"])
    box = placed.solid.computeTightBounds()
    scale = p["size"] * min(max(box.width(), box.height()) / max(min(box.width(), box.height()), 0.2), 1.35) ** 0.8
    scale /= max(box.height(), box.width() * 0.8)
    middle = (box.top() + box.bottom()) / 2
    placed = placement.put(p["emblem"], scene.icons, x, y + (1.0 - middle) * scale, scale, flip=p["flip"])
    if not p["light"]:
        glow(surface, x, y, p["size"] * 1.3, mix(tone, inks[0], 0.4), 0.3)
    top, bottom = placed.bounds.top(), placed.bounds.bottom()
    surface.canvas.drawPath(placed.solid, ink(mix(ground, tone, 0.22)))
    surface.canvas.drawPath(
        placed.lines, ink(shader=linear((0, top), (0, bottom), stops(shift(tone, 0.05), shift(tone, -0.06))))
    )
