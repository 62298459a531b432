"""Quiet: a few flat bands, one disc, and one small thing that tells the story, with much air around it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import skia

from articover.cover import Zone
from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, lightness, mix, shift
from articover.generate.illustrator.motifs import mood
from articover.generate.illustrator.noise import profile
from articover.generate.illustrator.outlines import polygon
from articover.generate.illustrator.paint import clouds
from articover.generate.illustrator.ramps import ink, linear, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import MARGIN, Surface

NAME = "quiet"
SCENE_VERSION = 1
GENRES = {
    "literary": 1.8,
    "poetry": 1.2,
    "general": 1.0,
    "religion": 0.8,
    "historical": 0.4,
    "business": 0.2,
    "romance": 0.25,
}
WANTS = frozenset(
    {"person", "boat", "tree", "bird", "house", "chair", "moon", "sun", "window", "mountain", "letter", "bicycle"}
)

_DEFAULTS = ("boat", "tree", "bird", "person", "house")
_SETTINGS = frozenset({"wave", "river", "road", "island", "waterfall", "rain", "snow"})
"""What the bands themselves say."""
_FLIGHT = (
    (-0.25, 0.0, 0.55, -10.0),
    (0.4, 0.42, 0.36, 12.0),
    (0.95, 0.95, 0.26, -6.0),
    (-1.05, 0.75, 0.3, 14.0),
    (1.5, 0.5, 0.2, 4.0),
)
"""A few birds, near and far: (across, up) in radii of the disc, size, tilt."""
_NIGHT = 3
"""The scheme whose paper is dark."""
_FORMS = ("bands", "arch", "fold")


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Chooses bands, an arch or a folded hill; where the disc is; and sets the thing on its line."""
    aspect = request.aspect
    wide = request.is_wide
    placeable = tuple(concept for concept in placement.placeable(request) if concept not in _SETTINGS)
    hero = next(iter(placeable), "")
    sky = next((c for c in request.motifs if request.kinds.get(c) == "celestial"), "")
    if not hero:
        hero = str(rng.choice(["person", "boat", "tree"])) if sky else str(rng.choice(_DEFAULTS))
    pose = request.poses.get(hero, {"bird": "fly", "boat": "float"}.get(hero, "stand"))
    form = request.kept("form", str(rng.choice(_FORMS, p=[0.45, 0.27, 0.28])))
    if pose in ("float", "swim"):
        # Boats want water.
        form = "bands"
    if wide:
        right = request.kept("right", bool(rng.random() < 0.6))
        x = aspect * (0.73 if right else 0.27)
        edges = (0.055, 0.46) if right else (0.54, 0.945)
        zones = (
            Zone("title", edges[0], 0.16, edges[1], 0.62, "left", "top"),
            Zone("author", edges[0], 0.885, edges[1], 0.935, "left", "middle"),
        )
        horizon = request.placed("horizon", float(rng.uniform(0.64, 0.7)))
    else:
        right = request.kept("right", bool(rng.random() < 0.5))
        x = request.placed("x", aspect * float(rng.uniform(0.6, 0.7) if right else rng.uniform(0.3, 0.4)))
        zones = (
            Zone("title", 0.09, 0.07, 0.91, 0.3, "left", "top"),
            Zone("author", 0.09, 0.915, 0.91, 0.96, "left", "middle"),
        )
        horizon = request.placed("horizon", float(rng.uniform(0.66, 0.73)))
    if form == "arch":
        x = x if wide else aspect / 2
    radius = min(float(rng.uniform(0.12, 0.17)), aspect * 0.2) if not wide else 0.19
    opposite = -1.0 if right else 1.0
    disc_x = (
        x + opposite * radius * float(rng.choice([0.5, 0.9, 1.15])) if form != "arch" else x + opposite * radius * 0.25
    )
    disc_y = horizon - radius * float(rng.choice([0.0, 0.75, 1.35])) if form != "arch" else horizon - radius * 0.9
    moon = sky in ("moon", "star", "galaxy", "comet") or (sky != "sun" and bool(rng.random() < 0.2))
    scheme = int(rng.integers(4))
    if "night" in mood(request.brief) or (moon and form == "fold"):
        # A pale disc needs a dark sky.
        scheme = _NIGHT
    scheme = request.kept("scheme", scheme)
    params: dict[str, Any] = {
        "form": form,
        "right": right,
        "wide": wide,
        "x": x,
        "horizon": horizon,
        "disc": request.placed("disc", [disc_x, disc_y, radius]),
        "moon": request.kept("moon", moon),
        "crescent": request.kept("crescent", sky == "moon" and bool(rng.random() < 0.5)),
        "hero": hero,
        "pose": pose,
        "height": _size(request, hero, wide),
        "flip": bool(rng.random() < 0.5),
        "turn": opposite,
        "scheme": scheme,
        "seed": int(rng.integers(1 << 30)),
        "lines": request.kept("lines", bool(rng.random() < 0.5)),
    }
    shown = [hero] + ([sky] if sky in ("moon", "sun") else [])
    return Composition(params, zones, tuple(shown))


def _size(request: CompositionRequest, hero: str, wide: bool) -> float:
    tall = {"building": 0.17, "plant": 0.2, "person": 0.115, "vehicle": 0.11, "creature": 0.12, "place": 0.2}.get(
        request.kinds.get(hero, ""), 0.14
    )
    return tall * (1.5 if wide else 1.0)


def paint(scene: Scene, surface: Surface) -> None:
    """Paper; then the form's own planes, the disc, the thing and its shadow or reflection."""
    inks = _inks(scene)
    surface.canvas.drawRect(surface.page, ink(inks["paper"]))
    clouds(surface, shift(inks["paper"], -0.025), 0.5, 81, cells=4, stretch=1.2, cover=0.5)
    {"bands": _bands, "arch": _arch, "fold": _fold}[scene.params["form"]](scene, surface, inks)


def _inks(scene: Scene) -> dict[str, RGB]:
    """Five flat colours: paper, two for the land, the disc and the darkest."""
    colors = sorted(
        (scene.palette.ground, scene.palette.middle, scene.palette.light, scene.palette.accent), key=lightness
    )
    pale = colors[3]
    deep, accent = (colors[0], scene.palette.accent)
    if scene.palette.accent == colors[0]:
        deep, accent = colors[0], colors[1]
    other = next(
        color
        for color in (scene.palette.middle, scene.palette.light, scene.palette.ground)
        if color not in (pale, deep, accent)
    )
    night = scene.params["scheme"] == _NIGHT
    paper = at_lightness(pale, 0.925) if not night else at_lightness(deep, 0.27)
    return {
        "paper": paper,
        "sky": mix(paper, at_lightness(other, 0.78), 0.45) if not night else mix(paper, other, 0.22),
        "far": at_lightness(mix(other, paper, 0.25), 0.73 if not night else 0.42),
        "near": at_lightness(deep, 0.43) if not night else at_lightness(deep, 0.2),
        "mid": at_lightness(mix(deep, other, 0.4), 0.57) if not night else at_lightness(mix(deep, other, 0.3), 0.33),
        "disc": at_lightness(accent, max(lightness(accent), 0.62))
        if not scene.params["moon"]
        else at_lightness(pale, 0.96 if not night else 0.9),
        "ink": at_lightness(deep, 0.24 if not night else 0.13),
    }


def _disc(scene: Scene, surface: Surface, inks: dict[str, RGB], floor: float | None = None) -> None:
    x, y, radius = scene.params["disc"]
    if scene.params["crescent"]:
        path = placement.put("moon", False, x, y + radius * 0.75, radius * 1.5).solid
    else:
        path = skia.Path.Circle(x, y, radius)
    surface.canvas.save()
    if floor is not None:
        surface.canvas.clipRect(
            skia.Rect.MakeLTRB(-MARGIN, -MARGIN, surface.aspect + MARGIN, floor), skia.ClipOp.kIntersect, True
        )
    surface.canvas.drawPath(path, ink(inks["disc"]))
    surface.canvas.restore()


def _hero(scene: Scene, surface: Surface, inks: dict[str, RGB], line: float, tone: RGB, ground: RGB) -> None:
    """The thing on `line`, with its reflection when it floats and a long flat shadow when it stands."""
    p = scene.params
    x, tall = p["x"], p["height"]
    if p["scheme"] == _NIGHT and not p["moon"]:
        tone = at_lightness(inks["disc"], 0.92, 0.4)
    if p["pose"] in ("fly", "sky"):
        dx, dy, radius = p["disc"]
        spots = [(x, dy - radius * 0.2, 0.95, 0.0)]
        if p["hero"] == "bird":
            way = p["turn"]
            spots = [(dx + way * radius * u, dy - radius * v, size, tilt) for u, v, size, tilt in _FLIGHT]
        for at, foot, size, tilt in spots:
            placed = placement.put(p["hero"], scene.icons, at, foot, tall * size, flip=p["flip"], tilt=tilt)
            surface.canvas.drawPath(placed.lines, ink(tone))
        return
    placed = placement.put(p["hero"], scene.icons, x, line + tall * 0.012, tall, flip=p["flip"])
    matrix = skia.Matrix()
    if p["pose"] in ("float", "swim"):
        matrix.setScale(1.0, -0.55, x, line)
        thrown = skia.Path(placed.solid)
        thrown.transform(matrix)
        shade = mix(ground, tone, 0.35)
        for i in range(7):
            top = line + 0.004 + i * tall * 0.078
            strip = skia.Rect.MakeLTRB(-1, top, surface.aspect + 1, top + tall * (0.055 - 0.005 * i))
            surface.canvas.save()
            surface.canvas.clipRect(strip, skia.ClipOp.kIntersect, True)
            surface.canvas.drawPath(thrown, ink(shade))
            surface.canvas.restore()
    else:
        slope = (x - p["disc"][0]) / max(p["height"] * 2.2, 0.1)
        slope = float(np.clip(slope if abs(slope) > 0.5 else 0.5 * p["turn"], -2.2, 2.2))
        matrix.setAll(1.0, -slope, slope * line, 0.0, -0.62, line * 1.62, 0, 0, 1)
        thrown = skia.Path(placed.solid)
        thrown.transform(matrix)
        ramp = linear(
            (0, line), (0, line + tall * 0.62), stops(mix(ground, inks["near"], 0.75), ground, alpha=[0.75, 0.1])
        )
        below = skia.Path.Rect(skia.Rect.MakeLTRB(-1, line, surface.aspect + 1, 2))
        with surface.clip(below) as canvas:
            canvas.drawPath(thrown, ink(shader=ramp))
    surface.canvas.drawPath(placed.lines, ink(tone))


def _bands(scene: Scene, surface: Surface, inks: dict[str, RGB]) -> None:
    """Sky, disc on the horizon, and bands of land or water whose edges are a hand's, not a ruler's."""
    p = scene.params
    rng = np.random.default_rng(p["seed"])
    line = p["horizon"]
    high = line - (0.28 if not p["wide"] else 0.52)
    if not p["wide"]:
        surface.canvas.drawPath(_band(rng, surface.aspect, high, 2.0), ink(inks["sky"]))
    _disc(scene, surface, inks, None if p["disc"][1] + p["disc"][2] < line else line)
    tones = (inks["far"], inks["mid"], inks["near"])
    depths = (line, line + (1 - line) * 0.28, line + (1 - line) * 0.58)
    for i, (tone, top) in enumerate(zip(tones, depths, strict=True)):
        surface.canvas.drawPath(_band(rng, surface.aspect, top, 2.0), ink(tone))
        if i == 0 and p["lines"]:
            for k in range(9):
                y = top + (depths[1] - top) * (0.12 + 0.1 * k)
                half = 0.01 + 0.09 * float(rng.random())
                at = p["disc"][0] + float(rng.normal(0, p["disc"][2] * 0.45))
                surface.canvas.drawRect(skia.Rect.MakeXYWH(at - half, y, half * 2, 0.0022), ink(inks["disc"], 0.8))
    where = depths[1] if p["pose"] not in ("float", "swim") else depths[0] + (depths[1] - depths[0]) * 0.5
    ground = tones[1] if p["pose"] not in ("float", "swim") else tones[0]
    _hero(scene, surface, inks, where, inks["ink"], ground)


def _band(rng: np.random.Generator, aspect: float, top: float, bottom: float) -> skia.Path:
    """From a level edge, drawn by hand, down to `bottom`."""
    x = np.linspace(-MARGIN, aspect + MARGIN, 260)
    y = top + 0.0016 * profile(rng, 260, cells=26, octaves=3, gain=0.5, smooth=True)
    return polygon([(-MARGIN, bottom), *zip(x, y, strict=True), (aspect + MARGIN, bottom)])


def _arch(scene: Scene, surface: Surface, inks: dict[str, RGB]) -> None:
    """A window with a round head cut in the paper; the whole world is inside it."""
    p = scene.params
    x, a = p["x"], surface.aspect
    half = min(a * 0.3, 0.25) if not p["wide"] else 0.27
    top, bottom = (0.36, 0.88) if not p["wide"] else (0.12, 0.9)
    opening = skia.Path()
    opening.moveTo(x - half, bottom)
    opening.lineTo(x - half, top + half)
    opening.arcTo(skia.Rect.MakeLTRB(x - half, top, x + half, top + 2 * half), 180, 180, False)
    opening.lineTo(x + half, bottom)
    opening.close()
    line = bottom - (bottom - top) * 0.3
    rng = np.random.default_rng(p["seed"])
    with surface.clip(opening) as canvas:
        canvas.drawRect(surface.page, ink(inks["sky"]))
        canvas.save()
        canvas.translate(0, (top + half * 0.95) - p["disc"][1])
        _disc(scene, surface, inks)
        canvas.restore()
        for i, tone in enumerate((inks["far"], inks["mid"], inks["near"])):
            y = line - 0.035 + 0.05 * i
            points = np.linspace(x - half - 0.02, x + half + 0.02, 80)
            rise = 0.03 * np.sin((points - x) * (7 - i) + i * 2.1 + float(rng.uniform(0, 6)))
            hill = polygon(
                [
                    (x - half - 0.02, 2.0),
                    *zip(points, (y - rise * (0.9 - 0.3 * i)).tolist(), strict=True),
                    (x + half + 0.02, 2.0),
                ]
            )
            canvas.drawPath(hill, ink(tone))
    inside = {**p, "height": p["height"] * 1.1, "disc": [p["disc"][0], top + half * 0.95, p["disc"][2]]}
    inner = replace(scene, params=inside)
    with surface.clip(opening):
        _hero(inner, surface, inks, line + 0.068, inks["ink"], inks["near"])
    edge = inks["ink"] if lightness(inks["paper"]) > 0.5 else inks["far"]
    surface.canvas.drawPath(opening, ink(edge, 0.85, stroke=0.0022))


def _fold(scene: Scene, surface: Surface, inks: dict[str, RGB]) -> None:
    """Great smooth hills that overlap like folded paper, the thing on one crest, the disc behind another."""
    p = scene.params
    rng = np.random.default_rng(p["seed"])
    line, a = p["horizon"], surface.aspect
    _disc(scene, surface, inks)
    x = np.linspace(-MARGIN, a + MARGIN, 200)
    tones = (inks["sky"], inks["far"], inks["mid"], inks["near"])
    crest = 0.0
    for i, tone in enumerate(tones):
        at = p["x"] + p["turn"] * (-0.34 if i % 2 else 0.3) * min(a, 1.0) if i != 2 else p["x"]
        width = float(rng.uniform(0.32, 0.42)) * (1.0 if not p["wide"] else 1.5)
        rise = 0.16 - 0.02 * i
        base = line + 0.045 + 0.075 * i
        y = base - rise * np.exp(-(((x - at) / width) ** 2))
        land = polygon([(-MARGIN, 2.0), *zip(x, y.tolist(), strict=True), (a + MARGIN, 2.0)])
        surface.canvas.drawPath(
            land, ink(shader=linear((0, base - rise), (0, base + 0.22), stops(shift(tone, 0.02), shift(tone, -0.03))))
        )
        if i == 2:
            crest = base - rise
            grown = replace(scene, params={**p, "height": p["height"] * 1.35})
            _hero(grown, surface, inks, crest + 0.002, inks["ink"], tone)
