"""Cut paper: bright sheets with soft hued shadows, a hero with a face, and everything rooted where it grows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import skia

from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, from_oklab, lightness, mix, shift, to_oklab
from articover.generate.illustrator.motifs import mood
from articover.generate.illustrator.nature import ridge, top_of
from articover.generate.illustrator.outlines import polygon, union
from articover.generate.illustrator.page_plan import plan_page
from articover.generate.illustrator.paint import WHITE, backdrop, cut_paper
from articover.generate.illustrator.ramps import ink, linear, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "paper"
SCENE_VERSION = 1
GENRES = {"children": 2.4, "general": 0.2, "cookbook": 0.2}
WANTS = frozenset({"robot", "rabbit", "bear", "fox", "cat", "dog", "elephant", "dinosaur", "house", "flower", "snail"})

_DEFAULTS = ("fox", "rabbit", "house", "elephant", "owl", "balloon")
_YOUNG = {"person": "child"}
"""In a book for children whoever is just somebody is a child."""
_COMPANY = frozenset({"creature", "person", "building", "vehicle", "plant"})
_WORLDS = ("meadow", "night", "sea")
_MAX_FLOWERS = 14


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses the world (meadow, night, sea), sets the hero on its hill, and grows a garden that overlaps nothing."""
    aspect = request.aspect
    plan_ = plan_page(request, rng, drift=0.05)
    placeable = tuple(concept for concept in placement.placeable(request) if concept not in ("wave", "road", "river"))
    hero = next(iter(placeable), "") or str(rng.choice(_DEFAULTS))
    friend = next((c for c in placeable if c != hero and request.kinds.get(c) in _COMPANY), "")
    world = _world(request, hero, rng)
    if "sea" not in (world, request.kept("world", world)):
        world = request.kept("world", world)
    wide = plan_.wide
    pose = request.poses.get(hero, "stand")
    size = min(0.5, aspect * 0.3) if wide else min(0.36, aspect * 0.52)
    if pose in ("fly", "sky", "float", "swim"):
        size *= 0.95
    x = plan_.x
    side = 1.0 if x < aspect / 2 else -1.0
    if wide:
        # The friend keeps to the far side, away from the type.
        side = -side
    level = 0.725
    sun_side = -side if not wide else (1.0 if x > aspect / 2 else -1.0)
    radius = min(0.095, aspect * 0.15) if not wide else 0.13
    half = _presence(hero, request.icons, size) / 2 + 0.03
    sun = [x + sun_side * (0.33 * min(aspect, 0.9) if not wide else size * 0.62), 0.47 if not wide else 0.2, radius]
    friend_size = size * (0.54 if request.kinds.get(friend) != "building" else 0.7)
    friend_at = x
    if friend:
        # The two stand as a group in the middle of their part of the page, and shrink until they fit it.
        theirs = _presence(friend, request.icons, friend_size) / 2
        room = (aspect * 0.46 if wide else aspect) - 0.05
        fit = min(1.0, room / (2 * half + 2 * theirs + 0.03))
        size, friend_size, half, theirs = size * fit, friend_size * fit, half * fit, theirs * fit
        middle, spread = x if wide else aspect / 2, half + theirs + 0.03
        x, friend_at = middle - side * (spread - half), middle + side * (spread - theirs)
    params: dict[str, Any] = {
        "world": world,
        "wide": wide,
        "x": x,
        "level": level,
        "hero": _YOUNG.get(hero, hero),
        "pose": pose,
        "size": size,
        "flip": bool(rng.random() < 0.5),
        "friend": _YOUNG.get(friend, friend),
        "friend_pose": request.poses.get(friend, "stand"),
        "friend_at": friend_at,
        "friend_size": friend_size,
        "sun": sun,
        "scheme": request.kept("scheme", int(rng.integers(4))),
        "land_seed": int(rng.integers(1 << 30)),
        "clouds": _clouds(rng, aspect, plan_.calm if not wide else 0.0, wide, x, sun, [half, level + 0.1 - size]),
        "flowers": _garden(rng, aspect, x, half, friend_at if friend else None),
    }
    shown = (params["hero"], params["friend"])
    return Composition(params, plan_.zones, tuple(concept for concept in shown if concept))


def _world(request: CompositionRequest, hero: str, rng: np.random.Generator) -> str:
    """Where it happens: by what the brief speaks of, else by chance."""
    if request.poses.get(hero) in ("swim", "float") or hero in ("lighthouse", "anchor", "shell", "crab"):
        return "sea"
    sky = {"moon", "star", "planet", "galaxy", "comet"} & set(request.motifs)
    if (
        sky
        or "night" in mood(request.brief)
        or hero in ("rocket", "owl", "bat", "ghost", "astronaut", "alien", "spaceship", "ufo", "telescope")
    ):
        return "night"
    return str(rng.choice(_WORLDS[:2], p=[0.86, 0.14]))


def _clouds(
    rng: np.random.Generator, aspect: float, calm: float, wide: bool, x: float, sun: list[float], hero: list[float]
) -> list[list[float]]:
    """(x, y, size) of clouds under the title, apart from each other, the sun and the hero [half width, top]."""
    clouds: list[list[float]] = []
    for _ in range(300):
        if len(clouds) == 3:
            break
        size = float(rng.uniform(0.11, 0.2))
        at = float(rng.uniform(-0.04, aspect + 0.04))
        y = float(rng.uniform(calm + 0.07, calm + 0.26)) if not wide else float(rng.uniform(0.1, 0.35))
        far = all(abs(at - a) > (size + c) * 0.62 or abs(y - b) > 0.1 for a, b, c in clouds)
        if far and np.hypot(at - sun[0], y - sun[1]) > sun[2] + size * 0.3 and abs(at - x) > 0.1:
            if wide and abs(at - x) > aspect * 0.19:
                continue
            if abs(at - x) < hero[0] + size * 0.5 and y + size * 0.3 > hero[1]:
                continue
            clouds.append([at, y, size])
    return clouds


def _garden(rng: np.random.Generator, aspect: float, x: float, half: float, friend: float | None) -> list[list[float]]:
    """(x, depth 0..1, height, kind, hue) of flowers, none in front of the hero's face or of one another."""
    flowers: list[list[float]] = []
    for _ in range(400):
        if len(flowers) == round(_MAX_FLOWERS * min(max(aspect, 0.6), 2.0)):
            break
        at = float(rng.uniform(0.03, aspect - 0.03))
        depth = float(rng.uniform(0.0, 0.99))
        tall = float(rng.uniform(0.055, 0.1)) * (0.7 + 0.5 * depth)
        if abs(at - x) < half * (1.0 if depth < 0.75 else 0.75) or (friend is not None and abs(at - friend) < 0.1):
            continue
        if aspect > 1.15 and depth < 0.5 and abs(at - x) > aspect * 0.24:
            # The far hill is close under the type of a wide page.
            continue
        if all(abs(at - a) > 0.056 for a, *_ in flowers):
            flowers.append([at, depth, tall, int(rng.integers(3)), int(rng.integers(3))])
    return sorted(flowers, key=lambda flower: flower[1])


def paint(scene: Scene, surface: Surface) -> None:
    """Far to near: sky, sun, clouds, hills with what grows on them, the hero, the grass before it."""
    p = scene.params
    colors = _Colors(scene)
    rng = np.random.default_rng(p["land_seed"])
    backdrop(surface, stops(colors.high, colors.low), bottom=0.8)
    _heaven(scene, surface, colors)
    for x, y, size in p["clouds"]:
        cloud = placement.put("cloud", False, x, y + size * 0.3, size).solid
        ramp = stops(colors.cloud, mix(colors.cloud, colors.low, 0.18))
        cut_paper(surface, cloud, linear((0, y - size * 0.3), (0, y + size * 0.3), ramp),
                  colors.shadow, lift=0.009)  # fmt: skip
    level, count = p["level"], 4
    for i in range(count):
        t = i / (count - 1)
        land = _land(rng, surface, level - 0.085 + 0.082 * i, i, p["world"])
        tone = colors.land(t)
        if i == 1:
            _bushes(rng, surface, land, colors, p)
        top = level - 0.13 + 0.082 * i
        cut_paper(
            surface,
            land,
            linear((0, top), (0, top + 0.28), stops(shift(tone, 0.03), shift(tone, -0.035))),
            colors.shadow,
            lift=0.01,
        )
        if p["world"] != "sea":
            _flowers(surface, land, colors, p["flowers"], i / count, (i + 1) / count)
        if i == 1 and p["friend"]:
            _friend(scene, surface, land, colors)
        if i == 2:
            _hero(scene, surface, land, colors)


class _Colors:
    """The sheets of paper: one scheme of four from the palette, all light and clear."""

    def __init__(self, scene: Scene) -> None:
        palette = scene.palette
        inks = sorted((palette.ground, palette.middle, palette.light, palette.accent), key=lightness)
        self.deep = at_lightness(inks[0], 0.36, 1.0)
        self.inks = [at_lightness(color, max(0.58, min(lightness(color), 0.84)), 1.12) for color in inks[1:]]
        scheme, world = scene.params["scheme"], scene.params["world"]
        sky = ((0.80, 205.0), (0.82, 225.0), (0.87, 80.0), (0.84, 25.0))[scheme]
        green = ((0.62, 150.0), (0.60, 165.0), (0.58, 172.0), (0.60, 140.0))[scheme]
        self.high, self.low = _tint(sky[0], 0.085, sky[1]), _tint(0.945, 0.035, sky[1] + (30 if scheme < 2 else 0))
        self._near, self._far = _tint(green[0] - 0.13, 0.115, green[1]), _tint(0.83, 0.115, green[1] - 28)
        self.cloud: RGB = (1.0, 1.0, 0.995)
        self.shadow = _tint(0.34, 0.07, 262.0)
        self.sun = _tint(0.87, 0.15, 86.0)
        if world == "night":
            self.high, self.low = _tint(0.33, 0.09, 278.0), _tint(0.62, 0.105, 300.0)
            self._near, self._far = _tint(0.31, 0.075, 262.0), _tint(0.56, 0.09, 220.0)
            self.cloud, self.shadow, self.sun = (
                _tint(0.72, 0.06, 300.0),
                _tint(0.18, 0.06, 280.0),
                _tint(0.94, 0.075, 95.0),
            )
        elif world == "sea":
            self._near, self._far = _tint(0.42, 0.105, 245.0), _tint(0.79, 0.085, 205.0)
            self.high, self.low = _tint(0.88, 0.07, 70.0 if scheme > 1 else 215.0), _tint(0.96, 0.04, 80.0)
        self.night = world == "night"

    def land(self, t: float) -> RGB:
        return mix(self._far, self._near, t)

    def hero(self) -> RGB:
        """The warm colour that stands off both sky and land."""
        warm = [color for color in self.inks if _hue(color) < 110 or _hue(color) > 330]
        return at_lightness(warm[0] if warm else _tint(0.68, 0.17, 40.0), 0.7 if not self.night else 0.78, 1.15)

    def friend(self) -> RGB:
        mine = _hue(self.hero())
        return _tint(0.84, 0.135, 92.0) if abs(mine - 92) > 35 else _tint(0.72, 0.14, 15.0)


def _tint(light: float, chroma: float, hue: float) -> RGB:
    """A colour by OKLCH."""
    gray = at_lightness((0.5, 0.5, 0.5), light)
    lab = to_oklab(np.array(gray))
    lab[1], lab[2] = chroma * np.cos(np.radians(hue)), chroma * np.sin(np.radians(hue))
    red, green, blue = (float(value) for value in from_oklab(lab))
    return red, green, blue


def _hue(color: RGB) -> float:
    _, a, b = to_oklab(np.array(color))
    return float(np.degrees(np.arctan2(b, a)) % 360)


def _heaven(scene: Scene, surface: Surface, colors: _Colors) -> None:
    """Sun in three rings, or moon and stars: to one side, under the title."""
    x, y, radius = scene.params["sun"]
    if scene.params["world"] == "night":
        rng = np.random.default_rng(scene.params["land_seed"] + 1)
        placed: list[tuple[float, float]] = []
        for _ in range(240):
            if len(placed) > 15 * surface.aspect + 6:
                break
            sx, sy = float(rng.uniform(0, surface.aspect)), float(rng.uniform(0.02, 0.62))
            size = float(rng.choice([0.012, 0.016, 0.026]))
            calm = not scene.params["wide"] and sy < 0.31 and 0.06 * surface.aspect < sx < 0.94 * surface.aspect
            beside = scene.params["wide"] and abs(sx - scene.params["x"]) > surface.aspect * 0.26
            if calm or beside or np.hypot(sx - x, sy - y) < radius * 1.3:
                continue
            if all(np.hypot(sx - a, sy - b) > 0.07 for a, b in placed):
                placed.append((sx, sy))
                star = placement.put("star", False, sx, sy + size / 2, size, tilt=float(rng.uniform(-20, 20))).solid
                cut_paper(surface, star, colors.sun, colors.shadow, lift=0.003, hairline=0.0)
        moon = placement.put("moon", False, x, y + radius, radius * 2).solid
        ramp = stops(colors.sun, shift(colors.sun, -0.05, 1.2))
        cut_paper(surface, moon, linear((x - radius, 0), (x + radius, 0), ramp),
                  colors.shadow, lift=0.008)  # fmt: skip
        return
    for scale, pale in ((1.5, 0.62), (1.24, 0.34), (1.0, 0.0)):
        ring = skia.Path.Circle(x, y, radius * scale)
        tone = mix(colors.sun, colors.low, pale)
        ramp = stops(shift(tone, 0.015), shift(tone, -0.03, 1.1))
        cut_paper(surface, ring, linear((0, y - radius), (0, y + radius), ramp),
                  colors.shadow, lift=0.005)  # fmt: skip


def _land(rng: np.random.Generator, surface: Surface, level: float, i: int, world: str) -> skia.Path:
    if world != "sea":
        return ridge(rng, surface.aspect, level, 0.04 - 0.004 * i, cells=1.7 + 0.3 * i, smooth=True, gain=0.3,
                     tilt=float(rng.uniform(-0.05, 0.05)))  # fmt: skip
    # Waves: a row of scallops, each row shifted against the one before.
    step = 0.085 + 0.022 * i
    start = -MARGIN - step * float(rng.uniform(0, 1))
    path = skia.Path()
    path.moveTo(start, 1 + MARGIN)
    path.lineTo(start, level)
    x = start
    while x < surface.aspect + MARGIN:
        path.cubicTo(x + step * 0.3, level + step * 0.34, x + step * 0.72, level + step * 0.3, x + step, level)
        x += step
    path.lineTo(x, 1 + MARGIN)
    path.close()
    return path


def _bushes(rng: np.random.Generator, surface: Surface, land: skia.Path, colors: _Colors, p: Mapping[str, Any]) -> None:
    """Round trees on the far hill, standing in it, never behind the hero."""
    if p["world"] == "sea":
        return
    placed: list[float] = []
    for _ in range(60):
        if len(placed) >= 2 + round(2 * surface.aspect):
            return
        x = float(rng.uniform(0.0, surface.aspect))
        tall = float(rng.uniform(0.12, 0.19))
        if abs(x - p["x"]) < p["size"] * 0.42 or any(abs(x - other) < 0.1 for other in placed):
            continue
        if p["friend"] and abs(x - p["friend_at"]) < p["friend_size"] * 0.5 + 0.05:
            continue
        if p["wide"] and abs(x - p["x"]) > surface.aspect * 0.24:
            continue
        placed.append(x)
        foot = top_of(land, x) + 0.02
        tone = mix(colors.land(0.45), colors.land(0.9), float(rng.uniform(0, 1)))
        stem = skia.Path.RRect(skia.Rect.MakeXYWH(x - 0.006, foot - tall * 0.7, 0.012, tall * 0.7), 0.004, 0.004)
        cut_paper(surface, stem, at_lightness(colors.shadow, 0.45), colors.shadow, lift=0.004)
        if rng.random() < 0.5:
            crown = skia.Path.Oval(skia.Rect.MakeXYWH(x - tall * 0.29, foot - tall, tall * 0.58, tall * 0.72))
        else:
            crown = polygon(
                [(x, foot - tall * 1.1), (x + tall * 0.3, foot - tall * 0.22), (x - tall * 0.3, foot - tall * 0.22)]
            )
            crown = union(
                crown,
                skia.Path.RRect(
                    skia.Rect.MakeXYWH(x - tall * 0.3, foot - tall * 0.25, tall * 0.6, tall * 0.05), 0.008, 0.008
                ),
            )
        cut_paper(
            surface,
            crown,
            linear((0, foot - tall), (0, foot), stops(shift(tone, 0.05), shift(tone, -0.04))),
            colors.shadow,
            lift=0.006,
        )


def _flowers(
    surface: Surface, land: skia.Path, colors: _Colors, flowers: list[list[float]], near: float, far: float
) -> None:
    """Stem, leaves and bloom of paper, their feet inside the hill."""
    for x, depth, tall, kind, hue in flowers:
        if not near <= depth < far:
            continue
        foot = top_of(land, x) + 0.014 + 0.03 * (depth - near)
        stem = skia.Path()
        stem.moveTo(x - 0.003, foot)
        stem.quadTo(x + tall * 0.08, foot - tall * 0.5, x - 0.0025, foot - tall)
        stem.lineTo(x + 0.0035, foot - tall)
        stem.quadTo(x + tall * 0.08 + 0.006, foot - tall * 0.5, x + 0.004, foot)
        stem.close()
        green = at_lightness(colors.land(0.9), 0.42 if not colors.night else 0.36, 1.1)
        for way in (-1, 1):
            leaf = skia.Path()
            leaf.moveTo(x, foot - tall * 0.16)
            leaf.quadTo(x + way * tall * 0.14, foot - tall * 0.46, x + way * tall * 0.34, foot - tall * 0.5)
            leaf.quadTo(x + way * tall * 0.3, foot - tall * 0.2, x, foot - tall * 0.16)
            stem.addPath(leaf)
        stem.setFillType(skia.PathFillType.kWinding)
        cut_paper(surface, stem, green, colors.shadow, lift=0.003, hairline=0.0)
        _bloom(surface, x, foot - tall, tall * 0.3, int(kind), colors.inks[int(hue) % len(colors.inks)], colors)


def _bloom(surface: Surface, x: float, y: float, radius: float, kind: int, color: RGB, colors: _Colors) -> None:
    bloom = skia.Path()
    if kind == 2:
        # A tulip.
        bloom.moveTo(x - radius * 0.8, y - radius * 1.1)
        bloom.cubicTo(
            x - radius * 0.9, y + radius * 0.5, x + radius * 0.9, y + radius * 0.5, x + radius * 0.8, y - radius * 1.1
        )
        bloom.lineTo(x + radius * 0.4, y - radius * 0.55)
        bloom.lineTo(x, y - radius * 1.25)
        bloom.lineTo(x - radius * 0.4, y - radius * 0.55)
        bloom.close()
        cut_paper(
            surface,
            bloom,
            linear((0, y - radius), (0, y + radius), stops(shift(color, 0.04), shift(color, -0.05))),
            colors.shadow,
            lift=0.004,
        )
        return
    petals = 6 if kind else 8
    for i in range(petals):
        angle = 2 * np.pi * i / petals
        px, py = x + radius * 0.62 * np.cos(angle), y + radius * 0.62 * np.sin(angle)
        bloom.addCircle(float(px), float(py), radius * (0.42 if kind else 0.34))
    bloom = skia.Simplify(union(bloom, skia.Path.Circle(x, y, radius * 0.6)))
    cut_paper(surface, bloom, color, colors.shadow, lift=0.004)
    heart = _tint(0.9, 0.12, 92.0) if lightness(color) < 0.82 else _tint(0.66, 0.15, 50.0)
    cut_paper(surface, skia.Path.Circle(x, y, radius * 0.36), heart, colors.shadow, lift=0.002)


def _growth(box: skia.Rect, size: float) -> float:
    """How much larger a wide, low thing is made, so that it has the presence of a tall one."""
    return float(min(1.0 / max(box.height() / size, 0.6) ** 0.5, 1.28))


def _presence(concept: str, icons: bool, size: float) -> float:
    """The width a figure of `size` takes on the page."""
    box = placement.put(concept, icons, 0.0, 0.0, size).solid.computeTightBounds()
    return float(box.width()) * _growth(box, size)


def _friend(scene: Scene, surface: Surface, land: skia.Path, colors: _Colors) -> None:
    p = scene.params
    x, size = p["friend_at"], p["friend_size"]
    aloft = p["friend_pose"] in ("fly", "sky")
    foot = p["level"] - p["size"] * 0.62 if aloft else top_of(land, x) + size * 0.05 + 0.01
    _figure(scene, surface, p["friend"], x, foot, size, not p["flip"], colors.friend(), colors)


def _hero(scene: Scene, surface: Surface, land: skia.Path, colors: _Colors) -> None:
    """The hero, on the hill, in the air or on the water, with what is inside it in other papers."""
    p = scene.params
    x, size = p["x"], p["size"]
    if p["pose"] in ("fly", "sky"):
        foot = p["level"] - size * 0.02
    elif p["pose"] == "bust":
        # Its cut edge goes down behind the nearest hill.
        foot = p["level"] + 0.235
    elif p["pose"] in ("float", "swim"):
        foot = top_of(land, x) + size * 0.03
    else:
        foot = top_of(land, x) + 0.03
    _figure(scene, surface, p["hero"], x, foot, size, p["flip"], colors.hero(), colors)


def _figure(
    scene: Scene,
    surface: Surface,
    concept: str,
    x: float,
    foot: float,
    size: float,
    flip: bool,
    color: RGB,
    colors: _Colors,
) -> None:
    """A pale sheet cut a little larger, the details' sheet, and the body on top: eyes and panels show through."""
    placed = placement.put(concept, scene.icons, x, foot, size, flip=flip)
    box = placed.solid.computeTightBounds()
    # Wide, low things are made larger until they have the same presence.
    grow = _growth(box, size)
    if grow > 1:
        placed = placement.put(concept, scene.icons, x, foot, size * grow, flip=flip)
        box = placed.solid.computeTightBounds()
    edge = skia.Path()
    skia.Paint(
        Style=skia.Paint.kStrokeAndFill_Style, StrokeWidth=size * 0.035, StrokeJoin=skia.Paint.kRound_Join
    ).getFillPath(placed.solid, edge)
    edge.setFillType(skia.PathFillType.kWinding)
    cut_paper(surface, edge, WHITE, colors.shadow, lift=0.011, hairline=0.0)
    inside = mix(colors.friend(), WHITE, 0.45) if color != colors.friend() else mix(colors.hero(), WHITE, 0.5)
    surface.canvas.drawPath(placed.solid, ink(inside))
    ramp = linear((0, box.top()), (0, box.bottom()), stops(shift(color, 0.045), shift(color, -0.05, 1.05)))
    cut_paper(surface, placed.lines, ramp, colors.shadow, lift=0.0035)
