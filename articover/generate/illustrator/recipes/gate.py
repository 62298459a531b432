"""Arch behind arch toward a light, and what waits in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, mix, shift
from articover.generate.illustrator.noise import profile
from articover.generate.illustrator.outlines import polygon, symmetric
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import WHITE, clouds, fog, glow, shade, shaft, vignette
from articover.generate.illustrator.ramps import ink, linear, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import Surface

NAME = "gate"
SCENE_VERSION = 1
GENRES = {
    "religion": 1.6,
    "gothic": 1.4,
    "historical": 0.8,
    "fantasy": 0.6,
    "mystery": 0.3,
    "horror": 0.35,
    "general": 0.3,
}
WANTS = frozenset({"door", "gate", "temple", "church", "candle", "cross", "prayer", "book", "grail", "key", "stairs"})


def fit(request: CompositionRequest) -> float:
    """Whatever flies or swims has no business in an arcade."""
    placeable = placement.placeable(request)
    return 0.15 if placeable and request.poses.get(placeable[0]) in ("fly", "swim", "float", "bust") else 1.0


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses the arch, how many, the light at the end, and the protagonist in it."""
    aspect = request.aspect
    place_ = plan_page(request, rng, drift=0.0)
    placeable = [
        concept for concept in placement.placeable(request) if concept not in ("door", "gate", "stairs", "church")
    ]
    hero = placeable[0] if placeable else "person"
    on_foot = request.kinds.get(hero, "person") in ("person", "creature", "vehicle") and not placement.crops(
        request, hero
    )
    on_foot = on_foot and request.poses.get(hero, "stand") in ("stand", "perch")
    far = request.kinds.get(hero) in ("building", "place", "plant")
    size = {"person": 0.17, "creature": 0.15}.get(request.kinds.get(hero, "person"), 0.13)
    shape = request.kept(
        "kind", str(rng.choice(["pointed", "round", "cave", "door"], p=_kinds(request.brief.genre_key)))
    )
    door = shape == "door"
    params: dict[str, Any] = {
        "x": place_.x,
        "vanish": request.placed("vanish", float(rng.uniform(0.62, 0.65)) if not place_.wide else 0.6),
        "half": request.placed("half", min(aspect * float(rng.uniform(0.38, 0.43)), 0.33) if not place_.wide else 0.33),
        "apex": request.placed("apex", (0.06 if door else 0.335) if not place_.wide else (-0.3 if door else 0.07)),
        "kind": shape,
        # How large the nearest opening is, and the last one beside it.
        "nearest": 0.46 if door else 1.0,
        "farthest": 0.93 if door else float(rng.uniform(0.2, 0.34)) * (1.5 if far else 1.0),
        "count": 2 if door else int(rng.integers(3, 5) if far else rng.integers(4, 7)),
        "hero": hero,
        "place": "foot" if on_foot else "far" if far else "plinth",
        "hero_height": size * float(rng.uniform(0.95, 1.1)),
        "flip": bool(rng.random() < 0.5),
        "sun": request.kept("sun", bool(rng.random() < 0.6)),
        "floor": request.kept("floor", str(rng.choice(["tiles", "water", "stone"]))),
        "rock_seed": int(rng.integers(1 << 30)),
    }
    zones = place_.zones
    if place_.wide:
        title, reach = zones[0], params["half"] * params["nearest"] * 1.17
        left = max(title.left, (place_.x + reach) / aspect + 0.03) if place_.side == "left" else title.left
        right = min(title.right, (place_.x - reach) / aspect - 0.03) if place_.side == "right" else title.right
        zones = (Zone("title", left, title.top, right, title.bottom, "left", "middle"), zones[1])
    return Composition(params, zones, (hero,))


def _kinds(genre: str) -> list[float]:
    """Odds of a pointed arch, a round one, a cave, a plain door."""
    return {
        "religion": [0.4, 0.45, 0.05, 0.1],
        "gothic": [0.65, 0.1, 0.05, 0.2],
        "fantasy": [0.2, 0.2, 0.5, 0.1],
        "horror": [0.2, 0.05, 0.15, 0.6],
        "mystery": [0.1, 0.1, 0.1, 0.7],
    }.get(genre, [0.25, 0.35, 0.15, 0.25])


def paint(scene: Scene, surface: Surface) -> None:
    """The light, the floor, the arches from far to near, the protagonist between them."""
    p = scene.params
    dark, mid, pale = scene.palette.tones
    near = at_lightness(mix(dark, mid, 0.3), 0.19 if scene.palette.is_dark else 0.27, 1.1)
    light = mix(shift(pale, 0.02, 1.4), WHITE, 0.25)
    haze = mix(at_lightness(mid, 0.62, 1.1), light, 0.45)
    x, vanish = p["x"], p["vanish"]
    radius = p["half"] * p["farthest"] * p["nearest"]
    sky = stops(WHITE, light, haze, at=[0, 0.3, 1])
    surface.canvas.drawRect(surface.page, ink(shader=radial((x, vanish - 0.07), 0.4, sky)))
    clouds(
        surface, mix(haze, mid, 0.4), 0.5, 14, skia.Rect.MakeXYWH(x - 0.3, vanish - 0.35, 0.6, 0.35), cells=3, stretch=3
    )
    if p["sun"]:
        surface.canvas.drawCircle(x, vanish - 0.08, radius * 0.62, ink(mix(light, WHITE, 0.75)))
    if p["place"] == "far":
        tone = mix(haze, near, 0.55)
        hero = placement.put(p["hero"], scene.icons, x, vanish + 0.012, min(0.26, radius * 1.8), flip=p["flip"])
        placement.illuminate(surface, hero, tone, light, (0.0, -1.0), details=0.3)
    _floor(surface, scene, near, mid, light)
    rng = np.random.default_rng(p["rock_seed"])
    count = p["count"]
    for i in range(count - 1, -1, -1):
        depth = i / (count - 1)
        _wall(surface, scene, rng, depth, near, haze, light)
        if i == count - 2 and p["place"] != "far" and p["kind"] != "door":
            fog(surface, vanish - 0.16, vanish + 0.16, light, 0.35, 60)
        if i == 1:
            _beams(surface, scene, light)
    if p["place"] == "foot":
        _walker(surface, scene, near, light)
    elif p["place"] == "plinth":
        _relic(surface, scene, near, haze, light)
    glow(surface, x, vanish - 0.06, p["half"] * 1.15, light, 0.4)
    _dust(surface, scene, light)
    vignette(surface, shift(near, -0.06), 0.5, (x / surface.aspect, 0.62))


def _wall(
    surface: Surface, scene: Scene, rng: np.random.Generator, depth: float, near: RGB, haze: RGB, light: RGB
) -> None:
    """One wall with its opening; the edge of the opening takes the light that comes through it."""
    p = scene.params
    x, vanish = p["x"], p["vanish"]
    size = p["nearest"] / (1.0 + (1 / p["farthest"] - 1) * depth)
    base = vanish + (1.04 - vanish) * size
    half, apex = p["half"] * size, vanish - (vanish - p["apex"]) * size
    opening = _arch(rng, p["kind"], x, half, base, apex, surface.aspect)
    page = surface.page
    wall = skia.Path.Rect(skia.Rect.MakeLTRB(page.left(), page.top(), page.right(), base))
    wall.addPath(opening)
    wall.setFillType(skia.PathFillType.kEvenOdd)
    tone = mix(near, haze, depth**1.25 * 0.8)
    warm = mix(tone, light, 0.35)
    center = (x, vanish - 0.05)
    ramp = stops(warm, tone, shift(tone, -0.05 * (1 - depth)), at=[0.2, 0.62, 1])
    surface.canvas.drawPath(wall, ink(shader=radial(center, half * 2.6, ramp)))
    with surface.clip(wall) as canvas:
        edge = radial(center, half * 2.2, stops(light, light, at=[0.3, 1], alpha=[0.85, 0.12 + 0.2 * depth]))
        canvas.drawPath(opening, ink(shader=edge, stroke=0.007 * size + 0.001, blur=0.0012))
        canvas.drawPath(opening, ink(shader=edge, stroke=0.05 * size, blur=0.02 * size, blend=skia.BlendMode.kScreen))
        if p["kind"] != "cave":
            for k, step in enumerate((1.07, 1.13)):
                mould = _arch(
                    rng,
                    p["kind"],
                    x,
                    half * step,
                    base,
                    vanish - (vanish - apex) * (1 + (step - 1) * 0.9),
                    surface.aspect,
                )
                canvas.drawPath(mould, ink(mix(tone, light, 0.3 - 0.12 * k), 0.8, stroke=0.0035 * size + 0.0004))
                mould.offset(0, -0.004 * size)
                canvas.drawPath(mould, ink(shift(tone, -0.07), 0.7, stroke=0.005 * size + 0.0004))


def _arch(
    rng: np.random.Generator, kind: str, x: float, half: float, base: float, apex: float, aspect: float
) -> skia.Path:
    """The outline of an opening, from its foot up and round."""
    if kind == "door":
        return skia.Path.Rect(skia.Rect.MakeLTRB(x - half, apex, x + half, base))
    rise = {"pointed": 1.5, "round": 1.0, "cave": 1.2}[kind] * half
    spring = min(apex + rise, base - half * 0.35)
    path = skia.Path()
    if kind == "cave":
        angles = np.linspace(np.pi, 2 * np.pi, 90)
        rough = 1 + 0.11 * profile(rng, 90, cells=7, octaves=4, gain=0.55)
        points = [(x - half * 1.0, base)]
        points += [
            (x + half * float(np.cos(a)) * r, spring + (spring - apex) * float(np.sin(a)) * r)
            for a, r in zip(angles, rough, strict=True)
        ]
        points.append((x + half, base))
        return polygon(points)
    path.moveTo(x - half, base)
    path.lineTo(x - half, spring)
    if kind == "pointed":
        path.cubicTo(x - half, spring - (spring - apex) * 0.55, x - half * 0.42, apex + (spring - apex) * 0.2, x, apex)
        path.cubicTo(
            x + half * 0.42, apex + (spring - apex) * 0.2, x + half, spring - (spring - apex) * 0.55, x + half, spring
        )
    else:
        lift = (spring - apex) * 0.5523
        path.cubicTo(x - half, spring - lift, x - half * 0.5523, apex, x, apex)
        path.cubicTo(x + half * 0.5523, apex, x + half, spring - lift, x + half, spring)
    path.lineTo(x + half, base)
    path.close()
    return path


def _floor(surface: Surface, scene: Scene, near: RGB, mid: RGB, light: RGB) -> None:
    """The way to the light: bright where it begins, dark at our feet."""
    p = scene.params
    x, vanish, page = p["x"], p["vanish"], surface.page
    rect = skia.Rect.MakeLTRB(page.left(), vanish, page.right(), page.bottom())
    ramp = stops(light, mix(mid, light, 0.45), mix(near, mid, 0.45), shift(near, -0.03), at=[0, 0.12, 0.5, 1])
    surface.canvas.drawRect(rect, ink(shader=linear((0, vanish), (0, 1.03), ramp)))
    line = shift(near, 0.02)
    with surface.clip(skia.Path.Rect(rect)) as canvas:
        if p["floor"] != "water":
            for k in range(-14, 15):
                canvas.drawLine(x + k * 0.004, vanish, x + k * 0.16, 1.25, ink(line, 0.35, stroke=0.0016))
            for k in range(1, 15):
                y = vanish + (1.04 - vanish) * (1 / (1 + 2.8 * (1 - k / 12))) if k < 12 else 1.04
                canvas.drawLine(page.left(), y, page.right(), y, ink(line, 0.3, stroke=0.0018))
        half = p["half"]
        way = half * p["farthest"] * p["nearest"] * 0.8
        path = polygon([(x - way, vanish), (x + way, vanish), (x + half * 0.85, 1.2), (x - half * 0.85, 1.2)])
        fall = stops(light, light, light, at=[0, 0.4, 1], alpha=[0.9, 0.35, 0.02])
        canvas.drawPath(path, ink(shader=linear((0, vanish), (0, 1.0), fall), blur=0.012, blend=skia.BlendMode.kScreen))
        if p["floor"] == "water":
            rng = surface.rng(66)
            for _ in range(160):
                t = float(rng.random() ** 1.4)
                y = vanish + t * (1.1 - vanish)
                at = x + float(rng.normal(0, half * (0.12 + 0.5 * t)))
                wide = half * (0.03 + 0.16 * t) * float(rng.uniform(0.4, 1.0))
                tone = light if rng.random() < 0.6 else near
                canvas.drawOval(
                    skia.Rect.MakeXYWH(at - wide, y, wide * 2, 0.0012 + 0.004 * t),
                    ink(tone, 0.35 * (1 - 0.5 * t), blur=0.0008),
                )


def _beams(surface: Surface, scene: Scene, light: RGB) -> None:
    """Light through dust, spreading from the end."""
    p = scene.params
    rng = surface.rng(61)
    x, vanish = p["x"], p["vanish"]
    for angle in rng.uniform(-75, 75, 7):
        dx, dy = float(np.sin(np.radians(angle))), -float(np.cos(np.radians(angle)))
        reach = (vanish - p["apex"]) * float(rng.uniform(0.75, 1.05))
        spread = reach * float(rng.uniform(0.04, 0.1))
        end = (x + dx * reach, vanish - 0.06 + dy * reach)
        ends = ((end[0] - dy * spread, end[1] + dx * spread), (end[0] + dy * spread, end[1] - dx * spread))
        shaft(surface, (x, vanish - 0.06), ends, light, 0.3, 0.01, 0.009)


def _walker(surface: Surface, scene: Scene, near: RGB, light: RGB) -> None:
    """Who goes toward the light; the shadow comes back to us."""
    p = scene.params
    x, foot, height = p["x"], p["vanish"] + 0.17, p["hero_height"]
    hero = placement.put(p["hero"], scene.icons, x, foot, height, flip=p["flip"])
    shadow = skia.Path(hero.solid)
    matrix = skia.Matrix()
    matrix.setTranslate(-x, -foot)
    matrix.postScale(1.25, -0.75)
    matrix.postTranslate(x, foot - 0.003)
    shadow.transform(matrix)
    tone = shift(near, -0.05)
    ramp = linear((0, foot), (0, foot + height * 0.7), stops(tone, tone, alpha=[0.8, 0.1]))
    surface.canvas.drawPath(shadow, ink(shader=ramp, blur=0.0025))
    body = linear((0, foot - height), (0, foot), stops(mix(near, light, 0.1), shift(near, -0.02)))
    placement.illuminate(surface, hero, body, light, (0.0, -1.0), width=0.0035, soft=0.0015, strength=0.95)


def _relic(surface: Surface, scene: Scene, near: RGB, haze: RGB, light: RGB) -> None:
    """A thing on a plinth, dark before the light."""
    p = scene.params
    x, foot = p["x"], p["vanish"] + 0.2
    size = min(p["half"] * 0.62, 0.19)
    top = foot - 0.15
    half = size * 0.34
    plinth = symmetric(x, [
        (half * 1.25, foot), (half * 1.25, foot - 0.014), (half * 0.95, foot - 0.024), (half * 0.8, top + 0.03),
        (half * 1.1, top + 0.014), (half * 1.1, top),
    ])  # fmt: skip
    shade(surface, x, foot + 0.02, half * 2.6, shift(near, -0.05), 0.6)
    hero = placement.put(p["hero"], scene.icons, x, top + 0.002, size, flip=p["flip"])
    glow(surface, x, top - size * 0.5, size * 1.2, mix(light, WHITE, 0.4), 0.8)
    body = linear((0, top - size), (0, foot), stops(mix(near, haze, 0.12), near, shift(near, -0.04)))
    placement.illuminate(surface, hero, body, light, (0.0, -1.0), more=[plinth], width=0.0032, details=0.4)


def _dust(surface: Surface, scene: Scene, light: RGB) -> None:
    p = scene.params
    rng = surface.rng(62)
    for _ in range(90):
        x = p["x"] + float(rng.normal(0, p["half"] * 0.5))
        y = p["vanish"] - 0.02 + float(rng.normal(0, 0.13))
        surface.canvas.drawCircle(
            x, y, 0.0005 + 0.0011 * float(rng.random()) ** 3, ink(light, float(rng.uniform(0.2, 0.7)))
        )
