"""A vast world, cropped by the frame, and something tiny before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import skia

from articover.generate.illustrator import placement
from articover.generate.illustrator.color import RGB, at_lightness, from_oklab, mix, shift, to_oklab
from articover.generate.illustrator.nature import ridge
from articover.generate.illustrator.noise import fractal, profile
from articover.generate.illustrator.page_plan import emptier, plan_page
from articover.generate.illustrator.paint import backdrop, clouds, deepen, fog, glow, image, lit, stars, vignette
from articover.generate.illustrator.ramps import ink, linear, radial, stops
from articover.generate.illustrator.scene import Composition, CompositionRequest, Scene
from articover.generate.illustrator.surface import Surface

NAME = "planet"
SCENE_VERSION = 1
GENRES = {"sci-fi": 1.6, "comics": 0.3}
WANTS = frozenset({"planet", "spaceship", "rocket", "astronaut", "star", "moon", "galaxy"})
_TEXTURE = 760


def compose(request: CompositionRequest, rng: np.random.Generator) -> Composition:
    """Places world, light, ring, moons, land and protagonist."""
    place_ = plan_page(request, rng, drift=0.06)
    aspect = request.aspect
    away = request.kept("away", emptier(place_.side) if place_.wide else float(rng.choice([-1.0, 1.0])))
    placeable = placement.placeable(request)
    hero = placeable[0] if placeable else "person"
    # In space a whale swims through the sky, and so does everything else that needs no ground.
    flying = placement.flies(request, hero) or placement.of_water(request, hero)
    flying = flying or request.poses.get(hero) in ("still", "upright", "hang")
    variant = str(rng.choice(["giant", "ringed", "eclipse", "orbit" if flying else "giant"]))
    variant = request.kept("variant", variant)
    if placement.crops(request, hero) and variant == "eclipse":
        variant = "giant"  # a dark head before a dark disc would be lost
    if place_.wide and variant != "orbit":
        variant = "giant" if variant == "ringed" else variant
        radius = float(rng.uniform(0.38, 0.56))
        edge = (place_.zones[0].right if away < 0 else place_.zones[0].left) * aspect
        cx, cy = edge - away * (radius + 0.06), float(rng.uniform(0.5, 0.6))
    elif variant == "orbit":
        radius = max(aspect, 1.0) * float(rng.uniform(0.95, 1.25))
        cx, cy = place_.x + away * radius * 0.12, float(rng.uniform(0.62, 0.68)) + radius
    elif variant == "ringed":
        radius = float(rng.uniform(0.25, 0.29))
        cx, cy = aspect / 2 - away * aspect * float(rng.uniform(0.08, 0.26)), 0.385 + radius
    elif variant == "eclipse":
        radius = float(np.clip(aspect * rng.uniform(0.4, 0.46), 0.27, 0.32))
        cx, cy = aspect / 2, 0.385 + radius
    else:
        radius = max(aspect, 0.6) * float(rng.uniform(0.52, 0.72))
        cx = aspect / 2 - away * aspect * float(rng.uniform(0.1, 0.34))
        cy = 0.36 + radius + float(rng.uniform(0.0, 0.03))
    if request.kept("variant", variant) == variant:
        cx, cy, radius = request.placed("x", cx), request.placed("y", cy), request.placed("radius", radius)
    # The light comes from above, on the side where the type is not crowded by the lit limb.
    angle = {"eclipse": 0.0, "orbit": -away * 12.0}.get(variant, float(rng.uniform(25, 65)) * away)
    params: dict[str, Any] = {
        "variant": variant,
        "x": cx, "y": cy, "radius": radius,
        "light": request.placed("light", [float(np.sin(np.radians(angle))), -float(np.cos(np.radians(angle)))]),
        "gas": request.placed("gas", bool(rng.random() < 0.6)),
        "tilt": request.placed("tilt", float(rng.uniform(-28, 28))),
        "ring": variant == "ringed",
        "ring_tilt": request.placed("ring_tilt", float(rng.uniform(8, 24)) * float(rng.choice([-1.0, 1.0]))),
        "ring_squash": request.placed("ring_squash", float(rng.uniform(0.12, 0.26))),
        "moons": [
            [cx + away * radius * float(rng.uniform(0.75, 1.15)), cy - radius * float(rng.uniform(0.72, 0.95)),
             radius * float(rng.uniform(0.05, 0.1))]
            for _ in range(int(rng.integers(0, 2)) if variant == "giant" and not place_.wide else 0)
        ],
        "nebula": request.placed("nebula", float(rng.uniform(0.2, 0.5))),
        "land": request.placed("land", float(rng.uniform(0.835, 0.855))),
        "land_seed": int(rng.integers(1 << 30)),
        "rough": request.kept("rough", float(rng.uniform(2.0, 4.5))),
        "hero": hero,
        "flying": flying,
        "looms": placement.crops(request, hero),
        "trail": request.kinds.get(hero) == "vehicle",
        "hero_x": cx + away * radius * float(rng.uniform(0.05, 0.3)),
        "hero_height": placement.stature(request, hero) * float(rng.uniform(0.8, 1.0)),
        "away": away,
        "flip": bool(rng.random() < 0.5),
    }  # fmt: skip
    if place_.wide:
        params["hero_x"] = cx + radius * float(rng.uniform(-0.15, 0.25))
    params["hero_x"] = float(np.clip(params["hero_x"], aspect * 0.24, aspect * 0.76))
    if variant == "orbit":
        params["hero_x"] = place_.x
    params["hero_y"] = 0.56 if place_.wide else float(rng.uniform(0.56, 0.64))
    if variant == "orbit":
        params["hero_y"] = 0.5
    return Composition(params, place_.zones, (hero,))


def paint(scene: Scene, surface: Surface) -> None:
    """Sky, back of the ring, world, front of the ring, land, protagonist."""
    p, colors = scene.params, scene.palette
    night = at_lightness(colors.ground, 0.16, 1.15)
    x, y, radius = p["x"], p["y"], p["radius"]
    light = p["light"]
    deep = at_lightness(colors.middle, 0.3)
    backdrop(surface, stops(night, mix(night, deep, 0.55), deep, at=[0, 0.6, 1]))
    clouds(surface, at_lightness(colors.middle, 0.5), p["nebula"], 11, cells=2.5, stretch=1.4, cover=0.55,
           blend=skia.BlendMode.kScreen)  # fmt: skip
    clouds(surface, at_lightness(colors.accent, 0.6), p["nebula"] * 0.35, 12, cells=2, stretch=1.2, cover=0.3,
           blend=skia.BlendMode.kScreen)  # fmt: skip
    stars(surface, 330, colors.light, 13, calm=scene.zones)
    glow(surface, x, y, radius * 1.75, colors.middle, 0.75)
    if p["variant"] == "eclipse":
        glow(surface, x, y, radius * 1.9, colors.light, 0.8)
    for mx, my, mr in p["moons"]:
        _moon(surface, mx, my, mr, light, colors.light, night)
    if p["ring"]:
        _ring(surface, scene, back=True)
    _world(surface, scene, night)
    if p["ring"]:
        _ring(surface, scene, back=False)
    if p["variant"] in ("eclipse", "orbit"):
        lx, ly = light
        glow(surface, x + lx * radius, y + ly * radius, 0.34, mix(colors.light, (1, 1, 1), 0.3), 0.9)
        glow(surface, x + lx * radius, y + ly * radius, 0.08, (1, 1, 1), 0.9)
    _land(surface, scene, night)
    vignette(surface, night, 0.5)


def _world(surface: Surface, scene: Scene, night: RGB) -> None:
    """The globe: texture wrapped on a sphere, lit from one side, with its atmosphere."""
    p, colors = scene.params, scene.palette
    x, y, radius = p["x"], p["y"], p["radius"]
    disc = skia.Path.Circle(x, y, radius)
    if p["variant"] == "eclipse":
        surface.canvas.drawPath(disc, ink(mix(night, colors.ground, 0.3)))
    texture = _globe(surface, scene, night)
    with surface.clip(disc):
        image(surface, texture, skia.Rect.MakeLTRB(x - radius, y - radius, x + radius, y + radius))
    lx, ly = p["light"]
    # The limb on the day side: a thin bright line, then air that fades outward.
    rim = skia.Path.Circle(x, y, radius)
    bright = mix(colors.light, (1, 1, 1), 0.35)
    shader = linear((x - lx * radius * 0.2, y - ly * radius * 0.2), (x + lx * radius, y + ly * radius),
                    stops(bright, bright, alpha=[0, 0.95]))  # fmt: skip
    width = 0.006 if p["variant"] in ("eclipse", "orbit") else 0.0032
    surface.canvas.drawPath(rim, ink(shader=shader, stroke=width, blur=0.0008, blend=skia.BlendMode.kScreen))
    surface.canvas.drawPath(rim, ink(shader=shader, stroke=0.014, blur=0.012, blend=skia.BlendMode.kScreen))


def _globe(surface: Surface, scene: Scene, night: RGB) -> np.ndarray:
    """(n, n, 4) float RGBA of the lit sphere, filling the square around the disc."""
    p, colors = scene.params, scene.palette
    n = _TEXTURE
    rng = surface.rng(21)
    v, u = np.mgrid[-1 : 1 : n * 1j, -1 : 1 : n * 1j].astype(np.float32)
    z = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
    turn = np.radians(p["tilt"])
    ru, rv = u * np.cos(turn) + v * np.sin(turn), -u * np.sin(turn) + v * np.cos(turn)
    latitude = np.arcsin(np.clip(rv, -1, 1)) / (np.pi / 2)
    # Stereographic, so that no pole pinches the texture.
    across, down = ru / (1 + z), rv / (1 + z)
    relief = fractal(rng, 600, 600, cells=5 if p["gas"] else 4, octaves=8, gain=0.62, stretch=2.6 if p["gas"] else 1.0)
    value = _sample(relief, *(np.clip(at + 1, 0, 2) / 2 * 598 for at in (down, across)))
    if p["gas"]:
        bands = profile(rng, 512, cells=9, octaves=4, gain=0.55, smooth=True).astype(np.float32)
        warp = (value - 0.5) * 0.10
        value = 0.72 * np.interp((latitude + warp + 1) / 2 * 511, np.arange(512), bands * 0.5 + 0.5) + 0.28 * value
    else:
        value = np.clip((value - 0.32) * 2.0, 0, 1)
    shades = [at_lightness(colors.middle, 0.30), at_lightness(colors.middle, 0.5, 1.1),
              mix(colors.middle, colors.light, 0.55), at_lightness(colors.light, 0.86)]  # fmt: skip
    ramp = to_oklab(np.array(shades))
    lx, ly = p["light"]
    lz = {"eclipse": -0.8, "orbit": -0.35}.get(p["variant"], 0.45)
    norm = float(np.sqrt(lx * lx + ly * ly + lz * lz))
    day = (u * lx + v * ly + z * lz) / norm
    day = np.clip((day + 0.12) / 0.95, 0, 1)
    day = day * day * (3 - 2 * day)
    lab = np.stack([np.interp(value * 3, np.arange(4), ramp[:, i]) for i in range(3)], axis=-1)
    dark = to_oklab(np.array(mix(night, colors.middle, 0.12)))
    lab = dark + (lab - dark) * day[..., None]
    # Air seen edge-on scatters light: brighter and paler toward the limb on the day side.
    limb = ((1 - z) ** 3 * day)[..., None]
    lab = lab + (to_oklab(np.array(colors.light)) - lab) * np.clip(limb * 0.8, 0, 0.8)
    rgba = np.empty((n, n, 4), np.float32)
    rgba[..., :3] = from_oklab(lab)
    rgba[..., 3] = 1
    return rgba


def _sample(grid: np.ndarray, rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
    """Bilinear lookup."""
    r, c = rows.astype(np.int32), cols.astype(np.int32)
    r1, c1 = np.minimum(r + 1, grid.shape[0] - 1), np.minimum(c + 1, grid.shape[1] - 1)
    fr, fc = rows - r, cols - c
    top = grid[r, c] * (1 - fc) + grid[r, c1] * fc
    low = grid[r1, c] * (1 - fc) + grid[r1, c1] * fc
    return np.asarray(top * (1 - fr) + low * fr)


def _ring(surface: Surface, scene: Scene, *, back: bool) -> None:
    """Half of the ring: both halves are the same ellipses, so they meet where they pass the limb."""
    p, colors = scene.params, scene.palette
    radius, canvas = p["radius"], surface.canvas
    outer, inner = radius * 2.05, radius * 1.28
    rng = surface.rng(31)
    density = np.clip(profile(rng, 60, cells=18, octaves=3, gain=0.7) * 0.5 + 0.45, 0.04, 1)
    at = np.linspace(inner / outer, 1, 60)
    edge = np.clip(np.minimum(np.arange(60), 59 - np.arange(60)) / 5, 0, 1)
    tone = mix(colors.light, colors.middle, 0.25)
    ramp = [
        (0.0, tone, 0.0),
        *((float(a), tone, float(d * e * 0.8)) for a, d, e in zip(at, density, edge, strict=True)),
    ]
    canvas.save()
    canvas.translate(p["x"], p["y"])
    canvas.rotate(p["ring_tilt"])
    half = skia.Rect.MakeLTRB(-outer, -outer, outer, 0) if back else skia.Rect.MakeLTRB(-outer, 0, outer, outer)
    canvas.clipRect(half, skia.ClipOp.kIntersect, True)
    canvas.scale(1, p["ring_squash"])
    canvas.drawCircle(0, 0, outer, ink(shader=radial((0, 0), outer, ramp)))
    canvas.restore()


def _moon(surface: Surface, x: float, y: float, radius: float, light: list[float], bright: RGB, night: RGB) -> None:
    surface.canvas.drawCircle(x, y, radius, ink(mix(night, bright, 0.12)))
    lx, ly = light
    day = stops(mix(bright, (1, 1, 1), 0.3), mix(bright, night, 0.45), night, at=[0, 0.6, 1], alpha=[1, 0.8, 0])
    shader = radial((x + lx * radius * 0.55, y + ly * radius * 0.55), radius * 1.35, day)
    surface.canvas.drawCircle(x, y, radius, ink(shader=shader))


def _land(surface: Surface, scene: Scene, night: RGB) -> None:
    """Two ridges with air between, and the protagonist on the nearer one or in flight."""
    p, colors = scene.params, scene.palette
    rng = np.random.default_rng(p["land_seed"])
    haze = mix(at_lightness(colors.middle, 0.42), colors.light, 0.15)
    far = ridge(rng, surface.aspect, p["land"] - 0.012, 0.035, cells=p["rough"] * 1.4, gain=0.5)
    surface.canvas.drawPath(far, ink(shader=linear((0, p["land"] - 0.05), (0, p["land"] + 0.06),
                                                 stops(mix(night, haze, 0.55), mix(night, haze, 0.85)))))  # fmt: skip
    fog(surface, p["land"] - 0.05, p["land"] + 0.09, haze, 0.55, 41)
    near = ridge(rng, surface.aspect, p["land"] + 0.03, 0.02, cells=p["rough"], gain=0.48)
    toward = (p["light"][0], p["light"][1])
    black = at_lightness(night, 0.11)
    rim = mix(colors.light, (1, 1, 1), 0.15)
    shader = linear((0, p["land"] - 0.2), (0, 0.99), stops(black, shift(black, -0.03)))
    if p["flying"]:
        size = p["hero_height"] * (0.95 if p["trail"] else 1.5)
        tilt = (14.0 if p["flip"] else -14.0) if p["trail"] else 0.0
        hero = placement.put(
            p["hero"], scene.icons, p["hero_x"], p["hero_y"] + size * 0.5, size, flip=p["flip"], tilt=tilt
        )
        if p["trail"]:
            _trail(surface, hero.solid, p["flip"], colors.light)
        base = mix(night, colors.middle, 0.6) if p["variant"] == "eclipse" else at_lightness(night, 0.14)
        box = hero.bounds
        body = linear((0, box.top()), (0, box.bottom()), stops(mix(base, rim, 0.3), base, deepen(base, 0.04)))
        placement.illuminate(surface, hero, body, rim, toward, width=0.0032, details=0.4)
        lit(surface, near, shader, rim, (toward[0], toward[1] * 1.4), width=0.0026, soft=0.0012, strength=0.85,
            near=(p["hero_x"], p["land"], 0.75))  # fmt: skip
        return
    if p["looms"]:
        size = 0.38
        hero = placement.put(p["hero"], scene.icons, p["hero_x"], 0.93, size, flip=p["flip"])
    else:
        hero = placement.stand(p["hero"], scene.icons, near, p["hero_x"], p["hero_height"], flip=p["flip"])
    placement.illuminate(
        surface, hero, shader, rim, (toward[0], toward[1] * 1.4), more=[near], details=0.36 if p["looms"] else 0.16,
        near=(p["hero_x"], p["land"] - 0.05, 0.75),
    )  # fmt: skip


def _trail(surface: Surface, hero: skia.Path, flip: bool, color: RGB) -> None:
    """A faint streak behind what flies, to lead the eye: out of its tail, which is below or behind."""
    box = hero.getBounds()
    way = 1.0 if flip else -1.0
    if box.height() > box.width():
        x0, y0 = box.centerX() + way * box.width() * 0.2, box.bottom() - box.height() * 0.06
        bend, end = (x0 + way * 0.06, y0 + 0.16), (x0 + way * 0.3, y0 + 0.5)
    else:
        x0, y0 = (box.right() if flip else box.left()) - way * box.width() * 0.1, box.centerY() + 0.01
        bend, end = (x0 + way * 0.25, y0 + 0.05), (x0 + way * 0.5, y0 + 0.16)
    path = skia.Path()
    path.moveTo(x0, y0)
    path.quadTo(*bend, *end)
    shader = linear((x0, y0), end, stops(color, color, alpha=[0.85, 0]))
    surface.canvas.drawPath(path, ink(shader=shader, stroke=0.0028, blur=0.001, blend=skia.BlendMode.kScreen))
    surface.canvas.drawPath(path, ink(shader=shader, stroke=0.012, blur=0.009, blend=skia.BlendMode.kScreen))
