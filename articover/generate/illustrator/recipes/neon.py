"""A city of towers at night, its light in the wet below, and someone on the roof before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, mix, shift
from articover.generate.illustrator.outlines import polygon, symmetric
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import WHITE, backdrop, clouds, fog, glow, lit, ripples, stars, vignette
from articover.generate.illustrator.ramps import ink, linear, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "neon"
SCENE_VERSION = 1
GENRES = {"sci-fi": 1.0, "thriller": 0.6, "comics": 0.8, "computer": 0.35, "business": 0.2}
WANTS = frozenset({"city", "robot", "car", "chip", "ai", "network", "tower", "factory", "motorcycle", "server"})


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Raises the skyline in planes, hangs the disc, and sets the protagonist on the roof."""
    aspect = request.aspect
    place_ = plan_page(request, rng, drift=0.07)
    placeable = [concept for concept in placement.placeable(request) if concept != "city"]
    hero = placeable[0] if placeable else "person"
    water = request.placed("water", float(rng.uniform(0.72, 0.75)))
    planes = []
    for i in range(4):
        near = i / 3
        towers = []
        x = -MARGIN
        while x < aspect + MARGIN:
            wide = float(rng.uniform(0.025, 0.06)) * (0.75 + 0.75 * near)
            # Lower before the disc, so that it stays open; higher toward the sides.
            off = min(abs(x + wide / 2 - place_.x) / 0.3, 1.0)
            top = 0.36 if not place_.wide else 0.12
            limit = (water - top) * (0.42 + 0.58 * off**1.2) * (0.72 + 0.28 * near if off > 0.6 else 0.75 - 0.3 * near)
            tall = limit * float(rng.uniform(0.45, 1.0))
            if place_.wide and off > 0.8 and _beside(place_.side, x, place_.x):
                tall = min(tall, (water - 0.54) * float(rng.uniform(0.6, 1.0)))
            towers.append(
                [x, wide, tall, str(rng.choice(["flat", "step", "mast", "slant", "dome"])), int(rng.integers(1 << 30))]
            )
            x += wide * float(rng.uniform(0.92, 1.35))
        planes.append(towers)
    tall = placement.stature(request, hero) * 1.15
    if placement.crops(request, hero):
        tall = 0.42
    elif request.kinds.get(hero) == "object":
        tall = 0.24
    params: dict[str, Any] = {
        "water": water,
        "disc": request.placed("disc", [
            place_.x + float(rng.uniform(-0.04, 0.04)),
            0.42 if place_.wide else 0.53,
            float(rng.uniform(0.13, 0.17)) * (1.35 if place_.wide else 1),
        ]),
        "slits": request.kept("slits", bool(rng.random() < 0.35)),
        "planes": planes,
        "hero": hero,
        "flying": placement.flies(request, hero) or placement.of_water(request, hero),
        "crops": placement.crops(request, hero),
        "hero_x": place_.x + float(rng.uniform(-0.05, 0.05)),
        "hero_height": tall,
        "flip": bool(rng.random() < 0.5),
        "lanes": [
            [float(rng.uniform(low, high)) for low, high in ((-0.1, aspect), (0.57, 0.66), (0.08, 0.3), (-0.04, 0.04))]
            for _ in range(5)
        ],
        "rain": request.kept("rain", bool(rng.random() < 0.4)),
        "wide": place_.wide,
    }  # fmt: skip
    zones = place_.zones
    if place_.wide:
        title = zones[0]
        zones = (Zone("title", title.left, 0.12, title.right, 0.46, "left", "middle"), zones[1])
    return Composition(params, zones, (hero,))


def _beside(side: str, x: float, center: float) -> bool:
    """Whether x lies where the type of a wide page stands."""
    return x < center if side == "right" else x > center


def paint(scene: Scene, surface: Surface) -> None:
    """Sky and disc, towers from far to near, their double in the wet, the roof and who stands on it."""
    p, colors = scene.params, scene.palette
    dark, mid, pale = colors.tones
    night = at_lightness(mix(dark, mid, 0.25), 0.15, 1.2)
    hot = mix(colors.accent, pale, 0.25)
    haze = mix(at_lightness(mid, 0.5, 1.5), hot, 0.4)
    dx, dy, radius = p["disc"]
    water = p["water"]
    backdrop(
        surface, stops(night, mix(night, mid, 0.5), haze, mix(haze, pale, 0.35), at=[0, 0.4, 0.86, 1]), bottom=water
    )
    stars(surface, 160, pale, 13, bottom=0.4, calm=scene.zones)
    clouds(
        surface, haze, 0.4, 14, skia.Rect.MakeLTRB(-0.2, 0.3, surface.aspect + 0.2, 0.7), cells=3, stretch=4, cover=0.5
    )
    glow(surface, dx, dy, radius * 3.2, hot, 0.7)
    _disc(surface, scene, mix(pale, WHITE, 0.3), hot, haze)
    for i, towers in enumerate(p["planes"]):
        near = i / (len(p["planes"]) - 1)
        _towers(surface, scene, towers, near, mix(haze, night, 0.25 + 0.7 * near), haze, pale, hot)
        fog(surface, water - 0.2, water + 0.01, mix(haze, pale, 0.25), 0.5 * (1.1 - near), 50 + i)
        if i == 1:
            for x, y, long, drop in p["lanes"]:
                _lane(surface, x, y, long, drop, hot if drop > 0 else pale)
    surface.reflect(water, 0.006)
    page = surface.page
    wet = stops(haze, mix(night, mid, 0.3), night, at=[0, 0.45, 1], alpha=[0.1, 0.5, 0.9])
    surface.canvas.drawRect(skia.Rect.MakeLTRB(page.left(), water, page.right(), page.bottom()),
                          ink(shader=linear((0, water), (0, 0.98), wet)))  # fmt: skip
    ripples(surface, water + 0.004, 0.98, night, 64, 0.5)
    ripples(surface, water + 0.004, 0.98, mix(hot, pale, 0.4), 65, 0.14)
    _roof(surface, scene, night, mix(pale, hot, 0.25))
    if p["rain"]:
        rng = surface.rng(75)
        for _ in range(round(260 * (surface.aspect + 0.4))):
            x, y = float(rng.uniform(-0.2, surface.aspect + 0.2)), float(rng.uniform(0.3, 1.15))
            long = float(rng.uniform(0.012, 0.04))
            surface.canvas.drawLine(
                x, y, x - long * 0.12, y + long, ink(pale, float(rng.uniform(0.05, 0.2)), stroke=0.001)
            )
    vignette(surface, shift(night, -0.05), 0.5, (dx / surface.aspect, 0.55))


def _disc(surface: Surface, scene: Scene, bright: RGB, hot: RGB, haze: RGB) -> None:
    p = scene.params
    x, y, radius = p["disc"]
    ramp = stops(bright, mix(bright, hot, 0.55), mix(hot, haze, 0.4), at=[0, 0.55, 1])
    with surface.layer(None, skia.Rect.MakeXYWH(x - radius, y - radius, 2 * radius, 2 * radius)) as canvas:
        canvas.drawCircle(x, y, radius, ink(shader=linear((x, y - radius), (x, y + radius), ramp)))
        if p["slits"]:
            for i in range(6):
                top = y + radius * (0.0 + 0.17 * i)
                canvas.drawRect(skia.Rect.MakeXYWH(x - radius, top, 2 * radius, radius * (0.018 + 0.016 * i)),
                                ink(blend=skia.BlendMode.kClear))  # fmt: skip
    glow(surface, x, y, radius * 1.9, mix(hot, bright, 0.4), 0.45)


def _towers(
    surface: Surface, scene: Scene, towers: list[Any], near: float, tone: RGB, haze: RGB, pale: RGB, hot: RGB
) -> None:
    """One plane of buildings with its windows and a few lit edges."""
    water = scene.params["water"]
    plane = skia.Path()
    for x, wide, tall, kind, _ in towers:
        plane.addPath(_tower(x, wide, water, tall, kind))
    plane.setFillType(skia.PathFillType.kWinding)
    shader = linear((0, water - 0.45), (0, water), stops(tone, tone, mix(tone, haze, 0.5), at=[0, 0.5, 1]))
    dx, dy, _ = scene.params["disc"]
    lit(surface, plane, shader, mix(pale, hot, 0.3), (dx - surface.aspect / 2 + 0.01, -0.4), width=0.0016, soft=0.0008,
        strength=0.5 * near, near=(dx, dy, 0.5))  # fmt: skip
    pane_w, pane_h = 0.0028 + 0.0014 * near, 0.0036 + 0.002 * near
    for x, wide, tall, kind, seed in towers:
        rng = np.random.default_rng(seed)
        share = float(rng.uniform(0.05, 0.4)) * (0.35 + 0.65 * near)
        warm = mix(pale, (1.0, 0.8, 0.5), 0.5) if rng.random() < 0.7 else hot
        panes = skia.Path()
        columns = max(1, int(wide * 0.8 / (pane_w * 2)))
        rows = int(tall * 0.9 / (pane_h * 2.2))
        for col in range(columns):
            for row in range(rows):
                if rng.random() < share * (0.3 + 0.7 * row / max(rows, 1)):
                    px = x + wide * 0.1 + col * pane_w * 2
                    py = water - tall + wide * 0.55 + row * pane_h * 2.2
                    if py < water - pane_h * 3:
                        panes.addRect(skia.Rect.MakeXYWH(px, py, pane_w, pane_h))
        surface.canvas.drawPath(panes, ink(warm, 0.25 + 0.5 * near))
        if near > 0.4 and kind in ("flat", "slant") and rng.random() < 0.28:
            edge = x + (0 if rng.random() < 0.5 else wide)
            top = water - tall * float(rng.uniform(0.75, 0.95))
            line = skia.Rect.MakeXYWH(edge - 0.0012, top, 0.0024, tall * float(rng.uniform(0.25, 0.5)))
            surface.canvas.drawRect(line, ink(mix(hot, WHITE, 0.35)))
            surface.canvas.drawRect(line, ink(hot, 0.8, blur=0.008, blend=skia.BlendMode.kScreen))


def _tower(x: float, wide: float, base: float, tall: float, kind: str) -> skia.Path:
    top = base - tall
    right = x + wide
    crown: list[tuple[float, float]] = [(x, top), (right, top)]
    if kind == "step":
        crown = [(x, top + wide * 0.5), (x + wide * 0.2, top + wide * 0.5), (x + wide * 0.2, top + wide * 0.2),
                 (x + wide * 0.35, top + wide * 0.2), (x + wide * 0.35, top), (x + wide * 0.65, top),
                 (x + wide * 0.65, top + wide * 0.2), (x + wide * 0.8, top + wide * 0.2),
                 (x + wide * 0.8, top + wide * 0.5), (right, top + wide * 0.5)]  # fmt: skip
    elif kind == "mast":
        mid = x + wide * 0.5
        crown = [(x, top), (mid - wide * 0.04, top), (mid - 0.0006, top - wide * 1.3), (mid + 0.0006, top - wide * 1.3),
                 (mid + wide * 0.04, top), (right, top)]  # fmt: skip
    elif kind == "slant":
        crown = [(x, top), (right, top + wide * 0.8)]
    elif kind == "dome":
        crown = [
            (x + wide * (0.5 - 0.5 * np.cos(a)), top + wide * 0.5 * (1 - np.sin(a))) for a in np.linspace(0, np.pi, 15)
        ]
    return polygon([(x, base + 0.01), *crown, (right, base + 0.01)])


def _lane(surface: Surface, x: float, y: float, long: float, drop: float, color: RGB) -> None:
    """The streak of something that flies between the towers."""
    shader = linear((x, y), (x + long, y + drop), stops(color, color, alpha=[0, 0.9]))
    surface.canvas.drawLine(x, y, x + long, y + drop, ink(shader=shader, stroke=0.0014))
    glow(surface, x + long, y + drop, 0.014, color, 0.9)


def _roof(surface: Surface, scene: Scene, night: RGB, light: RGB) -> None:
    """The dark ledge nearest to us, and the protagonist on it, edged by the city."""
    p = scene.params
    x, page = p["hero_x"], surface.page
    level = 0.885
    half = 0.24 if not p["wide"] else 0.34
    far = 4.0
    roof = symmetric(x, [
        (far, page.bottom()), (far, level + 0.035), (half, level + 0.035), (half, level + 0.012),
        (half * 0.9, level + 0.012), (half * 0.9, level),
    ])  # fmt: skip
    black = at_lightness(night, 0.1, 1.2)
    shader = linear((0, level - 0.3), (0, 1.0), stops(mix(black, light, 0.06), black, shift(black, -0.03)))
    dx, dy, radius = p["disc"]
    glow(surface, x, level - p["hero_height"] * 0.4, p["hero_height"] * 1.1, light, 0.28)
    if p["flying"]:
        size = p["hero_height"]
        hero = placement.put(p["hero"], scene.icons, dx, dy + size * 0.5, min(size, radius * 1.5), flip=p["flip"])
        placement.illuminate(surface, hero, mix(black, light, 0.05), light, (0.1, -1.0), width=0.003)
        lit(surface, roof, shader, light, (0.0, -1.0), 0.0022, 0.001, 0.7, (x, level, 0.4))
        return
    foot = level + (0.05 if p["crops"] else 0.004)
    hero = placement.put(p["hero"], scene.icons, x, foot, p["hero_height"], flip=p["flip"])
    placement.illuminate(surface, hero, shader, light, (dx - x, -0.25), more=[roof], width=0.003, strength=0.95,
                    near=(x, level - 0.12, 0.5))  # fmt: skip
