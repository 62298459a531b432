"""A night street: fog, one lamp, and who or what stands in its light."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, mix, shift
from articover.generate.illustrator.outlines import polygon, symmetric
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import WHITE, backdrop, clouds, fog, glow, lit, shade, vignette
from articover.generate.illustrator.ramps import ink, linear, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "lamp"
SCENE_VERSION = 1
_SETTING = frozenset({"lamp", "lantern", "street_lamp", "city", "house"})
"""What the street shows anyway."""
_COURSES = 34
"""Rows of cobbles from the end of the street to our feet."""
GENRES = {"mystery": 1.6, "thriller": 0.8, "gothic": 0.5, "horror": 0.35}
WANTS = frozenset(
    {"detective", "street", "lamp", "city", "alley", "cat", "hat", "gun", "lantern", "street_lamp", "person", "clock"}
)


def fit(request: CompositionRequest) -> float:
    """A street has room for somebody, or for a thing left lying; not for a whale."""
    placeable = [concept for concept in placement.placeable(request) if concept not in _SETTING]
    return 1.0 if not placeable or placeable[0] in (*_walkers(request), *_clues(request)) else 0.08


def _walkers(request: CompositionRequest) -> list[str]:
    return [
        concept
        for concept in placement.placeable(request)
        if request.kinds.get(concept) in ("person", "creature") and request.poses.get(concept) in ("stand", "perch")
    ]


def _clues(request: CompositionRequest) -> list[str]:
    return [c for c in placement.placeable(request) if request.kinds.get(c) == "object" and c not in _SETTING]


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Places the vanishing point, the walls, the lamp, and the protagonist in its pool."""
    aspect = request.aspect
    place_ = plan_page(request, rng, drift=0.05)
    walkers, clues = _walkers(request), _clues(request)
    hero = walkers[0] if walkers else "person"
    side = request.kept("side", float(rng.choice([-1.0, 1.0])))
    vx = request.placed("vx", place_.x if place_.wide else aspect * (0.5 - side * float(rng.uniform(0.02, 0.08))))
    reach = 0.36 if place_.wide else aspect * 0.5
    lamp_x = vx + side * reach * float(rng.uniform(0.34, 0.46))
    kind = request.kinds.get(hero, "person")
    size = 0.25 if kind == "person" else 0.17
    hero_x = vx - side * reach * float(rng.uniform(0.1, 0.24))
    params: dict[str, Any] = {
        "vx": vx, "vy": request.placed("vy", float(rng.uniform(0.66, 0.7))),
        "reach": reach,
        "side": side,
        "lamp": request.placed("lamp", [lamp_x, float(rng.uniform(0.4, 0.44)), float(rng.uniform(0.815, 0.835))]),
        "hero": hero,
        "clue": clues[0] if clues else "",
        "hero_x": hero_x,
        "hero_foot": request.placed("hero_foot", float(rng.uniform(0.845, 0.865))),
        "hero_height": size * float(rng.uniform(0.95, 1.08)),
        "flip": bool(rng.random() < 0.5),
        "planes": request.kept("planes", int(rng.integers(3, 5))),
        "roofs": int(rng.integers(1 << 30)),
        "wet": request.kept("wet", bool(rng.random() < 0.75)),
        "rain": request.kept("rain", bool(rng.random() < 0.35)),
        "moon": request.kept("moon", bool(rng.random() < 0.3)),
        "fog": request.kept("fog", float(rng.uniform(0.45, 0.75))),
        "wide": place_.wide,
    }  # fmt: skip
    return Composition(params, place_.zones, tuple(c for c in (hero, params["clue"]) if c))


def paint(scene: Scene, surface: Surface) -> None:
    """Fog at the end of the street, walls on both sides, wet ground, lamp, protagonist and shadow."""
    p = scene.params
    dark, mid, pale = scene.palette.tones
    night = at_lightness(mix(dark, mid, 0.3), 0.15, 1.15)
    air = at_lightness(mid, 0.42, 1.1)
    warm = mix(shift(pale, 0.02, 1.7), (1.0, 0.74, 0.36), 0.45)
    lx, ly, foot = p["lamp"]
    backdrop(surface, stops(night, mix(night, air, 0.5), mix(air, pale, 0.16), at=[0, 0.4, 0.7]))
    clouds(surface, air, 0.3, 14, cells=3, stretch=2.0, cover=0.5)
    glow(surface, p["vx"], p["vy"] - 0.06, 0.42, mix(air, pale, 0.45), 0.75)
    if p["moon"]:
        glow(surface, p["vx"], 0.42, 0.2, pale, 0.4)
    _ground(surface, scene, night, air, warm)
    _street(surface, scene, night, air, warm)
    _pool(surface, scene, warm)
    fog(surface, p["vy"] - 0.17, p["vy"] + 0.075, mix(air, pale, 0.3), p["fog"] * (0.35 if p["wide"] else 0.8), 51)
    _light(surface, lx, ly, foot, warm)
    _hero(surface, scene, night, warm)
    _post(surface, lx, ly, foot, p["side"], night, warm)
    fog(surface, 0.82, 1.06, mix(night, air, 0.6), 0.35, 52)
    if p["rain"]:
        _rain(surface, mix(air, WHITE, 0.5))
    # The walls sink into the night above, which keeps the title's place calm.
    top = stops(night, night, alpha=[0.92, 0.0])
    if not p["wide"]:
        surface.canvas.drawRect(surface.page, ink(shader=linear((0, 0.1), (0, 0.44), top)))
    vignette(surface, shift(night, -0.05), 0.62, (lx / surface.aspect, 0.62))


def _street(surface: Surface, scene: Scene, night: RGB, air: RGB, warm: RGB) -> None:
    """Houses on both sides, each plane nearer, darker and taller than the last."""
    p = scene.params
    rng = np.random.default_rng(p["roofs"])
    vx, vy, planes = p["vx"], p["vy"], p["planes"]
    for i in range(planes):
        near = (i + 1) / planes
        for side in (-1.0, 1.0):
            edge = vx + side * p["reach"] * (0.16 + 0.72 * near**1.35)
            far = -MARGIN if side < 0 else surface.aspect + MARGIN
            roof = vy - (0.2 + 0.5 * near) * float(rng.uniform(0.82, 1.06))
            tone = mix(mix(air, night, 0.2), shift(night, -0.02), near**0.7)
            base = vy + 0.012 + 0.17 * near**1.6
            house = _house(rng, edge, far, roof, base, side, 0.35 + near)
            shader = linear(
                (0, roof), (0, base), stops(tone, tone, mix(tone, air, 0.4 * (1.15 - near)), at=[0, 0.5, 1])
            )
            surface.canvas.drawPath(house, ink(shader=shader))
            if near < 0.99:
                _panes(surface, rng, house, edge, side, roof, base, near, warm)
        fog(surface, vy - 0.22, vy + 0.06, mix(air, warm, 0.12), 0.3 * (1.2 - near), 60 + i)


def _house(
    rng: np.random.Generator, edge: float, far: float, roof: float, base: float, side: float, scale: float
) -> skia.Path:
    """A wall from `edge` out of the page with a broken roofline: gables, chimneys, steps."""
    points: list[tuple[float, float]] = [(edge, base), (edge, roof)]
    x, y = edge, roof
    while (far - x) * side > 0:
        wide = float(rng.uniform(0.05, 0.1)) * scale
        if rng.random() < 0.5:
            points += [(x + side * wide * 0.5, y - wide * 0.55), (x + side * wide, y)]
        else:
            stack = wide * 0.22
            points += [(x + side * wide * 0.3, y), (x + side * wide * 0.3, y - stack * 1.8),
                       (x + side * (wide * 0.3 + stack), y - stack * 1.8), (x + side * (wide * 0.3 + stack), y),
                       (x + side * wide, y)]  # fmt: skip
        x += side * wide
        y -= float(rng.uniform(-0.02, 0.07)) * scale
        points.append((x, y))
    return polygon([*points, (far, base)])


def _panes(
    surface: Surface, rng: np.random.Generator, house: skia.Path, edge: float, side: float, roof: float, base: float,
    near: float, warm: RGB,
) -> None:  # fmt: skip
    """Windows in rows; one or two with a light in them."""
    size = 0.012 + 0.018 * near
    glass = mix(warm, (0.1, 0.12, 0.16), 0.86)
    lit_row = int(rng.integers(0, 4))
    for row in range(5):
        y = roof + size * 2.2 + row * size * 3.1
        for col in range(3):
            x = edge + side * (size * 1.2 + col * size * 2.1)
            if y > base - size * 3:
                continue
            pane = skia.Rect.MakeXYWH(x - size * 0.42, y, size * 0.84, size * 1.5)
            if row == lit_row and col == 0 and rng.random() < 0.55:
                surface.canvas.drawRect(pane, ink(warm, 0.9))
                glow(surface, pane.centerX(), pane.centerY(), size * 3.5, warm, 0.45)
            else:
                surface.canvas.drawRect(pane, ink(glass, 0.35))
            surface.canvas.drawRect(skia.Rect.MakeXYWH(pane.centerX() - size * 0.03, y, size * 0.06, size * 1.5),
                                  ink((0.05, 0.06, 0.08), 0.6))  # fmt: skip


def _ground(surface: Surface, scene: Scene, night: RGB, air: RGB, warm: RGB) -> None:
    """The street: cobbles in perspective, wet where the lamp finds them."""
    p = scene.params
    vy = p["vy"]
    lx, _, foot = p["lamp"]
    page = surface.page
    street = skia.Rect.MakeLTRB(page.left(), vy, page.right(), page.bottom())
    ramp = stops(mix(air, night, 0.1), mix(air, night, 0.55), shift(night, -0.02), at=[0, 0.3, 1])
    surface.canvas.drawRect(street, ink(shader=linear((0, vy), (0, 1.0), ramp)))
    rng = surface.rng(72)
    unlit = mix(night, air, 0.55)
    for row in range(_COURSES):
        t = (row / _COURSES) ** 1.9
        y = vy + 0.004 + t * (1.05 - vy)
        tall, wide = 0.0018 + 0.0145 * t, 0.012 + 0.062 * t
        plain = skia.Path()
        x = -0.25 + float(rng.uniform(0, wide))
        while x < surface.aspect + 0.25:
            w = wide * float(rng.uniform(0.7, 1.25))
            stone = skia.Rect.MakeXYWH(x, y, w * 0.88, tall)
            near = max(0.0, 1 - abs(x + w / 2 - lx) / 0.34) * max(0.0, 1 - abs(y - foot) / 0.2)
            if near > 0.02:
                strength = (0.06 + 0.75 * near) * float(rng.uniform(0.35, 1.0)) * (1 - 0.65 * t)
                surface.canvas.drawRoundRect(
                    stone, tall * 0.45, tall * 0.45, ink(mix(unlit, warm, 0.75 * near), strength)
                )
            elif rng.random() < 0.6:
                plain.addRoundRect(stone, tall * 0.45, tall * 0.45)
            x += w
        surface.canvas.drawPath(plain, ink(unlit, 0.085 * (1 - 0.65 * t)))


def _pool(surface: Surface, scene: Scene, warm: RGB) -> None:
    """The lamp's pool on the stones and its streak where they are wet."""
    p = scene.params
    lx, _, foot = p["lamp"]
    if p["wet"]:
        smear = radial((lx, foot), 0.24, stops(warm, warm, alpha=[0.4, 0]))
        streak = skia.Rect.MakeLTRB(lx - 0.05, foot, lx + 0.05, 1.1)
        surface.canvas.drawOval(streak, ink(shader=smear, blur=0.012, blend=skia.BlendMode.kScreen))
    surface.canvas.save()
    surface.canvas.translate(lx, foot + 0.012)
    surface.canvas.scale(1, 0.24)
    glow(surface, 0, 0, 0.36, warm, 0.62)
    surface.canvas.restore()


def _light(surface: Surface, x: float, y: float, foot: float, warm: RGB) -> None:
    """The lamp's halo in the fog and the cone that falls from it."""
    half = 0.2
    cone = polygon([(x - 0.012, y + 0.01), (x + 0.012, y + 0.01), (x + half, foot + 0.02), (x - half, foot + 0.02)])
    ramp = stops(warm, warm, warm, at=[0, 0.3, 1], alpha=[0.5, 0.22, 0.05])
    surface.canvas.drawPath(
        cone, ink(shader=radial((x, y), foot - y + 0.05, ramp), blur=0.014, blend=skia.BlendMode.kScreen)
    )
    glow(surface, x, y, 0.46, warm, 0.5)
    glow(surface, x, y, 0.17, mix(warm, WHITE, 0.2), 0.8)


def _post(surface: Surface, x: float, y: float, foot: float, side: float, night: RGB, warm: RGB) -> None:
    """An old street lamp; its lantern burns."""
    tall = foot - y
    w = tall * 0.02
    iron = shift(night, -0.04)
    body = symmetric(x, [
        (w * 2.4, foot), (w * 2.4, foot - w * 1.5), (w * 1.4, foot - w * 2.5), (w * 1.1, foot - tall * 0.16),
        (w * 0.5, foot - tall * 0.18), (w * 0.38, y + w * 4),
    ])  # fmt: skip
    arm = skia.Path.Rect(skia.Rect.MakeXYWH(x - w * 3.2, y + w * 5.6, w * 6.4, w * 0.55))
    lit(surface, [body, arm], iron, warm, (0, -1.0), width=0.0016, soft=0.0008, strength=0.8, near=(x, y, 0.3))
    lantern = polygon(
        [(x - w * 1.2, y + w * 4), (x - w * 2.1, y - w * 2.2), (x + w * 2.1, y - w * 2.2), (x + w * 1.2, y + w * 4)]
    )
    flame = radial((x, y + w * 0.8), w * 4.2, stops(WHITE, mix(warm, WHITE, 0.5), warm, at=[0, 0.45, 1]))
    surface.canvas.drawPath(lantern, ink(shader=flame))
    cap = polygon([(x - w * 2.7, y - w * 2.1), (x - w * 1.1, y - w * 4.2), (x, y - w * 5.6), (x + w * 1.1, y - w * 4.2),
                   (x + w * 2.7, y - w * 2.1)])  # fmt: skip
    surface.canvas.drawPath(cap, ink(iron))
    for edge in (-1, 1):
        surface.canvas.drawLine(
            x + edge * w * 1.2, y + w * 4, x + edge * w * 2.1, y - w * 2.2, ink(iron, stroke=w * 0.3)
        )
    surface.canvas.drawLine(x, y + w * 4, x, y - w * 2.2, ink(iron, 0.55, stroke=w * 0.2))
    glow(surface, x, y + w, 0.06, mix(warm, WHITE, 0.5), 0.9)


def _hero(surface: Surface, scene: Scene, night: RGB, warm: RGB) -> None:
    """The protagonist, edged by the lamp, with a long shadow thrown toward us."""
    p = scene.params
    x, foot, height = p["hero_x"], p["hero_foot"], p["hero_height"]
    lx, ly, _ = p["lamp"]
    hero = placement.put(p["hero"], scene.icons, x, foot, height, flip=p["flip"])
    glow(surface, x, foot - height * 0.5, height * 0.9, warm, 0.22)
    cast_shadow = skia.Path(hero.solid)
    matrix = skia.Matrix()
    matrix.setTranslate(-x, -foot)
    away = (x - lx) / max(foot - ly, 0.1)
    matrix.postConcat(skia.Matrix.MakeAll(1, -away * 1.1, 0, 0, -0.62, 0, 0, 0, 1))
    matrix.postTranslate(x, foot - 0.004)
    cast_shadow.transform(matrix)
    tone = shift(night, -0.05)
    shader = linear((0, foot), (0, foot + height * 0.62), stops(tone, tone, alpha=[0.85, 0.1]))
    surface.canvas.drawPath(cast_shadow, ink(shader=shader, blur=0.0025))
    shade(surface, x, foot, height * 0.22, tone, 0.5)
    if p["clue"]:
        _clue(surface, scene, night, warm)
    body = linear((0, foot - height), (0, foot), stops(mix(night, warm, 0.07), shift(night, -0.03)))
    placement.illuminate(
        surface,
        hero,
        body,
        mix(warm, WHITE, 0.15),
        (lx - x, (ly - foot) * 0.45),
        width=0.0045,
        soft=0.002,
        strength=0.95,
    )


def _clue(surface: Surface, scene: Scene, night: RGB, warm: RGB) -> None:
    """What the book turns on, left lying in the light."""
    p = scene.params
    lx, _, foot = p["lamp"]
    x, y, size = lx - p["side"] * 0.075, foot + 0.05, 0.07
    clue = placement.put(p["clue"], scene.icons, x, y, size)
    shade(surface, x, y, size * 0.6, shift(night, -0.05), 0.8)
    placement.illuminate(
        surface, clue, mix(night, warm, 0.16), mix(warm, WHITE, 0.3), (0.15, -1.0), width=0.003, details=0.5
    )


def _rain(surface: Surface, color: RGB) -> None:
    rng = surface.rng(75)
    for _ in range(round(230 * (surface.aspect + 0.4))):
        x, y = float(rng.uniform(-0.2, surface.aspect + 0.2)), float(rng.uniform(0.2, 1.15))
        long = float(rng.uniform(0.015, 0.045))
        surface.canvas.drawLine(
            x, y, x - long * 0.14, y + long, ink(color, float(rng.uniform(0.04, 0.16)), stroke=0.0011)
        )
