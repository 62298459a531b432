"""Dusk by the water: a great warm disc, its path on the sea, and two who stand before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, lightness, mix
from articover.generate.illustrator.nature import grass, ridge, top_of
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import WHITE, backdrop, clouds, fog, gleam, glow, ripples, stars, vignette
from articover.generate.illustrator.ramps import ink, linear, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "dusk"
SCENE_VERSION = 1
GENRES = {"romance": 1.4, "poetry": 0.5, "literary": 0.25, "general": 0.2}
WANTS = frozenset({"couple", "boat", "wave", "swan", "moon", "sun", "star", "lighthouse", "bicycle", "train", "river"})

_PAIRED = frozenset(
    {"swan", "boat", "bird", "deer", "dove", "flamingo", "heron", "fox", "whale", "paper_boat", "balloon"}
)
"""What tells of two by being two."""
_ALONE = frozenset({"person", "heart", "ring", "letter", "wedding", "lips", "broken_heart", "rose", "flower", "couple"})
"""What is better said by the two themselves."""


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses shore or open water, where the disc hangs, and who is there."""
    aspect = request.aspect
    plan_ = plan_page(request, rng, drift=0.07)
    wide = plan_.wide
    placeable = [
        concept
        for concept in placement.placeable(request)
        if concept not in _ALONE and request.kinds.get(concept) != "place"
    ]
    other = next((c for c in placeable if request.poses.get(c) in ("stand", "float", "fly")), "")
    afloat = other if other in _PAIRED and request.poses.get(other) == "float" else ""
    on_water = bool(afloat) or (not other and rng.random() < 0.3)
    x = plan_.x
    radius = min(0.34, aspect * 0.24) if wide else min(0.27, aspect * 0.36)
    horizon = request.placed("horizon", 0.66 if wide else float(rng.uniform(0.63, 0.67)))
    risen = 0.32 if wide else float(rng.uniform(0.15, 0.5))
    if not wide:
        radius = min(radius, (horizon - plan_.calm - 0.03) / (1 + risen))
    disc_y = horizon - radius * risen
    side = request.kept("side", float(rng.choice([-1.0, 1.0])))
    if wide:
        # The second thing stands on the far side of the two, away from the type.
        side = -1.0 if plan_.side == "right" else 1.0
    params: dict[str, Any] = {
        "wide": wide,
        "x": x,
        "disc": request.placed(
            "disc", [x + side * radius * float(rng.uniform(0.0, 0.3)) * (0.0 if wide else 1.0), disc_y, radius]
        ),
        "horizon": horizon,
        "shore": not on_water,
        "afloat": afloat or ("boat" if on_water else ""),
        "other": "" if afloat else other,
        "other_pose": request.poses.get(other, "stand"),
        "other_kind": request.kinds.get(other, "object"),
        "height": 0.2 if not wide else 0.3,
        "side": side,
        "flip": bool(rng.random() < 0.5),
        "land_seed": int(rng.integers(1 << 30)),
        "rose": request.kept("rose", float(rng.uniform(0.0, 1.0))),
        "birds": request.kept("birds", bool(rng.random() < 0.7)),
    }
    shown = ["couple"] if not on_water else [params["afloat"]]
    return Composition(params, plan_.zones, tuple(c for c in (*shown, params["other"]) if c))


def paint(scene: Scene, surface: Surface) -> None:
    """Sky, disc, far hills, sea and its path of light, then the shore or the boats."""
    p = scene.params
    c = _light(scene)
    horizon = p["horizon"]
    backdrop(surface, stops(c["high"], c["mid"], c["low"], c["gold"], at=[0, 0.42, 0.8, 1]), bottom=horizon)
    stars(surface, 70, WHITE, 21, bottom=0.32, calm=scene.zones)
    box = skia.Rect.MakeLTRB(-MARGIN, 0.2, surface.aspect + MARGIN, horizon + 0.05)
    clouds(surface, c["rose"], 0.5, 22, box, cells=3, stretch=5, cover=0.45)
    x, y, radius = p["disc"]
    glow(surface, x, y, radius * 2.4, c["gold"], 0.6)
    surface.canvas.drawCircle(
        x, y, radius, ink(shader=linear((0, y - radius), (0, y + radius), stops(c["disc"], c["gold"], c["rose"])))
    )
    bands = skia.Rect.MakeLTRB(x - radius * 1.7, y - radius * 0.2, x + radius * 1.7, horizon + 0.03)
    clouds(surface, c["low"], 0.75, 23, bands, cells=4, stretch=7, cover=0.5)
    rng = np.random.default_rng(p["land_seed"])
    for i in range(2):
        far = ridge(rng, surface.aspect, horizon - 0.012 + 0.012 * i, 0.035 - 0.008 * i, cells=2.6, smooth=i == 0,
                    tilt=p["side"] * (0.07 - 0.12 * i))  # fmt: skip
        tone = mix(c["rose"], c["deep"], 0.25 + 0.22 * i)
        surface.canvas.drawPath(
            far, ink(shader=linear((0, horizon - 0.08), (0, horizon + 0.01), stops(tone, mix(tone, c["gold"], 0.45))))
        )
    _sea(scene, surface, c)
    if p["birds"] and not p["wide"]:
        _birds(scene, surface, rng, c)
    if p["shore"]:
        _shore(scene, surface, rng, c)
    else:
        _boats(scene, surface, c)
    vignette(surface, c["dark"], 0.38, (x / surface.aspect, 0.5))


def _light(scene: Scene) -> dict[str, RGB]:
    """The dusk's colours: from the palette's hues, at the lightness of each plane."""
    inks = sorted(
        (scene.palette.ground, scene.palette.middle, scene.palette.light, scene.palette.accent), key=lightness
    )
    deep, warm = inks[0], inks[1] if abs(lightness(inks[1]) - 0.55) < abs(lightness(inks[2]) - 0.55) else inks[2]
    rose = scene.params["rose"]
    gold = mix((1.0, 0.83, 0.56), (1.0, 0.76, 0.66), rose)
    return {
        "high": at_lightness(mix(deep, warm, 0.3), 0.33 + 0.04 * rose, 1.25),
        "mid": at_lightness(mix(deep, warm, 0.72), 0.5, 1.2),
        "low": at_lightness(mix(warm, gold, 0.42), 0.7, 1.12),
        "gold": gold,
        "disc": mix(gold, WHITE, 0.62),
        "rose": at_lightness(mix(warm, gold, 0.25), 0.66, 1.2),
        "deep": at_lightness(mix(deep, warm, 0.25), 0.3, 1.1),
        "dark": at_lightness(deep, 0.17, 1.0),
    }


def _sea(scene: Scene, surface: Surface, c: dict[str, RGB]) -> None:
    p = scene.params
    horizon = p["horizon"]
    sea = skia.Rect.MakeLTRB(-MARGIN, horizon, surface.aspect + MARGIN, 1 + MARGIN)
    ramp = stops(
        mix(c["low"], c["gold"], 0.35), mix(c["mid"], c["low"], 0.45), c["mid"], c["high"], at=[0, 0.14, 0.45, 1]
    )
    surface.canvas.drawRect(sea, ink(shader=linear((0, horizon), (0, 1.02), ramp)))
    ripples(surface, horizon + 0.004, 1.05, c["deep"], 24, 0.2)
    ripples(surface, horizon + 0.004, 1.05, c["gold"], 25, 0.22)
    x, _, radius = p["disc"]
    gleam(surface, x, horizon + 0.002, 0.9, c["disc"], 26, width=radius * 0.5, strength=0.85)
    fog(surface, horizon - 0.05, horizon + 0.012, c["gold"], 0.35, 27)


def _birds(scene: Scene, surface: Surface, rng: np.random.Generator, c: dict[str, RGB]) -> None:
    """A pair, close together, and one farther off."""
    x, y, radius = scene.params["disc"]
    side = -scene.params["side"]
    bx, by = x + side * radius * 0.55, y - radius * 0.5
    for dx, dy, span in ((0, 0, 0.05), (0.042, -0.022, 0.037), (-0.12 * side, -0.055, 0.022)):
        bird = placement.put("bird", False, bx + dx, by + dy, span, tilt=float(rng.uniform(-16, 16))).solid
        matrix = skia.Matrix()
        matrix.setScale(1.0, 0.72, bx + dx, by + dy)
        bird.transform(matrix)
        surface.canvas.drawPath(bird, ink(c["deep"], 0.9))


def _shore(scene: Scene, surface: Surface, rng: np.random.Generator, c: dict[str, RGB]) -> None:
    """A grassy rise with the two on it, their edges in the light."""
    p = scene.params
    x, y, _ = p["disc"]
    level = 0.845 if not p["wide"] else 0.86
    land = ridge(rng, surface.aspect, level + 0.03, 0.018, cells=1.6, smooth=True, lift=(p["x"], 0.035, 0.4))
    body = linear((0, level - 0.2), (0, 1.0), stops(c["deep"], c["dark"], at_lightness(c["dark"], 0.13)))
    rim = mix(c["gold"], WHITE, 0.25)
    away = -p["side"] * min(0.34, surface.aspect * 0.3)
    if p["other"] and p["other_pose"] == "stand":
        tall = p["height"] * {"building": 1.7, "plant": 1.8, "place": 1.4}.get(p["other_kind"], 0.8)
        at = p["x"] + away
        wide = placement.put(p["other"], scene.icons, 0.0, 0.0, tall).bounds.width()
        tall *= min(1.0, 0.36 * min(surface.aspect, 1.2) / wide)
        reach = min(wide, 0.36 * min(surface.aspect, 1.2)) / 2 + 0.03
        at = min(max(at, reach), surface.aspect - reach)
        second = placement.stand(p["other"], scene.icons, land, at, tall, flip=p["flip"])
        placement.illuminate(
            surface, second, body, rim, (x - at, y - level), near=(x, level - 0.15, 0.75), details=0.25
        )
    elif p["other"] and p["other_pose"] == "fly":
        tall = p["height"] * 0.8
        second = placement.put(p["other"], scene.icons, x - away * 0.55, y - tall * 0.1, tall, flip=p["flip"])
        placement.illuminate(surface, second, c["deep"], rim, (away, 0.4), details=0.3)
    pair = placement.stand(
        "couple", scene.icons, land, p["x"] + (0.05 * p["side"] if p["other"] else 0.0), p["height"], flip=p["flip"]
    )
    blades = grass(rng, land, -0.1, surface.aspect + 0.1, 0.035, round(240 * surface.aspect))
    placement.illuminate(
        surface,
        pair,
        body,
        rim,
        (x - p["x"], y - level),
        more=[land, blades],
        near=(x, level - 0.1, 0.6),
        details=0.0,
        width=0.0026,
    )
    _meadow(surface, land, c, p)


def _meadow(surface: Surface, land: skia.Path, c: dict[str, RGB], p: Any) -> None:
    """A few wild flowers among the blades, off to the sides of the two."""
    rng = surface.rng(28)
    petals = (c["rose"], mix(c["gold"], c["rose"], 0.4), mix(c["disc"], c["rose"], 0.2))
    for _ in range(round(34 * surface.aspect)):
        x = float(rng.uniform(-0.05, surface.aspect + 0.05))
        if abs(x - p["x"]) < 0.11:
            continue
        tall = float(rng.uniform(0.012, 0.05))
        y = top_of(land, x) - tall
        size = 0.0035 + 0.004 * float(rng.random())
        surface.canvas.drawLine(x, y, x + 0.003, y + tall * 1.2, ink(c["dark"], stroke=0.0012))
        tone = mix(petals[int(rng.integers(3))], c["deep"], float(rng.uniform(0.0, 0.35)))
        for turn in np.linspace(0, 2 * np.pi, 5, endpoint=False):
            surface.canvas.drawCircle(
                x + size * 0.7 * float(np.cos(turn)), y + size * 0.5 * float(np.sin(turn)), size * 0.55, ink(tone)
            )
        surface.canvas.drawCircle(x, y, size * 0.35, ink(c["disc"]))


def _boats(scene: Scene, surface: Surface, c: dict[str, RGB]) -> None:
    """Two on the water, near and nearer, with their reflections."""
    p = scene.params
    x, y, _ = p["disc"]
    span = p["height"] * (0.72 if not p["wide"] else 0.62)
    for i, (dx, dy, scale) in enumerate(((0.13 * p["side"], 0.035, 0.55), (-0.06 * p["side"], 0.115, 1.0))):
        at, line, tall = p["x"] + dx, p["horizon"] + dy, span * scale
        boat = placement.put(p["afloat"], scene.icons, at, line + tall * 0.03, tall, flip=(dx > 0) != p["flip"])
        mirror = skia.Path(boat.solid)
        matrix = skia.Matrix()
        matrix.setScale(1.0, -0.7, at, line)
        mirror.transform(matrix)
        fade = linear((0, line), (0, line + tall * 0.7), stops(c["deep"], c["deep"], alpha=[0.6, 0.05]))
        surface.canvas.drawPath(mirror, ink(shader=fade, blur=0.0025))
        body = mix(c["dark"], c["deep"], 0.6 if i == 0 else 0.15)
        placement.illuminate(
            surface, boat, body, mix(c["gold"], WHITE, 0.3), (x - at, y - line), details=0.35, width=0.0022
        )
        for k in range(6):
            half = tall * (0.5 - 0.05 * k)
            surface.canvas.drawOval(
                skia.Rect.MakeXYWH(at - half, line + tall * 0.08 * k, half * 2, 0.0016), ink(c["gold"], 0.35 - 0.05 * k)
            )
