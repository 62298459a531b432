"""Stark and condensed: one tiny figure and something vast. A shadow, a lit door, or a giant blade."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, lightness, mix, shift
from articover.generate.illustrator.outlines import polygon
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import clouds, glow, vignette
from articover.generate.illustrator.ramps import falloff, ink, linear, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.shadow import toward_us
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "thriller"
SCENE_VERSION = 1
GENRES = {"thriller": 2.4, "mystery": 0.5, "horror": 0.2}
WANTS = frozenset(
    {"gun", "knife", "spy", "person", "handcuffs", "key", "eye", "door", "chess", "city", "target", "thief"}
)

_MODES = ("shadow", "door", "giant")
_THINGS = frozenset({"still", "upright", "hang"})
_STARK = frozenset({"object", "symbol", "building", "creature"})


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses the picture, where the figure stands and what its shadow, door or giant is."""
    aspect = request.aspect
    plan_ = plan_page(request, rng, drift=0.04)
    placeable = [
        concept for concept in placement.placeable(request) if concept not in ("person", "city", "road", "wave")
    ]
    thing = next((c for c in placeable if request.kinds.get(c) in _STARK), "")
    has_thing = bool(thing)
    odds = [0.5, 0.14, 0.36] if has_thing else [0.3, 0.7, 0.0]
    if thing and request.poses.get(thing) in ("stand", "bust", "fly", "swim") and request.kinds.get(thing) != "object":
        odds = [0.62, 0.38, 0.0]
    if placement.one_way(thing):
        # A shadow toward the viewer stands on its head: a chart in it would fall.
        odds = [0.0, 0.14, 0.86]
    mode = str(rng.choice(_MODES, p=odds))
    if odds[_MODES.index(request.kept("mode", mode))] > 0:
        mode = request.kept("mode", mode)
    wide = plan_.wide
    zones = plan_.zones
    slant = request.kept("slant", float(rng.choice([-1.0, 1.0])))
    x = plan_.x
    if wide:
        # The shadow falls away from the type.
        slant = 1.0 if plan_.side == "right" else -1.0
    params: dict[str, Any] = {
        "mode": mode,
        "wide": wide,
        "x": x,
        "slant": slant,
        "thing": thing,
        "upright": request.poses.get(thing, "upright") in ("upright", "hang"),
        "angle": request.kept("angle", float(rng.uniform(0.5, 0.8))),
        "dark": request.kept("dark", bool(rng.random() < 0.35)),
        "red": request.kept("red", bool(rng.random() < 0.5)),
        "seed": int(rng.integers(1 << 30)),
        "walk": bool(rng.random() < 0.5),
    }
    if mode == "shadow":
        # The figure stands high on the side the light comes from; its shadow falls across the page.
        params["at"] = (
            [x - slant * min(0.16, aspect * 0.2), 0.42] if not wide else [x - slant * min(0.26, aspect * 0.14), 0.24]
        )
        params["figure"] = 0.085 if not wide else 0.13
        params["reach"] = 0.46 if not wide else 0.6
    elif mode == "door":
        params["at"] = [x, 0.68 if not wide else 0.66]
        params["figure"] = min(0.15, aspect * 0.22) if not wide else 0.2
    else:
        params["at"] = [x - slant * min(0.19, aspect * 0.24), 0.86 if not wide else 0.9]
        params["figure"] = 0.07 if not wide else 0.11
    if mode == "giant" and not wide:
        zones = (Zone("title", 0.08, 0.055, 0.92, 0.27, "center", "top"), zones[1])
    shown = ("person", thing) if thing and mode != "door" else ("person",)
    return Composition(params, zones, shown)


def paint(scene: Scene, surface: Surface) -> None:
    """One of the three."""
    {"shadow": _shadow, "door": _door, "giant": _giant}[scene.params["mode"]](scene, surface)


def _inks(scene: Scene) -> tuple[RGB, RGB, RGB]:
    """(near black, pale, accent)."""
    inks = sorted((scene.palette.ground, scene.palette.middle, scene.palette.light), key=lightness)
    return at_lightness(inks[0], 0.15), at_lightness(inks[2], 0.88), scene.palette.accent


def _shadow(scene: Scene, surface: Surface) -> None:
    """Seen from above on a bare floor: half in the light; the shadow is not the figure's own."""
    p = scene.params
    dark, pale, accent = _inks(scene)
    floor = accent if p["red"] else pale
    if p["dark"] and not p["red"]:
        floor = at_lightness(mix(scene.palette.middle, pale, 0.4), 0.77)
    top = shift(floor, 0.03)
    surface.canvas.drawRect(
        surface.page, ink(shader=linear((0, 0), (surface.aspect * 0.6, 1.0), stops(top, floor, shift(floor, -0.06))))
    )
    clouds(surface, shift(floor, -0.12), 0.28, 61, cells=5, stretch=1.2, cover=0.6)
    x, y = p["at"]
    glow(surface, x, y, 0.55, mix(floor, (1.0, 1.0, 1.0), 0.5), 0.35)
    _plane(surface, p, dark, floor)
    ink_ = mix(dark, floor, 0.07)
    slant, reach = p["slant"], p["reach"]
    tilt = p["angle"]
    toward = (slant * reach * tilt, reach * 0.86)
    size = p["figure"]
    hero = placement.put("person", scene.icons, x, y, size, flip=p["walk"])
    what = p["thing"] or "person"
    shadow_shape = placement.put(what, scene.icons, 0.0, 0.0, 1.0).lines
    # The thing's foot is at the figure's feet and its head where the shadow ends: one affine map, half the
    # shear of a true shadow, so that the thing is known at once.
    box = shadow_shape.computeTightBounds()
    shadow_shape.offset(-_foot(shadow_shape, box), 0.0)
    length = float(np.hypot(*toward))
    stretch = length / box.height()
    across = min(stretch * (0.75 if what == "person" else 0.9), 0.44 / max(box.width(), 0.2))
    ax, ay = toward[0] / box.height(), toward[1] / box.height()
    side = np.array([1.0, 0.0]) + np.array([toward[1], -toward[0]]) / length
    side = side / np.hypot(*side) * across
    matrix = skia.Matrix()
    matrix.setAll(float(side[0]), -ax, x, float(side[1]), -ay, y - 0.006, 0, 0, 1)
    shadow_shape.transform(matrix)
    _fit(shadow_shape, x, y, surface.aspect)
    end = (x + toward[0], y + toward[1])
    surface.canvas.drawPath(
        shadow_shape, ink(shader=linear((x, y), end, stops(ink_, ink_, alpha=[0.96, 0.78])), blur=0.0012)
    )
    body = linear((0, y - size), (0, y), stops(shift(dark, 0.06), dark))
    placement.illuminate(
        surface, hero, body, mix(pale, accent, 0.1) if not p["red"] else pale, (-slant, -1.0), width=0.0016, details=0.0
    )
    vignette(surface, dark, 0.34, (x / surface.aspect, y))


def _fit(path: skia.Path, x: float, y: float, aspect: float) -> None:
    """Shrinks `path` toward (x, y) until it lies on the page with a little room."""
    box, room = path.computeTightBounds(), 0.03
    shares = [1.0]
    if box.right() > aspect - room:
        shares.append((aspect - room - x) / (box.right() - x))
    if box.left() < room:
        shares.append((x - room) / (x - box.left()))
    if box.bottom() > 0.845:
        shares.append((0.845 - y) / (box.bottom() - y))
    matrix = skia.Matrix()
    matrix.setScale(min(shares), min(shares), x, y)
    path.transform(matrix)


def _foot(path: skia.Path, box: skia.Rect) -> float:
    """The middle of what touches the ground."""
    points = [
        point.x() for point in path.getPoints(path.countPoints()) if point.y() > box.bottom() - 0.04 * box.height()
    ]
    return float((min(points) + max(points)) / 2 if points else box.centerX())


def _plane(surface: Surface, p: Any, dark: RGB, floor: RGB) -> None:
    """A wall's edge of shade across a corner of the page."""
    slant = p["slant"]
    a, m = surface.aspect, MARGIN
    y0, y1 = (0.83, 0.885) if not p["wide"] else (0.8, 0.88)
    left, right = (y1, y0) if slant < 0 else (y0, y1)
    shade = polygon([(-m, left + 0.02), (a + m, right + 0.02), (a + m, 1 + m), (-m, 1 + m)])
    surface.canvas.drawPath(shade, ink(mix(dark, floor, 0.05), 1.0, blur=0.0015))


def _door(scene: Scene, surface: Surface) -> None:
    """A long dark room in one-point perspective; a door of light; somebody in it, and the shadow comes to us."""
    p = scene.params
    dark, pale, accent = _inks(scene)
    x, y = p["at"]
    size = p["figure"]
    door_h, door_w = size * 1.55, size * 0.78
    vx, vy = x, y - size * 0.95
    left, right, top, foot = x - door_w / 2, x + door_w / 2, y - door_h, y
    hue = mix(accent, scene.palette.middle, 0.15 if p["red"] else 0.6)
    wall = at_lightness(hue, 0.27 if p["red"] else 0.24, 0.85)
    surface.canvas.drawRect(surface.page, ink(dark))
    far = 2.2
    back = [
        (x - door_w * 1.5, top - door_h * 0.42),
        (x + door_w * 1.5, top - door_h * 0.42),
        (x + door_w * 1.5, foot),
        (x - door_w * 1.5, foot),
    ]
    out = [(vx + (bx - vx) * far * 4, vy + (by - vy) * far * 4) for bx, by in back]
    night = at_lightness(dark, 0.1)
    walls = (
        ((0, 1), stops(shift(wall, -0.05), night)),
        ((3, 2), stops(shift(wall, 0.04), at_lightness(dark, 0.12))),
        ((0, 3), stops(wall, night)),
        ((2, 1), stops(shift(wall, 0.015), night)),
    )
    reach = max(surface.aspect, 1.0) * 0.62
    for (i, j), ramp in walls:
        plane = polygon([back[i], back[j], out[j], out[i]])
        surface.canvas.drawPath(plane, ink(shader=radial((vx, vy), reach, ramp)))
    surface.canvas.drawPath(polygon(back), ink(shift(wall, 0.05)))
    light = mix(pale, accent, 0.12)
    glow(surface, x, y - door_h * 0.5, 0.62, mix(hue, light, 0.25), 0.5)
    # The floor's boards and the ceiling's beams run to the same point.
    for k in np.linspace(-1, 1, 9):
        edge = x + k * door_w * 1.5
        surface.canvas.drawLine(edge, foot, vx + (edge - vx) * 9, vy + (foot - vy) * 9, ink(night, 0.5, stroke=0.0016))
    for k in range(1, 7):
        scale = 1.0 + 0.32 * k**1.55
        quad = [(vx + (bx - vx) * scale, vy + (by - vy) * scale) for bx, by in back]
        frame = skia.Path()
        frame.moveTo(*quad[3])
        for corner in (quad[0], quad[1], quad[2]):
            frame.lineTo(*corner)
        surface.canvas.drawPath(frame, ink(night, 0.55, stroke=0.003 * scale))
    # Light on the floor, then the figure's shadow in it.
    spill = polygon([(left, foot), (right, foot), (vx + (right - vx) * 6.5, 1.12), (vx + (left - vx) * 6.5, 1.12)])
    surface.canvas.drawPath(
        spill,
        ink(
            shader=linear((0, foot), (0, 1.0), stops(light, mix(light, hue, 0.5), hue, alpha=[0.95, 0.5, 0.06])),
            blur=0.002,
        ),
    )
    surface.canvas.drawRect(skia.Rect.MakeLTRB(left, top, right, foot), ink(light))
    surface.canvas.drawRect(
        skia.Rect.MakeLTRB(left, top, right, foot),
        ink(shader=radial((x, y - door_h * 0.4), door_h, falloff((1.0, 1.0, 1.0), 0.9))),
    )
    surface.canvas.drawRect(
        skia.Rect.MakeLTRB(left, top, right, foot), ink(accent if not p["red"] else pale, 0.9, stroke=0.0016)
    )
    hero = placement.put("person", scene.icons, x, foot + 0.004, size, flip=p["walk"])
    thrown = toward_us(hero.solid, foot + 0.004, 2.1, 2.3)
    surface.canvas.drawPath(
        thrown,
        ink(shader=linear((0, foot), (0, foot + size * 2.0), stops(night, night, alpha=[0.95, 0.25])), blur=0.0025),
    )
    placement.illuminate(surface, hero, night, light, (0.0, -1.0), width=0.0012, details=0.0)
    glow(surface, x, y - door_h * 0.55, door_h * 1.2, light, 0.5)
    shade = stops(night, night, night, at=[0, 0.5, 1], alpha=[0.9, 0.6, 0.0])
    surface.canvas.drawRect(surface.page, ink(shader=linear((0, 0), (0, 0.42), shade)))
    low = stops(night, night, alpha=[0.0, 0.85])
    surface.canvas.drawRect(surface.page, ink(shader=linear((0, 0.84), (0, 0.97), low)))


def _giant(scene: Scene, surface: Surface) -> None:
    """The thing itself, as high as a house, on a bare plain under a disc; somebody small before it."""
    p = scene.params
    dark, pale, accent = _inks(scene)
    x, a = p["x"], surface.aspect
    floor_y = p["at"][1]
    sky = (
        mix(pale, scene.palette.middle, 0.12)
        if not p["dark"]
        else at_lightness(mix(scene.palette.middle, dark, 0.3), 0.3)
    )
    surface.canvas.drawRect(
        surface.page, ink(shader=linear((0, 0), (0, floor_y), stops(shift(sky, 0.03), sky, shift(sky, -0.07))))
    )
    clouds(surface, shift(sky, -0.1), 0.3, 62, cells=3, stretch=2.4, cover=0.6)
    radius = min(0.23, a * 0.31)
    center = (x + p["slant"] * radius * 0.12, floor_y - radius * 1.12)
    surface.canvas.drawCircle(
        *center,
        radius,
        ink(
            shader=linear(
                (0, center[1] - radius),
                (0, center[1] + radius),
                stops(shift(accent, 0.05), accent, shift(accent, -0.07)),
            )
        ),
    )
    tall = 0.6 if not p["wide"] else 0.82
    figure = placement.put(p["thing"], scene.icons, x, floor_y, 1.0)
    box = figure.solid.computeTightBounds()
    scale = min(tall / box.height(), radius * 2.5 / box.width())
    sunk = 0.06 if p["upright"] else 0.0
    giant = placement.put(p["thing"], scene.icons, x, floor_y + sunk, scale, flip=p["slant"] > 0)
    ground = skia.Path.Rect(skia.Rect.MakeLTRB(-MARGIN, floor_y, a + MARGIN, 1 + MARGIN))
    body = linear((0, giant.bounds.top()), (0, floor_y), stops(shift(dark, 0.07), dark))
    placement.illuminate(surface, giant, body, mix(accent, pale, 0.5), (p["slant"], -0.4), width=0.0032, details=0.45)
    surface.canvas.drawPath(
        ground, ink(shader=linear((0, floor_y), (0, 1.0), stops(shift(dark, 0.02), at_lightness(dark, 0.1))))
    )
    beside = giant.bounds.width() / 2 + p["figure"] * 0.55
    fx = min(max(x - p["slant"] * beside, 0.08), a - 0.08)
    hidden = abs(fx - x) < giant.bounds.width() / 2
    hero = placement.put("person", scene.icons, fx, floor_y + 0.002, p["figure"], flip=p["walk"])
    tone = shift(pale, 0.02) if hidden or p["dark"] else dark
    placement.illuminate(surface, hero, tone, pale, (p["slant"], -0.4), width=0.0014, details=0.0)
    vignette(surface, dark, 0.3, (x / a, 0.5))
