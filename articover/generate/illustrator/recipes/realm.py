"""A land in layers under a great disc, and the one place or creature the book is about."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, mix, shift
from articover.generate.illustrator.nature import grass, pine, pine_row, ridge, top_of
from articover.generate.illustrator.page_plan import emptier, plan_page
from articover.generate.illustrator.paint import (
    backdrop,
    clouds,
    fog,
    gleam,
    glow,
    lit,
    ripples,
    shaft,
    stars,
    vignette,
)
from articover.generate.illustrator.ramps import ink, linear, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import Surface

NAME = "realm"
SCENE_VERSION = 1
GENRES = {
    "fantasy": 2.0,
    "historical": 1.0,
    "religion": 0.6,
    "gothic": 0.5,
    "poetry": 0.4,
    "general": 0.3,
    "children": 0.15,
    "romance": 0.2,
}
WANTS = frozenset(
    {"castle", "dragon", "mountain", "forest", "knight", "wizard", "temple", "tower", "ship", "boat", "deer", "horse"}
)


_HOME = {"fantasy": "castle", "gothic": "castle", "religion": "church", "historical": "castle"}
"""What stands there when the brief names nothing that can."""


def fit(request: CompositionRequest) -> float:
    """Under the open sky stands what can stand or fly there."""
    placeable = placement.placeable(request)
    if not placeable or request.poses.get(placeable[0]) in ("stand", "fly", "perch", "bust"):
        return 1.0 if not placeable or request.kinds.get(placeable[0]) != "object" else 0.4
    return 0.3


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Places the disc, the mountain, the protagonists and the frame of trees."""
    aspect = request.aspect
    place_ = plan_page(request, rng, drift=0.1)
    placeable = placement.placeable(request)
    flying = [concept for concept in placeable if placement.flies(request, concept)]
    grounded = [concept for concept in placeable if request.poses.get(concept) in ("stand", "float", "perch")]
    grounded = [concept for concept in grounded if request.kinds.get(concept) != "object"]
    busts = [concept for concept in placeable if placement.crops(request, concept)]
    radius = float(rng.uniform(0.15, 0.2)) if not place_.wide else float(rng.uniform(0.2, 0.27))
    fly = flying[0] if flying else ""
    sign = False
    if not grounded and not flying and not busts and placeable:
        # A thing is shown in the disc, as a sign of the book: it would be a toy on the land.
        fly = placeable[0]
        radius *= 1.15
        sign = True
    leads = bool(fly) and placeable[0] == fly
    loom = busts[0] if busts and placeable[0] == busts[0] else ""
    stand = "" if leads or loom else grounded[0] if grounded else _HOME.get(request.brief.genre_key, "tree")
    kind = request.kinds.get(stand, "plant" if stand == "tree" else "building")
    afloat = placement.floats(request, stand)
    # A heron on a summit would be as big as the mountain: what is alive stands near us.
    alive = bool(stand) and kind in ("creature", "person", "vehicle", "plant", "time")
    alive = alive and not afloat
    variant = "near" if alive else "lake" if afloat else "lake" if sign else _ground(request, rng)
    low = 0.0 if place_.wide else 0.06
    size = placement.stature(request, stand) * float(rng.uniform(0.72, 0.9))
    disc_y = 0.44 + low + (0.0 if place_.wide else radius - 0.15)
    disc_x = place_.x + float(rng.choice([-1.0, 1.0])) * radius * float(rng.uniform(0.1, 0.45))
    if place_.wide:
        disc_x = place_.x - emptier(place_.side) * radius * float(rng.uniform(0.0, 0.3))
    disc_x, disc_y, radius = request.placed("disc", [disc_x, disc_y, radius])
    hero_foot = {"peak": 0.6, "lake": 0.64, "vale": 0.66, "near": 0.66}[variant] + float(rng.uniform(-0.015, 0.02))
    if leads:
        fly_size = radius * float(rng.uniform(1.0, 1.1) if sign else rng.uniform(1.5, 1.8))
        fly_at = [disc_x, disc_y - radius * 0.1 if sign else disc_y]
    else:
        # Off to the emptier side of the disc, clear of what stands before it.
        away = 1.0 if disc_x > place_.x else -1.0
        fly_size = radius * float(rng.uniform(0.6, 0.75))
        fly_at = [disc_x + away * radius * 0.95, disc_y - radius * float(rng.uniform(0.55, 0.85))]
        if not place_.wide:
            fly_at[0] = float(np.clip(fly_at[0], fly_size * 0.7, aspect - fly_size * 0.7))
    if sign:
        disc_x = fly_at[0] = place_.x
    if alive and place_.wide:
        size *= 1.45
    params: dict[str, Any] = {
        "variant": variant,
        "disc": [disc_x, disc_y, radius],
        "hero": stand,
        "hero_x": place_.x,
        "hero_foot": hero_foot,
        "hero_height": size,
        "flip": bool(rng.random() < 0.5),
        "fly": fly,
        "fly_at": fly_at,
        "fly_size": fly_size,
        "windows": int(rng.integers(3, 8)) if placement.lived_in(stand) else 0,
        "afloat": afloat,
        "fly_tilt": float(rng.uniform(-12, 12)) if flying else 0.0,
        "loom": loom,
        "planes": request.kept("planes", int(rng.integers(3, 5))),
        "rough": request.kept("rough", float(rng.uniform(2.0, 4.0))),
        "soft": request.kept("soft", bool(rng.random() < 0.3)),
        "land_seed": int(rng.integers(1 << 30)),
        "trees": request.kept("trees", str(rng.choice(["pines", "pines", "none"]))),
        "rays": request.kept("rays", bool(rng.random() < 0.4)),
        "cloud": request.kept("cloud", float(rng.uniform(0.25, 0.6))),
        "wide": place_.wide,
        "side": place_.side,
    }
    return Composition(params, place_.zones, tuple(c for c in (loom, stand, fly) if c))


def _ground(request: CompositionRequest, rng: np.random.Generator) -> str:
    """What lies before us when nothing asks for one thing; the series' own where it has one of these."""
    own = str(rng.choice(["peak", "lake", "vale"]))
    found = request.kept("variant", own)
    return found if found != "near" else own


def paint(scene: Scene, surface: Surface) -> None:
    """Sky, disc, far planes, the protagonist's plane, what lies before it."""
    p = scene.params
    air = _Air(scene)
    dx, dy, radius = p["disc"]
    backdrop(surface, stops(air.top, mix(air.top, air.low, 0.45), air.low, at=[0, 0.35, 0.68]))
    glow(surface, dx, dy, 0.75, air.glow, 0.6)
    if air.dark:
        stars(surface, 260, air.pale, 13, bottom=0.5, calm=scene.zones)
    clouds(
        surface,
        air.glow,
        p["cloud"] * 0.6,
        14,
        skia.Rect.MakeLTRB(-0.2, 0.2, surface.aspect + 0.2, 0.66),
        cells=3.5,
        stretch=4.5,
        cover=0.45,
    )
    _disc(surface, dx, dy, radius, air)
    clouds(
        surface,
        air.low,
        p["cloud"] * 0.8,
        15,
        skia.Rect.MakeLTRB(-0.2, dy, surface.aspect + 0.2, dy + radius * 1.4),
        cells=3,
        stretch=6,
        cover=0.35,
    )
    rng = np.random.default_rng(p["land_seed"])
    _far(surface, scene, rng, air)
    if p["fly"]:
        x, y = p["fly_at"]
        flyer = placement.put(p["fly"], scene.icons, x, y + p["fly_size"] / 2, p["fly_size"], flip=p["flip"],
                         tilt=p["fly_tilt"])  # fmt: skip
        placement.illuminate(
            surface, flyer, mix(air.near, air.low, 0.12), air.pale, (dx - x, dy - y - 0.2), strength=0.8
        )
    {"peak": _peak, "lake": _lake, "vale": _vale, "near": _near}[p["variant"]](surface, scene, rng, air)
    if p["loom"]:
        _loom(surface, scene, air)
    vignette(surface, air.near, 0.42, (p["hero_x"] / surface.aspect, 0.5))


class _Air:
    """The tones a scene is painted in: sky from `top` to `low`, `glow` near the light, land `far` to `near`."""

    def __init__(self, scene: Scene) -> None:
        dark, mid, pale = scene.palette.tones
        self.dark = scene.palette.is_dark
        self.pale = mix(pale, (1.0, 1.0, 1.0), 0.25)
        self.near = at_lightness(dark, 0.16, 1.0)
        self.accent = scene.palette.accent
        if self.dark:
            self.top = at_lightness(mix(dark, mid, 0.25), 0.24, 1.1)
            self.low = mix(at_lightness(mid, 0.56, 1.1), shift(pale, -0.06, 1.5), 0.4)
            self.glow = mix(pale, mid, 0.2)
        else:
            self.top = mix(at_lightness(mid, 0.66), pale, 0.15)
            self.low = mix(pale, mid, 0.18)
            self.glow = pale
        self.far = mix(self.low, mid, 0.45)
        self.flame = mix(shift(self.pale, 0.0, 2.0), (1.0, 0.72, 0.3), 0.6)

    def plane(self, depth: float) -> RGB:
        """The tone of land: 0 far, in the haze; 1 near, in shadow."""
        return mix(self.far, self.near, depth**0.8)


def _disc(surface: Surface, x: float, y: float, radius: float, air: _Air) -> None:
    glow(surface, x, y, radius * 2.3, air.pale, 0.55)
    ramp = stops(air.pale, mix(air.pale, air.glow, 0.5), mix(air.glow, air.low, 0.35), at=[0, 0.6, 1])
    surface.canvas.drawCircle(x, y, radius, ink(shader=linear((x, y - radius), (x, y + radius), ramp)))
    with surface.clip(skia.Path.Circle(x, y, radius)):
        clouds(surface, mix(air.glow, air.low, 0.6), 0.5, 16,
               skia.Rect.MakeLTRB(x - radius * 1.2, y - radius * 1.2, x + radius * 1.2, y + radius * 1.2),
               cells=2.5, stretch=1.1, cover=0.5)  # fmt: skip
        surface.canvas.drawCircle(x, y, radius, ink(shader=radial((x, y), radius, stops(
            air.glow, air.glow, air.low, at=[0, 0.75, 1], alpha=[0, 0, 0.45]))))  # fmt: skip


def _far(surface: Surface, scene: Scene, rng: np.random.Generator, air: _Air) -> None:
    """Planes of hills behind the protagonist, each a little lower and nearer."""
    p = scene.params
    for i in range(p["planes"]):
        depth = 0.08 + 0.34 * i / p["planes"]
        level = p["hero_foot"] - 0.07 + 0.035 * i
        height = 0.055 - 0.006 * i
        land = ridge(rng, surface.aspect, level, height, cells=p["rough"] * (1.3 - 0.2 * i), smooth=p["soft"])
        tone, haze = air.plane(depth), mix(air.plane(depth * 0.4), air.glow, 0.25)
        surface.canvas.drawPath(land, ink(shader=linear((0, level - height), (0, level + 0.14), stops(tone, haze))))
        fog(surface, level - 0.02, level + 0.13, mix(air.low, air.glow, 0.4), 0.35, 50 + i)


def _stand(
    surface: Surface,
    scene: Scene,
    land: skia.Path,
    air: _Air,
    tone: RGB,
    haze: RGB,
    foot: float,
    more: tuple[skia.Path, ...] = (),
) -> None:
    """The protagonist and its land as one outline, lit from the disc."""
    p = scene.params
    shader = linear((0, foot - p["hero_height"]), (0, foot + 0.3), stops(tone, tone, haze, at=[0, 0.45, 1]))
    dx, dy, _ = p["disc"]
    toward = (dx - p["hero_x"] + 1e-3, min(dy - foot, -0.05))
    near = (p["hero_x"], foot - p["hero_height"] * 0.5, 0.5)
    if not p["hero"]:
        lit(surface, [land, *more], shader, air.pale, toward, width=0.0028, soft=0.0012, strength=0.9, near=near)
        return
    hero = placement.stand(p["hero"], scene.icons, land, p["hero_x"], p["hero_height"], flip=p["flip"])
    placement.illuminate(surface, hero, shader, air.pale, toward, more=[land, *more], near=near)
    for pane in placement.windows(surface.rng(71), hero.solid, p["windows"], p["hero_height"] * 0.018):
        surface.canvas.drawRect(pane, ink(air.flame, 0.95))
        glow(surface, pane.centerX(), pane.centerY(), p["hero_height"] * 0.09, air.flame, 0.6)


def _front(surface: Surface, scene: Scene, rng: np.random.Generator, air: _Air, level: float) -> None:
    """The nearest dark land with its trees, which frame the page and break its edges."""
    p = scene.params
    aspect = surface.aspect
    land = ridge(rng, aspect, level, 0.022, cells=2.2, smooth=True)
    whole = skia.Path(land)
    if p["trees"] == "pines":
        tall = 0.3 if not p["wide"] else 0.4
        spans = [(-0.06, aspect * 0.16), (aspect * 0.84, aspect + 0.06)]
        if p["wide"]:
            spans = spans[1:] if p["side"] == "right" else spans[:1]
        for left, right in spans:
            whole.addPath(pine_row(rng, land, left, right, tall * float(rng.uniform(0.7, 1.0)), 9))
        for _ in range(5 if not p["wide"] else 8):
            x = float(rng.uniform(0, aspect))
            tree = float(rng.uniform(0.03, 0.07))
            whole.addPath(pine(rng, x, top_of(land, x) + 0.004, tree))
    else:
        whole.addPath(grass(rng, land, -0.1, aspect + 0.1, 0.035, round(240 * aspect)))
    whole.setFillType(skia.PathFillType.kWinding)
    shader = linear((0, level - 0.25), (0, 1.0), stops(air.near, shift(air.near, -0.045)))
    surface.canvas.drawPath(whole, ink(shader=shader))


def _peak(surface: Surface, scene: Scene, rng: np.random.Generator, air: _Air) -> None:
    """The protagonist on a mountain, slopes falling to both sides, and hills before it."""
    p = scene.params
    foot = p["hero_foot"]
    land = ridge(rng, surface.aspect, foot + 0.15, 0.02, cells=p["rough"], lift=(p["hero_x"], 0.15, 0.17))
    tone = air.plane(0.62)
    _stand(surface, scene, land, air, tone, air.plane(0.34), foot)
    _rays(surface, scene, air)
    fog(surface, foot + 0.07, foot + 0.24, mix(air.low, air.glow, 0.5), 0.6, 61)
    middle = ridge(rng, surface.aspect, foot + 0.18, 0.03, cells=3.0, smooth=p["soft"])
    wood = skia.Path(middle)
    wood.addPath(pine_row(rng, middle, -0.1, surface.aspect + 0.1, 0.05, round(70 * surface.aspect)))
    wood.setFillType(skia.PathFillType.kWinding)
    surface.canvas.drawPath(
        wood, ink(shader=linear((0, foot + 0.12), (0, foot + 0.32), stops(air.plane(0.76), air.plane(0.5))))
    )
    fog(surface, foot + 0.18, foot + 0.32, mix(air.low, air.glow, 0.3), 0.42, 62)
    _front(surface, scene, rng, air, 0.885)


def _lake(surface: Surface, scene: Scene, rng: np.random.Generator, air: _Air) -> None:
    """The protagonist on an island, its double in still water."""
    p = scene.params
    foot = p["hero_foot"]
    shore = foot + 0.045
    land = ridge(rng, surface.aspect, shore + 0.03, 0.012, cells=4, lift=(p["hero_x"], 0.075, 0.2))
    if p["afloat"]:
        coast = ridge(rng, surface.aspect, shore - 0.012, 0.012, cells=5)
        surface.canvas.drawPath(coast, ink(air.plane(0.5)))
        boat = placement.put(
            p["hero"], scene.icons, p["hero_x"], shore + 0.004, p["hero_height"] * 1.25, flip=p["flip"]
        )
        toward = (p["disc"][0] - p["hero_x"] + 1e-3, -0.2)
        placement.illuminate(surface, boat, mix(air.near, air.low, 0.06), air.pale, toward)
    else:
        groves = (
            pine_row(rng, land, p["hero_x"] - 0.28, p["hero_x"] - p["hero_height"] * 0.5, 0.05, 9),
            pine_row(rng, land, p["hero_x"] + p["hero_height"] * 0.5, p["hero_x"] + 0.28, 0.05, 9),
        )
        _stand(surface, scene, land, air, air.plane(0.66), air.plane(0.5), foot, groves)
    _rays(surface, scene, air)
    fog(surface, shore - 0.05, shore + 0.02, mix(air.low, air.glow, 0.6), 0.5, 63)
    surface.reflect(shore)
    page = surface.page
    water = stops(air.far, mix(air.top, air.near, 0.3), air.near, at=[0, 0.5, 1], alpha=[0.12, 0.5, 0.92])
    rect = skia.Rect.MakeLTRB(page.left(), shore, page.right(), page.bottom())
    surface.canvas.drawRect(rect, ink(shader=linear((0, shore), (0, 0.98), water)))
    surface.canvas.drawRect(skia.Rect.MakeLTRB(page.left(), shore - 0.0012, page.right(), shore + 0.0012),
                          ink(air.glow, 0.55, blur=0.0008))  # fmt: skip
    ripples(surface, shore + 0.004, 0.99, air.glow, 64, 0.2)
    gleam(surface, p["disc"][0], shore + 0.005, 0.9, air.pale, 65, width=p["disc"][2] * 0.5, strength=0.55)
    _front(surface, scene, rng, air, 0.905)


def _vale(surface: Surface, scene: Scene, rng: np.random.Generator, air: _Air) -> None:
    """The protagonist far down a valley, between two slopes that lead to it."""
    p = scene.params
    foot, x = p["hero_foot"], p["hero_x"]
    land = ridge(rng, surface.aspect, foot + 0.05, 0.012, cells=3, smooth=True, lift=(x, 0.05, 0.22))
    _stand(surface, scene, land, air, air.plane(0.56), air.plane(0.3), foot)
    _rays(surface, scene, air)
    fog(surface, foot + 0.02, foot + 0.2, mix(air.low, air.glow, 0.6), 0.6, 66)
    for i, (depth, rise) in enumerate(((0.62, 0.26), (0.8, 0.36))):
        for side in (-1.0, 1.0):
            if p["wide"] and (side > 0) != (p["side"] == "right") and i == 0:
                continue
            reach = 0.3 + 0.1 * i if not p["wide"] else 0.42
            lift_x = (-0.02 - 0.05 * i) if side < 0 else surface.aspect + 0.02 + 0.05 * i
            rise_here = (
                rise
                * float(rng.uniform(0.75, 1.0))
                * (0.45 if p["wide"] and (side > 0) != (p["side"] == "right") else 1)
            )
            level = foot + 0.17 + 0.09 * i
            slope = ridge(rng, surface.aspect, level, 0.012, cells=5, lift=(lift_x, rise_here, reach * 0.5),
                          crag=0.45)  # fmt: skip
            tone = air.plane(depth)
            surface.canvas.drawPath(
                slope,
                ink(shader=linear((0, level - rise_here), (0, level + 0.1), stops(tone, air.plane(depth - 0.26)))),
            )
        fog(surface, foot + 0.1 + 0.1 * i, foot + 0.26 + 0.1 * i, mix(air.low, air.glow, 0.4), 0.4, 67 + i)
    _front(surface, scene, rng, air, 0.89)


def _near(surface: Surface, scene: Scene, rng: np.random.Generator, air: _Air) -> None:
    """The protagonist close to us on a knoll, the land far below and behind."""
    p = scene.params
    foot = p["hero_foot"]
    _rays(surface, scene, air)
    middle = ridge(rng, surface.aspect, foot + 0.09, 0.03, cells=3.0, smooth=p["soft"])
    wood = skia.Path(middle)
    wood.addPath(pine_row(rng, middle, -0.1, surface.aspect + 0.1, 0.035, round(60 * surface.aspect)))
    wood.setFillType(skia.PathFillType.kWinding)
    ramp = stops(air.plane(0.6), air.plane(0.36))
    surface.canvas.drawPath(wood, ink(shader=linear((0, foot + 0.04), (0, foot + 0.2), ramp)))
    fog(surface, foot + 0.08, foot + 0.24, mix(air.low, air.glow, 0.4), 0.6, 61)
    level = 0.87
    side = 1.0 if p["hero_x"] > surface.aspect / 2 else -1.0
    knoll = ridge(rng, surface.aspect, level + 0.02, 0.01, cells=2.5, smooth=True, crag=0.06,
                  lift=(p["hero_x"] + side * 0.03, 0.13, 0.3))  # fmt: skip
    blades = grass(rng, knoll, -0.1, surface.aspect + 0.1, 0.028, round(260 * surface.aspect))
    _stand(surface, scene, knoll, air, air.near, shift(air.near, -0.04), level - 0.1, (blades,))
    base = linear((0, level), (0, 1.0), stops(air.near, shift(air.near, -0.045), alpha=[0.0, 1.0]))
    surface.canvas.drawRect(skia.Rect.MakeLTRB(surface.page.left(), level, surface.page.right(), surface.page.bottom()),
                          ink(shader=base))  # fmt: skip


def _loom(surface: Surface, scene: Scene, air: _Air) -> None:
    """A head risen from the lower edge, dark, its outline drawn by the disc."""
    p = scene.params
    size = 0.5 if not p["wide"] else 0.78
    placed = placement.put(p["loom"], scene.icons, p["hero_x"], 1.0, size, flip=p["flip"])
    dx, dy, _ = p["disc"]
    glow(surface, p["hero_x"], 0.72, size * 0.75, air.glow, 0.35)
    body = linear((0, 1 - size), (0, 1.0), stops(mix(air.near, air.low, 0.12), air.near, shift(air.near, -0.05)))
    placement.illuminate(
        surface, placed, body, air.pale, (dx - p["hero_x"], dy - 0.9), width=0.005, soft=0.002, details=0.3
    )
    base = skia.Rect.MakeLTRB(surface.page.left(), 0.88, surface.page.right(), surface.page.bottom())
    fade = stops(air.near, air.near, at=[0, 0.6], alpha=[0, 1])
    surface.canvas.drawRect(base, ink(shader=linear((0, 0.88), (0, 1.0), [*fade, (1.0, air.near, 1.0)])))


def _rays(surface: Surface, scene: Scene, air: _Air) -> None:
    p = scene.params
    if not p["rays"]:
        return
    x, y, radius = p["disc"]
    rng = surface.rng(70)
    for angle in rng.uniform(-60, 60, 6):
        dx, dy = float(np.sin(np.radians(angle))), float(np.cos(np.radians(angle)))
        reach, spread = 0.62, float(rng.uniform(0.02, 0.06))
        start = (x + dx * radius * 0.8, y + dy * radius * 0.8)
        end = (x + dx * reach, y + dy * reach)
        ends = ((end[0] + dy * spread, end[1] - dx * spread), (end[0] - dy * spread, end[1] + dx * spread))
        shaft(surface, start, ends, air.glow, 0.2, 0.012, 0.014)
