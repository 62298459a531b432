"""A split level: what stands above the sea, and what waits under it."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, mix, shift
from articover.generate.illustrator.nature import ridge
from articover.generate.illustrator.noise import profile
from articover.generate.illustrator.outlines import polygon
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import WHITE, backdrop, clouds, fog, glow, shaft, stars, vignette
from articover.generate.illustrator.ramps import ink, linear, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "tide"
SCENE_VERSION = 1
GENRES = {"mystery": 1.0, "literary": 0.25, "general": 0.35, "thriller": 0.2}
WANTS = frozenset(
    {"whale", "lighthouse", "ship", "boat", "sea", "ocean", "fish", "octopus", "mermaid", "shark", "island", "anchor",
     "submarine", "sailboat", "wave"}
)  # fmt: skip

_SHORE = frozenset({"lighthouse", "wave", "island", "anchor", "shell", "ship_wheel", "diver"})
_SEA: RGB = (0.10, 0.33, 0.41)


def fit(request: CompositionRequest) -> float:
    """Best with something of the sea; poor with what neither stands, floats nor sinks."""
    placeable = placement.placeable(request)
    if _SHORE & set(request.motifs) or any(placement.of_water(request, concept) for concept in placeable):
        return 1.6
    if not placeable:
        return 0.5
    return 0.3 if request.kinds.get(placeable[0]) in ("building", "object") else 0.05


def _stands_in_the_sea(request: CompositionRequest, concept: str) -> bool:
    return placement.floats(request, concept) or (
        concept != "bridge"
        and request.kinds.get(concept) in ("building", "plant", "person")
        and request.poses.get(concept) == "stand"
    )


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses the waterline, what stands above, what lies below, and whether the title is sky or sea."""
    aspect = request.aspect
    place_ = plan_page(request, rng, drift=0.0)
    placeable = placement.placeable(request)
    below = next((c for c in placeable if placement.swims(request, c)), "")
    if not below:
        below = next((c for c in placeable if request.poses.get(c) in ("still", "upright")), "")
    above = next((c for c in placeable if c != below and _stands_in_the_sea(request, c)), "lighthouse")
    floats = placement.floats(request, above)
    deep_title = not place_.wide and aspect < 0.85 and request.kept("deep_title", bool(rng.random() < 0.4))
    side = request.kept("side", float(rng.choice([-1.0, 1.0])))
    zones = place_.zones
    if place_.wide:
        water = request.placed("water", float(rng.uniform(0.42, 0.46)))
        x = place_.x
        height, below_y, tall = 0.31, 0.69, 0.4
        span = min(0.64, aspect * 0.36)
        title = place_.zones[0]
        zones = (Zone("title", title.left, 0.53, title.right, 0.85, "left", "middle"), zones[1])
    elif deep_title:
        water = request.placed("water", float(rng.uniform(0.4, 0.43)))
        x = aspect * (0.5 + side * 0.17)
        height, below_y, tall = 0.29, water + 0.125, 0.2
        span = aspect * 0.62
        zones = (Zone("title", 0.08, 0.64, 0.92, 0.87, "center", "middle"), zones[1])
    else:
        water = request.placed("water", float(rng.uniform(0.53, 0.56)))
        x = request.placed("x", aspect * (0.5 + side * float(rng.uniform(0.1, 0.2))))
        height, below_y, tall = 0.19, water + 0.2, 0.29
        span = min(aspect * 0.74, 0.62)
    params: dict[str, Any] = {
        "water": water,
        "x": x,
        "above": above,
        "above_height": min(height, aspect * 0.5) * (0.7 if floats else 1.0),
        "floats": floats,
        "beam": above == "lighthouse",
        "beam_way": -1.0 if x > aspect / 2 else 1.0,
        "below": below,
        "below_at": [
            # Off the island's root, on the side where the light falls.
            x if place_.wide else aspect * (0.5 - side * 0.09),
            below_y,
        ],
        "below_size": span,
        "below_tall": tall,
        "flip": bool(rng.random() < 0.5),
        "flip_below": bool(rng.random() < 0.5),
        "sun": request.placed("sun", float(rng.uniform(0.3, 0.8)) * aspect if not place_.wide else x - 0.25),
        "land_seed": int(rng.integers(1 << 30)),
        "warm": request.kept("warm", float(rng.uniform(0.5, 1.0))),
        "storm": request.kept("storm", float(rng.uniform(0.3, 0.8))),
        "wide": place_.wide,
        "deep_title": deep_title,
        "side": side,
    }
    return Composition(params, zones, tuple(c for c in (above, below) if c))


def paint(scene: Scene, surface: Surface) -> None:
    """Sky, far coast, what stands above; then water, its light, what lies below."""
    p = scene.params
    dark, mid, pale = scene.palette.tones
    # Water is blue or green whatever the sky: a brown sea reads as mud.
    sea = mix(mid, _SEA, 0.75) if mid[0] > mid[2] else mix(mid, _SEA, 0.15)
    deep = mix(dark, _SEA, 0.25) if dark[0] > dark[2] else dark
    water = p["water"]
    rng = np.random.default_rng(p["land_seed"])
    night = at_lightness(mix(dark, mid, 0.4), 0.25, 1.1)
    warm = mix(shift(pale, 0.0, 1.5), scene.palette.accent, 0.12) if scene.palette.is_dark else pale
    dusk = mix(at_lightness(mid, 0.5), warm, 0.3 + 0.4 * p["warm"])
    backdrop(surface, stops(night, mix(night, mid, 0.6), dusk, warm, at=[0, 0.45, 0.86, 1.0]), bottom=water)
    stars(surface, 150, WHITE, 13, bottom=water * 0.7, calm=scene.zones)
    clouds(
        surface,
        night,
        p["storm"] * 0.7,
        14,
        skia.Rect.MakeLTRB(-0.2, water * 0.25, surface.aspect + 0.2, water * 1.1),
        cells=3,
        stretch=4.5,
        cover=0.55,
    )
    clouds(surface, warm, 0.5, 15, skia.Rect.MakeLTRB(-0.2, water * 0.55, surface.aspect + 0.2, water * 1.05), cells=4,
           stretch=6, cover=0.4)  # fmt: skip
    glow(surface, p["sun"], water, 0.4, warm, 0.65)
    shore = at_lightness(mix(dark, mid, 0.25), 0.17)
    for i, depth in enumerate((0.35, 0.6)):
        coast = ridge(
            rng, surface.aspect, water - 0.02 + 0.012 * i, 0.022, cells=4 - i, tilt=float(rng.uniform(-0.03, 0.03))
        )
        surface.canvas.drawPath(coast, ink(mix(dusk, night, depth)))
        fog(surface, water - 0.05, water + 0.01, warm, 0.4, 51 + i)
    lamp = _above(surface, scene, rng, shore, warm)
    _sea(surface, scene, rng, sea, deep, pale)
    _below(surface, scene, rng, sea, deep, pale)
    _waterline(surface, scene, rng, pale)
    if lamp:
        glow(surface, *lamp, 0.16, mix(warm, WHITE, 0.3), 0.85)
        glow(surface, *lamp, 0.035, WHITE, 0.95)
    vignette(surface, at_lightness(dark, 0.12), 0.5)


def _above(
    surface: Surface, scene: Scene, rng: np.random.Generator, shore: RGB, warm: RGB
) -> tuple[float, float] | None:
    """The protagonist over the water; the lamp's place when it has one."""
    p = scene.params
    water, x, height = p["water"], p["x"], p["above_height"]
    toward = (p["sun"] - x, -0.12)
    if p["floats"]:
        boat = placement.put(p["above"], scene.icons, x, water + height * 0.1, height, flip=p["flip"])
        placement.illuminate(surface, boat, shore, warm, toward)
        return None
    rise = 0.055 if not p["wide"] else 0.07
    island = _island(rng, x, water, rise, 0.17 if not p["wide"] else 0.26)
    # No broader than its rock.
    spread = placement.put(p["above"], scene.icons, x, water, height).bounds.width()
    height *= min(1.0, (0.2 if not p["wide"] else 0.3) / spread)
    hero = placement.put(p["above"], scene.icons, x, water - rise * 0.86, height, flip=p["flip"])
    lamp = (x, hero.bounds.top() + height * 0.185) if p["beam"] else None
    if lamp:
        way = p["beam_way"]
        for direction, reach, strength in ((way, surface.aspect * 1.1 + 0.3, 0.55), (-way, 0.5, 0.4)):
            end = (lamp[0] + direction * reach, lamp[1] + reach * 0.12)
            ends = ((end[0], end[1] - reach * 0.09), (end[0], end[1] + reach * 0.09))
            shaft(surface, lamp, ends, mix(warm, WHITE, 0.4), strength, 0.004, 0.006)
    body = linear((0, water - rise - height), (0, water), stops(shift(shore, 0.05), shore))
    placement.illuminate(surface, hero, body, warm, toward, more=[island], width=0.003, strength=0.95)
    if p["above"] == "lighthouse":
        bands = skia.Path()
        for i in range(3):
            top = water - rise - height * (0.62 - 0.2 * i)
            bands.addRect(skia.Rect.MakeLTRB(x - height, top, x + height, top + height * 0.095))
        trunk = skia.Path.Rect(
            skia.Rect.MakeLTRB(x - height, water - rise - height * 0.7, x + height, water - rise * 0.9)
        )
        with surface.clip(hero.solid), surface.clip(trunk) as canvas:
            canvas.drawPath(bands, ink(mix(scene.palette.accent, shore, 0.45), 0.9))
    elif placement.lived_in(p["above"]):
        for pane in placement.windows(surface.rng(71), hero.solid, 4, height * 0.025):
            surface.canvas.drawRect(pane, ink(mix(warm, WHITE, 0.3)))
            glow(surface, pane.centerX(), pane.centerY(), height * 0.1, warm, 0.6)
    return lamp


def _island(rng: np.random.Generator, x: float, water: float, rise: float, half: float) -> skia.Path:
    """A rock with a level top, broken at its edges."""
    at = np.linspace(-1, 1, 60)
    crag = profile(rng, 60, cells=9, octaves=4, gain=0.55)
    shape = np.clip(1.35 * (1 - np.abs(at) ** 1.7), 0, 1)
    y = water - rise * shape * (1 - 0.22 * (crag * 0.5 + 0.5) * (np.abs(at) > 0.22))
    points = [(x + half * a, float(b)) for a, b in zip(at, y, strict=True)]
    return polygon([(x - half, water + 0.05), *points, (x + half, water + 0.05)])


def _surface(rng: np.random.Generator, aspect: float, water: float) -> skia.Path:
    """Everything under the waves."""
    x = np.linspace(-MARGIN, aspect + MARGIN, 300)
    y = water + 0.0035 * profile(rng, 300, cells=9 * (aspect + 0.4), octaves=3, gain=0.5, smooth=True)
    return polygon([(-MARGIN, 1 + MARGIN), *zip(x, y, strict=True), (aspect + MARGIN, 1 + MARGIN)])


def _sea(surface: Surface, scene: Scene, rng: np.random.Generator, mid: RGB, dark: RGB, pale: RGB) -> None:
    """Water lit from above: bright under the surface, night at the bottom, with shafts of light."""
    p = scene.params
    water = p["water"]
    clear = mix(at_lightness(mid, 0.58, 1.35), pale, 0.12)
    body = _surface(surface.rng(80), surface.aspect, water)
    ramp = stops(clear, at_lightness(mid, 0.4, 1.35), at_lightness(mix(mid, dark, 0.5), 0.24, 1.2),
                 at_lightness(dark, 0.14, 1.2), at=[0, 0.28, 0.68, 1])  # fmt: skip
    surface.canvas.drawPath(body, ink(shader=linear((0, water), (0, 1.0), ramp)))
    with surface.clip(body):
        for _ in range(9):
            x = float(rng.uniform(-0.1, surface.aspect + 0.1))
            lean = (x - p["sun"]) * 0.5 + float(rng.normal(0, 0.03))
            reach, wide = float(rng.uniform(0.2, 0.42)), float(rng.uniform(0.01, 0.05))
            ends = ((x + lean - wide, water + reach), (x + lean + wide, water + reach))
            shaft(
                surface, (x, water - 0.02), ends, mix(clear, WHITE, 0.4), float(rng.uniform(0.18, 0.42)), 0.012, 0.009
            )
        clouds(
            surface,
            clear,
            0.22,
            81,
            skia.Rect.MakeLTRB(-0.2, water, surface.aspect + 0.2, 1.2),
            cells=4,
            stretch=2.5,
            cover=0.5,
        )
        if not p["floats"]:
            half = 0.17 if not p["wide"] else 0.26
            root = _root(rng, p["x"], water, half, (1.0 - water) * (0.34 if p["below"] else 0.7))
            tone = at_lightness(mix(dark, mid, 0.45), 0.24, 1.2)
            fade = stops(tone, at_lightness(mid, 0.3, 1.2), alpha=[0.95, 0])
            depth = root.getBounds().bottom()
            surface.canvas.drawPath(root, ink(shader=linear((0, water), (0, depth), fade), blur=0.002))


def _root(rng: np.random.Generator, x: float, water: float, half: float, depth: float) -> skia.Path:
    """The rock under the waterline, narrowing as it goes down out of sight."""
    at = np.linspace(-1, 1, 80)
    crag = profile(rng, 80, cells=12, octaves=4, gain=0.6)
    y = water - 0.01 + depth * np.clip(1 - np.abs(at) ** 2.2, 0, 1) * (1 + 0.15 * crag)
    return polygon([(x + half * 1.02 * a, float(b)) for a, b in zip(at, y, strict=True)])


def _below(surface: Surface, scene: Scene, rng: np.random.Generator, mid: RGB, dark: RGB, pale: RGB) -> None:
    """What waits in the deep: dark, lit from the surface, with drifting motes; the floor of the sea."""
    p = scene.params
    water = p["water"]
    light = mix(at_lightness(mid, 0.7, 1.2), pale, 0.35)
    if p["below"]:
        x, y = p["below_at"]
        box = placement.put(p["below"], scene.icons, 0.5, 1.0, 1.0).solid.computeTightBounds()
        size = p["below_size"] / max(box.width(), 0.55)
        size = min(size, p["below_tall"] / box.height())
        hero = placement.put(p["below"], scene.icons, x, y + size * (1 - box.centerY()), size, flip=p["flip_below"])
        bounds = hero.bounds
        glow(surface, x, y - bounds.height() * 0.2, bounds.width() * 0.62, at_lightness(mid, 0.55, 1.3), 0.4)
        shader = linear((0, bounds.top()), (0, bounds.bottom()), stops(
            at_lightness(mix(dark, mid, 0.6), 0.31, 1.2), at_lightness(mix(dark, mid, 0.3), 0.17, 1.2)))  # fmt: skip
        placement.illuminate(surface, hero, shader, light, (p["sun"] - x, -1.0), width=0.005, soft=0.004, strength=0.75)
        with surface.clip(hero.solid):
            for i in range(5):
                at = bounds.left() + bounds.width() * float(rng.uniform(0.05, 0.95))
                ends = ((at - 0.03 + 0.02 * i, bounds.bottom()), (at + 0.03, bounds.bottom()))
                shaft(surface, (at, bounds.top()), ends, light, 0.16, 0.008, 0.006)
    motes = surface.rng(82)
    for _ in range(round(70 * surface.aspect) + 20):
        mx = float(motes.uniform(-0.1, surface.aspect + 0.1))
        my = float(motes.uniform(water + 0.03, 1.0))
        size = 0.0006 + 0.0011 * float(motes.random()) ** 3
        surface.canvas.drawCircle(mx, my, size, ink(light, float(motes.uniform(0.15, 0.55))))
    floor = ridge(rng, surface.aspect, 0.965, 0.03, cells=3.5)
    surface.canvas.drawPath(floor, ink(at_lightness(dark, 0.11, 1.2), 0.9, blur=0.003))


def _waterline(surface: Surface, scene: Scene, rng: np.random.Generator, pale: RGB) -> None:
    """The thin bright skin of the sea."""
    line = _surface(surface.rng(80), surface.aspect, scene.params["water"])
    bright = mix(pale, WHITE, 0.5)
    surface.canvas.drawPath(line, ink(bright, 0.85, stroke=0.0022))
    surface.canvas.drawPath(line, ink(bright, 0.5, stroke=0.009, blur=0.006, blend=skia.BlendMode.kScreen))
