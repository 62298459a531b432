"""Three values and a red key: something on the hill, in the wood, or against the moon."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, mix, shift
from articover.generate.illustrator.nature import bare_tree, grass, ridge
from articover.generate.illustrator.outlines import polygon
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import backdrop, clouds, fog, glow, shaft, vignette
from articover.generate.illustrator.ramps import ink, linear, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.shadow import toward_us
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "horror"
SCENE_VERSION = 1
GENRES = {"horror": 2.0, "gothic": 1.4, "thriller": 0.25}
WANTS = frozenset(
    {"vampire", "ghost", "skull", "grave", "house", "raven", "bat", "zombie", "doll", "wolf", "scarecrow"}
)

_DEFAULTS = ("house", "raven", "grave", "dead_tree", "church")
_SETTINGS = frozenset({"wave", "river", "road", "city", "village", "mountain", "island", "rain", "snow"})
_WOODS = ("pine", "tree", "birch", "willow")
"""What a horror brief calls the setting, not somebody in it."""


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses between the hill, the wood and the moon; sets the frame of trees and the few things in the air."""
    aspect = request.aspect
    plan_ = plan_page(request, rng, drift=0.06)
    placeable = placement.placeable(request)
    wooded = bool(placeable) and placeable[0] in _WOODS
    placeable = tuple(concept for concept in placeable if concept not in _WOODS and concept not in _SETTINGS) or (
        ("person",) if wooded else ()
    )
    hero = next(iter(placeable), "") or str(rng.choice(_DEFAULTS))
    pose = request.poses.get(hero, "perch" if hero == "raven" else "stand")
    if wooded and pose in ("stand", "upright", "still"):
        mode = "wood"
    elif pose in ("stand", "upright"):
        mode = (
            "hill" if request.kinds.get(hero, "building") == "building" else str(rng.choice(["hill", "wood", "wood"]))
        )
    else:
        mode = "moon"
    if mode != "moon" and not wooded and request.kept("mode", mode) in ("hill", "wood"):
        # What stands on the hill can stand in the wood, and the other way round.
        mode = request.kept("mode", mode)
    x = plan_.x
    wide = plan_.wide
    radius = min(0.3, aspect * 0.26) if wide else min(0.225, aspect * 0.3)
    level = request.placed("level", 0.8 if wide else float(rng.uniform(0.77, 0.8)))
    shift_ = float(rng.uniform(-0.35, 0.35)) * radius * (0.4 if mode == "moon" else 1.0)
    disc = request.placed("disc", [x + shift_, (0.5 if wide else 0.545) - (0.02 if mode == "hill" else 0.0), radius])
    height = _stature(request, hero, mode, radius)
    trees = [
        _edge_tree(rng, aspect, side, x, max(height * 0.5, radius * 0.7), wide)
        for side in (-1.0, 1.0)
        for _ in range(2)
    ]
    hero_top = disc[1] - height / 2 if mode == "moon" else level - 0.05 - height
    keep_out = [x - height * 0.5, hero_top, x + height * 0.5, 1.0]
    params: dict[str, Any] = {
        "mode": mode,
        "x": x,
        "wide": wide,
        "level": level,
        "disc": disc,
        "hero": hero,
        "height": height,
        "flip": bool(rng.random() < 0.5),
        "pose": "air" if pose in ("fly", "hang") else pose,
        "thread": pose == "hang",
        "trees": [tree for tree in trees if tree],
        "flock": _flock(rng, disc, int(rng.integers(5, 9)), aspect, keep_out),
        "bird": request.kept("bird", "bird" if hero == "bat" or request.brief.genre_key == "gothic" else "bat"),
        "land_seed": int(rng.integers(1 << 30)),
        "heat": request.kept("heat", float(rng.uniform(0.35, 0.9))),
    }
    return Composition(params, plan_.zones, (hero,))


def _edge_tree(
    rng: np.random.Generator, aspect: float, side: float, x: float, clear: float, wide: bool
) -> list[float] | None:
    """[x, base, height, lean, spread, seed] of a bare tree past one edge whose boughs stay off what stands at `x`."""
    near_type = wide and (side < 0) == (x > aspect / 2)
    edge = 0.0 if side < 0 else aspect
    tall = float(rng.uniform(0.58, 0.74)) * (0.7 if near_type else 1.0)
    for _ in range(5):
        at = edge + side * float(rng.uniform(-0.01, 0.08))
        lean, spread, seed = (
            side * float(rng.uniform(-0.1, 0.1)),
            float(rng.uniform(0.36, 0.5)),
            int(rng.integers(1 << 30)),
        )
        base = float(rng.uniform(1.0, 1.06))
        box = bare_tree(np.random.default_rng(seed), at, base, tall, lean, spread).computeTightBounds()
        reach = box.right() if side < 0 else box.left()
        if (x - reach) * -side > clear:
            return [at, base, tall, lean, spread, seed]
        tall *= 0.84
    return None


def _stature(request: CompositionRequest, hero: str, mode: str, radius: float) -> float:
    if mode == "moon":
        return radius * (2.1 if request.poses.get(hero) == "bust" else 1.45)
    tall = {"building": 1.3, "plant": 1.35, "person": 0.95, "creature": 0.95}.get(
        request.kinds.get(hero, "building"), 0.9
    )
    return radius * tall * (1.0 if mode == "hill" else 1.15)


def _flock(
    rng: np.random.Generator, disc: list[float], count: int, aspect: float, keep_out: list[float]
) -> list[list[float]]:
    """(x, y, span, tilt) of things in the air: a loose stream past the disc, apart from each other."""
    flock: list[list[float]] = []
    way = float(rng.choice([-1.0, 1.0]))
    for _ in range(400):
        if len(flock) == count:
            break
        t = float(rng.uniform(-1.0, 1.0))
        x = disc[0] + way * t * disc[2] * 1.5
        y = disc[1] - disc[2] * (0.35 + 0.5 * t) + float(rng.normal(0, disc[2] * 0.16))
        span = disc[2] * float(rng.uniform(0.1, 0.26)) * (0.75 + 0.3 * t)
        inside = span < x < aspect - span and y > 0.33
        left, top, right, bottom = keep_out
        if left - span < x < right + span and top - span < y < bottom:
            continue
        if inside and all(np.hypot(x - a, y - b) > (span + c) * 1.15 for a, b, c, _ in flock):
            flock.append([x, y, span, float(rng.uniform(-24, 24))])
    return flock


def paint(scene: Scene, surface: Surface) -> None:
    """Sky and disc, far land, then what the mode asks for, the frame and the mist."""
    p = scene.params
    dark, mid, pale = scene.palette.tones
    black = at_lightness(mix(dark, scene.palette.accent, 0.22), 0.115, 1.0)
    red = at_lightness(mix(mid, scene.palette.accent, 0.55), 0.36, 1.25)
    ember = at_lightness(scene.palette.accent, 0.46 + 0.07 * p["heat"], 1.15)
    bone = at_lightness(mix(pale, shift(scene.palette.accent, 0.2), 0.12), 0.87)
    level = p["level"]
    backdrop(surface, stops(at_lightness(black, 0.1), at_lightness(red, 0.16), at_lightness(red, 0.27), red, ember,
                          at=[0, 0.3, 0.55, 0.82, 1.0]), bottom=level + 0.06)  # fmt: skip
    clouds(surface, black, 0.75, 31, skia.Rect.MakeLTRB(-MARGIN, 0.1, surface.aspect + MARGIN, level + 0.1), cells=3,
           stretch=2.6, cover=0.55)  # fmt: skip
    clouds(surface, ember, 0.22, 32, skia.Rect.MakeLTRB(-MARGIN, 0.3, surface.aspect + MARGIN, level + 0.15), cells=4,
           stretch=3.2, cover=0.4)  # fmt: skip
    {"hill": _hill, "wood": _wood, "moon": _moon}[p["mode"]](scene, surface, black, red, ember, bone)
    _frame(scene, surface, black, ember)
    vignette(surface, at_lightness(black, 0.07), 0.72, (p["x"] / surface.aspect, 0.58))


def _disc(scene: Scene, surface: Surface, bone: RGB, ember: RGB) -> None:
    """A stained moon, warm at its foot, veiled by torn cloud."""
    x, y, radius = scene.params["disc"]
    glow(surface, x, y, radius * 2.5, ember, 0.75)
    ramp = linear((0, y - radius), (0, y + radius), stops(bone, mix(bone, ember, 0.18), mix(bone, ember, 0.5)))
    surface.canvas.drawCircle(x, y, radius, ink(shader=ramp))
    face = skia.Path.Circle(x, y, radius)
    with surface.clip(face):
        stain = mix(bone, at_lightness(ember, 0.3), 0.5)
        box = skia.Rect.MakeLTRB(x - radius * 1.25, y - radius * 1.25, x + radius * 1.25, y + radius * 1.25)
        clouds(surface, stain, 0.75, 33, box, cells=4, stretch=1.0, cover=0.42)
        rim = stops(stain, stain, stain, at=[0, 0.78, 1], alpha=[0, 0.0, 0.5])
        surface.canvas.drawCircle(x, y, radius, ink(shader=radial((x, y), radius, rim)))


def _flying(scene: Scene, surface: Surface, black: RGB) -> None:
    for x, y, span, tilt in scene.params["flock"]:
        bird = placement.put(scene.params["bird"], scene.icons, x, y + span, span * 2, tilt=tilt).solid
        surface.canvas.drawPath(bird, ink(black))


def _hill(scene: Scene, surface: Surface, black: RGB, red: RGB, ember: RGB, bone: RGB) -> None:
    """What stands on the hill is one outline with it, against the disc."""
    p = scene.params
    rng = np.random.default_rng(p["land_seed"])
    _disc(scene, surface, bone, ember)
    far = ridge(rng, surface.aspect, p["level"] - 0.01, 0.05, cells=6)
    surface.canvas.drawPath(far, ink(mix(red, black, 0.45)))
    fog(surface, p["level"] - 0.09, p["level"] + 0.05, ember, 0.55, 34)
    _flying(scene, surface, black)
    hill = ridge(rng, surface.aspect, p["level"] + 0.1, 0.02, cells=2.4, smooth=True, lift=(p["x"], 0.13, 0.3))
    hero = placement.stand(p["hero"], scene.icons, hill, p["x"], p["height"], flip=p["flip"])
    blades = grass(rng, hill, -0.1, surface.aspect + 0.1, 0.018, round(170 * surface.aspect))
    body = linear((0, p["level"] - p["height"]), (0, 1.0), stops(shift(black, 0.025), black, at_lightness(black, 0.08)))
    x, y, radius = p["disc"]
    placement.illuminate(
        surface,
        hero,
        body,
        mix(ember, bone, 0.35),
        (x - p["x"], y - p["level"] - 0.1),
        more=[hill, blades],
        near=(x, p["level"], radius * 2.6),
        details=0.0,
        width=0.003,
    )
    _windows(scene, surface, hero, bone, ember)
    _path(surface, rng, hill, p["x"], mix(red, black, 0.35), p["level"])


def _windows(scene: Scene, surface: Surface, hero: placement.PlacedMotif, bone: RGB, ember: RGB) -> None:
    """Somebody is in: the building's own panes where it has them, else one."""
    p = scene.params
    if p["hero"] not in (
        "house",
        "castle",
        "church",
        "cabin",
        "tower",
        "village",
        "lighthouse",
        "hospital",
        "hut",
        "barn",
    ):
        return
    holes = skia.Op(hero.solid, hero.lines, skia.PathOp.kDifference_PathOp)
    light = mix(bone, ember, 0.35)
    with surface.clip(hero.solid) as canvas:
        if not holes.isEmpty():
            canvas.drawPath(holes, ink(light, 0.95))
    if holes.isEmpty():
        for pane in placement.windows(surface.rng(36), hero.solid, 2, p["height"] * 0.035):
            surface.canvas.drawRect(pane, ink(light))
    glow(surface, hero.bounds.centerX(), hero.bounds.bottom() - p["height"] * 0.3, p["height"] * 0.55, ember, 0.5)


def _path(surface: Surface, rng: np.random.Generator, hill: skia.Path, x: float, color: RGB, level: float) -> None:
    """A path that winds up to the door, hardly lighter than the ground."""
    top, bottom = level + 0.0, 1.06
    sway, lean = float(rng.uniform(0.03, 0.07)), float(rng.uniform(-0.1, 0.1))
    left, right = [], []
    for t in np.linspace(0, 1, 40):
        center = x + sway * np.sin(t * 5.2) * (0.3 + t) + lean * t * t
        half = 0.006 + 0.055 * t**1.6
        y = top + (bottom - top) * t
        left.append((center - half, y))
        right.append((center + half, y))
    shader = linear((0, top), (0, bottom), stops(color, color, alpha=[0.75, 0.1]))
    with surface.clip(hill) as canvas:
        canvas.drawPath(polygon([*left, *reversed(right)]), ink(shader=shader, blur=0.003))


def _wood(scene: Scene, surface: Surface, black: RGB, red: RGB, ember: RGB, bone: RGB) -> None:
    """Trunks in four planes of mist, an opening with light in it, and somebody there."""
    p = scene.params
    rng = np.random.default_rng(p["land_seed"])
    x, ground = p["x"], p["level"]
    light = mix(ember, bone, 0.45)
    glow(surface, x, ground - 0.14, 0.5, ember, 0.95)
    glow(surface, x, ground - 0.16, 0.26, light, 0.85)
    planes = 4
    gap = max(p["height"] * 0.5, 0.09)
    for plane in range(planes):
        depth = plane / (planes - 1)
        tone = mix(mix(red, ember, 0.35), black, 0.25 + 0.75 * depth)
        trunks = skia.Path()
        count = round((16 - 3 * plane) * (surface.aspect + 0.3))
        for at in np.linspace(-0.15, surface.aspect + 0.15, count):
            px = float(at + rng.normal(0, 0.02))
            clear = gap * (0.75 + 0.8 * depth)
            if abs(px - x) < clear:
                continue
            trunks.addPath(
                _trunk(rng, px, ground + 0.02 + 0.07 * depth, 0.006 + 0.017 * depth**1.4 + 0.004 * rng.random())
            )
        trunks.setFillType(skia.PathFillType.kWinding)
        surface.canvas.drawPath(trunks, ink(tone))
        if plane < planes - 1:
            fog(
                surface,
                ground - 0.3 + 0.06 * plane,
                ground + 0.05,
                mix(ember, bone, 0.12),
                0.42 - 0.1 * plane,
                41 + plane,
            )
            glow(surface, x, ground - 0.1, 0.3, ember, 0.35)
    soil = ridge(rng, surface.aspect, ground + 0.03, 0.012, cells=5, smooth=True)
    floor = linear((0, ground), (0, 1.0), stops(mix(red, black, 0.55), black, at_lightness(black, 0.08)))
    surface.canvas.drawPath(soil, ink(shader=floor))
    hero = placement.stand(p["hero"], scene.icons, soil, x, p["height"], flip=p["flip"])
    with surface.clip(soil):
        pool = stops(light, ember, ember, at=[0, 0.35, 1], alpha=[0.75, 0.42, 0])
        surface.canvas.drawOval(skia.Rect.MakeXYWH(x - 0.32, ground - 0.04, 0.64, 0.26),
                              ink(shader=radial((x, ground + 0.05), 0.26, pool)))  # fmt: skip
        _shadow(surface, hero.solid, hero.bounds.bottom(), black)
    for _ in range(5):
        lean = float(rng.uniform(-0.28, 0.28))
        ends = ((x + lean - 0.03, ground + 0.12), (x + lean + 0.03, ground + 0.12))
        shaft(surface, (x + lean * 0.25, ground - 0.42), ends, light, 0.12, 0.01, 0.014)
    placement.illuminate(surface, hero, black, light, (0.0, -1.0), width=0.0022, details=0.0)
    canopy = stops(at_lightness(black, 0.085), at_lightness(black, 0.1), black, black, at=[0, 0.45, 0.75, 1],
                   alpha=[0.97, 0.93, 0.5, 0])  # fmt: skip
    if not p["wide"]:
        backdrop(surface, canopy, bottom=ground - 0.2)


def _shadow(surface: Surface, shape: skia.Path, foot: float, color: RGB) -> None:
    """Its shadow, thrown toward us, widening and fading."""
    cast_ = toward_us(shape, foot, 1.2, 1.9)
    bottom = cast_.getBounds().bottom()
    shader = linear((0, foot), (0, bottom), stops(color, color, alpha=[0.95, 0.1]))
    surface.canvas.drawPath(cast_, ink(shader=shader, blur=0.004))


def _trunk(rng: np.random.Generator, x: float, foot: float, half: float) -> skia.Path:
    """A straightish trunk out of the top of the page, its root flared, with a stub or two."""
    sway = float(rng.normal(0, 0.012))
    top = -MARGIN
    path = skia.Path()
    path.moveTo(x - half * 2.0, foot)
    path.quadTo(x - half * 1.05, foot - half * 2.5, x - half + sway * 0.4, foot - 0.25)
    path.lineTo(x - half * 0.7 + sway, top)
    path.lineTo(x + half * 0.7 + sway, top)
    path.lineTo(x + half + sway * 0.4, foot - 0.25)
    path.quadTo(x + half * 1.05, foot - half * 2.5, x + half * 2.0, foot)
    path.close()
    return path


def _moon(scene: Scene, surface: Surface, black: RGB, red: RGB, ember: RGB, bone: RGB) -> None:
    """A thing as large as the disc it stands against, growing out of the dark below or hanging in the air."""
    p = scene.params
    rng = np.random.default_rng(p["land_seed"])
    _disc(scene, surface, bone, ember)
    x, y, radius = p["disc"]
    far = ridge(rng, surface.aspect, p["level"] + 0.02, 0.05, cells=6)
    surface.canvas.drawPath(far, ink(mix(red, black, 0.5)))
    fog(surface, p["level"] - 0.08, p["level"] + 0.08, ember, 0.6, 34)
    land = ridge(rng, surface.aspect, p["level"] + 0.09, 0.018, cells=2.2, smooth=True)
    blades = grass(rng, land, -0.1, surface.aspect + 0.1, 0.03, round(260 * surface.aspect))
    size = p["height"]
    outline = placement.put(p["hero"], scene.icons, x, 1.0, size, flip=p["flip"]).bounds
    pose = p["pose"]
    if pose == "air":
        hero = placement.put(p["hero"], scene.icons, x, y + outline.height() / 2, size, flip=p["flip"])
        more: list[skia.Path] = []
        if p["thread"]:
            surface.canvas.drawLine(x, -MARGIN, x, hero.bounds.top() + 0.004, ink(black, stroke=0.0022))
        else:
            _flying(scene, surface, black)
    elif pose == "perch":
        foot = y + radius * 0.62
        hero = placement.put(p["hero"], scene.icons, x, foot + size * 0.2, size, flip=p["flip"])
        more = [_branch(rng, surface.aspect, x, foot, -1.0 if p["flip"] else 1.0)]
    else:
        foot = p["level"] + (0.15 if pose == "bust" else 0.115)
        size = min(size, (foot - y + radius * 0.72) / max(outline.height() / size, 0.3))
        hero = placement.put(p["hero"], scene.icons, x, foot, size, flip=p["flip"])
        more = [land, blades]
    body = linear((0, y - radius), (0, 1.0), stops(shift(black, 0.03), black, at_lightness(black, 0.08)))
    if pose == "air":
        placement.illuminate(surface, hero, body, mix(ember, bone, 0.3), (0.2, -1.0), details=0.3)
    if pose in ("air", "perch"):
        surface.canvas.drawPath(land, ink(black))
        surface.canvas.drawPath(blades, ink(black))
    if pose != "air":
        placement.illuminate(surface, hero, body, mix(ember, bone, 0.45), (x - p["x"] + 0.02, -1.0), more=more,
                        near=(x, y + radius * 0.6, radius * 2.4), details=0.5, width=0.0032)  # fmt: skip
    fog(surface, p["level"] + 0.02, p["level"] + 0.18, mix(ember, black, 0.35), 0.5, 36)


def _branch(rng: np.random.Generator, aspect: float, x: float, y: float, way: float) -> skia.Path:
    """A bare bough from the edge of the page to a little past `x`, with twigs."""
    start = aspect + 0.12 if way > 0 else -0.12
    end = x - way * 0.13
    upper, lower = [], []
    for t in np.linspace(0, 1, 30):
        px = start + (end - start) * t
        py = y + 0.05 * (1 - t) ** 1.5 - 0.012 * np.sin(t * 9) * (1 - t) + 0.02 * max(t - 0.75, 0)
        half = 0.016 * (1 - t) ** 0.8 + 0.0022
        upper.append((px, py - half + float(rng.normal(0, 0.0008))))
        lower.append((px, py + half))
    bough = polygon([*upper, *reversed(lower)])
    for i, side in ((6, -1.0), (12, -1.0), (17, -1.0), (27, -1.0)):
        px, py = upper[i] if side < 0 else lower[i]
        if side < 0 and abs(px - x) < 0.07:
            continue
        lean = -way * float(rng.uniform(0.5, 0.9))
        twig = bare_tree(rng, 0.0, 0.0, float(rng.uniform(0.06, 0.11)), lean, 0.4)
        matrix = skia.Matrix()
        matrix.setScale(1, -side)
        matrix.postTranslate(px, py)
        twig.transform(matrix)
        bough.addPath(twig)
    bough.setFillType(skia.PathFillType.kWinding)
    return bough


def _frame(scene: Scene, surface: Surface, black: RGB, ember: RGB) -> None:
    """Bare trees past both edges, mist at their feet, the ground dark enough for the author's name."""
    p = scene.params
    if p["mode"] != "wood":
        trees = skia.Path()
        for x, base, height, lean, spread, seed in p["trees"]:
            trees.addPath(bare_tree(np.random.default_rng(seed), x, base, height, lean, spread))
        trees.setFillType(skia.PathFillType.kWinding)
        surface.canvas.drawPath(trees, ink(at_lightness(black, 0.085)))
    fog(surface, 0.8, 0.97, mix(ember, black, 0.55), 0.35, 37)
    foot = stops(at_lightness(black, 0.08), at_lightness(black, 0.08), at_lightness(black, 0.08), at=[0, 0.5, 1],
                 alpha=[0, 0.75, 0.95])  # fmt: skip
    surface.canvas.drawRect(
        skia.Rect.MakeLTRB(-MARGIN, 0.82, surface.aspect + MARGIN, 1 + MARGIN),
        ink(shader=linear((0, 0.82), (0, 1.0), foot)),
    )
